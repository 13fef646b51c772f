"""Stories in several elements: poems, paragraphs behind a box, a summary's own box, a notice's signature."""

import pytest

from cleaners import Article, Reason, Rejected, clean_html
from cleaners.article.choose import around_best_stretch
from cleaners.parse import parse
from tests.cleaners.test_story_edges import STORY, TITLE, outcome, paragraphs, story_of

POEM = "灯", "门外的河还没有睡", "它把一条船抱在怀里", "你来的时候，灯还亮着", "灯下的人", "数着米粒"
NEXT = "雨", "雨落在瓦上", "瓦落在夜里", "我说，别走", "你就停了一停"
LEAD = "河西的孩子盼了许多年，终于在开学之前盼来了这条不用涉水的路。"
BYLINE = "<div>2024-05-06 10:30 来源：晨光报</div>"


@pytest.mark.parametrize(
    "below", ["", "<div>作者简介：江山，本名关山月，1986年生，青石镇人，小学教师，著有诗集《河西》。</div>"]
)
def test_poems_in_elements_of_their_own_begin_with_their_first_lines(below: str) -> None:
    parts = "".join(
        f"<div align=center><br><b>{first}</b><br>{'<br>'.join(lines)}</div>" for first, *lines in (POEM, NEXT)
    )
    found = outcome(
        f"<div class=bt>灯（外一首）</div>{BYLINE}<div class=nr>{parts}{below}</div>", title="灯（外一首）-晨光诗网"
    )
    assert story_of(found) == "\n".join((*POEM, *NEXT))


@pytest.mark.parametrize(("mark", "more"), [("相关阅读", 2), ("延伸閱讀", 3), ("推荐阅读", 1)])
def test_paragraphs_in_divs_behind_a_box_of_other_stories_are_kept(mark: str, more: int) -> None:
    links = "".join(f"<a><div>果农赶在雨前抢收早熟桃子 第{at}批上市</div></a>" for at in range(more))
    box = f"<div class=more><h4>{mark}</h4>{links}</div>"
    above, below = (
        (f"<div class=par>{text}</div>" for text in STORY[:2]),
        (f"<div class='par end'>{text}</div>" for text in STORY[2:]),
    )
    found = outcome(f"<h1>{TITLE}</h1>{BYLINE}<section>{''.join(above)}{box}{''.join(below)}</section>")
    assert story_of(found) == "\n".join(STORY)


def test_paragraphs_loose_in_an_element_count_without_the_players_and_boxes_behind_them() -> None:
    document = parse(f"<div>{'<br>'.join(STORY)}<section><button>快转至直播</button></section><i>更多</i></div>")
    near = [float(len(block.text)) for block in document.blocks]
    boilerplate = [0] * len(STORY) + [len(block.text) for block in document.blocks[len(STORY) :]]
    of_player = document.blocks[len(STORY)].node
    assert around_best_stretch(document, of_player, near, boilerplate) == document.blocks[0].node
    of_story = document.blocks[0].node
    assert around_best_stretch(document, of_story, near, boilerplate) == of_story


def test_below_the_label_of_an_empty_summary_stands_the_story() -> None:
    flash = "".join(STORY[:2])
    said = ("桥修好了，孩子上学方便了。", "希望下一座也快点修，老人等着呢。", "路灯什么时候装？", "好事，支持。")
    comments = "".join(f"<dt>河西人{at}</dt><dd>{text}</dd>" for at, text in enumerate(said))
    found = outcome(
        f"<div class=t>{TITLE}</div>{BYLINE}<div class=abs><span>摘要</span></div><div id=body><p>{flash}</p></div>"
        f"<div>专业，及时，丰富</div><div><h3>网友评论</h3><dl>{comments}</dl></div>"
    )
    assert story_of(found) == flash


