/* SPDX-License-Identifier: MIT */
#include "review/finding.h"

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

/* Takes the last part away from a path that is being built. */
static void drop_part(struct strbuf *path)
{
	const size_t slash = str_find_last((struct str){path->ptr, path->len}, '/');
	path->len = slash == STR_NOWHERE ? 0 : slash;
	path->ptr[path->len] = '\0';
}

/* Whether ".." has a part to take away. */
static bool has_part(const struct strbuf *path)
{
	const struct str built = {path->ptr, path->len};
	return built.len > 0 && !str_is(built, "..") && !str_ends(built, STR("/.."));
}

static void add_part(struct strbuf *path, struct str part, bool absolute)
{
	if (part.len == 0 || str_is(part, "."))
		return;
	if (str_is(part, "..") && has_part(path)) {
		drop_part(path);
		return;
	}
	if (str_is(part, "..") && absolute)
		return;
	if (path->len > 0 || absolute)
		strbuf_add_char(path, '/');
	strbuf_add(path, part);
}

static void add_parts(struct strbuf *path, struct str name, bool absolute)
{
	for (size_t at = 0; at <= name.len;) {
		size_t end = str_find_char(name, '/', at);
		end = end == STR_NOWHERE ? name.len : end;
		add_part(path, str_slice(name, at, end), absolute);
		at = end + 1;
	}
}

/* A path without what stands before it when that is the folder. */
static struct str below(struct str path, struct str folder)
{
	if (!folder.ptr || !str_starts(path, folder))
		return path;
	const size_t skip = str_ends(folder, STR("/")) ? folder.len : folder.len + 1;
	if (path.len <= skip || path.ptr[skip - 1] != '/')
		return path;
	return str_slice(path, skip, path.len);
}

struct str finding_path(struct arena *arena, const struct findings *findings, struct str file)
{
	struct strbuf path;
	const bool rooted = str_starts(file, STR("/"));
	const bool joined = !rooted && findings->root.ptr && findings->folder.ptr;
	strbuf_init(&path, arena, LIMIT_TEXT_BYTES);
	if (joined)
		add_parts(&path, findings->folder, true);
	add_parts(&path, file, rooted || joined);
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
