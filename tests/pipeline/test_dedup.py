import random
import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.dedup.index import Copy, DuplicateIndex
from pipeline.dedup.labels import Labels
from pipeline.dedup.postings import MAX_TEXTS
from pipeline.dedup.signature import fold, signature
from pipeline.outcome import Outcome
from tests.pipeline.pages import MORE, STORIES

CHARACTERS = sorted(
    {character for title, lead in STORIES for character in title + lead if character not in "，。"}
    | set("".join(MORE)) - set("，。")
)


def story(seed: int, sentences: int = 8) -> str:
    """Return a text of made-up sentences, unlike that of any other seed."""
    rng = random.Random(seed)
    return "".join("".join(rng.choices(CHARACTERS, k=rng.randrange(15, 50))) + "。" for _ in range(sentences))


def edited(text: str, share: float) -> str:
    rng = random.Random(7)
    return "".join(rng.choice(CHARACTERS) if rng.random() < share else character for character in text)


ORIGINAL = story(0, 20)
GOLDEN = (-8144069541516300437, (-59294398023857, -113094153420354), "a10b0505", (-72863690258193,))
COPIES = [
    pytest.param(ORIGINAL, "exact", id="the same"),
    pytest.param(ORIGINAL.replace("。", "．\n").replace("，", ","), "exact", id="other punctuation and lines"),
    pytest.param(ORIGINAL.replace("一", "１").replace("1", "１"), "near", id="a few characters exchanged"),
    pytest.param(story(99, 1) + ORIGINAL, "near", id="a new first sentence"),
    pytest.param(ORIGINAL[40:-40], "near", id="head and tail cut"),
    pytest.param(edited(ORIGINAL, 0.03), "near", id="three characters in a hundred edited"),
    pytest.param(story(1, 40) + ORIGINAL + story(2, 40), "contained", id="a round-up that holds it"),
    pytest.param("。".join(ORIGINAL.split("。")[5:9]) + "。", "contained", id="a few of its sentences"),
    pytest.param(story(3, 20), "", id="another story"),
    pytest.param(story(4, 19) + ORIGINAL.split("。")[3] + "。", "", id="one sentence quoted"),
    pytest.param("", "", id="no text"),
    pytest.param("。。。", "", id="no letters"),
]


@pytest.mark.parametrize(("text", "kind"), COPIES)
def test_a_repeated_story_names_the_first_telling(text: str, kind: str) -> None:
    index = DuplicateIndex(None)
    assert index.judge(signature(ORIGINAL), "first", 0) == Copy()
    assert index.judge(signature(text), "second", 0) == (Copy("first", kind) if kind else Copy())
    index.close()


def test_copies_of_copies_name_the_first_telling() -> None:
    index = DuplicateIndex(None)
    for name in ("first", "second", "third"):
        found = index.judge(signature(ORIGINAL), name, 0)
    assert found == Copy("first", "exact")
    index.close()


def test_empty_texts_are_no_copies_of_each_other() -> None:
    index = DuplicateIndex(None)
    assert [index.judge(signature(""), name, 0) for name in "ab"] == [Copy(), Copy()]
    index.close()


def test_fold_keeps_letters_and_digits_alone() -> None:
    assert fold("Ａ股１２,　“涨”!\n") == "a股12涨"


