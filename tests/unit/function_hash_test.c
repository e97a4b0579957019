/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/expressions.h"
#include "harness/findings.h"
#include "harness/rows.h"

/* Files whose digest is their number in every byte, so that the sums can be had elsewhere:
 * `printf '\1%.0s' $(seq 32) | sha256sum`. */
static const struct str paths[] = {STR_ROW("a/one"), STR_ROW("b"), STR_ROW("lost")};

static const struct str *list(void *context, struct arena *arena, size_t *ret_count)
{
	(void)arena;
	*ret_count = 3;
	return context ? paths : NULL;
}

static bool hash(void *context, struct str path, unsigned char ret_digest[32])
{
	(void)context;
	memset(ret_digest, str_is(path, "a/one") ? 1 : 2, 32);
	return !str_is(path, "lost");
}

static struct str read(void *context, struct arena *arena, struct str path)
{
	(void)context;
	(void)arena;
	(void)path;
	return STR_NONE;
}

struct hash_row {
	const char *name;
	const char *text;
	bool listed;
	const char *expected;
};

#define ONE "72cd6e8422c407fb6d098690f1130b7ded7ec2f7f5e1d30bd9d521f015363793"
#define TWO "75877bb41d393b5fb8455ce60ecd8dda001d06316496b14dfa7f895656eeca4a"

static const struct hash_row rows[] = {
	{"a file", "hashFiles('a/one')", true, "\"" ONE "\""},
	{"another file", "hashFiles('b')", true, "\"" TWO "\""},
	{"the digest is of digests, not of contents", "hashFiles('a/*')", true, "\"" ONE "\""},
	{"two files by two arguments", "hashFiles('a/one', 'b') == hashFiles('b')", true, "false"},
	{"two files by two lines", "hashFiles('a/one\nb') == hashFiles('a/one', 'b')", true,
		"true"},
	{"the order of patterns counts", "hashFiles('b', 'a/one') == hashFiles('a/one', 'b')", true,
		"false"},
	{"nothing found is empty", "hashFiles('*.c')", true, "\"\""},
	{"no pattern finds nothing", "hashFiles('')", true, "\"\""},
	{"null finds nothing", "hashFiles(null)", true, "\"\""},
	{"what is left out", "hashFiles('**', '!lost', '!b')", true, "\"" ONE "\""},
	{"following links is an option", "hashFiles('--follow-symbolic-links', 'b')", true,
		"\"" TWO "\""},
	{"whatever its case", "hashFiles('--FOLLOW-symbolic-links', 'b')", true, "\"" TWO "\""},
	{"elsewhere it is a pattern", "hashFiles('b', '--follow-symbolic-links')", true,
		"\"" TWO "\""},
	{"another option is an error", "hashFiles('--no', 'b')", true,
		"error at 10: invalid glob option '--no', the one there is is "
		"'--follow-symbolic-links'"},
	{"a way up is an error", "hashFiles('b', '../x')", true,
		"error at 15: invalid pattern '../x': '.' and '..' are not allowed in it"},
	{"a pattern outside cannot be told", "hashFiles('/etc/passwd')", true,
		"unknown: hashFiles('/etc/passwd')"},
	{"a file that cannot be read cannot be told", "hashFiles('lost')", true,
		"unknown: hashFiles('lost')"},
	{"files that cannot be listed cannot be told", "hashFiles('b')", false,
		"unknown: hashFiles('b')"},
	{"an unknown pattern cannot be told", "hashFiles('b', vars.X)", true,
		"unknown: hashFiles('b', vars.X)"},
};

static void check_row(void **state)
{
	const struct hash_row *row = *state;
	struct arena arena;
	int there = 1;
	const struct files files = {read, list, hash, row->listed ? &there : NULL};
	struct expression_error error;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct scope scope = {.arena = &arena, .files = &files};
	const struct expression *expression = expression_parse(&arena, str_of(row->text), &error);
	assert_non_null(expression);
	const struct value *value = expression_value(expression, &scope, NULL, &error);
	struct str line = STR_NONE;
	if (!value)
		line = str_printf(
			&arena, "error at %zu: %.*s", error.offset, STR_ARG(error.message));
	else if (value->marks & MARK_UNKNOWN)
		line = str_printf(
			&arena, "unknown: %.*s", (int)value->text.len - 7, value->text.ptr + 4);
	else
		line = value_line(&arena, value);
	assert_string_equal(line.ptr, row->expected);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("hashFiles", rows, check_row);
}
