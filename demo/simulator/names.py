"""The names of the simulated columns: fields of grassroots openness and the items below them."""

DISTRICT = "临江区"
TITLE = "临江区人民政府"

FIELDS: tuple[tuple[str, str, str], ...] = (
    ("社会救助", "shjz", "民政局"), ("养老服务", "ylfw", "民政局"), ("义务教育", "ywjy", "教育局"),
    ("就业", "jiuye", "人力资源和社会保障局"), ("社会保险", "shbx", "人力资源和社会保障局"),
    ("安全生产", "aqsc", "应急管理局"), ("救灾", "jiuzai", "应急管理局"), ("公共文化服务", "ggwhfw", "文化和旅游局"),
    ("公共法律服务", "ggflfw", "司法局"), ("财政预决算", "czyjs", "财政局"), ("生态环境", "sthj", "生态环境局"),
    ("医疗卫生", "ylws", "卫生健康局"), ("农村危房改造", "ncwfgz", "住房和城乡建设局"),
    ("保障性住房", "bzxzf", "住房和城乡建设局"), ("征地补偿", "zdbc", "自然资源局"),
    ("市政服务", "szfw", "住房和城乡建设局"),
    ("国土空间规划", "gtkjgh", "自然资源局"), ("涉农补贴", "snbt", "农业农村局"), ("户籍管理", "hjgl", "公安局"),
    ("食品药品监管", "spypjg", "市场监督管理局"), ("城市综合执法", "cszhzf", "城市管理局"),
    ("公共资源交易", "ggzyjy", "数据局"), ("重大建设项目", "zdjsxm", "发展和改革局"), ("税收管理", "ssgl", "税务局"),
    ("统计", "tongji", "统计局"), ("交通运输", "jtys", "交通运输局"),
)  # fmt: skip

ITEMS: tuple[tuple[str, str, str], ...] = (
    ("政策文件", "zcwj", "关于做好{year}年第{serial}批{field}资金安排工作的通知"),
    ("办事指南", "bszn", "{field}服务事项办理指南（{year}年第{serial}号）"),
    ("公示公告", "gsgg", "{year}年第{serial}批{field}对象名单公示"),
    ("监督检查", "jdjc", "关于{year}年第{serial}次{field}监督检查情况的通报"),
    ("结果公开", "jggk", "{year}年第{serial}批{field}办理结果公开"),
    ("工作动态", "gzdt", "{field}工作第{serial}次现场推进会{year}年召开"),
)  # fmt: skip

TOWNS = (
    ("城东街道", "cdjd"), ("城西街道", "cxjd"), ("河口镇", "hkz"), ("石桥镇", "sqz"), ("青山镇", "qsz"),
    ("柳林镇", "llz"),
    ("白沙镇", "bsz"), ("新安街道", "xajd"), ("东湖街道", "dhjd"), ("南坪镇", "npz"), ("北关街道", "bgjd"),
)  # fmt: skip
