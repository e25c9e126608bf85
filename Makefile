# What a newcomer types. Every target does its own set-up in .venv; nothing outside the checkout is changed,
# but for Debian's package python3-venv where Python came without it (it says so first).

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: demo test check format bench pictures lock wheelhouse clean

demo: $(VENV)/for-demo          ## A night on this desk: two windows, or a scripted night where there is no screen
	@$(BIN)/kiosk demo $(ARGS)

test: $(VENV)/for-check         ## All tests
	@$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/for-check        ## Tests, format, lint, strict types, the import laws, the default configuration
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/kiosk check
	$(BIN)/python -m pytest $(ARGS)

format: $(VENV)/for-check       ## Put the code in shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/for-check        ## What it costs: medians and tails, measured on this machine
	@$(BIN)/python -m tests.bench $(ARGS)

pictures: $(VENV)/for-check     ## Every screen at every size, into pictures/
	@$(BIN)/python -m tests.pictures $(ARGS)

lock:                           ## Choose anew what a release is built from: systemd/*.lock, every package by its hash
	@$(PYTHON) systemd/lock

wheelhouse:                     ## Those packages, for a machine without a network: make wheelhouse ARGS='DIR 3.13 aarch64'
	@PYTHON=$(PYTHON) systemd/wheelhouse $(or $(ARGS),wheelhouse)

clean:                          ## Forget the set-up
	rm -rf $(VENV) pictures .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/for-demo: pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[demo]'
	@touch $@

$(VENV)/for-check: pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[demo,test,check]'
	@touch $@ $(VENV)/for-demo

# Debian ships Python without ensurepip until python3-venv is there.
$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; $(PYTHON) is `$(PYTHON) -V 2>&1`. Say which: make PYTHON=python3.13 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/need python3-venv
	$(PYTHON) -m venv $(VENV)
