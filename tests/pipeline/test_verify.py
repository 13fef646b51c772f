"""What `verify` says of folders that somebody or something has been at."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.errors import ExitCode, UsageError
from pipeline.reader import read_lines
from pipeline.verify import Check
from tests.pipeline.pages import story_html

PAGES = Path(__file__).parents[3] / "shared" / "pages" / "html"
ARTICLES = "articles/part-00000.jsonl"
REMOVED = "removed/part-00000.jsonl"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("verify")
    (root / "in").mkdir()
    for number in range(6):
        (root / "in" / f"{number}.html").write_bytes(story_html(number, f"（第{number}版）"))
    (root / "in" / "empty.html").write_bytes(b"")
    assert main(["clean", str(root / "in"), "-o", str(root / "out"), "--compress", "plain", "--no-progress"]) == 0
    return root / "out"


def faults(root: Path) -> list[str]:
    check = Check(root)
    check.run()
    return check.faults


def test_a_folder_as_it_was_written_has_no_fault(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(whole)]) == ExitCode.OK
    assert "articles 6" in capsys.readouterr().out


def rewrite(path: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))


def change_record(root: Path, **values: Any) -> None:
    """Change the second record and leave the rest as it is."""

    def change(lines: list[bytes]) -> list[bytes]:
        record = json.loads(lines[1]) | values
        return [lines[0], json.dumps(record, ensure_ascii=False).encode() + b"\n", *lines[2:]]

    rewrite(root / ARTICLES, change)


def change_manifest(root: Path, change: Callable[[dict[str, Any]], None]) -> None:
    manifest = json.loads((root / "manifest.json").read_bytes())
    change(manifest)
    (root / "manifest.json").write_text(json.dumps(manifest))


TAMPERED: list[Any] = [
    pytest.param(lambda root: change_record(root, title="别的标题"), [f"{ARTICLES}: has SHA-256"], id="another title"),
    pytest.param(
        lambda root: change_record(root, text="别的正文", n_chars=4),
        [f"{ARTICLES}:2: text_sha256 is that of another text", "do not rebuild the page"],
        id="another text",
    ),
    pytest.param(
        lambda root: change_record(root, date_published="5 Feb 2024"),
        [f"{ARTICLES}:2: date_published is '5 Feb 2024', which has another form"],
        id="against the schema",
    ),
    pytest.param(lambda root: change_record(root, extra=1), [f"{ARTICLES}:2: has extra"], id="a key too many"),
    pytest.param(
        lambda root: change_record(root, dup_of="zn1_" + "a" * 26, dup_kind="near"),
        [f"{ARTICLES}:2: dup_of names zn1_aaaaaaaaaaaaaaaaaaaaaaaaaa, which is not there before"],
        id="copy of nothing",
    ),
    pytest.param(
        lambda root: rewrite(root / ARTICLES, lambda lines: [lines[0], *lines]),
        [f"{ARTICLES}:2: id zn1_", "has 7 lines, the manifest says 6", "records = 6, but articles/ has 7"],
        id="an id twice",
    ),
    pytest.param(
        lambda root: rewrite(root / ARTICLES, lambda lines: [*lines[:-1], lines[-1][:200]]),
        [f"{ARTICLES}:6: is torn", f"{ARTICLES}:6: is no JSON"],
        id="a torn line",
    ),
    pytest.param(
        lambda root: rewrite(root / ARTICLES, lambda lines: lines[:2] + lines[3:]),
        ["has 5 lines, the manifest says 6", "has removed spans but no record"],
        id="a line lost",
    ),
    pytest.param(lambda root: (root / ARTICLES).unlink(), [f"{ARTICLES}: is missing"], id="a file lost"),
    pytest.param(
        lambda root: rewrite(root / REMOVED, lambda lines: lines[1:]),
        [f"{REMOVED}:", "are not all there, or not in order"],
        id="a span lost",
    ),
    pytest.param(
        lambda root: rewrite(root / REMOVED, lambda lines: [line for line in lines if lines[0][:40] != line[:40]]),
        ["has no removed spans"],
        id="all spans of a record lost",
    ),
    pytest.param(
        lambda root: rewrite(root / REMOVED, lambda lines: lines[:-1]),
        ["ends within the spans of zn1_", "have no removed spans"],
        id="the end of a record's spans lost",
    ),
    pytest.param(
        lambda root: (root / REMOVED).write_bytes(b"[1]\n"), [f"{REMOVED}:1: is no removed span"], id="no span"
    ),
    pytest.param(
        lambda root: (root / "rejects/part-00000.jsonl").write_bytes(b"{}\n"),
        ["rejects/part-00000.jsonl:1: is no reject"],
        id="no reject",
    ),
    pytest.param(
        lambda root: (root / "articles" / "part-00001.jsonl").write_bytes(b""),
        ["articles/part-00001.jsonl: is not in the manifest"],
        id="a file too many",
    ),
    pytest.param(
        lambda root: (root / "schema.json").write_text("{}"), ["schema.json: has SHA-256"], id="another schema"
    ),
    pytest.param(lambda root: (root / "README.md").unlink(), ["README.md: is missing"], id="no card"),
    pytest.param(
        lambda root: change_manifest(root, lambda found: found.update({"in": 99})),
        ["manifest.json: in = 99, but records + rejects = 7"],
        id="a sum that does not add up",
    ),
    pytest.param(
        lambda root: change_manifest(root, lambda found: found["shards"][0].update({"in": 8})),
        ["part-00000: in = 8"],
        id="a shard that does not add up",
    ),
]


@pytest.mark.parametrize(("tamper", "said"), TAMPERED)
def test_verify_says_what_is_wrong_where(
    whole: Path, tmp_path: Path, tamper: Callable[[Path], None], said: list[str]
) -> None:
    root = tmp_path / "out"
    shutil.copytree(whole, root)
    tamper(root)
    found = faults(root)
    for part in said:
        assert any(part in fault for fault in found), found
    assert len(found) <= 6, "one fault must not make a hundred"
    assert main(["verify", str(root)]) == ExitCode.INTERNAL


@pytest.mark.parametrize("compression", ["gz", "zst"])
@pytest.mark.parametrize("cut", [1, 100, -20])
def test_a_truncated_shard_is_told(whole: Path, tmp_path: Path, compression: str, cut: int) -> None:
    command = ["clean", str(whole.parent / "in"), "-o", str(tmp_path / "out"), "--compress", compression]
    main([*command, "--no-progress"])
    path = tmp_path / "out" / f"{ARTICLES}.{compression}"
    path.write_bytes(path.read_bytes()[:cut])
    found = faults(tmp_path / "out")
    assert any("has SHA-256" in fault for fault in found)
    assert any(f"{ARTICLES}.{compression}: has " in fault and "lines" in fault for fault in found), found


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"in": 1}', "\x00", '{"shards": [{}], "in": 0}'])
def test_what_is_no_manifest_is_a_usage_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(UsageError, match="is no manifest"):
        Check(tmp_path).run()


def test_a_folder_without_manifest_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no manifest"):
        Check(tmp_path).run()


def test_a_revision_is_no_fault(tmp_path: Path) -> None:
    lines = [{"url": "https://example.com/1", "html": story_html(1, marker).decode()} for marker in ("", "（更正）")]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    main(["clean", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out"), "--no-progress"])
    ids = [json.loads(line)["id"] for line in read_lines(tmp_path / "out" / f"{ARTICLES}.gz")]
    assert (len(ids), len(set(ids))) == (2, 1)
    assert faults(tmp_path / "out") == []


@pytest.mark.skipif(not PAGES.is_dir(), reason="the shared pages are not beside the project")
@pytest.mark.slow
def test_text_and_removed_rebuild_every_shared_page(tmp_path: Path) -> None:
    main(["clean", str(PAGES), "-o", str(tmp_path / "out"), "--no-progress"])
    check = Check(tmp_path / "out")
    check.run()
    assert check.faults == []
    assert check.counts["articles"] > 150
