# `make site` builds the founding dossier, `make test` checks everything. Both create what they need.
# Needed beforehand: python3 (3.11 or later) with venv and pip, make, git. Graphviz, if it is there,
# draws networks.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
LOCKED := --require-hashes --only-binary=:all:
# Which extruct needs, by which tests read metadata back: there is no wheel of it.
FROM_SOURCE := --no-binary jstyleson
ITSELF := --no-deps --no-build-isolation --editable .

export NO_MKDOCS_2_WARNING = 1
export DISABLE_MKDOCS_2_WARNING = true

.PHONY: site serve check test deep fuzz format lint types rooms pytest schemas html bench lock clean \
  workflows dist sbom audit newest coverage

site: $(VENV)/site.stamp
	$(BIN)/dossier build --times

serve: $(VENV)/site.stamp
	$(BIN)/dossier serve

check: $(VENV)/site.stamp
	$(BIN)/dossier check

test: lint types rooms schemas pytest

lint: $(VENV)/test.stamp
	$(BIN)/ruff format --check
	$(BIN)/ruff check

format: $(VENV)/test.stamp
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

types: $(VENV)/test.stamp
	$(BIN)/mypy

rooms: $(VENV)/test.stamp
	$(BIN)/lint-imports --no-cache

schemas: $(VENV)/test.stamp
	$(BIN)/dossier schema --check schemas

# On several cores; a file's tests stay together, as they share what takes long to make.
AT_ONCE := --numprocesses=auto --maxprocesses=4 --dist=loadfile
pytest: $(VENV)/test.stamp
	$(BIN)/python -m pytest $(AT_ONCE)

# All tests but those of time and memory, of which measuring takes its share. Fails under 95 % of the
# package, and where no test goes through a branch of EVERY_BRANCH.
RENDERING := head part preview prose reference script
EVERY_BRANCH := dossier/records/* dossier/publish/* dossier/report.py dossier/views/path.py \
  $(RENDERING:%=dossier/render/%.py)
NOT_MEASURED := tests/hostile/test_corpus.py::test_a_bomb_takes_little_time_and_memory
coverage: $(VENV)/test.stamp
	rm -rf build/coverage
	mkdir -p build/coverage
	$(BIN)/python -m coverage run -m pytest $(AT_ONCE) $(NOT_MEASURED:%=--deselect=%)
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --fail-under=95
	$(BIN)/python -m coverage report --include="$$(echo '$(EVERY_BRANCH)' | tr ' ' ',')" --fail-under=100

# Breaks publishing in every way it may break, and edits dossiers at random; takes three quarters of
# an hour, and needs strace.
deep: $(VENV)/test.stamp
	$(BIN)/python -m tests.deep.crash
	$(BIN)/python -m tests.deep.fault
	$(BIN)/python -m tests.deep.crowd
	$(BIN)/python -m tests.deep.whole
	$(BIN)/python -m tests.deep.push
	$(BIN)/python -m tests.deep.variations
	$(BIN)/python -m tests.deep.edits
	DOSSIER_EXAMPLES=20000 $(BIN)/python -m pytest tests/hostile
	$(BIN)/python -m tests.deep.payloads
	DOSSIER_EVERY_VIEW=1 $(BIN)/python -m pytest tests/site/test_access.py

# Needs Java, and the Nu HTML Checker, which is in the npm package vnu-jar: make html NU=vnu.jar.
html: $(VENV)/test.stamp
	$(BIN)/python -m tests.deep.html $(NU)

# Each parser for so many seconds; what fails is kept below build/fuzz. There is no wheel of atheris
# for every Python.
FUZZ := yaml fences prose dates citations locators robots receipts addresses
SECONDS := 600
fuzz: $(VENV)/fuzz.stamp
	set -e; for target in $(FUZZ); do $(BIN)/python -m tests.fuzz $$target $(SECONDS); done

# Linters of workflows, the policy for them, and every step of theirs in a clone; -s shows each.
workflows: $(VENV)/test.stamp
	$(BIN)/python -m pytest -s tests/workflows

# The wheel and the sdist of the last commit, in build/dist: built twice, and the same bytes.
dist: $(VENV)/site.stamp
	bash .ci/dist $(BIN)/python

# What the locks bring in, as CycloneDX.
sbom: $(VENV)/test.stamp
	mkdir -p build/materials
	$(BIN)/cyclonedx-py requirements --output-reproducible --pyproject pyproject.toml \
	  --mc-type library -o build/materials/dossier.cdx.json requirements.lock

# Asks for advisories, so it needs the network; what cannot be looked up is an error.
audit: $(VENV)/test.stamp
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements-dev.lock -r requirements-fuzz.lock

# The contracts with hosts, held to the newest of them, which are in no lock; leaves its own .venv so.
newest: $(VENV)/test.stamp
	$(PIP) --upgrade --upgrade-strategy eager "mkdocs<2" "mkdocs-material" properdocs
	rm $(VENV)/*.stamp
	$(BIN)/python -m pytest tests/host

# Beside the peers, search off; BENCH="--sizes 1000 --rounds 5" and so on.
bench: $(VENV)/bench.stamp
	$(BIN)/python -m bench.run $(BENCH)

# An interrupted installation leaves no stamp, so the next run takes it up again.
$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.stamp: $(VENV)/bin/python requirements.lock pyproject.toml
	$(PIP) $(LOCKED) -r requirements.lock
	$(PIP) $(ITSELF)
	touch $@

$(VENV)/test.stamp: $(VENV)/site.stamp requirements-dev.lock
	$(PIP) $(LOCKED) $(FROM_SOURCE) -r requirements-dev.lock
	touch $@

$(VENV)/fuzz.stamp: $(VENV)/test.stamp requirements-fuzz.lock
	$(PIP) $(LOCKED) -r requirements-fuzz.lock
	touch $@

# The newest peers, as a race against old ones would prove little: they are in no lock.
PEERS := import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["bench"])
$(VENV)/bench.stamp: $(VENV)/site.stamp pyproject.toml
	$(BIN)/python -c '$(PEERS)' | xargs $(PIP) --upgrade
	touch $@

# Needs uv. The locks serve Python 3.11 to 3.14 on Linux and macOS, x86-64 and arm64.
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--only-binary :all: --no-emit-index-url --no-annotate --no-header --quiet $(UPGRADE)
lock:
	$(COMPILE) --extra cite --group build -o requirements.lock
	cp requirements.lock dossier/scaffold/files/all/
	$(COMPILE) --extra cite --group build --group dev $(FROM_SOURCE) -c requirements.lock -o requirements-dev.lock
	awk '/^[a-z]/ {on = /^(lxml|protego|pypdf|six|warcio)==/} on' requirements-dev.lock \
	  >dossier/scaffold/files/all/requirements-archive.lock
	uv pip compile --group fuzz --python-version 3.11 --generate-hashes --only-binary :all: --no-emit-index-url \
	  --no-annotate --no-header --quiet $(UPGRADE) -o requirements-fuzz.lock

clean:
	rm -rf build $(VENV)
