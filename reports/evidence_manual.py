"""说明.html of an evidence pack: what is said, what proves it, and how anyone checks that without our software."""

from collections.abc import Iterable
from dataclasses import dataclass

from inspection.types.office import Office
from reports.evidence_sheet import (
    STYLE,
    FindingSheet,
    Piece,
    finding_table,
    piece_table,
    searched_table,
    searched_words,
    told,
)
from reports.safe_page import address, document, shown
from reports.words import moment

# Commands are written out for so many originals; for more they differ in the file's name alone.
_WRITTEN_OUT = 10
ORIGINAL, RECORD = "原件（网站答复的原始字节）", "归档记录（WARC）"
_FROM_RECORD = """python3 - {name} <<'END'
import gzip, hashlib, sys
raw = gzip.open(sys.argv[1]).read()
head, rest = raw.split(b"\\r\\n\\r\\n", 1)
size = [int(line.split(b":")[1]) for line in head.split(b"\\r\\n") if line.lower().startswith(b"content-length:")][0]
block = rest[:size]
body = block.split(b"\\r\\n\\r\\n", 1)[1] if b"application/http" in head else block
print(hashlib.sha256(body).hexdigest())
END"""


@dataclass(frozen=True)
class Manual:
    """What the page tells: who made the pack, of what, the findings, where the round's archive lies in the office's
    workspace (name, folder), its seals, why there are no pictures, and which pictures do not show all."""

    office: Office
    title: str
    sheets: tuple[FindingSheet, ...]
    places: tuple[tuple[str, str], ...]
    seals: tuple[str, ...]
    no_pictures: str
    cut: tuple[str, ...]


def manual(given: Manual) -> str:
    """The whole page."""
    pieces = {piece.number: piece for sheet in given.sheets for piece in sheet.pieces}
    parts = [f"<h1>{shown(f'证据包：{given.title}')}</h1>\n", _opening(given, pieces.values())]
    for number, sheet in enumerate(given.sheets, start=1):
        parts += [f"<h2>{shown(f'问题{number}')}</h2>\n", finding_table(sheet), _proof(sheet)]
    parts += ["<h2>证据逐项</h2>\n", _pieces(pieces.values()), _checking(given, list(pieces.values()))]
    return document(f"证据包：{given.title}", "".join(parts), STYLE)


def _opening(given: Manual, pieces: Iterable[Piece]) -> str:
    every = list(pieces)
    kept = sum(ORIGINAL in piece.files for piece in every)
    held = sum(bool(piece.withheld) for piece in every)
    office = given.office
    contact = "，".join(part for part in (office.contact, office.phone) if part)
    pictures = f"没有截图：{given.no_pictures}。" if given.no_pictures else ""
    if given.cut:
        pictures += f"{'、'.join(given.cut)} 页面过长，截图只示前一部分，全文见同号网页留痕。"
    apart = f"；{held}项因含个人信息等只附去标识化的网页" if held else ""
    lines = [
        f"{len(given.sheets)}个问题，{len(every)}项证据，其中随附原件的{kept}项{apart}。",
        "本包内容均已作去标识化处理，网页留痕不含脚本、不访问网络，可在任何浏览器中打开。"
        "原件保持网站答复时的原样，供核对 SHA-256 用，请不要直接用浏览器打开。",
        pictures,
    ]
    rows = [("制作", shown(office.name)), ("联系", shown(contact))]
    return told(rows) + "".join(f"<p>{shown(line)}</p>\n" for line in lines if line)


def _proof(sheet: FindingSheet) -> str:
    """What proves one finding: its answers one by one, or the lists that were searched."""
    listed = {number for one in sheet.searched for number in one.pieces}
    own = [piece for piece in sheet.pieces if piece.number not in listed]
    parts = []
    if own:
        rows = "".join(_row(piece) for piece in own)
        heads = "".join(f"<th>{name}</th>" for name in ("证据", "是什么", "取得时间", "状态", "SHA-256", "文件"))
        parts.append(f'<h3>证据</h3>\n<table class="told"><tbody>\n<tr>{heads}</tr>\n{rows}</tbody></table>\n')
    if sheet.searched:
        parts.append(f"<h3>查过的列表</h3>\n<p>{shown(searched_words(sheet.searched))}</p>\n")
        parts.append(searched_table(sheet.searched))
    if not parts:
        parts.append("<p>没有网页证据，依据见上表。</p>\n")
    return "".join(parts)


def _row(piece: Piece) -> str:
    link = next((name for what, name in piece.files.items() if what.startswith("网页留痕")), "")
    page = f'<a href="{shown(link)}">打开网页留痕</a>' if link else shown(piece.note)
    cells = [
        f"{piece.number:03d}", shown(piece.what), shown(moment(piece.fetched_at)), str(piece.status or ""),
        f"<code>{shown(piece.sha256)}</code>", page,
    ]  # fmt: skip
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"


