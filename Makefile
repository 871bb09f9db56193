# `make demo` sets up and runs the main job on the built-in sample; `make test` sets up and tests.
# Paths are relative throughout, so that a checkout below a folder with spaces works.

PYTHON ?= python3
BIN := .venv/bin
DEMO := build/demo

.PHONY: demo test lint types check clean lock

demo: .venv/installed
	@echo '--- The built-in sample: model texts of this project, no documents of the United Nations.'
	$(BIN)/unres --data-dir $(DEMO) add corpus/sample
	@echo
	@echo '--- 1. Exact characters, in Chinese'
	$(BIN)/unres --data-dir $(DEMO) search '"监狱过度拥挤"' -n 3
	@echo
	@echo '--- 2. Words with filters: what was asked for the victims of trafficking until 2022?'
	$(BIN)/unres --data-dir $(DEMO) search 贩运人口 受害者 --kind operative --year ..2022 -n 3
	@echo
	@echo '--- 3. English, operative paragraphs only'
	$(BIN)/unres --data-dir $(DEMO) search restorative justice --kind operative -n 3

test: .venv/installed-dev
	$(BIN)/python -m pytest -q -n auto --dist loadgroup

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/installed-dev
	$(BIN)/mypy

check: lint types test

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'unres needs Python 3.11 or newer: name one with  make PYTHON=python3.11'; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@# Bytecode, so that no start has to compile, whatever the environment says about writing it.
	$(BIN)/python -m compileall -q cli.py corpus indexer search
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Resolves the newest versions that pyproject.toml allows; needs `uv`.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --extra dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv build dist *.egg-info
