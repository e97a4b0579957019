/* SPDX-License-Identifier: MIT */
#include "actions/template.h"
#include "actions/trigger.h"
#include "base/limits.h"
#include "plan/derive.h"
#include "plan/event_context.h"
#include "plan/surroundings.h"

/* The executors that are known without being named. */
static const char *const own_executors[] = {"precache-apply", "build-cache.sh"};
#define OWN_EXECUTORS (sizeof(own_executors) / sizeof(own_executors[0]))

bool executors_gather(struct making *making)
{
	const struct plan_input *input = making->input;
	struct str *names =
		arena_array(making->arena, OWN_EXECUTORS + input->executor_count, sizeof(*names));
	size_t count = 0;

	if (!names)
		return false;
	for (size_t i = 0; i < OWN_EXECUTORS; i++)
		names[count++] = str_of(own_executors[i]);
	for (size_t i = 0; i < input->executor_count; i++)
		names[count++] = input->executors[i];
	making->executors = names;
	making->executor_count = count;
	return true;
}

/* Overrides are for what the planner reads: any other name is a mistake that would be silent. */
static void check_override(const struct making *making, const struct setting *setting)
{
	struct diag *diag;

	if (!setting_is_known(setting->name)) {
		diag = diag_add(making->diags, RULE_OPTION_UNKNOWN, setting->at,
			"'%.*s' is no name that precache reads", STR_ARG(setting->name));
		const struct str near = setting_nearest(setting->name);
		if (near.ptr)
			diag_hint(making->diags, diag, "did you mean '%.*s'?", STR_ARG(near));
		else
			diag_hint(making->diags, diag,
				"CACHE_REPO, ENVBUILDER_IMAGE, an ENVBUILDER_* option, GHCR_*, "
				"REGISTRY_* or PRECACHE_*");
	} else if (text_has_expression(setting->value)) {
		diag = diag_add(making->diags, RULE_OPTION_VALUE, setting->at,
			"'%.*s' holds an expression", STR_ARG(setting->name));
		diag_hint(making->diags, diag, "an override is a plain value");
	}
}

static void check_event(const struct making *making)
{
	const struct str event = making->input->event;
	struct diag *diag;

	if (!event.ptr || map_find(making->triggers->members, event))
		return;
	diag = diag_add(making->diags, RULE_TRIGGER,
		node_place(making->document, making->workflow->on),
		"the workflow is not started by '%.*s'", STR_ARG(event));
	diag_hint(making->diags, diag, "plan for an event that stands under 'on'");
}

/*
 * Takes over what was found in the file, in the order of the lines, so that the first mistakes are
 * the ones that are kept.
 */
static bool take_findings(struct making *making, struct diags *found)
{
	struct diags *diags = making->diags;

	if (!diags_sort(found))
		return false;
	for (size_t i = 0; i < found->len; i++)
		(void)diag_take(diags, found->items[i]);
	for (size_t i = found->max_errors; i < found->errors; i++)
		diags->errors++;
	return found->errors == 0;
}

static bool read_file(struct making *making)
{
	const struct plan_input *input = making->input;
	struct diags found;

	diags_init_max(&found, making->arena, LIMIT_FILE_ERRORS);
	making->document = yaml_read_doubled(making->arena, &found, input->file, input->source);
	if (making->document)
		making->workflow = workflow_read(making->arena, &found, making->document);
	return take_findings(making, &found) && making->workflow;
}

/* With one event asked for, what follows from it is known everywhere. */
static bool enter_event(struct making *making)
{
	const struct event_case event = {making->input->event, EVENT_ANY};
	struct map contexts;

	if (!event.name.ptr)
		return true;
	if (!event_contexts(making, &event, &contexts))
		return false;
	making->contexts = contexts;
	return true;
}

bool making_read(struct making *making)
{
	making->workflow = making->input->workflow;
	if (making->workflow)
		making->document = making->workflow->document;
	else if (!read_file(making))
		return false;
	making->triggers = triggers_value(making->document, making->workflow->on, making->arena);
	if (!making->triggers)
		return false;
	check_event(making);
	return contexts_type_inputs(making, &making->contexts) && enter_event(making);
}

/* "'precache-apply', 'build-cache.sh' or 'x'" */
static struct str names_of_executors(const struct making *making)
{
	struct strbuf names;

	strbuf_init(&names, making->arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < making->executor_count; i++)
		strbuf_printf(&names, "%s'%.*s'",
			i == 0                            ? ""
			: i + 1 == making->executor_count ? " or "
							  : ", ",
			STR_ARG(making->executors[i]));
	return strbuf_str(&names);
}

static void refuse_no_build(const struct making *making)
{
	const struct str names = names_of_executors(making);
	const struct str job = making->input->job;
	const struct place at = {making->document->file, STR_NONE, 1, 1};
	struct diag *diag;

	if (job.ptr)
		diag = diag_add(making->diags, RULE_NO_BUILD, at,
			"no build in job '%.*s': no step calls %.*s", STR_ARG(job), STR_ARG(names));
	else
		diag = diag_add(making->diags, RULE_NO_BUILD, at,
			"no build in this workflow: no step calls %.*s", STR_ARG(names));
	diag_hint(making->diags, diag, "--executor NAME names another script or action");
}

