/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "builder/dockerfile.h"
#include "harness/failing.h"
#include "harness/rows.h"

struct text_row {
	const char *name;
	const char *text;
	const char *read; /* "NAME@offset(flags) word@start-end …", a line each; or what is wrong */
};

static const struct text_row good_rows[] = {
	{"an empty file has no instruction", "", ""},
	{"comments and empty lines are none", "# x\n\n  # y\n", ""},
	{"words and their places", "FROM a:1 AS b\n", "FROM@0(0) a:1@5-8 AS@9-11 b@12-13\n"},
	{"names in any case, blanks before them", "  from\ta", "from@2(0) a@7-8\n"},
	{"flags come first", "COPY --from=x --chown=a:b y --z /\n",
		"COPY@0(2) --from=x@5-13 --chown=a:b@14-25 y@26-27 --z@28-31 /@32-33\n"},
	{"a backslash joins lines", "RUN a \\\n  b \\  \n c\nUSER d",
		"RUN@0(0) a@4-5 b@10-11 c@17-18\nUSER@19(0) d@24-25\n"},
	{"comments and empty lines between joined lines are left out",
		"RUN a \\\n# x\n\n  # y \\\n  b\nUSER c",
		"RUN@0(0) a@4-5 b@23-24\nUSER@25(0) c@30-31\n"},
	{"a word may go on behind a joined line", "USER a\\\nb", "USER@0(0) ab@5-9\n"},
	{"a backslash at the end of the file joins nothing", "USER a \\", "USER@0(0) a@5-6\n"},
	{"a backslash before a letter joins nothing", "RUN a\\b \\c",
		"RUN@0(0) a\\b@4-7 \\c@8-10\n"},
	{"an escaped blank is part of the word", "COPY a\\ b /", "COPY@0(0) a\\ b@5-9 /@10-11\n"},
	{"the escape directive names another character", "# escape=`\nUSER a `\n  b\nUSER c\\\n",
		"USER@11(0) a@16-17 b@22-23\nUSER@24(0) c\\@29-31\n"},
	{"a directive among others", "# syntax=docker/dockerfile:1\n# escape = `\nUSER a`\nb",
		"USER@42(0) ab@47-51\n"},
	{"behind a comment there is no directive", "# a comment\n# escape=`\nUSER a`\n",
		"USER@23(0) a`@28-30\n"},
	{"quotes keep blanks and go", "ARG A=\"b c\" D='e \"f'",
		"ARG@0(0) A=b c@4-11 D=e \"f@12-20\n"},
	{"CR LF ends a line", "FROM a\r\nUSER b \\\r\nc\r\n",
		"FROM@0(0) a@5-6\nUSER@8(0) b@13-14 c@18-19\n"},
	{"a byte order mark is no letter",
		"\xEF\xBB\xBF"
		"FROM a",
		"FROM@3(0) a@8-9\n"},
	{"an array gives its strings", "COPY [ \"a b\", \"c\" ]\nADD [\"d\"]",
		"COPY@0(0) a b@7-12 c@14-17\nADD@20(0) d@25-28\n"},
	{"an array behind a flag, over lines", "COPY --from=x [\"a\", \\\n  \"b\"]",
		"COPY@0(1) --from=x@5-13 a@15-18 b@24-27\n"},
	{"what begins like an array and is none are words", "RUN [ -f \"x\" ]\nRUN [\"a\"] b",
		"RUN@0(0) [@4-5 -f@6-8 x@9-12 ]@13-14\nRUN@15(0) [a]@19-24 b@25-26\n"},
	{"the body of a here-document is left out", "RUN <<EOF\nFROM x\nEOF\nUSER a",
		"RUN@0(0) <<EOF@4-9\nUSER@21(0) a@26-27\n"},
	{"two here-documents, one with tabs before its end, one in quotes",
		"COPY <<-A <<\"B\" /x\n1\n\tA\n2\n A\nB\nUSER a",
		"COPY@0(0) <<-A@5-9 <<B@10-15 /x@16-18\nUSER@31(0) a@36-37\n"},
	{"a here-document behind a command", "RUN 3<<E cat\nADD x y\nE\nUSER a",
		"RUN@0(0) 3<<E@4-8 cat@9-12\nUSER@23(0) a@28-29\n"},
	{"what is no here-document has no body", "RUN cat <<<x $((1<<2)) <<\nUSER a <<b\n",
		"RUN@0(0) cat@4-7 <<<x@8-12 $((1<<2))@13-22 <<@23-25\nUSER@26(0) a@31-32 "
		"<<b@33-36\n"},
	{"an instruction alone", "FROM\nX", "FROM@0(0)\nX@5(0)\n"},
	{"a quote without an end goes on to the end of the line", "RUN it's\nUSER a",
		"RUN@0(0) its@4-8\nUSER@9(0) a@14-15\n"},
};

static const struct text_row bad_rows[] = {
	{"a here-document without an end", "RUN <<EOF\nx\n", "4 this here-document has no end"},
	{"its end must stand alone", "RUN <<EOF\n EOF\n", "4 this here-document has no end"},
	{"a byte that is not UTF-8", "FROM a\xFF", "6 a byte that is not UTF-8"},
};

static struct str shown(struct arena *arena, const struct dockerfile *file)
{
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < file->count; i++) {
		const struct instruction *item = &file->items[i];
		strbuf_printf(&out, "%.*s@%zu(%zu)", STR_ARG(item->name), item->start, item->flags);
		for (size_t w = 0; w < item->count; w++)
			strbuf_printf(&out, " %.*s@%zu-%zu", STR_ARG(item->words[w].text),
				item->words[w].start, item->words[w].end);
		strbuf_add_char(&out, '\n');
	}
	return strbuf_str(&out);
}

