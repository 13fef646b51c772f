# `make demo` and `make test` set up what they need themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check format clean bench-spam

demo: $(READY)
	$(BIN)/python run_pipeline.py demo

test: $(READY)
	$(BIN)/python -m pytest

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

bench-spam: $(READY)
	$(BIN)/python benchmarks/spam.py ../shared $(if $(QUICK),--every 8 --detectors full)
	$(BIN)/python benchmarks/spam_held_out.py ../shared $(if $(QUICK),--every 8)
	$(BIN)/python benchmarks/spam_cost.py ../shared $(if $(QUICK),--every 8)

clean:
	rm -rf data/out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
