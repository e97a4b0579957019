# precache: plan and apply for dev container caches.
#
# One file, no recursion but for variants. `make help` lists the targets. Objects of a variant live in
# build/VARIANT, the two programs of the plain one in build/.

VARIANT ?= plain
BUILD := build/$(VARIANT)
BIN := $(if $(filter plain,$(VARIANT)),build,$(BUILD))

CC ?= cc
PKG_CONFIG ?= pkg-config
PREFIX ?= /usr/local
DESTDIR ?=
CLANG ?= clang

PURE := base yaml actions builder plan review
LAYERS := $(PURE) precache apply

sources = $(sort $(wildcard $(addsuffix /*.c,$(1))))
objects = $(patsubst %.c,$(BUILD)/%.o,$(1))

PURE_SRC := $(call sources,$(addprefix src/,$(PURE)))
PLANNER_SRC := $(call sources,src/precache)
APPLY_SRC := $(call sources,src/apply)
HARNESS_SRC := $(call sources,tests/harness)
UNIT_SRC := $(call sources,tests/unit)
GOLDEN_SRC := $(call sources,tests/golden)
COMMAND_SRC := $(call sources,tests/command)
APPLY_TEST_SRC := $(call sources,tests/apply)
ACTION_TEST_SRC := $(filter %_test.c,$(call sources,tests/actions))
FUZZ_SRC := $(filter %_fuzz.c,$(call sources,tests/fuzz))

LIB := $(BUILD)/libprecache.a
PLANNER := $(BIN)/precache
APPLY := $(BIN)/precache-apply
program = $(patsubst tests/%.c,$(BUILD)/tests/%,$(1))
UNIT := $(call program,$(UNIT_SRC))
GOLDEN := $(call program,$(GOLDEN_SRC))
COMMAND := $(call program,$(COMMAND_SRC))
APPLY_TESTS := $(call program,$(APPLY_TEST_SRC))
ACTION_TESTS := $(call program,$(ACTION_TEST_SRC))
REPLAY := $(call program,$(FUZZ_SRC))

# -- flags --------------------------------------------------------------------------------------

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wold-style-definition -Wcast-qual -Wcast-align -Wwrite-strings -Wundef \
	-Wvla -Wpointer-arith -Wformat=2 -Wswitch-enum -Wnull-dereference -Wimplicit-fallthrough
# Rows of tables leave out what is empty; gcc and clang do not agree on which of those to warn of.
WARNINGS += -Wno-missing-field-initializers
ifneq ($(findstring clang,$(CC)),clang)
WARNINGS += -Wduplicated-branches -Wlogical-op
endif
# Packagers meet compilers that warn of more than ours do: only developers stop at a warning.
ifdef DEVELOPER
WARNINGS += -Werror
endif

LIBRARIES := yaml-0.1 jansson libsodium
OPTIMIZE_plain := -O2 -D_FORTIFY_SOURCE=2
OPTIMIZE_clang := -O2 -D_FORTIFY_SOURCE=2
OPTIMIZE_small := -Os
OPTIMIZE_static := -O2 -D_FORTIFY_SOURCE=2 -static
OPTIMIZE_san := -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
OPTIMIZE_fuzz := -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all

# Looked up when a recipe first runs, so that `make help` and the installing targets need nothing.
library_cflags = $(eval library_cflags := $$(shell $(PKG_CONFIG) --cflags $(LIBRARIES)))$(library_cflags)
library_libs = $(eval library_libs := $$(shell $(PKG_CONFIG) $(if $(filter static,$(VARIANT)),--static) --libs $(LIBRARIES)))$(library_libs)
cmocka_libs = $(eval cmocka_libs := $$(shell $(PKG_CONFIG) --libs cmocka))$(cmocka_libs)

COMPILE = $(CC) -std=c17 -D_XOPEN_SOURCE=700 -D_DARWIN_C_SOURCE -Isrc -Itests -g $(WARNINGS) \
	$(OPTIMIZE_$(VARIANT)) -fstack-protector-strong -ffile-prefix-map=$(CURDIR)=. \
	$(library_cflags) $(CPPFLAGS) $(CFLAGS)
LINK = $(CC) $(OPTIMIZE_$(VARIANT)) $(LDFLAGS)

# -- the two commands -----------------------------------------------------------------------------

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:
Q := $(if $(V),,@)

## plan: install what is missing, build, print the plan of the reference workflow
.PHONY: plan
plan:
	@.ci/install build
	@$(MAKE) --no-print-directory -s all
	@build/precache plan workflows/cache-devcontainer.yml

## test: install what is missing, build, run every test
.PHONY: test
test:
	@.ci/install $(if $(filter required,$(PRECACHE_TEST_ENGINE)),engine,test)
	@$(MAKE) --no-print-directory check apply-test action-test

## help: list the targets
.PHONY: help
help:
	@sed -n 's/^## \([a-z-]*\): /\1\t/p' Makefile | awk -F'\t' '{ printf "  %-14s %s\n", $$1, $$2 }'

# -- building -------------------------------------------------------------------------------------

## all: build both programs
.PHONY: all
all: $(PLANNER) $(APPLY)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

$(LIB): $(call objects,$(PURE_SRC))
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(PLANNER): $(call objects,$(PLANNER_SRC)) $(LIB)
	$(Q)$(LINK) -o $@ $^ $(library_libs)

$(APPLY): $(call objects,$(APPLY_SRC)) $(LIB)
	$(Q)$(LINK) -o $@ $^ $(library_libs)

$(UNIT) $(GOLDEN) $(COMMAND) $(APPLY_TESTS): $(BUILD)/tests/%: $(BUILD)/tests/%.o \
		$(call objects,$(HARNESS_SRC)) $(LIB)
	$(Q)$(LINK) -o $@ $(filter %.o,$^) $(LIB) $(library_libs) $(cmocka_libs) -lm

# What the command line does with files is tested without a process too.
$(COMMAND): $(call objects,$(filter-out %/main.c,$(PLANNER_SRC)))

$(ACTION_TESTS): $(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/tests/actions/simulated.o \
		$(call objects,$(HARNESS_SRC)) $(LIB)
	$(Q)$(LINK) -o $@ $^ $(library_libs) $(cmocka_libs) -lm

$(REPLAY): $(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o $(BUILD)/tests/fuzz/replay.o \
		$(BUILD)/tests/fuzz/promise.o $(BUILD)/tests/harness/memory_files.o $(LIB)
	$(Q)$(LINK) -o $@ $^ $(library_libs)

-include $(wildcard $(BUILD)/src/*/*.d $(BUILD)/tests/*/*.d)

# -- tests ----------------------------------------------------------------------------------------

# What the tests need to find; nothing of the user's own environment decides a test.
RUN := env -u GHCR_USER -u GHCR_TOKEN -u CACHE_REPO PRECACHE=$(PLANNER) PRECACHE_APPLY=$(APPLY)

## check: every test that needs no engine
.PHONY: check
check: all $(UNIT) $(GOLDEN) $(COMMAND) $(REPLAY) layers purity
	$(Q)$(RUN) tests/run.sh $(UNIT) $(GOLDEN) $(COMMAND)
	$(Q)tests/fuzz/replay.sh $(REPLAY)
	$(Q)tests/readme.sh $(BIN)
	$(Q)tests/python.sh tests/schema.py schema golden
	$(Q)tests/python.sh tests/sarif.py $(PLANNER)
	$(Q)tests/tables.sh

## apply-test: the executor against a recording engine, a real engine and a real registry
.PHONY: apply-test
apply-test: all $(APPLY_TESTS)
	$(Q)$(RUN) JOBS=1 tests/run.sh $(APPLY_TESTS)

## action-test: the composite actions' scripts as they stand, in a simulated runner
.PHONY: action-test
action-test: all $(ACTION_TESTS)
	$(Q)$(RUN) JOBS=1 tests/run.sh $(ACTION_TESTS)

## check-all: check under sanitizers, valgrind, the other compiler, other surroundings; lint
.PHONY: check-all
check-all:
	@.ci/install lint
	@$(MAKE) --no-print-directory VARIANT=san DEVELOPER=1 check apply-test
	@$(MAKE) --no-print-directory VARIANT=clang CC=$(CLANG) DEVELOPER=1 check
	@$(MAKE) --no-print-directory VARIANT=small DEVELOPER=1 all
	@$(MAKE) --no-print-directory determinism valgrind lint

## tables: make the C table of the builder's options from its data file
.PHONY: tables
tables:
	@mkdir -p build
	$(Q)awk -f src/builder/option_table.awk src/builder/option_table.txt >build/option_table.c
	$(Q)mv build/option_table.c src/builder/option_table.c

## golden-update: write the golden files of every case and every diff anew
.PHONY: golden-update
golden-update: $(PLANNER) $(BUILD)/tests/golden/diff_test
	$(Q)$(PLANNER) check --update
	$(Q)$(BUILD)/tests/golden/diff_test --update
	$(Q)$(PLANNER) lint --rules >tests/lint/rules.txt
	$(Q)for workflow in tests/lint/*.yml; do \
		$(PLANNER) lint --fail-on=never $$workflow >$${workflow%.yml}.txt || exit 1; \
	done

## layers: includes point down the table of layers, each header compiles alone
.PHONY: layers
layers: $(BUILD)/layers.ok

$(BUILD)/layers.ok: tests/layers.sh $(sort $(wildcard src/*/*.[ch]))
	@mkdir -p $(@D)
	$(Q)tests/layers.sh "$(COMPILE)"
	@touch $@

## purity: the pure archive uses only what is allowed, and plans under a seccomp filter
.PHONY: purity
purity: $(LIB) $(BUILD)/tests/purity/sandbox
	$(Q)tests/purity/symbols.sh $(LIB) $(VARIANT)
	$(Q)$(BUILD)/tests/purity/sandbox workflows/cache-devcontainer.yml >/dev/null

$(BUILD)/tests/purity/sandbox: $(BUILD)/tests/purity/sandbox.o $(LIB)
	$(Q)$(LINK) -o $@ $^ $(library_libs)

## determinism: the same bytes in other folders, locales, time zones, environments, compilers
.PHONY: determinism
determinism: all
	$(Q)tests/determinism.sh build/precache $(wildcard build/clang/precache build/small/precache build/san/precache)

## valgrind: the unit tests and a plan without a lost byte
.PHONY: valgrind
valgrind: all $(UNIT)
	$(Q)tests/valgrind.sh $(PLANNER) $(APPLY) $(UNIT)

## san: build everything with the address and undefined-behaviour sanitizers, and check
.PHONY: san
san:
	@.ci/install test
	@$(MAKE) --no-print-directory VARIANT=san DEVELOPER=1 check

## lint: formatting, clang-tidy, sizes of functions and files, shell scripts
.PHONY: lint
lint:
	$(Q)tests/lint.sh

## format: format every C file
.PHONY: format
format:
	$(Q)clang-format -i $$(git ls-files '*.c' '*.h')

## fuzz: run one fuzz target for a while: make fuzz TARGET=yaml SECONDS=60
.PHONY: fuzz
TARGET ?= plan
SECONDS ?= 60
fuzz:
	@.ci/install lint
	@$(MAKE) --no-print-directory VARIANT=fuzz CC=$(CLANG) \
		build/fuzz/libprecache.a build/fuzz/tests/fuzz/$(TARGET)_fuzz.o \
		build/fuzz/tests/fuzz/promise.o build/fuzz/tests/harness/memory_files.o
	$(Q)mkdir -p build/fuzz/corpus/$(TARGET) build/fuzz/found
	$(Q)$(CLANG) -fsanitize=fuzzer,address,undefined -o build/fuzz/$(TARGET) \
		build/fuzz/tests/fuzz/$(TARGET)_fuzz.o build/fuzz/tests/fuzz/promise.o \
		build/fuzz/tests/harness/memory_files.o build/fuzz/libprecache.a $(library_libs)
	$(Q)build/fuzz/$(TARGET) -max_total_time=$(SECONDS) -max_len=65536 -artifact_prefix=build/fuzz/found/ build/fuzz/corpus/$(TARGET) \
		tests/fuzz/corpus/$(TARGET)

## bench: time and memory of a plan as ratios
.PHONY: bench
bench: all $(BUILD)/tests/bench/pair $(BUILD)/tests/bench/events
	$(Q)tests/bench/bench.sh $(PLANNER) $(APPLY) $(BUILD)/tests/bench/pair $(BUILD)/tests/bench/events

$(BUILD)/tests/bench/pair $(BUILD)/tests/bench/events: %: %.o
	$(Q)$(LINK) -o $@ $^ $(library_libs)

# -- giving it away -------------------------------------------------------------------------------

# The manual pages and completions of a program are what it prints of itself.
PROGRAMS := precache precache-apply
SHARE := $(DESTDIR)$(PREFIX)/share
GENERATED := $(foreach program,$(PROGRAMS),$(addprefix $(BUILD)/manual/$(program).,1 bash zsh fish))

$(BUILD)/manual/%.1: $(BIN)/%
	@mkdir -p $(@D)
	$(Q)$< --help=man >$@
$(BUILD)/manual/%.bash: $(BIN)/%
	@mkdir -p $(@D)
	$(Q)$< --help=bash >$@
$(BUILD)/manual/%.zsh: $(BIN)/%
	@mkdir -p $(@D)
	$(Q)$< --help=zsh >$@
$(BUILD)/manual/%.fish: $(BIN)/%
	@mkdir -p $(@D)
	$(Q)$< --help=fish >$@

## manual: make the manual pages and completions, in build/VARIANT/manual
.PHONY: manual
manual: $(GENERATED)

## install: install programs, manual pages, completions below PREFIX (/usr/local), behind DESTDIR
.PHONY: install
install: all $(GENERATED)
	install -d $(DESTDIR)$(PREFIX)/bin $(addprefix $(SHARE)/,man/man1 man/man5 precache \
		bash-completion/completions zsh/site-functions fish/vendor_completions.d)
	install -m 755 $(PLANNER) $(APPLY) $(DESTDIR)$(PREFIX)/bin
	for program in $(PROGRAMS); do \
		install -m 644 $(BUILD)/manual/$$program.1 $(SHARE)/man/man1/ && \
		install -m 644 $(BUILD)/manual/$$program.bash $(SHARE)/bash-completion/completions/$$program && \
		install -m 644 $(BUILD)/manual/$$program.zsh $(SHARE)/zsh/site-functions/_$$program && \
		install -m 644 $(BUILD)/manual/$$program.fish $(SHARE)/fish/vendor_completions.d/ || exit; \
	done
	install -m 644 schema/precache-plan.5 $(SHARE)/man/man5
	install -m 644 schema/plan.schema.json schema/case.schema.json schema/diff.schema.json \
		schema/findings.schema.json .github/precache-matcher.json \
		$(SHARE)/precache

## dist: a tarball of the commit that is checked out
.PHONY: dist
dist:
	$(Q)mkdir -p build
	git archive --prefix=precache/ -o build/precache.tar.gz HEAD

# The same commit gives the same bytes: names in order, the commit's time, nobody's user.
PACKAGE := precache-$(shell uname -s | tr A-Z a-z)-$(shell uname -m)
PACK := tar --sort=name --owner=0 --group=0 --numeric-owner --format=ustar

## package: an archive of the programs, linked statically, and its checksum, as setup takes them
.PHONY: package
package:
	@$(MAKE) --no-print-directory -s VARIANT=static DESTDIR=$(CURDIR)/build/static/package PREFIX= install
	$(Q)$(PACK) --mtime=@$$(git log -1 --format=%ct) -C build/static/package -cf build/$(PACKAGE).tar .
	$(Q)gzip -9nf build/$(PACKAGE).tar
	$(Q)cd build && sha256sum $(PACKAGE).tar.gz | tee $(PACKAGE).tar.gz.sha256

## clean: remove build/
.PHONY: clean
clean:
	rm -rf build
