# The only build. `make help` lists what it does.
MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:

CC     ?= gcc
ifeq ($(origin CC),default)
CC     := gcc
endif
BUILD  ?= build
OPT    ?= -O2 -g
WARN   := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes -Wmissing-prototypes -Wvla \
          -Wpointer-arith -Wcast-qual -Wwrite-strings $(if $(WERROR),-Werror)
ASAN   := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
SAN    ?= $(if $(SANITIZED),$(ASAN))
CFLAGS := -std=c17 -D_GNU_SOURCE $(OPT) $(WARN) -Iinclude -Isrc -isystem /usr/include/libxml2 -fvisibility=hidden -fPIC $(SAN)
LIBS   := -lxml2 -larchive -lzstd -lbrotlidec -lz -llinear -lsqlite3 -ljansson -lutf8proc -lxxhash -lm -lpthread

# Left to right: a folder may include only those before it (tools/layers checks).
LAYERS := base text pack encodings pages input words reading events output archive cli
SRC    := $(foreach l,$(LAYERS),$(sort $(wildcard src/$(l)/*.c)))
LIBSRC := $(filter-out src/cli/%,$(SRC))
PACKCSRC := tools/packc.c $(filter src/base/% src/text/% src/pack/%,$(filter-out src/pack/builtin.c,$(SRC)))
PACK   := $(sort $(shell find lang -name '*.tsv'))
obj     = $(patsubst %.c,$(BUILD)/%.o,$(1))

all: $(BUILD)/ghotona $(BUILD)/libghotona.a ## build the program and the library
$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -MMD -MP -c $< -o $@
$(BUILD)/packc: $(call obj,$(PACKCSRC))
	$(CC) $(CFLAGS) $^ $(LIBS) -o $@
$(BUILD)/bn.pack: $(BUILD)/packc $(PACK)
	$(BUILD)/packc lang/bn $@
$(BUILD)/src/pack/builtin.o: private CFLAGS += -Wa,-I$(BUILD)
$(BUILD)/src/pack/builtin.o: $(BUILD)/bn.pack
$(BUILD)/src/archive/schema.o: private CFLAGS += -Wa,-Isrc/archive
$(BUILD)/src/archive/schema.o: src/archive/schema.sql
$(BUILD)/libghotona.a: $(call obj,$(LIBSRC))
	@rm -f $@
	ar rcs $@ $^
$(BUILD)/ghotona: $(call obj,$(filter src/cli/%,$(SRC))) $(BUILD)/libghotona.a
	$(CC) $(CFLAGS) $^ $(LIBS) -o $@

# ---- the SQLite extension: the library with its pack in one file; what it takes of other libraries is linked as they are found
EXT    := $(BUILD)/ghotona.so
ext: $(EXT) ## build the SQLite extension ghotona.so (docs/sqlite.md)
$(EXT): $(BUILD)/ext/sqlite/ghotona.o $(BUILD)/libghotona.a
	$(CC) $(CFLAGS) -shared -Wl,--exclude-libs,ALL -Wl,-Bsymbolic -Wl,-z,defs $^ -lzstd -lutf8proc -lxxhash -lm -lpthread -o $@

# ---- tests
# TESTC: suites in C, each a program of its own in $(BUILD)/test. TESTSH: suites in shell, which drive $(BUILD)/ghotona.
TESTC  := $(sort $(wildcard test/*_test.c test/unit/*_test.c))
TESTSH := $(sort $(wildcard test/*_test.sh))
TESTBIN := $(patsubst %.c,$(BUILD)/%,$(TESTC))
FUZZC  := $(sort $(wildcard test/fuzz/*_fuzz.c))
FUZZCC ?= clang

# The extension under the sanitizers would want them in the program that loads it; test/sqlite_shell has it built in instead.
tests: all $(if $(SAN),,ext) $(TESTBIN) $(BUILD)/test/sqlite_shell ## build the test programs too
$(BUILD)/test/%: $(BUILD)/test/%.o $(BUILD)/libghotona.a
	$(CC) $(CFLAGS) $^ $(LIBS) -o $@
test: tests ## every test on this build; T=word takes only the suites with that word in their name
	@export GHOTONA='$(abspath $(BUILD))/ghotona' && prove -j2 -o -f -e tools/tap-keep $(foreach t,$(TESTBIN) $(TESTSH),$(if $(findstring $(or $(T),test),$(t)),$(t)))
check: ## what ./check does: every build, every test
	./check
accept: tests ## rewrite the expected records of the golden cases that differ
	$(BUILD)/test/golden_test --accept
gcc: ## program and tests in build-gcc, warnings are errors
	@$(MAKE) BUILD=build-gcc CC=gcc WERROR=1 tests
clang: ## the same in build-clang with clang
	@$(MAKE) BUILD=build-clang CC=clang WERROR=1 tests
asan: ## the same in build-asan with the address and undefined-behaviour sanitizers
	@$(MAKE) BUILD=build-asan CC=gcc OPT='-O1 -g' SAN='$(ASAN)' tests
words: $(BUILD)/test/words_test $(BUILD)/test/same_test ## the word lists and pairs of test/words alone
	@prove -o -f -e '' $^
fuzz: ## build the fuzz targets with clang into build-fuzz (needs libclang-rt-dev); CONTRIBUTING.md says how to run one
	@$(MAKE) BUILD=build-fuzz CC=$(FUZZCC) OPT='-O1 -g' SAN='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' fuzzers
fuzzers: $(patsubst test/fuzz/%.c,$(BUILD)/%,$(FUZZC))
$(BUILD)/%_fuzz: $(BUILD)/test/fuzz/%_fuzz.o $(BUILD)/libghotona.a
	$(CC) $(CFLAGS) -fsanitize=fuzzer $^ $(LIBS) -o $@
$(BUILD)/bench/%: $(BUILD)/bench/%.o $(BUILD)/libghotona.a
	$(CC) $(CFLAGS) $^ $(LIBS) -o $@
bench: all ## accuracy, speed, memory, start-up, as a table; `bench/run --save` keeps it
	@bench/run
.PHONY: ext tests test check accept gcc clang asan words fuzz fuzzers bench
.SECONDARY: $(TESTBIN:=.o) $(BUILD)/test/sqlite_shell.o $(patsubst %.c,$(BUILD)/%.o,$(FUZZC)) $(patsubst %.c,$(BUILD)/%.o,$(wildcard bench/*.c))

clean: ## remove what was built
	rm -rf build build-*
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort
.PHONY: all clean help
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
