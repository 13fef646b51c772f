# `make demo` and `make test` set up what they need themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READERS := $(VENV)/.readers

.PHONY: demo test test-readers bench-dedup check format clean

demo: $(READY)
	$(BIN)/python run_pipeline.py demo

test: $(READY)
	$(BIN)/python -m pytest

# The readers that are heavy to install; PySpark wants Java 17, and is skipped without it.
test-readers: $(READERS)
	$(BIN)/python -m pytest tests/pipeline/test_readers.py tests/pipeline/test_card.py

# Recall and precision of repeated stories over the records of FOLDER, and the cost of an index that grows.
bench-dedup: $(READY)
	$(BIN)/python -m benchmarks.dedup quality $(or $(FOLDER),data/out/demo) --stories 600
	$(BIN)/python -m benchmarks.dedup scale $(or $(TEXTS),200000)

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(READERS): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,readers]'
	@touch $@

clean:
	rm -rf data/out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
