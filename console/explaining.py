"""Why a finding stands, and why a page answers this entry and not the next: in words, with the evidence."""

from console.inspection_run import Run
from inspection.errors import UserError
from inspection.masking import mask
from inspection.plugins import modules_in
from inspection.types.judgement import Coverage, Finding, Match
from inspection.types.portal import Column, Listing, Snapshot
from reports.words import state_words

DECISIONS = {"accept": "已对应", "review": "待核", "reject": "未对应"}
DECIDED_BY = {"machine": "系统", "person": "人工核查", "mapping": "目录—栏目对照表"}
LISTING_STATES = {"complete": "已读到底", "cut_short": "未读到底", "unreadable": "读不出", "script_only": "须运行脚本"}


def explain_finding(run: Run, finding: Finding) -> str:
    """What is said, why, on which evidence, and what has become of it."""
    lines = [
        f"{finding.id}　{mask(finding.message)}",
        f"  检查项：{finding.rule} {finding.rule_name}（{'系统提示' if finding.suspected_only else '系统判定'}）",
        f"  核查结论：{state_words(finding)}　首次发现于 {finding.first_round or finding.round} 批次",
        f"  整改要求：{mask(finding.demand)}",
        f"  依据：{finding.basis}",
        f"  地址：{finding.url}",
    ]
    district = next(d for d in run.districts if d.id == finding.district)
    with run.store(district) as store:
        listings = {listing.id: listing for listing in store.read(Listing)}
        columns = {column.id: column for column in store.read(Column)}
        for evidence in finding.evidence:
            if evidence.listing is None and finding.place:
                lines.append(f"  证据：报送文件 {finding.place or evidence.url}，SHA-256 {evidence.sha256}")
            elif evidence.listing is None:
                lines.append(f"  证据：{evidence.fetched_at} 取自 {evidence.url}，答复 {evidence.status}")
                lines.append(f"        SHA-256 {evidence.sha256}，留痕 {evidence.warc} 第 {evidence.offset} 字节起")
            elif evidence.listing in listings:
                lines.append(f"  查过：{_listing_line(listings[evidence.listing], columns)}")
        if finding.level1 or finding.level2:
            key = (finding.domain or "", finding.level1 or "", finding.level2 or "")
            lines += [f"  公开情况：{mask(c.reason)}" for c in store.read(Coverage) if c.key == key]
    return "\n".join(lines)


def explain_page(run: Run, url: str) -> str:
    """What is known of one page and which entries it was compared with, best first."""
    for district in run.districts:
        with run.store(district) as store:
            page = store.page(url)
            # What carries a classification mark is shown by `xuncha sealed` alone.
            if page is None or page.state == "sealed":
                continue
            matches = [m for m in store.read(Match) if m.kind == "page" and m.subject == url]
            taken = any(snapshot.id == page.snapshot for snapshot in store.read(Snapshot))
        lines = [f"{mask(page.title or '（无标题）')}", f"  {district.name}　栏目：{mask(' > '.join(page.column))}"]
        number = mask(page.doc_number or "无")
        lines.append(f"  发布 {page.published or '读不出'}　成文 {page.written or '读不出'}　文号 {number}")
        lines.append(f"  留痕：{page.fetched_at if taken else '无'}")
        names = {module.__name__.rpartition(".")[2]: str(module.NAME) for module in modules_in("matchers.scorers")}
        for match in sorted(matches, key=lambda m: -m.confidence):
            entry = " / ".join(part for part in (match.domain, match.level1, match.level2) if part)
            why = "，".join(f"{names.get(name, name)} {score:.2f}" for name, score in match.reasons.items())
            lines.append(
                f"  {DECISIONS[match.decision]}（{DECIDED_BY[match.decided_by]}，{match.confidence:.2f}）{entry}"
            )
            lines.append(f"    {why or '沿用栏目的对应'}")
        if not matches:
            lines.append("  没有够得上的事项。")
        return "\n".join(lines)
    raise UserError(f"批次“{run.round}”中没有页面 {url}，请从 xuncha export {run.workspace.root} pages 中抄取。")


def _listing_line(listing: Listing, columns: dict[str, Column]) -> str:
    column = columns.get(listing.column)
    path = mask(" > ".join(column.path)) if column else listing.url
    state = LISTING_STATES[listing.state]
    return f"{path}（{state}，{listing.seen} 条，{len(listing.snapshots)} 页留痕）{listing.url}"
