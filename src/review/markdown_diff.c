/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "review/markdown.h"
#include "review/markdown_text.h"
#include "review/review.h"
#include "review/words.h"

#define HOW_CHANGES "precache diff OLD NEW"
#define HOW_PLAN "precache plan WORKFLOW --format json"

/* By so many names a change says which builds it is of. */
#define NAMES_MAX ((size_t)3)

static void add_cell(struct strbuf *out, struct str text)
{
	if (text.ptr)
		markdown_code(out, text, MARKDOWN_CELL, true);
	else
		strbuf_add(out, STR("—"));
}

static void add_what(struct strbuf *out, const struct change *change)
{
	struct strbuf subject;

	if (change->kind >= CHANGE_BUILD_ADDED) {
		strbuf_add(out, STR("build"));
		return;
	}
	strbuf_init(&subject, out->arena, LIMIT_TEXT_BYTES);
	words_subject(&subject, change);
	add_cell(out, strbuf_str(&subject));
}

/* Of a build that was added or removed also what it pushes, and with which builder. */
static void add_build(struct strbuf *out, const struct plan_build *build)
{
	strbuf_add(out, STR("<br>"));
	add_cell(out, words_value(out->arena, build->shown.cache_repo));
	strbuf_add(out, STR(" with "));
	add_cell(out, words_value(out->arena, build->image));
}

/* One of the two values; `text` is what is shown of it. */
static void add_value(
	struct strbuf *out, const struct change *change, const struct value *value, struct str text)
{
	if (change->kind == CHANGE_EVENTS)
		strbuf_add(out, STR("—"));
	else if (value && value->kind == VALUE_OBJECT && !value->members->len)
		strbuf_add(out, STR("without settings"));
	else
		add_cell(out, text);
	if (value && change->build)
		add_build(out, change->build);
}

static void add_meaning(struct strbuf *out, const struct change *change)
{
	strbuf_printf(out, "**%.*s**", STR_ARG(cost_name(change->cost)));
	if (change->reason)
		strbuf_printf(out, ": %s", change->reason);
	if (change->widening != WIDENS_NOTHING)
		strbuf_printf(out, "<br>widens %.*s", STR_ARG(widening_name(change->widening)));
	if (change->note.ptr)
		strbuf_printf(out, "<br>%.*s", STR_ARG(change->note));
}

static void add_where(struct strbuf *out, const struct diff *diff, const struct change *change)
{
	struct strbuf place;

	strbuf_init(&place, out->arena, LIMIT_TEXT_BYTES);
	words_short_place(&place, diff, change);
	add_cell(out, strbuf_str(&place));
	if (!words_names_builds(diff, change))
		return;
	strbuf_add(out, STR("<br>"));
	words_count_builds(out, change);
	for (size_t i = 0; i < change->build_count && i < NAMES_MAX; i++) {
		strbuf_add(out, i ? STR(", ") : STR(""));
		add_cell(out, change->builds[i]);
	}
	if (change->build_count > NAMES_MAX)
		strbuf_printf(out, " and %zu more", change->build_count - NAMES_MAX);
}

static struct str row_text(
	struct arena *arena, const struct diff *diff, const struct change *change)
{
	const struct words_pair values = words_values(arena, change);
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	strbuf_add(&out, change->widening != WIDENS_NOTHING ? STR("| ⚠️ | ") : STR("| | "));
	add_what(&out, change);
	strbuf_add(&out, STR(" | "));
	add_value(&out, change, change->old, values.old);
	strbuf_add(&out, STR(" | "));
	add_value(&out, change, change->now, values.now);
	strbuf_add(&out, STR(" | "));
	add_meaning(&out, change);
	strbuf_add(&out, STR(" | "));
	add_where(&out, diff, change);
	strbuf_add(&out, STR(" |\n"));
	return strbuf_str(&out);
}

static void add_rows(struct markdown_page *page, const struct diff *diff)
{
	const struct str top = STR("\n| | what | old | new | cost | where |\n"
				   "| --- | --- | --- | --- | --- | --- |\n");
	size_t i = 0;

	if (!diff->count)
		return;
	markdown_page_add(page, top);
	while (i < diff->count) {
		const struct str row = row_text(page->out.arena, diff, &diff->changes[i]);
		if (!row.ptr)
			page->out.failed = true;
		if (!row.ptr || !markdown_page_add(page, row))
			break;
		i++;
	}
	if (i < diff->count)
		markdown_page_cut(page, diff->count - i, "changes", HOW_CHANGES);
}

/* "`new.yml`, against `old.yml`." The old one goes without saying when it is the same file's. */
static struct str names_text(struct arena *arena, const struct diff *diff)
{
	const struct str old = diff->old.name;
	const struct str now = diff->now.name;
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	if (!now.ptr && !old.ptr)
		return STR("");
	strbuf_add_char(&out, '\n');
	markdown_code(&out, now.ptr ? now : old, MARKDOWN_CELL, false);
	if (now.ptr && old.ptr && !str_starts(old, now)) {
		strbuf_add(&out, STR(", against "));
		markdown_code(&out, old, MARKDOWN_CELL, false);
	}
	strbuf_add(&out, STR(".\n"));
	return strbuf_str(&out);
}

struct str diff_markdown(
	struct arena *arena, const struct diff *diff, const struct markdown_form *form)
{
	const struct str name = diff->now.name.ptr ? diff->now.name : diff->old.name;
	const struct plan *plan = diff->now.plan;
	struct markdown_page page;
	struct strbuf headline;
	struct str end;

	markdown_page_init(&page, arena, form->budget, form->key.ptr ? form->key : name,
		plan ? plan->id : STR_NONE, &end);
	strbuf_init(&headline, arena, LIMIT_TEXT_BYTES);
	strbuf_add(&headline, STR("**precache:** "));
	diff_headline(&headline, diff);
	strbuf_add_char(&headline, '\n');
	markdown_page_add(&page, strbuf_str(&headline));
	markdown_page_add(&page, names_text(arena, diff));
	add_rows(&page, diff);
	if (plan)
		markdown_fold_plan(&page, plan, HOW_PLAN);
	return markdown_page_finish(&page, end);
}
