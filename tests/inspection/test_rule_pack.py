"""Rule packs: what ships is whole and sourced; what is wrong in a pack is said at once, with its line."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from inspection.errors import UserError
from inspection.festivals import regional_holidays
from inspection.pack_source import Source
from inspection.rule_pack import PACKS, check_pack, from_json, load_pack, pack_names, to_json
from inspection.rule_values import RulePack

TODAY = date(2026, 11, 21)
SHIPPED = pack_names()
NATIONAL = load_pack("national", TODAY)
GUANGXI = load_pack("guangxi", TODAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office's own packs."""
    return tmp_path


def planted(folder: Path, text: str, name: str = "jiangzhou") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, "utf-8")
    return path


HEAD = 'title = "江州口径"\nextends = "national"\n\n'


def values_of(pack: RulePack) -> list[object]:
    """Every sourced value of a pack."""
    found: list[object] = []
    for field in dataclasses.fields(pack):
        value = getattr(pack, field.name)
        members = list(value.values()) if isinstance(value, dict) else [value]
        found += [member for member in members if dataclasses.is_dataclass(member)]
    return found


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_pack_is_without_fault(name: str) -> None:
    assert check_pack(PACKS / f"{name}.toml") == []


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_value_names_its_clause(name: str) -> None:
    values = values_of(load_pack(name, TODAY))
    assert len(values) > 20
    for value in values:
        source = getattr(value, "source", None)
        assert isinstance(source, Source)
        assert len(source.clause) > 5
        assert source.certainty in ("S", "V", "M")


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("on", [TODAY, date(2019, 1, 1), date(2035, 1, 1)])
def test_a_frozen_pack_is_the_same_pack(name: str, on: date) -> None:
    pack = load_pack(name, on)
    frozen = to_json(pack)
    assert from_json(frozen) == pack
    assert to_json(from_json(frozen)) == frozen


def test_labels_of_guangxi() -> None:
    assert GUANGXI.labels is not None
    assert GUANGXI.extends == ("national",)
    assert GUANGXI.labels.source.certainty == "S"
    assert GUANGXI.prescribed_label("on_request") == "此件可依申请公开"
    assert [GUANGXI.label_allowed(text) for text in ("（此件公开发布）", "此件可依申请公开", "( 此件不公开 )")] == [
        True
    ] * 3
    assert [GUANGXI.label_allowed(text) for text in ("此件主动公开", "此件依申请公开", "此件不予公开")] == [False] * 3
    assert GUANGXI.label_allowed("（此件有删减）") is True


def test_a_pack_without_prescribed_labels_judges_no_wording() -> None:
    assert NATIONAL.labels is None
    assert NATIONAL.label_duty is None
    assert NATIONAL.label_allowed("此件主动公开") is None
    assert NATIONAL.prescribed_label("public") is None


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("（此件公开发布）", "public"),
        ("公开方式：主动公开", "public"),
        ("此 件 主 动 公 开。", "public"),
        ("（此件有删减）", "public"),
        ("此件依申请公开", "on_request"),
        ("信息公开选项：依申请公开", "on_request"),
        ("（此件不予公开）", "not_public"),
        ("此件不公开", "not_public"),
        ("此件不公开发布", "not_public"),
        ("此件不主动公开", None),
        ("涉密部分不公开，其余主动公开", None),
        ("（联系人：王某）", None),
        ("", None),
    ],
)
def test_an_attribute_is_recognised_or_left_open(label: str, kind: str | None) -> None:
    assert GUANGXI.label_kind(label) == kind
    assert NATIONAL.label_kind(label) == kind


def test_limits_of_items() -> None:
    assert NATIONAL.item_limit is not None
    assert (NATIONAL.item_limit.n, NATIONAL.item_limit.unit) == (20, "workday")
    budget = NATIONAL.special_limit("财政预决算", "某局政策文件")
    assert budget is not None
    assert (budget.n, budget.unit, budget.anchor, budget.suspected) == (20, "day", "approved", False)
    assert NATIONAL.special_limit("养老服务", None, "临江区2026年度部门预算") == budget
    penalty = NATIONAL.special_limit(None, "行政处罚决定书（临综执罚〔2026〕3号）")
    assert penalty is not None
    assert (penalty.n, penalty.unit, penalty.suspected) == (7, "workday", True)
    assert NATIONAL.special_limit("养老服务", None, "养老服务扶持政策") is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("首页", "政务公开", "通知公告"), ("notices", 6, "month")),
        (("首页", "新闻中心", "政务要闻"), ("news", 14, "day")),
        (("新闻中心", "临江要闻"), None),
        (("新闻中心", "望湖区要闻"), ("news", 14, "day")),
        (("政务公开", "政 策 文 件"), ("policy", 6, "month")),
        (("政务公开", "基层政务公开标准化规范化", "救灾", "政策文件"), None),
        (("政务公开", "重点领域信息公开", "义务教育", "通知公告"), None),
        (("政务公开", "失效文件", "规范性文件"), ("policy", 6, "month")),
        (("政务公开", "历史规范性文件"), None),
        (("政务公开", "机构职能"), None),
        ((), None),
    ],
)
def test_a_column_has_a_default_clock_only_by_a_plain_name(
    path: tuple[str, ...], expected: tuple[str, int, str] | None
) -> None:
    clock = NATIONAL.column_clock(path)
    key = next((key for key, known in NATIONAL.column_clocks.items() if known is clock), None)
    assert (None if clock is None else (key, clock.n, clock.unit)) == expected


