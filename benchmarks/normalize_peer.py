"""One converter in a process of its own, asked over stdin: a JSON request a line, a JSON answer a line.

    {"mode": "t2s", "texts": [...]}               -> {"texts": [...]}
    {"mode": "t2s", "texts": [...], "repeat": 5}  -> {"seconds": CPU seconds of the fastest of 5 passes over all texts}

The first line it writes tells what loading cost: {"seconds": ..., "megabytes": ..., "modes": [...]}. Runs in the
environment of the package it is named for, so it imports nothing of this project unless that is the package.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

Convert = Callable[[str], str]
OWN = "run-pipeline"


def opencc(mode: str) -> Convert:
    from opencc import OpenCC

    return OpenCC(mode).convert


def opencc_pyo3(mode: str) -> Convert:
    from opencc_pyo3 import OpenCC

    return OpenCC(mode).convert


def zhconv_rs(mode: str) -> Convert:
    from zhconv_rs import zhconv

    return lambda text: zhconv(text, mode)


def zhconv(mode: str) -> Convert:
    from zhconv import convert

    return lambda text: convert(text, mode)


def own(mode: str) -> Convert:
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from cleaners.simplify import simplify

    return lambda text: simplify(text, mode)


PEERS: dict[str, tuple[Callable[[str], Convert], tuple[str, ...]]] = {
    OWN: (own, ("news", "t2s", "tw2s", "hk2s")),
    "opencc": (opencc, ("t2s", "tw2s", "hk2s", "s2t", "s2tw", "s2hk")),
    "opencc-pyo3": (opencc_pyo3, ("t2s", "tw2s", "hk2s")),
    "opencc-python-reimplemented": (opencc, ("t2s", "tw2s", "hk2s")),
    "zhconv-rs": (zhconv_rs, ("zh-cn",)),
    "zhconv": (zhconv, ("zh-cn",)),
}


def fastest(convert: Convert, texts: list[str], repeat: int) -> float:
    """Return the CPU seconds of the fastest of `repeat` passes over `texts`."""
    passes = []
    for _ in range(repeat):
        start = time.process_time()
        for text in texts:
            convert(text)
        passes.append(time.process_time() - start)
    return min(passes)


def loading(make: Callable[[str], Convert], mode: str) -> tuple[Convert, float, float]:
    """Return a converter, and the CPU seconds and megabytes it took to have it ready."""
    before, start = memory(), time.process_time()
    convert = make(mode)
    convert("漢字著乾")
    return convert, time.process_time() - start, memory() - before


def memory() -> float:
    """Return the megabytes this process has taken at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    make, modes = PEERS[sys.argv[1]]
    converters = {}
    converters[modes[0]], seconds, megabytes = loading(make, modes[0])
    print(json.dumps({"seconds": seconds, "megabytes": megabytes, "modes": modes}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        mode = request["mode"]
        if mode not in converters:
            converters[mode] = make(mode)
        convert = converters[mode]
        if "repeat" in request:
            answer: dict[str, object] = {"seconds": fastest(convert, request["texts"], request["repeat"])}
        else:
            answer = {"texts": [convert(text) for text in request["texts"]]}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
