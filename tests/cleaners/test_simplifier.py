"""The converter with its options: exceptions, the other converter, the account of what changed."""

import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.clean import Options, clean
from cleaners.simplify import Simplifier, simplify
from cleaners.simplify.modes import REIMPLEMENTED
from cleaners.values import Article
from tests.pipeline.pages import story_page

TEXT = st.text(st.sampled_from("在臺灣說話著名妙瑪a，\n"))
EXCEPTIONS = {"臺灣": "台", "妙瑪": "妙玛姆", "著": "着"}


def test_the_other_converter_is_the_installed_package() -> None:
    opencc = pytest.importorskip("opencc")
    for mode, own_name in (("t2s", "t2s"), ("news", "tw2s")):
        text = "著力發展，乾隆年間什麼都有"
        assert simplify(text, mode, converter=REIMPLEMENTED) == opencc.OpenCC(own_name).convert(text)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param({"mode": "tw2sp"}, "known: news, t2s", id="mode"),
        pytest.param({"converter": "opencc"}, "known: own, opencc-python-reimplemented", id="converter"),
        pytest.param({"exceptions": {"": "x"}}, "needs a phrase", id="exception for nothing"),
    ],
)
def test_what_does_not_exist_is_named(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Simplifier(**options)  # type: ignore[arg-type]


def test_exceptions_win_and_their_surroundings_keep_their_context() -> None:
    simplifier = Simplifier(exceptions={"妙瑪": "妙玛", "著名": "着名"})
    assert simplifier.convert("妙瑪藉此揚名，著名") == "妙玛借此扬名，着名"
    assert Simplifier(exceptions={"瑪": "马", "妙瑪": "妙玛"}).convert("妙瑪，瑪") == "妙玛，马"


@given(TEXT, st.dictionaries(st.sampled_from(sorted(EXCEPTIONS)), st.sampled_from(sorted(EXCEPTIONS.values()))))
def test_every_offset_is_accounted_for(text: str, exceptions: dict[str, str]) -> None:
    simplifier = Simplifier(exceptions=exceptions)
    written, offsets = simplifier.convert_spans(text)
    assert written == simplifier.convert(text) == simplifier.convert_counted(text)[0]
    assert len(offsets) == len(text) + 1
    assert offsets[0] == 0
    assert offsets[-1] == len(written)
    assert all(left <= right for left, right in pairwise(offsets))
    if not exceptions:
        assert simplifier.convert_counted(text)[1] == sum(map(str.__ne__, text, written))


def test_a_record_counts_changed_characters_also_where_an_exception_changes_lengths() -> None:
    options = Options(exceptions=(("不少市民", "市民"), ("圖書館", "图书楼")))
    source = story_page(0)
    traditional = replace(source, body=source.body.decode().replace("图书馆", "圖書館").encode())
    plain, changed = clean(traditional), clean(traditional, options)
    assert isinstance(plain, Article)
    assert isinstance(changed, Article)
    assert plain.t2s_changed_chars == 3  # 圖書館
    assert changed.t2s_changed_chars == 3 + 2  # and two of 不少市民
    assert "图书楼" in changed.text
    assert "。市民表示" in changed.text.replace("\n", "")


def test_the_first_text_loads_nothing_that_takes_longer_than_it() -> None:
    root = str(Path(__file__).parents[2])
    paths = [root, *(path for path in sys.path if "site-packages" in path)]
    slow = {"dataclasses", "difflib", "inspect", "lxml", "pathlib", "typing"}
    code = (
        f"import sys; sys.path[:0] = {paths!r}\n"
        "from cleaners import simplify\n"
        "written = [simplify('江蘇著力解決', mode) for mode in ('news', 'tw2s')]\n"
        f"print(*written, *sorted({slow!r} & sys.modules.keys()))"
    )
    # Without -S the environment itself loads some of them.
    run = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert run.stdout.split() == ["江苏着力解决", "江苏着力解决"]


def test_extra_steps_are_taken_when_asked_for() -> None:
    source = story_page(0)
    quoted = replace(source, body=source.body.decode().replace("照常开放", "「照常开放」").encode())
    plain, changed = clean(quoted), clean(quoted, Options(extra_steps=("corner_quotes",)))
    assert isinstance(plain, Article)
    assert isinstance(changed, Article)
    assert "「照常开放」" in plain.text
    assert "“照常开放”" in changed.text
