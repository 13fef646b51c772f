"""What is no article: list and home pages, search results, login walls, error pages, captchas, video shells.

A long story speaks for itself. A short one needs witnesses: a title that the head claims too, that stands close above the
text and comes back in it, a date. Menu text has none of them. The words of `PAGE_WORDS` only name the reason.
"""

import re
from dataclasses import dataclass
from typing import Final

from cleaners.article.choose import Body
from cleaners.article.lines import rule_of
from cleaners.dom import Block, Document, wide_chars
from cleaners.fold import fold
from cleaners.metadata import Metadata, Title
from cleaners.metadata.claimed_titles import RETOLD_SHARE
from cleaners.metadata.fold import key
from cleaners.metadata.suffix import segments
from cleaners.script import Script, script_of
from cleaners.values import Reason, Rejected
from cleaners.verdict_of_kind import is_claimed, is_unclaimed, kind_of_page
from cleaners.verdict_of_lines import (
    counts_results,
    has_video_title,
    lists_pages,
    said,
    said_above,
    sells,
    shows_board,
    shows_player,
)
from cleaners.verdict_of_lists import (
    MANY_TEASERS,
    MAX_BESIDE_CHARS,
    MIN_TEASER_SHARE,
    TEASER_REACH,
    headlines,
    is_of_days,
    is_topic_page,
    teasers_in,
    tells_elsewhere,
)
from cleaners.verdict_of_site import (
    AGREES,
    LOCKED,
    LONGEST_INTRODUCTION,
    introduces,
    is_about_site,
    is_wall,
    linked_headlines,
    locked_between,
    offers_access,
    states_terms,
)

