"""The text of a page, as HTML: what stands in the body of each kind of document."""

from collections.abc import Callable, Mapping
from html import escape
from zlib import crc32

from demo.city import Doc, chinese_date

_CITY_PHONE = "0999-8800"
# Of a region that there is not, with the right check digit.
_WHOLE_NUMBER = "990106197903140026"


def body_html(doc: Doc, district: str) -> str:
    """The body of one page; empty for a page that has a title and nothing else."""
    return _KINDS[doc.kind](doc, district)


def related_html(doc: Doc, paths: Mapping[str, str]) -> str:
    """The box of related pages under a text; `paths` are the addresses of a district's pages by title."""
    rows = "".join(f'<li><a href="{paths[title]}">{escape(title)}</a></li>' for title in doc.beside)
    return f'<div class="related"><h3>相关阅读</h3><ul>{rows}</ul></div>' if rows else ""


def attachment_path(doc: Doc) -> str:
    """The path of the file that a page of this kind carries."""
    return f"/attachment/{doc.published:%Y%m}/{crc32(doc.title.encode())}.docx"


def plain_paragraphs(*texts: str) -> str:
    """Paragraphs indented as word processors do."""
    return "".join(f"<p>\u3000\u3000{escape(text)}</p>" for text in texts)


def _subject(doc: Doc) -> str:
    """What the page is about: the title without the agency and the form."""
    return doc.title.removeprefix(doc.publisher).removeprefix("关于").removesuffix("的通知")


def _document(doc: Doc, district: str) -> str:
    about = escape(_subject(doc))
    ends = "特此公告。" if doc.title.endswith("公告") else "请结合实际，认真贯彻执行。"
    lines = [
        f'<p style="text-align:center">{escape(doc.number or "")}</p>',
        f"<p>各镇人民政府、街道办事处，{district[0:2]}区直有关单位：</p>",
        f"<p>\u3000\u3000现就{about}有关事项明确如下，{ends}</p>",
        *(f"<p>\u3000\u3000{number}、{text}</p>" for number, text in zip("一二三", _measures(doc), strict=True)),
        f'<p style="text-align:right">{escape(doc.publisher)}</p>',
        # Editors paste from word processors, which cut a date into pieces.
        f'<p style="text-align:right"><span>{doc.signed.year}</span><span>年{doc.signed.month}</span>月'
        f"<span>{doc.signed.day}日</span></p>",
    ]
    if doc.label:
        lines.append(f"<p>{escape(doc.label)}</p>")
    return "".join(lines)


def _measures(doc: Doc) -> tuple[str, str, str]:
    number = escape(doc.number or "本文件")
    return (
        f"明确分工。{escape(doc.publisher)}负责统筹协调，各单位指定一名联络员，按{number}列明的事项逐项落实。",
        f"把握进度。各单位于每月{doc.signed.day % 20 + 5}日前梳理一次办理情况，遇到困难及时沟通。",
        "接受监督。办理结果通过本区政府门户网站公布，群众意见由经办科室在规定时间内答复，联系电话"
        f"{_CITY_PHONE}{crc32(doc.publisher.encode()) % 10_000:04}。",
    )


def _proclamation(doc: Doc, district: str) -> str:
    return plain_paragraphs(
        f"因设施维护和运行管理需要，{district}有关单位将实施{_subject(doc)}所述安排，给您带来不便，敬请谅解。",
        f"请过往车辆、行人和沿线住户留意现场标识，提前做好准备。咨询电话：{_CITY_PHONE}{doc.published:%m%d}。",
    ) + f'<p style="text-align:right">{chinese_date(doc.published)}</p>'  # fmt: skip


def _news(doc: Doc, district: str) -> str:
    return plain_paragraphs(
        f"近日，{doc.title.split('（')[0]}。现场工作人员介绍，这项工作自年初启动以来进展顺利，得到周边居民支持。",
        f"记者在走访中看到，道路平整、标识清晰，不少居民驻足了解情况。{district}有关负责人表示，"
        f"将在{doc.published.month}月底前完成下一阶段任务，并听取大家的建议。",
        "下一步，各单位将继续把实事办好，让城市更宜居。（本区融媒体中心供稿）",
    )


