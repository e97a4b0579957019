/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "review/lint.h"
#include "yaml/cursor.h"

#define CAP_FIRST ((size_t)8)

/* One id of an allowance, for one line. */
struct allowance {
	const struct lint_rule *rule;
	struct place at; /* of the id */
	unsigned line;   /* that it holds for */
	bool used;
};

struct allowing {
	struct arena *arena;
	struct place file;
	struct allowance *items; /* in the order of their lines */
	size_t len;
	size_t cap;
	struct diags *rest; /* what is left, and what is wrong with allowances */
	struct cursor cursor;
	size_t next_offset; /* the last line that a comment above it was for, */
	unsigned next_line; /* and its number */
};

/* A comment that speaks to precache, as offsets into the source. */
struct directive {
	size_t start; /* of its '#' */
	size_t words; /* behind "precache:" */
	size_t end;   /* of its line */
	size_t line;  /* where its line begins */
};

static size_t line_end(struct str source, size_t at)
{
	while (at < source.len && source.ptr[at] != '\n' && source.ptr[at] != '\r')
		at++;
	return at;
}

static size_t line_start(struct str source, size_t at)
{
	while (at > 0 && source.ptr[at - 1] != '\n' && source.ptr[at - 1] != '\r')
		at--;
	return at;
}

static struct place place_at(struct allowing *a, size_t offset)
{
	cursor_to_offset(&a->cursor, offset);
	return cursor_place(&a->cursor, a->file.file);
}

/* "#" or "//", at the start of the line or behind a blank. */
static bool find_marker(struct str source, struct directive *directive, size_t name)
{
	size_t at = name;

	while (at > directive->line && (source.ptr[at - 1] == ' ' || source.ptr[at - 1] == '\t'))
		at--;
	if (at > directive->line && source.ptr[at - 1] == '#')
		at--;
	else if (at > directive->line + 1 && source.ptr[at - 1] == '/' && source.ptr[at - 2] == '/')
		at -= 2;
	else
		return false;
	directive->start = at;
	return at == directive->line || char_is_space(source.ptr[at - 1]);
}

/* The next directive whose name stands at or behind *at, which moves behind it. */
static bool next_directive(struct str source, size_t *at, struct directive *ret)
{
	const struct str name = STR("precache:");

	for (size_t found = str_find(source, name, *at); found != STR_NOWHERE;
		found = str_find(source, name, *at)) {
		*at = found + name.len;
		*ret = (struct directive){.words = *at,
			.end = line_end(source, *at),
			.line = line_start(source, found)};
		if (find_marker(source, ret, found))
			return true;
	}
	return false;
}

static bool is_comment(struct str line)
{
	return !line.len || line.ptr[0] == '#' || str_starts(line, STR("//"));
}

/* The next line that is more than a comment; the comments above it share one search. */
static unsigned line_below(struct allowing *a, const struct directive *directive)
{
	const struct str source = a->file.source;
	unsigned line = place_at(a, directive->start).line;
	size_t start = directive->line;

	if (start < a->next_offset)
		return a->next_line;
	while (start < source.len) {
		const size_t end = line_end(source, start);
		if (!is_comment(str_trim(str_slice(source, start, end))))
			break;
		start = end + (str_starts(str_slice(source, end, source.len), STR("\r\n")) ? 2 : 1);
		line++;
	}
	a->next_offset = start;
	a->next_line = line;
	return line;
}

/* The line that a directive is for: its own, or the next one. */
static unsigned line_of(struct allowing *a, const struct directive *directive)
{
	if (str_trim(str_slice(a->file.source, directive->line, directive->start)).len)
		return place_at(a, directive->start).line;
	return line_below(a, directive);
}

/* The next word at or behind *at in front of `end`; a comma is a blank. Empty: there is none. */
static struct str next_word(struct str source, size_t *at, size_t end)
{
	size_t from = *at;
	while (from < end && (char_is_space(source.ptr[from]) || source.ptr[from] == ','))
		from++;
	size_t to = from;
	while (to < end && !char_is_space(source.ptr[to]) && source.ptr[to] != ',')
		to++;
	*at = to;
	return str_slice(source, from, to);
}

static void say_unknown(struct allowing *a, struct str id, struct place at)
{
	struct diag *diag =
		diag_add(a->rest, RULE_ALLOW_UNKNOWN, at, "'%.*s' is no rule of lint", STR_ARG(id));
	diag_hint(a->rest, diag,
		"precache lint --rules lists them; what the planner refuses cannot be allowed");
}

static struct allowance *new_allowance(struct allowing *a)
{
	if (a->len == a->cap) {
		const size_t cap = a->cap ? a->cap * 2 : CAP_FIRST;
		struct allowance *grown = arena_grow(
			a->arena, a->items, a->cap * sizeof(*grown), cap * sizeof(*grown));
		if (!grown)
			return NULL;
		a->items = grown;
		a->cap = cap;
	}
	return &a->items[a->len++];
}

