import json
from pathlib import Path

from pipeline.cli import main
from pipeline.holdings import Holdings
from pipeline.identities import Identities
from pipeline.marks import marks_path, read_marks
from pipeline.outcome import Outcome
from pipeline.record import record_id
from tests.pipeline.pages import story_html


def settled(identities: Identities, name: str, key: str, source: str = "0" * 64) -> Outcome:
    return identities.settle(
        Outcome("in", record=f'{{"id":"{name}"}}\n'.encode(), id=name, key=key, source_sha256=source)
    )


def test_the_same_revision_is_rejected_and_another_one_is_not() -> None:
    identities = Identities(Holdings())
    assert settled(identities, "zn1_a", "1" * 64).record
    assert settled(identities, "zn1_a", "1" * 64).reason == "repeated"
    assert settled(identities, "zn1_a", "2" * 64).id == "zn1_a"


def test_copies_of_a_file_get_ids_of_their_own() -> None:
    identities = Identities(Holdings())
    numbered = [settled(identities, "zn1_a", "").id for _ in range(40)]
    assert numbered == ["zn1_a", *(record_id("0" * 64, copy) for copy in range(1, 40))]


def test_marks_say_what_the_shard_says(tmp_path: Path) -> None:
    lines = [{"url": f"https://example.com/{number % 3}", "html": story_html(number).decode()} for number in range(6)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (tmp_path / "plain.html").write_bytes(story_html(9))
    main(
        [
            "clean",
            str(tmp_path / "in.jsonl"),
            str(tmp_path / "plain.html"),
            "-o",
            str(tmp_path / "out"),
            "--no-progress",
        ]
    )
    shard = tmp_path / "out" / "articles" / "part-00000.jsonl.gz"
    marks = marks_path(tmp_path / "out", "part-00000")
    kept = read_marks(marks, shard)
    assert kept == read_marks(tmp_path / "lost", shard)
    assert len(set(kept)) == 7