def test_sections_without_names_are_the_parts_of_a_story() -> None:
    headings = ("01 桥从哪里来", "02 路怎么走", "03 还差什么")
    more = '<section class="card"><a href="/2024/9.html">延伸阅读｜河东的老渡口为什么停了</a></section>'
    parts = [f"<section><p>{LEAD}</p></section>"] + [
        f"<section><h3>{heading}</h3><p>{text}</p></section>{more}"
        for heading, text in zip(headings, STORY, strict=False)
    ]
    found = outcome(f"<article><h1>{TITLE}</h1>{BYLINE}{''.join(parts)}</article>")
    told = [line for pair in zip(headings, STORY, strict=False) for line in pair]
    assert story_of(found) == "\n".join((LEAD, *told))


def test_a_summary_in_a_box_of_its_own_is_none_of_the_story() -> None:
    box = "<div class=b-box><b>摘要</b><p>【通车】便民桥建成，三个村受益；明年还要添候车亭。</p></div>"
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}<div>{box}{paragraphs(*STORY)}</div>")) == "\n".join(STORY)


@pytest.mark.parametrize("tag", ["div", "p"])
def test_a_labelled_summary_outside_the_story_is_none_of_it(tag: str) -> None:
    deck = f"<{tag} class=note>核心提示：孩子上学近了五公里，候车亭要等明年。</{tag}>"
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}{deck}<div>{paragraphs(*STORY)}</div>")) == "\n".join(STORY)


def test_a_summary_among_the_paragraphs_is_theirs() -> None:
    deck = "内容摘要：孩子上学近了五公里，候车亭要等明年。"
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}<div>{paragraphs(deck, *STORY)}</div>")).startswith(deck)


def test_the_rows_of_a_layout_hold_boxes_of_their_own() -> None:
    rows = (
        TITLE,
        "河西镇里：候车亭明年动工",
        "2024-05-06 10:30 来源：晨光报",
        "<br>".join(STORY),
        "桥头服务队 河东路7号",
    )
    table = "".join(f"<tr><td>{row}</td></tr>" for row in rows)
    assert story_of(outcome(f"<table>{table}</table>")) == "\n".join(STORY)


def test_a_first_paragraph_below_a_label_among_its_like_stays() -> None:
    told = "<p>导语</p>" + paragraphs(LEAD, *STORY)
    assert LEAD in story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}<div>{told}</div>"))


@pytest.mark.parametrize(
    "lines",
    [("青石镇供水站", "2024年5月6日"), ("青石镇供水站", "青石镇建设办公室", "2024年5月6日"), ("2024年5月6日",)],
)
def test_a_notice_is_signed_in_an_element_of_its_own(lines: tuple[str, ...]) -> None:
    signed = f"<div style=text-align:right>{'<br>'.join(lines)}</div>"
    notice = f"<div class=nr>{'<br>'.join((*STORY, '特此通告。'))}<br>{signed}</div><div>附件：<a href=/1.doc>示意图.doc</a></div>"
    found = outcome(f"<h1>{TITLE}</h1>{BYLINE}{notice}")
    assert story_of(found) == "\n".join((*STORY, "特此通告。", *lines))


@pytest.mark.parametrize("rows", [("青石镇供水站<br>2024年5月6日",), ("青石镇供水站", "2024年5月6日")])
def test_a_notice_is_signed_in_rows_of_its_layout(rows: tuple[str, ...]) -> None:
    table = "".join(f"<tr><td>{row}</td></tr>" for row in (TITLE, "2024-05-06 10:30", "<br>".join(STORY), *rows))
    assert story_of(outcome(f"<table>{table}</table>")) == "\n".join((*STORY, "青石镇供水站", "2024年5月6日"))


def test_a_day_behind_other_lines_signs_nothing() -> None:
    tail = "<div>分享到 微信<br>果农赶在雨前抢收早熟桃子<br>2024年5月6日</div>"
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}<div class=nr>{'<br>'.join(STORY)}{tail}</div>")) == "\n".join(
        STORY
    )


def test_the_reporters_of_a_page_number_below_the_story_are_its_authors() -> None:
    line = "<p>《 晨光日报 》（ 2024年05月06日 07 版 本报记者 关山月 谷小雨）</p>"
    found = outcome(f"<h1>{TITLE}</h1>{BYLINE}<div>{paragraphs(*STORY)}{line}</div>")
    assert isinstance(found, Article)
    assert (found.text, found.author) == ("\n".join(STORY), "关山月;谷小雨")


