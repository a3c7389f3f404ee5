# The two commands of the README. Each works alone on a bare machine with Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WITH := $(BIN)/python -W ignore -m pip --disable-pip-version-check --quiet

.PHONY: report test checks tests bench lab site clean

report: $(VENV)/.core  ## the demo's report in figures/demo/index.html
	@# git keeps neither; after a pull they are those of another report.json, which the command rightly refuses to replace
	@rm -rf figures/demo/notebooks figures/demo/ledger.jsonl
	$(BIN)/framing report params/demo.yaml --out figures/demo

test: $(VENV)/.dev  ## every test and check, the checks beside the tests that wait for a browser or a process
	@$(MAKE) --no-print-directory --jobs=2 tests checks

checks: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

tests: $(VENV)/.dev
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

bench: $(VENV)/.dev  ## one table of timings, each against its peer in the same run
	$(BIN)/python benchmarks/run.py

lab: $(VENV)/.lab  ## JupyterLab on the notebooks
	$(BIN)/jupyter lab notebooks/

site: $(VENV)/.dev  ## the documentation in site/index.html
	$(BIN)/python docs/site/build_site.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# Pinned versions with hashes first, so that a report can be made again years later; then the package itself.
$(VENV)/.core: $(VENV)/bin/python pyproject.toml requirements/core.txt
	$(WITH) install --require-hashes -r requirements/core.txt
	$(WITH) install --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.core requirements/dev.txt
	$(WITH) install --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.lab: $(VENV)/.core
	$(WITH) install --editable ".[lab]"
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
