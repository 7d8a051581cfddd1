# Two commands do everything on a fresh machine with Python 3.11 or later: `make run` and `make test`.
# Each makes .venv when there is none. After that install nothing here needs a network.

.DEFAULT_GOAL := help
.PHONY: help install run test test-airflow test-cluster test-kill test-recipes check audit bench fuzz score judge soak calibrate train golden clean

VENV      := .venv
PYTHON    := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
LAKE      := lake
SHARED    := ../shared
SCORED    := out/score

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

# A usable Python is 3.11 or later and can make virtual environments (on Debian: package python3-venv).
$(INSTALLED): pyproject.toml constraints.txt schemas/version.py
	@if ! $(PYTHON) -m pip --version >/dev/null 2>&1; then \
	  for python in python3 python3.13 python3.12 python3.11; do \
	    if $$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	      echo "Making $(VENV) with $$($$python --version)"; exec $$python -m venv $(VENV); \
	    fi; \
	  done; \
	  echo "error: no Python 3.11 or later with the venv module was found; python3 is:" \
	    "$$(python3 --version 2>/dev/null || echo missing)" >&2; exit 1; \
	fi
	@echo "Installing into $(VENV), about a minute the first time"
	@$(PYTHON) -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

install: $(INSTALLED) ## make .venv and install everything into it

run: $(INSTALLED) ## extract the sample articles into lake/ and show the events found
	@$(VENV)/bin/communique extract --input 'pipelines/samples/*.jsonl' --lake $(LAKE) --slice samples --merge
	@echo
	@$(VENV)/bin/communique query --lake $(LAKE) \
	  "select \"when\", status, what, who, \"where\", instrument from headlines where \"when\" is not null and \"where\" is not null limit 12"
	@echo
	@echo "Some of the newest; the events are invented, like the articles. See all, with the sentences that prove them:"
	@echo "  $(VENV)/bin/communique report --lake $(LAKE) --output report.html"
	@echo "or ask:"
	@echo "  $(VENV)/bin/communique query --list"

test: $(INSTALLED) ## run all tests
	@$(PYTHON) -m pytest

test-cluster: $(INSTALLED) ## try Flink and Kafka on this machine; needs Java and Maven, see docs/streams.md
	@$(PYTHON) -m tests.cluster out/cluster $(if $(CORPUS),--corpus $(CORPUS)) $(if $(ARTICLES),--articles $(ARTICLES))

test-airflow: $(INSTALLED) out/airflow/venv/.installed ## run the DAG in a real Airflow: two intervals and a backfill, all twice
	@$(PYTHON) -m tests.airflow out/airflow

test-recipes: $(INSTALLED) out/recipes/venv/.installed ## run the recipes for cron, systemd, Prefect and Dagster
	@$(PYTHON) -m tests.recipes out/recipes

# Environments of their own: no Beam in a scheduler's, no scheduler in ours.
out/%/venv/.installed: tests/%/requirements.txt
	@$(PYTHON) -m venv --clear out/$*/venv
	@echo "Installing into out/$*/venv, a minute or two"
	@out/$*/venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

test-kill: $(INSTALLED) ## kill runs between any two changes of files, and run them again; half an hour
	@$(PYTHON) -m tests.kill $(KILL)

fuzz: $(INSTALLED) ## give a million inputs to the parsers; an hour
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[fuzz]'
	@$(PYTHON) -m tests.fuzz built $(or $(INPUTS),10000)
	@$(PYTHON) -m tests.fuzz guided $(or $(INPUTS),70000)

soak: $(INSTALLED) ## extract all news articles five times in one process, and watch memory, files and descriptors
	@if [ ! -d $(SHARED)/corpora/news ]; then \
	  echo "make soak: there is no $(SHARED)/corpora/news, so there is nothing to soak in." >&2; exit 1; \
	fi
	@$(PYTHON) -m tests.soak $(SHARED)/corpora/news $(SOAK)

audit: $(INSTALLED) out/audit/venv/.installed ## ask PyPI whether a pinned package has a known vulnerability
	@out/audit/venv/bin/pip-audit --disable-pip --no-deps --strict --requirement constraints.txt || { \
	  echo "make audit: if packages were 'not found on PyPI', nothing was audited: the index at hand is a mirror" \
	    "without PyPI's JSON interface. Run it where PyPI itself can be reached." >&2; exit 1; }

check: $(INSTALLED) ## formatting, lint, types, direction of imports
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

score: $(INSTALLED) ## score the extraction on the annotated development set, where it is at hand
	@if [ ! -f $(SHARED)/eval/score.py ]; then \
	  echo "make score: there is no $(SHARED)/eval, so there is nothing to score against."; \
	else \
	  rm -rf $(SCORED) && \
	  $(PYTHON) -m tests.quality.annotated $(SHARED) $(SCORED) && \
	  $(VENV)/bin/communique extract --quiet --input $(SCORED)/texts.jsonl --lake $(SCORED)/lake --slice dev && \
	  $(PYTHON) -m tests.quality $(SHARED)/eval/score.py $(SCORED) $(SCORED)/lake $(if $(RECORD),--record); \
	fi

calibrate: $(INSTALLED) ## fit what confidence means, on the annotated texts, where they are at hand
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[calibrate]'
	@rm -rf $(SCORED) && $(PYTHON) -m tests.quality.annotated $(SHARED) $(SCORED)
	@$(PYTHON) -m training.calibrate $(SCORED) $(SHARED)/eval/score.py

judge: $(INSTALLED) ## fit what makes an event and a side likely, on the annotated texts, where they are at hand
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[calibrate]'
	@rm -rf $(SCORED) && $(PYTHON) -m tests.quality.annotated $(SHARED) $(SCORED)
	@$(PYTHON) -m training.judge $(SCORED)

bench: $(INSTALLED) ## measure speed against a user's script and mere reading; figures go to out/bench/
	@if [ ! -d $(SHARED)/corpora/news ]; then \
	  echo "make bench: there is no $(SHARED)/corpora/news, so there is nothing to measure with." >&2; exit 1; \
	fi
	@$(PYTHON) -m tests.bench $(SHARED)/corpora/news out/bench $(BENCH)

train: $(INSTALLED) ## train the shipped language model anew from ../shared/corpora
	@if [ ! -d $(SHARED)/corpora ]; then \
	  echo "make train: there is no $(SHARED)/corpora, so there is nothing to train from." >&2; exit 1; \
	fi
	@$(PYTHON) -m training.train --corpora $(SHARED)/corpora --output transforms/language_model

golden: $(INSTALLED) ## rewrite the expected output of golden cases and tutorial; review the diff
	@$(PYTHON) -m tests.golden
	@$(PYTHON) -m tests.house.console README.md docs/tutorial.md
	@$(PYTHON) -m tests.house.notebook docs/tutorial.ipynb

clean: ## remove what was built: .venv, caches, lake/ and out/
	@rm -rf $(VENV) $(LAKE) out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
