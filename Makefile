# `make demo` and `make test` set up what they need themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check format clean bench-fetch

demo: $(READY)
	$(BIN)/python run_pipeline.py demo

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# CPU of a fetch, ours and Scrapy's in turns; Scrapy gets an environment of its own
bench-fetch: $(READY) data/out/bench/venv/.ready
	$(BIN)/python -m benchmarks.fetch_cpu

data/out/bench/venv/.ready:
	$(PYTHON) -m venv data/out/bench/venv
	data/out/bench/venv/bin/python -m pip install --quiet --disable-pip-version-check scrapy
	@touch $@

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf data/out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
