"""The office's own settings: who inspects whom, and how politely."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from pydantic import ConfigDict


@dataclass(frozen=True)
class Office:
    """Whoever runs the inspection. `rule_pack` names a pack (shipped, or in packs/); `document_prefix` starts notice
    numbers; `retention_months` is how long what portals answered is kept before `purge` takes it out (0: without end).
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    name: str
    region: str
    rule_pack: str = "national"
    document_prefix: str = ""
    contact: str = ""
    phone: str = ""
    review_all: bool = True
    retention_months: int = 24


@dataclass(frozen=True)
class CrawlSettings:
    """How a portal is asked. `delay` and `retry_wait` are in seconds; `window` is `HH:MM-HH:MM` or empty;
    `requests_per_host` is a round's budget, 0 for none; `allow_hosts` are further hosts whose pages count as
    published. `timeout` is the longest silence in seconds, `slowest` the longest time for one answer; `page_mb`,
    `attachment_mb` and `attachments_per_page` bound what is fetched. `look_again_within` is the number of rounds in
    which every page is asked for again even where its list shows no change (1: always). `browser` lets lists that only
    scripts fill be shown by a browser where one is installed. Beyond the `unfit_…` shares (lists and pages not read,
    pages fewer than in the round before, pages without a date) a round says itself that it is not fit for scoring."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    delay: float = 0.5
    robots: bool = True
    window: str = ""
    requests_per_host: int = 0
    retry_wait: list[float] = field(default_factory=lambda: [5.0, 30.0, 120.0])
    allow_hosts: list[str] = field(default_factory=list)
    timeout: float = 30.0
    slowest: float = 180.0
    page_mb: float = 20.0
    attachments: bool = True
    attachment_mb: float = 30.0
    attachments_per_page: int = 30
    look_again_within: int = 20
    browser: bool = True
    unfit_lists: float = 0.2
    unfit_pages: float = 0.1
    unfit_fewer: float = 0.3
    unfit_undated: float = 0.5


@dataclass(frozen=True)
class ReportSettings:
    """What the office chooses of its papers. `notice_title` is 整改通知书, 整改通知, 提示单 … (empty: the pack's);
    `voice` asks in the soft words of a reminder or orders; `ranking` names the `ranking_ends` best and worst of each
    class, or all, or nobody; `list_styles` are the house styles of the problem list (website check, scores, matrix of
    domains and districts); `unit_notices` writes a notice for every unit too; `pdf` writes documents as PDF too;
    `bulletin_to` is whom a bulletin addresses (empty: the districts' offices); `appraisal` is where results count
    (“…年度绩效考核”, empty: not said)."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    notice_title: str = ""
    voice: Literal["plain", "soft"] = "plain"
    ranking: Literal["ends", "full", "none"] = "ends"
    ranking_ends: int = 2
    list_styles: list[Literal["website", "score", "matrix"]] = field(
        default_factory=lambda: ["website", "score", "matrix"]
    )
    unit_notices: bool = False
    pdf: bool = True
    bulletin_to: str = ""
    appraisal: str = ""


@dataclass(frozen=True)
class Portal:
    """A website of a district. `family` is `auto` or the name of a family; `allow_private` permits inner addresses."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    url: str
    family: str = "auto"
    allow_private: bool = False


@dataclass(frozen=True)
class District:
    """Who is inspected. `directories` are patterns relative to the workspace; without any the baseline is used.
    `kind` (key `class`) is 区, 县, 县级市, 功能区, 市直 …: ranking never mixes them."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", strict=True)

    id: str
    name: str
    kind: str
    directories: list[str] = field(default_factory=list)
    portals: list[Portal] = field(default_factory=list)
