"""The pages that are wrong, and the pages that only look wrong: what is laid into the ordinary columns.

Keys are districts and the slugs of columns below the domains' column. What each page must lead to is said in
`demo/planted.py`; whatever is not said there must lead to nothing.
"""

from datetime import date, timedelta

from demo.city import LABEL, Doc, Served, office_day

_LATE_BATCH = (
    "校园图书配备", "教室照明改善", "体育器材管理", "实验室药品管理", "校服采购", "食堂公示栏设置", "课间活动安排",
    "作业公示", "家长委员会建设", "集团化办学", "教师交流轮岗", "校园网络使用", "劳动实践基地管理", "阅读活动组织",
    "艺术展演组织", "近视防控", "午间托管", "社团活动备案", "研学旅行管理", "教具更新", "信息技术课程",
    "校车停靠点设置", "班额管理", "学籍核对",
)  # fmt: skip


def _letter(agency: str, number: str, about: str, written: date, published: date, label: str | None = LABEL,
            served: Served = "ok") -> Doc:  # fmt: skip
    """An official document of a bureau: number, addressees, signature, date, label."""
    return Doc(f"{agency}{about}", published, "document", written, number, label, agency, served)


_LJ_CULTURE, _LJ_CIVIL, _LJ_SAFETY = "临江区文化广电体育和旅游局", "临江区民政局", "临江区应急管理局"
_WH_SCHOOLS, _WH_CIVIL = "望湖区教育局", "望湖区民政局"

_LINJIANG: dict[str, tuple[Doc, ...]] = {
    "ggwhfw/xzxk/wybt": (
        Doc("关于文艺表演团体设立审批事项的情况说明", date(2026, 6, 10), "note", label=None, publisher=_LJ_CULTURE),
    ),
    "ggwhfw/ggfw/mfkf": (
        Doc("临江区文化馆闭馆维护期间服务安排", date(2026, 7, 22), publisher=_LJ_CULTURE, served="gone"),
        Doc("临江区图书馆国庆节期间免费开放时间安排", date(2026, 9, 28), "bare", publisher=_LJ_CULTURE),
    ),
    "ggwhfw/ggfw/qzwh": (
        Doc("临江区社区文化艺术节活动安排", date(2026, 8, 18), publisher=_LJ_CULTURE, served="soft_404"),
        Doc("江州市群众文化活动季在市文化广场启动", date(2026, 9, 3), publisher="江州市文化广电和旅游局",
            served="elsewhere"),
        Doc("临江区文化广电体育和旅游局关于公布群众文化活动场地开放名录的公告", date(2026, 10, 16), "document",
            date(2026, 10, 14), "临江文广旅公告〔2026〕3号", None, _LJ_CULTURE),
    ),
    "shjz/zhyw/jdjc": (
        Doc("临江区社会救助监督检查季度安排", date(2026, 12, 1), publisher=_LJ_CIVIL),
    ),
    "shjz/zdsh/zcfg": (
        _letter(_LJ_CIVIL, "临江民〔2026〕61号", "关于调整最低生活保障标准的通知", date(2026, 8, 24), date(2026, 8, 26),
                None),
        _letter(_LJ_CIVIL, "临江民〔2026〕67号", "关于做好最低生活保障对象年度复核工作的通知", date(2026, 9, 14),
                date(2026, 9, 16), "（此件主动公开）"),
        _letter(_LJ_CIVIL, "临江民〔2026〕69号", "关于印发《临江区最低生活保障家庭经济状况核对实施办法》的通知",
                date(2026, 9, 28), date(2026, 9, 29)),
        _letter(_LJ_CIVIL, "临江民〔2026〕72号", "关于开展最低生活保障审批抽查工作的通知", date(2026, 10, 19),
                date(2026, 10, 21), "（此件不予公开）"),
    ),
    "shjz/zdsh/bszn": (
        Doc("最低生活保障办理流程图", date(2026, 8, 14), "picture", publisher=_LJ_CIVIL),
    ),
    "shjz/zdsh/spxx": tuple(
        Doc(f"临江区2026年{month}月最低生活保障审批信息", office_day(date(2026, month + 1, 12)), publisher=_LJ_CIVIL)
        for month in (3, 4, 5, 6, 7)
    ),
    "shjz/tkry/zcfg": (
        _letter(_LJ_CIVIL, "临江民〔2026〕52号", "关于提高特困人员基本生活标准的通知", date(2026, 7, 10),
                date(2026, 6, 10)),
    ),
    "aqsc/zcwj/qtzc": (
        _letter(_LJ_SAFETY, "临江应急〔2026〕37号", "关于印发《临江区工贸企业粉尘防爆专项整治工作方案》的通知",
                date(2026, 6, 1), date(2026, 7, 17)),
        _letter(_LJ_SAFETY, "临江应急〔2026〕5号", "关于印发《临江区烟花爆竹零售点安全管理工作方案》的通知",
                date(2026, 1, 30), date(2026, 3, 5)),
        _letter(_LJ_SAFETY, "临江应急〔2026〕31号", "转发江州市应急管理局关于做好汛期安全防范工作的通知",
                date(2026, 5, 7), date(2026, 7, 8), None),
    ),
}  # fmt: skip

