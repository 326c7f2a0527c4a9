"""B11: files of a page that cannot be opened."""

from collections.abc import Iterator

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.masking import mask
from inspection.types.portal import Attachment, Page

_GONE = (404, 410)
_DOUBTED = ("gone", "broken", "encrypted", "mislabelled")
_OPENED = ("ok", "scanned")
_WHY = {
    "gone": "文件不存在", "empty": "文件是空的", "broken": "文件损坏", "encrypted": "文件设有打开密码",
    "mislabelled": "返回的不是该文件", "failed": "多日访问均未成功",
}  # fmt: skip
_DEMAND = "请重新上传附件，并核对能否打开"


@rule(
    "B11",
    name="附件无法打开",
    severity=3,
    mode="A",
    subject="page",
    yields_to=("B04", "B05"),
    wordings={
        "one": Wording("《{title}》附件“{file}”无法打开（{reason}）", _DEMAND),
        "several": Wording("《{title}》附件“{file}”等{n}个附件无法打开（{reason}）", _DEMAND),
    },
)
def attachments_open(case: Case) -> Iterator[Answer]:
    """页面所附文件能够下载，下载后能够打开。

    为什么: 附件打不开，表格、名单和样表就等于没有公开。
    怎样整改: 重新上传附件，并核对能否打开；不再提供的，撤下链接。
    依据: 中华人民共和国政府信息公开条例第二十四条；国办秘函〔2019〕19号（附件可用性）。
    """
    failed_on = _days_of_failure(case)
    for page in case.judged_pages():
        files = case.attachments_of.get(page.url, ())
        if files:
            yield _judge(case, page, files, failed_on)


def _judge(case: Case, page: Page, files: tuple[Attachment, ...], failed_on: dict[str, int]) -> Answer:
    sure = [file for file in files if _is_certain(file)]
    lost = [file for file in files if file.state == "failed" and failed_on.get(file.url, 0) >= case.pack.dead_link.days]
    doubted = [file for file in files if file.state in _DOUBTED and file not in sure and not _holds_text(file)]
    bad = [*sure, *lost, *doubted]
    if bad:
        first = bad[0]
        return fail(
            page,
            "several" if len(bad) > 1 else "one",
            # what our reader cannot open an office's own program may
            suspected=not sure,
            title=case.title_of(page),
            file=mask(first.name),
            n=len(bad),
            reason=_WHY[first.state],
        )
    left = [file for file in files if file.state not in _OPENED and not _holds_text(file)]
    if left:
        return unknown(page, left[0].reason or "附件未能采集")
    return passed(page)


def _is_certain(file: Attachment) -> bool:
    if file.state == "empty":
        # a document that opens and holds no word is another thing
        return file.chars == 0 and not file.sheets and "0 字节" in (file.reason or "")
    return file.state == "gone" and file.status in _GONE


def _holds_text(file: Attachment) -> bool:
    """Whether a file could be read, under whatever name."""
    return file.state == "mislabelled" and file.chars > 0


def _days_of_failure(case: Case) -> dict[str, int]:
    """On how many days each file's address failed."""
    days: dict[str, set[object]] = {}
    for incident in case.incidents:
        if incident.what == "attachment":
            days.setdefault(incident.url, set()).update(incident.days)
    return {url: len(found) for url, found in days.items()}
