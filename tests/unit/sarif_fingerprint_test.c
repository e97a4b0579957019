/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/rows.h"
#include "harness/sarif.h"
#include "review/findings.h"

#define RESULT "runs/0/results/0/"

/* Two findings and whether GitHub takes them for one and the same. */
struct print_row {
	const char *name;
	struct place first;
	struct place second;
	enum diag_rule second_rule;
	bool conceal;
	bool same;
};

#define BEFORE STR_ROW("on: push\nenv:\n  IMAGE:   ghcr.io/a/b:1\n")
#define MOVED STR_ROW("on: push\n# more\n\nenv:\n    IMAGE: ghcr.io/a/b:1   \n")
#define OTHER STR_ROW("on: push\nenv:\n  IMAGE:   ghcr.io/a/b:2\n")
#define MARKED                                                                                     \
	STR_ROW("\xEF\xBB\xBF"                                                                     \
		"on: push\r\nenv:\r\n  IMAGE:   ghcr.io/a/b:1\r\n")

static const struct print_row print_rows[] = {
	{"a line that moved and was indented is the same", {STR_ROW("w"), BEFORE, 3, 12},
		{STR_ROW("w"), MOVED, 5, 12}, RULE_IMAGE, false, true},
	{"line ends and a byte order mark do not count", {STR_ROW("w"), BEFORE, 3, 12},
		{STR_ROW("w"), MARKED, 3, 12}, RULE_IMAGE, false, true},
	{"a line that says something else is another", {STR_ROW("w"), BEFORE, 3, 12},
		{STR_ROW("w"), OTHER, 3, 12}, RULE_IMAGE, false, false},
	{"another rule on the line is another", {STR_ROW("w"), BEFORE, 3, 12},
		{STR_ROW("w"), BEFORE, 3, 12}, RULE_TTL, false, false},
	{"of a concealed line only what is shown counts", {STR_ROW("w"), BEFORE, 3, 12},
		{STR_ROW("w"), OTHER, 3, 12}, RULE_IMAGE, true, true},
};

static struct str print_of(
	struct arena *arena, enum diag_rule rule, struct place place, bool conceal)
{
	struct diags diags;
	diags_init(&diags, arena);
	diag_add(&diags, rule, place, "m")->conceal = conceal;
	const struct findings findings = {&diags, STR_NONE, STR_NONE};
	json_t *log = sarif_log(arena, &findings);
	const struct str print = str_dup(arena,
		str_of(json_string_value(
			json_under(log, RESULT "partialFingerprints/primaryLocationLineHash"))));
	json_decref(log);
	assert_int_equal(print.len, 18);
	assert_true(str_ends(print, STR(":1")));
	return print;
}

static void check_print(void **state)
{
	const struct print_row *row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct str first = print_of(&arena, RULE_IMAGE, row->first, row->conceal);
	const struct str second = print_of(&arena, row->second_rule, row->second, row->conceal);
	assert_int_equal(str_eq(first, second), row->same);
	arena_release(&arena);
}

/* The same words several times: numbered by place, whatever the order of the finds. */
static void check_numbers(void **state)
{
	(void)state;
	const struct str source = STR("a: x\nb: x\na: x\na: x\n");
	const unsigned lines[] = {4, 1, 3, 2};
	const char *const ends[] = {":3", ":1", ":2", ":1"};
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	for (size_t i = 0; i < 4; i++)
		(void)diag_add(
			&diags, RULE_IMAGE, (struct place){STR("w"), source, lines[i], 4}, "m");
	const struct findings findings = {&diags, STR_NONE, STR_NONE};
	json_t *log = sarif_log(&arena, &findings);
	for (size_t i = 0; i < 4; i++) {
		const json_t *result = json_array_get(json_under(log, "runs/0/results"), i);
		const struct str print = str_of(json_string_value(
			json_object_get(json_object_get(result, "partialFingerprints"),
				"primaryLocationLineHash")));
		assert_true(str_ends(print, str_of(ends[i])));
	}
	json_decref(log);
	arena_release(&arena);
}

struct whole_row {
	const char *name;
};

static const struct whole_row number_rows[] = {
	{"findings of the same words are numbered by their places"},
};

int main(void)
{
	return ROWS_RUN("a fingerprint", print_rows, check_print) +
	       ROWS_RUN("fingerprints of a run", number_rows, check_numbers);
}
