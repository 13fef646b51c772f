"""What stands around a notice's paragraphs in plain text: whom it speaks to, its first heading, who issues it and when.

These lines are short and no sentences, so that nothing in a text tells them from menus and footers but what they say and how they
stand together.
"""

import re
from typing import Final

from cleaners.article.lines import rule_of
from cleaners.dom import Document
from cleaners.fold import fold

# Of a notice that several offices issue, with whom to ask and a list of what is attached.
MAX_LINES = 16
MAX_OFFICE_CHARS = 30
_YEAR: Final = r"(?:(?:19|20)\d\d|[〇○零一二三四五六七八九]{4}|(?:民[国國]|中[华華]民[国國])\s?[\d一二三四五六七八九十百]{1,4})\s?年"
_MONTH_AND_DAY: Final = r"[\s\d一二三四五六七八九十]{1,4}月[\s\d一二三四五六七八九十]{1,5}日"
# At what hour, and where a letter was written.
_HOUR: Final = r"(?:[深午半雨雪]?夜|凌晨|清晨|黎明|傍晚|[早晚]上?|[灯燈]下)"
_WHERE: Final = r"(?:[,，]?\s?[写寫草]?[于於]\S{2,12})"
# The day that signs, in digits or in characters; without a year only a letter's is told from any date.
DAY: Final = re.compile(
    rf"{_YEAR}{_MONTH_AND_DAY}{_HOUR}?{_WHERE}?|{_MONTH_AND_DAY}(?:{_HOUR}{_WHERE}?|{_WHERE})|"
    rf"{_YEAR}[\s\d一二三四五六七八九十]{{1,4}}月(?:{_HOUR}|{_WHERE})"
)
# Below a signature, or above it, a day is one without more.
_SIGNING_DAY: Final = re.compile(
    rf"{_MONTH_AND_DAY}|(?:19|20)\d\d[./-]\d{{1,2}}[./-]\d{{1,2}}{_HOUR}?{_WHERE}?|{_YEAR}(?:[\d一二三四五六七八九十]{{1,2}}月|[春夏秋冬初末]{{1,2}})|"
    r"(?:[农農][历曆])?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?[正二三四五六七八九十冬腊臘春夏秋冬闰初廿月]{0,5}日?|即日|[写寫][于於]\S{2,12}"
)
_OFFICE: Final = re.compile(
    r"[^,。:;!?>|©\s]{2,}(?:小组|公司|(?<![官打])司|集团|委员会|村委会|居委会|团委|工委|党委|委|局|厅|部|办公室|办|处|科|室|院|所|站|校|大学|中学|小学|学校|中心|协会|学会|商会|联合会|工会|妇联|总社|总站|检察院|街道|专班|"
    r"基金会|理事会|董事会|筹备会|组委会|政府|大使馆|领事馆|馆|银行|支行|分行|支队|大队|总队|指挥部|俱乐部|编辑部|出版社|报社|合作社|医院|法院)(?:\(.{1,8}\))?"
)
# 某某小学校长 江山: below a letter to somebody, an office and a name, a pen name too.
IN_OFFICE: Final = re.compile(
    r"\S{0,20}(?:制作人|总监|经理|董事长|总裁|主编|[社校院所馆会局处镇村县市区店站队团]长|理事长|秘书长|主任|主席|书记|创办人|负责人|发起人|代表|老师|医生)"
    r"\s([\u4e00-\u9fff·]{2,5})"
)
# What closes a notice without a stop.
_CLOSES: Final = re.compile(
    r"(?:特此|专此|谨此)[^,。]{2,8}[!.。]?|(?:[^,。]{0,12}带来的?)?不便(?:之处)?,?[^,。]{0,4}(?:谅解|理解|原谅)[!。]?(?:[^,。:]{0,8}(?:热线|电话)\s?:\s?[\w-]+。?)?"
)
# (此件公开发布): who may read a document, below its day.
_READERS: Final = re.compile(r"\(此件[^()]{0,4}公开[^()]{0,6}\)")
# Between whom a letter speaks to and what it says.
_GREETING: Final = re.compile(
    r"(?:见字如[面晤]|见信[如好安]\S{0,2}|展信\S{1,2}|(?:大家|您|你们?|同学们|各位)好)[。!,]?"
)
# What closes a letter, above the name of whoever wrote it.
_REGARDS: Final = re.compile(r"此致|敬礼!?|此致\s?敬礼!?|顺[祝颂]\S{2,8}|祝好[!。]?")
_SIGNER: Final = re.compile(
    r"[^,。:;!?|/©\d]{2,16}|(?:儿|女儿?|妻|夫|父|母|[弟妹兄姐友]|学生|愚\S|[你您]们?的\S{1,4}):\s?[^,。:\s]{1,5}"
)
# Whom to ask stands above the signature as often, and what is attached, a line for each.
_ASKED: Final = re.compile(
    r"\(?(?:业务|技术|政策|纪检)?(?:联系|咨询|监督|举报|报名|投诉|联络|承办|负责)(?:人员?|电话|方式|地址|邮箱|部门|单位|科室|热线)\s?:|"
    r"(?:联\s?系\s?人|电\s{0,4}话|传\s{0,4}真|(?:电子)?邮\s{0,4}[箱件]|(?:通讯|联系|通信)?地\s{0,4}址|邮\s{0,4}编|邮政编码|手\s{0,4}机)\s?:|"
    # the heading above
    r"\(?[一二三四五六七八九十\d]{1,3}[)、.]\s?(?:联系|咨询|报名|投诉|监督)[^,。:]{2,8}:?$"
)
_ATTACHED: Final = re.compile(r"附\s{0,4}件?\s?\d{0,2}\s?[:.、]")
_FILE: Final = re.compile(r".*\.(?:pdf|docx?|xlsx?|pptx?|wps|ofd|zip|rar|7z)(?:\s?\(.{1,12}\))?", re.IGNORECASE)
_ONE_OF_SEVERAL: Final = re.compile(r"\d{1,2}[.、]\s?\D")

