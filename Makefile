# Quintet. `make help` lists the targets.
#
# Nothing here asks a question: every command that could has its input closed.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

# Where `make install` puts the one file.
PREFIX ?= /usr/local
DESTDIR ?=
# Where `make run` listens: the event server and the monitor.
SERVE ?= 127.0.0.1:8000
MONITOR ?= 127.0.0.1:9555

export PREFIX DESTDIR SERVE MONITOR

# SwiftPM writes the module aliases of hummingbird in an order that changes from call to call, and then compiles
# hummingbird anew (16 s); with this they keep it.
export SWIFT_DETERMINISTIC_HASHING := 1

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: ## Start an event server and a monitor that watches it; Ctrl-C stops both
	@scripts/run.sh check
	@$(MAKE) --no-print-directory build
	@scripts/run.sh start

# A debug build: it is the one that the tests use, and from a clean clone it is ready in half the time of a release.
.PHONY: build
build: setup ## Build .build/debug/quintet
	@echo 'build: swift build (the first one compiles the dependencies too: several minutes)'
	@swift build --product quintet </dev/null

# Hundreds of tests with sockets of their own, all at once on two cores, wait seconds for each other between two
# lines: that tests the machine's patience and not ours.
WIDTH := --experimental-maximum-parallelization-width 8

.PHONY: test
test: setup setup-test ## Run all tests
	@echo 'test: building the program and the tests'
	@swift build --build-tests </dev/null
	@echo 'test: the modules'
	@swift test $(WIDTH) --skip-build --skip AcceptanceTests --skip LeakTests --skip ChainTests --skip OtherTerminalTests </dev/null
	@echo 'test: what is left behind, in processes of their own'
	@swift test $(WIDTH) --skip-build --filter LeakTests </dev/null
	@echo 'test: whole programs'
	@swift test $(WIDTH) --skip-build --filter 'AcceptanceTests|ChainTests|OtherTerminalTests' </dev/null

# The tests run a short form of it.
.PHONY: soak
soak: setup setup-test ## Run ten thousand probes against hostile servers, and show what is left behind
	@echo 'soak: 10,000 runs against servers that never let one end (about three minutes)'
	@swift build --build-tests </dev/null
	@QUINTET_SOAK_RUNS=10000 swift test $(WIDTH) --skip-build --filter HostileCrowdTests </dev/null

.PHONY: check
check: lint test ## Lint, build with warnings as errors, run all tests

.PHONY: lint
lint:
	@echo 'lint: swift format lint --strict'
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests </dev/null

.PHONY: format
format: ## Format the Swift files in place
	@echo 'format: swift format'
	@swift format --in-place --parallel --recursive Package.swift Sources Tests </dev/null

.PHONY: release
release: setup ## Build the one file that runs anywhere, .build/release/quintet
	@echo 'release: swift build -c release --static-swift-stdlib (several minutes)'
	@swift build --configuration release --static-swift-stdlib --product quintet </dev/null

.PHONY: install
install: ## Build a release and copy it to PREFIX/bin (PREFIX=/usr/local)
	@scripts/install.sh check
	@$(MAKE) --no-print-directory release
	@scripts/install.sh copy

.PHONY: setup
setup: ## Install the system's libraries that the build needs, where they are missing
	@command -v swift >/dev/null || { echo 'setup: no swift on the PATH; install Swift 6.2 or later' >&2; exit 1; }
	@scripts/packages.sh libcurl4-openssl-dev libssl-dev libc-ares-dev zlib1g-dev libsqlite3-dev

# Prometheus and a Python client, unpacked into .tools/: nothing of it becomes a service of this machine.
.PHONY: setup-test
setup-test:
	@scripts/test-tools.sh

.PHONY: clean
clean: ## Remove what was built and unpacked
	@echo 'clean: removing .build and .tools'
	@rm -rf .build .tools
