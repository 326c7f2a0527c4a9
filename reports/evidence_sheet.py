"""The evidence of findings as HTML in words and tables: what is said, by which rule, what proves it, what was searched.

Fragments for `reports.safe_page.document`; every text is masked and escaped here, addresses are shown and not linked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from inspection.china_time import moment_words
from inspection.telling import may_be_told
from inspection.types.judgement import Finding
from inspection.types.paperwork import RuleText
from reports.safe_page import SafePage, address, shown
from reports.words import SEVERITIES, day, moment, path_words, round_words, state_words

STYLE = """
body{margin:0 auto;max-width:60rem;padding:1rem;color:#111;
font:16px/1.7 "Noto Sans CJK SC","Microsoft YaHei",sans-serif}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid #999}h3{font-size:1rem}
table.told{border-collapse:collapse;width:100%;margin:.6rem 0;font-size:.92rem}
table.told>tbody>tr>th,table.told>tbody>tr>td{border:1px solid #bbb;padding:.25rem .5rem;text-align:left;
vertical-align:top;overflow-wrap:anywhere}
table.told>tbody>tr>th{background:#f2f2f2;font-weight:normal;min-width:5.5rem}table.told.lists{font-size:.85rem}
code,pre.command{font-family:ui-monospace,Consolas,monospace;font-size:.85rem;overflow-wrap:anywhere}
pre.command{background:#f5f5f5;border:1px solid #ccc;padding:.5rem;white-space:pre-wrap;margin:.3rem 0}
.kept{border:2px solid #555;margin:.6rem 0;padding:.8rem;overflow:auto;background:#fff;line-height:1.5;font-size:15px}
.kept table{border-collapse:collapse}.kept *{max-width:100%}
.kept td,.kept th{overflow-wrap:anywhere;min-width:3em;vertical-align:top}.kept pre{white-space:pre-wrap}
table.lists>tbody>tr>th{min-width:0}table.lists>tbody>tr>th:nth-child(2){width:45%}
.remark{color:#444;font-size:.9rem}.told mark,.kept mark{background:#ffe08a;outline:2px solid #c60}
@media print{body{max-width:none;padding:0;font-size:11pt}.kept{border-width:1px}h2,h3{break-after:avoid}
tr{break-inside:avoid}}
"""
REDACTED = "本页为去标识化处理后的留痕：脚本、样式、图片、表单已去除，个人信息已遮盖，文字未改。"


@dataclass(frozen=True)
class Piece:
    """One answer that proves something. `what` says in Chinese what it is; `url` to `offset` are where it came from and
    where it lies; `page` is what may be seen of it, else `note` says why not; `files` are the files of a pack that
    belong to it, by what they are. `withheld`: why what came is not handed on as it is; `carried`: when it was asked
    for again."""

    number: int
    what: str
    url: str
    final_url: str = ""
    fetched_at: str | None = None
    status: int | None = None
    sha256: str | None = None
    length: int | None = None
    content_type: str | None = None
    warc: str | None = None
    offset: int | None = None
    carried: str = ""
    page: SafePage | None = None
    note: str = ""
    withheld: str = ""
    files: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Searched:
    """One list that was searched in vain: its column, how it ended, how many rows the website states and how many were
    seen, when it was read, and on which list pages (numbers of pieces)."""

    path: tuple[str, ...]
    url: str
    state: str
    claimed: int | None
    seen: int
    pages: int
    read_at: str
    pieces: tuple[int, ...] = ()


@dataclass(frozen=True)
class FindingSheet:
    """One finding with what proves it. `pack` names the rule pack it was judged by, `notices` the notices that told it,
    `lists` where the lists that were searched are told when not here (a link of ours and how many)."""

    finding: Finding
    district: str
    as_of: date
    pack: str
    rule: RuleText | None
    pieces: tuple[Piece, ...]
    searched: tuple[Searched, ...] = ()
    notices: tuple[str, ...] = ()
    lists: tuple[str, str] | None = None


def told(rows: Iterable[tuple[str, str]]) -> str:
    """A table of names and values that are HTML already; empty values are left out."""
    body = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>\n" for name, value in rows if value)
    return f'<table class="told"><tbody>\n{body}</tbody></table>\n'


def finding_table(sheet: FindingSheet, *, rule: bool = True) -> str:
    """What a finding says, of whom, by when; with `rule` the text and version of its rule."""
    one = sheet.finding
    entry = " / ".join(part for part in (one.domain, one.level1, one.level2) if part)
    place = shown(one.place) if one.place else ""
    quoted = f"“{shown(one.span)}”" if one.span and may_be_told(one, "letter") else ""
    rows = [
        ("问题编号", f"<code>{shown(one.id)}</code>"),
        ("批次", shown(f"{round_words(one.round)}，以{day(sheet.as_of)}为准")),
        ("区", shown(sheet.district)),
        ("责任单位", shown(one.unit)),
        ("领域、事项", shown(entry)),
        ("栏目", shown(path_words(one.column))),
        ("页面标题", shown(one.title)),
        ("地址", f"<code>{address(one.url)}</code>"),
        ("报送文件位置", place),
        ("问题", f"<strong>{shown(one.message)}</strong>"),
        ("原文", quoted),
        ("整改要求", shown(one.demand)),
        ("依据", shown(one.basis)),
        ("程度", SEVERITIES.get(one.severity, "")),
        ("核查结论", shown(state_words(one))),
        ("整改期限", shown(f"{moment_words(one.due_at)}前") if one.due_at else ""),
        ("通知", "<br>".join(map(shown, sheet.notices))),
    ]
    if rule and sheet.rule is not None:
        text = sheet.rule
        rows += [
            ("检查项", shown(f"{text.name}（文本版本 {text.version}；检查口径：{sheet.pack}）")),
            ("检查要求", shown(text.requirement)),
            ("为什么", shown(text.why)),
            ("怎样整改", shown(text.cure)),
        ]
    return told(rows)


def piece_table(piece: Piece) -> str:
    """Where an answer came from and where it lies."""
    other = piece.final_url if piece.final_url != piece.url else ""
    place = f"{shown(piece.warc)} 第 {piece.offset} 字节起" if piece.warc else ""
    files = "<br>".join(f"{shown(what)}：<code>{shown(name)}</code>" for what, name in piece.files.items())
    status = str(piece.status) if piece.status else ""
    return told([
        ("是什么", shown(piece.what)),
        ("地址", f"<code>{address(piece.url)}</code>"),
        ("转到", f"<code>{address(other)}</code>" if other else ""),
        ("取得时间", shown(f"{moment(piece.fetched_at)}（北京时间）") if piece.fetched_at else ""),
        ("再次核对", shown(piece.carried)),
        ("答复状态", status),
        ("类型", shown(piece.content_type)),
        ("字节数", str(piece.length) if piece.length is not None else ""),
        ("SHA-256", f"<code>{shown(piece.sha256)}</code>" if piece.sha256 else ""),
        ("归档位置", place),
        ("所附文件", files),
        ("说明", "<br>".join(map(shown, filter(None, (piece.note, piece.withheld))))),
    ])  # fmt: skip


def page_box(page: SafePage) -> str:
    """A page made harmless, in a frame of its own."""
    heading = f"<p><strong>{shown(page.title)}</strong></p>\n" if page.title else ""
    cut = '<p class="remark">页面过长，只示前一部分。</p>\n' if page.cut else ""
    return f'<p class="remark">{REDACTED}</p>\n{cut}<div class="kept">\n{heading}{page.html}\n</div>\n'


def searched_table(searched: Sequence[Searched]) -> str:
    """The lists that were searched, one row each."""
    numbered = any(one.pieces for one in searched)
    rows = []
    for number, one in enumerate(searched, start=1):
        claimed = str(one.claimed) if one.claimed is not None else "未标明"
        cells = [
            str(number), f"{shown(path_words(one.path))}<br><code>{address(one.url)}</code>", shown(one.state),
            str(one.seen), claimed, str(one.pages), shown(moment(one.read_at)),
        ]  # fmt: skip
        cells += [_numbers(one.pieces)] if numbered else []
        rows.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n")
    heads = ["序号", "栏目、地址", "读到哪里", "读到条数", "网站标明条数", "列表页数", "读取时间"]
    head = "".join(f"<th>{name}</th>" for name in [*heads, *(["证据序号"] if numbered else [])])
    return f'<table class="told lists"><tbody>\n<tr>{head}</tr>\n{"".join(rows)}</tbody></table>\n'


def searched_words(searched: Sequence[Searched]) -> str:
    """How much was searched, in one sentence."""
    whole = sum(one.state == "已读完" for one in searched)
    ends = "均已读到末页" if whole == len(searched) else f"其中{whole}个已读到末页"
    rows, pages = sum(one.seen for one in searched), sum(one.pages for one in searched)
    return f"查过{len(searched)}个栏目的列表（{pages}页、{rows}条），{ends}。"


def _numbers(numbers: Sequence[int]) -> str:
    """1–5、8: numbers that follow one another are told as one stretch."""
    stretches: list[list[int]] = []
    for number in sorted(set(numbers)):
        if stretches and number == stretches[-1][-1] + 1:
            stretches[-1][1:] = [number]
        else:
            stretches.append([number])
    return "、".join("–".join(f"{number:03d}" for number in stretch) for stretch in stretches)