_WANGHU: dict[str, tuple[Doc, ...]] = {
    "tzgg": (
        Doc("望湖区教育局关于公布第三批社区学习点的公告", date(2026, 9, 22), "document", date(2026, 9, 18),
            "望湖教公告〔2026〕4号", None, _WH_SCHOOLS),
    ),
    "dtyw": (
        Doc("江州市重点项目集中开工活动举行", date(2026, 9, 1), "news", label=None, publisher="江州市融媒体中心",
            served="elsewhere"),
    ),
    "ywjy/zcwj/gfxwj": (
        _letter(_WH_SCHOOLS, "望湖教〔2026〕9号", "关于规范中小学课后服务收费管理的通知", date(2026, 1, 30),
                date(2026, 3, 20)),
        _letter(_WH_SCHOOLS, "望湖教〔2026〕8号", "关于做好春季学期义务教育学校作息时间管理的通知", date(2026, 1, 30),
                date(2026, 3, 5), served="gb18030"),
        *(
            _letter(_WH_SCHOOLS, f"望湖教〔2026〕{60 + place}号", f"关于加强义务教育学校{work}工作的通知",
                    office_day(date(2026, 1, 12) + timedelta(days=4 * place)), date(2026, 7, 1))
            for place, work in enumerate(_LATE_BATCH)
        ),
    ),
    "ywjy/zsgl/xxjs": (
        Doc("望湖区实验学校办学条件简介", date(2026, 11, 30), publisher=_WH_SCHOOLS),
    ),
    "ywjy/zsgl/zsfw": (
        Doc("望湖区第二小学2026年招生范围", date(2026, 6, 11), "bare", publisher=_WH_SCHOOLS),
        Doc("望湖区2026年小学招生范围示意图", date(2026, 6, 12), "picture", publisher=_WH_SCHOOLS),
    ),
    "ylfw/tyzc/zcwj": (
        _letter(_WH_CIVIL, "望湖民〔2026〕33号", "关于加强养老机构消防设施维护的通知", date(2026, 7, 27),
                date(2026, 7, 29), None),
        _letter(_WH_CIVIL, "望湖民〔2026〕40号", "关于开展养老护理员技能培训的通知", date(2026, 8, 31),
                date(2026, 9, 2), "（此件主动公开）"),
        _letter(_WH_CIVIL, "望湖民〔2026〕45号", "关于养老机构等级评定现场核查安排的通知", date(2026, 9, 21),
                date(2026, 9, 23), "（此件依申请公开）"),
    ),
    "ylfw/ywbl/jgba": (
        Doc("望湖区养老机构备案申请表下载", date(2026, 5, 19), publisher=_WH_CIVIL, served="gone"),
        Doc("望湖区养老机构备案常见问题解答", date(2026, 5, 26), publisher=_WH_CIVIL, served="soft_404"),
    ),
    "ylfw/ywbl/fcbt": (
        Doc("望湖区2026年9月养老服务扶持补贴发放对象公示", date(2026, 9, 24), "names", publisher=_WH_CIVIL),
        _letter(_WH_CIVIL, "望湖民〔2026〕38号", "关于发放2026年度养老服务扶持补贴的通知", date(2026, 8, 20),
                date(2026, 8, 6)),
    ),
    "ylfw/hygl/baxx": tuple(
        Doc(f"望湖区{year}年第{quarter}季度养老机构备案信息", office_day(day), publisher=_WH_CIVIL)
        for year, quarter, day in (
            (2025, "三", date(2025, 10, 9)), (2025, "四", date(2026, 1, 8)), (2026, "一", date(2026, 4, 8)),
            (2026, "二", date(2026, 7, 3)),
        )
    ),
}  # fmt: skip

SPECIAL = {"linjiang": _LINJIANG, "wanghu": _WANGHU}

# Slips in the directories themselves, by district, domain and item: what stands in the cell instead.
SLIPS: dict[tuple[str, str, str, str], dict[str, str]] = {
    ("linjiang", "安全生产", "政策文件", "法律法规"): {"limit": "按规定时限公开"},
    ("wanghu", "养老服务", "养老服务业务办理", "养老机构备案"): {"basis": ""},
    ("wanghu", "公共法律服务", "法治宣传教育", "法律知识普及服务"): {"publisher": "相关部门"},
}
