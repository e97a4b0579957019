/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/failing.h"
#include "harness/lints.h"
#include "review/lint.h"

/* The table: each row is whole, ids go up, and what the rows say is written as the house writes. */
static void test_every_rule_says_all_of_itself(void **state)
{
	const char *before = "";
	const struct lint_rule *rule = lint_rule_at(0);

	(void)state;
	for (size_t i = 1; rule; rule = lint_rule_at(i++)) {
		const struct diag_rule_row *row = diag_rule_row(rule->rule);
		const struct str why = str_of(rule->why);
		const struct str remedy = str_of(rule->remedy);
		assert_true(strcmp(before, row->id) < 0);
		assert_true(str_starts(str_of(row->id), STR("PC03")));
		assert_true(str_ends(why, STR(".")));
		assert_true(str_ends(remedy, STR(".")));
		assert_true(rule->reference[0] != '\0');
		assert_true(rule->elsewhere <= row->severity);
		assert_ptr_equal(lint_rule_of(rule->rule), rule);
		assert_ptr_equal(lint_rule_find(str_of(row->id)), rule);
		assert_true(lint_group_name(rule->group).len > 0);
		before = row->id;
	}
	assert_null(lint_rule_of(RULE_YAML_SYNTAX));
	assert_null(lint_rule_find(STR("PC0101")));
}

#define HOSTILE                                                                                    \
	"on: {pull_request_target: , schedule: [{cron: '0 0 * * 1'}, {cron: '3 3 30 2 *'}]}\n"     \
	"permissions: write-all\njobs:\n  a:\n    runs-on: self-hosted\n"                          \
	"    env: {CACHE_REPO: ghcr.io/a, ENVBUILDER_INIT_SCRIPT: sleep inf}\n    steps:\n"        \
	"      - {uses: actions/checkout@v4, with: {ref: '${{ github.head_ref }}'}}\n"             \
	"      - run: |\n"                                                                         \
	"          set -x\n          echo \"$GHCR_TOKEN ${{ github.head_ref }}\" | tee x\n"        \
	"          { cat <<E; } >> $GITHUB_ENV\n          $GHCR_TOKEN\n          E\n"              \
	"          precache-apply # precache: allow PC0306, PC0361 because it is a test\n"         \
	"        env: {GHCR_USER: u, GHCR_TOKEN: '${{ secrets.T }}'}\n"

static struct str lint_hostile(struct arena *arena, struct arena *ground, bool *ret_read)
{
	const struct plan_input input = {.file = STR("w.yml"), .source = STR(HOSTILE)};
	struct diags findings;
	struct diags errors;

	diags_init_max(&findings, ground, LIMIT_FINDINGS);
	diags_init(&errors, ground);
	*ret_read = lint_workflow(arena, &findings, &errors, &input);
	assert_int_equal(errors.errors > 0 || arena->exhausted, !*ret_read);
	return lint_text(ground, &findings, DIAG_NOTE, DIAG_PLAIN);
}

static void test_without_memory_there_is_all_or_an_end(void **state)
{
	struct arena ground;
	struct str whole = STR_NONE;
	size_t calls = 1;
	bool read;

	(void)state;
	arena_init(&ground, LIMIT_ARENA_BYTES);
	for (size_t fail_at = 0; fail_at <= calls; fail_at++) {
		struct failing failing = {.fail_at = fail_at, .forever = true};
		struct arena arena;
		arena_init_with(&arena, failing_allocator(&failing), LIMIT_ARENA_BYTES);
		const struct str text = lint_hostile(&arena, &ground, &read);
		if (fail_at == 0) {
			calls = failing.calls;
			whole = text;
			assert_non_null(strstr(whole.ptr, "PC0333"));
		}
		assert_true(read ? str_eq(text, whole) : fail_at > 0);
		arena_release(&arena);
		assert_int_equal(failing.live, 0);
	}
	arena_release(&ground);
}

/* Of a small arena, bytes are missing at another place each time. */
static void test_with_little_memory_there_is_all_or_an_end(void **state)
{
	struct arena ground;
	struct arena arena;
	bool read = false;

	(void)state;
	arena_init(&ground, LIMIT_ARENA_BYTES);
	for (size_t limit = 1024; !read && limit < LIMIT_ARENA_BYTES; limit += limit / 16) {
		arena_init(&arena, limit);
		lint_hostile(&arena, &ground, &read);
		assert_int_equal(arena.exhausted, !read);
		arena_release(&arena);
	}
	assert_true(read);
	arena_release(&ground);
}

/* What is beyond a limit is counted and said. */
static void test_what_is_not_kept_is_counted(void **state)
{
	struct arena arena;
	struct diags findings;
	struct diags errors;
	struct strbuf text;

	(void)state;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	strbuf_init(&text, &arena, LIMIT_TEXT_BYTES);
	strbuf_add(
		&text, STR("on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n"));
	for (unsigned i = 0; i < LIMIT_FINDINGS + 7; i++)
		strbuf_add(&text, STR("      - uses: a/b@v1\n"));
	const struct plan_input input = {.file = STR("w.yml"), .source = strbuf_str(&text)};
	diags_init_max(&findings, &arena, LIMIT_FINDINGS);
	diags_init(&errors, &arena);
	assert_true(lint_workflow(&arena, &findings, &errors, &input));
	assert_int_equal(findings.len, LIMIT_FINDINGS);
	assert_int_equal(findings.warnings, LIMIT_FINDINGS + 7);
	const struct str said = lint_text(&arena, &findings, DIAG_NOTE, DIAG_PLAIN);
	assert_true(
		str_ends(said, STR("0 errors, 0 warnings, 10000 notes\n7 more are not listed\n")));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_rule_says_all_of_itself),
		cmocka_unit_test(test_without_memory_there_is_all_or_an_end),
		cmocka_unit_test(test_with_little_memory_there_is_all_or_an_end),
		cmocka_unit_test(test_what_is_not_kept_is_counted),
	};
	return cmocka_run_group_tests_name("lint", tests, NULL, NULL);
}
