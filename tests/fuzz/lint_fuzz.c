/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "fuzz/fuzz.h"
#include "review/lint.h"

/* What reads as a workflow is linted, in the order of its lines; what does not is explained. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct plan_input input = {.file = STR("fuzz"), .source = {(const char *)data, size}};
	struct arena arena;
	struct diags findings;
	struct diags errors;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init_max(&findings, &arena, LIMIT_FINDINGS);
	diags_init(&errors, &arena);
	const bool read = lint_workflow(&arena, &findings, &errors, &input);
	PROMISE(read == (errors.errors == 0));
	for (size_t i = 0; i < findings.len; i++) {
		PROMISE(findings.items[i]->at.line > 0);
		PROMISE(i == 0 || diag_compare(findings.items[i - 1], findings.items[i]) < 0);
	}
	PROMISE(lint_text(&arena, &findings, DIAG_NOTE, DIAG_PLAIN).len > 0);
	arena_release(&arena);
	return 0;
}
