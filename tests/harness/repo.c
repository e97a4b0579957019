/* SPDX-License-Identifier: MIT */
#include "harness/repo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/json_tree.h"
#include "harness/memory_files.h"

static void add_place(struct strbuf *out, struct place at)
{
	strbuf_printf(out, "%.*s:%u:%u ", STR_ARG(at.file), at.line, at.column);
}

struct str repo_said(struct arena *arena, const struct diags *diags)
{
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < diags->len; i++) {
		const struct diag *diag = diags->items[i];
		strbuf_add(&out, i > 0 ? STR("\n") : STR(""));
		add_place(&out, diag->at);
		strbuf_printf(
			&out, "%s %.*s", diag_rule_row(diag->rule)->name, STR_ARG(diag->message));
		if (diag->related_message.ptr) {
			strbuf_add(&out, STR(" | "));
			add_place(&out, diag->related);
			strbuf_add(&out, diag->related_message);
		}
		if (diag->hint.ptr)
			strbuf_printf(&out, " (%.*s)", STR_ARG(diag->hint));
	}
	return strbuf_str(&out);
}

const struct plan *repo_plan(
	struct arena *arena, struct diags *diags, const char *files, const struct plan_input *more)
{
	struct plan_input input = more ? *more : (struct plan_input){.event = STR_NONE};
	struct memory_files memory;

	memory_files_init(&memory, str_of(files));
	assert_true(memory.count > 0);
	input.file = memory.items[0].path;
	input.source = memory.items[0].text;
	input.file_from_root = input.file;
	input.root_shown = STR("");
	input.files = &memory.calls;
	return plan_make(arena, diags, &input);
}

static void assert_value(
	struct arena *arena, const struct plan *plan, const char *pointer, const char *value)
{
	const struct str bytes = plan_json(arena, plan);
	json_t *tree = json_loads(bytes.ptr, 0, NULL);

	assert_non_null(tree);
	json_assert(json_under(tree, pointer), value);
	json_decref(tree);
}

void repo_row_check(void **state)
{
	const struct repo_row *row = *state;
	struct plan_input more = {.event = STR_NONE};
	struct arena arena;
	struct diags diags;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	more.context = context_of_yaml(&arena, &diags, row->context);
	const struct plan *plan = repo_plan(&arena, &diags, row->files, &more);
	const struct str said = repo_said(&arena, &diags);
	if (!row->pointer)
		assert_string_equal(said.ptr, row->value);
	else if (!plan)
		fail_msg("%s", said.ptr);
	else
		assert_value(&arena, plan, row->pointer, row->value);
	arena_release(&arena);
}
