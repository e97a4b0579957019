/* SPDX-License-Identifier: MIT */
#include "harness/lints.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"
#include "base/limits.h"
#include "harness/memory_files.h"
#include "review/lint.h"

static const char *const severities[] = {
	[DIAG_NOTE] = "note", [DIAG_WARNING] = "warning", [DIAG_ERROR] = "error"};

static void add(struct strbuf *out, const struct diags *diags, bool refused)
{
	for (size_t i = 0; i < diags->len; i++) {
		const struct diag *diag = diags->items[i];
		const struct diag_rule_row *row = diag_rule_row(diag->rule);
		if (refused)
			strbuf_printf(out, "refused %u:%u %s\n", diag->at.line, diag->at.column,
				row->name);
		else
			strbuf_printf(out, "%.*s%s%u:%u %s %s\n",
				str_is(diag->at.file, "w.yml") ? 0 : (int)diag->at.file.len,
				diag->at.file.ptr, str_is(diag->at.file, "w.yml") ? "" : ":",
				diag->at.line, diag->at.column, row->id,
				severities[diag->severity]);
	}
}

static bool says(const struct diags *diags, const char *text)
{
	for (size_t i = 0; i < diags->len; i++) {
		const struct diag *diag = diags->items[i];
		const struct str all[] = {diag->message, diag->hint, diag->related_message};
		for (size_t k = 0; k < sizeof(all) / sizeof(all[0]); k++) {
			if (all[k].ptr && strstr(all[k].ptr, text))
				return true;
		}
	}
	return false;
}

void lint_row_check(void **state)
{
	const struct lint_row *row = *state;
	struct arena arena;
	struct diags findings;
	struct diags errors;
	struct strbuf out;
	struct plan_input input = {.file = STR("w.yml"), .source = str_of(row->yaml)};
	struct memory_files files;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init_max(&findings, &arena, LIMIT_FINDINGS);
	diags_init(&errors, &arena);
	strbuf_init(&out, &arena, LIMIT_TEXT_BYTES);
	if (row->files) {
		memory_files_init(&files, str_of(row->files));
		input.files = &files.calls;
	}
	const bool read = lint_workflow(&arena, &findings, &errors, &input);
	add(&out, &findings, false);
	add(&out, &errors, true);
	assert_int_equal(read, errors.len == 0);
	assert_string_equal(strbuf_str(&out).ptr, row->found);
	if (row->message && !says(&findings, row->message))
		fail_msg("nothing says '%s', but '%.*s'", row->message,
			findings.len ? (int)findings.items[0]->message.len : 0,
			findings.len ? findings.items[0]->message.ptr : "");
	arena_release(&arena);
}
