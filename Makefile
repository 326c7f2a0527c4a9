# `make demo` and `make test` each do all of their own set-up: a machine with Python 3.11+ and make is enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check format lock bench setup

demo: $(READY)
	$(BIN)/xuncha demo

test: $(READY)
	$(BIN)/python -m pytest -n auto $(if $(filter true,$(CI)),,-m "not slow") $(ARGS)

check: $(READY)
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

bench: $(READY)
	$(BIN)/python -m benchmarks.reading && $(BIN)/python -m benchmarks.matching
	$(BIN)/python -m benchmarks.directories && $(BIN)/python -m benchmarks.time_limits

lock: $(READY)
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --extra dev --no-emit-index-url --generate-hashes \
		--no-header --upgrade pyproject.toml -o requirements.lock

setup: $(READY)

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Xuncha needs Python 3.11 or newer / 需要 Python 3.11 或更新版本")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@
