/* SPDX-License-Identifier: MIT */
#include "review/review.h"

#include "base/limits.h"
#include "review/page.h"

/* By how many lines the values of one build may wrap: 13 fields and these make 15 lines. */
#define SPARE_LINES 2u

static void start_value(const struct page *page, struct strbuf *text)
{
	strbuf_init(text, page->arena, LIMIT_TEXT_BYTES);
}

static void add_value(struct page *page, struct strbuf *text, const struct value *value)
{
	if (value)
		strbuf_add(text, value_to_string(page->arena, value));
}

/* The items of an array, or the value alone, with commas between. */
static void add_list(struct page *page, struct strbuf *text, const struct value *value)
{
	if (!value || value->kind != VALUE_ARRAY) {
		add_value(page, text, value);
		return;
	}
	for (size_t i = 0; i < value->count; i++) {
		if (i)
			strbuf_add(text, STR(", "));
		add_value(page, text, value->items[i]);
	}
}

static const struct value *member(const struct value *object, const char *name)
{
	if (!object || object->kind != VALUE_OBJECT)
		return NULL;
	return map_get(object->members, str_of(name));
}

/* "push to main", "schedule '0 6 * * 1'", or the event's name and the filters that it has. */
static void add_trigger(struct page *page, struct strbuf *text, const struct map_entry *event)
{
	const struct value *settings = event->value;

	strbuf_add(text, event->key);
	if (settings->kind == VALUE_ARRAY) {
		for (size_t i = 0; i < settings->count; i++) {
			strbuf_add(text, i ? STR(", '") : STR(" '"));
			add_value(page, text, member(settings->items[i], "cron"));
			strbuf_add_char(text, '\'');
		}
		return;
	}
	if (settings->kind != VALUE_OBJECT || str_starts(event->key, STR("workflow_")))
		return;
	for (size_t i = 0; i < settings->members->len; i++) {
		const struct map_entry *filter = &settings->members->entries[i];
		if (str_is(filter->key, "branches"))
			strbuf_add(text, STR(" to "));
		else
			strbuf_printf(text, " %.*s ", STR_ARG(filter->key));
		add_list(page, text, filter->value);
	}
}

static void put_workflow(struct page *page, const struct plan *plan)
{
	struct strbuf text;

	if (!plan->has_workflow) {
		page_put(page, "workflow", STR("none: planned from the environment"));
		return;
	}
	start_value(page, &text);
	strbuf_add(&text, plan->name.ptr ? plan->name : STR("(no name)"));
	strbuf_add(&text, STR(", on "));
	for (size_t i = 0; i < plan->triggers->members->len; i++) {
		if (i)
			strbuf_add(&text, STR("; "));
		add_trigger(page, &text, &plan->triggers->members->entries[i]);
	}
	page_put(page, "workflow", strbuf_str(&text));
}

static void put_source(struct page *page, const struct plan_build *build)
{
	const struct value *source = build->facts[FACT_SOURCE];
	const struct value *keeps = member(source, "persist_credentials");
	struct strbuf text;

	start_value(page, &text);
	add_value(page, &text, build->shown.workspace_folder);
	strbuf_add(&text, STR(" with "));
	add_value(page, &text, build->image);
	if (source && source->kind == VALUE_OBJECT) {
		strbuf_add(&text, STR(", from "));
		add_value(page, &text, member(source, "uses"));
		if (member(source, "repository")) {
			strbuf_add(&text, STR(" of "));
			add_value(page, &text, member(source, "repository"));
		}
		if (member(source, "ref")) {
			strbuf_add(&text, STR(" at "));
			add_value(page, &text, member(source, "ref"));
		}
		if (!keeps || keeps->kind != VALUE_BOOLEAN || keeps->boolean)
			strbuf_add(&text, STR(", which keeps its credential"));
	} else if (source) {
		strbuf_add(&text, STR(", without a checkout"));
	}
	page_put(page, "  builds", strbuf_str(&text));
}

static bool is_set(const struct plan_build *build, const char *name, const char *wanted)
{
	const struct value *value = map_get(build->set, str_of(name));
	return value && str_is(value->text, wanted);
}