def test_recall_and_precision_over_many_stories() -> None:
    """Stories and altered copies in one stream: at least 97 of 100 copies found, 99.5 of 100 findings right."""
    rng = random.Random(3)
    index = DuplicateIndex(None)
    found: Counter[str] = Counter()
    for number in range(300):
        text = story(1000 + number, rng.choice((3, 6, 12, 25)))
        assert index.judge(signature(text), f"s{number}", 0) == Copy()
        cut = text[rng.randrange(len(text) // 6) : -rng.randrange(1, len(text) // 6)]
        for copy in (cut, edited(text, 0.03), story(5000 + number, 1) + text, story(9000 + number, 12) + text):
            named = index.judge(signature(copy), f"c{number}", 0).of
            found["right" if named in (f"s{number}", f"c{number}") else "wrong" if named else "missed"] += 1
    index.close()
    assert found["right"] >= 0.97 * found.total()
    assert found["right"] >= 0.995 * (found["right"] + found["wrong"])


def test_what_was_not_committed_is_forgotten(tmp_path: Path) -> None:
    for commit in (False, True):
        index = DuplicateIndex(tmp_path / "index")
        assert index.judge(signature(ORIGINAL), "first", 0) == Copy()
        if commit:
            index.commit()
        index.close()
    index = DuplicateIndex(tmp_path / "index")
    assert index.judge(signature(ORIGINAL), "second", 0).of == "first"
    index.close()


def test_shards_that_were_never_finished_are_forgotten(tmp_path: Path) -> None:
    index = DuplicateIndex(tmp_path / "index")
    index.judge(signature(ORIGINAL), "kept", 0)
    index.judge(signature(story(5)), "lost", 1)
    index.commit()
    index.forget_from(1)
    assert index.shards() == 1
    assert index.judge(signature(ORIGINAL), "again", 1).of == "kept"
    assert index.judge(signature(story(5)), "again", 1) == Copy()
    index.close()


def test_texts_are_found_wherever_their_rows_have_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.dedup.postings.MOVE_ROWS", 100)
    index = DuplicateIndex(tmp_path / "index")
    for number in range(11):
        index.judge(signature(story(number)), f"s{number}", number)
        index.commit()
    index.close()
    index = DuplicateIndex(tmp_path / "index")
    rows = {table: index._base.execute(f"select count(*) from {table}").fetchone()[0] for table in ("fresh", "settled")}
    assert rows["settled"] > rows["fresh"] > 0
    assert [index.judge(signature(story(number)), "again", 11).of for number in range(11)] == [
        f"s{number}" for number in range(11)
    ]
    index.close()


def test_what_everybody_writes_is_not_kept_for_ever() -> None:
    stock = story(0, 3)
    index = DuplicateIndex(None)
    for number in range(MAX_TEXTS + 20):
        index.judge(signature(story(100 + number, 20) + stock), f"s{number}", 0)
    known = index._postings.find(signature(stock).sentences)
    assert {len(docs) for docs in known.values()} == {MAX_TEXTS}
    index.close()


def test_an_index_of_another_version_is_made_anew(tmp_path: Path) -> None:
    index = DuplicateIndex(tmp_path / "index")
    index.judge(signature(ORIGINAL), "first", 0)
    index.commit()
    index._base.execute("commit")
    index._base.execute("pragma user_version = 1")
    index._base.execute("begin")
    index.close()
    index = DuplicateIndex(tmp_path / "index")
    assert index.shards() == 0
    assert index.judge(signature(ORIGINAL), "second", 0) == Copy()
    index.close()


def test_fingerprints_are_the_same_on_every_machine_and_version() -> None:
    """The index outlives the process: other figures would need another `VERSION`."""
    found = signature(MORE[0])
    assert (found.digest, found.bands[:2], found.sketch[:4].hex(), found.sentences) == GOLDEN


def outcome(name: str, text: str) -> Outcome:
    line = f'{{"id":"{name}","text":"{text}","dup_of":"","dup_kind":""}}\n'.encode()
    return Outcome(f"{name}.html", record=line, id=name, signature=signature(text))


def test_labels_are_written_into_the_record_and_nowhere_else() -> None:
    text = ORIGINAL + '\\"dup_of\\":\\"\\"'
    labels = Labels(None)
    assert labels.label(outcome("a", text), 0) == outcome("a", text)
    second = labels.label(outcome("b", text), 0)
    assert second.record == outcome("b", text).record.replace(
        b'"dup_of":"","dup_kind":""}', b'"dup_of":"a","dup_kind":"exact"}'
    )
    assert dict(second.counts) == {"dup_exact": 1}
    labels.close()


def test_who_wants_fewer_lines_gets_rejects() -> None:
    labels = Labels(None, ["exact"])
    labels.label(outcome("a", ORIGINAL), 0)
    dropped = labels.label(outcome("b", ORIGINAL), 0)
    assert (dropped.reason, dropped.record) == ("duplicate", b"")
    assert b"exact duplicate of record a" in dropped.reject
    assert labels.label(outcome("c", edited(ORIGINAL, 0.03)), 0).record
    labels.close()


@pytest.mark.parametrize("lost", [False, True], ids=["index kept", "index lost"])
def test_the_index_follows_the_shards(tmp_path: Path, lost: bool) -> None:  # noqa: FBT001
    shard = tmp_path / "part-00000.jsonl"
    shard.write_bytes(outcome("a", ORIGINAL).record)
    labels = Labels(tmp_path / "index")
    labels.label(outcome("a", ORIGINAL), 0)
    if not lost:
        labels.commit()
    labels.close()
    again = Labels(tmp_path / "index")
    again.catch_up([shard])
    assert b'"dup_of":"a"' in again.label(outcome("b", ORIGINAL), 1).record
    again.close()


def test_sentences_are_split_where_readers_split_them() -> None:
    assert len(signature(ORIGINAL).sentences) == len(re.findall("。", ORIGINAL))