# Whom a letter, a notice or an order speaks to, in a line of its own above its first sentence.
_SPOKEN_TO: Final = re.compile(
    r"(?:尊敬的|敬爱的|亲爱的|各位|各有关|各县|各市|各区|各乡|各科|各处|各学院|各单位|各部门|全体|广大|致)[^,。:;!?]{1,24}[:!]|"
    r"[^,。:;!?]{1,14}(?:同志们?|先生|女士|朋友们?|家长们?|同学们?|老师们?|读者|师傅|编辑|记者|司机|医生|护士|阿姨|叔叔|大[哥姐爷妈叔]|小伙子|姑娘|陌生人|领导|书记|市长|县长|局长)(?:[您你]好)?[:!]|"
    # a letter home
    r"[^,。:;!?]{0,6}(?:父母|双亲|父亲|母亲|爸爸?|妈妈?|爹|娘|爷爷|奶奶|外公|外婆|哥|姐|弟弟?|妹妹?|[吾贤爱]妻|[吾爱]儿|儿子|女儿)(?:大人)?(?:[您你]们?好)?[:!]"
)
# Below a poem's title: ——给外婆.
_DEDICATION: Final = re.compile(
    r"[—–―-]{1,4}\s?(?:[献写送寄题]?给|[赠致寄题怀忆悼祭献谢]|纪念|谨以|为|和|读|观|兼)[^。;:|]{1,24}"
)
# Below its last line: 2013.8.9夜,于石浦.
_WRITTEN: Final = re.compile(
    r"\(?(?:写于)?(?:19|20)\d\d(?:年|[./-])\d{1,2}(?:月|[./-]\d{1,2}|月\d{1,2}日)?\s?(?:(?:[深午]?夜|凌晨|清晨|[早晚]|雨中)|[,，]?\s?(?:[深午]?夜)?[,，]?\s?[改写作草]?于[^,。:]{2,12})\)?"
)
_DIGITS: Final = re.compile(r"\d+")
# What heads a question to an office, and its answer.
_ASKS: Final = re.compile(
    r"(?:网友|读者|市民|群众|居民|业主)?(?:来信|来函|留言|提问|咨询|诉求|反映|问题)(?:内容|问题|正文)?:"
)
_ANSWERS: Final = re.compile(r"(?:官方|部门|单位|书面|处理)?(?:回复|答复)(?:内容|结果|情况|意见)?:")
MAX_HEADING_CHARS = 24
# So many lines like it in the story make the line above the first paragraph its first heading.
MANY_ALIKE = 2
_FIRST_AND_SECOND: Final = (
    ("一、", "二、"),
    ("(一)", "(二)"),
    ("1.", "2."),
    ("1、", "2、"),
    ("01", "02"),
    ("第一", "第二"),
)


def begin_of_notice(document: Document, first: int, last: int, title_block: int) -> int:
    """Return the index of the line above the block `first` where it speaks to somebody or is the first of the story's headings."""
    if first - 1 <= title_block or first < 1:
        return first
    above = document.blocks[first - 1]
    folded = fold(above.text)
    if first - 2 > title_block and _GREETING.fullmatch(folded) and speaks_to(fold(document.blocks[first - 2].text)):
        return first - 2
    if rule_of(above) or len(folded) > MAX_HEADING_CHARS:
        return first
    told = [fold(block.text) for block in document.blocks[first:last] if len(block.text) <= MAX_HEADING_CHARS]
    is_asked = asks_office(folded) and any(map(_ANSWERS.fullmatch, told))
    return first - 1 if is_asked or speaks_to(folded) or _is_first_heading(folded, told) else first


