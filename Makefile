# `make demo` and `make test` set up what they need themselves.
# The first Python that is new enough.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
READY := $(VENV)/.ready
READY_TO_TEST := $(VENV)/.ready-to-test
BROWSER := $(VENV)/.browser
READERS := $(VENV)/.readers
READY_FOR_DOCS := $(VENV)/.ready-for-docs
CLUSTER := $(VENV)/.cluster
BENCH := data/out/bench/venv

.PHONY: demo test test-readers test-cluster docs check format golden clean
.PHONY: bench-article bench-spam bench-normalize bench-dedup bench-fetch bench-report bench-scale screenshots

demo: $(READY)
	@$(BIN)/python run_pipeline.py demo

test: $(READY_TO_TEST) $(BROWSER)
	$(BIN)/python -m pytest -n 2 --dist loadfile

# The readers that are heavy to install, and the frameworks of docs/examples; PySpark wants Java 17, and is skipped without it.
test-readers: $(READERS)
	$(BIN)/python -m pytest tests/pipeline/test_readers.py tests/pipeline/test_card.py tests/test_examples.py

# Write docs/cli.md out of the parser, and build docs/ into site/; a dead link is an error.
docs: $(READY_FOR_DOCS)
	$(BIN)/python -m tools.write_cli
	$(BIN)/mkdocs build --quiet --strict
	@echo "built: site/index.html"

# A Ray cluster and an S3 server on this machine; skipped, with the reason, where Ray cannot be had.
test-cluster: $(READY_TO_TEST)
	@$(MAKE) --no-print-directory $(CLUSTER) || echo "make test-cluster: not everything can be installed here; what needs it is skipped" >&2
	RAY_USAGE_STATS_ENABLED=0 $(BIN)/python -m pytest -rs tests/pipeline/test_object_store.py tests/pipeline/test_stored_*.py tests/pipeline/test_ray_engine.py

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

# Size of a report of many records, seconds to write it and to open it.
bench-report: $(READY_TO_TEST) $(BROWSER)
	$(BIN)/python -m benchmarks.report_size --records $(or $(RECORDS),100000)

# The pictures of docs/report.md; wants a Chinese font.
screenshots: $(READY_TO_TEST) $(BROWSER)
	$(BIN)/python -m tools.screenshots

# CPU of a fetch, ours and Scrapy's in turns; Scrapy gets an environment of its own.
bench-fetch: $(READY) $(BENCH)/.ready
	$(BIN)/python -m benchmarks.fetch_cpu

# Reading, overhead, speed-up, kills and memory of `clean`; SCALE="--pages 3000 --memory 1000,10000" for a short one.
bench-scale: $(READY)
	$(BIN)/python -m benchmarks.clean_scale $(SCALE)

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

# Pages that people look at are tested in a Chromium. Where none can be had, those tests are skipped and say so.
$(BROWSER): $(READY_TO_TEST)
	@$(PIP) --editable '.[dev,render]'
	@for name in chromium chromium-browser google-chrome chrome chromium-headless-shell; do \
		command -v $$name >/dev/null && found=yes; done; test -n "$$found" || \
		{ test "$$(id -u)" = 0 && command -v apt-get >/dev/null && echo "Adding Chromium, once ..." && \
			apt-get -qq update >/dev/null && apt-get -qq install -y --no-install-recommends chromium >/dev/null; } || \
		$(BIN)/playwright install chromium || echo "No Chromium can be had here: the tests in a browser will be skipped."
	@touch $@

$(READERS): $(READY_TO_TEST)
	@$(PIP) --editable '.[dev,readers]'
	@touch $@

$(READY_FOR_DOCS): $(READY)
	@$(PIP) --editable '.[docs]'
	@touch $@

$(CLUSTER): $(READY_TO_TEST)
	@echo "Adding Ray and an S3 server, once ..."
	@$(PIP) --editable '.[dev,ray,s3,cluster]'
	@touch $@

clean:
	rm -rf data/out site build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
