"""Run as a program: load folders as docs/consume.md says for one reader, and print every value that came back changed."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from pipeline.reader import read_lines

PAGE = Path(__file__).parents[2] / "docs" / "consume.md"
FOLDER = "data/out/demo"
ALL_KEYS = "jq -c ."


def blocks() -> dict[str, str]:
    """Return the code under each heading of the page."""
    text = PAGE.read_text("utf-8")
    return dict(re.findall(r"^## (\S+)\n.*?```(?:python|sh)\n(.*?)```", text, re.DOTALL | re.MULTILINE))


def rows(reader: str, folder: Path) -> list[dict[str, Any]]:
    """Return what a reader gives for a folder, as plain values."""
    code = blocks()[reader].replace(FOLDER, str(folder))
    if reader == "jq":
        code = re.sub(r"jq -c '.*'", ALL_KEYS, code)
        said = subprocess.run(["bash", "-c", f"set -o pipefail\n{code}"], capture_output=True, check=True).stdout
        return [json.loads(line) for line in said.splitlines()]
    names: dict[str, Any] = {}
    exec(code, names)  # the words of the page are what is tested
    return AS_ROWS.get(reader, list)(names["articles"])


AS_ROWS: dict[str, Any] = {
    "pandas": lambda frame: frame.to_dict("records"),
    "polars": lambda frame: frame.to_dicts(),
    "DuckDB": lambda found: [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()],
    "pyarrow": lambda table: table.to_pylist(),
    "datatrove": lambda found: [{**document.metadata, "id": document.id, "text": document.text} for document in found],
    "PySpark": lambda frame: [row.asDict(recursive=True) for row in frame.collect()],
}


def differences(reader: str, folder: Path) -> list[str]:
    """Return what is wrong with a reader's rows: lines lost or added, values of another type or another value."""
    written = [json.loads(line) for shard in sorted((folder / "articles").iterdir()) for line in read_lines(shard)]
    read = rows(reader, folder)
    by_id = {row["id"]: row for row in read}
    wrong = [f"{len(read)} rows, {len(written)} were written"] if len(read) != len(written) else []
    for record in written:
        row = by_id.get(record["id"], {})
        wrong += (
            f"{record['input']}: {key} was {str(value)[:50]!r}, is {type(row.get(key)).__name__} {str(row.get(key))[:50]!r}"
            for key, value in record.items()
            if type(row.get(key)) is not type(value) or row[key] != value
        )
    return wrong


if __name__ == "__main__":
    found = [fault for folder in sys.argv[2:] for fault in differences(sys.argv[1], Path(folder))]
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    sys.exit(bool(found))
