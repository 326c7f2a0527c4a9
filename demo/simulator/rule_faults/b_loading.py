"""Faults of what is published: columns, links, texts, files, personal data."""

from demo.simulator.rule_faults.ground import Ground, noted, prose
from demo.simulator.rule_faults.planting import RuleFault

_AID = "社会救助"
_CIVIL = "民政局"
_LETTERS = "10X98765432"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _identity_number(first: str) -> str:
    """Seventeen digits and the check sign that belongs to them."""
    return first + _LETTERS[sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True)) % 11]


def _no_special_column(ground: Ground) -> None:
    ground.expect("B01", "基层政务公开标准化规范化")


def _special_column(ground: Ground) -> None:
    ground.front.append("基层政务公开标准化规范化")


def _missing(ground: Ground) -> None:
    ground.entry(_AID, "救助供养", "特困人员供养标准", by=_CIVIL)
    ground.expect("B02", "特困人员供养标准")


def _found_elsewhere(ground: Ground) -> None:
    """In the entry's column under a paraphrased title."""
    ground.entry(_AID, "救助供养", "特困人员认定结果", by=_CIVIL)
    ground.paper(
        _AID,
        "特困人员认定结果",
        "2026年10月新纳入特困供养对象公示",
        "2026-10-20",
        *prose("特困对象认定公示", 4),
        by=_CIVIL,
    )


def _blank(ground: Ground) -> None:
    ground.entry(_AID, "临时救助", "临时救助发放结果", by=_CIVIL)
    ground.column(_AID, "临时救助发放结果", "words")
    ground.expect("B03", "临时救助发放结果")


def _note_instead(ground: Ground) -> None:
    ground.entry(_AID, "临时救助", "临时救助审批结果", by=_CIVIL)
    noted(ground, _AID, "临时救助审批结果")


def _gone(ground: Ground) -> None:
    title = "河口镇秋季防汛物资盘点情况"
    ground.paper("工作信息", "应急管理", title, "2026-09-08", *prose(title, 4), by="应急管理局", answer="gone")
    ground.expect("B04", title)


def _moved(ground: Ground) -> None:
    title = "石桥镇森林防火物资储备情况"
    ground.paper("工作信息", "应急管理", title, "2026-09-09", *prose(title, 4), by="应急管理局", answer="moved")


def _to_front_page(ground: Ground) -> None:
    title = "青山镇应急演练安排"
    ground.paper("工作信息", "应急管理", title, "2026-09-10", *prose(title, 4), by="应急管理局", answer="home")
    ground.expect("B05", title)


def _leads_to_page(ground: Ground) -> None:
    """A short page whose own link leads to the front page is no link that leads there."""
    title = "柳林镇应急值守联系安排"
    ground.paper(
        "工作信息",
        "应急管理",
        title,
        "2026-09-11",
        *prose(title, 3),
        '<p><a href="/">返回首页</a></p>',
        by="应急管理局",
    )


_ELEMENTS = ("事项名称", "办理条件", "申请材料", "收费标准", "办理时限", "联系方式")


def guide_lines(name: str, *without: str) -> tuple[str, ...]:
    told = {
        "事项名称": f"事项名称：{name}",
        "办理条件": f"办理条件：本区户籍，符合{name}的规定情形。",
        "申请材料": f"申请材料：申请书、身份证明、{name}情况说明。",
        "收费标准": "收费标准：本事项不收取任何费用。",
        "办理时限": "办理时限：自受理之日起十五个工作日。",
        "联系方式": "联系方式：咨询电话0999-8802345。",
        "依据": "设定依据：《社会救助暂行办法》。",
        "机构": "办理机构：镇街便民服务中心。",
        "流程": "办理流程：受理、审核、确认、告知。",
        "地点": "办理地点：政务服务大厅三楼。",
    }
    return (
        f"为方便群众办理{name}，现将有关事项说明如下。",
        *(line for part, line in told.items() if part not in without),
    )


def _guides(ground: Ground) -> None:
    ground.entry(_AID, "最低生活保障", "办事指南", elements="\n".join(_ELEMENTS), by=_CIVIL)
    for name in ("低保申请", "低保复核", "低保变更", "低保停保", "低保迁移"):
        title = f"{name}办事指南"
        ground.paper(_AID, "办事指南", title, "2026-06-10", *guide_lines(name), by=_CIVIL)


def _lacking_element(ground: Ground) -> None:
    _guides(ground)
    ground.paper(_AID, "办事指南", "低保代办办事指南", "2026-06-11", *guide_lines("低保代办", "收费标准"), by=_CIVIL)
    ground.expect("B06", "低保代办办事指南")
    ground.expect("J03", "低保代办办事指南")


def _element_in_table(ground: Ground) -> None:
    _guides(ground)
    table = "<table><tr><td>收费标准</td><td>不收费</td></tr></table>"
    lines = (*guide_lines("低保续办", "收费标准"), table)
    ground.paper(_AID, "办事指南", "低保续办办事指南", "2026-06-12", *lines, by=_CIVIL)