static void put_cache(struct page *page, const struct plan_build *build)
{
	struct strbuf text;

	start_value(page, &text);
	add_value(page, &text, build->shown.cache_repo);
	strbuf_add(&text, is_set(build, "ENVBUILDER_PUSH_IMAGE", "0")
				  ? STR(": layers, no image; a layer counts ")
				  : STR(": every layer and the image; a layer counts "));
	add_value(page, &text, build->shown.ttl_days);
	strbuf_add(&text, STR(" days"));
	page_put(page, "  pushes to", strbuf_str(&text));
}

static void put_runner(struct page *page, const struct plan_build *build)
{
	const struct value *runs_on = build->facts[FACT_RUNS_ON];
	const struct value *group = member(build->facts[FACT_CONCURRENCY], "group");
	struct strbuf text;

	if (!runs_on)
		return;
	start_value(page, &text);
	add_list(page, &text, member(runs_on, "group"));
	if (member(runs_on, "group") && member(runs_on, "labels"))
		strbuf_add(&text, STR(": "));
	add_list(page, &text, runs_on->kind == VALUE_OBJECT ? member(runs_on, "labels") : runs_on);
	if (build->facts[FACT_TIMEOUT_MINUTES]) {
		strbuf_add(&text, STR(", at most "));
		add_value(page, &text, build->facts[FACT_TIMEOUT_MINUTES]);
		strbuf_add(&text, STR(" minutes"));
	}
	if (group) {
		strbuf_add(&text, STR(", one at a time in "));
		add_value(page, &text, group);
	}
	if (build->facts[FACT_IF]) {
		strbuf_add(&text, STR(", if "));
		add_value(page, &text, build->facts[FACT_IF]);
	}
	page_put(page, "  runs on", strbuf_str(&text));
}

static void put_rights(struct page *page, const struct plan_build *build)
{
	const struct value *rights = build->facts[FACT_PERMISSIONS];
	struct strbuf text;

	if (!rights)
		return;
	start_value(page, &text);
	if (rights->kind != VALUE_OBJECT)
		add_value(page, &text, rights);
	else if (!rights->members->len)
		strbuf_add(&text, STR("none"));
	for (size_t i = 0; rights->kind == VALUE_OBJECT && i < rights->members->len; i++) {
		const struct map_entry *scope = &rights->members->entries[i];
		strbuf_printf(&text, "%s%.*s: ", i ? ", " : "", STR_ARG(scope->key));
		add_value(page, &text, scope->value);
	}
	page_put(page, "  rights", strbuf_str(&text));
}

/* Adds the event where its `pushes` is the answer that is being listed. */
static void add_event(struct page *page, struct strbuf *text, size_t start, struct str name,
	const struct value *decision, struct str answer)
{
	const struct value *pushes = member(decision, "pushes");

	if (!pushes || !str_eq(value_to_string(page->arena, pushes), answer))
		return;
	if (text->len > start)
		strbuf_add(text, STR(", "));
	strbuf_add(text, name);
}

static void add_answer(struct page *page, struct strbuf *text, const struct value *events,
	struct str answer, struct str label)
{
	size_t start;

	if (text->len)
		strbuf_add(text, STR("; "));
	const size_t before = text->len;
	strbuf_add(text, label);
	start = text->len;
	for (size_t i = 0; i < events->members->len; i++) {
		const struct map_entry *event = &events->members->entries[i];
		const struct value *fork = member(event->value, "fork");
		add_event(page, text, start, event->key,
			fork ? member(event->value, "same_repository") : event->value, answer);
		if (fork)
			add_event(page, text, start, STR("a fork's pull_request"), fork, answer);
	}
	if (text->len == start)
		text->len = before ? before - 2 : 0;
}

static struct str events_text(struct page *page, const struct plan_build *build)
{
	const struct value *events = build->facts[FACT_EVENTS];
	struct strbuf text;

	start_value(page, &text);
	if (!events)
		return STR("");
	add_answer(page, &text, events, STR("true"), STR("by "));
	add_answer(page, &text, events, STR("unknown"), STR("unknown for "));
	add_answer(page, &text, events, STR("false"), STR("not by "));
	return strbuf_str(&text);
}

struct str summary_pushers(struct arena *arena, const struct plan_build *build)
{
	struct page page;

	page_init(&page, arena, SUMMARY_WIDTH, 0);
	return events_text(&page, build);
}

static void put_events(struct page *page, const struct plan_build *build)
{
	const struct str text = events_text(page, build);

	if (build->facts[FACT_EVENTS])
		page_put(page, "  pushed", text);
}

