/* SPDX-License-Identifier: MIT */
#include "actions/checker.h"

#include <stdarg.h>

static bool is_said(
	const struct diags *diags, enum diag_rule rule, struct place at, struct str message)
{
	for (size_t i = 0; i < diags->len; i++) {
		const struct diag *diag = diags->items[i];
		if (diag->rule == rule && diag->at.line == at.line &&
			diag->at.column == at.column && str_eq(diag->at.file, at.file) &&
			str_eq(diag->message, message))
			return true;
	}
	return false;
}

struct diag *checker_add(const struct checker *checker, enum diag_rule rule, struct place at,
	const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const struct str message = str_vprintf(checker->arena, format, args);
	va_end(args);
	if (!message.ptr || is_said(checker->diags, rule, at, message))
		return NULL;
	return diag_add(checker->diags, rule, at, "%.*s", STR_ARG(message));
}
