# What there is to do in this tree. `make` alone lists it.

SWIFT ?= swift
INSTALL ?= install
PREFIX ?= /usr/local
DESTDIR ?=

BINDIR = $(DESTDIR)$(PREFIX)/bin
MANDIR = $(DESTDIR)$(PREFIX)/share/man/man1
BASHDIR = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ZSHDIR = $(DESTDIR)$(PREFIX)/share/zsh/site-functions
FISHDIR = $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d

# What `make release` leaves for `make install` to copy, so that installing as root builds nothing.
STAGE = .build/stage
CODE = $(wildcard Package.swift Sources Events Projections Tests Fuzzing/Package.swift Fuzzing/Sources \
	Benchmarks/Package.swift Benchmarks/Sources Benchmarks/Tests)
INPUTS = Package.swift $(wildcard Scripts/*) $(shell find Sources Events Projections -type f)

.PHONY: help setup demo build test verify-foreign torture sanitize fuzz bench bench-test bench-peers release install uninstall format lint clean

help: ## list what there is to do (the default)
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS="$$(printf '\t')" read -r name what; do printf '  make %-14s %s\n' "$$name" "$$what"; done

setup: ## install what a build needs and this machine lacks
	@SWIFT="$(SWIFT)" Scripts/setup.sh

demo: setup ## build, record an article, and print who ran OpenAI on four dates
	$(SWIFT) build --product annals
	@Scripts/demo.sh "$$($(SWIFT) build --show-bin-path)"

build: setup ## build the annals command for development
	$(SWIFT) build --product annals

test: setup ## build and run every test
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --parallel

verify-foreign: setup ## have other programs check what annals signs and proves
	$(SWIFT) build --product annals
	@Scripts/verify-foreign.sh "$$($(SWIFT) build --show-bin-path)"

torture: setup ## try long what can go wrong, and print what was lost
	@Scripts/setup-torture.sh
	$(SWIFT) build --build-tests
	SWIFT="$(SWIFT)" Scripts/torture.sh

sanitize: setup ## run the libraries' tests with watched memory and watched threads
	@SWIFT="$(SWIFT)" Scripts/sanitize.sh

fuzz: setup ## feed each reader for a minute with what a fuzzer makes up
	@SWIFT="$(SWIFT)" Scripts/fuzz.sh

bench: setup ## measure, with ledgers of SIZES events (10000 1000000 10000000)
	@SWIFT="$(SWIFT)" Benchmarks/bench.sh

bench-test: setup ## test the workloads that are measured, and guard what must not grow
	$(SWIFT) test --package-path Benchmarks -c release --disable-testable-imports

bench-peers: setup ## measure other programs with the same data, EVENTS events (1000000)
	@SWIFT="$(SWIFT)" Benchmarks/bench-peers.sh

release: setup $(STAGE)/done ## build what is to be installed: one static binary, man pages, completions

$(STAGE)/done: $(INPUTS)
	SWIFT="$(SWIFT)" Scripts/stage.sh $(STAGE)

install: $(STAGE)/done ## install under PREFIX (/usr/local), within DESTDIR if given
	$(INSTALL) -d "$(BINDIR)" "$(MANDIR)" "$(BASHDIR)" "$(ZSHDIR)" "$(FISHDIR)"
	$(INSTALL) -m 755 $(STAGE)/bin/annals "$(BINDIR)/annals"
	$(INSTALL) -m 644 $(STAGE)/man/*.1 "$(MANDIR)"
	$(INSTALL) -m 644 $(STAGE)/completions/annals.bash "$(BASHDIR)/annals"
	$(INSTALL) -m 644 $(STAGE)/completions/annals.zsh "$(ZSHDIR)/_annals"
	$(INSTALL) -m 644 $(STAGE)/completions/annals.fish "$(FISHDIR)/annals.fish"

uninstall: ## remove what install put there
	rm -f "$(BINDIR)/annals" "$(MANDIR)/annals.1" "$(MANDIR)"/annals.*.1
	rm -f "$(BASHDIR)/annals" "$(ZSHDIR)/_annals" "$(FISHDIR)/annals.fish"

format: ## lay the code out as .swift-format says
	$(SWIFT) format --in-place --recursive --parallel $(CODE)

lint: ## check the layout of the code, and change nothing
	$(SWIFT) format lint --strict --recursive --parallel $(CODE)

clean: ## remove everything that was built
	$(SWIFT) package clean
	rm -rf $(STAGE) .build/demo .build/foreign .build/fuzz .build/address .build/thread .build/bench Fuzzing/.build Benchmarks/.build