static void check_good(void **state)
{
	const struct text_row *row = *state;
	struct arena arena;
	struct dockerfile file;
	struct str why;
	size_t at;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	assert_true(dockerfile_read(&arena, str_of(row->text), &file, &why, &at));
	assert_string_equal(shown(&arena, &file).ptr, row->read);
	arena_release(&arena);
}

static void check_bad(void **state)
{
	const struct text_row *row = *state;
	struct arena arena;
	struct dockerfile file;
	struct str why;
	size_t at;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	assert_false(dockerfile_read(&arena, str_of(row->text), &file, &why, &at));
	assert_string_equal(str_printf(&arena, "%zu %.*s", at, STR_ARG(why)).ptr, row->read);
	arena_release(&arena);
}

static bool reads(struct arena *arena, const void *data)
{
	const struct text_row *row = data;
	struct dockerfile file;
	struct str why;
	size_t at;

	const bool read = dockerfile_read(arena, str_of(row->text), &file, &why, &at);
	assert_null(why.ptr);
	return read;
}

static void check_memory(void **state)
{
	failing_each(reads, *state);
}

/* One instruction many times. */
struct many_row {
	const char *name;
	size_t times;
	bool read;
};

static const struct many_row many_rows[] = {
	{"as many instructions as there may be", LIMIT_INSTRUCTIONS, true},
	{"one more is refused", LIMIT_INSTRUCTIONS + 1, false},
};

static void check_many(void **state)
{
	const struct many_row *row = *state;
	struct arena arena;
	struct strbuf text;
	struct dockerfile file;
	struct str why;
	size_t at;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	strbuf_init(&text, &arena, LIMIT_FILE_BYTES);
	for (size_t i = 0; i < row->times; i++)
		strbuf_add(&text, STR("RUN x\n"));
	assert_int_equal(dockerfile_read(&arena, strbuf_str(&text), &file, &why, &at), row->read);
	assert_int_equal(why.ptr == NULL, row->read);
	arena_release(&arena);
}

/* The value of a flag. */
struct flag_row {
	const char *name;
	const char *text;
	const char *value; /* NULL: it is not there */
};

static const struct flag_row flag_rows[] = {
	{"a flag has a value", "COPY --from=a b c", "a"},
	{"the last of two counts", "COPY --from=a --from=b b c", "b"},
	{"a flag may have none", "COPY --from b c", ""},
	{"a flag behind a word is a word", "COPY b --from=a c", NULL},
	{"another flag is another", "COPY --fromage=a c", NULL},
};

static void check_flag(void **state)
{
	const struct flag_row *row = *state;
	struct arena arena;
	struct dockerfile file;
	struct str why;
	size_t at;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	assert_true(dockerfile_read(&arena, str_of(row->text), &file, &why, &at));
	const struct str value = instruction_flag(&file.items[0], "from");
	assert_int_equal(value.ptr == NULL, row->value == NULL);
	if (row->value)
		assert_true(str_is(value, row->value));
	arena_release(&arena);
}

/* A word with the arguments A=1, E= and N, which has no value. */
struct expand_row {
	const char *name;
	const char *word;
	const char *text; /* NULL: it is not known */
	const char *from; /* the argument that was used; NULL: none */
};

static const struct expand_row expand_rows[] = {
	{"a word without arguments is itself", "x:1", "x:1", NULL},
	{"a name", "x:$A", "x:1", "A"},
	{"a name in braces, with text behind it", "x:${A}b", "x:1b", "A"},
	{"the longest name counts", "$AB", NULL, NULL},
	{"of two arguments the first is named", "${A}${E}", "1", "A"},
	{"an empty value is one", "x${E}", "x", "E"},
	{"a default for what is not set", "${X:-y}", "y", NULL},
	{"a default for what is empty", "${E:-y}", "y", NULL},
	{"a default beside a value", "${A:-y}", "1", "A"},
	{"another text for what is set", "${A:+y}", "y", NULL},
	{"none for what is not", "x${X:+y}", "x", NULL},
	{"an argument that is not there", "$X", NULL, NULL},
	{"an argument without a value", "$N", NULL, NULL},
	{"a default that is an argument", "${X:-$A}", NULL, NULL},
	{"braces without an end", "${A", NULL, NULL},
	{"a dollar sign alone", "a$", NULL, NULL},
	{"a form that there is not", "${A#x}", NULL, NULL},
	{"the last value counts", "$B", "3", "B"},
};

static void check_expand(void **state)
{
	const struct expand_row *row = *state;
	const struct docker_arg args[] = {{STR_ROW("A"), STR_ROW("1")},
		{STR_ROW("B"), STR_ROW("2")}, {STR_ROW("E"), STR_ROW("")},
		{STR_ROW("N"), {NULL, 0}}, {STR_ROW("B"), STR_ROW("3")}};
	const struct docker_arg *from = NULL;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct str text = docker_expand(&arena, str_of(row->word), args, 5, &from);
	assert_int_equal(text.ptr == NULL, row->text == NULL);
	if (row->text) {
		assert_string_equal(text.ptr, row->text);
		assert_int_equal(from == NULL, row->from == NULL);
		assert_true(!from || str_is(from->name, row->from));
	}
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("a Dockerfile", good_rows, check_good) +
	       ROWS_RUN("what is no Dockerfile", bad_rows, check_bad) +
	       ROWS_RUN("many instructions", many_rows, check_many) +
	       ROWS_RUN("a flag of an instruction", flag_rows, check_flag) +
	       ROWS_RUN("a word with arguments", expand_rows, check_expand) +
	       ROWS_RUN("a Dockerfile without memory", good_rows, check_memory);
}