MIN_STORY_CHARS = 15
# Below these lengths, in characters, a story needs so many witnesses.
WITNESSES_BELOW: Final = ((60, 3), (300, 2))
MIN_WITNESSES = 1
MIN_ECHO = 0.25
# Shares of the page's characters that are the story's: a bare text needs no title to be one.
MOSTLY, NOTHING_ELSE = 0.5, 0.8
MAX_GAP_BLOCKS = 24
MANY_HEADLINES = 20
# Enough to call a page without a story a list.
SOME_HEADLINES = 8
SHELL_CHARS = 200
# A player with less text below it shows its story, and tells none.
PLAYER_CHARS = 60
# A page without a story says so close below its title that it is closed.
LOCK_REACH = 8
# So many blocks at most stand between a title and the controls of the player that shows its story.
PLAYER_REACH = 4
LONGEST_EXCERPT = 800
# A main heading of so many Chinese characters is a headline and no section's name.
MIN_HEADLINE_CHARS = 12
MIN_CHINESE_SHARE = 0.3
# Enough of a long text to tell its language by, and whether it speaks of what the title says.
SAMPLE_CHARS = 20_000
# A date that the page's own address tells, or none, is no byline.
BYLINES: Final = frozenset(("byline", "meta", "json_ld", "time_element", "relative"))
DATE_WITNESSES: Final = frozenset(("byline", "meta", "json_ld", "time_element", "relative", "url"))
# Said by the title or the first words of a page that is none of ours; only believed where there is little text.
PAGE_WORDS: Final = (
    (
        Reason.ERROR_PAGE,
        r"\b404\b|\b50[0-4]\b|not found|bad gateway|页面不存在|(?:网页|页面|文章)(?:没有|未)(?:被)?找到|找不到(?:该|此|您)?|不存在|"
        r"已(?:被|经)?[^,。]{0,6}删除|无法查看|内容(?:已)?(?:下线|失效)|无法访问|出错[了啦]|(?:页面|网页)[^,。]{0,4}(?:走丢|迷路|去火星|飞走|不见了)|页面出错|系统错误|访问出错|服务器错误|"
        r"(?:网域|域名|网站)[^,。]{0,4}(?:可供|正在)?(?:出售|购买|转让)|domain (?:name )?is for sale",
    ),
    (
        Reason.CAPTCHA,
        r"验证码|安全验证|访问验证|人机验证|滑动验证|安全校验|(?:拖动|按住|滑动)[^,。]{0,6}(?:滑块|拼图)|(?:验证|证明|确认)[您你]?是(?:真人|人类)|captcha"
        r"|verify you are|检测到异常|(?:访问|操作|请求)过于频繁|(?:环境|访问|网络)(?:存在)?异常",
    ),
    (
        Reason.LOGIN_WALL,
        r"请先?登[录入]|登[录入]后(?:才)?(?:可|能|查看|阅读)|会员登[录入]|用户登[录入]|账号登[录入]|忘记密码|log ?in|sign ?in",
    ),
)
_WORDS: Final = tuple((reason, re.compile(words, re.IGNORECASE)) for reason, words in PAGE_WORDS)
_SEARCH: Final = re.compile(r"搜索结果|搜寻结果|的搜索|search results|_搜索|搜索_|站内搜索|检索结果", re.IGNORECASE)
# Said above the results of a search.
_RESULTS: Final = re.compile(r"找到(?:相关|约|了)?[^,。]{0,8}[\d,]+\s?(?:篇|条|个|项)|搜索结果|搜寻结果|检索结果")
# The same in the words of any search form, wherever it stands above them.
_RESULT_COUNT: Final = re.compile(
    r"(?:找到|搜到|检索到|查询到)[^,。]{0,6}(?:结果|信息|内容|记录|文章)[^,。\d]{0,4}[\d,]+\s?(?:篇|条|个|项)"
    r"|(?:找到|搜到|检索到|查询到|搜寻到)\s?[\d,]+\s?[笔条个项篇则](?:资料|结果|信息|内容|记录|文章|新闻)"
)
_OFFERED: Final = re.compile(
    r"还不是(?:会员|订户|用户)|免费试用\s?\d*\s?[天日月]|(?:开通|购买|成为)(?:会员|VIP)", re.IGNORECASE
)
_LOGIN_TITLE: Final = re.compile(r"^(?:会员|用户|帐号|账号|订户)?登[录入]|log ?in|sign ?in", re.IGNORECASE)
# `<title>` says it before anything else, whatever a notice board below it tells.
_LOST_TITLE: Final = re.compile(
    r"(?:\W|error)*(?:404\b(?!\s?(?:室|号|房|医院|厂))|(?:很?抱歉|对不起)[,!]?[^,。]{0,16}(?:不存在|找不到|已被?删除|无法访问)|"
    r"(?:找不到|未找到|没有找到)(?:该|此|您|你)?[^,。]{0,8}(?:网页|页面|文章|内容)|(?:[您你]?(?:要|所|正在)?(?:访问|查看|请求|浏览|查找)的)?(?:网页|页面|文章|内容)(?:不存在|不见了|(?:没有|未)(?:被)?找到|找不到|已被?删除)(?![\u4e00-\u9fff])|"
    r"page not found|not found)",
    re.IGNORECASE,
)
# The channel behind the title: 标题_视频_某台
_VIDEOS: Final = re.compile(r"\S{0,4}(?:视频|影音|影片|videos?)\S{0,2}", re.IGNORECASE)
_PROGRAMME: Final = re.compile(r"^(?:视频|影片|节目|本期|今日)?(?:主要)?(?:简介|内容|节目|提要|看点|导视)[^。]{0,6}:")
_OF_PROGRAMME: Final = re.compile(r"^(?:视频|影片|节目|本期)")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Story:
    """What the verdict is about: the document, and what was read from it."""

    document: Document
    title: Title
    body: Body
    metadata: Metadata
    text: str


