"""`xuncha read`: what is read from one page, and where each field came from."""

import json
from dataclasses import fields
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from crawler.answers import Answer, answer_of
from crawler.family import family_of
from crawler.one_address import ask_once
from crawler.reading.fields import PageFields
from crawler.reading.page import read_page
from crawler.reading.reading import PageReading
from crawler.seal import must_be_sealed
from inspection.errors import UserError
from inspection.masking import mask
from inspection.rows import page_row
from inspection.system_faults import system_words
from inspection.types.portal import Page

FIELDS = {
    "title": "标题", "published": "发布日期", "first_published": "首次发布", "written": "成文日期",
    "issued": "印发日期", "doc_number": "文号",
    "index_number": "索引号", "publisher": "发布机构", "topic": "分类", "validity": "有效性",
    "label": "公开属性",
}  # fmt: skip
PLACES = {"family": "平台数据", "header": "页面信息栏", "meta": "meta 标签", "text": "正文", "list": "列表"}
KINDS = {"page": "页面", "list": "列表", "tree": "栏目树", "error": "错误答复"}
STATES = {
    "ok": "正常", "gone": "已删除（404）", "soft_404": "页面不存在（软 404）", "failed": "取不到",
    "protected": "网站防护拦截", "login": "须登录才能查看", "external": "转到其他地址",
    "sealed": "带密级标志，已停止读取", "unread": "未读",
}  # fmt: skip
_TYPES = {".json": "application/json", ".jsonp": "application/javascript", ".xml": "text/xml", ".txt": "text/plain"}


def read_address(address: str, *, url: str | None, form: str, allow_private: bool, at: datetime) -> str:
    """What is read from a file or an address, as text or as one JSON row. Raises UserError where there is nothing."""
    if "://" in address:
        answer, fetched = ask_once(address, allow_private=allow_private), at.isoformat(timespec="seconds")
    else:
        answer, fetched = _of_file(Path(address), url), None
    family, known = _family(answer)
    reading = read_page(
        answer.body,
        url=url or answer.final_url,
        content_type=answer.content_type,
        family_fields=known,
    )
    if must_be_sealed(answer, {"family": family}):
        reading = PageReading(kind=reading.kind, url=reading.url, state="sealed")
    page = _page(answer, reading, family, fetched)
    return _as_json(page, reading) if form == "json" else _as_text(page, reading)


def _of_file(path: Path, url: str | None) -> Answer:
    try:
        body = path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(f"找不到 {path}，请核对路径；网址应以 http:// 或 https:// 开头。") from error
    except OSError as error:
        raise UserError(f"{path} 无法读取（{system_words(error)}），请检查它是不是文件、有没有权限。") from error
    return answer_of(url or path.resolve().as_uri(), body, content_type=_TYPES.get(path.suffix.lower()))


def _family(answer: Answer) -> tuple[str, PageFields | None]:
    family = family_of("auto", answer)
    return (family.name, family.details(answer, {})) if family else ("", None)


def _page(answer: Answer, reading: PageReading, family: str, fetched: str | None) -> Page:
    shared = {f.name: getattr(reading, f.name) for f in fields(Page) if hasattr(reading, f.name)}
    # What a server answered outranks what the page looks like; a file has no server.
    told = answer.verdict if answer.verdict in ("gone", "failed", "protected", "login") else None
    return Page(
        **{
            **shared,
            "url": answer.final_url,
            "district": "",
            "family": family,
            "columns": (),
            "column": reading.breadcrumb,
            "attachments": len(reading.attachments),
            "state": (told if fetched else None) or reading.state,
            "fetched_at": fetched,
            "status": answer.status if fetched else None,
            "sha256": None if reading.state == "sealed" else sha256(answer.body).hexdigest(),
        }
    )


def _kind(page: Page, reading: PageReading) -> str:
    return "error" if page.state in ("gone", "soft_404", "failed", "protected", "login") else reading.kind


def _as_json(page: Page, reading: PageReading) -> str:
    row = {**page_row(page), "district": None}
    more = {
        "kind": _kind(page, reading),
        "body": mask(reading.body),
        "breadcrumb": [mask(name) for name in reading.breadcrumb],
        "sources": dict(reading.sources),
        "conflicts": {name: [mask(value) for value in values] for name, values in reading.conflicts.items()},
        "state": page.state,
        "files": [{"url": a.url, "name": mask(a.name), "extension": a.extension} for a in reading.attachments],
    }
    return json.dumps({**row, **more}, ensure_ascii=False)


def _as_text(page: Page, reading: PageReading) -> str:
    family = f"（平台类型 {page.family}）" if page.family else ""
    lines = [f"{KINDS[_kind(page, reading)]}　{STATES[page.state]}{family}　{page.url}"]
    if page.breadcrumb:
        lines.append(f"位置：{' > '.join(page.breadcrumb)}")
    for name, chinese in FIELDS.items():
        value = getattr(page, name)
        place = PLACES.get(reading.sources.get(name, ""), "")
        lines.append(f"{chinese}：{value}　[{place}]" if value is not None else f"{chinese}：读不出")
        lines += [f"    另有说法：{other}" for other in reading.conflicts.get(name, ())]
    traits = [name for on, name in ((page.note, "情况说明"), (page.forwarded, "转载"), (page.official, "公文")) if on]
    lines.append(f"性质：{'、'.join(traits) or '一般页面'}")
    lines.append(
        f"正文 {page.body_chars} 字，图片 {page.images} 幅，附件 {page.attachments} 个，编码 {reading.encoding}"
    )
    lines += [f"    附件：{attachment.name}　{attachment.url}" for attachment in reading.attachments]
    if reading.external:
        lines.append(f"转到：{reading.external}")
    if reading.doubtful:
        lines.append("有的字节无法解码，已用替代符号。")
    return mask("\n".join([*lines, "", reading.body]) if reading.body else "\n".join(lines))
