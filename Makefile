# Two commands: `make run` opens the platform with its demo world, `make test` tests all of it.
PYTHON ?= python3
PY := .venv/bin/python
PORT ?= 8000
export PYTHONDONTWRITEBYTECODE ?= 1

.PHONY: help run test check bench setup dev messages clean

help:
	@echo "make run     set everything up and open the platform with the demo world (PORT=$(PORT))"
	@echo "make test    set everything up and run all tests"
	@echo "make check   format, lint, types, migrations, texts marked for translation"
	@echo "make bench   build national size and time the main pages"

setup:
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing. This brings it: sudo apt-get install -y python3 python3-venv"; exit 1; }
	@$(PYTHON) tools/setup.py run

dev:
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing. This brings it: sudo apt-get install -y python3 python3-venv"; exit 1; }
	@$(PYTHON) tools/setup.py dev

run: setup
	@MR_DEMO=1 $(PY) tools/serve.py --port $(PORT)

test: dev
	@$(PY) tools/test.py $(ARGS)

check: dev
	@$(PY) tools/check.py

bench: dev
	@$(PY) -m bench $(ARGS)

clean:
	rm -rf .venv node_modules var mrplattform/core/static/vendor