def asks_office(folded: str) -> bool:
    """Tell whether a folded line heads a letter to an office whose answer has a heading, too: 网友来信: above 官方回复:."""
    return _ASKS.fullmatch(folded) is not None


def speaks_to(folded: str) -> bool:
    """Tell whether a folded line is nothing but whom a letter or a notice speaks to.

    >>> speaks_to("亲爱的乡亲们:"), speaks_to("镇长说:")
    (True, False)
    """
    return _SPOKEN_TO.fullmatch(folded) is not None


def is_dedication(folded: str) -> bool:
    """Tell whether a folded line says for whom a poem is.

    >>> is_dedication("——给守桥的人"), is_dedication("——本报记者")
    (True, False)
    """
    return _DEDICATION.fullmatch(folded) is not None


def dates_poem(folded: str) -> bool:
    """Tell whether a folded line says when a poem was written, and where or at what hour.

    >>> dates_poem("2013.8.9夜,于石浦"), dates_poem("2013年8月写于青石镇"), dates_poem("2013-08-10")
    (True, True, False)
    """
    return _WRITTEN.fullmatch(folded) is not None


def _is_first_heading(folded: str, told: list[str]) -> bool:
    """Tell whether the story goes on with headings of the same kind: 2019年3月 and 2021年9月, 一、 and 二、."""
    if folded in told:
        return False  # a table of contents
    if any(folded.startswith(one) and any(line.startswith(two) for line in told) for one, two in _FIRST_AND_SECOND):
        return True
    shape = _DIGITS.sub("0", folded)
    return shape != folded and sum(_DIGITS.sub("0", line) == shape for line in told) >= MANY_ALIKE


def end_of_notice(document: Document, last: int, stop: int, skip: frozenset[int], *, first: str = "") -> int:
    """Return the index behind the signature below the block before `last` and above `stop`, or `last`.

    Office and day sign in either order; who writes a letter that speaks to somebody in its `first` line may be anybody, and what an
    office answers needs the day alone.
    """
    is_letter, is_answer = speaks_to(first), asks_office(first)
    is_signed = is_dated = is_closed = is_attached = False
    end = last
    for block in document.blocks[last : min(last + MAX_LINES, stop)]:
        if block.index in skip:
            continue
        folded = fold(block.text)
        listed = is_of_notice(folded) or (is_attached and _ONE_OF_SEVERAL.match(folded))
        is_beside = document.nodes.parent[block.node] == document.nodes.parent[document.blocks[end - 1].node]
        is_asked = is_beside and document.media != "text" and _ASKED.match(folded)
        if listed and (is_asked or not (is_signed and is_dated)):
            is_attached = is_attached or _ATTACHED.match(folded) is not None
        elif block.links or listed or (is_answer and is_dated and not is_office(folded)):
            break
        elif DAY.fullmatch(folded) or ((is_letter or is_signed) and _SIGNING_DAY.fullmatch(folded)):
            is_dated = True
        elif not rule_of(block) and (is_office(folded) or IN_OFFICE.fullmatch(folded)):
            is_signed = True
        elif _REGARDS.fullmatch(folded):
            is_closed = True
        elif (is_closed or is_letter) and not (is_signed or rule_of(block)) and _SIGNER.fullmatch(folded):
            is_signed, is_dated = True, is_dated or is_closed  # below regards nobody need name the day
        elif not (_CLOSES.fullmatch(folded) or (is_dated and _READERS.fullmatch(folded))):
            break
        end = block.index + 1
    return end if is_dated and (is_signed or is_answer) else last


def is_of_notice(folded: str) -> bool:
    """Tell whether a folded line says whom to ask, or what is attached: above an office's signature both belong to its notice.

    >>> is_of_notice("联系人:江山 电话:0571-88"), is_of_notice("附件:1.报名表"), is_of_notice("电话那头是他女儿。")
    (True, True, False)
    """
    return (_ASKED.match(folded) or _ATTACHED.match(folded)) is not None


def names_file(folded: str) -> bool:
    """Tell whether a folded line ends in a file's name: a link to load it, and no line of the notice that lists it."""
    return _FILE.fullmatch(folded) is not None


def is_office(folded: str) -> bool:
    """Tell whether a folded line is the name of an office, a company, a school or a society and nothing else.

    >>> is_office("青石镇便民桥建设工作小组"), is_office("学校召开安全工作会议")
    (True, False)
    """
    return len(folded) <= MAX_OFFICE_CHARS and _OFFICE.fullmatch(folded) is not None