static bool add_allowance(struct allowing *a, struct str id, size_t offset, unsigned line)
{
	const struct lint_rule *rule = lint_rule_find(id);
	const struct place at = place_at(a, offset);
	struct allowance *allowance;

	if (!rule || rule->group == LINT_ALLOWANCE) {
		say_unknown(a, id, at);
		return true;
	}
	allowance = new_allowance(a);
	if (allowance)
		*allowance = (struct allowance){.rule = rule, .at = at, .line = line};
	return allowance != NULL;
}

/* Where "because" stands in a directive, and whether something is said behind it. */
static bool has_reason(struct str source, const struct directive *directive, size_t *ret_because)
{
	size_t at = directive->words;

	for (struct str word = next_word(source, &at, directive->end); word.len;
		word = next_word(source, &at, directive->end)) {
		if (!str_is(word, "because"))
			continue;
		*ret_because = at - word.len;
		return str_trim(str_slice(source, at, directive->end)).len > 0;
	}
	return false;
}

static void say_no_reason(struct allowing *a, const struct directive *directive)
{
	struct diag *diag = diag_add(a->rest, RULE_ALLOW_REASON, place_at(a, directive->start),
		"an allowance without a reason silences nothing");
	diag_hint(a->rest, diag, "write '# precache: allow PC0000 because …'");
}

/* Whether a directive of another word was meant to be an allowance: it names a rule. */
static bool names_rule(struct str source, const struct directive *directive)
{
	const struct str line = str_slice(source, directive->words, directive->end);
	return str_find(line, STR("PC0"), 0) != STR_NOWHERE;
}

static bool read_directive(struct allowing *a, const struct directive *directive)
{
	const struct str source = a->file.source;
	size_t at = directive->words;
	size_t because = 0;
	const struct str verb = next_word(source, &at, directive->end);
	unsigned line;

	if (!str_is(verb, "allow")) {
		if (names_rule(source, directive))
			diag_hint(a->rest,
				diag_add(a->rest, RULE_ALLOW_UNKNOWN, place_at(a, directive->start),
					"'%.*s' is nothing that a comment can say to precache",
					STR_ARG(verb)),
				"write '# precache: allow PC0000 because …'");
		return true;
	}
	if (!has_reason(source, directive, &because)) {
		say_no_reason(a, directive);
		return true;
	}
	line = line_of(a, directive);
	for (struct str id = next_word(source, &at, because); id.len;
		id = next_word(source, &at, because)) {
		if (!add_allowance(a, id, at - id.len, line))
			return false;
	}
	return true;
}

static bool read_allowances(struct allowing *a)
{
	struct directive directive;
	size_t at = 0;

	while (next_directive(a->file.source, &at, &directive)) {
		if (!read_directive(a, &directive))
			return false;
		at = directive.end;
	}
	return true;
}

static bool is_allowed(const struct allowing *a, const struct diag *diag)
{
	bool allowed = false;

	if (!str_eq(diag->at.file, a->file.file))
		return false;
	for (size_t i = 0; i < a->len; i++) {
		struct allowance *allowance = &a->items[i];
		if (allowance->line != diag->at.line || allowance->rule->rule != diag->rule)
			continue;
		allowance->used = true;
		allowed = true;
	}
	return allowed;
}

static void say_unused(
	struct allowing *a, bool (*ran)(void *context, const struct lint_rule *rule), void *context)
{
	for (size_t i = 0; i < a->len; i++) {
		const struct allowance *allowance = &a->items[i];
		struct diag *diag;
		if (allowance->used || (ran && !ran(context, allowance->rule)))
			continue;
		diag = diag_add(a->rest, RULE_ALLOW_UNUSED, allowance->at,
			"'%s' is allowed and not found", diag_rule_row(allowance->rule->rule)->id);
		diag_hint(a->rest, diag, "take the allowance out");
	}
}

static void count_unkept(const struct diags *from, struct diags *to)
{
	size_t errors = 0;

	for (size_t i = 0; i < from->len; i++)
		errors += from->items[i]->severity == DIAG_ERROR;
	to->errors += from->errors - errors;
	to->warnings += from->warnings - (from->len - errors);
}

/* What stands there twice for the same reason, in two legs of a matrix say, is one finding. What
 * was not kept is counted on. */
static void take_once(const struct diags *sorted, struct diags *findings)
{
	for (size_t i = 0; i < sorted->len; i++) {
		if (!i || diag_compare(sorted->items[i - 1], sorted->items[i]))
			diag_take(findings, sorted->items[i]);
	}
	count_unkept(sorted, findings);
}

bool lint_allow(struct arena *arena, const struct diags *found, struct diags *findings,
	struct place file, bool (*ran)(void *context, const struct lint_rule *rule), void *context)
{
	struct diags rest;
	struct allowing a = {
		.arena = arena, .file = file, .rest = &rest, .cursor = cursor_begin(file.source)};

	diags_init_max(&rest, arena, LIMIT_FINDINGS);
	if (!read_allowances(&a))
		return false;
	for (size_t i = 0; i < found->len; i++) {
		if (!is_allowed(&a, found->items[i]))
			diag_take(&rest, found->items[i]);
	}
	say_unused(&a, ran, context);
	count_unkept(found, &rest);
	if (!diags_sort(&rest))
		return false;
	take_once(&rest, findings);
	return !arena->exhausted;
}
