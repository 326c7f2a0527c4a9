"""The only Scrapy settings; what one round changes of them is set in `crawler.process`. Also the crawl's own clock."""

from datetime import datetime, timedelta, timezone
from urllib.parse import quote

BOT_NAME = "xuncha"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
COMMANDS_MODULE = "crawler.commands"
ROBOTS_TOKEN = "Xuncha"
USER_AGENT = f"Mozilla/5.0 (compatible; {ROBOTS_TOKEN}/0.1)"

TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
TWISTED_DNS_RESOLVER = "crawler.addresses.GuardedResolver"
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# One slow queue per host. The spider itself asks a host for one thing at a time; these hold whoever else asks.
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 0.5
DOWNLOAD_DELAY_JITTER = 0.0
AUTOTHROTTLE_ENABLED = False
DOWNLOAD_TIMEOUT = 180
DOWNLOAD_MAXSIZE = 50 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
# The longest silence of a server in seconds, for GuardedHandler.
XUNCHA_SILENCE = 30
DOWNLOAD_HANDLERS = {
    "http": "crawler.connections.GuardedHandler",
    "https": "crawler.connections.GuardedHandler",
    # A portal names web addresses only; nothing else is ever opened for it.
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}

# The spider keeps answers as they came, checks every hop of a redirect, waits between attempts as the workspace says
# and reads robots.txt through its own archive; so Scrapy's ways of doing these are off.
COMPRESSION_ENABLED = False
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
RETRY_ENABLED = False
ROBOTSTXT_OBEY = False
REFERER_ENABLED = False
HTTPCACHE_ENABLED = False
HTTPPROXY_ENABLED = False  # through a proxy nobody could check the address that is really connected to
COOKIES_ENABLED = True
# Hosts are checked before a request is made, each request names its own limits, and requests.log counts them all.
DOWNLOADER_MIDDLEWARES_BASE = {
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": 700,
}
# Scrapy loads what these name even where it is switched off, and that (a console, a web server) takes as long as
# fifty answers: only what is on is named.
EXTENSIONS_BASE = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.logstats.LogStats": 0,
}
LOG_FORMATTER = "crawler.request_log.QuietFormatter"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
}

LOG_LEVEL = "INFO"
LOG_STDOUT = False

CHINA = timezone(timedelta(hours=8))


def china_now() -> datetime:
    """The moment it is, in China Standard Time whatever the machine's zone."""
    return datetime.now(CHINA)


def user_agent(contact: str) -> str:
    """Who asks: the program and the office's contact. Headers hold no Chinese: it is percent-encoded (RFC 3986)."""
    words = quote(contact.strip(), safe=" @:+-_./,()")
    return f"Mozilla/5.0 (compatible; {ROBOTS_TOKEN}/0.1{'; ' + words if words else ''})"
