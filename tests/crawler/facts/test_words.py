"""Numbers, titles, contacts, labels, wrong wordings and rows that a text holds."""

import pytest

from crawler.facts.cited import cited_numbers, cited_titles
from crawler.facts.contacts import contacts_of
from crawler.facts.labels import labels_of
from crawler.facts.seen import SeenFile, SeenPage
from crawler.facts.table_rows import table_rows
from crawler.facts.wrong_words import wrong_words
from inspection.types.page_facts import LexiconWord


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("根据《办法》（临府规〔2025〕3号）和江政办发[2024]12号文件", ["临府规〔2025〕3号", "江政办发〔2024〕12号"]),
        ("发改经贸〔2026〕1241号、经信发〔2020〕1号", ["发改经贸〔2026〕1241号", "经信发〔2020〕1号"]),
        ("和临府办〔2020〕2号、和政办发〔2020〕3号", ["临府办〔2020〕2号", "和政办发〔2020〕3号"]),
        ("按照国办发〔2019〕54号要求，原临府发〔2010〕2号废止", ["国办发〔2019〕54号", "临府发〔2010〕2号"]),
        ("2019年3月1日江州市人民政府令第105号", ["江州市人民政府令第105号"]),
        ("临府规〔2026〕1号是本文自己的文号", []),
        ("安排资金13万元", []),
        ("各要素按国办发〔2019〕54号执行，公开国办发〔2019〕19号", ["国办发〔2019〕54号", "国办发〔2019〕19号"]),
        ("穗政务公开办〔2019〕57号", ["穗政务公开办〔2019〕57号"]),
    ],
)  # fmt: skip
def test_cited_numbers(text: str, numbers: list[str]) -> None:
    assert list(cited_numbers([text], "临府规〔2026〕1号")) == numbers


def test_cited_titles() -> None:
    assert cited_titles(["根据《 养老服务 办法》和《关于印发〈方案〉的通知》", "见《养老服务办法》", "《"]) == (
        "养老服务办法", "关于印发〈方案〉的通知",
    )  # fmt: skip


def _contacts(body: str, title: str = "机构概况", publisher: str | None = "临江区民政局") -> list[tuple[str, str, str]]:
    page = SeenPage(title, ("政府信息公开", "机构职能"), body, ())
    return [(one.role, one.name, one.value) for one in contacts_of(page, publisher)]


def test_contacts_of_a_body_and_of_those_below_it() -> None:
    body = (
        "办公地址：临江区滨河路12号\n办公电话：0771-5512345\n办公时间：工作日9:00-17:00\n养老服务科\n电话：0771-5512346"
    )
    assert _contacts(body) == [
        ("办公地址", "临江区民政局", "临江区滨河路12号"),
        ("办公电话", "临江区民政局", "0771-5512345"),
        ("办公时间", "临江区民政局", "工作日9:00-17:00"),
        ("电话", "养老服务科", "0771-5512346"),
    ]


def test_telephone_of_a_guide_is_that_of_the_office_that_takes_applications() -> None:
    body = "受理机构：临江区民政局办公室\n联系电话：0771-5512345"
    assert _contacts(body, "政府信息公开指南")[-1] == ("联系电话", "临江区民政局办公室", "0771-5512345")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("局长：赵小河", ("局长", "赵小河")),
        ("赵小河 党组书记、局长", ("党组书记、局长", "赵小河")),
        ("姓名：赵小河 职务：副局长", ("副局长", "赵小河")),
        ("赵 河\t副主任", ("副主任", "赵河")),
    ],
)
def test_who_holds_a_post(line: str, told: tuple[str, str]) -> None:
    assert _contacts(line) == [(told[0], "临江区民政局", told[1])]


@pytest.mark.parametrize(
    "line",
    [
        "副局长负责养老服务工作",
        "联系电话：13812341234",
        "局长办公室 负责文电",
        "分管领导 赵小河",
        "局长　简历",
        "局长\t信箱",
        "主任\t待定",
        "机构\t负责人\t电话",
        "单位名称\t地址\t联系电话",
    ],
)
def test_what_is_no_contact_of_an_office(line: str) -> None:
    assert _contacts(line) == []


def test_telephones_of_notices_are_not_the_bodys() -> None:
    assert _contacts("联系电话：0771-5512345", title="关于召开会议的通知") == []


def test_labels_of_text_files_and_header() -> None:
    files = (SeenFile("正文.docx", "2026年3月1日\n（此件不予公开）"),)
    found = labels_of("2026年3月1日\n（此件公开发布）\n公开方式：主动公开", files, "主动公开")
    assert [(one.text, one.openness, one.place, one.where) for one in found] == [
        ("（此件公开发布）", "public", "note", ""),
        ("公开方式：主动公开", "public", "colophon", ""),
        ("（此件不予公开）", "not_public", "note", "正文.docx"),
        ("主动公开", "public", "metadata", ""),
    ]
    assert labels_of("办理公文应当标注“此件公开发布”。", (), "全文公开栏目") == ()


def test_wrong_words() -> None:
    lexicon = [LexiconWord("按步就班", "按部就班", False), LexiconWord("中国共产", "中国共产党", True)]
    (hit,) = wrong_words("按步就班推进", "坚持中国共产党领导，按步就班。", lexicon)
    assert (hit.wrong, hit.right, hit.times, hit.serious) == ("按步就班", "按部就班", 2, False)
    (hit,) = wrong_words("", "电话13812341234中国共产觉", lexicon)
    assert hit.serious
    assert "13812341234" not in hit.quoted
    assert "中国共产觉" in hit.quoted
    assert wrong_words("", "没有错误", lexicon) == ()


def test_rows_of_lists_pair_names_and_whole_rows() -> None:
    names, marks = table_rows(["序号\t村\t金额\n1\t望湖村\t500\n2\t滨河村\t600\n正文", "1\t望湖村\t500元"])
    assert len(names) == len(marks) == 3
    assert names[0] == names[2]
    assert marks[0] != marks[2]
    other_numbering = table_rows(["7\t 望湖村\t500"])
    assert (names[0], marks[0]) == (other_numbering[0][0], other_numbering[1][0])


def test_weeks_of_a_calendar_are_no_list() -> None:
    assert table_rows(["日\t一\t二\n26\t27\t28\n3\t4\t5", "滨河小学\t12\t30"])[0] == table_rows(["滨河小学\t12\t30"])[0]
