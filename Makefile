# Everything installs itself into .venv. `make demo` and `make test` are all most people need.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

# Many processes start here; where this is set, as in containers, each would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo demo-council test check golden bench mutants simulate switches switch-pairs fuzz audit knowledge samples test-office test-deploy test-browser test-spark bench-pool image-size bench-peers picture pins clean setup

# The demo's day is fixed, so that what you see is what the README shows.
DEMO := --config demo/syncer.toml --today 2026-11-23

setup: .venv/dev

demo: .venv/run
	$(BIN)/syncer init --sample $(DEMO)
	$(BIN)/syncer who --table $(DEMO)
	@echo
	@echo "Now open demo/outreach.xlsx, type in any green column, save, close, and run:"
	@echo "  $(BIN)/syncer run --config demo/syncer.toml"

# Five invented members, each with their own workbook, and the one they share. They run twice: first all share, then all read.
MEMBERS := dana eli mei noor sam
demo-council: .venv/run
	rm -rf demo/council
	mkdir -p demo
	cp -R config/samples/council demo/council
	for turn in 1 2; do for member in $(MEMBERS); do \
	  $(BIN)/syncer run --config demo/council/$$member/syncer.toml --today 2026-11-23 --json > /dev/null || exit 1; \
	done; done
	$(BIN)/syncer council --config demo/council/dana/syncer.toml
	@echo
	$(BIN)/syncer who Novartis --config demo/council/mei/syncer.toml --today 2026-11-23
	@echo
	@echo "Now open demo/council/council.xlsx, which they share, and demo/council/mei/outreach.xlsx, which is Mei's alone."

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

# On all cores, a file of tests at a time.
test: .venv/dev
	$(BIN)/python -m pytest -n auto --dist loadfile

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

golden: .venv/dev
	$(BIN)/python -m tests.golden

# Rebuilds the shipped extract of organisations from the copied sources, offline.
knowledge: .venv/dev
	$(BIN)/python -m syncer.data.build

samples: .venv/dev
	$(BIN)/python -m tests.samples.make

bench: .venv/dev
	$(BIN)/python -m tests.benchmarks.run
	$(BIN)/python -m tests.benchmarks.workbook
	$(BIN)/python -m tests.benchmarks.identity
	$(BIN)/python -m tests.benchmarks.employers tests/benchmarks/employers/pairs-8.csv
	$(BIN)/python -m tests.benchmarks.employers.scale
	$(BIN)/python -m tests.benchmarks.titles

# The same person's edits and the same faults for syncer and for what people use today.
bench-peers: .venv/dev
	$(PIP) --require-hashes -r config/requirements/peers.txt
	$(BIN)/python -m tests.benchmarks.peers

# RECORDINGS: a folder of requests to the real Google services with their replies; none comes with the project.
conformance: .venv/dev
	$(BIN)/python -m tests.emulator.conformance $(RECORDINGS)

# Worlds by seed: people, sources and accidents around whole runs. May be stopped and goes on where it was (build/simulation.json).
# Then whole runs struck at every call in every way, in process and as real processes (make test: each call once).
SEEDS ?= 1000
simulate: .venv/dev
	$(BIN)/python -m tests.simulation --seeds $(SEEDS)
	SYNCER_KILLS=all $(BIN)/python -m pytest -q -k "any_call or every_call" tests/simulation/test_every_call.py tests/test_google_run.py

# Takes away one guard after the other: some test must notice.
mutants: .venv/dev
	$(BIN)/python -m tests.mutants

# Every story of the shared sheet with every undocumented behaviour of Google turned over, one after the other.
switches: .venv/dev
	@for switch in $$($(BIN)/python -m tests.emulator.switches); do echo "$$switch:"; \
	SYNCER_SWITCH=$$switch $(BIN)/python -m pytest tests/workbooks/google tests/contract/test_google.py || exit 1; done

# The same with two turned over at once: each in which no revision can be metadata, beside each other one.
switch-pairs: .venv/dev
	@for switch in $$($(BIN)/python -m tests.emulator.switches --pairs); do echo "$$switch:"; \
	SYNCER_SWITCH=$$switch $(BIN)/python -m pytest tests/workbooks/google tests/contract/test_google.py || exit 1; done

# Damages the golden files of every reader in many ways: SYNCER_FUZZ times each (make test: 12).
fuzz: .venv/dev
	SYNCER_FUZZ=$${SYNCER_FUZZ:-2000} $(BIN)/python -m pytest tests/fuzz

# Pins, hashes and licences; then, over the network, what is known of weaknesses in what is pinned.
audit: .venv/dev
	$(BIN)/python -m tests.security.audit
	$(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r config/requirements/audit.txt
	.venv/audit/bin/pip-audit --disable-pip --require-hashes --progress-spinner off -r config/requirements/run.txt

# Needs LibreOffice: opens the workbook there, saves it, and runs on it again.
test-office: .venv/dev
	$(BIN)/python -m pytest -m office tests/office

# Lints what deploy/ holds, with linters of its own; systemd-analyze comes with systemd.
test-deploy: .venv/dev
	$(PIP) --require-hashes -r config/requirements/deploy.txt
	$(BIN)/python -m pytest -m deploy tests/deploy

# Needs Chromium and its driver: opens the report there.
test-browser: .venv/dev
	$(PIP) --require-hashes -r config/requirements/browser.txt
	$(BIN)/python -m pytest -m browser tests/browser

# Needs Java 17: a Spark cluster of its own on this machine, and both engines on the same input.
test-spark: .venv/dev
	$(PIP) --require-hashes -r config/requirements/spark.txt
	$(BIN)/python -m pytest -m spark tests/pool

# The pooled job at 30,000, 300,000 and a million contacts, beside Splink alone; some minutes.
bench-pool: .venv/dev
	$(BIN)/python -m tests.benchmarks.pool

# What syncer adds to Python's slim image: installs it aside and takes away what the Dockerfile takes away.
image-size:
	$(PYTHON) -m tests.deploy.image_size

# Needs LibreOffice and poppler: draws the README's picture from the samples.
picture: .venv/dev
	$(BIN)/python -m tests.samples.picture

# Needs uv on the path: resolves the pins again, keeping what still fits.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
PINS := config/requirements
pins:
	$(COMPILE) pyproject.toml $(PINS)/build.in -o $(PINS)/run.txt
	$(COMPILE) pyproject.toml $(PINS)/build.in $(PINS)/dev.in -o $(PINS)/dev.txt
	$(COMPILE) $(PINS)/deploy.in -c $(PINS)/dev.txt -o $(PINS)/deploy.txt
	$(COMPILE) $(PINS)/browser.in -c $(PINS)/dev.txt -o $(PINS)/browser.txt
	$(COMPILE) $(PINS)/spark.in -c $(PINS)/dev.txt -o $(PINS)/spark.txt
	$(COMPILE) $(PINS)/peers.in -c $(PINS)/dev.txt -o $(PINS)/peers.txt
	$(COMPILE) $(PINS)/audit.in -o $(PINS)/audit.txt

clean:
	rm -rf .venv build *.egg-info
