"""B13: personal data that stands on a page or in its files."""

from collections.abc import Iterator

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.masking import mask
from inspection.types.page_facts import PersonalHit
from inspection.types.portal import Page

# Of these kinds each one is called; in the order in which they weigh.
_WORDS = {
    "id_number": "公民身份号码", "bank_card": "银行账号", "illness": "个人病情", "minor": "未成年人信息",
    "mobile": "个人手机号码", "address": "家庭住址",
}  # fmt: skip
_DEMAND = "请立即撤下该信息，作去标识化处理后重新发布，并按期限书面说明"


@rule(
    "B13",
    name="泄露个人信息",
    severity=1,
    mode="B",
    subject="page",
    wordings={
        "page": Wording("《{title}》存在未作去标识化处理的{names}{n}处，涉及个人隐私", _DEMAND),
        "file": Wording("《{title}》的附件“{file}”存在未作去标识化处理的{names}{n}处，涉及个人隐私", _DEMAND),
    },
)
def personal_data(case: Case) -> Iterator[Answer]:
    """公开的信息不含公民身份号码、银行账号、个人手机号码、家庭住址、病情等个人隐私；确需公开的，作去标识化处理。

    为什么: 个人信息一经上网便难以收回，会给当事人造成损害，公开机关要承担责任。
    怎样整改: 立即撤下，作去标识化处理后重新发布，书面说明情况；同时清理搜索引擎的缓存。
    依据: 中华人民共和国政府信息公开条例第十五条；个人信息保护法第三十四条。
    """
    for page in case.judged_pages():
        facts = case.facts_of(page)
        if facts is None:
            yield unknown(page, "没有该页面的正文特征，不能判断")
        elif not facts.personal:
            yield passed(page)
        elif certain := [hit for hit in facts.personal if hit.certain]:
            yield _told(case, page, certain)
        else:
            yield unknown(page, "有疑似个人信息，依上下文不能确定，须人工核对")


def _told(case: Case, page: Page, hits: list[PersonalHit]) -> Answer:
    """The kinds and how often they stand there; what was found is shown masked, for a person to find it by."""
    kinds = [kind for kind in _WORDS if any(hit.kind == kind for hit in hits)]
    worst = next(hit for kind in kinds for hit in hits if hit.kind == kind)
    files = list(dict.fromkeys(hit.where for hit in hits if hit.place == "attachment"))
    in_file = len(files) == 1 and all(hit.place == "attachment" for hit in hits)
    return fail(
        page,
        "file" if in_file else "page",
        suspected=True,
        title=mask(case.title_of(page)),
        file=mask(files[0]) if files else None,
        names="、".join(_WORDS[kind] for kind in kinds),
        n=sum(hit.times for hit in hits),
        span=f"{worst.before}{worst.shown}",
    )
