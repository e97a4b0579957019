/* SPDX-License-Identifier: MIT */
#include "review/words.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "review/diff_making.h"
#include "review/review.h"

/* Of a text that is cut, so many code points in front of the difference stay. */
#define WORDS_BEFORE ((size_t)24)

static void add_value(struct strbuf *out, const struct value *value, unsigned depth);

static void add_items(struct strbuf *out, const struct value *array, unsigned depth)
{
	for (size_t i = 0; i < array->count; i++) {
		if (i)
			strbuf_add(out, STR(", "));
		add_value(out, array->items[i], array->count == 1 ? depth : depth + 1);
	}
}

static void add_members(struct strbuf *out, const struct map *members, unsigned depth)
{
	for (size_t i = 0; i < members->len; i++) {
		if (i)
			strbuf_add(out, STR(", "));
		utf8_show(out, members->entries[i].key);
		strbuf_add(out, STR(": "));
		add_value(out, members->entries[i].value, depth + 1);
	}
}

/* A number or a word, or nothing when the arena is exhausted. */
static void add_scalar(struct strbuf *out, const struct value *value)
{
	const struct str text = value_to_string(out->arena, value);

	if (!text.ptr)
		out->failed = true;
	else
		utf8_show(out, text);
}

/* Brackets only where a list or an object stands in another. */
static void add_value(struct strbuf *out, const struct value *value, unsigned depth)
{
	const bool array = value->kind == VALUE_ARRAY;

	if (value->kind == VALUE_NULL) {
		strbuf_add(out, STR("none"));
	} else if (value->kind == VALUE_STRING && !value->text.len) {
		strbuf_add(out, STR("''"));
	} else if (!array && value->kind != VALUE_OBJECT) {
		add_scalar(out, value);
	} else {
		const bool empty = array ? !value->count : !value->members->len;
		const bool bracket = depth || empty;
		if (bracket)
			strbuf_add_char(out, array ? '[' : '{');
		if (array)
			add_items(out, value, depth);
		else
			add_members(out, value->members, depth);
		if (bracket)
			strbuf_add_char(out, array ? ']' : '}');
	}
}

/* "GHCR_USER, GHCR_TOKEN for ghcr.io" */
static void add_credentials(struct strbuf *out, const struct value *credentials)
{
	const struct value *from = diff_part(credentials, "from");
	const struct value *registry = diff_part(credentials, "registry");

	add_items(out, from, 0);
	strbuf_add(out, STR(" for "));
	add_value(out, registry, 1);
}

struct str words_value(struct arena *arena, const struct value *value)
{
	struct strbuf out;

	if (!value)
		return STR_NONE;
	strbuf_init(&out, arena, LIMIT_PLAN_BYTES);
	add_value(&out, value, 0);
	return strbuf_str(&out);
}

static struct str value_text(
	struct arena *arena, const struct change *change, const struct value *value)
{
	struct strbuf out;

	if (!value || !str_is(change->path, "credentials") || value->kind != VALUE_OBJECT)
		return words_value(arena, value);
	strbuf_init(&out, arena, LIMIT_PLAN_BYTES);
	add_credentials(&out, value);
	return strbuf_str(&out);
}

/* How many bytes `points` code points take from `from` on. */
static size_t advance(struct str text, size_t from, size_t points)
{
	uint32_t point;
	size_t len;

	while (from < text.len && points--) {
		utf8_decode(text, from, &point, &len);
		from += len;
	}
	return from;
}