def verdict(story: Story) -> Rejected | None:
    """Return why the page is no article, None where it is one."""
    chars = wide_chars(story.text)
    if chars < MIN_STORY_CHARS:
        # a page that says much, and none of it in a story, is a menu, and no short story
        is_little = wide_chars(story.document.seen) < SHELL_CHARS
        otherwise = Reason.TOO_SHORT if is_little else Reason.NO_ARTICLE
        if story.document.listed and story.document.media != "text":
            otherwise = Reason.LIST_PAGE
        return _named(story, f"{chars} characters of Chinese text are left", otherwise)
    foreign = _foreign(story.text)
    if foreign:
        return Rejected(Reason.NOT_CHINESE, foreign)
    closed = _list_of_stories(story, chars) or _of_site(story, chars) or _closed(story, chars)
    if not closed and chars < LONGEST_EXCERPT:
        closed = kind_of_page(story.document, story.title, story.body)
    if closed:
        return closed
    if tells_elsewhere(
        story.document, story.title, story.body, is_titled=_echo(story.title.text, story.text) >= MIN_ECHO
    ):
        return Rejected(Reason.LIST_PAGE, "excerpts that go on elsewhere")
    shell = _shell(story) if chars < SHELL_CHARS else None
    if shell:
        return Rejected(shell, "the page says so, and little else")
    seen = witnesses(story)
    needed = next((count for below, count in WITNESSES_BELOW if chars < below), MIN_WITNESSES)
    if len(seen) < needed:
        detail = f"{chars} characters, of {needed} signs of a story only: {', '.join(seen) or 'none'}"
        return _named(story, detail, Reason.NO_ARTICLE)
    return None


def _list_of_stories(story: Story, chars: int) -> Rejected | None:
    """Return why what was found are headlines or excerpts of stories that are told elsewhere."""
    if _is_list(story):
        return Rejected(Reason.LIST_PAGE, "the title is one of many linked headlines")
    teasers, paragraphs = teasers_in(story.document, story.title, story.body, is_short=chars < SHELL_CHARS)
    if teasers >= MANY_TEASERS and teasers >= MIN_TEASER_SHARE * paragraphs:
        return Rejected(Reason.LIST_PAGE, f"{teasers} linked headlines over {paragraphs} excerpts")
    if is_of_days(story.document, story.body):
        return Rejected(Reason.LIST_PAGE, "days with a clock in line after line")
    if chars < LONGEST_EXCERPT and is_topic_page(story.document, story.text):
        return Rejected(Reason.LIST_PAGE, "a topic told in parts, as its title says")
    return None


def _of_site(story: Story, chars: int) -> Rejected | None:
    """Return why a page is about its site, or introduces the stories below it: an undated word above many headlines."""
    document = story.document
    told = _echo(story.title.text, story.text) >= MIN_ECHO
    if chars < LONGEST_INTRODUCTION and not told and is_wall(document, story.body.first):
        return Rejected(Reason.LOGIN_WALL, f"{chars} characters of something else, on a page that asks who reads on")
    if is_about_site(document, story.title, story.body) or states_terms(story.title, story.text):
        return Rejected(Reason.NO_ARTICLE, "a page of the site about itself, as its title says")
    if chars < LONGEST_INTRODUCTION and offers_access(document, story.title, story.body, story.text):
        return Rejected(Reason.LOGIN_WALL, f"{chars} characters that offer access to what the title names")
    if chars < LONGEST_INTRODUCTION and not told and locked_between(document, story.title, story.body.first):
        return Rejected(Reason.LOGIN_WALL, f"{chars} characters of something else, below a line that asks who reads on")
    is_signed = story.metadata.date_source in BYLINES or story.metadata.author or _claims_article(document)
    if document.media == "text" or is_signed or chars >= LONGEST_INTRODUCTION:
        return None
    if introduces(document, story.body, story.text):
        return Rejected(Reason.LIST_PAGE, f"{chars} characters that introduce the stories below")
    return None


def _closed(story: Story, chars: int) -> Rejected | None:
    """Return why a page with some sentences is none all the same: results of a search, a lost page, a login form, a player."""
    if chars >= LONGEST_EXCERPT:
        return None
    if story.document.media == "text":
        return _closed_lines(story, chars)
    document = story.document
    above = fold(" ".join([document.title, *(block.text for block in document.blocks[:12])]))
    if _counts_results(story) or (_RESULTS.search(above) and headlines(document) >= SOME_HEADLINES):
        return Rejected(Reason.LIST_PAGE, "results of a search")
    if (chars < SHELL_CHARS or is_unclaimed(document, story.title)) and _LOST_TITLE.match(fold(document.title)):
        return Rejected(Reason.ERROR_PAGE, f"its title says so, above {chars} characters")
    if chars < SHELL_CHARS:
        text = fold(story.text)
        if chars < PLAYER_CHARS and _OFFERED.search(text):
            return Rejected(Reason.LOGIN_WALL, "a sentence that offers membership, and no story")
        form = "password" in document.features or _LOGIN_TITLE.search(fold(story.title.text))
        if form and (LOCKED.search(text) or AGREES.search(text)):
            return Rejected(Reason.LOGIN_WALL, "a form to log in, and the sentence that asks for it")
        is_shown = chars < PLAYER_CHARS or "video" in document.features or _player_near(story)
        of_programme = is_shown and _PROGRAMME.match(text)
        is_video = "video" in document.features or document.meta("og:type").startswith("video")
        if of_programme or (is_video and chars < PLAYER_CHARS):
            return Rejected(Reason.VIDEO_SHELL, f"{chars} characters below a player")
    return None


