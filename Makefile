# The one interface to the project. `make` lists the targets.

# The Python that makes .venv: make run PYTHON=python3.12
PYTHON ?= python3

# Paths are relative, so that a space in the project's own path does no harm.
BIN := .venv/bin
CLEAN_BIN := build/clean/bin

export PIP_DISABLE_PIP_VERSION_CHECK = 1
# What stands in a developer's shell must not change what is proved.
unexport PYTHONPATH JTAI_DEBUG JTAI_FRAMEWORKS JTAI_TODAY

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test format-check lint types imports pytest docs-check wheel-check fresh-check \
	browsers differential mutants bench fuzz torture test-pythons test-oldest fix golden generated \
	england rules schema pictures release clean FORCE

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' Makefile

run: .venv/run.stamp ## set up if need be, then date an inspection with fieldwork on 3 March 2025
	@$(BIN)/python -m jtai_cli timeline --fieldwork 2025-03-03

test: format-check lint types imports pytest docs-check wheel-check fresh-check ## prove the whole project
	@printf '\nAll is well.\n'

# What each step says as it starts.
heading = @printf '\n== %s\n' '$(1)'

format-check: .venv/dev.stamp ## check the formatting
	$(call heading,Format)
	@$(BIN)/python -m ruff format --check .

lint: .venv/dev.stamp ## check the style
	$(call heading,Style)
	@$(BIN)/python -m ruff check .

types: .venv/dev.stamp ## check the types
	$(call heading,Types)
	@$(BIN)/python -m mypy

imports: .venv/dev.stamp ## check that every module imports only what stands below it
	$(call heading,Storeys)
	@$(BIN)/lint-imports --no-cache --no-logo

pytest: .venv/dev.stamp ## run the tests; every branch must be covered
	$(call heading,Tests)
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal --cov --cov-report term

docs-check: .venv/run.stamp ## check the dates on the project's own pages
	$(call heading,Dates on pages)
	@$(BIN)/python -m jtai_cli docs check README.md DESIGN.md CHANGELOG.md CONTRIBUTING.md docs/*.md
	@$(BIN)/python -m jtai_cli docs check --require-markers README.md docs/stated-dates.md

# The first build makes the wheel out of the unpacked source archive, the second out of the project.
wheel-check: .venv/dev.stamp ## build the wheel (twice: the same bytes), install it in a clean environment and run it
	$(call heading,Wheel)
	@rm -rf build
	@mkdir -p build/elsewhere
	@$(BIN)/python -m build --no-isolation --outdir build/dist .
	@$(BIN)/python -m build --no-isolation --sdist --wheel --outdir build/again . > build/again.txt
	@for made in build/dist/*; do cmp "$$made" "build/again/$${made##*/}"; done
	@if [ -e .git ]; then $(BIN)/python scripts/packed.py build/dist; fi
	@$(BIN)/python -m venv build/clean
	@$(CLEAN_BIN)/python -m pip install --quiet --constraint constraints.txt build/dist/*.whl
	@cmp frameworks.yaml build/clean/lib/python3.*/site-packages/jtai_cli/frameworks.yaml
	@cmp inspections.csv build/clean/lib/python3.*/site-packages/jtai_cli/inspections.csv
	cd build/elsewhere && ../../$(CLEAN_BIN)/jtai --version
	cd build/elsewhere && ../../$(CLEAN_BIN)/jtai timeline --fieldwork 2025-03-03
	cd build/elsewhere && ../../$(CLEAN_BIN)/python -m jtai_cli themes show front-door

