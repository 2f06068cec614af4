# Everything installs itself into .venv. `make demo` and `make test` are all most people need.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.PHONY: demo test check golden bench clean setup

setup: .venv/dev
demo: .venv/run
	$(BIN)/syncer --version

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run: config/requirements/run.txt pyproject.toml | .venv/bin/python
	$(PIP) --require-hashes -r config/requirements/run.txt
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

.venv/dev: config/requirements/dev.txt pyproject.toml | .venv/bin/python
	$(PIP) --require-hashes -r config/requirements/dev.txt
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@ .venv/run

test: .venv/dev
	$(BIN)/python -m pytest

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

clean:
	rm -rf .venv build *.egg-info
