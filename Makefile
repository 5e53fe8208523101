# Spotter's commands. `make help` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PROTOS := $(shell find protos services -name '*.proto')
CONTRACTS := protos
BUF := node_modules/.bin/buf
# pip's own progress bar needs a terminal, and falls silent while it unpacks.
TELL_PACKAGES := start=$$(date +%s); while sleep 2; do \
	  echo "  $$(($$(date +%s) - start)) s: $$(ls -d $(VENV)/lib/python3*/site-packages/*.dist-info | wc -l) \
	of $(shell grep -c == requirements.lock) packages unpacked"; done

# Tests and gyms start dozens of processes; each would compile all of its sources again.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup run test fuzz check breaking released bench chaos docs proto lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*## /\t/' | expand -t 10

setup: $(VENV)/.ready ## the environment, the generated stubs and the pose model
	@$(BIN)/spotter models pull

# Arguments reach the shell through the environment, so that the shell never splits an address.
run: export GIVEN_SOURCE := $(value SOURCE)
run: export GIVEN_EXERCISE := $(value EXERCISE)
run: export GIVEN_GYM := $(value CONFIG)
run: setup ## the demo gym, or your camera: make run SOURCE=squat.mp4 EXERCISE=squat
	@set -a; if [ -f .env ]; then . ./.env; fi; \
	  if [ -n "$$GIVEN_SOURCE" ]; then unset SPOTTER_GYM; fi; \
	  if [ -n "$$GIVEN_GYM" ]; then unset SPOTTER_SOURCE SPOTTER_EXERCISE; fi; \
	  SPOTTER_SOURCE="$${GIVEN_SOURCE:-$$SPOTTER_SOURCE}"; \
	  SPOTTER_EXERCISE="$${GIVEN_EXERCISE:-$$SPOTTER_EXERCISE}"; \
	  SPOTTER_GYM="$${GIVEN_GYM:-$$SPOTTER_GYM}"; \
	  unset GIVEN_SOURCE GIVEN_EXERCISE GIVEN_GYM; \
	  export SPOTTER_OPEN="$${SPOTTER_OPEN:-true}"; exec $(BIN)/spotter up

test: setup ## all tests, side by side on all cores
	@$(BIN)/pytest --numprocesses=logical --dist=worksteal

fuzz: setup ## a million inputs for everything that reads what others write; takes hours
	@$(BIN)/pytest tests/fuzz --hypothesis-profile=long --timeout=0

check: setup node_modules/.ready breaking ## style, types, layers, protos, the pages' JavaScript, names in the documents
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@npx --no-install eslint .
	@npx --no-install prettier --check --log-level warn '**/*.js'
	@npx --no-install tsc
	@node --test --test-reporter=dot tests/unit/*/*.test.js
	@$(BUF) lint protos
	@PYTHONPATH=services:tests $(BIN)/python -m support.documents.claims

breaking: node_modules/.ready ## whether protos/ is compatible with the last release
	@$(BUF) breaking $(CONTRACTS) --against protos/released.binpb

released: node_modules/.ready ## at a release: make the current protos/ the baseline of `make breaking`
	@$(BUF) build protos --exclude-source-info -o protos/released.binpb

bench: setup ## speed, latency and memory, beside the bare model: make bench BENCH='tax --rounds 9'
	@PYTHONPATH=services:tests $(BIN)/python -m bench $(BENCH)

chaos: setup ## kills and hangs a gym's processes, and counts: make chaos CHAOS='--minutes 60 --events 200'
	@$(BIN)/spotter chaos $(CHAOS)

docs: setup ## docs/settings.md, docs/metrics.md and docs/rights.md, from the code
	@PYTHONPATH=services:tests $(BIN)/python -m support.documents.reference_pages

proto: $(VENV)/.installed ## the gRPC and protobuf stubs, for protos/ and for Caffe's files
	@rm -rf services/spotter/api
	@$(BIN)/python -m grpc_tools.protoc -I protos -I services \
	  --python_out=services --pyi_out=services $(PROTOS)
	@$(BIN)/python -m grpc_tools.protoc -I protos \
	  --grpc_python_out=services --mypy_grpc_out=quiet:services \
	  --plugin=protoc-gen-mypy_grpc=$(BIN)/protoc-gen-mypy_grpc $(filter %_service.proto,$(PROTOS))
	@find services/spotter/api -type d -exec touch {}/__init__.py \;

lock: $(VENV)/.installed ## new versions within pyproject.toml's ranges
	@$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --extra dev --upgrade --quiet \
	  --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements.lock

clean: ## remove everything that the other commands made
	@rm -rf $(VENV) node_modules .spotter services/spotter/api .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find services -name '*_pb2.py*' -delete
	@find services tests -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/.installed: pyproject.toml requirements.lock
	@echo "Installing into $(VENV) (about a minute the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(TELL_PACKAGES) & telling=$$!; trap "kill $$telling" EXIT; \
	  $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready: $(VENV)/.installed $(PROTOS)
	@$(MAKE) --no-print-directory proto
	@touch $@

node_modules/.ready: package.json package-lock.json .npmrc
	@npm ci --silent
	@touch $@