@pytest.mark.parametrize(
    "ask", ["请完成下列验证，证明您是真人", "请按住滑块，拖到最右边", "检测到网络异常，请稍候再试"]
)
def test_a_page_that_asks_whether_a_person_reads_it_is_a_captcha(ask: str) -> None:
    told = "为了保护网站内容，请按照提示操作，或输入图片中的四个汉字，通过之后就能继续浏览，给您带来不便，敬请谅解。"
    head = "<html><head><meta charset=utf-8><title>www.news.example</title></head>"
    html = f"{head}<body><h1>www.news.example</h1><h2>{ask}</h2><p>{told}</p></body></html>"
    found = clean_html(html.encode(), "http://www.news.example/2024/02/05/1.html")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.CAPTCHA


@pytest.mark.parametrize(
    "tail",
    [
        "<div class=nl><h3>每周五，一封来自河西的信</h3><form><input placeholder=email><button>订阅</button></form></div>",
        "<p>每周一早晨，我们把最要紧的新闻送到您的邮箱，点此订阅。</p>",
        "<div class=card><div>🎙</div><div>本期节目可在喜马拉雅、小宇宙收听</div></div>",
        "<p>【作者简介】</p><p>江山，青石镇人，小学教师，著有《河西》。</p>",
        "<p>（作者简介：江山，青石镇人，小学教师，著有《河西》。）</p>",
        "<p>温馨提示：本文仅供科普参考，不作为诊断依据，如有不适请及时就医。</p>",
        "<p>※ 投书请寄 letters@news.example，来稿请附真实姓名、电话，本报有删改权。</p>",
        "<p>上期回顾：少东家从河西归来，发现账房少了八百包棉纱，而知情的人都已出城。</p>",
        "<div class=tip><strong>1545.jpg</strong> <em>(212.4 KB, 下载次数: 3)</em><p><a>下载附件</a></p><p>2024-5-6 15:45 上传</p></div>",
        "<p>特别提醒：如果我们使用了您的图片，请与本站联系索取稿酬。</p>",
        "<p>《晨光日报》（2024年5月6日 第3版 记者 江山）</p>",
    ],
    ids=[
        "newsletter heading",
        "newsletter",
        "podcast",
        "author's heading",
        "author in brackets",
        "hint",
        "letters",
        "recap",
        "attachment",
        "reminder",
        "page number",
    ],
)
def test_what_a_site_adds_below_the_story_is_none_of_it(tail: str) -> None:
    found = outcome(f"<h1>{TITLE}</h1>{BYLINE}<div class=c>{paragraphs(*STORY)}{tail}</div>")
    assert story_of(found) == "\n".join(STORY)


@pytest.mark.parametrize(
    "last",
    [
        "温馨提示：过桥请慢行，雨天桥面湿滑，骑车的村民要下车推行。",
        "镇里的报纸每周五送到村民手上，他每期都要从头读到尾。",
        "“这座桥我们等了三十年！”",
    ],
)
def test_a_last_sentence_that_tells_stays(last: str) -> None:
    for tag in ("p", "h3"):
        found = outcome(f"<h1>{TITLE}</h1>{BYLINE}<div class=c>{paragraphs(*STORY)}<{tag}>{last}</{tag}></div>")
        assert story_of(found) == "\n".join((*STORY, last))


def test_paragraphs_in_elements_without_names_go_on_behind_a_box() -> None:
    box = "<aside><h4>延伸阅读</h4><p><a href=/1.html>石岗村公交本月开通</a></p></aside>"
    first, *rest = (f"<section>{text}</section>" for text in STORY)
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}<article>{first}{box}{''.join(rest)}</article>")) == "\n".join(
        STORY
    )


def test_a_poem_in_stanzas_without_a_comma_is_whole() -> None:
    lines = "河水走了很远", "才想起自己的名字", "岸边的柳树低下头", "像在认领一个孩子", "我把手伸进水里", "摸到一盏灯"
    stanzas = f"<p>{'<br>'.join(lines[:4])}</p><p>{'<br>'.join(lines[4:])}</p>"
    found = outcome(f"<h1>河边的柳树</h1>{BYLINE}<div class=c>{stanzas}</div>", title="河边的柳树_晨光网")
    assert story_of(found) == "\n".join(lines)


