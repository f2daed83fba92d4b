# Shortcuts for developers. Users need none of this: python3 start.py
.DEFAULT_GOAL := help
PY := .venv/bin/python

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 14

setup:  ## make .venv from uv.lock, tests included
	python3 start.py setup

serve:  ## the demo on http://localhost:8000
	python3 start.py

test:  ## the suite on SQLite
	$(PY) -m pytest

test-postgres:  ## the suite on PostgreSQL
	DIWAN_TEST_DATABASE=postgres $(PY) -m pytest

check: lint types contracts migrations test  ## everything the full run checks, on SQLite

lint:  ## ruff and djlint
	$(PY) -m ruff check src tests start.py bench tools
	$(PY) -m ruff format --check src tests start.py bench tools

types:  ## mypy, strict where money is
	$(PY) -m mypy

contracts:  ## imports only fall
	.venv/bin/lint-imports

migrations:  ## no model without its migration
	DJANGO_SETTINGS_MODULE=diwan.settings.dev $(PY) -m django makemigrations --check --dry-run

messages:  ## collect strings into locale/*/LC_MESSAGES/django.po
	$(PY) tools/collect_messages.py

assets:  ## refresh the vendored npm assets and their hashes
	$(PY) tools/vendor_assets.py

bench:  ## every benchmark; each prints a CPU ratio last
	for file in bench/*.py; do echo "== $$file"; $(PY) $$file; done

.PHONY: help setup serve test test-postgres check lint types contracts migrations messages assets bench
