/* SPDX-License-Identifier: MIT */
#include "base/diag.h"

#include "base/limits.h"

#define CAP_FIRST ((size_t)4)

static const struct diag_rule_row rule_rows[RULE_COUNT] = {
#define DIAG_RULE_ROW(name, id, severity, demand)                                                  \
	[RULE_##name] = {#name, id, DIAG_##severity, demand},
	DIAG_RULES(DIAG_RULE_ROW)
#undef DIAG_RULE_ROW
};

const struct diag_rule_row *diag_rule_row(enum diag_rule rule)
{
	return &rule_rows[rule];
}

void diags_init(struct diags *diags, struct arena *arena)
{
	*diags = (struct diags){
		.arena = arena, .max_errors = LIMIT_ERRORS, .max_warnings = LIMIT_WARNINGS};
}

void diags_init_max(struct diags *diags, struct arena *arena, size_t max)
{
	*diags = (struct diags){.arena = arena, .max_errors = max, .max_warnings = max};
}

/* Counts one, and says whether it is still among those that are kept. */
static bool count(struct diags *diags, enum diag_severity severity)
{
	if (severity == DIAG_ERROR)
		return ++diags->errors <= diags->max_errors;
	return ++diags->warnings <= diags->max_warnings;
}

static bool keep(struct diags *diags, struct diag *diag)
{
	if (diags->len == diags->cap) {
		const size_t cap = diags->cap ? diags->cap * 2 : CAP_FIRST;
		struct diag **grown = arena_grow(diags->arena, diags->items,
			diags->cap * sizeof(struct diag *), cap * sizeof(struct diag *));
		if (!grown)
			return false;
		diags->items = grown;
		diags->cap = cap;
	}
	diags->items[diags->len++] = diag;
	return true;
}

static bool same_place(struct place a, struct place b)
{
	return a.line == b.line && a.column == b.column && str_eq(a.file, b.file);
}

/* Whether it was said already, and is to be said once. */
static bool is_repeated(
	const struct diags *diags, enum diag_rule rule, struct place at, struct str message)
{
	for (size_t i = 0; diags->once && at.line > 0 && i < diags->len; i++) {
		const struct diag *const said = diags->items[i];
		if (said->rule == rule && same_place(said->at, at) &&
			str_eq(said->message, message))
			return true;
	}
	return false;
}

static struct diag *make(struct diags *diags, enum diag_rule rule, enum diag_severity severity,
	struct place at, struct str message)
{
	if (is_repeated(diags, rule, at, message) || !count(diags, severity) || !message.ptr)
		return NULL;
	struct diag *diag = arena_alloc(diags->arena, sizeof(*diag));
	if (!diag)
		return NULL;
	*diag = (struct diag){.rule = rule, .severity = severity, .at = at, .message = message};
	return keep(diags, diag) ? diag : NULL;
}

struct diag *diag_add(
	struct diags *diags, enum diag_rule rule, struct place at, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const struct str message = str_vprintf(diags->arena, format, args);
	va_end(args);
	return make(diags, rule, diag_rule_row(rule)->severity, at, message);
}

struct diag *diag_add_as(struct diags *diags, enum diag_rule rule, enum diag_severity severity,
	struct place at, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const struct str message = str_vprintf(diags->arena, format, args);
	va_end(args);
	return make(diags, rule, severity, at, message);
}

bool diag_take(struct diags *diags, struct diag *diag)
{
	return count(diags, diag->severity) && keep(diags, diag);
}

void diag_hint(struct diags *diags, struct diag *diag, const char *format, ...)
{
	if (!diag)
		return;
	va_list args;
	va_start(args, format);
	diag->hint = str_vprintf(diags->arena, format, args);
	va_end(args);
}

void diag_relate(struct diags *diags, struct diag *diag, struct place at, const char *format, ...)
{
	if (!diag)
		return;
	va_list args;
	va_start(args, format);
	diag->related = at;
	diag->related_message = str_vprintf(diags->arena, format, args);
	va_end(args);
}

static void hide(struct place *place, bool *conceal, struct place secret)
{
	if (place->line != secret.line || !str_eq(place->file, secret.file))
		return;
	if (place->column == secret.column)
		*conceal = true;
	else
		place->source = STR_NONE;
}

static void hide_everywhere(struct diags *diags, struct place secret)
{
	for (size_t i = 0; secret.line > 0 && i < diags->len; i++) {
		struct diag *diag = diags->items[i];
		hide(&diag->at, &diag->conceal, secret);
		hide(&diag->related, &diag->conceal_related, secret);
	}
}

void diags_conceal(struct diags *diags)
{
	for (size_t i = 0; i < diags->len; i++) {
		const struct diag *diag = diags->items[i];
		if (diag->conceal)
			hide_everywhere(diags, diag->at);
		if (diag->conceal_related)
			hide_everywhere(diags, diag->related);
	}
}

void diag_until(struct diag *diag, unsigned line, unsigned column)
{
	if (!diag)
		return;
	diag->end_line = line;
	diag->end_column = column;
}

struct place place_of_file(struct str file)
{
	return (struct place){.file = file};
}

/* The bytes of a line up to its end: LF, CR LF, CR or the end of the text. */
static struct str first_line(struct str text)
{
	const struct str line = str_slice(text, 0, str_find_char(text, '\n', 0));
	return str_slice(line, 0, str_find_char(line, '\r', 0));
}

/* The offset of the line behind the one that begins at `offset`. */
static size_t next_line(struct str source, size_t offset)
{
	const struct str rest = str_slice(source, offset, source.len);
	const size_t end = offset + first_line(rest).len;
	const bool pair = str_starts(str_slice(source, end, source.len), STR("\r\n"));
	return end + (pair ? 2 : 1);
}

/* Lines between two landmarks. */
#define LANDMARK_LINES 256u

static void begin_lines(struct line_memo *memo, struct str source)
{
	/* A byte order mark takes no column. */
	const struct str mark = STR("\xEF\xBB\xBF");
	const size_t first = str_starts(source, mark) ? mark.len : 0;
	*memo = (struct line_memo){.source = source.ptr, .line = 1, .offset = first};
	memo->landmarks[memo->landmark_count++] = first;
}

/* Goes to the last landmark before a line, unless the way from here is shorter. */
static void seek_landmark(struct line_memo *memo, unsigned line)
{
	size_t landmark = (line - 1) / LANDMARK_LINES;
	if (landmark >= memo->landmark_count)
		landmark = memo->landmark_count - 1;
	const unsigned there = (unsigned)landmark * LANDMARK_LINES + 1;
	if (line >= memo->line && there <= memo->line)
		return;
	memo->line = there;
	memo->offset = memo->landmarks[landmark];
}

static void go_on(struct line_memo *memo, struct str source)
{
	memo->offset = next_line(source, memo->offset);
	memo->line++;
	if (memo->landmark_count < LINE_LANDMARKS &&
		memo->line == memo->landmark_count * LANDMARK_LINES + 1)
		memo->landmarks[memo->landmark_count++] = memo->offset;
}

static struct str find_line(struct place at, struct line_memo *memo)
{
	seek_landmark(memo, at.line);
	while (memo->line < at.line && memo->offset < at.source.len)
		go_on(memo, at.source);
	if (memo->offset >= at.source.len)
		return STR_NONE;
	return first_line(str_slice(at.source, memo->offset, at.source.len));
}

struct str place_line_next(struct place at, struct line_memo *memo)
{
	if (at.line == 0)
		return STR_NONE;
	if (memo->source != at.source.ptr || memo->landmark_count == 0)
		begin_lines(memo, at.source);
	if (memo->text_line == at.line)
		return memo->text;
	memo->text = find_line(at, memo);
	memo->text_line = at.line;
	memo->text_points = 0;
	memo->shown_point = 0;
	memo->shown_offset = 0;
	return memo->text;
}

struct str place_line(struct place at)
{
	struct line_memo memo = {.source = NULL};
	return place_line_next(at, &memo);
}
