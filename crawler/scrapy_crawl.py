"""A crawl that Scrapy's own command began: `scrapy crawl portal -a workspace=DIR -a district=ID [-a round=NAME]`, or
`-a url=ADDRESS -a folder=DIR` for one portal without a workspace.

The answers go into the same store and the same WARC files as those of `xuncha crawl`, so the two may take turns; at the
end the rows are written, and what is missing is said in Scrapy's log.
"""

import logging
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from crawler.evidence import EvidenceFile, drop_torn_tails
from crawler.family import check_family
from crawler.job import Job
from crawler.purging import purged_on
from crawler.replay import replay_round
from crawler.sealed_rows import sealed_hits
from crawler.settings import USER_AGENT, china_now
from inspection.errors import UserError
from inspection.portal_notes import NAME, read_portal_notes, settled_meanings
from inspection.round_lock import round_lock
from inspection.round_store import RoundStore, open_round
from inspection.types.office import CrawlSettings, District, Portal
from inspection.workspace import open_workspace, round_name

USAGE = (
    "请写明工作区和区：scrapy crawl portal -a workspace=工作区 -a district=区的id [-a round=批次]，"
    "或一个门户和存放的文件夹：scrapy crawl portal -a url=网址 -a folder=文件夹 [-a allow_private=true]"
)
_OF_WORKSPACE = frozenset({"workspace", "district", "round"})
_OF_ADDRESS = frozenset({"url", "folder", "family", "allow_private"})
_TOLD_EVERY = 50
_log = logging.getLogger(__name__)


def job_of(words: Mapping[str, str]) -> Job:
    """The job that the words name. Raises UserError, a Chinese sentence, for words that name none."""
    if unknown := sorted(set(words) - _OF_WORKSPACE - _OF_ADDRESS):
        raise UserError(f"不认识的参数“{unknown[0]}”。{USAGE}。")
    if "url" in words:
        return _job_of_address(words)
    if missing := [name for name in ("workspace", "district") if not words.get(name)]:
        raise UserError(f"缺少参数 {'、'.join(missing)}。{USAGE}。")
    workspace = open_workspace(Path(words["workspace"]))
    (district,) = workspace.chosen([words["district"]])
    if not district.portals:
        raise UserError(
            f"区“{district.name}”没有门户，请在 xuncha.toml 中为 id“{district.id}”写上 [[district.portal]]。"
        )
    store = workspace.store_path(words.get("round") or round_name(china_now().date()), district.id)
    contact = " ".join(part for part in (workspace.office.contact, workspace.office.phone) if part)
    return Job(store.resolve(), store.parent.resolve(), district, workspace.crawl, contact, china_now())


def _meanings(root: Path, district: District) -> dict[str, dict[str, str]]:
    """What persons settled of the labels of dates, as `xuncha crawl` freezes it."""
    return settled_meanings(read_portal_notes(root / NAME, open_workspace(root).districts), district.id)


def _job_of_address(words: Mapping[str, str]) -> Job:
    if not words.get("folder") or "workspace" in words or "district" in words:
        raise UserError(f"参数 url 要与 folder 同用，不与 workspace、district 同用。{USAGE}。")
    url = words["url"]
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UserError(f"“{url}”不是网址，应以 http:// 或 https:// 开头。")
    private = words.get("allow_private", "false").lower()
    if private not in ("true", "false"):
        raise UserError(f"allow_private 应写成 true 或 false，现在是“{private}”。")
    folder = Path(words["folder"]).resolve()
    portal = Portal(url, words.get("family", "auto"), private == "true")
    district = District("portal", parts.hostname, "", portals=[portal])
    return Job(folder / "round.db", folder, district, CrawlSettings(), "", china_now())


@dataclass
class ScrapyCrawl:
    """What such a crawl holds open; `end` writes the rows and lets go of all."""

    job: Job
    store: RoundStore
    evidence: EvidenceFile
    _open: ExitStack
    _told: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def begin(cls, words: Mapping[str, str]) -> Self:
        """Opens the round, which no other command may touch meanwhile."""
        job = job_of(words)
        for portal in job.district.portals:
            check_family(portal.family)
        with ExitStack() as opened:
            opened.enter_context(round_lock(job.folder, job.district.name))
            drop_torn_tails(job.folder)
            store = opened.enter_context(open_round(job.store))
            if on := purged_on(store):
                raise UserError(f"{job.district.name}在本批次的网页留痕已于 {on} 清除，不能再采集。")
            if store.fact("meanings") is None and "workspace" in words:
                store.set_fact("meanings", _meanings(Path(words["workspace"]), job.district))
            job.begin(store)
            evidence = EvidenceFile(job.folder, USER_AGENT)
            opened.callback(evidence.close)
            return cls(job, store, evidence, opened.pop_all())

    def report(self, progress: dict[str, Any]) -> None:
        """Progress goes into Scrapy's log: every wait, and a line now and then."""
        if progress["note"]:
            _log.info("%s", progress["note"])
        elif progress["fetched"] >= self._told.get("fetched", 0) + _TOLD_EVERY:
            self._told = progress
            _log.info(
                "已取 %(fetched)d 个地址，待取 %(waiting)d；栏目 %(columns)d，列表读全 %(lists_read)d/%(lists)d，"
                "页面 %(pages_read)d/%(pages)d",
                progress,
            )

    def end(self, reason: str) -> None:
        """Writes the rows of the round and says what is missing."""
        with self._open:
            outcome = replay_round(self.store, self.job.folder, self.job.district, self.job.crawl)
            marked = len(sealed_hits(self.store))
        name, folder = self.job.district.name, self.job.folder
        counts = f"栏目 {outcome.columns} 个，页面 {outcome.pages} 个，采集不全 {len(outcome.missing)} 处"
        _log.info("%s（%s）：%s，记录在 %s", name, reason, counts, folder)
        if marked:
            _log.warning("有 %d 处须由专人处理，请有权限的人员接着运行 xuncha crawl，登记后再看。", marked)
        for sentence in outcome.missing:
            _log.warning("%s", sentence)
