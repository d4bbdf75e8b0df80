# Two commands do all: `make demo` shows the tool, `make test` proves it. Both set up what they need.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup venv demo test check soak lock docs clean system
.DEFAULT_GOAL := help

help:
	@echo "make demo    a worked case about an invented war"
	@echo "make test    the whole suite (under ten minutes on two cores)"
	@echo "make check   formatting, types, layers, documents that must be true"
	@echo "make soak    the long runs: crashes, calibration, coverage"
	@echo "make setup   build .venv only        make docs   paste command help into the documents"

# What .venv is made from. `.ready` holds its hash, so that a checkout that changed is set up again whatever its files' times.
MADE_FROM := requirements.lock pyproject.toml hatch_build.py tools/build_gazetteer.py src/counterclaim/places/names.py \
    $(sort $(wildcard src/counterclaim/places/data/*.csv))
HASH = cat $(MADE_FROM) | (sha256sum 2>/dev/null || shasum -a 256)

setup:
	@test -x $(BIN)/python && test "$$(cat .venv/.ready 2>/dev/null)" = "$$($(HASH))" || $(MAKE) --no-print-directory venv

venv:
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(HASH) > .venv/.ready

# Chromium and PostgreSQL, for the tests that drive a real browser and a real database (Debian's packages).
system:
	@sh tools/system.sh

demo: setup
	$(BIN)/counterclaim demo

test: setup system check
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not soak"

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cog -P --check -I tools docs/*.md README.md

soak: setup system
	$(BIN)/python -m pytest -m soak

docs: setup
	$(BIN)/cog -P -r -I tools docs/*.md README.md

lock:
	uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -o requirements.lock

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
