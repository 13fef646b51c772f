"""Write docs/cli.md out of the parser and the options, so that it says what the program does."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.arguments import VERBS, Verb, build_parser, parsers_of
from pipeline.config import ENVIRONMENT_PREFIX
from pipeline.config_text import CONFIGURED, EXAMPLES, toml_value
from pipeline.errors import EXIT_CODES
from pipeline.examples import EXAMPLES as COMMANDS
from pipeline.options import ONCE, OPTIONS, Kind

PATH = Path(__file__).parents[1] / "docs" / "cli.md"
HEAD = """\
<!-- Written by tools/write_cli.py (`make docs` runs it); change the parser, not this page. -->
# The command line

`run-pipeline VERB --help` says the same in a terminal. `python run_pipeline.py` in a clone is the same command.

Records go to stdout or into the folder of `-o`; messages and the summary go to stderr. `-q` says only what went wrong, `-v`
more, `-vv` everything; `--json` prints the summary as JSON, `--log-json` the messages. To go on with what is there is the
default; `--fresh` begins anew.
"""
ORDER = f"""\
## Where options come from

An option is looked for on the command line, in the environment (`{ENVIRONMENT_PREFIX}` and its name:
`{ENVIRONMENT_PREFIX}DELAY=2`), in the file of `-c`, and then has its default. The file is TOML:

```toml
[defaults]
output = "data/out/news"
contact = "you@example.com"
delay = 2.0
since = "2024-03-01"

[[site]]
seeds = ["https://www.example.com/", "https://www.example.com/rss.xml"]
```

`run-pipeline config init` writes one with every option, `run-pipeline config show -c FILE` prints what holds and where each value
comes from. A key that does not exist is an error that names the nearest one. [configuration.md](configuration.md) tells what
a `[[site]]` may have.
"""
COMPLETION = """\
## Completion

Verbs, options, their values, files and folders are completed by the shell itself; no Python is started for it. Write the script
again after an update.

```sh
# bash: needs the package bash-completion; or source the file in ~/.bashrc
mkdir -p ~/.local/share/bash-completion/completions
run-pipeline completion bash > ~/.local/share/bash-completion/completions/run-pipeline

# zsh: a folder that is in $fpath before compinit runs, here with `fpath+=~/.zfunc` in ~/.zshrc
mkdir -p ~/.zfunc
run-pipeline completion zsh > ~/.zfunc/_run-pipeline

# fish
mkdir -p ~/.config/fish/completions
run-pipeline completion fish > ~/.config/fish/completions/run-pipeline.fish
```
"""


def page() -> str:
    """Return the whole page."""
    return "\n".join((HEAD, *_verbs(), *_options(), ORDER, *_exit_codes(), COMPLETION))


def _verbs() -> Iterator[str]:
    yield "## Verbs\n"
    yield "| verb | does |\n|---|---|"
    yield from (f"| [`{name}`](#{name}) | {verb.help} |" for name, verb in VERBS.items())
    yield ""
    parsers = parsers_of(build_parser())
    for name, verb in VERBS.items():
        yield f"### {name}\n"
        yield f"    {parsers[name].format_usage().removeprefix('usage: ').strip()}\n"
        yield f"{parsers[name].description}\n"
        yield from _operands(verb)
        groups = [f"[{title}](#{title}-options)" for title, _ in verb.groups]
        config = ", `-c FILE`" if verb.may_have_config else ""
        yield f"Options: {', '.join([*groups, '[messages](#messages)'])}{config}.\n"
        yield "```sh"
        yield from (f"# {purpose}\nrun-pipeline {command}" for command, purpose in COMMANDS.get(name, ()))
        yield "```\n"


def _operands(verb: Verb) -> Iterator[str]:
    named = [
        (f"`{operand.upper().removesuffix('S') if count else operand.upper()}`", text)
        for operand, count, text in verb.operands
    ]
    named += [(f"`{flag}`", text) for flag, text in verb.switches]
    yield from (f"- {name}: {text}" for name, text in named)
    if named:
        yield ""


def _options() -> Iterator[str]:
    groups: dict[str, dict[str, None]] = {}
    for title, names in (group for verb in VERBS.values() for group in verb.groups):
        groups.setdefault(title, {}).update(dict.fromkeys(names))
    for title, names in groups.items():
        yield f"## {title.capitalize()} options\n"
        yield "| option | default | says | key, variable |\n|---|---|---|---|"
        yield from map(_row, names)
        yield ""
    yield "## Messages\n"
    yield "| option | says |\n|---|---|"
    clean = parsers_of(build_parser())["clean"]
    group = next(found for found in clean._action_groups if found.title == "messages")
    for action in group._group_actions:
        flags = ", ".join(f"`{flag}{f' {action.metavar}' if action.metavar else ''}`" for flag in action.option_strings)
        yield f"| {flags} | {action.help} |"
    yield ""


def _row(name: str) -> str:
    option = OPTIONS.get(name) or ONCE[name]
    value = f" {option.metavar or '|'.join(option.choices)}" if option.kind is not Kind.SWITCH else ""
    flags = ", ".join(f"`{flag}{value}`" for flag in option.flags).replace("|", "\\|")
    is_nothing = name in EXAMPLES or option.kind is Kind.SWITCH or option.default in ("", ())
    default = "" if is_nothing else f"`{toml_value(name, option.default)}`".replace('"', "")
    where = f"`{name}`, `{ENVIRONMENT_PREFIX}{name.upper()}`" if name in CONFIGURED else ""
    return f"| {flags} | {default} | {option.help} | {where} |"


def _exit_codes() -> Iterator[str]:
    yield "## Exit codes\n"
    yield "| code | means |\n|---|---|"
    yield from (f"| {int(code)} | {meaning} |" for code, meaning in EXIT_CODES.items())
    yield "\n[operations.md](operations.md#exit-codes) tells what to do about each in a job of every night.\n"


if __name__ == "__main__":
    PATH.write_text(page(), "utf-8")