/* Without a workflow the environment, with overrides over it, is one build's. */
static bool make_from_environment(struct making *making)
{
	const struct plan_input *input = making->input;
	struct variables variables;
	const struct call call = {.env = &variables.values,
		.names = &variables.names,
		.at = place_of_file(STR("environment")),
		.runs = TRI_TRUE,
		.dry_run = TRI_FALSE};

	variables_init(&variables, making->arena, false);
	for (size_t i = 0; i < input->environment_count; i++) {
		const struct value *value = setting_value(making, &input->environment[i]);
		if (!value || !map_put(&variables.values, input->environment[i].name, value))
			return false;
	}
	return build_make(making, &call);
}

static bool make_builds(struct making *making)
{
	if (!making->input->file.ptr)
		return make_from_environment(making);
	if (!making_read(making))
		return false;
	if (!jobs_make(making) || (!making->diags->errors && !events_make(making)))
		return false;
	if (!making->builds->len && !making->diags->errors)
		refuse_no_build(making);
	return true;
}

/* No two builds have one id: the second of a job's calls is its " #2". */
static bool number_ids(const struct making *making, struct plan_build *builds)
{
	struct map seen;

	map_init(&seen, making->arena);
	for (size_t i = 0; i < making->builds->len; i++) {
		struct str id = builds[i].id;
		for (unsigned n = 2; map_find(&seen, id); n++) {
			id = str_printf(making->arena, "%.*s #%u", STR_ARG(builds[i].id), n);
			if (!id.ptr)
				return false;
		}
		builds[i].id = id;
		if (!map_put(&seen, id, &builds[i]))
			return false;
	}
	return true;
}

/* NULL when there is no name, or the arena is exhausted. */
static const struct place *name_place(const struct making *making)
{
	const struct node *name = node_get(making->document->root, "name");
	struct place at;

	if (!name)
		return NULL;
	at = node_place(making->document, name);
	return arena_copy(making->arena, &at, sizeof(at));
}

/* Which other workflows some of the plan is of. */
static bool list_called(const struct making *making, struct plan *plan)
{
	const struct map *workflows = &making->library->workflows;
	struct str *paths = arena_array(making->arena, workflows->len, sizeof(*paths));

	for (size_t i = 0; paths && i < workflows->len; i++)
		paths[i] = workflows->entries[i].key;
	plan->called = paths;
	plan->called_count = workflows->len;
	return paths != NULL;
}

static struct plan *assemble(const struct making *making)
{
	const struct workflow *workflow = making->workflow;
	struct plan *plan = arena_alloc(making->arena, sizeof(*plan));
	struct plan_build *builds =
		arena_array(making->arena, making->builds->len, sizeof(*builds));

	if (!plan || !builds)
		return NULL;
	for (size_t i = 0; i < making->builds->len; i++) {
		builds[i] = *(const struct plan_build *)making->builds->items[i];
		if (workflow)
			builds[i].facts[FACT_EVENTS] =
				value_object(making->arena, &making->events[i], NULL);
	}
	*plan = (struct plan){.has_workflow = workflow != NULL,
		.builds = builds,
		.build_count = making->builds->len,
		.overrides = making->input->overrides,
		.override_count = making->input->override_count};
	if (workflow) {
		plan->name = workflow->name;
		plan->name_at = name_place(making);
		plan->triggers = making->triggers;
	}
	return number_ids(making, builds) && list_called(making, plan) ? plan : NULL;
}

/* The workflow's own concurrency sees what a job's keys see, less the matrix. */
static bool add_concurrency(const struct making *making, struct plan *plan)
{
	const struct scope scope = making_scope(making, &making->contexts);

	if (!making->workflow || !making->workflow->concurrency)
		return true;
	plan->concurrency = concurrency_value(making, making->workflow->concurrency, &scope);
	return plan->concurrency != NULL;
}

static const struct plan *make(struct making *making)
{
	struct plan *plan;

	if (!executors_gather(making) || !contexts_make(making, &making->contexts))
		return NULL;
	for (size_t i = 0; i < making->input->override_count; i++)
		check_override(making, &making->input->overrides[i]);
	if (!make_builds(making) || making->diags->errors)
		return NULL;
	plan = assemble(making);
	if (!plan || !add_concurrency(making, plan) || making->diags->errors ||
		!plan_derive(making->arena, plan))
		return NULL;
	return plan;
}

const struct plan *plan_make(
	struct arena *arena, struct diags *diags, const struct plan_input *input)
{
	struct vec builds;
	struct vec verdicts;
	struct library library;
	struct making making = {.arena = arena,
		.diags = diags,
		.input = input,
		.builds = &builds,
		.library = &library,
		.verdicts = &verdicts};
	const struct plan *plan;
	const bool once = diags->once;

	vec_init(&builds, arena);
	vec_init(&verdicts, arena);
	library_init(&library, arena, diags, input);
	diags->once = true; /* each leg of a matrix meets the mistakes of its job again */
	plan = make(&making);
	diags->once = once;
	diags_conceal(diags);
	if (!plan && !diags->errors)
		diag_add(diags, RULE_NO_MEMORY, place_of_file(input->file),
			"out of memory while planning");
	return plan;
}