OTHERS = (
    "昨天清早，果农老周把第一筐早熟桃子送上了开往省城的货车，比去年早了整整一个星期。",
    "镇中心小学的图书室重新开放，孩子们排队借书，志愿者忙得一上午没有坐下。",
)


@pytest.mark.parametrize(
    "below",
    [
        f"<div>推荐阅读</div><div>{OTHERS[0]}</div><div>{OTHERS[1]}</div>",
        f"<h3>相关新闻</h3><div>{OTHERS[0]}</div><div>{OTHERS[1]}</div>",
        f"<div>下一篇文章</div><div>{OTHERS[0]}</div>",
        f"<div><a href=/1.html>果农赶在雨前抢收早熟桃子</a></div><div>{OTHERS[0]}</div>",
        f"<div>网友评论（12）</div><div>{OTHERS[0]}</div><div>{OTHERS[1]}</div>",
    ],
    ids=["recommended", "related", "next", "linked headline", "comments"],
)
def test_a_flash_in_a_div_ends_where_the_divs_of_others_begin(below: str) -> None:
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}<div>{STORY[0]}</div>{below}")) == STORY[0]


@pytest.mark.parametrize("label", ["AI摘要", "智能总结", "文章摘要", "内容提要", "核心提示"])
def test_a_summary_that_a_program_wrote_is_none_of_the_story(label: str) -> None:
    box = f"<div class=ai><div>{label}</div><div>便民桥建成，三个村受益；明年还要添候车亭，方便进城。</div></div>"
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}<div class=c>{box}{paragraphs(*STORY)}</div>")) == "\n".join(
        STORY
    )


def test_a_page_that_plays_its_story_is_a_video_whatever_it_links() -> None:
    links = "".join(
        f"<div class=v><a href=/{at}.html>石岗村公交本月开通 第{at}班</a> 0{at}:26</div>" for at in range(12)
    )
    player = "<div><video src=a.mp4></video><div>00:00/01:48 倍速 全屏</div></div>"
    found = outcome(f"{player}<h1>{TITLE}</h1><div>3小时前 · 2.4万次观看</div><h3>接下来播放</h3>{links}")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.VIDEO_SHELL


TALK = (
    "问：桥修好以后，村里最大的变化是什么？",
    "答：孩子上学不用再绕行五公里，老人去镇上看病也方便了，赶集的日子桥上能排出半里地的三轮车。",
    "问：夜里亮灯吗？",
    "答：亮。桥栏上装了四十盏太阳能小灯，天一黑就亮，到清早六点才灭，走夜路的人心里也踏实。",
)


def test_a_poem_that_a_paragraph_announces_stands_before_the_next() -> None:
    told = STORY[0], "评委会认为，这首诗字字见河。现将获奖作品刊发如下："
    box = "<div class=pics><img src=a.jpg><div class=cap>诗人在桥头（1/2）</div><img src=b.jpg><div class=cap>评委合影 图/江山</div></div>"
    verse = f"<center>{'<br>'.join(POEM)}</center>"
    markup = "".join(f"<div class=p>{line}</div>" for line in told) + box + verse + f"<div class=p>{STORY[2]}</div>"
    found = story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}<div class=nr>{markup}</div>"))
    assert found == "\n".join((*told, *POEM, STORY[2]))


@pytest.mark.parametrize("line", ["<p>{}</p>", "<section><span>{}</span></section>", "{}<br>"])
def test_a_poem_may_stand_in_any_elements(line: str) -> None:
    verse = "".join(map(line.format, POEM[1:]))
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}<div class=c>{verse}</div>")) == "\n".join(POEM[1:])


OFFERS = (
    "<div class=newsletter-box><h4>訂閱週報電子報</h4><p>一封寫給河西的信</p><input type=email><button>訂閱</button></div>",
    "<div class=newsletter><p>每到週五清晨，我們把一週的橋與河寫成一封信，等您打開。</p></div>",
    "<aside class=article__app-promo><p>在手機上讀更快</p><a href=/app>打開</a></aside>",
    "<section id=donate><p>没有您，就没有这座桥的故事。</p></section>",
)