def _misfiled(ground: Ground) -> None:
    _guides(ground)
    _budget(ground)
    title = "临江区2026年区级政府预算公开说明"
    lines = (
        "一、一般公共预算收入预计情况。",
        "二、一般公共预算支出安排情况。",
        "三、三公经费预算安排情况。",
        *prose("政府预算编制", 3),
    )
    ground.paper(_AID, "办事指南", title, "2026-03-06", *lines, by="财政局")
    ground.expect("B07", title)


def _budget(ground: Ground) -> None:
    ground.entry(
        "财政预决算",
        "政府预决算",
        "政府预算",
        elements="一般公共预算\n政府性基金预算\n国有资本经营预算",
        by="财政局",
        limit="本级人民代表大会批准后20日内",
    )
    title = "临江区2025年区级政府预算公开"
    ground.paper(
        "财政预决算",
        "政府预算",
        title,
        "2025-02-20",
        "一、一般公共预算。",
        "二、政府性基金预算。",
        "三、国有资本经营预算。",
        *prose("上年预算", 3),
        by="财政局",
    )


def _two_matters(ground: Ground) -> None:
    _guides(ground)
    ground.paper(_AID, "办事指南", "低保办理常见问题说明", "2026-06-15", *guide_lines("低保常见事项"), by=_CIVIL)


def _no_year(ground: Ground) -> None:
    ground.entry(_AID, "综合业务", "年度救助工作情况", limit="每年3月31日前公开", by=_CIVIL)
    ground.paper(_AID, "年度救助工作情况", "2024年度社会救助工作情况", "2025-04-16", *prose("年度救助甲", 4), by=_CIVIL)
    ground.expect("B08", "年度救助工作情况")


def _year_there(ground: Ground) -> None:
    ground.entry(_AID, "综合业务", "年度救助标准", limit="每年3月31日前公开", by=_CIVIL)
    ground.paper(_AID, "年度救助标准", "2025年度社会救助标准", "2025-03-11", *prose("救助标准乙", 4), by=_CIVIL)
    ground.paper(_AID, "年度救助标准", "2026年度社会救助标准", "2026-03-12", *prose("救助标准丙", 4), by=_CIVIL)


def _title_only(ground: Ground) -> None:
    title = "北关街道便民设施维护安排"
    ground.paper("工作信息", "城市管理", title, "2026-08-04", by="城市管理局")
    ground.expect("B10", title)


def _text_in_file(ground: Ground) -> None:
    title = "东湖街道便民设施维护安排"
    ground.paper(
        "工作信息",
        "城市管理",
        title,
        "2026-08-05",
        by="城市管理局",
        files=("维护安排文字版.pdf",),
        file_text="维护安排文字版：每周一检查路灯，每周三检查座椅，每周五检查健身器材，发现问题当日登记",
    )


def _file_gone(ground: Ground) -> None:
    title = "城东街道绿化养护情况"
    ground.paper(
        "工作信息",
        "城市管理",
        title,
        "2026-08-06",
        *prose(title, 4),
        by="城市管理局",
        files=("养护明细表.pdf",),
        answer="file_gone",
    )
    ground.expect("B11", title)


def _file_there(ground: Ground) -> None:
    title = "城西街道绿化养护情况"
    ground.paper(
        "工作信息", "城市管理", title, "2026-08-07", *prose(title, 4), by="城市管理局", files=("养护明细.pdf",)
    )


def _twice(ground: Ground) -> None:
    title = "新安街道道路保洁安排"
    for day in ("2026-07-06", "2026-07-20"):
        ground.paper("工作信息", "城市管理", title, day, *prose(title, 5), by="城市管理局")
    ground.expect("B12", title)


def _every_month(ground: Ground) -> None:
    """The same words each month with other numbers."""
    for month in (7, 8):
        lines = [line.replace("共", f"{month}月共{month * 13}次中") for line in prose("垃圾分类巡查", 5)]
        ground.paper("工作信息", "城市管理", f"{month}月垃圾分类巡查情况", f"2026-0{month}-28", *lines, by="城市管理局")


def _identity(ground: Ground) -> None:
    title = "白沙镇困难群众临时帮扶公示"
    number = _identity_number("99010619880312" + "451")
    ground.paper(
        "工作信息",
        "镇街工作",
        title,
        "2026-10-13",
        *prose(title, 3),
        f"帮扶对象：王某某，身份证号：{number}，帮扶金额500元。",
        by=_CIVIL,
    )
    ground.expect("B13", title)


