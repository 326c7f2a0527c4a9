"""What changed between two directories, and which renames are certain: never one that is none."""

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from directories.baseline import baseline_entries
from directories.versions.diff import Change, differences, named_in
from directories.versions.renames import Rename, certain_renames, renames
from inspection.types.directory import Entry, Limit

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "renames.yml").read_text(encoding="utf-8"))
GENERIC = ("文件名称", "文号", "正文")
RECALL = 0.85


def row(names: str, elements: tuple[str, ...] = (), **more: Any) -> Entry:
    level1, level2, *rest = (*names.split("/"), "")[:4] if names.count("/") > 1 else (*names.split("/"), "", "")[:3]
    entry = Entry(
        "linjiang", "目录.xlsx", None, None, None, "示例", level1, level2 or None, (rest[0] if rest else "") or None,
        elements=elements, time_limit="信息形成或者变更之日起20个工作日内", publisher=("区民政局",),
    )  # fmt: skip
    return replace(entry, **more)


def directory(names: str, case: dict[str, Any], *, newer: bool) -> list[Entry]:
    """A matter between rows that stay; its elements as the case says."""
    own = tuple(f"{part}{case['old']}" for part in ("名称", "条件", "结果"))
    rich = case.get("content") == "rich"
    elements = {
        "same": own,
        "rich": (*own, *GENERIC),
        "generic": GENERIC,
        "other": ("新的甲", "新的乙") if newer else own,
        "some": (*own[:1], "别的丙", "另外的丁") if newer else own,
        "none": (),
    }[case.get("content", "same")]
    first, last = row("概况/机构职能", GENERIC), row("监督/监督投诉", ("监督电话", "地址"))
    matter = row(names, elements, basis=("《示例条例》",) if rich else ())
    if newer and case.get("place") == "far":
        return [matter, first, last]
    return [first, matter, last]


def found(case: dict[str, Any]) -> Rename | None:
    old, new = directory(case["old"], case, newer=False), directory(case["new"], case, newer=True)
    return next(iter(renames(old, new)), None)


@pytest.mark.parametrize("case", [c for c in CASES if not c["rename"]], ids=lambda case: f"{case['old']}→{case['new']}")
def test_what_is_no_rename_is_never_certain(case: dict[str, Any]) -> None:
    one = found(case)
    assert one is None or not one.certain, one


def test_renames_are_found() -> None:
    known = [case for case in CASES if case["rename"]]
    missed = [case["old"] for case in known if not ((one := found(case)) and one.certain)]
    lost = [case["old"] for case in known if found(case) is None]
    assert len(known) + sum(not case["rename"] for case in CASES) >= 60
    assert 1 - len(missed) / len(known) >= RECALL, missed
    assert not lost


def changes(old: list[Entry], new: list[Entry]) -> list[tuple[str, str, str]]:
    """What changed: kind, old names or value, new names or value."""
    return [told(change) for change in differences(old, new)]


def told(change: Change) -> tuple[str, str, str]:
    if change.old_value is not None or change.new_value is not None:
        return (change.change, change.old_value or "", change.new_value or "")
    return (change.change, named_in(change.old), named_in(change.new))


STAYS = [row("概况/机构职能", GENERIC), row("监督/监督投诉", ("监督电话", "地址"))]


def test_a_directory_has_not_changed_from_itself_however_it_is_written() -> None:
    spelled = [replace(one, level2=f" {one.level2} ", cells="A1:L1", seq="7") for one in STAYS]
    assert changes(STAYS, spelled) == []


def test_added_and_removed() -> None:
    gone, come = row("救灾/捐赠款物信息", ("款物名称",)), row("统计/统计公报", ("公报全文",))
    assert changes([*STAYS, gone], [come, *STAYS]) == [
        ("added", "", "统计—统计公报"),
        ("removed", "救灾—捐赠款物信息", ""),
    ]


def test_changed_cells() -> None:
    old = row("统计/统计公报", method="proactive", level=("county",))
    new = replace(old, time_limit="每年3月31日前", publisher=("区统计局",), method="both", level=("county", "township"))
    assert changes([old], [new]) == [
        ("limit", "信息形成或者变更之日起20个工作日内", "每年3月31日前"),
        ("publisher", "区民政局", "区统计局"),
        ("method", "主动", "主动、依申请"),
        ("level", "县级", "县级、乡级"),
    ]
    unknown = replace(old, method=None, level=())
    assert changes([unknown], [old]) == []


def test_contents_and_basis_show_what_the_other_lacks() -> None:
    old = row("统计/统计公报", ("名称", "日期"), basis=("《统计法》",))
    new = replace(old, elements=("日期", "名 称", "电话"), basis=("《统计法》", "《统计法实施条例》"))
    assert changes([old], [new]) == [("elements", "", "电话"), ("basis", "", "《统计法实施条例》")]
    assert changes([old], [replace(old, elements=("日期", "名 称"))]) == []


@pytest.mark.parametrize("lacking", [{"publisher": ()}, {"elements": ()}, {"time_limit": None}, {"basis": ()}])
def test_a_column_that_one_table_lacks_has_not_changed(lacking: dict[str, Any]) -> None:
    old = [row(f"统计/{name}", ("名称",), basis=("《统计法》",)) for name in ("公报", "年鉴")]
    assert changes(old, [replace(one, **lacking) for one in old]) == []
    (change,) = differences(old, [old[0], replace(old[1], **lacking)])
    assert change.new_value is None


def test_another_wording_of_the_same_limit_is_no_change() -> None:
    rule = (Limit("deadline", 20, "workday", "created_or_changed"),)
    old = row("统计/统计公报", limits=rule)
    new = replace(old, time_limit="自信息形成或变更之日起二十个工作日内")
    assert changes([old], [new]) == []
    assert [kind for kind, *_ in changes([old], [replace(new, limits=(Limit("prompt"),))])] == ["limit"]
    unread = (Limit("unreadable"),)
    assert [kind for kind, *_ in changes([replace(old, limits=unread)], [replace(new, limits=unread)])] == ["limit"]