fresh-check: wheel-check ## clone (or unpack) the project to a path with a space; make run, twice
	$(call heading,Fresh copy)
	@rm -rf 'build/fresh copy'
	@mkdir -p 'build/fresh copy'
	@if [ -e .git ]; then git clone --quiet . 'build/fresh copy'; \
		else tar -xzf build/dist/*.tar.gz --strip-components=1 -C 'build/fresh copy'; fi
	@$(MAKE) --no-print-directory -C 'build/fresh copy' run > build/first-run.txt
	@$(MAKE) --no-print-directory -C 'build/fresh copy' run > build/second-run.txt
	@cmp build/first-run.txt build/second-run.txt

# Where they are missing, the tests of pages and calendars skip and say so.
browsers: ## install Chromium (as root, by apt) and the node packages that tests of exported files need
	@command -v chromium > /dev/null || { apt-get update -qq && apt-get install -qq -y chromium > /dev/null; }
	@npm install --silent --no-package-lock --no-audit --no-fund --prefix tests/browsers

differential: .venv/dev.stamp ## count every working day by every offset as four other engines do; takes minutes
	@$(BIN)/python scripts/differential.py

# Those that live are explained in docs/counts.md.
mutants: .venv/mutants.stamp ## change the arithmetic in some 1,500 ways, and see whether tests notice; takes long
	@rm -rf mutants
	@$(BIN)/python -m mutmut run
	@$(BIN)/python scripts/mutants.py

bench: .venv/run.stamp ## measure the speed beside that of peers, and write docs/benchmarks.md
	@$(BIN)/python -m scripts.bench

# Seconds that each door is fuzzed: make fuzz SECONDS=600, and of one door: make fuzz DOORS=plan
SECONDS ?= 60
DOORS ?= $(notdir $(wildcard tests/corpus/*))

fuzz: .venv/fuzz.stamp ## throw bytes at each door by which files come in, for SECONDS
	@for door in $(DOORS); do \
		printf '\n== %s\n' "$$door"; \
		$(BIN)/python -m scripts.fuzz "$$door" $(SECONDS) || exit 1; \
	done

# A namespace of its own, to mount a full and a read-only disk in.
torture: .venv/run.stamp ## kill commands 500 times, set 200 inspections at once, fill the disk
	@unshare --map-root-user --mount $(BIN)/python scripts/torture.py

# What runs the tests elsewhere: directory, Python, constraints. Coverage is proved once, by `pytest`.
define elsewhere
	@rm -rf $(1)
	@$(2) -m venv $(1)
	@$(1)/bin/python -m pip install --quiet --constraint $(3) --editable '.[dev]'
	@$(1)/bin/python -V
	@$(1)/bin/python -m pytest --quiet --numprocesses auto --dist worksteal
endef

# Those that are found by name, or where pyenv keeps them: make test-pythons PYTHONS=/opt/bin/python3.14
PYTHONS ?= $(foreach minor,11 12 13 14 15,$(firstword \
	$(wildcard $(HOME)/.pyenv/versions/3.$(minor).*/bin/python) $(shell command -v python3.$(minor))))

test-pythons: $(addprefix build/pythons/,$(subst /,!,$(PYTHONS))) ## run the tests on every Python that is found

# Without FORCE, what the last run left would be taken for done.
build/pythons/%: FORCE
	$(call elsewhere,'$@',$(subst !,/,$*),constraints.txt)

test-oldest: ## run the tests with the oldest versions of the dependencies that are allowed
	$(call elsewhere,build/oldest,$(PYTHON),constraints-oldest.txt)

fix: .venv/dev.stamp ## mend what ruff can mend, and format, the pages too
	@$(BIN)/python -m ruff check --fix --exit-zero .
	@$(BIN)/python -m ruff format .
	@$(BIN)/python -m mdformat --number README.md docs/*.md

golden: .venv/dev.stamp ## write the golden files anew; read their diff like prose
	@JTAI_REWRITE_GOLDEN=1 $(BIN)/python -m pytest tests -k golden

generated: england rules schema ## write anew all that is generated: do so after frameworks.yaml has changed

england: .venv/dev.stamp ## write the table of England's bank holidays anew
	@$(BIN)/python scripts/england.py

rules: .venv/dev.stamp ## write jtai's own rules anew, as objects, from frameworks.yaml
	@$(BIN)/python scripts/rules.py

schema: .venv/run.stamp ## write the schema that editors use on frameworks.yaml
	@mkdir -p build
	@$(BIN)/python -m jtai_cli frameworks schema > build/frameworks.schema.json
	@mv build/frameworks.schema.json frameworks.schema.json

# By LibreOffice, pdftoppm (poppler-utils) and Chromium; those that are missing are named.
pictures: .venv/dev.stamp ## make the pictures of the pages anew; look at each before it is committed
	@$(BIN)/python scripts/pictures.py

# What it builds stays in build/dist; nothing is sent anywhere.
release: .venv/release.stamp ## prove all that a release needs, and say what is left to do by hand
	$(call heading,Version)
	@$(BIN)/python scripts/release.py
	@$(MAKE) --no-print-directory test
	$(call heading,Archives)
	@$(BIN)/python -m twine check --strict build/dist/*
	$(call heading,Left to do)
	@$(BIN)/python scripts/release.py left

clean: ## remove all that make has made
	@rm -rf .venv build mutants .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find src tests scripts -name __pycache__ -prune -exec rm -rf {} +

# The environment, in three steps; each stamp is written last, so a step that broke off is done again.
.venv/made.stamp:
	@command -v $(PYTHON) > /dev/null || { \
		echo 'jtai needs Python 3.11 or newer, and $(PYTHON) is not to be found.'; \
		echo 'Try: make run PYTHON=python3.12'; exit 1; } >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "jtai needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) -V 2>&1)."; \
		echo 'Try: make run PYTHON=python3.12'; exit 1; } >&2
	@echo 'Setting up .venv, once; this takes a minute.' >&2
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/run.stamp: .venv/made.stamp pyproject.toml constraints.txt src/jtai_cli/__init__.py
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[docx]'
	@touch $@

.venv/dev.stamp: .venv/run.stamp
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

.venv/release.stamp: .venv/dev.stamp
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[release]'
	@touch $@

.venv/fuzz.stamp: .venv/dev.stamp
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[fuzz]'
	@touch $@

.venv/mutants.stamp: .venv/dev.stamp
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[mutants]'
	@touch $@