@pytest.mark.parametrize(
    ("rule", "severity", "n", "unit"),
    [
        ("C01", 2, 5, "workday"),
        ("D03", 1, 3, "workday"),
        ("A07", 3, 10, "workday"),
        ("A01", 1, 10, "workday"),
        ("D09", 1, 24, "hour"),
        ("B13", 1, 24, "hour"),
    ],
)
def test_deadlines_go_by_rule_then_by_severity(rule: str, severity: int, n: int, unit: str) -> None:
    deadline = NATIONAL.deadline(rule, severity)
    assert (deadline.n, deadline.unit) == (n, unit)
    assert (deadline.before is None) == (unit == "hour")


def test_periods_are_counted_in_calendar_months() -> None:
    periods = {key: (period.n, period.unit) for key, period in NATIONAL.periods.items()}
    assert periods["quarter"] == (3, "month")
    assert periods["week"] == (7, "day")
    assert set(periods) == {"day", "week", "month", "quarter", "half_year", "year"}


def test_the_region_of_a_pack_has_its_days() -> None:
    assert GUANGXI.calendar is not None
    assert regional_holidays(GUANGXI.calendar.region).key == "guangxi_sanyuesan"
    assert NATIONAL.calendar is None


def test_a_value_out_of_force_falls_back() -> None:
    before = load_pack("guangxi", date(2020, 6, 9))
    assert before.labels is None
    assert before.label_duty is None
    assert load_pack("guangxi", date(2020, 6, 10)).labels == GUANGXI.labels


def test_a_pack_overrides_what_it_extends_for_its_own_time(folder: Path) -> None:
    limit = '[item_limit]\nclause = "江州市条例第五条"\ncertainty = "S"\nn = 10\nunit = "workday"\n'
    planted(folder, HEAD + limit + "valid_from = 2025-01-01\nvalid_to = 2026-12-31\n")
    numbers = []
    for on in (date(2024, 12, 31), date(2025, 1, 1), date(2026, 12, 31), date(2027, 1, 1)):
        found = load_pack("jiangzhou", on, folder).item_limit
        assert found is not None
        numbers.append((found.n, found.source.clause))
    own, national = (10, "江州市条例第五条"), (20, "政府信息公开条例第二十六条")
    assert numbers == [national, own, own, national]
    assert load_pack("jiangzhou", TODAY, folder).deadlines == NATIONAL.deadlines


def test_a_value_may_have_versions_one_after_another(folder: Path) -> None:
    version = '[[deadlines.ordinary]]\nclause = "江州市办法"\ncertainty = "S"\nunit = "workday"\n'
    old, new = version + "n = 7\nvalid_to = 2025-12-31\n", version + "n = 6\nvalid_from = 2026-01-01\n"
    path = planted(folder, HEAD + old + new)
    assert check_pack(path) == []
    assert load_pack("jiangzhou", date(2025, 12, 31), folder).deadlines["ordinary"].n == 7
    assert load_pack("jiangzhou", date(2026, 1, 1), folder).deadlines["ordinary"].n == 6
    planted(folder, HEAD + old + new.replace("2026-01-01", "2025-12-31"))
    assert check_pack(path) == ["第 10 行：同一项的两个版本有效期重叠，请用 valid_from、valid_to 分开"]


