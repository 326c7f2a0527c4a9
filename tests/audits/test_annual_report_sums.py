"""The tables of yearly reports: read whole or not at all, and what does not add up is named."""

from audits.annual_report_sums import Sums, sums_of

NEW = "一、本年新收政府信息公开申请数量\t3\t1\t0\t0\t0\t0\t4"
CARRIED = "二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1"
GIVEN = "三、本年度办理结果\t（一）予以公开\t3\t1\t0\t0\t0\t0\t4"
NOT_GIVEN = "（三）不予公开\t1.属于国家秘密\t0\t0\t0\t0\t0\t0\t0"
TOTAL = "（七）总计\t3\t1\t0\t0\t0\t0\t4"
NEXT = "四、结转下年度继续办理\t1\t0\t0\t0\t0\t0\t1"
LEGAL = "0\t0\t0\t0\t0\t1\t0\t0\t0\t1\t0\t0\t0\t0\t0"


def table(*rows: str) -> str:
    return "\n".join(("自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计", *rows))


def test_sums_that_agree() -> None:
    assert sums_of(table(NEW, CARRIED, GIVEN, NOT_GIVEN, TOTAL, NEXT, LEGAL)) == Sums(True)


def test_a_table_that_was_read_in_part_tells_nothing() -> None:
    assert sums_of(table(NEW, CARRIED, GIVEN, NEXT)) == Sums(False)
    assert sums_of("一、总体情况") == Sums(False)
    empty_cell = NEW.replace("\t0\t0\t0\t0\t4", "\t0\t0\t0\t4")
    assert sums_of(table(empty_cell, CARRIED, GIVEN, TOTAL, NEXT)) == Sums(False)


def test_columns_that_do_not_agree_though_their_totals_do() -> None:
    other = CARRIED.replace("\t1\t0\t0\t0\t0\t0\t1", "\t0\t1\t0\t0\t0\t0\t1")
    assert sums_of(table(NEW, other, GIVEN, TOTAL, NEXT)).faults == (
        "有申请人类别的新收、结转与办理结果、结转下年度不相等",
    )


def test_results_are_added_only_where_all_rows_of_the_form_are_there() -> None:
    zeros = [f"{number}.其他\t0\t0\t0\t0\t0\t0\t0" for number in range(20)]
    two = GIVEN.replace("\t3\t1\t0\t0\t0\t0\t4", "\t2\t1\t0\t0\t0\t0\t3")
    assert sums_of(table(NEW, CARRIED, two, TOTAL, NEXT)) == Sums(True)
    assert sums_of(table(NEW, CARRIED, two, *zeros, TOTAL, NEXT)).faults == ("各项办理结果之和为3，总计为4",)
    assert sums_of(table(NEW, CARRIED, GIVEN, *zeros, TOTAL, NEXT)) == Sums(True)


def test_lawsuits_are_added_by_kind() -> None:
    wrong = "0\t0\t0\t0\t0\t1\t0\t0\t0\t2\t0\t0\t0\t0\t0"
    assert sums_of(table(NEW, CARRIED, GIVEN, TOTAL, NEXT, wrong)).faults == (
        "未经复议直接起诉各项结果之和为1，总计为2",
    )


def test_full_width_figures_and_thousands_are_numbers() -> None:
    new = "一、本年新收政府信息公开申请数量\t１,０００\t0\t0\t0\t0\t0\t1000"
    total = "（七）总计\t1,000\t0\t0\t0\t0\t0\t1000"
    none = "\t0\t0\t0\t0\t0\t0\t0"
    assert sums_of(table(new, f"二、上年结转{none}", total, f"四、结转下年度继续办理{none}")) == Sums(True)
