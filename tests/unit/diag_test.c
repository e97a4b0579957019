/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"
#include "base/limits.h"
#include "harness/failing.h"
#include "harness/rows.h"

#define ROOM ((size_t)1024 * 1024)

static struct str print(struct arena *arena, const struct diags *diags)
{
	struct strbuf out;
	strbuf_init(&out, arena, ROOM);
	diags_text(&out, diags, STR("precache"), DIAG_PLAIN);
	return strbuf_str(&out);
}

/* Many diagnostics, of which some are kept. */
struct count_row {
	const char *name;
	size_t errors;
	size_t warnings;
	size_t limit; /* of the arena */
	size_t kept;
	const char *end; /* of the text, behind the last one kept */
};

static const struct count_row count_rows[] = {
	{"without a diagnostic there is no text", 0, 0, ROOM, 0, ""},
	{"all errors within the limit are kept", 10, 0, ROOM, 10, ""},
	{"one error over the limit is counted", 11, 0, ROOM, 10, "1 more error\n"},
	{"errors over the limit are counted", 15, 100, ROOM, 110, "5 more errors\n"},
	{"warnings over the limit are counted", 12, 103, ROOM, 110,
		"2 more errors\n3 more warnings\n"},
	{"without memory errors are still counted", 3, 2, 0, 0, "3 more errors\n2 more warnings\n"},
};

static void check_count(void **state)
{
	const struct count_row *row = *state;
	struct arena arena;
	struct arena paper;
	struct diags diags;
	arena_init(&arena, row->limit);
	arena_init(&paper, ROOM);
	diags_init(&diags, &arena);
	const struct place at = place_of_file(STR("x.yml"));
	for (size_t i = 0; i < row->errors; i++) {
		struct diag *diag = diag_add(&diags, RULE_IMAGE, at, "%zu", i);
		assert_int_equal(diag != NULL, i < LIMIT_ERRORS && row->limit > 0);
		diag_hint(&diags, diag, "a hint of what may be absent");
		diag_relate(&diags, diag, at, "a second place of what may be absent");
	}
	for (size_t i = 0; i < row->warnings; i++)
		(void)diag_add(&diags, i % 2 ? RULE_FILE_LARGE : RULE_ENVIRONMENT_UNREAD, at, "w");
	assert_int_equal(diags.errors, row->errors);
	assert_int_equal(diags.warnings, row->warnings);
	assert_int_equal(diags.len, row->kept);
	const struct str text = print(&paper, &diags);
	const size_t last = str_find_last(str_slice(text, 0, text.len - strlen(row->end)), '\n');
	assert_string_equal(text.ptr + (last == STR_NOWHERE ? 0 : last + 1), row->end);
	arena_release(&paper);
	arena_release(&arena);
}

/* Every limit up to `most`: what is kept is whole. */
struct memory_row {
	const char *name;
	size_t most;
};

static const struct memory_row memory_rows[] = {
	{"whatever the memory, what is kept has a message", 4000},
};

static void check_memory(void **state)
{
	const struct memory_row *row = *state;
	size_t most_kept = 0;
	for (size_t limit = 0; limit < row->most; limit += 16) {
		struct failing failing = {0};
		struct arena arena;
		struct diags diags;
		arena_init_with(&arena, failing_allocator(&failing), limit);
		diags_init(&diags, &arena);
		for (int i = 0; i < 9; i++) {
			struct diag *diag = diag_add(&diags, RULE_TTL, (struct place){0}, "%d", i);
			diag_hint(&diags, diag, "hint %d", i);
		}
		assert_int_equal(diags.errors, 9);
		for (size_t i = 0; i < diags.len; i++) {
			assert_int_equal(diags.items[i]->message.ptr[0], '0' + (char)i);
			assert_true(diags.items[i]->hint.ptr || arena.exhausted);
		}
		most_kept = diags.len > most_kept ? diags.len : most_kept;
		arena_release(&arena);
		assert_int_equal(failing.live, 0);
	}
	assert_int_equal(most_kept, 9);
}