static void put_credential(struct page *page, const struct plan_build *build)
{
	const struct plan_credentials *credentials = &build->credentials;
	struct strbuf text;

	start_value(page, &text);
	for (size_t i = 0; i < credentials->from_count; i++)
		strbuf_printf(&text, "%s%.*s", i ? ", " : "", STR_ARG(credentials->from[i]));
	if (credentials->from_count) {
		strbuf_add(&text, STR(" for "));
		add_value(page, &text, credentials->registry);
	} else {
		strbuf_add(&text, STR("none: nothing can be pushed"));
	}
	page_put(page, "  credential", strbuf_str(&text));
}

/* Names that a line of their own tells; and those that are told only when they are not "1". */
static const char *const told[] = {"ENVBUILDER_WORKSPACE_FOLDER", "ENVBUILDER_INIT_SCRIPT",
	"ENVBUILDER_CACHE_REPO", "ENVBUILDER_CACHE_TTL_DAYS"};
static const char *const told_by_default[] = {"ENVBUILDER_PUSH_IMAGE",
	"ENVBUILDER_EXIT_ON_PUSH_FAILURE", "ENVBUILDER_EXIT_ON_BUILD_FAILURE"};

static bool is_told(struct str name, const struct value *value)
{
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
		if (str_is(name, told[i]))
			return true;
	}
	for (size_t i = 0; i < sizeof(told_by_default) / sizeof(told_by_default[0]); i++) {
		if (str_is(name, told_by_default[i]))
			return str_is(value->text, "1");
	}
	return false;
}

/* What is set beside the fields above, and what is asked of the engine. */
static void put_options(struct page *page, const struct plan_build *build)
{
	struct strbuf text;

	start_value(page, &text);
	for (size_t i = 0; i < build->set->len; i++) {
		const struct map_entry *entry = &build->set->entries[i];
		if (is_told(entry->key, entry->value))
			continue;
		strbuf_printf(&text, "%s%.*s=", text.len ? " " : "", STR_ARG(entry->key));
		add_value(page, &text, entry->value);
	}
	for (size_t i = 0; i < ENGINE_SETTING_COUNT; i++) {
		if (!build->engine[i])
			continue;
		strbuf_printf(&text, "%s%.*s ", text.len ? " " : "",
			STR_ARG(engine_row((enum engine_setting)i)->flag));
		add_list(page, &text, build->engine[i]);
	}
	if (text.len)
		page_put(page, "  also sets", strbuf_str(&text));
}

static void put_build(struct page *page, const struct plan_build *build)
{
	page_put(page, "build", build->id);
	put_source(page, build);
	put_cache(page, build);
	page_put(page, "  checks", value_to_string(page->arena, build->shown.init_script));
	put_runner(page, build);
	put_rights(page, build);
	put_events(page, build);
	put_credential(page, build);
	put_options(page, build);
}

static void put_unknown(struct page *page, const struct plan *plan)
{
	struct strbuf text;

	start_value(page, &text);
	for (size_t i = 0; i < plan->unknown_count; i++)
		strbuf_printf(&text, "%s%.*s", i ? ", " : "", STR_ARG(plan->unknown[i].at));
	page_put(page, "unknown", plan->unknown_count ? strbuf_str(&text) : STR("nothing"));
}

static void put_overrides(struct page *page, const struct plan *plan)
{
	struct strbuf text;

	start_value(page, &text);
	for (size_t i = 0; i < plan->override_count; i++) {
		const struct setting *setting = &plan->overrides[i];
		strbuf_printf(&text, "%s%.*s=%.*s", i ? " " : "", STR_ARG(setting->name),
			STR_ARG(setting_is_secret(setting->name) ? STR("(secret)")
								 : setting->value));
	}
	page_put(page, "overrides", plan->override_count ? strbuf_str(&text) : STR("none"));
}

struct str summary_text(struct arena *arena, const struct plan *plan, unsigned width)
{
	struct page page;

	page_init(&page, arena, width, SPARE_LINES);
	page_put(&page, "plan", plan->id);
	put_workflow(&page, plan);
	for (size_t i = 0; i < plan->build_count; i++) {
		page.spare = i ? SPARE_LINES : page.spare;
		put_build(&page, &plan->builds[i]);
	}
	put_unknown(&page, plan);
	put_overrides(&page, plan);
	return strbuf_str(&page.out);
}
