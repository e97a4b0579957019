/* SPDX-License-Identifier: MIT */
#include "harness/expressions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "actions/data_value.h"
#include "base/limits.h"
#include "harness/findings.h"

const char *expressions_contexts;

const struct value *data_of(struct arena *arena, const char *yaml)
{
	struct diags diags;
	diags_init(&diags, arena);
	const struct document *document = yaml_read(arena, &diags, STR("c.yml"), str_of(yaml));
	if (!document)
		fail_msg("%s", findings_text(arena, &diags).ptr);
	const struct value *value = data_value(arena, document, document->root);
	assert_non_null(value);
	return value;
}

static struct str error_line(struct arena *arena, const struct expression_error *error)
{
	return str_printf(arena, "error at %zu: %.*s", error->offset, STR_ARG(error->message));
}

struct str expression_line(struct arena *arena, const char *contexts, struct str text)
{
	const struct value *given = data_of(arena, contexts ? contexts : "{}");
	const struct value *env = value_member(given, STR("env"));
	struct map names;
	map_init_nocase(&names, arena);
	for (size_t i = 0; i < given->members->len; i++)
		assert_true(map_put(
			&names, given->members->entries[i].key, given->members->entries[i].value));
	const struct scope scope = {.arena = arena,
		.contexts = &names,
		.env = env ? env->members : NULL,
		.members_whole = true};
	struct expression_error error;
	const struct expression *expression = expression_parse_with(arena, text, &names, &error);
	if (!expression)
		return error_line(arena, &error);
	const struct value *value = expression_value(expression, &scope, NULL, &error);
	if (!value)
		return error_line(arena, &error);
	if (!(value->marks & MARK_UNKNOWN))
		return value_line(arena, value);
	/* Behind "${{ " and before " }}". */
	return str_printf(arena, "unknown: %.*s", (int)value->text.len - 7, value->text.ptr + 4);
}

void check_expression(void **state)
{
	const struct expression_row *row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct str line = expression_line(&arena, expressions_contexts, str_of(row->text));
	assert_string_equal(line.ptr, row->expected);
	arena_release(&arena);
}
