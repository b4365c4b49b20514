# Serap. `make help` lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
build_dir := .build/release
demo_root := demo
nights := 2023-08-13 2023-08-14 2023-08-15
formatted := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources \
    Fuzzing/Package.swift Fuzzing/Sources

.PHONY: help dependencies build install demo test lint format bench torture fuzz accept clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

dependencies: ## Install the system libraries that are missing (Debian, Ubuntu), or say which they are
	@Scripts/install-dependencies.sh

build: dependencies ## Build all executables, release, into .build/release
	swift build -c release --static-swift-stdlib

install: ## Copy programs, pipelines, packs and documents below PREFIX (/usr/local), after make build
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' BUILD_DIR='$(build_dir)' Scripts/install.sh

demo: build ## Run the three sample nights without a network; a second time there is nothing to do
	@for night in $(nights); do \
	    $(build_dir)/serap run pipelines/demo.yaml --key $$night --root $(demo_root) || exit; \
	done
	@edition=$$(ls -d $(demo_root)/out/demo/$(lastword $(nights))/edisi-* | sort -V | tail -1); \
	    printf '\nreport     %s/report.html\nWhatsApp   %s/ringkasan.txt\nstatus     %s\n' \
	    "$$edition" "$$edition" "$(build_dir)/serap status pipelines/demo.yaml --key $(lastword $(nights)) --root $(demo_root)"

test: dependencies ## Build for testing and run all tests (needs no browser, office suite or PyPI)
	swift build --build-tests
	swift test --skip-build

lint: ## Check the style of all Swift files
	swift format lint --strict --recursive --parallel $(formatted)

format: ## Bring all Swift files into style
	swift format --in-place --recursive --parallel $(formatted)

bench: build ## Measure beside peers and print the ratios (needs PyPI)
	Benchmarks/run.sh

torture: build ## Kill, trace and crowd the coordinator: all that takes longer than a test may
	swift build -c release --static-swift-stdlib --package-path Benchmarks --product web-lab
	Scripts/torture.sh

fuzz: ## Feed broken pipeline files, receipts, feeds and pages to their readers, FUZZ_SECONDS (600) each, and print the rates
	Fuzzing/run.sh

accept: build ## The checks that need a browser, DuckDB and other tools from outside
	Scripts/accept.sh

clean: ## Remove what was built and what the demo wrote
	rm -rf .build Benchmarks/.build Fuzzing/.build $(demo_root)