def _counts_results(story: Story) -> bool:
    """Tell whether a line above the story counts what a search found, and the page links as many headlines as a list does."""
    document = story.document
    above = document.blocks[: story.body.first + TEASER_REACH]
    if not any(len(block.text) <= MAX_BESIDE_CHARS and _RESULT_COUNT.search(fold(block.text)) for block in above):
        return False
    return linked_headlines(document) >= SOME_HEADLINES


def _closed_lines(story: Story, chars: int) -> Rejected | None:
    """Return the same of a plain-text document, which has only the lines above the story to say it."""
    document, text = story.document, fold(story.text)
    reason = said_above(document, story.body, chars)
    if reason is Reason.ERROR_PAGE:
        return Rejected(reason, f"a line says so, above {chars} characters")
    is_titled_so = counts_results(story.title.text)
    if is_titled_so or (reason is Reason.LIST_PAGE and headlines(document) >= SOME_HEADLINES):
        return Rejected(Reason.LIST_PAGE, "results of a search")
    is_signed = story.metadata.author and story.metadata.date_source in BYLINES
    if story.body.verse and not story.metadata.author and lists_pages(document):  # headlines may read like verse
        return Rejected(Reason.LIST_PAGE, "names of a newspaper's pages, and headlines")
    if sells(document) and not is_signed:  # a story may stand beside what a shop advertises
        return Rejected(Reason.NO_ARTICLE, f"{chars} characters beside a button to buy what they describe")
    if shows_board(document) and not is_signed:
        return Rejected(Reason.LIST_PAGE, "the threads of a board")
    of_video = reason is Reason.VIDEO_SHELL or has_video_title(story.title.text)
    if _PROGRAMME.match(text) and (chars < PLAYER_CHARS or (chars < SHELL_CHARS and _OF_PROGRAMME.match(text))):
        return Rejected(Reason.VIDEO_SHELL, f"{chars} characters that introduce a programme")
    if of_video and (chars < PLAYER_CHARS or "。" not in story.text):  # rows of other videos may read like verse
        return Rejected(Reason.VIDEO_SHELL, f"{chars} characters below a player")
    return None


def witnesses(story: Story) -> list[str]:
    """Return the names of the signs that speak for an article."""
    document, title, body = story.document, story.title, story.body
    signs = {
        # a title that was chosen for its place alone needs a day beside it
        "echo": (title.source != "above" or bool(story.metadata.date_source))
        and _echo(title.text, story.text) >= MIN_ECHO,
        "near_title": title.block >= 0 and 0 <= body.first - title.block <= MAX_GAP_BLOCKS,
        "dated": story.metadata.date_source in DATE_WITNESSES,
        "signed_verse": body.verse and bool(story.metadata.author) and story.metadata.date_source in BYLINES,
        "claimed_title": is_claimed(document, title),
        # a flash whose title only the head says
        "retold": title.block < 0 and bool(document.title) and _echo(title.text, story.text) >= RETOLD_SHARE,
        "claimed_article": _claims_article(document),
        "mostly_story": len(story.text) >= MOSTLY * len(document.seen),
        "nothing_else": len(story.text) >= NOTHING_ELSE * len(document.seen),
    }
    return [name for name, holds in signs.items() if holds]


