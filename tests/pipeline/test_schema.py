import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline.record import Record
from pipeline.schema import MAX_INTEGER, MEANINGS, TYPES, faults, json_schema
from tests.pipeline.nasty import cases

IN_DOCS = Path(__file__).parents[2] / "docs" / "schema.json"
VALID: dict[str, Any] = json.loads(cases()[0].outcome.record)
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def test_the_schema_is_json_schema_2020_12_and_the_one_in_docs() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert json.loads(IN_DOCS.read_bytes()) == json_schema(), "python -m tools.write_schema writes it anew"


def test_every_key_is_described_in_the_order_of_the_record() -> None:
    assert list(MEANINGS) == list(TYPES) == [field.name for field in fields(Record)]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_nasty_records_are_valid(case: Any) -> None:
    record = json.loads(case.outcome.record)
    assert faults(record) == []
    VALIDATOR.validate(record)


BROKEN = [
    pytest.param({"id": "12345"}, "id", id="an id of digits"),
    pytest.param({"title": None}, "title", id="null"),
    pytest.param({"title": 1984}, "title", id="a number for a string"),
    pytest.param({"n_chars": "44"}, "n_chars", id="a string for a number"),
    pytest.param({"n_chars": True}, "n_chars", id="a truth for a number"),
    pytest.param({"spam_chars": -1}, "spam_chars", id="below zero"),
    pytest.param({"t2s_changed_chars": MAX_INTEGER + 1}, "t2s_changed_chars", id="beyond what floats hold"),
    pytest.param({"text": "", "n_chars": 0}, "text", id="no text"),
    pytest.param({"date_published": "2024-02-05T14:03:00+08:00"}, "date_published", id="ISO 8601, which readers turn"),
    pytest.param({"date_published": "2024-02-05"}, "date_published", id="a bare day, which readers turn"),
    pytest.param({"dup_kind": "same"}, "dup_kind", id="no such kind"),
    pytest.param({"quality": {}}, "quality", id="no signals"),
    pytest.param({"extra": "x"}, "extra", id="a key too many"),
]


@pytest.mark.parametrize(("change", "named"), BROKEN)
def test_both_judges_refuse_what_breaks_a_promise(change: dict[str, Any], named: str) -> None:
    record = VALID | change
    assert named in " ".join(faults(record))
    assert not VALIDATOR.is_valid(record)


def test_a_missing_key_is_named() -> None:
    record = {key: value for key, value in VALID.items() if key != "outlet"}
    assert faults(record) == ["lacks outlet"]
    assert not VALIDATOR.is_valid(record)


def test_the_length_is_that_of_the_text() -> None:
    assert faults(VALID | {"n_chars": 1}) == [f"n_chars is 1, text has {len(VALID['text'])}"]
