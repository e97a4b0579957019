/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "review/markdown.h"
#include "review/markdown_text.h"
#include "review/review.h"
#include "review/words.h"

#define HOW "precache plan WORKFLOW"
#define HOW_JSON "precache plan WORKFLOW --format json"

void markdown_fold_plan(struct markdown_page *page, const struct plan *plan, const char *how)
{
	struct arena *arena = page->out.arena;

	markdown_page_fold(page, "The plan", summary_text(arena, plan, SUMMARY_WIDTH), how);
	markdown_page_fold(page, "The plan as JSON", plan_json(arena, plan), how);
}

static void add_cell(struct strbuf *out, struct str text)
{
	strbuf_add(out, STR(" | "));
	if (text.len)
		markdown_code(out, text, MARKDOWN_CELL, true);
	else
		strbuf_add(out, STR("—"));
}

static struct str row_text(struct arena *arena, const struct plan_build *build)
{
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	strbuf_add_char(&out, '|');
	strbuf_add_char(&out, ' ');
	markdown_code(&out, build->id, MARKDOWN_CELL, true);
	add_cell(&out, words_value(arena, build->image));
	add_cell(&out, words_value(arena, build->shown.cache_repo));
	add_cell(&out, words_value(arena, build->shown.ttl_days));
	add_cell(&out, words_value(arena, build->facts[FACT_RUNS_ON]));
	add_cell(&out, words_value(arena, build->facts[FACT_PERMISSIONS]));
	add_cell(&out, summary_pushers(arena, build));
	strbuf_add(&out, STR(" |\n"));
	return strbuf_str(&out);
}

static void add_rows(struct markdown_page *page, const struct plan *plan)
{
	const struct str top =
		STR("\n| build | builder | pushes to | days | runs on | rights | pushed |\n"
		    "| --- | --- | --- | --- | --- | --- | --- |\n");
	size_t i = 0;

	markdown_page_add(page, top);
	while (i < plan->build_count) {
		const struct str row = row_text(page->out.arena, &plan->builds[i]);
		if (!row.ptr)
			page->out.failed = true;
		if (!row.ptr || !markdown_page_add(page, row))
			break;
		i++;
	}
	if (i < plan->build_count)
		markdown_page_cut(page, plan->build_count - i, "builds", HOW);
}

static struct str headline_text(struct arena *arena, const struct plan *plan)
{
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	strbuf_printf(&out, "**precache:** %zu build%s", plan->build_count,
		plan->build_count == 1 ? "" : "s");
	if (plan->triggers) {
		for (size_t i = 0; i < plan->triggers->members->len; i++) {
			strbuf_add(&out, i ? STR(", ") : STR(", on "));
			strbuf_add(&out, plan->triggers->members->entries[i].key);
		}
	}
	strbuf_printf(&out, "; %zu value%s unknown\n", plan->unknown_count,
		plan->unknown_count == 1 ? "" : "s");
	return strbuf_str(&out);
}

struct str plan_markdown(struct arena *arena, const struct plan *plan, struct str name,
	const struct markdown_form *form)
{
	struct markdown_page page;
	struct strbuf names;
	struct str end;

	markdown_page_init(
		&page, arena, form->budget, form->key.ptr ? form->key : name, plan->id, &end);
	strbuf_init(&names, arena, LIMIT_TEXT_BYTES);
	markdown_page_add(&page, headline_text(arena, plan));
	if (name.ptr) {
		strbuf_add_char(&names, '\n');
		markdown_code(&names, name, MARKDOWN_CELL, false);
		strbuf_add(&names, STR(".\n"));
		markdown_page_add(&page, strbuf_str(&names));
	}
	add_rows(&page, plan);
	markdown_fold_plan(&page, plan, HOW_JSON);
	return markdown_page_finish(&page, end);
}
