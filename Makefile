# Every target installs what it needs first (requirements/install). `make help` lists them.
# ENGINE=zensical takes the other engine (ENGINES.md); PYTHON=python3.12 another Python.

ENGINE ?= $(shell sed -n 's/^DEFAULT = "\([a-z]*\)".*/\1/p' edition/engines/__init__.py)
ENGINE_PART := $(if $(filter mkdocs,$(ENGINE)),site,$(ENGINE))
RUN := .venv/bin/python
INSTALL := PYTHON='$(PYTHON)' bash requirements/install
COMPILE := $(RUN) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header

.PHONY: build site serve generate check lint format test fuzz links archive bench release lock install clean help
.NOTPARALLEL: # each target is one chain of steps, and `clean` must be over before the next begins
.DEFAULT_GOAL := build

build site: ## build everything into site/ (the default)
	@$(INSTALL) $(ENGINE_PART)
	@$(RUN) -m edition build --engine $(ENGINE)

serve: ## show a live preview (ADDRESS=127.0.0.1:8001 for another address)
	@$(INSTALL) $(ENGINE_PART)
	@$(RUN) -m edition serve --engine $(ENGINE) $(if $(ADDRESS),--address '$(ADDRESS)')

generate: ## write the charts and data exports that are made from docs/data/
	@$(INSTALL) site
	@$(RUN) -m edition generate

check: lint ## check facts, prose and code in half a minute
	@$(RUN) -m edition check
	@$(RUN) -m pytest tests/unit -n 2

lint: ## check files, and the form and types of the code (.pre-commit-config.yaml)
	@$(INSTALL) checks
	@$(RUN) -m pre_commit run --all-files

format: ## format the code
	@$(INSTALL) checks
	@$(RUN) -m ruff check --fix-only --quiet edition tests bench
	@$(RUN) -m ruff format --quiet edition tests bench

test: ## build, and run every test
	@$(INSTALL) tests
	@$(MAKE) --no-print-directory lint
	@$(RUN) -m edition check
	@$(RUN) -m edition build --engine $(ENGINE)
	@$(RUN) -m pytest -n 2 --dist worksteal --durations=20 --cov=edition --cov-report=term:skip-covered --cov-fail-under=90

fuzz: ## make up prose, data and settings, and look for tracebacks, hangs and lost words (EXAMPLES=20000)
	@$(INSTALL) checks
	@FUZZ_EXAMPLES=$(or $(EXAMPLES),5000) $(RUN) -m pytest tests/unit/test_fuzz.py -n 2

links: ## ask whether the sources still answer and hold their passages (REPORT=FILE writes what to do)
	@$(INSTALL) links
	@$(RUN) -m edition links $(if $(REPORT),--report '$(REPORT)')

archive: ## find archived copies of the sources that have none (LIMIT=10 asks about ten)
	@$(INSTALL) links
	@$(RUN) -m edition archive $(if $(LIMIT),--limit '$(LIMIT)')

bench: ## measure what a page costs its reader, and a build its maintainer
	@$(INSTALL) tests
	@$(RUN) -m edition build --engine $(ENGINE)
	@$(RUN) -m bench

release: ## prepare a new edition: EDITION=2026.12 (README.md)
	@$(INSTALL) site
	@$(RUN) -m edition release $(if $(EDITION),--edition '$(EDITION)')

# Locks for every Python from 3.11. Extras stay: pip on Python 3.11 does not accept a pin of `coverage` for `coverage[toml]`.
lock: ## write the locks anew after a change in pyproject.toml
	@$(INSTALL) checks
	@$(COMPILE) pyproject.toml --output-file requirements.txt
	@$(COMPILE) --group zensical --constraint requirements.txt --output-file requirements/zensical.txt
	@$(COMPILE) --group links --constraint requirements.txt --output-file requirements/links.txt
	@$(COMPILE) --group tests --constraint requirements.txt --output-file requirements/tests.txt

install: ## install what builds the site, and nothing else
	@$(INSTALL) $(ENGINE_PART)

clean: ## delete all that was installed and built
	@rm -rf site build .cache .venv tests/node_modules .coverage .pytest_cache .mypy_cache .ruff_cache
	@find edition tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## list these targets
	@sed -n 's/^\([a-z]*\)[a-z: ]*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r target words; do printf '  make %-10s %s\n' "$$target" "$$words"; done