/* Where two texts part, at the beginning of a code point. */
static size_t common_start(struct str a, struct str b)
{
	size_t at = 0;

	while (at < a.len && at < b.len && a.ptr[at] == b.ptr[at])
		at++;
	while (at > 0 && at < a.len && ((unsigned char)a.ptr[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* The text from `from` on, in at most WORDS_MAX code points. */
static struct str cut(struct arena *arena, struct str text, size_t from)
{
	const size_t end = advance(text, from, WORDS_MAX);

	if (from == 0 && end == text.len)
		return text;
	return str_printf(arena, "%s%.*s%s", from ? "…" : "", STR_ARG(str_slice(text, from, end)),
		end < text.len ? "…" : "");
}

/* The start of what is shown: a little before the difference, and no later than the last WORDS_MAX
 * code points begin. */
static size_t shown_from(struct str text, size_t parting)
{
	const size_t before = utf8_count(str_slice(text, 0, parting));
	const size_t all = utf8_count(text);
	size_t skip = before > WORDS_BEFORE ? before - WORDS_BEFORE : 0;

	if (all <= WORDS_MAX)
		return 0;
	if (skip > all - WORDS_MAX)
		skip = all - WORDS_MAX;
	return advance(text, 0, skip);
}

/* What a plan leaves out because it goes without saying; STR_NONE: there is no such value. */
static struct str standard_of(struct str path)
{
	static const struct {
		const char *path;
		struct str standard;
	} rows[] = {
		{"source.persist_credentials", STR_ROW("true")},
		{"source.lfs", STR_ROW("false")},
		{"source.submodules", STR_ROW("false")},
		{"continue_on_error", STR_ROW("false")},
		{"step.continue_on_error", STR_ROW("false")},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (str_is(path, rows[i].path))
			return rows[i].standard;
	}
	return STR_NONE;
}

struct words_pair words_values(struct arena *arena, const struct change *change)
{
	struct words_pair pair = {
		value_text(arena, change, change->old), value_text(arena, change, change->now)};
	size_t parting = 0;

	if (pair.old.ptr && pair.now.ptr)
		parting = common_start(pair.old, pair.now);
	if (pair.old.ptr)
		pair.old = cut(arena, pair.old, shown_from(pair.old, parting));
	if (pair.now.ptr)
		pair.now = cut(arena, pair.now, shown_from(pair.now, parting));
	if (change->kind == CHANGE_ADDED)
		pair.old = standard_of(change->path);
	if (change->kind == CHANGE_REMOVED)
		pair.now = standard_of(change->path);
	return pair;
}

static void add_id(struct strbuf *out, const struct value *id)
{
	strbuf_add(out, STR("build '"));
	if (id)
		utf8_show(out, id->text);
	strbuf_add_char(out, '\'');
}

void words_subject(struct strbuf *out, const struct change *change)
{
	if (change->kind == CHANGE_BUILD_ADDED)
		add_id(out, change->now);
	else if (change->kind == CHANGE_BUILD_REMOVED || change->kind == CHANGE_BUILD_RENAMED)
		add_id(out, change->old);
	else
		utf8_show(out, change->path);
}

/* " added: main": an event without settings, {} in a plan, has nothing to show. */
static void add_alone(
	struct strbuf *out, const char *what, struct str text, const struct value *value)
{
	strbuf_add(out, str_of(what));
	if (value->kind == VALUE_OBJECT && !value->members->len)
		return;
	strbuf_add(out, STR(": "));
	strbuf_add(out, text);
}

static void add_both(struct strbuf *out, const struct words_pair *values)
{
	strbuf_printf(out, " %.*s → %.*s", STR_ARG(values->old), STR_ARG(values->now));
}

/* " added: ghcr.io/team/cache with ghcr.io/coder/envbuilder:1.3.0" */
static void add_build(struct strbuf *out, const char *what, const struct plan_build *build)
{
	const struct str repo = words_value(out->arena, build->shown.cache_repo);
	const struct str image = words_value(out->arena, build->image);

	strbuf_printf(out, " %s: %.*s with %.*s", what, STR_ARG(repo), STR_ARG(image));
}

void words_change(struct strbuf *out, const struct change *change)
{
	const struct words_pair values = words_values(out->arena, change);

	words_subject(out, change);
	switch (change->kind) {
	case CHANGE_BUILD_ADDED:
		add_build(out, "added", change->build);
		break;
	case CHANGE_BUILD_REMOVED:
		add_build(out, "removed", change->build);
		break;
	case CHANGE_BUILD_RENAMED:
		strbuf_printf(out, " renamed to '%.*s'", STR_ARG(values.now));
		break;
	case CHANGE_ADDED:
		if (values.old.ptr)
			add_both(out, &values);
		else
			add_alone(out, " added", values.now, change->now);
		break;
	case CHANGE_REMOVED:
		if (values.now.ptr)
			add_both(out, &values);
		else
			add_alone(out, " removed", values.old, change->old);
		break;
	case CHANGE_EVENTS:
		strbuf_printf(out, ": %.*s", STR_ARG(change->note));
		break;
	case CHANGE_RENAMED:
		strbuf_printf(out, " was named %.*s", STR_ARG(values.old));
		break;
	case CHANGE_ORDER:
		strbuf_add(out, STR(" in another order:"));
		add_both(out, &values);
		break;
	case CHANGE_VALUE:
		add_both(out, &values);
		break;
	}
}

struct str words_note(const struct change *change)
{
	return change->kind == CHANGE_EVENTS ? STR_NONE : change->note;
}

/* So many builds are named in check's words. */
#define WORDS_BUILDS ((size_t)3)

struct str changes_in_words(struct arena *arena, struct str old_plan, struct str new_plan)
{
	struct diff_side old = {.is_plan = true};
	struct diff_side now = {.is_plan = true};
	const struct diff *diff;
	struct diags ignored;
	struct strbuf out;

	diags_init(&ignored, arena);
	strbuf_init(&out, arena, LIMIT_PLAN_BYTES);
	old.plan = plan_view(arena, &ignored, STR("old"), old_plan);
	now.plan = plan_view(arena, &ignored, STR("new"), new_plan);
	if (!old.plan || !now.plan)
		return arena->exhausted ? STR_NONE : STR("");
	diff = diff_make(arena, old, now);
	for (size_t i = 0; diff && i < diff->count; i++) {
		const struct change *change = &diff->changes[i];
		words_change(&out, change);
		words_builds(&out, diff, change, WORDS_BUILDS);
		if (words_note(change).ptr)
			strbuf_printf(&out, "; %.*s", STR_ARG(change->note));
		strbuf_add_char(&out, '\n');
	}
	return diff ? strbuf_str(&out) : STR_NONE;
}