@pytest.mark.parametrize("offer", OFFERS)
def test_a_box_that_asks_something_of_readers_is_none_of_the_story(offer: str) -> None:
    markup = f"<div class=c>{paragraphs(*STORY[:2])}{offer}{paragraphs(*STORY[2:])}</div>"
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}{markup}")) == "\n".join(STORY)


@pytest.mark.parametrize(
    ("said", "is_kept"),
    [("「学生上学不用再绕行五公里。」", False), ("“学生上学不用再绕行五公里”", False), ("“这桥真好。”", True)],
)
def test_what_is_shown_large_is_said_once(said: str, is_kept: bool) -> None:  # noqa: FBT001
    pulled = f"<blockquote class=pull-quote><p>{said}</p></blockquote>"
    told = story_of(
        outcome(f"<h1>{TITLE}</h1>{BYLINE}<div class=c>{paragraphs(STORY[0])}{pulled}{paragraphs(*STORY[1:])}</div>")
    )
    assert told == "\n".join((STORY[0], *([said] if is_kept else []), *STORY[1:]))


def test_an_element_with_such_a_name_may_hold_the_story() -> None:
    markup = f"<div class=subscribe>{paragraphs(*STORY)}</div>"
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}{markup}")) == "\n".join(STORY)


@pytest.mark.parametrize("asked", ["夜里亮灯吗？", "会收费吗？"])
def test_a_short_question_behind_a_box_of_other_stories_is_the_storys(asked: str) -> None:
    links = "".join(f"<li><a href=/{at}>果农赶在雨前抢收早熟桃子 第{at}批上市</a></li>" for at in range(3))
    box = f"<div class=inline><h5>延伸阅读</h5><ul>{links}</ul></div>"
    talk = (*TALK[:2], f"问：{asked}", TALK[3])
    told = f"<article>{paragraphs(STORY[0], *talk[:2])}{box}{paragraphs(*talk[2:])}</article>"
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}{told}")) == "\n".join((STORY[0], *talk))


def test_a_talks_introduction_in_a_box_of_its_own_stays() -> None:
    box = f"<section><section>导读</section><section><p>{LEAD}</p></section></section>"
    told = f"<section><section>{box}</section><section>{paragraphs(*TALK)}</section></section>"
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}{told}")) == "\n".join((LEAD, *TALK))


@pytest.mark.parametrize("headline", ["<h4>旧码头火警</h4>", "<img src=a.jpg><div>旧码头火警</div>"])
@pytest.mark.parametrize(("name", "kept"), [("rel-card", ()), ("related-story", ()), ("relative", ("旧码头火警",))])
def test_what_another_storys_card_holds_is_cut(name: str, kept: tuple[str, ...], headline: str) -> None:
    card = f"<div class={name}><a>{headline}</a></div><h3>停车场明年动工</h3>"
    told = f"<section>{paragraphs(*STORY[:2])}{card}{paragraphs(*STORY[2:])}</section>"
    expected = (*STORY[:2], *kept, "停车场明年动工", *STORY[2:])
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}{told}")) == "\n".join(expected)


def test_a_card_may_hold_a_label_and_a_day() -> None:
    card = "<div class=related-item><span>相关</span><a><h4>旧码头火警</h4><time>2024-05-05</time></a></div>"
    told = f"<section>{paragraphs(*STORY[:2])}{card}{paragraphs(*STORY[2:])}</section>"
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}{told}")) == "\n".join(STORY)


@pytest.mark.parametrize("label", ["目录", "文章目录", "目录 [隐藏]", "本文目錄："])
@pytest.mark.parametrize("entry", ["<li>{0} {1}</li>", "<li><a href=#{0}>{0} {1}</a></li>", "<li>{1}</li>"])
def test_a_table_of_contents_behind_the_lead_is_cut(label: str, entry: str) -> None:
    heads = "怎么修的", "谁来走"
    entries = "".join(entry.format(at, head) for at, head in enumerate(heads, 1))
    parts = "".join(f"<h2>{head}</h2>{paragraphs(text)}" for head, text in zip(heads, STORY[1:3], strict=True))
    told = f"<article>{paragraphs(STORY[0])}<div><p>{label}</p><ul>{entries}</ul></div>{parts}</article>"
    wanted = (STORY[0], heads[0], STORY[1], heads[1], STORY[2])
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}{told}")) == "\n".join(wanted)


