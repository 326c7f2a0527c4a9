"""A02: the standard directory was published after the day that the province set."""

from collections.abc import Iterator

from audits.case import Case
from audits.published_directories import published_directories
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole


@rule(
    "A02",
    name="标准目录公开不及时",
    severity=3,
    mode="A",
    subject="district",
    kind="explain",
    yields_to=("A01",),
    wordings={
        "late": Wording(
            "{district}标准目录于{published}公开，晚于规定的{due}",
            "请说明逾期原因；今后调整的目录按时限公开",
        ),
    },
)
def catalogue_in_time(case: Case) -> Iterator[Answer]:
    """政务公开事项标准目录在规定的日期前公开。

    为什么: 目录是公开和检查的依据，目录晚了，按目录公开也就晚了。
    怎样整改: 说明逾期原因。
    依据: 所用检查口径的规定。
    """
    due, form = case.pack.catalogue_due, case.pack.directory_form
    if due is None or form is None or not form.published:
        return
    district = DistrictAsWhole(case.district.name)
    found = published_directories(case)
    days = [day for one in found if (day := one.page.first_published or one.page.published)]
    if not found:
        yield unknown(district, "采集范围内没有见到标准目录")
    elif days and min(days) <= due.due:
        yield passed(district)
    elif len(days) < len(found):
        yield unknown(district, "有目录页面的发布日期未能读出")
    else:
        # The day shown may be that of a later revision or a move of the site.
        yield fail(
            district, "late", suspected=True, clause=due.source.clause,
            district=case.district.name, published=min(days), due=due.due,
        )  # fmt: skip
