# Two commands on a fresh machine with Python 3.11+, make and git: `make up` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= var
.DEFAULT_GOAL := help
# Where it is set, every process compiles a thousand modules anew, and starting takes three times as long.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help up test trial bench rehearsals check

help:
	@echo "make up     start everything on a demo province (Ctrl-C stops it)"
	@echo "make test   the tests; lists what was skipped for lack of a Debian package"
	@echo "make trial  processes, kills, a browser; installs what it needs"
	@echo "make bench  figures beside their floor"
	@echo "make rehearsals  whole years of the province, audited day by day, the first twice over"
	@echo "make check  ruff, mypy, import contracts, migrations, words and the description of the API up to date"

# One stamp for the environment: made again when the lock or the project file changes.
.venv/ready: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

up: .venv/ready
	@$(BIN)/kuangjian up --demo --data $(DATA)

# Databases of the tests are thrown away: memory will do where there is some.
test: .venv/ready
	@test ! -w /dev/shm || export TMPDIR=/dev/shm; $(BIN)/pytest -n 2 --dist loadgroup --no-loadscope-reorder -p no:schemathesis -m "not trial"

trial: .venv/ready
	@sh tests/trial/install.sh
	@KUANGJIAN_TRIAL=1 $(BIN)/pytest -n 2 --dist loadgroup --no-loadscope-reorder -m trial

bench: .venv/ready
	@$(BIN)/python -m bench

rehearsals: .venv/ready
	@$(BIN)/python -m bench.years

check: .venv/ready
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m models.migrations.up_to_date
	@$(BIN)/python -m console.catalogue
	@$(BIN)/python -m web.chinese.catalogue
	@$(BIN)/python -m api.written
