# copydesk: `make demo` shows it, `make test` tests it, `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data
SHELL := /bin/sh

.PHONY: help demo test test-servers check format quality rules bench train hostile fuzz clean

help:
	@echo "make demo                 install into $(VENV) and clean raw/samples into clean/"
	@echo "make test                 run the tests (under ten minutes on two cores)"
	@echo "make test-servers         run those that need PostgreSQL, S3, Dask, Prefect or waiting (some minutes)"
	@echo "make check                lint, types and the rules between packages"
	@echo "make quality DATA=folder  score the cleaning on labelled pages beside other extractors"
	@echo "make rules DATA=folder    count hits and false cuts of each detector and lexicon entry"
	@echo "make bench DATA=folder    measure speed and memory beside other extractors"
	@echo "make train DATA=folder    fit the models of main content on labelled pages (half an hour)"
	@echo "make hostile DATA=folder  a run over 2,500 good and very bad pages, killed in the middle"
	@echo "make fuzz                 an hour of arbitrary bytes and text through clean()"
	@echo "make format               format the code"
	@echo "make clean                remove $(VENV) and caches (not clean/)"

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "copydesk needs Python 3.11 or newer; say which: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# What a user runs needs no development tools, so the two are installed apart.
$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "installing copydesk into $(VENV) (once; a minute or two) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "installing copydesk and its development tools into $(VENV) (once; a minute or two) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.installed

# One extra after the other: older versions of pip give up on several with parts in common.
$(VENV)/.installed-servers: $(VENV)/.installed-dev
	@echo "installing what the tests with servers need (once; a minute or two) ..."
	@for extra in s3 postgres dask servers; do \
		$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e ".[$$extra]" || exit 1; \
	done
	@touch $@

# Not as an extra of the package: pip 23 gives up where two packages ask for the same extra of lxml.
PEERS = $$($(BIN)/python -c "import importlib.metadata as m; \
	print(*[r.split(';')[0] for r in m.requires('copydesk') if 'peers' in r])")

$(VENV)/.installed-peers: $(VENV)/.installed-dev
	@echo "installing other extractors to compare with (once) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt $(PEERS) || \
		echo "not all of them could be had: those are left out"
	@touch $@

demo: $(VENV)/.installed
	@$(BIN)/copydesk clean raw/samples clean
	@echo
	@echo "Look at:"
	@echo "  clean/                                       the articles, a provenance record beside each"
	@echo "  $(BIN)/copydesk status clean              what became of every input"
	@echo "  $(BIN)/copydesk explain $(DEMO_PAGE)"
	@echo "                                               a page with everything that was cut, and why"

DEMO_PAGE := raw/samples/harbour-gazette.example/ferry-terminal-vote.html

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 -m 'not servers'

# They start what they need, on loopback; what cannot be had is skipped, and the reason is printed.
# Two files at a time: most of it is waiting.
test-servers: $(VENV)/.installed-servers
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m servers -rs tests/servers

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

ENGINES := --engine learned --engine trafilatura --engine oracle
MODELS ?= training/out-of-fold

quality: $(VENV)/.installed-peers
	@test -d $(MODELS) || { echo "no models of folds in $(MODELS): make train DATA=$(DATA) makes them"; exit 1; }
	$(BIN)/copydesk eval $(DATA)/news $(ENGINES) $$($(BIN)/python -m benchmarks.peers) --models $(MODELS)
	$(BIN)/copydesk eval $(DATA)/wcxb-dev $(ENGINES) $$($(BIN)/python -m benchmarks.peers) --models $(MODELS)

rules: $(VENV)/.installed-dev
	$(BIN)/copydesk rules $(DATA)/news $(DATA)/wcxb-dev $(RULES)
	$(BIN)/copydesk rules $(DATA)/news $(DATA)/wcxb-dev --as-text

bench: $(VENV)/.installed-peers
	$(BIN)/python -m benchmarks.cpu_time $(DATA)
	$(BIN)/python -m benchmarks.speed $(DATA)
	$(BIN)/python -m benchmarks.detectors $(DATA)
	$(BIN)/python -m benchmarks.memory $(DATA)
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.flow $(DATA)
	$(BIN)/python -m benchmarks.warc_reading
	$(BIN)/python -m benchmarks.catalog
	$(BIN)/python -m benchmarks.drift
	$(BIN)/python -m benchmarks.site_knowledge $(DATA) --models $(MODELS) --sites 8
	$(BIN)/python -m benchmarks.text_kinds $(DATA)
	$(BIN)/python -m benchmarks.near_duplicates $(DATA)

# One thread of BLAS: for matrices of this size more cost more than they save.
train: $(VENV)/.installed-dev
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m training $(DATA)/news $(DATA)/wcxb-dev
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m training.lines $(DATA)/news $(DATA)/wcxb-dev

hostile: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.hostile $(DATA)

MINUTES ?= 60
SEED ?= 0

fuzz: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.fuzz --minutes $(MINUTES) --seed $(SEED)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