def test_headings_that_follow_each_other_stay_below_their_contents() -> None:
    heads = "怎么修的", "谁出的钱", "谁来走"
    entries = "".join(f"<p>{head}</p>" for head in heads)
    told = f"<h2>{heads[0]}</h2><h3>{heads[1]}</h3>{paragraphs(STORY[1])}<h2>{heads[2]}</h2>{paragraphs(*STORY[2:])}"
    wanted = (STORY[0], *heads[:2], STORY[1], heads[2], *STORY[2:])
    found = outcome(f"<h1>{TITLE}</h1>{BYLINE}<article>{paragraphs(STORY[0])}<p>目录</p>{entries}{told}</article>")
    assert story_of(found) == "\n".join(wanted)


@pytest.mark.parametrize(("names", "is_kept"), [("", True), (" class=pick", False)])
def test_a_heading_opens_another_part_of_the_story_beside_the_first(names: str, is_kept: bool) -> None:  # noqa: FBT001
    part = f"<div{names}><h2>停车场明年动工</h2><p>{STORY[3]}</p></div>"
    told = f"<div>{paragraphs(*STORY[:3])}</div>{part}"
    kept = ("停车场明年动工", STORY[3]) if is_kept else ()
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}<div class=c>{told}</div>")) == "\n".join((*STORY[:3], *kept))


def test_a_long_list_amid_the_story_does_not_leave_one_paragraph_of_it() -> None:
    links = "".join(
        f"<li><a href='/a/{at}.html'>果农赶在雨前抢收早熟桃子，第{at}批昨天上市价格比去年同期高出三成</a></li>"
        for at in range(30)
    )
    told = "".join(f"<section>{text}</section>" for text in STORY)
    found = outcome(f"<h1>{TITLE}</h1>{BYLINE}<div>{told}<ul>{links}</ul><section>{LEAD}</section></div>")
    assert story_of(found) == "\n".join(STORY)


def test_the_entries_of_a_ticker_are_its_story() -> None:
    entries = "".join(
        f"<div class=it><time>0{9 - at}:20</time><h3>第{at}报：渡轮停航</h3><p>{text}</p></div>"
        for at, text in enumerate(STORY)
    )
    lead = "河西三个村的渡轮今早停航，本网整理了清晨以来的消息，便民桥昨天通车以后第一次派上了用场。"
    found = outcome(
        f"<h1>{TITLE}</h1><div>2024-05-06 10:30</div><div class=lead><p>{lead}</p></div><div class=live>{entries}</div>"
    )
    assert isinstance(found, Article)
    assert all(text in found.text for text in (lead, *STORY))


def test_a_story_in_pages_that_a_script_switches_is_whole() -> None:
    pages = "".join(
        f"<div class='{'pg cur' if not at else 'pg'}' id=p{at}>{paragraphs(text, text[::-1])}<p>下一页：桥头的灯</p></div>"
        for at, text in enumerate(STORY)
    )
    html = f"<style>.pg{{display:none}}.pg.cur{{display:block}}</style><h1>{TITLE}</h1><div>2024-05-06</div><div>{pages}</div>"
    found = outcome(html)
    assert isinstance(found, Article)
    assert all(text in found.text for text in STORY)
    assert "下一页" not in found.text


def test_a_line_that_asks_to_subscribe_ends_no_story_that_goes_on() -> None:
    more = tuple(text.replace("桥", "渡口") for text in STORY)
    body = f"{paragraphs(*STORY)}<p>订阅以继续阅读</p><p>已是订户？登录</p>{paragraphs(*more)}"
    found = outcome(f"<h1>{TITLE}</h1><div>2024-05-06</div><div>{body}</div>")
    assert isinstance(found, Article)
    assert found.text == "\n".join((*STORY, *more))
