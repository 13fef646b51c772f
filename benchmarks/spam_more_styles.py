"""More ways of injecting: inside the story's own container, beside it, and in places that are usually innocent."""

import random
import re
from types import ModuleType

Edits = list[tuple[int, int, bytes]]
Injected = tuple[Edits, list[str]]

HIDDEN_IN_ARTICLE = (
    "display:none",
    "font-size:0",
    "position:absolute;left:-5000px",
    "opacity:0",
    "height:0;overflow:hidden",
)
INNOCENT_HEADINGS = ("相关阅读", "热门推荐", "编辑推荐", "大家都在看", "今日要闻", "猜你喜欢", "专题", "延伸阅读")
NAMES = ("阳光小草", "用户88231", "老王", "momo", "过客", "风轻云淡", "匿名网友", "天边的云")
COMMENTS = (
    "{0}需要的加我，{1}",
    "推荐一个{0}，亲测有效，{1}",
    "有没有人做过{0}？我做的{1}还不错",
    "{0} {1} 了解一下",
    "{0}，{1}，{2}，联系我头像",
)
QUESTIONS = ("{}哪个好？", "怎么找到靠谱的{}？", "{}收费高不高？", "第一次用{}要看什么？", "{}合法吗？")
ANSWERS = (
    "老用户都推荐{}。",
    "搜索{}就能看到入口。",
    "{}按量计费，先问清楚再下单。",
    "认准{}，别信仿冒。",
    "看完{}的介绍再决定。",
)
SPUN = (
    "有消息称{}最近走红", "多位网友表示{}值得一试", "从数据来看，{}增长明显", "记者走访发现，{}随处可见", "专家提醒{}需要规范",
    "在今年的展会上，{}成为焦点", "据统计，{}的用户已过百万", "不少商家把目光投向{}", "业内普遍看好{}的前景",
)  # fmt: skip
BRACKETS = ("（）", "【】", "()", "『』", "[]")
JUNK_TAGS = "acronym dfn kbd tt ins sub sup b i u font big cite code var samp".split()