def _echo(title: str, text: str) -> float:
    """Return the share of the title's character pairs that come back in the text, in [0, 1]."""
    squeezed, told = key(title), key(text[:SAMPLE_CHARS])
    pairs = {squeezed[at : at + 2] for at in range(len(squeezed) - 1)}
    return sum(pair in told for pair in pairs) / len(pairs) if pairs else 0.0


def _claims_article(document: Document) -> bool:
    return any("json" in kind and '"NewsArticle"' in text for kind, text in document.scripts)


def _is_list(story: Story) -> bool:
    """Tell whether the title found is a link among many, and not what the head claims: the page is a list of stories."""
    document, title = story.document, story.title
    if title.block < 0 or is_claimed(document, title):
        return False
    if headlines(document) < MANY_HEADLINES or wide_chars(story.text) > LONGEST_EXCERPT:
        return False
    own = document.blocks[title.block]
    if own.tag == "h1" and not own.links and wide_chars(title.text) >= MIN_HEADLINE_CHARS:
        return False  # the page's own heading, which the links to other stories happen to hold, too
    squeezed = key(title.text)
    return any(block.link_density > 0.8 and key(block.text) == squeezed for block in document.blocks)


def _shell(story: Story) -> Reason | None:
    """Return what a page with next to no text says that it is instead of a story; None where it says nothing."""
    document = story.document
    if wide_chars(document.seen) >= SHELL_CHARS:
        return None
    shown = fold(" ".join([document.title, *(block.text for block in document.blocks[:12])]))
    return next((reason for reason, words in _WORDS if words.search(shown)), None)


def _named(story: Story, detail: str, otherwise: Reason) -> Rejected:
    """Return the rejection under its best name: what the page says of itself, what it is made of, or `otherwise`."""
    document = story.document
    says = said(document) if document.media == "text" else None
    if says:
        return Rejected(says, detail)
    shown = " ".join([document.title, story.title.text, *(block.text for block in document.blocks[:12])])
    folded = fold(shown)
    for reason, words in _WORDS:
        if (wide_chars(document.seen) < SHELL_CHARS or words.search(fold(document.title))) and words.search(folded):
            return Rejected(reason, detail)
    is_form = "password" in document.features and headlines(document) < MANY_HEADLINES
    if is_form or locked_between(document, story.title, story.title.block + LOCK_REACH):
        return Rejected(Reason.LOGIN_WALL, detail)
    if _shows_player(story):
        return Rejected(Reason.VIDEO_SHELL, detail)
    if _SEARCH.search(fold(document.title)) or headlines(document) >= SOME_HEADLINES:
        return Rejected(Reason.LIST_PAGE, detail)
    if "video" in document.features:
        return Rejected(Reason.VIDEO_SHELL, detail)
    if sum(block.link_chars for block in document.blocks) > MOSTLY * len(document.seen):
        return Rejected(Reason.LIST_PAGE, detail)
    return Rejected(otherwise, detail)


def _shows_player(story: Story) -> bool:
    """Tell whether the title that a page claims stands beside a player's controls, whatever it links below."""
    document = story.document
    is_made = "video" in document.features or bool(document.meta("og:video", "og:video:url"))  # a script makes it
    is_shown = is_made or any(shows_player(block.text) for block in _near_title(story))
    is_named = is_made and any(_VIDEOS.fullmatch(fold(segment).strip()) for segment in segments(document.title)[1:])
    return is_shown and (is_named or _player_near(story)) and is_claimed(document, story.title)


def _player_near(story: Story) -> bool:
    """Tell whether a player's controls, or what it says to browsers without it, stand beside the title."""
    return any(rule_of(block) == "player" or shows_player(block.text) for block in _near_title(story))


def _near_title(story: Story) -> list[Block]:
    return story.document.blocks[max(0, story.title.block - PLAYER_REACH) : story.title.block + PLAYER_REACH]


def _foreign(text: str) -> str:
    """Return why a text is not Chinese, "" where it is."""
    text = text[:SAMPLE_CHARS]
    if script_of(text) is Script.JAPANESE:
        return "the text is Japanese"
    letters = sum(map(str.isalpha, text))
    han = len(_HAN.findall(text))
    if han < MIN_CHINESE_SHARE * letters:
        return f"{han} of {letters} letters are Chinese"
    return ""
