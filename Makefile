# The commands of this project; `make` alone lists them.

PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python -m anlauf
SPEED ?= 1
PAST ?=

VENDOR := src/anlauf/static/vendor
SOURCES := $(wildcard src/anlauf/locale/*/LC_MESSAGES/django.po)
CATALOGUES := $(SOURCES:.po=.mo)

.DEFAULT_GOAL := help
.PHONY: help install demo demo-reset test fast check static audit recompute recount bench bench-waits messages lock

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: .venv/.installed $(VENDOR)/.built $(CATALOGUES) ## set up Python, the pages' assets and the translations

.venv/.installed: requirements.lock pyproject.toml scripts/set-up-python
	@scripts/set-up-python $(PYTHON)
	@touch $@

$(VENDOR)/.built: package.json package-lock.json scripts/assets.mjs scripts/set-up-assets
	@scripts/set-up-assets
	@touch $@

%.mo: %.po scripts/messages.py | .venv/.installed
	@$(BIN)/python scripts/messages.py compile

demo: install ## run a living demo city at http://localhost:8000 (SPEED=60: fast; PAST=1095: three years old)
	@SPEED=$(SPEED) PAST=$(PAST) $(RUN) demo

demo-reset: install ## forget the demo city, so that the next `make demo` starts over
	@$(RUN) db remove

test: install ## check everything and run all tests, browser stories included
	@scripts/provide chromium chromium || echo "The browser stories are left out."
	@$(MAKE) --no-print-directory static
	@$(BIN)/pytest -n 2 --dist loadgroup

fast: install ## run the engine's and the unit tests, in under a minute
	@$(BIN)/pytest -n 2 --dist loadgroup -q -m "not browser and not race and not slow"

check: static fast ## check code, types, layers and templates, then run the fast tests

static: install
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint --quiet --lint src/anlauf/templates

audit: install ## recompute every office day, and hold visits, desks and letters against their history
	@$(RUN) audit

recompute: install ## compute every figure from nothing and compare
	@$(RUN) recompute

recount: install ## write the rows behind the figures out, and count them anew with a script of its own
	@$(RUN) raw_rows build/raw
	@$(BIN)/python -m scripts.recount build/raw
	@$(BIN)/python -m scripts.recount_parts build/raw

bench: install ## measure everything, or one thing with BENCH=name
	@$(BIN)/python -m bench $(BENCH)

bench-waits: install ## replay simulated and real days: are announced waits honest?
	@$(BIN)/python -m bench waits

messages: install ## collect the sentences to translate into src/anlauf/locale
	@$(BIN)/python scripts/messages.py extract

lock: install ## write requirements.lock anew from pyproject.toml
	@$(BIN)/python -m uv pip compile --quiet --upgrade --generate-hashes --no-annotate --no-header \
		--no-emit-index-url --no-emit-find-links --python-version 3.11 \
		--extra local --extra dev --output-file requirements.lock pyproject.toml