class More:
    """The styles, over the places and phrases of the injector they extend."""

    def __init__(self, module: ModuleType) -> None:
        self._inject = module

    def _words(self, rng: random.Random, pool: str, low: int, high: int) -> list[str]:
        return list(self._inject.phrases(rng, pool, rng.randint(low, high)))

    def _joined(self, rng: random.Random, pool: str, low: int, high: int) -> tuple[str, list[str]]:
        words = self._words(rng, pool, low, high)
        return rng.choice(self._inject.SEPS[pool]).join(words), words

    def _gap(self, page: bytes, charset: str, rng: random.Random) -> tuple[int, str]:
        gaps, kind = self._inject.body_gaps(page, charset)
        if not gaps:
            raise self._inject.NotApplicable("no body gap")
        return rng.choice(gaps), kind

    def _at(self, offset: int, markup: str, charset: str) -> Edits:
        return [(offset, 0, markup.encode(charset, "xmlcharrefreplace"))]

    def _between(self, page: bytes, charset: str, rng: random.Random, inner: str) -> Edits:
        offset, kind = self._gap(page, charset, rng)
        return self._at(offset, f"<p>{inner}</p>" if kind == "p" else f"{inner}<br>", charset)

    def style_more_article_entities(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        text, words = self._joined(rng, pool, 5, 20)
        return self._between(page, charset, rng, self._inject._entities(text, rng)), words

    def style_more_article_one_anchor(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        words = self._words(rng, pool, 3, 8)
        text = rng.choice("_,| ").join(words)
        return self._between(page, charset, rng, f'<a href="{self._inject._ext_url(rng)}">{text}</a>'), words

    def style_more_article_noscript(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        offset, _ = self._gap(page, charset, rng)
        text, words = self._joined(rng, pool, 5, 20)
        return self._at(offset, f"<noscript>{text}</noscript>", charset), words

    def style_more_article_hidden(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        offset, _ = self._gap(page, charset, rng)
        words = self._words(rng, pool, 5, 20)
        inner = " ".join(self._inject._a(word, rng) for word in words) if rng.random() < 0.5 else "|".join(words)
        return self._at(offset, f'<div style="{rng.choice(HIDDEN_IN_ARTICLE)}">{inner}</div>', charset), words

    def style_more_article_script_hidden(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        offset, _ = self._gap(page, charset, rng)
        text, words = self._joined(rng, pool, 5, 20)
        name = self._inject._word(rng)
        script = f'<script>document.getElementById("{name}").style.display="none";</script>'
        return self._at(offset, f'<div id="{name}">{text}</div>{script}', charset), words

    def style_more_article_brackets(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        words = self._words(rng, pool, 4, 12)
        return self._between(page, charset, rng, "".join(f"【{word}】" for word in words)), words

    def style_more_article_numbered(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        words = [f"{n}、{word}" for n, word in enumerate(self._words(rng, pool, 4, 12), 1)]
        return self._between(page, charset, rng, " ".join(words)), words

    def style_more_article_stuffed(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        """Keywords written as if they were a sentence, with its full stop."""
        words = self._words(rng, pool, 5, 16)
        return self._between(page, charset, rng, rng.choice("，、").join(words) + "。"), words

    def style_more_paragraph_tail(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        """Keywords at the end of a paragraph of the story, inside of it."""
        gaps, kind = self._inject.body_gaps(page, charset)
        if not gaps or kind != "p":
            raise self._inject.NotApplicable("no body gap")
        end = page.rfind(b"</p", 0, gaps[-1])
        text, words = self._joined(rng, pool, 4, 14)
        return self._at(end, rng.choice(["", " ", "<br>"]) + text, charset), words

    def style_more_story_end(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        """Put a div of keywords behind the last paragraph, in the story's container."""
        gaps, kind = self._inject.body_gaps(page, charset)
        if not gaps or kind != "p":
            raise self._inject.NotApplicable("no body gap")
        close = re.compile(rb"</p\s*>", re.IGNORECASE).search(page, gaps[-1])
        if not close:
            raise self._inject.NotApplicable("no last paragraph")
        text, words = self._joined(rng, pool, 5, 25)
        return self._at(close.end(), f"<div>{text}</div>", charset), words

    def style_more_questions(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        """Questions and answers between paragraphs, under a heading."""
        offset, _ = self._gap(page, charset, rng)
        words = self._words(rng, pool, 4, 10)
        asked = rng.choice((("问：", "答："), ("Q：", "A："), ("", "")))
        lines = [asked[at % 2] + rng.choice((QUESTIONS, ANSWERS)[at % 2]).format(word) for at, word in enumerate(words)]
        return self._at(offset, "<h3>常见问题</h3>" + "".join(f"<p>{line}</p>" for line in lines), charset), lines

    def style_more_spun(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        """Put a paragraph that reports on wares, clause by clause, between two others."""
        words = self._words(rng, pool, 4, len(SPUN))
        clauses = [clause.format(word) for clause, word in zip(rng.sample(SPUN, len(words)), words, strict=True)]
        return self._between(page, charset, rng, "，".join(clauses) + "。"), clauses

    def style_more_bracketed(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        """Phrases in brackets at the ends of paragraphs."""
        gaps, kind = self._inject.body_gaps(page, charset)
        if len(gaps) < 2 or kind != "p":
            raise self._inject.NotApplicable("no paragraphs")
        ends = [page.rfind(b"</p", 0, gap) for gap in rng.sample(gaps, min(len(gaps), rng.randint(2, 5)))]
        words, brackets = self._words(rng, pool, len(ends), len(ends)), rng.choice(BRACKETS)
        made = (self._at(end, brackets[0] + word + brackets[1], charset) for end, word in zip(ends, words, strict=True))
        return [edit for edits in made for edit in edits], words

    def style_more_lines(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        """Phrases as paragraphs of their own, here and there in the story."""
        gaps, kind = self._inject.body_gaps(page, charset)
        if len(gaps) < 2:
            raise self._inject.NotApplicable("no body gap")
        places = rng.sample(gaps, min(len(gaps), rng.randint(2, 5)))
        words = self._words(rng, pool, len(places), len(places))
        form = "<p>{}</p>" if kind == "p" else "{}<br>"
        made = (self._at(at, form.format(word), charset) for at, word in zip(places, words, strict=True))
        return [edit for edits in made for edit in edits], words

    def style_more_before_html_plain(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        text, words = self._joined(rng, pool, 5, 25)
        return self._at(self._inject._start(page), text + "\n", charset), words

    def style_more_after_html_plain(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        text, words = self._joined(rng, pool, 8, 40)
        return self._at(self._inject._after_html(page), "\n" + text, charset), words

    def style_more_innocent_cloud(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        """Links within the site under a heading that newsrooms use, each a list entry."""
        words = self._words(rng, pool, 6, 20)
        entries = "".join(f"<li>{self._inject._a(word, rng, ext=False)}</li>" for word in words)
        markup = (
            f'<div class="{self._inject._word(rng)}"><h3>{rng.choice(INNOCENT_HEADINGS)}</h3><ul>{entries}</ul></div>'
        )
        return self._at(self._inject._body_close(page), markup, charset), words

    def style_more_plain_list(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        """Put a list of plain entries behind the footer."""
        words = self._words(rng, pool, 8, 40)
        entries = "".join(f"<li>{word}</li>" for word in words)
        return self._at(self._inject._body_close(page), f"<ul>{entries}</ul>", charset), words

    def style_more_table(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        words = self._words(rng, pool, 9, 30)
        rows = [words[at : at + 3] for at in range(0, len(words), 3)]
        cells = "".join("<tr>" + "".join(f"<td>{word}</td>" for word in row) + "</tr>" for row in rows)
        return self._at(self._inject._body_close(page), f"<table>{cells}</table>", charset), words

    def style_more_junk_tags(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        words = self._words(rng, pool, 15, 60)
        inner = "".join(f"<{tag}>{word}</{tag}> " for word in words for tag in [rng.choice(JUNK_TAGS)])
        return self._at(self._inject._body_close(page), f"<div>{inner}</div>", charset), words

    def style_more_pre(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        words = self._words(rng, pool, 8, 30)
        return self._at(self._inject._body_close(page), "<pre>" + "\n".join(words) + "</pre>", charset), words

    def style_more_comments(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        """Comments of passers-by who sell something; chrome may hide them, the record must never hold them."""
        texts = [rng.choice(COMMENTS).format(*self._words(rng, pool, 3, 3)) for _ in range(rng.randint(2, 6))]
        entries = "".join(f"<li><span>{rng.choice(NAMES)}</span><p>{text}</p></li>" for text in texts)
        markup = f'<div class="comment-list"><h3>网友评论</h3><ul>{entries}</ul></div>'
        return self._at(self._inject._body_close(page), markup, charset), texts

    def style_more_hidden_in_sentence(self, page: bytes, charset: str, rng: random.Random, pool: str) -> Injected:
        """Keywords in hidden spans between two sentences of a paragraph."""
        gaps, kind = self._inject.body_gaps(page, charset)
        if not gaps or kind != "p":
            raise self._inject.NotApplicable("no body gap")
        mark = "。".encode(charset)
        ends = [m.end() for m in re.finditer(re.escape(mark), page[: gaps[-1]]) if m.end() > gaps[0] - 3000]
        masked = self._inject._masked(page)
        ends = [
            at
            for at in ends
            if masked.rfind(b"<", 0, at) < masked.rfind(b">", 0, at) and masked.rfind(b"<p", 0, at) > 0
        ]
        ends = [at for at in ends if page[at : at + 3] not in (b"</p", b"</P")]
        if not ends:
            raise self._inject.NotApplicable("no sentence end")
        words = self._words(rng, pool, 2, 6)
        markup = f'<span style="{rng.choice(HIDDEN_IN_ARTICLE)}">{" ".join(words)}</span>'
        return self._at(rng.choice(ends), markup, charset), words
