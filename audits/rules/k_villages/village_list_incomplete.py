"""K08: a town's list of village affairs that lacks a key matter."""

import re
from collections import defaultdict
from collections.abc import Iterator

from audits.case import Case
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import VillageList
from audits.submitted_reports import holds_sealed, says_nothing
from inspection.rule_values import VillageMatter
from inspection.types.submitted import HandedInFile, VillageItem

_OF_LIST = re.compile("村|居|清单|目录|事项")


@rule(
    "K08",
    name="村（居）务公开事项清单不全",
    severity=4,
    mode="C",
    subject="villages",
    wordings={
        "incomplete": Wording(
            "{town}村（居）务公开事项清单缺少{names}方面的事项",
            "请指导完善清单；不涉及的，请说明",
        ),
    },
)
def village_list_incomplete(case: Case) -> Iterator[Answer]:
    """村（居）务公开事项清单涵盖规定的重点内容。

    为什么: 重点内容不在清单里，村（社区）就不会主动公开，县、乡、村公开难以衔接。
    怎样整改: 由镇街指导村（社区）完善清单；不涉及的，说明情况。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    towns: dict[str, list[VillageItem]] = defaultdict(list)
    for item in case.village_items:
        towns[fold(item.town)].append(item)
    matters = tuple(case.pack.village_matters.values())
    for items in towns.values():
        village_list = VillageList(items[0].town or "", tuple(items))
        if not matters:
            yield unknown(village_list, "所用检查口径没有规定清单的重点内容")
        elif not items[0].town:
            yield unknown(village_list, "清单未写明所属镇街")
        else:
            yield _judge(case, village_list, matters)


def _judge(case: Case, village_list: VillageList, matters: tuple[VillageMatter, ...]) -> Answer:
    texts = [fold(f"{item.category or ''} {item.item}") for item in village_list.items]
    missing = [one for one in matters if not any(fold(word) in text for word in one.words for text in texts)]
    if not missing:
        return passed(village_list)
    if any(map(_may_be_list, case.handed_in)) or (case.handed_in and holds_sealed(case)):
        return unknown(village_list, "另有报送的材料没有读到文字，可能也是清单")
    clause = "；".join(dict.fromkeys(one.source.clause for one in missing))
    names = "、".join(one.name for one in missing)
    # Matters are known by words; a list may say them in others.
    return fail(village_list, "incomplete", suspected=True, clause=clause, town=village_list.town, names=names)


def _may_be_list(file: HandedInFile) -> bool:
    """Whether a file that was not read may be a list, by its name, or by a name that says next to nothing."""
    return not file.text and (_OF_LIST.search(file.title) is not None or says_nothing(file))
