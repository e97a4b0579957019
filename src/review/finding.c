/* SPDX-License-Identifier: MIT */
#include "review/finding.h"

#include "base/filepath.h"
#include "base/limits.h"
#include "base/utf8.h"

struct str finding_severity(enum diag_severity severity)
{
	static const struct str names[] = {
		[DIAG_NOTE] = STR_ROW("note"),
		[DIAG_WARNING] = STR_ROW("warning"),
		[DIAG_ERROR] = STR_ROW("error"),
	};
	return names[severity];
}

static size_t kept(const struct diags *diags, enum diag_severity severity)
{
	size_t count = 0;
	for (size_t i = 0; i < diags->len; i++)
		count += diags->items[i]->severity == severity;
	return count;
}

size_t findings_found(const struct diags *diags, enum diag_severity severity)
{
	if (severity == DIAG_ERROR)
		return diags->errors;
	const size_t notes = kept(diags, DIAG_NOTE);
	return severity == DIAG_NOTE ? notes : diags->warnings - notes;
}

bool finding_in_file(struct place at)
{
	return at.line > 0 && at.file.len > 0 && !str_is(at.file, "<stdin>");
}

/* A path from a folder, or as it is when it is not below it. */
static struct str below(struct str path, struct str folder)
{
	const size_t skip = str_ends(folder, STR("/")) ? folder.len : folder.len + 1;

	if (!folder.ptr || !str_starts(path, folder) || path.len <= skip ||
		path.ptr[skip - 1] != '/')
		return path;
	return str_slice(path, skip, path.len);
}

struct str finding_path(struct arena *arena, const struct findings *findings, struct str file)
{
	struct strbuf parts;
	struct strbuf path;
	const bool rooted = str_starts(file, STR("/"));
	const bool joined = !rooted && findings->root.ptr && findings->folder.ptr;
	size_t above;

	strbuf_init(&parts, arena, LIMIT_TEXT_BYTES);
	if (joined)
		(void)filepath_add(&parts, findings->folder);
	above = filepath_add(&parts, file);
	strbuf_init(&path, arena, LIMIT_TEXT_BYTES);
	if (rooted || joined)
		strbuf_add_char(&path, '/');
	else
		for (size_t i = 0; i < above; i++)
			strbuf_add(&path, STR("../"));
	strbuf_add(&path, strbuf_str(&parts));
	path.failed = path.failed || parts.failed;
	return below(strbuf_str(&path), findings->root);
}

static size_t units_of(struct str text, size_t at, size_t *ret_len)
{
	uint32_t point = 0;
	return utf8_decode(text, at, &point, ret_len) && point > 0xFFFF ? 2 : 1;
}

struct str finding_cut(struct arena *arena, struct str text, size_t max)
{
	const struct str dots = STR("...");
	size_t units = 0;
	size_t fitting = 0; /* bytes that leave room for the dots */
	size_t len;
	for (size_t at = 0; at < text.len; at += len) {
		units += units_of(text, at, &len);
		if (units > max)
			return str_printf(arena, "%.*s%.*s", STR_ARG(str_slice(text, 0, fitting)),
				STR_ARG(dots));
		if (units + dots.len <= max)
			fitting = at + len;
	}
	return text;
}

void finding_show(struct strbuf *out, struct str text, size_t max)
{
	const struct str fitting = finding_cut(out->arena, text, max);
	out->failed = out->failed || (text.ptr && !fitting.ptr);
	utf8_show(out, fitting);
}
