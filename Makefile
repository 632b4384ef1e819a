# The one interface to the project. `make` lists the targets.

# The Python that makes .venv: make run PYTHON=python3.12
PYTHON ?= python3

# Paths are relative, so that a space in the project's own path does no harm.
BIN := .venv/bin
CLEAN_BIN := build/clean/bin

export PIP_DISABLE_PIP_VERSION_CHECK = 1
# The variables of a developer's shell must not change the results.
unexport PYTHONPATH JTAI_DEBUG JTAI_FRAMEWORKS JTAI_TODAY

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test format-check lint types imports pytest docs-check wheel-check fresh-check \
	house walk browsers office differential mutants bench fuzz torture test-pythons test-oldest \
	test-newest fix golden generated pictures release clean FORCE

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' Makefile

run: .venv/run.stamp ## set up if need be, then date an inspection with fieldwork on 3 March 2025
	@$(BIN)/python -m jtai_cli timeline --fieldwork 2025-03-03

test: format-check lint types imports pytest docs-check wheel-check fresh-check ## check the whole project
	@printf '\nAll is well.\n'

# The heading that each step prints.
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
	$(call heading,Floors)
	@$(BIN)/lint-imports --no-cache --no-logo

pytest: .venv/dev.stamp ## run the tests, with the branches they cover
	$(call heading,Tests)
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal --cov --cov-report term

docs-check: .venv/run.stamp ## check the dates on the project's own pages
	$(call heading,Dates on pages)
	@$(BIN)/python -m jtai_cli docs check README.md DESIGN.md CHANGELOG.md CONTRIBUTING.md docs/*.md

# The first build makes the wheel from the unpacked source archive, the second from the project.
wheel-check: .venv/dev.stamp ## build the wheel (twice: the same bytes), install it in a clean environment and run it
	$(call heading,Wheel)
	@rm -rf build
	@mkdir -p build/elsewhere
	@$(BIN)/python -m build --no-isolation --outdir build/dist . > build/first.txt
	@$(BIN)/python -m build --no-isolation --sdist --wheel --outdir build/again . > build/again.txt
	@for made in build/dist/*; do cmp "$$made" "build/again/$${made##*/}"; done
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

house: .venv/dev.stamp ## print the size of each part of the source, beside its ceiling
	@$(BIN)/python scripts/house.py

walk: .venv/run.stamp ## print the functions that `jtai timeline` runs, module by module
	@$(BIN)/python scripts/walk.py

# Without them, the tests of pages and calendars are skipped, and say so.
browsers: ## install Chromium (as root, by apt) and the node packages that tests of exported files need
	@command -v chromium > /dev/null || { apt-get update -qq && apt-get install -qq -y chromium > /dev/null; }
	@npm install --silent --no-package-lock --no-audit --no-fund --prefix tests/browsers

# Without it, the tests of workbooks and documents are skipped, and say so.
office: ## install LibreOffice (as root, by apt), which the tests of workbooks and documents need
	@command -v soffice > /dev/null || { apt-get update -qq && apt-get install -qq -y \
		--no-install-recommends libreoffice-calc libreoffice-writer poppler-utils > /dev/null; }

differential: .venv/dev.stamp ## compare shifts and counts of days with other libraries; takes minutes
	@$(BIN)/python scripts/differential.py

mutants: .venv/mutants.stamp ## change the arithmetic in hundreds of ways, and see whether tests notice; takes long
	@rm -rf mutants
	@$(BIN)/python -m mutmut run
	@$(BIN)/python -m mutmut results

bench: .venv/run.stamp ## measure the speed of jtai and its peers, and rewrite docs/benchmarks.md
	@$(BIN)/python -m scripts.bench