LIMIT = '[item_limit]\nclause = "江州市条例"\ncertainty = "S"\nn = 10\nunit = "workday"\n'


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (LIMIT.replace("unit =", "unt ="), ["第 4 行：缺少“unit”", "第 8 行：不认识“unt”，是不是“unit”？"]),
        (LIMIT.replace("n = 10", 'n = "10"'), ["第 7 行：“n”应是整数，现在是“10”"]),
        (LIMIT.replace("n = 10", "n = true"), ["第 7 行：“n”应是整数，现在是“true”"]),
        (LIMIT.replace("n = 10", "n = 0"), ["第 7 行：“n”应大于 0，现在是“0”"]),
        (LIMIT.replace('clause = "江州市条例"\n', ""), ["第 4 行：缺少“clause”"]),
        (LIMIT.replace("江州市条例", ""), ["第 5 行：“clause”不能为空，不需要时请删去这一行"]),
        (LIMIT.replace('"S"', '"X"'), ["第 6 行：“certainty”只能是 S、V、M，现在是“X”"]),
        (LIMIT + "valid_from = 2026-02-30\n", None),
        (
            LIMIT + 'valid_from = "去年"\n',
            ["第 9 行：“valid_from”应写成 2027-01-01 这样的日期（不加引号），现在是“去年”"],
        ),
        (LIMIT + "valid_from = 2026-02-01\nvalid_to = 2026-01-01\n", ["第 9 行：valid_from 晚于 valid_to"]),
        (LIMIT.replace("item_limit", "item_limits"), ["第 4 行：不认识“item_limits”，是不是“item_limit”？"]),
        (LIMIT.replace("item_limit", "deadlines.ordinry"), ["第 4 行：不认识“ordinry”，是不是“ordinary”？"]),
        ("recheck = 3\n", ["第 4 行：“recheck”应是一节 [ ] 或 { } 表"]),
        ("deadlines = 3\n", ["第 4 行：“deadlines”应写成 [deadlines.名称] 这样的一节"]),
        (
            '[labels]\nclause = "江州市办法"\ncertainty = "S"\n'
            'public = "此件公开发布"\non_request = []\nnot_public = [3]\n',
            [
                "第 7 行：“public”应是 [ ] 括起的列表，现在是“此件公开发布”",
                "第 8 行：“on_request”不能为空，不需要时请删去这一行",
                "第 9 行：“not_public”第 1 项应是加引号的文字，现在是“3”",
            ],
        ),
    ],
)
def test_every_fault_of_a_pack_is_told_with_its_line(folder: Path, text: str, faults: list[str] | None) -> None:
    path = planted(folder, HEAD + text)
    if faults is None:
        with pytest.raises(UserError, match="第 9 行"):
            check_pack(path)
    else:
        assert check_pack(path) == faults
        with pytest.raises(UserError) as caught:
            load_pack("jiangzhou", TODAY, folder)
        assert all(fault in str(caught.value) for fault in faults)


def test_a_pack_without_a_title_or_with_an_unknown_parent_is_refused(folder: Path) -> None:
    path = planted(folder, 'extends = "guangdnog"\n')
    faults = check_pack(path)
    assert any("缺少“title”" in fault for fault in faults)
    known = "、".join(sorted([*SHIPPED, "jiangzhou"]))
    assert any(f"“guangdnog”不存在，是不是“guangdong”？（可用：{known}）" in fault for fault in faults)
    assert len(check_pack(planted(folder, "title = 3\nextends = 4\n"))) == 2
    with pytest.raises(UserError, match="有 2 处错误"):
        load_pack("jiangzhou", TODAY, folder)


def test_an_unknown_pack_lists_the_known_ones() -> None:
    with pytest.raises(UserError) as caught:
        load_pack("guanxi", TODAY)
    assert "是不是“guangxi”" in str(caught.value)
    assert "national" in str(caught.value)
    with pytest.raises(UserError, match="不存在"):
        load_pack("../packs/national", TODAY)


def test_packs_may_not_extend_each_other_in_a_ring(folder: Path) -> None:
    planted(folder, 'title = "甲"\nextends = "b"\n', "a")
    planted(folder, 'title = "乙"\nextends = "a"\n', "b")
    with pytest.raises(UserError, match="循环引用：a → b → a"):
        load_pack("a", TODAY, folder)


def test_a_pack_that_leaves_out_what_is_needed_is_refused(folder: Path) -> None:
    planted(folder, 'title = "独立口径"\n\n' + LIMIT)
    with pytest.raises(UserError) as caught:
        load_pack("jiangzhou", TODAY, folder)
    assert "deadlines.ordinary" in str(caught.value)
    assert "notice" in str(caught.value)
    assert 'extends = "national"' in str(caught.value)


def test_a_pack_that_is_not_toml_is_refused_with_the_line(folder: Path) -> None:
    with pytest.raises(UserError, match="第 2 行"):
        check_pack(planted(folder, 'title = "甲"\n[labels\n'))