def _pieces(pieces: Iterable[Piece]) -> str:
    """Every answer with all that is known of it: pages one by one, pages of lists a row each."""
    every = sorted(pieces, key=lambda one: one.number)
    lists = [one for one in every if _is_list(one)]
    parts = [f"<h3>{shown(f'证据{one.number:03d}')}</h3>\n{piece_table(one)}" for one in every if one not in lists]
    if lists:
        heads = ("证据", "列表页、地址", "取得时间", "状态", "SHA-256", "归档位置", "网页留痕", "原件")
        head = "".join(f"<th>{name}</th>" for name in heads)
        rows = "".join(map(_list_row, lists))
        parts.append(f'<table class="told lists"><tbody>\n<tr>{head}</tr>\n{rows}</tbody></table>\n')
    return "".join(parts)


def _is_list(piece: Piece) -> bool:
    return piece.what.startswith("列表")


def _list_row(piece: Piece) -> str:
    page = next((name for what, name in piece.files.items() if what.startswith("网页留痕")), "")
    there = "随附" if ORIGINAL in piece.files else "由本办保存"
    cells = [
        f"{piece.number:03d}", f"{shown(piece.what)}<br><code>{address(piece.url)}</code>",
        shown(moment(piece.fetched_at)), str(piece.status or ""), f"<code>{shown(piece.sha256)}</code>",
        shown(f"{piece.warc} 第 {piece.offset} 字节起") if piece.warc else "",
        f'<a href="{shown(page)}">打开</a>' if page else shown(piece.note), there,
    ]  # fmt: skip
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"


def _checking(given: Manual, pieces: list[Piece]) -> str:
    """How anyone checks what the pack holds."""
    parts = [
        "<h2>怎样核验（不需要本程序）</h2>\n",
        _said(
            "一、包内文件有没有变动。核验清单.csv 和 SHA256SUMS 列有每个文件的 SHA-256。解压后在包的文件夹中运行：",
            "Linux：sha256sum -c SHA256SUMS\nmacOS：shasum -a 256 -c SHA256SUMS\n"
            "Windows：逐个文件用 certutil 或 Get-FileHash（见下），与核验清单.csv 对照",
        ),
    ]
    originals = sorted(
        (piece for piece in pieces if ORIGINAL in piece.files), key=lambda one: (_is_list(one), one.number)
    )
    if originals:
        parts.append(
            "<p>二、原件是不是当时取得的。原件的 SHA-256 应与“证据逐项”中登记的一致（该值在采集时登记并封存）：</p>\n"
        )
        parts += [_commands(piece) for piece in originals[:_WRITTEN_OUT]]
        if len(originals) > _WRITTEN_OUT:
            more = len(originals) - _WRITTEN_OUT
            parts.append(f"<p>其余{more}项只是文件名不同，登记的 SHA-256 见“证据逐项”。</p>\n")
        parts.append(_of_records(originals[0]))
    else:
        parts.append("<p>二、本包没有随附原件，可到本办用登记的 SHA-256 核对。</p>\n")
    parts.append(_at_office(given, pieces))
    return "".join(parts)


def _commands(piece: Piece) -> str:
    name = piece.files[ORIGINAL]
    windows = name.replace("/", "\\")
    return _said(
        f"证据{piece.number:03d}，应得到 {piece.sha256}：",
        f"Linux：sha256sum {name}\nWindows 命令提示符：certutil -hashfile {windows} SHA256\n"
        f"PowerShell：Get-FileHash -Algorithm SHA256 {windows}",
    )


def _of_records(piece: Piece) -> str:
    """How the WARC records are read with standard tools."""
    name = piece.files[RECORD]
    return _said(
        "三、归档记录（WARC，国际标准 ISO 28500）是采集时写下的整条记录：第一部分是网站的答复（响应头和原始字节），"
        "其后是当时发出的请求。用任何解压工具（gzip、7-Zip）都能打开，以"
        f"证据{piece.number:03d}为例：",
        f"查看：gzip -dc {name} | less\n"
        f"用 warcio 核对记录自带的校验值：warcio check -v {name}\n"
        f"从记录中取出原件并计算 SHA-256（只用 Python 自带功能），应得到 {piece.sha256}：\n"
        f"{_FROM_RECORD.format(name=name)}",
    )


def _at_office(given: Manual, pieces: list[Piece]) -> str:
    """How the office shows that the round's archive holds the same."""
    placed = next((piece for piece in pieces if piece.warc and piece.offset is not None), None)
    parts = [
        "<p>四、本办的归档。全部留痕（含未随附的原件）保存在本办，各批次的文件夹如下，"
        "“归档位置”是证据在其中的文件名和字节位置：</p>\n",
        told([(shown(name), f"<code>{shown(folder)}</code>") for name, folder in given.places]),
    ]
    if placed is not None:
        parts.append(
            _said(
                f"在该文件夹中取出证据{placed.number:03d}的记录：",
                f"tail -c +{(placed.offset or 0) + 1} {placed.warc} | gzip -dc 2>/dev/null | head -c 2000",
            )
        )
    if given.seals:
        parts.append(
            "<p>五、封存。每次采集结束时，本办把当时全部留痕的摘要（逐条相连的 SHA-256）另行记下，事后改动任何一条，"
            "摘要都不再相符；本办用 xuncha verify 核对：</p>\n"
        )
        parts.append("".join(f"<p><code>{shown(line)}</code></p>\n" for line in given.seals))
    return "".join(parts)


def _said(sentence: str, commands: str) -> str:
    return f'<p>{shown(sentence)}</p>\n<pre class="command">{shown(commands)}</pre>\n'
