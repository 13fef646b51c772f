# `make demo` and `make test` set up what they need themselves.
# The first Python that is new enough.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
READY := $(VENV)/.ready
READY_TO_TEST := $(VENV)/.ready-to-test

.PHONY: demo test check format golden bench-article bench-spam clean

demo: $(READY)
	@$(BIN)/python run_pipeline.py demo

test: $(READY_TO_TEST)
	$(BIN)/python -m pytest

check: $(READY_TO_TEST)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# after a cure: known failures and quality floor anew; read the diff
golden: $(READY_TO_TEST)
	$(BIN)/python -m tests.cleaners.golden

# the extractor beside its peers; writes docs/benchmarks.md
bench-article: $(READY_TO_TEST)
	$(BIN)/python -m benchmarks.article

format: $(READY_TO_TEST)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

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

bench-spam: $(READY)
	$(BIN)/python benchmarks/spam.py ../shared $(if $(QUICK),--every 8 --detectors full)
	$(BIN)/python benchmarks/spam_held_out.py ../shared $(if $(QUICK),--every 8)
	$(BIN)/python benchmarks/spam_cost.py ../shared $(if $(QUICK),--every 8)

clean:
	rm -rf data/out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache

.PHONY: bench-normalize
bench-normalize: $(READY)
	$(BIN)/python benchmarks/normalize.py
