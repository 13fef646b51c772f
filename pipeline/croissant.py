"""croissant.json: the data set as MLCommons Croissant 1.1 describes one, for tools that load by metadata.

The context is the one that https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html prints.
"""

from typing import Any, Final

from pipeline.card import LICENCE_NOTE, article_files
from pipeline.quality import SIGNALS
from pipeline.schema import MEANINGS, TYPES

DATA_TYPES: Final[dict[Any, str]] = {str: "sc:Text", int: "sc:Integer"}
SHARDS: Final = "shards"
ARTICLES: Final = "articles"
CONTEXT: Final[dict[str, Any]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def croissant(manifest: dict[str, Any]) -> dict[str, Any]:
    """Return the description of the shards in a manifest; digests and sizes are those of the manifest."""
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": "cleaned-chinese-news",
        "description": f"{manifest['records']:,} Chinese news articles in simplified characters, cleaned of chrome and spam.",
        "license": LICENCE_NOTE.replace("\n", " ").strip(),
        "inLanguage": "zh",
        "version": f"{manifest['schema_version']}.0",
        "distribution": [*map(_file, article_files(manifest)), _shards(manifest)],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": ARTICLES,
                "name": ARTICLES,
                "description": "a record a page",
                "key": {"@id": f"{ARTICLES}/id"},
                "field": [_field(name) for name in TYPES],
            }
        ],
    }


def _file(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": row["path"],
        "name": row["path"],
        "contentUrl": row["path"],
        "contentSize": f"{row['bytes']} B",
        "encodingFormat": "application/jsonlines",
        "sha256": row["sha256"],
    }


def _shards(manifest: dict[str, Any]) -> dict[str, Any]:
    ends = sorted({row["path"].partition(".")[2] for row in article_files(manifest)}) or ["jsonl"]
    return {
        "@type": "cr:FileSet",
        "@id": SHARDS,
        "name": SHARDS,
        "description": "all files of articles",
        "encodingFormat": "application/jsonlines",
        "includes": [f"articles/*.{end}" for end in ends],
    }


def _field(name: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{ARTICLES}/{name}",
        "name": name,
        "description": MEANINGS[name],
    }
    source = {"fileSet": {"@id": SHARDS}, "extract": {"column": name}}
    if name != "quality":
        return found | {"dataType": DATA_TYPES[TYPES[name]], "source": source}
    return found | {
        "source": source,
        "subField": [
            {
                "@type": "cr:Field",
                "@id": f"{ARTICLES}/quality/{signal}",
                "name": signal,
                "dataType": "sc:Float",
                "source": source | {"transform": {"jsonPath": signal}},
            }
            for signal in SIGNALS
        ],
    }
