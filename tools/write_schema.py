"""Write docs/schema.json, the copy of schema.json that the documentation links to."""

from pathlib import Path

from pipeline.manifest import as_json
from pipeline.schema import json_schema

if __name__ == "__main__":
    (Path(__file__).parents[1] / "docs" / "schema.json").write_bytes(as_json(json_schema()))
