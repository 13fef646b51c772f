"""What stands at the end of each verb's help: commands as one would type them, each with what it is for."""

from typing import Final, TypeAlias

# The command without the program's name, and what it does.
Example: TypeAlias = tuple[str, str]

FIRST: Final[tuple[Example, ...]] = (
    ("demo", "see it work on a small site of its own"),
    ("clean page.html", "one page, its record on stdout"),
    ("clean pages/ -o data/out/pages", "files and folders, with everything that was cut"),
    ("crawl https://www.example.com/ --contact you@example.com --max-pages 200 -o data/out/site", "a site"),
    ("explain page.html -o page.explain.html", "what was cut of a page, and why"),
    ("report data/out/pages", "a whole folder in figures"),
    ("config init pipeline.toml", "begin a configuration for every night"),
)
EXAMPLES: Final[dict[str, tuple[Example, ...]]] = {
    "crawl": (
        ("crawl https://www.example.com/ --contact you@example.com --max-pages 200 -o data/out/site", "a small part"),
        ("crawl --seeds seeds.txt --contact you@example.com --since 2024-03-01 -o data/out/news", "recent stories"),
        ("crawl http://127.0.0.1:8000/ --allow-loopback -o data/out/local", "a server on this machine"),
    ),
    "run": (
        ("run -c pipeline.toml", "what the configuration says; again: only what is new"),
        ("run -c pipeline.toml -q --time-limit 14400", "for cron: silent, four hours at most"),
    ),
    "clean": (
        ("clean page.html", "the record on stdout"),
        ("clean - < page.html", "from a pipe"),
        ("clean --diff page.html", "what is cut and changed"),
        ("clean pages/ 'more/*.html.gz' dump.jsonl.zst -o data/out/dump", "many, into a folder"),
        ("clean pages/ -o data/out/part-0 --shard 0/4", "the first of four machines' shares"),
    ),
    "status": (("status data/out/site", "records, URLs known and pending, hosts in trouble"),),
    "verify": (
        ("verify data/out/site", "exit code 0 where all is as promised, else 1"),
        ("verify s3://bucket/news", "the same of a folder in a store"),
    ),
    "export": (
        ("export data/out/site --format parquet -o data/out/parquet", "a Parquet file a shard"),
        ("export data/out/site --format statistics", "only count what the keys hold"),
    ),
    "fetch": (
        ("fetch https://www.example.com/ --contact you@example.com", "status, charset, size, digest"),
        ("fetch https://www.example.com/ --contact you@example.com --json", "the same and all headers, for programs"),
    ),
    "robots": (("robots https://www.example.com/news/ --contact you@example.com", "allowed? how fast?"),),
    "discover": (
        ("discover https://www.example.com/ --contact you@example.com", "links of a page"),
        ("discover https://www.example.com/sitemap.xml --contact you@example.com", "stories of a sitemap, dated"),
    ),
    "explain": (
        ("explain page.html -o page.explain.html", "the page with what was cut, and why"),
        ("explain page.html --text", "the same on the terminal"),
        ("explain data/out/site --id ID --archive data/out/warc", "a record of a crawl that kept its pages"),
    ),
    "report": (
        ("report data/out/site", "writes data/out/site/report.html"),
        (
            "report data/out/site -o report.html --archive data/out/warc",
            "its pages explained out of the crawl's WARC files",
        ),
        ("report s3://bucket/news", "writes news-report.html here"),
    ),
    "demo": (("demo", "writes data/out/demo, begins anew each time"),),
    "config": (
        ("config init pipeline.toml", "every option, commented, with its default"),
        ("config init -", "the same on stdout"),
        ("config show -c pipeline.toml", "what holds, and where each value comes from"),
    ),
    "completion": (
        ("completion bash > ~/.local/share/bash-completion/completions/run-pipeline", "with bash-completion"),
        ("completion zsh > ~/.zfunc/_run-pipeline", "with fpath+=~/.zfunc before compinit"),
        ("completion fish > ~/.config/fish/completions/run-pipeline.fish", "the folder may have to be made"),
    ),
}


def examples_text(program: str, examples: tuple[Example, ...]) -> str:
    """Return the lines that end a help; what a command is for stands behind it, or above it where it is long."""
    lines = []
    for command, purpose in examples:
        call = f"  {program} {command}"
        lines += [f"{call:50}  # {purpose}"] if len(call) <= 50 else [f"  # {purpose}", call]
    return "\n".join(["examples:", *lines]) if lines else ""