# Seconds for each "door" (what reads a kind of file): make fuzz SECONDS=600 DOORS=plan
SECONDS ?= 60
DOORS ?= $(notdir $(wildcard tests/corpus/*))

fuzz: .venv/fuzz.stamp ## feed random bytes to each function that reads files, for SECONDS
	@for door in $(DOORS); do \
		printf '\n== %s\n' "$$door"; \
		$(BIN)/python scripts/fuzz.py "$$door" $(SECONDS) || exit 1; \
	done

# It needs a mount namespace of its own, for a full and a read-only disk.
torture: .venv/run.stamp ## kill commands 500 times, set 200 inspections at once, fill the disk
	@unshare --map-root-user --mount $(BIN)/python scripts/torture.py

# Runs the tests elsewhere: directory, Python, what to install. Only `make pytest` checks coverage.
define elsewhere
	@rm -rf $(1)
	@$(2) -m venv $(1)
	@$(1)/bin/python -m pip install --quiet $(3)
	@$(1)/bin/python -V
	@$(1)/bin/python -m pytest --quiet --numprocesses auto --dist worksteal
endef

# Those found by name, or where pyenv keeps them; or name some: make test-pythons PYTHONS=/opt/bin/python3.14
PYTHONS ?= $(foreach minor,11 12 13 14 15,$(firstword \
	$(wildcard $(HOME)/.pyenv/versions/3.$(minor).*/bin/python) $(shell command -v python3.$(minor))))

test-pythons: $(addprefix build/pythons/,$(subst /,!,$(PYTHONS))) ## run the tests on every Python that is found

# Without FORCE, the directory that the last run left would count as done.
build/pythons/%: FORCE
	$(call elsewhere,'$@',$(subst !,/,$*),--constraint constraints.txt --editable '.[dev]')

test-oldest: ## run the tests with the oldest versions of the dependencies that are allowed
	$(call elsewhere,build/oldest,$(PYTHON),--constraint constraints-oldest.txt --editable '.[dev]')

# The project without its requirements, then the newest of each, whatever the upper bounds say.
test-newest: ## run the tests with the newest versions of the dependencies, upper bounds lifted
	$(call elsewhere,build/newest,$(PYTHON),--no-deps --editable . && \
		$(PYTHON) scripts/newest.py | xargs build/newest/bin/python -m pip install --quiet --upgrade)

fix: .venv/dev.stamp ## fix what ruff can fix, and format the code and the pages
	@$(BIN)/python -m ruff check --fix --exit-zero .
	@$(BIN)/python -m ruff format .
	@$(BIN)/python -m mdformat --number README.md docs/*.md

golden: .venv/dev.stamp ## rewrite the golden files; read their diff like prose
	@JTAI_REWRITE_GOLDEN=1 $(BIN)/python -m pytest tests -k golden

generated: .venv/dev.stamp ## regenerate the bank holidays, the rules as objects and their schema
	@$(BIN)/python scripts/england.py
	@$(BIN)/python scripts/generate.py

# Needs LibreOffice, pdftoppm (poppler-utils) and Chromium, and names any that is missing.
pictures: .venv/dev.stamp ## remake the pictures of the pages; look at each before it is committed
	@$(BIN)/python scripts/pictures.py

# What it builds stays in build/dist; nothing is sent anywhere.
release: .venv/release.stamp ## check all that a release needs, and say what is left to do by hand
	@$(MAKE) --no-print-directory test
	$(call heading,Archives)
	@$(BIN)/python -m twine check --strict build/dist/*
	@printf '\nLeft to do by hand: docs/maintenance.md, "A release".\n'

clean: ## remove all that make has made
	@rm -rf .venv build mutants .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find src tests scripts -name __pycache__ -prune -exec rm -rf {} +

# The environment, in steps; each stamp is written last, so an interrupted step is done again.
.venv/made.stamp:
	@command -v $(PYTHON) > /dev/null || { \
		echo 'jtai needs Python 3.11 or newer, and $(PYTHON) was not found.'; \
		echo 'Try: make run PYTHON=python3.12'; exit 1; } >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "jtai needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) -V 2>&1)."; \
		echo 'Try: make run PYTHON=python3.12'; exit 1; } >&2
	@echo 'Setting up .venv, once; this takes a minute.' >&2
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/run.stamp: .venv/made.stamp pyproject.toml constraints.txt src/jtai_cli/__init__.py
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

.venv/dev.stamp .venv/release.stamp .venv/fuzz.stamp .venv/mutants.stamp: .venv/%.stamp: .venv/run.stamp
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[$*]'
	@touch $@
