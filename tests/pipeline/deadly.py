"""What a worker does with a page in tests of workers that die.

Each new process imports this module before its first page, and a death costs several: so it imports nothing heavy.
"""

import ctypes
import gc
import itertools
import os
import signal
import struct
import time
from multiprocessing.queues import SimpleQueue

from pipeline.outcome import Outcome, Rules
from scraper.page import Fetched


def echo(page: Fetched, _rules: Rules) -> Outcome:
    return Outcome(page.input, record=page.input.encode())


def dies_on_poison(page: Fetched, options: Rules) -> Outcome:
    if "poison" in page.input:
        os.kill(os.getpid(), signal.SIGKILL)
    return echo(page, options)


def never_ends_on_poison(page: Fetched, options: Rules) -> Outcome:
    while "poison" in page.input:
        time.sleep(0.01)
    return echo(page, options)


def swallows_everything_on_poison(page: Fetched, options: Rules) -> Outcome:
    while "poison" in page.input:
        try:
            time.sleep(0.01)
        except Exception:  # noqa: BLE001  (what a careless library does)
            continue
    return echo(page, options)


def exits(page: Fetched, rules: Rules) -> Outcome:
    if "poison" in page.input:
        os._exit(3)
    return echo(page, rules)


def reads_address_zero(page: Fetched, rules: Rules) -> Outcome:
    if "poison" in page.input:
        ctypes.string_at(0)
    return echo(page, rules)


def never_comes_back_from_machine_code(page: Fetched, rules: Rules) -> Outcome:
    if "poison" in page.input:
        sum(itertools.repeat(0))  # looks for no signal
    return echo(page, rules)


def dies_while_it_answers(page: Fetched, rules: Rules) -> Outcome:
    """Send the beginning of a large message, and die: who waits for the rest waits for ever."""
    if "poison" in page.input:
        answers = next(found for found in gc.get_objects() if isinstance(found, SimpleQueue))
        answers._writer._send(struct.pack("!i", 1 << 20) + b"x" * 1000)
        os.kill(os.getpid(), signal.SIGKILL)
    return echo(page, rules)


def answers_at_length(page: Fetched, _rules: Rules) -> Outcome:
    time.sleep(0.003)
    return Outcome(page.input, record=page.body * 20_000)
