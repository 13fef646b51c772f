# `make demo` and `make test` set up what they need themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
READY := $(VENV)/.ready
READY_TO_TEST := $(VENV)/.ready-to-test

.PHONY: demo test check format clean

demo: $(READY)
	@$(BIN)/python run_pipeline.py demo

test: $(READY_TO_TEST)
	$(BIN)/python -m pytest

check: $(READY_TO_TEST)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(READY_TO_TEST)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] + "; name another with make PYTHON=...") if sys.version_info < (3, 11) else 0'
	@echo "Setting up $(VENV), once; this takes a minute or two ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --editable .
	@touch $@

$(READY_TO_TEST): $(READY)
	@echo "Adding what the tests need, once ..."
	@$(PIP) --editable '.[dev]'
	@touch $@

clean:
	rm -rf data/out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
