"""Which network addresses may be connected to."""

import ipaddress
from collections.abc import Sequence
from typing import Any

from scrapy.crawler import Crawler
from scrapy.resolver import HostResolution
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer, provider

# Addresses of IPv6 that carry one of IPv4 in their last 32 bits and lead to it: RFC 4291 2.5.5.2, RFC 6052.
_CARRIERS = (ipaddress.IPv6Network("::ffff:0:0/96"), ipaddress.IPv6Network("64:ff9b::/96"))
_UNICAST = ipaddress.IPv6Network("2000::/3")


def is_public(address: str) -> bool:
    """True for addresses of the public internet: neither loopback nor private nor link-local nor reserved, nor any that
    carries such an address of IPv4 (mapped, 6to4, NAT64)."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return found.is_global and not found.is_multicast
    if any(found in network for network in _CARRIERS):
        return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    if found.sixtofour is not None:
        return is_public(str(found.sixtofour))
    return found in _UNICAST and found.is_global


class HostNames:
    """Names of hosts, for this process's one crawl."""

    hosts: set[str]

    def __init__(self) -> None:
        self.hosts = set()


# Those that were not connected to because all their addresses are private.
REFUSED = HostNames()
# Those that may have inner addresses. Scrapy makes its resolver for a process, not for the crawl that knows them.
PRIVATE = HostNames()


@implementer(IHostnameResolver)
class GuardedResolver:
    """Resolves a name at connection time and leaves out private addresses, so that neither a redirect nor a name that
    changes its address between two look-ups reaches an inner network. Literal addresses pass through here as well."""

    def __init__(self, reactor: ReactorBase) -> None:
        self._reactor: Any = reactor
        self._resolver: Any = reactor.nameResolver

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> "GuardedResolver":  # noqa: ARG003
        """Scrapy's way of making it."""
        return cls(reactor)

    def install_on_reactor(self) -> None:
        """Makes it the reactor's resolver."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802  the interface's name
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        """Hands on the permitted addresses of a name, none when all are private."""
        receiver: Any = resolutionReceiver
        if hostName.lower().strip("[]") not in PRIVATE.hosts:
            receiver = _guarded(resolutionReceiver, hostName.lower())
        found: IHostResolution = self._resolver.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )
        return found


def _guarded(receiver: Any, host: str) -> Any:
    @provider(IResolutionReceiver)
    class Guard:
        passed = 0
        refused = 0

        @staticmethod
        def resolutionBegan(resolution: HostResolution) -> None:  # noqa: N802
            receiver.resolutionBegan(resolution)

        @classmethod
        def addressResolved(cls, address: Any) -> None:  # noqa: N802
            if is_public(str(address.host)):
                cls.passed += 1
                receiver.addressResolved(address)
            else:
                cls.refused += 1

        @classmethod
        def resolutionComplete(cls) -> None:  # noqa: N802
            if cls.refused and not cls.passed:
                REFUSED.hosts.add(host)
            receiver.resolutionComplete()

    return Guard