def test_a_domain_that_holds_the_same_matters_may_only_be_renamed() -> None:
    old = [replace(row(f"扶贫/{name}"), domain="扶贫") for name in ("项目库", "资金分配", "帮扶责任人", "公益岗位")]
    new = [replace(one, domain="乡村振兴") for one in old[:3]]
    assert changes(old, new) == [("domain_renamed", "扶贫", "乡村振兴"), ("removed", "扶贫—公益岗位", "")]
    few = [replace(one, domain="乡村振兴") for one in old[:2]]
    assert [kind for kind, *_ in changes(old, few)] == ["domain_added", "domain_removed"]


def test_a_renamed_matter_shows_its_changed_limit_too() -> None:
    old = row("就业信息/岗位信息发布", ("岗位名称", "人数"))
    new = replace(row("就业信息/岗位信息", ("岗位名称", "人数")), time_limit="及时公开")
    assert changes([*STAYS, old], [*STAYS, new]) == [
        ("renamed", "就业信息—岗位信息发布", "就业信息—岗位信息"),
        ("limit", "信息形成或者变更之日起20个工作日内", "及时公开"),
    ]


def test_possible_renames_are_told_apart() -> None:
    old, new = row("市政/供水服务信息", ("服务标准",)), row("市政/供气服务信息", ("服务标准",))
    (change,) = differences([*STAYS, old], [*STAYS, new])
    assert told(change) == ("possible_rename", "市政—供水服务信息", "市政—供气服务信息")
    assert change.score is not None
    assert 0 < change.score < 1
    assert certain_renames([*STAYS, old], [*STAYS, new]) == []


def test_whole_domains() -> None:
    other = [replace(one, domain="救灾") for one in STAYS]
    assert changes(STAYS, [*STAYS, *other]) == [("domain_added", "", "2")]
    assert changes([*STAYS, *other], STAYS) == [("domain_removed", "2", "")]


def test_a_first_level_that_was_renamed_takes_its_matters_along() -> None:
    names = ("免费开放信息", "公益性培训", "文艺演出信息")
    old = [row(f"公共服务/{name}") for name in names]
    new = [row(f"公共文化/{name}") for name in names]
    assert [(one.old[2], one.certain) for one in renames(old, new)] == [(name, True) for name in names]


def test_a_matter_that_moved_under_another_first_level() -> None:
    old = [*STAYS, row("综合/养老机构备案", ("机构名称", "床位")), row("综合/办事指南", GENERIC), row("业务/咨询")]
    new = [*STAYS, row("综合/办事指南", GENERIC), row("业务/咨询"), row("业务/养老机构备案", ("机构名称", "床位"))]
    assert [(one.old[1:], one.new[1:], one.certain) for one in renames(old, new)] == [
        (("综合", "养老机构备案"), ("业务", "养老机构备案"), True)
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_what_was_split_or_merged_is_not_certain(turned: bool) -> None:
    """One matter in place of two: neither may take what was said of the other."""
    whole = [*STAYS, row("审批/申请受理情况", ("受理编号", "申请人"))]
    parts = [*STAYS, row("审批/申请情况", ("申请人", "事由")), row("审批/受理情况", ("受理编号", "事由"))]
    old, new = (parts, whole) if turned else (whole, parts)
    assert certain_renames(old, new) == []


def test_two_alike_are_not_certain() -> None:
    old = [*STAYS, row("补贴/农机购置补贴", ("对象", "标准"))]
    new = [
        *STAYS, row("补贴/农机购置补贴情况", ("对象", "标准")), row("补贴/农机购置补贴信息", ("对象", "标准")),
    ]  # fmt: skip
    assert certain_renames(old, new) == []


def test_a_name_that_is_still_there_was_not_renamed() -> None:
    third = row("户籍/出生登记/新生儿", ("材料",))
    old = [*STAYS, third, row("户籍/出生登记/补报", ("说明",))]
    new = [*STAYS, third, row("户籍/出生登记信息/补报", ("说明",))]
    assert renames(old, new) == []


def test_domains_do_not_mix() -> None:
    old = [replace(row("政策/就业政策", ("全文",)), domain="就业"), *STAYS]
    new = [replace(row("政策/就业政策信息", ("全文",)), domain="社会保险"), *STAYS]
    assert {change.change for change in differences(old, new)} == {"domain_added", "domain_removed"}


@pytest.mark.parametrize("seed", range(5))
def test_different_matters_of_one_guide_are_never_certain(seed: int) -> None:
    """Rows of the guides dealt to two directories: whatever is left over of both is two matters."""
    deal = Random(seed)
    sides = [(entry, deal.choice("onb")) for entry in baseline_entries()]
    old = [entry for entry, side in sides if side in "ob"]
    new = [entry for entry, side in sides if side in "nb"]
    assert certain_renames(old, new) == []


def test_spelling_alone_is_certain_in_the_guides() -> None:
    """Every third matter of the guides gets a word that tells nothing: nearly all are known again."""
    old = [entry for entry in baseline_entries() if entry.level2 and not entry.level2.endswith(("情况", "信息", "…"))]
    new = [replace(e, level2=f"{e.level2}情况") if place % 3 == 0 else e for place, e in enumerate(old)]
    wanted = {(e.key, n.key) for e, n in zip(old, new, strict=True) if e.key != n.key}
    found = {(one.old, one.new) for one in certain_renames(old, new)}
    assert found <= wanted
    assert len(found) >= 0.9 * len(wanted)
