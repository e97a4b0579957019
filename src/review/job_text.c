/* SPDX-License-Identifier: MIT */
#include "review/job_text.h"

#include "base/limits.h"

static void start_value(const struct page *page, struct strbuf *text)
{
	strbuf_init(text, page->arena, LIMIT_TEXT_BYTES);
}

static void add_value(const struct page *page, struct strbuf *text, const struct value *value)
{
	strbuf_add(text, value_to_string(page->arena, value));
}

/* "1", "[1, 2]", "{os: linux}": a value as a person writes it on one line. */
static void add_flow(const struct page *page, struct strbuf *text, const struct value *value)
{
	if (value->kind == VALUE_ARRAY) {
		strbuf_add_char(text, '[');
		for (size_t i = 0; i < value->count; i++) {
			strbuf_add(text, i ? STR(", ") : STR(""));
			add_flow(page, text, value->items[i]);
		}
		strbuf_add_char(text, ']');
	} else if (value->kind == VALUE_OBJECT) {
		strbuf_add_char(text, '{');
		for (size_t i = 0; i < value->members->len; i++) {
			const struct map_entry *entry = &value->members->entries[i];
			strbuf_printf(text, "%s%.*s: ", i ? ", " : "", STR_ARG(entry->key));
			add_flow(page, text, entry->value);
		}
		strbuf_add_char(text, '}');
	} else {
		add_value(page, text, value);
	}
}

/* What is between the brackets of such a value. */
static void put_flow(struct page *page, const char *label, const struct value *value)
{
	struct strbuf text;
	struct str shown;

	if (!value)
		return;
	start_value(page, &text);
	add_flow(page, &text, value);
	shown = strbuf_str(&text);
	if (value->kind == VALUE_ARRAY || value->kind == VALUE_OBJECT)
		shown = str_slice(shown, 1, shown.len - 1);
	page_put(page, label, shown.len ? shown : STR("none"));
}

static void put_runner(struct page *page, const struct job_view *job)
{
	struct strbuf text;

	if (!job->runs_on)
		return;
	start_value(page, &text);
	if (job->runs_on->kind == VALUE_ARRAY) {
		for (size_t i = 0; i < job->runs_on->count; i++) {
			strbuf_add(&text, i ? STR(", ") : STR(""));
			add_value(page, &text, job->runs_on->items[i]);
		}
	} else {
		add_flow(page, &text, job->runs_on);
	}
	if (job->timeout_minutes) {
		strbuf_add(&text, STR(", at most "));
		add_value(page, &text, job->timeout_minutes);
		strbuf_add(&text, STR(" minutes"));
	}
	page_put(page, "  runs on", strbuf_str(&text));
}

/* A line for each variable; those that `known` has with the same value are left out. */
static void put_env(
	struct page *page, const char *label, const struct map *env, const struct map *known)
{
	for (size_t i = 0; i < env->len; i++) {
		const struct map_entry *entry = &env->entries[i];
		const struct value *value = entry->value;
		const struct value *same = known ? map_get(known, entry->key) : NULL;
		if (same && str_eq(same->text, value->text))
			continue;
		page_put(page, label,
			str_printf(page->arena, "%.*s=%.*s", STR_ARG(entry->key),
				STR_ARG(value->text)));
		label = "";
	}
}

/* The first line of a script that says something. */
static struct str first_line(struct str script)
{
	const struct str text = str_trim(script);
	const struct str line = str_trim(str_slice(text, 0, str_find_char(text, '\n', 0)));
	return line;
}

static struct str deed_of(const struct page *page, const struct step_view *step)
{
	if (step->uses)
		return step->uses->text;
	if (!step->run)
		return STR("");
	const struct str line = first_line(step->run->text);
	const bool more = str_trim(step->run->text).len > line.len;
	return str_printf(page->arena, "run: %.*s%s", STR_ARG(line), more ? " ..." : "");
}

static void put_step(struct page *page, const struct job_view *job, size_t index)
{
	const struct step_view *step = &job->steps[index];
	struct strbuf text;
	const struct str label = str_printf(page->arena, "  step %zu", index + 1);
	const struct str deed = deed_of(page, step);

	if (!label.ptr)
		return;
	start_value(page, &text);
	if (step->name)
		strbuf_printf(&text, "%.*s%s", STR_ARG(step->name->text), deed.len ? ": " : "");
	strbuf_add(&text, deed);
	if (step->id.ptr)
		strbuf_printf(&text, " (%.*s)", STR_ARG(step->id));
	page_put(page, label.ptr, strbuf_str(&text));
	put_flow(page, "    if", step->condition);
	put_env(page, "    env", step->env, job->env);
}

void job_text(struct page *page, const struct job_view *job)
{
	page_put(page, "job", job->id);
	if (!str_eq(job->name->text, job->id))
		page_put(page, "  name", job->name->text);
	put_runner(page, job);
	put_flow(page, "  rights", job->permissions);
	put_flow(page, "  matrix", job->matrix);
	put_flow(page, "  if", job->condition);
	put_env(page, "  env", job->env, NULL);
	if (job->uses)
		page_put(page, "  calls", job->uses->text);
	for (size_t i = 0; i < job->step_count; i++)
		put_step(page, job, i);
}
