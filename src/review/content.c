/* SPDX-License-Identifier: MIT */
#include "review/content.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "review/content_making.h"
#include "review/linting.h"

struct place content_place(struct content_file *file, size_t offset)
{
	if (offset < file->cursor.offset)
		file->cursor = cursor_begin(file->source);
	cursor_to_offset(&file->cursor, offset);
	return cursor_place(&file->cursor, file->shown);
}

static struct diag *find(struct content_file *file, enum diag_rule rule,
	enum diag_severity severity, size_t start, size_t end, struct str message)
{
	const struct place at = content_place(file, start);
	const struct place behind = content_place(file, end);
	struct diag *diag = diag_add_as(&file->found, rule, severity, at, "%.*s", STR_ARG(message));

	diag_until(diag, behind.line, behind.column);
	return diag;
}

struct diag *content_find(struct content_file *file, enum diag_rule rule, size_t start, size_t end,
	const char *format, ...)
{
	va_list args;
	struct str message;

	va_start(args, format);
	message = str_vprintf(file->found.arena, format, args);
	va_end(args);
	return find(file, rule, diag_rule_row(rule)->severity, start, end, message);
}

struct diag *content_find_as(struct content_file *file, enum diag_rule rule,
	enum diag_severity severity, size_t start, size_t end, const char *format, ...)
{
	va_list args;
	struct str message;

	va_start(args, format);
	message = str_vprintf(file->found.arena, format, args);
	va_end(args);
	return find(file, rule, severity, start, end, message);
}

/* Hidden characters, as in a workflow. */
static void check_reading(struct content *content, struct content_file *file)
{
	const struct document document = {.file = file->shown, .source = file->source};
	struct linting linting = {
		.arena = content->arena, .found = &file->found, .document = &document};
	const struct lint_rule *rule;

	for (size_t i = 0; (rule = lint_rule_at(i)); i++) {
		linting.rule = rule;
		if (rule->group == LINT_READING && rule->check.file)
			rule->check.file(&linting);
	}
}

/* Of which rules an allowance in these files is one too many when it silences nothing. */
static bool has_run(void *context, const struct lint_rule *rule)
{
	(void)context;
	return rule->group == LINT_CONTENT || rule->group == LINT_READING;
}

static bool finish(struct content *content, struct content_file *file, struct diags *findings)
{
	const struct place place = {.file = file->shown, .source = file->source};

	if (!file->source.ptr)
		return true;
	if (utf8_check(file->source) == STR_NOWHERE)
		check_reading(content, file);
	return lint_allow(content->arena, &file->found, findings, place, has_run, NULL);
}

bool lint_content(struct arena *arena, struct diags *findings, const struct content_input *input)
{
	struct content content = {.arena = arena, .input = input};

	if (!content_gather(&content, findings))
		return !arena->exhausted;
	if (content.document) {
		content_check_description(&content);
		content_check_features(&content);
		content_check_build(&content);
	}
	content_check_images(&content);
	content_check_dockerfile(&content);
	content_check_ignore(&content);
	return finish(&content, &content.description, findings) &&
	       finish(&content, &content.dockerfile, findings) &&
	       finish(&content, &content.ignore, findings) && !arena->exhausted;
}