def _office_numbers(ground: Ground) -> None:
    """Office telephones, a body's code of eighteen signs, masked numbers."""
    title = "南坪镇困难群众临时帮扶公示"
    ground.paper(
        "工作信息",
        "镇街工作",
        title,
        "2026-10-14",
        *prose(title, 3),
        "咨询电话：0999-8803456；办公室值班手机：13900001234。",
        "统一社会信用代码：11990106MB0021007X。",
        "帮扶对象：李某某，身份证号：990106********4512，帮扶金额500元。",
        by=_CIVIL,
    )


def _wrong_wording(ground: Ground) -> None:
    title = "南坪镇政务公开培训小记"
    ground.lexicon.append(("依申清公开", "依申请公开", "否"))
    ground.paper(
        "工作信息", "镇街工作", title, "2026-10-15", *prose(title, 3), "培训讲解了依申清公开的办理要求。", by=_CIVIL
    )
    ground.expect("B14", title)


def _right_wording(ground: Ground) -> None:
    title = "白沙镇政务公开培训小记"
    ground.lexicon.append(("依申清公开", "依申请公开", "否"))
    ground.paper(
        "工作信息", "镇街工作", title, "2026-10-16", *prose(title, 3), "培训讲解了依申请公开的办理要求。", by=_CIVIL
    )


def _false_note(ground: Ground) -> None:
    ground.entry(_AID, "监督检查", "救助资金检查", by=_CIVIL)
    ground.paper(_AID, "救助资金检查", "2026年9月救助资金检查结果", "2026-09-16", *prose("救助资金检查", 4), by=_CIVIL)
    title = "关于救助资金检查栏目的情况说明"
    ground.paper(
        _AID,
        "救助资金检查",
        title,
        "2026-10-09",
        "情况说明：2026年9月，本单位未发生救助资金检查相关业务，本栏目暂无应公开的信息。特此说明。",
        ">临江区民政局",
        ">2026年10月9日",
        by=_CIVIL,
    )
    ground.expect("B16", "救助资金检查")


def _honest_note(ground: Ground) -> None:
    ground.entry(_AID, "监督检查", "救助档案检查", by=_CIVIL)
    ground.paper(_AID, "救助档案检查", "2026年7月救助档案检查结果", "2026-07-16", *prose("救助档案检查", 4), by=_CIVIL)
    ground.paper(
        _AID,
        "救助档案检查",
        "关于救助档案检查栏目的情况说明",
        "2026-09-30",
        "情况说明：2026年9月，本单位未发生救助档案检查相关业务，本栏目暂无应公开的信息。特此说明。",
        ">临江区民政局",
        ">2026年9月30日",
        by=_CIVIL,
    )


def _two_versions(ground: Ground) -> None:
    title, number = "关于做好冬季供水保障工作的通知", "临水发〔2026〕7号"
    lines = ("一、供水企业应当在十一月十五日前完成老旧管网的检修工作，并向社会公布抢修电话。", *prose(title, 3))
    other = (lines[0].replace("十五日", "三十日"), *lines[1:])
    ground.document("政策公开", "部门发文", title, number, "2026-09-03", *lines, by="水务局")
    ground.document("工作信息", "水务工作", title, number, "2026-09-03", *other, by="水务局")
    ground.expect("B17", title)


def _excerpt(ground: Ground) -> None:
    title, number = "关于做好冬季供暖保障工作的通知", "临住发〔2026〕6号"
    lines = prose(title, 5)
    ground.document("政策公开", "部门发文", title, number, "2026-09-04", *lines, by="住房和城乡建设局")
    ground.document("工作信息", "水务工作", title, number, "2026-09-04", *lines[:3], by="住房和城乡建设局")


FAULTS = (
    RuleFault("B01", "no column of the set name", _no_special_column, _special_column, pack="guangzhou", apart=True),
    RuleFault("B02", "an entry that nothing answers", _missing, _found_elsewhere),
    RuleFault("B03", "an entry's column without anything; a note instead", _blank, _note_instead),
    RuleFault("B04", "a listed page is gone; one has moved", _gone, _moved),
    RuleFault("B05", "a row leads to the front page", _to_front_page, _leads_to_page),
    RuleFault(
        "B06", "a guide lacks what five others hold; one holds it in a table", _lacking_element, _element_in_table
    ),
    RuleFault("B07", "a budget among guides; a guide of another kind", _misfiled, _two_matters),
    RuleFault("B08", "nothing of the year; the year is there beside the last", _no_year, _year_there),
    RuleFault("B10", "a title alone; the text is in the file", _title_only, _text_in_file),
    RuleFault("B11", "an attachment is gone", _file_gone, _file_there),
    RuleFault("B12", "one page twice in a column; monthly pages of like words", _twice, _every_month),
    RuleFault("B13", "an identity number; office numbers and masked ones", _identity, _office_numbers),
    RuleFault("B14", "a wrong wording of the office's list", _wrong_wording, _right_wording),
    RuleFault("B16", "a note that another page contradicts", _false_note, _honest_note),
    RuleFault("B17", "two versions of one document; an excerpt", _two_versions, _excerpt),
)
