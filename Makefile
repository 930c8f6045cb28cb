BIN := .venv/bin
UV_VERSION := 0.13.8

# Each pattern has a letter in brackets so that it doesn't find itself.
MACHINE_PATHS := (^|[^A-Za-z0-9.~_-])/([w]ork|[t]mp|[r]oot|[f]arm)/[A-Za-z]
REGISTRY_HOSTS := [p]ypi\.org|[p]ythonhosted\.org|[n]pmjs\.(org|com)|[d]eb\.debian\.org

.PHONY: help setup browser demo test bench screenshots check clean lock check-style check-types check-boundaries
.PHONY: check-dependencies check-migrations check-scenarios check-docs check-hygiene

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 20

setup: .venv/ready ## make .venv with everything in it (at once when nothing changed)

.venv/ready: requirements/dev.txt pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh
	@touch $@

browser: setup ## what the browser tests need beside: playwright, and a Chromium
	@sh scripts/install_chromium.sh

demo: setup ## open the study room in your browser (ARGS="--port 8123 --no-browser" for machines)
	@$(BIN)/debrief demo $(ARGS)

test: setup ## every test (ARGS="-k streak" for some)
	@$(BIN)/python -m pytest -n auto $(ARGS)

screenshots: browser ## the study room's pages into build/screenshots, and those of the README into docs/images
	@$(BIN)/python -m scripts.take_screenshots $(ARGS)

bench: setup ## measure, against a baseline in the same run
	@sh scripts/install_packages.sh bench
	@$(BIN)/python -m bench $(ARGS)

check: check-style check-types check-boundaries check-dependencies check-migrations check-scenarios check-docs check-hygiene ## everything but the tests

check-style: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

check-types: setup
	@$(BIN)/mypy

check-boundaries: setup
	@$(BIN)/lint-imports --no-logo

check-dependencies: setup
	@$(BIN)/python scripts/check_dependencies.py

check-migrations: setup
	@if [ -e alembic/env.py ]; then $(BIN)/debrief db check; else echo 'No migrations yet.'; fi

check-scenarios: setup
	@$(BIN)/debrief scenarios lint --strict
	@$(BIN)/debrief scenarios coverage

check-docs: setup
	@$(BIN)/python scripts/check_docs.py

check-hygiene:
	@git rev-parse --git-dir >/dev/null
	@if git grep --untracked -nIE '$(MACHINE_PATHS)|$(REGISTRY_HOSTS)' -- . ':!*.svg'; then \
	  echo 'The lines above name a path of one machine or the host of a package registry. Take them out.' >&2; exit 1; \
	else echo 'No machine paths, no registry hosts.'; fi

lock: ## write requirements/ again from pyproject.toml (ARGS=--upgrade for newer versions)
	@test -x build/lock/bin/uv || { python3 -m venv build/lock && build/lock/bin/pip install --quiet uv==$(UV_VERSION); }
	@for file in dev run build browser bench; do \
	  case $$file in \
	    dev) from='pyproject.toml --extra embedded --group dev' ;; \
	    run) from='pyproject.toml --constraints requirements/dev.txt' ;; \
	    build) from='--group build --constraints requirements/dev.txt' ;; \
	    browser | bench) from="--group $$file --constraints requirements/dev.txt" ;; \
	  esac; \
	  build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate $(ARGS) $$from --output-file requirements/$$file.txt || exit 1; \
	done
	@echo 'Written: requirements/dev.txt, run.txt, build.txt, browser.txt and bench.txt. Read the diff, then run make setup check test.'

clean: ## remove .venv, caches and builds (never your data)
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
