# make book   set up what is needed and package SOURCE (seeds/) into OUTPUT (dist/)
# make test   set up what is needed and run the tests
# make readers install reading engines, Ace and Chromium: then the tests open books in them too
# make conformance  fetch veraPDF and validate PDF/UA and PDF/A of every book it can make (some minutes)
# make fuzz   throw damaged input at every parser for SECONDS (300); make faults breaks 200 builds
# make coverage  the lines of the package that the tests pass through; fails under 95 %
# make mutants  change guards and renderer and see that tests fail; MUTANTS="guards --count 50"
# make audit  look the locked packages up in the lists of known faults, where these can be reached
# make minimal  the tests of the core lots with the oldest packages that pyproject.toml allows
# make check  format, lint, types and tests: run it before you send a change
# make format put the code in its format
# make wheel  build the wheel and the source archive into build/wheel/
# make bench  measure the program beside others; FOLDERS, ARTICLES, WORDS and NAME say on what
# make lock   renew requirements/ from pyproject.toml; UPGRADE=1 takes newer releases
# make clean  remove what was built; make distclean also the environment

SOURCE ?= seeds
OUTPUT ?= dist
PYTEST_ARGS ?= -n auto --maxprocesses 4 --dist loadgroup

# Homebrew's libraries are not on the search path of every Python; make's shell drops the
# variable from its environment (System Integrity Protection), so it stands before the command.
ifeq ($(shell uname),Darwin)
RUN := DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib .venv/bin/python
else
RUN := .venv/bin/python
endif

UV := build/uv/bin/uv

.PHONY: audit bench coverage faults fuzz help book mutants test readers conformance minimal check format wheel lock clean distclean

help:
	@sed -n '/^$$/q; s/^# //p' Makefile

book: .venv/.ready-book
	$(RUN) -m anthology build $(SOURCE) -o $(OUTPUT)

test: .venv/.ready-test
	$(RUN) -m pytest $(PYTEST_ARGS)

readers: .venv/.ready-test
	@tools/setup_readers.sh

SECONDS_OF_FUZZING = $(or $(SECONDS),300)
fuzz: .venv/.ready-test
	$(RUN) tools/fuzz.py --seconds $(SECONDS_OF_FUZZING)

# Bounds of time and memory may fail while lines are traced: the report decides.
coverage: .venv/.ready-test
	$(RUN) -m coverage erase
	-$(RUN) -m coverage run -m pytest $(PYTEST_ARGS)
	$(RUN) -m coverage combine -q
	$(RUN) -m coverage report --fail-under 95

mutants: .venv/.ready-test
	$(RUN) tools/mutants.py $(MUTANTS)

faults: .venv/.ready-test
	$(RUN) tools/faults.py $(FAULTS)

audit: .venv/.ready-test
	@tools/audit.sh

# The oldest of what we name, the newest of what that needs: the bounds of others are theirs.
MINIMAL ?= tests/test_*.py tests/cli tests/collect tests/edit tests/layout tests/export tests/check
minimal: .venv/.ready-test $(UV)
	@$(UV) venv -q --seed --allow-existing --python .venv/bin/python build/minimal
	@$(UV) pip install -q --python build/minimal/bin/python --resolution lowest-direct -e . --group dev
	build/minimal/bin/python -m pytest $(PYTEST_ARGS) $(MINIMAL)

conformance: .venv/.ready-test
	@tools/setup_verapdf.sh
	CONFORMANCE=whole $(RUN) -m pytest $(PYTEST_ARGS) tests/conformance

check: .venv/.ready-test
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy
	$(RUN) -m pytest $(PYTEST_ARGS)

format: .venv/.ready-test
	$(RUN) -m ruff format .
	$(RUN) -m ruff check --fix .

wheel: .venv/.ready-test
	$(RUN) -m build --no-isolation --outdir build/wheel

FOLDERS ?= seeds
ARTICLES ?= 100
WORDS ?= 0
NAME ?= bench

bench: .venv/.ready-test
	$(RUN) -m bench $(FOLDERS) --articles $(ARTICLES) --words $(WORDS) --name $(NAME)

# Set up again when the lock, the project's settings or the interpreter have changed.
.venv/.ready-book: requirements/book.txt pyproject.toml tools/setup.sh .venv/bin/python
	@tools/setup.sh book

.venv/.ready-test: requirements/dev.txt pyproject.toml tools/setup.sh .venv/bin/python
	@tools/setup.sh test

.venv/bin/python: ;

# One resolution for every Python and platform, with markers: pip-compile resolves for its own only.
COMPILE = $(UV) pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) pyproject.toml

lock: $(UV)
	@$(COMPILE) --group build -o requirements/book.txt
	@$(COMPILE) --group dev -c requirements/book.txt -o requirements/dev.txt

$(UV): .venv/.ready-book
	@$(RUN) -m venv build/uv
	@build/uv/bin/pip install --quiet uv==0.13.9

clean:
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find anthology tests tools -name __pycache__ -prune -exec rm -rf {} +

distclean: clean
	rm -rf .venv