struct rule_row {
	const char *name;
	enum diag_rule rule;
	const char *rule_name;
	const char *id;
	enum diag_severity severity;
};

static const struct rule_row rule_rows[] = {
	{"the first rule is about memory", RULE_NO_MEMORY, "NO_MEMORY", "PC0001", DIAG_ERROR},
	{"a rule may be a warning", RULE_FILE_LARGE, "FILE_LARGE", "PC0109", DIAG_WARNING},
	{"a rule may be a note", RULE_ENVIRONMENT_UNREAD, "ENVIRONMENT_UNREAD", "PC0004",
		DIAG_NOTE},
};

static void check_rule(void **state)
{
	const struct rule_row *row = *state;
	const struct diag_rule_row *rule = diag_rule_row(row->rule);
	assert_string_equal(rule->name, row->rule_name);
	assert_string_equal(rule->id, row->id);
	assert_int_equal(rule->severity, row->severity);
	assert_true(strlen(rule->demand) > 0);
}

/* What holds of the table as a whole. */
static void check_table(void **state)
{
	(void)state;
	for (int i = 0; i < RULE_COUNT; i++) {
		const struct diag_rule_row *rule = diag_rule_row((enum diag_rule)i);
		const struct str id = str_of(rule->id);
		assert_int_equal(id.len, 6);
		assert_true(str_starts(id, STR("PC")));
		assert_true(str_all_in(str_slice(id, 2, 6), "0123456789"));
		for (int other = 0; other < i; other++)
			assert_string_not_equal(diag_rule_row((enum diag_rule)other)->id, rule->id);
	}
}

static const struct memory_row table_rows[] = {
	{"every rule has an id of its own", 0},
};

/* Another place beside "1:5", which is concealed, and what is shown there then. */
struct conceal_row {
	const char *name;
	const char *file;
	unsigned line;
	unsigned column;
	bool related; /* it is a second place */
	bool shown;   /* it keeps its source line */
	bool conceal;
};

static const struct conceal_row conceal_rows[] = {
	{"what stands before a secret on its line shows no line", "f", 1, 3, false, false, false},
	{"nor what stands behind it", "f", 1, 9, false, false, false},
	{"the same place conceals it too", "f", 1, 5, false, true, true},
	{"another line is shown", "f", 2, 5, false, true, false},
	{"and the line of another file", "g", 1, 5, false, true, false},
	{"a second place shows no line either", "f", 1, 3, true, false, false},
	{"or conceals it too", "f", 1, 5, true, true, true},
};

static void check_conceal(void **state)
{
	const struct conceal_row *row = *state;
	const struct str source = STR("abc: hunter2\nx\n");
	const struct place secret = {STR("f"), source, 1, 5};
	const struct place other = {str_of(row->file), source, row->line, row->column};
	const struct place elsewhere = {STR("h"), source, 2, 1};
	struct arena arena;
	struct diags diags;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	struct diag *diag =
		diag_add(&diags, RULE_CACHE_REPO, row->related ? elsewhere : other, "other");
	if (row->related)
		diag_relate(&diags, diag, other, "other");
	diag_add(&diags, RULE_SECRET_LITERAL, secret, "secret")->conceal = true;
	diags_conceal(&diags);
	const struct place *place = row->related ? &diag->related : &diag->at;
	assert_int_equal(place->source.ptr != NULL, row->shown);
	assert_int_equal(row->related ? diag->conceal_related : diag->conceal, row->conceal);
	assert_non_null(diags.items[1]->at.source.ptr);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("diagnostics are counted", count_rows, check_count) +
	       ROWS_RUN("diagnostics without memory", memory_rows, check_memory) +
	       ROWS_RUN("a rule", rule_rows, check_rule) +
	       ROWS_RUN("what is concealed", conceal_rows, check_conceal) +
	       ROWS_RUN("the table of rules", table_rows, check_table);
}
