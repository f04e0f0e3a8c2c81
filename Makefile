# The commands a person needs: make help lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv/bin
SET_UP = PYTHONPATH=src "$$(bin/find-python)" -m tamyr.config.set_up
# Tests and checks see none of the variables of a person's own site, except DATABASE_URL.
# Python keeps the tests' compiled assertions even where PYTHONDONTWRITEBYTECODE asks it not to.
TEST = env -u PORT -u PYTHONDONTWRITEBYTECODE $(VENV)/python -m pytest
# The tests of a file stay with one worker, which keeps what they share; in files of long ones alone each goes alone (conftest.py).
BY_FILE = -n 2 --dist loadgroup
# Tests of a minute and of a moment are dealt one by one, so that no worker waits for another at the end.
ONE_BY_ONE = -n 2 --dist load --maxschedchunk 1
# Few tests in many worlds: one process makes and reads once what two would make and read twice.
ALONE = -n 0
# A folder for reports of what was run, from which bin/safety.py reads what the safety checks found.
REPORTS ?=
REPORT = $(if $(REPORTS),--junitxml="$(REPORTS)/$@.xml")
# 1 fills an empty site with the example network, 0 leaves it empty and invites the first coordinator.
DEMO ?= 1
# Which faults `make mutants` plants: how many, which ones, of which area.
SAMPLE ?= 60
SEED ?= 1
AREA ?= all
export PORT PYTHON

.PHONY: help alike first-start permissions run mutants test test-code test-unit test-browser test-postgres test-trials test-oracles safety kills check sbom audit format translations lock browser-scripts development

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Set everything up and start the site (PORT=8000 DEMO=1)
	@$(SET_UP) run && TAMYR_DEMO="$(DEMO)" exec $(VENV)/python -m tamyr.config.start

first-start: ## Set everything up with the packages of a running site alone, and load every module of it
	@bin/first-start

test: test-code test-browser ## Run all tests but the trials, installing what they need

test-code: development # The quick tests and the long ones in one run: what both need is made once
	@$(TEST) $(BY_FILE) $(REPORT) --ignore tests/browser -m "not trial"

test-unit: development ## Run the quick tests
	@$(TEST) $(BY_FILE) --ignore tests/browser -m "not whole and not source_data and not trial"

test-whole: development ## Run the tests that start whole sites, try every country or read whole provider files
	@$(TEST) $(ONE_BY_ONE) --ignore tests/browser -m "(whole or source_data) and not trial"

test-browser: development ## Run the tests in a real browser, phone and desktop
	@bin/system-packages chromium-headless-shell
	@$(TEST) $(ONE_BY_ONE) $(REPORT) tests/browser -m "not trial"

test-postgres: development ## Run the tests that ask a database on a throw-away PostgreSQL
	@bin/system-packages postgresql
	@bin/with-postgres $(TEST) $(ALONE) $(REPORT) --timeout 300 --only-database src/tamyr tests/house -m "not whole and not source_data and not trial and not frozen and not alike"

alike: development ## Write anew which tests PostgreSQL need not be asked, to be reviewed (tests/statements.py)
	@bin/system-packages postgresql
	@bin/with-postgres $(TEST) -n 2 --dist loadfile --timeout 600 --only-database --write-alike src/tamyr tests/house -m "not whole and not source_data and not trial and not frozen and not alike" && git diff --stat tests/alike.toml

test-trials: development ## Run the long trials: every recipe followed, every page in each language on each screen, a revised provider
	@bin/system-packages chromium-headless-shell nginx-light postgresql
	@$(TEST) $(ONE_BY_ONE) tests -m trial

test-oracles: development ## Compare the counting of decisions with the libraries of others, as far as they are in var/oracles
	@$(VENV)/python -m tests.oracles.compare

mutants: development ## Plant small faults in a copy and report which the tests notice (SAMPLE=60 SEED=1 AREA=all)
	@nice -n 5 $(VENV)/python -m bin.mutants --area "$(AREA)" --sample "$(SAMPLE)" --seed "$(SEED)"

safety: development ## Run the thirty safety checks, say what each found; ends with 3 where one did not run (LONG=1 the long trials too)
	@bin/system-packages chromium-headless-shell nginx-light postgresql
	@$(VENV)/python -m bin.safety $(if $(LONG),--long)

kills: development ## Kill site, worker and database 100 times during writes, on both databases: nothing lost, nothing doubled
	@bin/system-packages nginx-light postgresql openssl
	@bin/with-postgres $(VENV)/python -m benchmarks.kills
	@env -u DATABASE_URL $(VENV)/python -m benchmarks.kills

check: development ## Check format, lint, types, imports, migrations, translations, deployment, locks, licences
	@bin/system-packages gettext
	@bin/check

sbom: development ## List what is installed as CycloneDX, in var/sbom.json
	@mkdir -p var
	@$(VENV)/python -m tamyr.config.operations.command sbom var/sbom.json

audit: development ## Ask whether weaknesses of the locked packages are known; ends with 3, NOT RUN, where that cannot be asked
	@$(VENV)/python -m bin.audit

format: development ## Rewrite the code in the house's format
	@$(VENV)/ruff format . && $(VENV)/ruff check --fix-only .

translations: development ## Collect the texts to translate into the catalogues
	@bin/system-packages gettext
	@$(VENV)/python bin/translations.py collect

permissions: development ## Write anew who gets which answer where, who may and sees what, to be reviewed
	@$(TEST) tests/house/test_routes.py tests/house/test_who_may_and_sees.py -n 0 -k "reviewed or concerns or nobodys" --write-permissions && git diff --stat tests/house/permissions.toml tests/house/who.toml

browser-scripts: ## Build the script that seals in the browser anew and compare it (needs npm)
	@python3 bin/browser_scripts.py check

lock: development ## Compile the lock files from pyproject.toml
	@PATH="$(VENV):$$PATH" $(VENV)/python bin/locks.py write

development: # Install what developers use
	@$(SET_UP) dev
