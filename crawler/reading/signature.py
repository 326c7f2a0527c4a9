"""Who a document is addressed to (主送), who signed it when (落款), and when it was printed (印发)."""

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from crawler.reading.dates import FoundDate, find_dates
from crawler.reading.text import bare

_BODIES = (
    "人民政府|政府|委员会|管委会|管理局|局|委|办公室|办公厅|办|厅|部|院|会|室|公司|集团|中心|处|所|站|大队|支队|行|社|署|学校|大学"
    "|镇|乡|街道|街道办事处|办事处|片区|园区|队|厂|单位|领导小组|指挥部|机关|机构|企业"
)
_ADDRESSEE = re.compile(
    rf"^(?!附件|一、|关于|来源|联系|抄送)[^。！？]{{0,400}}?(?:{_BODIES}|部门|同志|用户|站)[^。！？；：:]{{0,30}}[：:]$"
)
_FLAT_ADDRESSEE = re.compile(rf"^[^。！？]{{2,250}}?(?:{_BODIES}|部门|用户)[）)]?[：:]")
_SIGNER = re.compile(
    rf"^[^，。；：？！:、]{{2,60}}(?:{_BODIES}|局长|市长|区长|县长|省长|主任|主席)?(?:[（(](?:代章|盖章|章|印章)[）)])?$"
)
_BODY_END = re.compile(rf"(?:{_BODIES})(?:[（(](?:代章|盖章|章|印章)[）)])?$|^(?:省|市|区|县)长")
# 市长：某某 under an order.
_OFFICER = re.compile(
    r"^(?:代)?(?:(?:省|市|区|县|州|旗|盟|镇|乡|局|厅|部|院|署|行|司)长|主任|主席|行政长官)[：:]?[一-鿿·]{2,12}$"
)
_AFTER = re.compile(r"^[（(]|^附件|^抄送|^公开|^此件|^联系|^主题词|^$|^\d|^（本文")
_FLAT_END = re.compile(r"[。！；）)]\s*(?P<signer>[一-鿿A-Za-z、（）\s]{0,80}?)\s+$|^\s*$")
# What stands before a date without signing it.
_NO_SIGNER = re.compile(r"^附(?:件|表)|^特此|[\d０-９：:]")
_TELLS = re.compile(r"(?:提到|表示|指出|认为|写道|报道|介绍|强调|情况单位)[^，；：:]{0,30}[：:]$")
_PRINTED = re.compile(r"^\s*(?:印发|印制|印$)")


@dataclass(frozen=True)
class Signature:
    """What the end of the document says; `signer` may be empty where only a date stands under the text."""

    written: date | None
    signer: str | None
    issued: date | None


def has_addressees(body: str) -> bool:
    """Whether one of the first lines names the bodies a document is sent to, ending with a colon."""
    head = [line.strip() for line in body.split("\n")[:14]]
    return any(map(_addresses, (line for line in head if len(line) >= 3)))


def _addresses(line: str) -> bool:
    hit = _ADDRESSEE.match(line) or _FLAT_ADDRESSEE.match(line[:300])
    return hit is not None and _TELLS.search(hit.group()) is None


def read_signature(body: str, tabled: Set[str] = frozenset()) -> Signature:
    """The first signature in the text: regulations attached behind the cover note carry dates of their own, and the
    rows of its tables (`tabled`, without blanks) those of other documents.
    """
    rows = [line.strip() for line in body.split("\n") if line.strip()]
    issued = _issued(rows)
    signs = 0
    for index, row in enumerate(rows):
        found = find_dates(row) if bare(row) not in tabled else []
        if found and signs + found[-1].start >= 15:
            signer = _signed(rows, index, found[-1])
            signer = "" if signer and _NO_SIGNER.search(signer) else signer
            if signer is not None and not _PRINTED.match(row[found[-1].end :]):
                return Signature(found[-1].value, signer or None, issued)
        signs += len(row)
    return Signature(None, None, issued)


def _signed(rows: list[str], index: int, found: FoundDate) -> str | None:
    """The signer of a date line ('' if unnamed), None where the date is not a signature."""
    row = rows[index]
    before, after = row[: found.start].strip(), row[found.end :].strip(" 　")
    if after and not _AFTER.match(after):
        return None
    if len(row) > 100:
        return _signed_in_flat_text(row, found)
    if before:
        return before if _BODY_END.search(before) and _SIGNER.match(before) else None
    above = rows[index - 1] if index else ""
    if _OFFICER.match(bare(above)):
        return above
    if len(above) <= 60 and _SIGNER.match(above) and _BODY_END.search(above.replace(" ", "")):
        return above
    near_end = index >= len(rows) - 4 or any(_AFTER.match(one) for one in rows[index + 1 : index + 2])
    return "" if near_end and index >= 2 and above.endswith(("。", "！", "件", "表", "）", "》")) else None


def _signed_in_flat_text(row: str, found: FoundDate) -> str | None:
    """Search answers give a whole document on one line; the date then stands between blanks behind the last full
    stop.
    """
    before = row[: found.start]
    if not before.endswith((" ", "\t")):
        return None
    end = re.search(r"[。！；）)\d]\s[^。！；]{0,90}$", before) or re.search(r"。[^。]{0,60}$", before)
    return end.group().strip("。！；）) 0123456789") if end else None


def _issued(rows: list[str]) -> date | None:
    """印发日期 in the colophon: a date followed by 印发 in one of the later lines."""
    for row in reversed(rows[-40:]):
        for found in find_dates(row):
            if _PRINTED.match(row[found.end :]):
                return found.value
    return None