def _guide(doc: Doc, district: str) -> str:
    rows = (
        ("事项名称", _subject(doc)), ("设定依据", "国家和自治区有关规定"),
        ("办理机构", doc.publisher), ("收费标准", "不收费"), ("办理条件", f"在{district}范围内符合规定的申请人"),
        ("申请材料", "申请表、身份证明、与事项有关的证明材料"), ("办理流程", "申请、受理、审查、决定、送达"),
        ("办理时限", "自受理之日起20个工作日"), ("办理地点", f"{district}政务服务中心二楼综合窗口"),
        ("办理时间", "工作日9:00—12:00，13:30—17:00"), ("联系电话", f"{_CITY_PHONE}{doc.published:%m%d}"),
    )  # fmt: skip
    cells = "".join(f"<tr><th>{name}</th><td>{escape(value)}</td></tr>" for name, value in rows)
    return f"<table>{cells}</table>" + plain_paragraphs("以上内容如有调整，以办理窗口公布的最新要求为准。")


def _record(doc: Doc, district: str) -> str:
    seed = sum(map(ord, doc.title))
    return plain_paragraphs(
        f"现将{_subject(doc)}有关内容公布如下，供公众查询。本次公布的内容由{doc.publisher}整理，统计范围为{district}。",
        f"本期共涉及{seed % 37 + 6}项，其中{seed % 5 + 1}项为新增，其余为延续事项，具体见下表所列编号。",
    ) + "<table><tr><th>编号</th><th>类别</th><th>数量</th></tr>" + "".join(
        f"<tr><td>{doc.published:%Y%m}-{row:02d}</td><td>第{row}类</td><td>{(seed * row) % 83 + 3}</td></tr>"
        for row in range(1, 5)
    ) + "</table>" + plain_paragraphs(f"如有疑问，可在工作日致电{_CITY_PHONE}{doc.published:%m%d}咨询。")  # fmt: skip


def _note(doc: Doc, district: str) -> str:
    matter = doc.title.removeprefix("关于").removesuffix("的情况说明")
    return plain_paragraphs(
        f"截至{chinese_date(doc.published)}，{district}未收到{matter}的申请，本栏目暂无应公开的信息。",
        "今后发生相关业务的，将自信息形成之日起20个工作日内在本栏目公开。特此说明。",
    ) + f'<p style="text-align:right">{escape(doc.publisher)}</p>'  # fmt: skip


def _attached(doc: Doc, _district: str) -> str:
    return f'<p>详见附件。</p><p>附件：<a href="{attachment_path(doc)}">{escape(doc.title)}.docx</a></p>'


def _picture(doc: Doc, _district: str) -> str:
    return f'<p style="text-align:center"><img src="/images/{doc.published:%Y%m%d}.png" alt=""></p>'


def _names(doc: Doc, district: str) -> str:
    """A list of people as it must not be published: one number stands there in full."""
    rows = "".join(
        f"<tr><td>{number}</td><td>{name}</td><td>{identity}</td><td>{amount}元</td></tr>"
        for number, name, identity, amount in (
            (1, "周某某", "990106********3216", 600), (2, "何某某", _WHOLE_NUMBER, 600),
            (3, "钱某某", "990106********0027", 450),
        )
    )  # fmt: skip
    head = "<tr><th>序号</th><th>姓名</th><th>身份证号码</th><th>金额</th></tr>"
    return plain_paragraphs(
        f"经本人申请、镇街初审、{doc.publisher}审核，现将{_subject(doc)}予以公示，接受{district}群众监督。"
    ) + f"<table>{head}{rows}</table>" + plain_paragraphs(f"监督电话：{_CITY_PHONE}{doc.published:%m%d}。")  # fmt: skip


_KINDS: dict[str, Callable[[Doc, str], str]] = {
    "document": _document, "proclamation": _proclamation, "news": _news, "guide": _guide, "record": _record,
    "names": _names, "note": _note, "attached": _attached, "picture": _picture, "bare": lambda _doc, _district: "",
}  # fmt: skip
