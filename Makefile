# `make demo` and `make test` each do all of their own set-up: a machine with Python 3.11+ and make is enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
REPLAY := .venv-replay

.PHONY: demo test check format lock bench setup replay chromium office

demo: $(READY)
	$(BIN)/xuncha demo

# The slow tests wait for simulated portals more than they compute: more workers than cores there, those of one crawl on
# one worker. The others go by file, so that no two workers make what a file's tests share. Compiled modules are kept.
test: export PYTHONDONTWRITEBYTECODE =
test: $(READY) chromium $(if $(filter true,$(CI)),office) $(if $(filter true,$(CI)),replay)
	$(BIN)/python -m pytest -n $(if $(filter true,$(CI)),6,auto) --dist $(if $(filter true,$(CI)),loadgroup,loadfile --no-loadscope-reorder) $(if $(filter true,$(CI)),,-m "not slow") $(ARGS)

check: $(READY)
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

# The peers that we are measured against are installed here alone.
bench: $(READY)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[bench]'
	$(BIN)/python -m benchmarks.reading && $(BIN)/python -m benchmarks.matching
	$(BIN)/python -m benchmarks.matching_portals && $(BIN)/python -m benchmarks.matching_scale
	$(BIN)/python -m benchmarks.directories && $(BIN)/python -m benchmarks.time_limits
	$(BIN)/python -m benchmarks.attachments && $(BIN)/python -m benchmarks.crawl
	$(BIN)/python -m benchmarks.rules && $(BIN)/python -m benchmarks.judging && $(BIN)/python -m benchmarks.reports

lock: $(READY)
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --extra dev --no-emit-index-url --generate-hashes \
		--no-header --upgrade pyproject.toml -o requirements.lock

	printf 'fastwarc>=2.0.1\npywb>=2.10\n' | $(BIN)/uv pip compile --universal --python-version 3.11 \
		--no-emit-index-url --generate-hashes --no-header --upgrade - -o requirements-replay.lock

setup: $(READY)

# A real browser, for lists that only scripts fill: on CI from Debian where that can be; elsewhere what is there is used.
# Without one its tests are skipped and say so.
chromium:
	@command -v chromium chromium-browser google-chrome google-chrome-stable >/dev/null || { \
		test "$(CI)" = true && test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
		&& { apt-get install -y -q chromium || { apt-get update -q && apt-get install -y -q chromium; }; } >/dev/null 2>&1; \
	} || echo "!!! no Chromium here: THE BROWSER TESTS WILL BE SKIPPED / 没有浏览器，浏览器测试将跳过" >&2

# An office program, which every paper is shown to by slow tests: on CI from Debian where that can be; without one those
# tests are skipped and say so.
office:
	@command -v soffice libreoffice >/dev/null || { \
		test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
		&& { apt-get install -y -q --no-install-recommends libreoffice-writer libreoffice-calc \
			|| { apt-get update -q && apt-get install -y -q --no-install-recommends libreoffice-writer libreoffice-calc; }; } >/dev/null 2>&1; \
	} || echo "!!! no LibreOffice here: THE OFFICE TESTS WILL BE SKIPPED / 没有 LibreOffice，办公软件测试将跳过" >&2

# The standard replay tools, which our evidence is shown to: in an environment of their own, since they pin old libraries.
# Without it one slow test is skipped and says so; nothing else needs it.
replay:
	@test $(REPLAY)/.ready -nt requirements-replay.lock || { \
		$(PYTHON) -m venv --clear $(REPLAY) \
		&& $(REPLAY)/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-replay.lock \
		&& touch $(REPLAY)/.ready; \
	} || { rm -f $(REPLAY)/.ready; \
		echo "!!! pywb could not be installed into $(REPLAY): THE REPLAY TEST WILL BE SKIPPED / 回放工具未能安装，回放测试将跳过" >&2; }

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Xuncha needs Python 3.11 or newer / 需要 Python 3.11 或更新版本")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@
