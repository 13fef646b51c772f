# `make demo` and `make test` set up what they need themselves.
# The first Python that is new enough.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
READY := $(VENV)/.ready
READY_TO_TEST := $(VENV)/.ready-to-test
READERS := $(VENV)/.readers
BENCH := data/out/bench/venv

.PHONY: demo test test-readers check format golden clean
.PHONY: bench-article bench-spam bench-normalize bench-dedup bench-fetch

demo: $(READY)
	@$(BIN)/python run_pipeline.py demo

test: $(READY_TO_TEST)
	$(BIN)/python -m pytest

# The readers that are heavy to install; PySpark wants Java 17, and is skipped without it.
test-readers: $(READERS)
	$(BIN)/python -m pytest tests/pipeline/test_readers.py tests/pipeline/test_card.py

check: $(READY_TO_TEST)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(READY_TO_TEST)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Take cured faults off the list of known ones, and raise the floor; read the diff.
golden: $(READY_TO_TEST)
	$(BIN)/python -m tests.cleaners.golden

# Quality, cost and growth beside other extractors, in an environment of their own.
bench-article: $(READY_TO_TEST)
	$(BIN)/python -m benchmarks.article

# Meant to take a quarter of an hour on two idle cores, QUICK=1 two minutes.
bench-spam: $(READY_TO_TEST)
	$(BIN)/python benchmarks/spam.py ../shared $(if $(QUICK),--minutes 0.4 --detectors full,--minutes 4)
	$(BIN)/python benchmarks/spam_held_out.py ../shared $(if $(QUICK),--every 8 --minutes 0.3 --classes video,--every 2 --minutes 0.5)
	$(BIN)/python benchmarks/spam_blind.py ../shared $(if $(QUICK),--minutes 0.2,--minutes 1.5)
	$(BIN)/python benchmarks/spam_cost.py ../shared --every $(if $(QUICK),24,6)

bench-normalize: $(READY)
	$(BIN)/python benchmarks/normalize.py

# Recall and precision of repeated stories over the records of FOLDER, and the cost of an index that grows.
bench-dedup: $(READY)
	$(BIN)/python -m benchmarks.dedup quality $(or $(FOLDER),data/out/demo) --stories 600
	$(BIN)/python -m benchmarks.dedup scale $(or $(TEXTS),200000)

# CPU of a fetch, ours and Scrapy's in turns; Scrapy gets an environment of its own.
bench-fetch: $(READY) $(BENCH)/.ready
	$(BIN)/python -m benchmarks.fetch_cpu

$(BENCH)/.ready:
	@$(PYTHON) -m venv $(BENCH)
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check scrapy
	@touch $@

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Setting up $(VENV), once; this takes a minute or two ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --editable .
	@touch $@

$(READY_TO_TEST): $(READY)
	@echo "Adding what the tests need, once ..."
	@$(PIP) --editable '.[dev]'
	@touch $@

$(READERS): $(READY_TO_TEST)
	@$(PIP) --editable '.[dev,readers]'
	@touch $@

clean:
	rm -rf data/out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
