"""A 公开时限 wording made even before it is read: width, blanks, number words, known misprints, clauses told apart.

Nothing here decides what a wording means; it only removes what never changes the meaning.
"""

import re
import unicodedata

# Exports flip single characters to their traditional form; only those that occur in limits are needed.
_SIMPLIFIED = str.maketrans(
    "個開變時實長內會應後隨發佈審準議決請處罰許間於終書調確從規產獲製訂訊進動態關還導與對為週",
    "个开变时实长内会应后随发布审准议决请处罚许间于终书调确从规产获制订讯进动态关还导与对为周",
)
_CIRCLED = re.compile("[①-⑳]")
_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NUMBER_WORD = re.compile(
    "[〇零一二两三四五六七八九十百]+(?=个?工作[日天]|个?自然日|个?日历日|日|天|个月|月|周|个?星期|年|次|个?小时|个?季度)"
)
_MISPRINTS = (
    (re.compile("信息形式(?=或者?变更|之日|后)"), "信息形成"),
    (re.compile("形成个(?=\\d)"), "形成"),
    (re.compile("变更个(?=\\d)"), "变更"),
    (re.compile("(?<=\\d)个工作(?=内)"), "个工作日"),
    (re.compile("(?<=\\d)个?工作天"), "个工作日"),
    (re.compile("(?<=[日天])内(?:予以|及时|)公开内(?=公开|予以公开)"), "内"),
    (re.compile("日内内"), "日内"),
    (re.compile("之起(?=\\d)"), "之日起"),
    (re.compile("(?<=日内)予以(?:公)?$"), "予以公开"),
    (re.compile("(?<=日内)公$"), "公开"),
)
_EXCEPTION = re.compile(
    "(?:但|但是)?[如若对]?(?:相关|有关|国家|现行)*"
    "(?:法律|法规|规章|政策|上级|国务院|国家|本级|其他文件)"
    "(?:法律|法规|规章|政策|文件|上级|行政|规范性|国家|国务院|部门|地方性|相关|有关|[、,和及或等])*"
    "(?:对[一-鿿]{1,20}?)?(?:另有|有特殊|有特别|有其他|有明确)(?:[一-鿿]{0,4}?)(?:规定|要求)的?情?形?,?"
    "(?:应当?|均)?(?:从其规定|除外|(?:按照?|依照?|遵照|适用)(?:其|相关|有关)?(?:规定|要求)?(?:执行|办理)?)"
)
_SECRET = "(?:国家秘密|商业秘密|个人隐私|工作秘密|国家安全)"
_SHORT_EXCEPTION = re.compile(
    "(?:除[^,;:()]{0,20}?另有(?:明确|特殊)?(?:规定|要求)的?(?:之外|以外|外),?"
    "|除(?:涉密|涉及[^,;:()\\d]{2,12}?|依法不予公开)的?(?:信息|内容|事项)?(?:以外|之外|外),?"
    "|(?:另有|有特殊|有特别)规定的?,?(?:从其规定|除外)"
    "|(?:依法|国家|法律|法规|规定|、)*不(?:予|宜)?公开的?(?:信息|内容|事项)?除外"
    f"|(?:特殊情况|涉密(?:的|内容|信息)?|(?:涉及|属于)(?:{_SECRET}[、和或及,]?)+等?(?:的|信息|内容|情形)*)除外"
    "|遇?(?:法定)?节假日(?:自动)?顺延)"
)
# Brackets inside the name of a place: 村(社区)公示栏.
_PLACE_BRACKET = re.compile("(?<=[村镇乡街])[(](社区|居|居委会|街道?|乡|镇)[)]")
_ANCHOR_BRACKET = re.compile("[(]((?:或者?)?(?:形成|产生|制作|获取|变更|或者?|、)+|内|之日|起|者)[)]")
# A copy that prints how a character sounds behind it: 内(nèi).
_SOUND = re.compile("(?<=[一-鿿])[(][a-zà-ǜ]{1,6}[)]")
_ENUMERATOR = re.compile(
    "[(](?:\\d{1,2}|[一二三四五六])[)]|(?:(?<=[;。:,])|^)(?:\\d{1,2}[.、)](?!\\d)|[一二三四五六]、|[一二三]是)"
)
# 每年 before the first of two dates and 前 behind the second hold for both.
_DATE = "\\d{1,2}月(?:\\d{1,2}[日号]|[底末])"
_OF_EVERY_YEAR = re.compile(f"(每年{_DATE}(?:之前|以前|前)?[、和及与])(?={_DATE})")
_BY_EACH = re.compile(f"({_DATE})(?=[、和及与](?:每年)?{_DATE}(?:之前|以前|前))")
_CUT = re.compile("(?:…+|[.]{3,})(?:[(]cut[)])?$|[(]cut[)]$")


def evened(wording: str) -> str:
    """The wording in half width and simplified characters, without blanks, with digits for number words.

    Clauses are separated by `;` (from ；。|/ between blanks, circled numbers, enumerators and brackets that hold a
    clause of their own). Exceptions made for other law are left out: every limit has them whether printed or not.
    """
    text = _CIRCLED.sub(";", wording)
    text = re.sub("(?<![次\\s])\\s+[/|]\\s+|[|│¦]", ";", unicodedata.normalize("NFKC", text))
    text = re.sub("\\s+", "", text).translate(_SIMPLIFIED)
    text = text.replace("~", "-").replace("—", "-").replace("〈", "《").replace("〉", "》")
    text = _SOUND.sub("", _CUT.sub("", text))
    text = re.sub("[。;!]+", ";", text)
    text = _ENUMERATOR.sub(";", text)
    text = _NUMBER_WORD.sub(lambda found: str(number(found.group())), text)
    text = _BY_EACH.sub(r"\1前", _OF_EVERY_YEAR.sub(r"\1每年", text))
    for misprint, right in _MISPRINTS:
        text = misprint.sub(right, text)
    text = _EXCEPTION.sub("", text)
    text = _SHORT_EXCEPTION.sub("", text)
    text = _PLACE_BRACKET.sub(r"\1", text)
    text = _ANCHOR_BRACKET.sub(r"\1", text)
    # A limit whose start is printed behind it in brackets: 20个工作日(自…之日起).
    text = re.sub("^(\\d+个?工作日内?)[(]([^()\\d]+(?:之日起|之日|后))[)]", r"\2\1", text)
    # The number in brackets says how soon the word before them is.
    text = re.sub("^及时(公开|公布|公示)?[(](\\d+个?工作日内)[)]$", r"\2\1", text)
    text = re.sub("[()\\[\\]【】]", ";", text)
    return re.sub("[;,]*;[;,]*", ";", text).strip(";,:、")


def number(word: str) -> int:
    """The value of a Chinese number word below one thousand (二十 20, 一百二十 120, 两 2, 三〇 30)."""
    if not re.search("[十百]", word):
        return int("".join(str(_DIGITS[letter]) for letter in word))
    total, rest = 0, word
    if "百" in rest:
        hundreds, _, rest = rest.partition("百")
        total += 100 * (number(hundreds) if hundreds else 1)
    if "十" in rest:
        tens, _, rest = rest.partition("十")
        tens = tens.lstrip("零〇")
        total += 10 * (number(tens) if tens else 1)
    rest = rest.lstrip("零〇")
    return total + (number(rest) if rest else 0)
