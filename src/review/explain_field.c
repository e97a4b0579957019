/* SPDX-License-Identifier: MIT */
#include "actions/workflow.h"
#include "base/limits.h"
#include "builder/engine.h"
#include "review/explaining.h"

/* What explains one spot. */
struct field {
	const struct explaining *x;
	const struct spot *spot;
	const struct plan_build *build; /* NULL: it is in none */
	struct source_list sources;
};

#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

static struct str part(const struct field *f, size_t i)
{
	return i < f->spot->count ? f->spot->parts[i] : STR_NONE;
}

static bool add_text(struct field *f, enum explain_kind kind, struct str text)
{
	return source_add(f->x, &f->sources, (struct explain_source){.kind = kind, .text = text});
}

static bool add_place(struct field *f, const struct place *at, enum path_end end)
{
	struct explain_source source;

	if (!at || !at->file.ptr)
		return add_text(f, EXPLAIN_GITHUB_DEFAULT, STR("default of GitHub"));
	return source_of_place(f->x, f->build, *at, end, &source) &&
	       source_add(f->x, &f->sources, source);
}

static bool add_node(struct field *f, const struct workflow *workflow, const struct node *node)
{
	const struct place at =
		workflow && node ? node_place(workflow->document, node) : (struct place){.line = 0};

	return add_place(f, &at, PATH_OUTER);
}

/* The innermost place on the way from a value along the parts; NULL: none of them has one. */
static const struct place *place_along(
	const struct field *f, const struct value *value, size_t from)
{
	const struct place *at = NULL;

	for (size_t i = from; value; i++) {
		size_t index = 0;
		at = value->origin ? value->origin : at;
		if (i >= f->spot->count)
			break;
		if (value->kind == VALUE_OBJECT)
			value = map_get(value->members, part(f, i));
		else if (value->kind == VALUE_ARRAY && spot_index(part(f, i), &index) &&
			 index < value->count)
			value = value->items[index];
		else
			value = NULL;
	}
	return at;
}

/* The node that says a fact where the fact itself does not know its place. */
static const struct node *fact_node(const struct job *job, enum build_fact fact)
{
	switch (fact) {
	case FACT_MATRIX:
		return job->strategy;
	case FACT_NEEDS:
		return job->needs;
	case FACT_IF:
		return job->condition;
	case FACT_RUNS_ON:
		return job->runs_on;
	case FACT_TIMEOUT_MINUTES:
		return job->timeout_minutes;
	case FACT_PERMISSIONS:
		return job->permissions;
	case FACT_CONCURRENCY:
		return job->concurrency;
	case FACT_ENVIRONMENT:
		return job->environment;
	case FACT_CONTAINER:
		return job->container;
	case FACT_CONTINUE_ON_ERROR:
		return job->continue_on_error;
	case FACT_SOURCE:
	case FACT_STEP:
	case FACT_EVENTS:
	case FACT_COUNT:
		break;
	}
	return NULL;
}

/* A job's permissions replace the workflow's as a whole. */
static bool add_hidden_permissions(struct field *f)
{
	const struct build_site *const site = &f->build->origin.own;

	if (!site->job->permissions || !site->workflow->permissions)
		return true;
	return add_node(f, site->workflow, site->workflow->permissions);
}

static bool explain_fact(struct field *f, enum build_fact fact)
{
	const struct build_site *const site = &f->build->origin.own;
	const struct value *const value = f->build->facts[fact];
	const struct place *const at = place_along(f, value, 3);

	if (fact == FACT_SOURCE && value->kind == VALUE_NULL)
		return add_text(
			f, EXPLAIN_GITHUB_DEFAULT, STR("no checkout stands in front of the build"));
	if (at ? !add_place(f, at, PATH_OUTER)
	       : !add_node(f, site->workflow, fact_node(site->job, fact)))
		return false;
	return fact != FACT_PERMISSIONS || add_hidden_permissions(f);
}

/* The pointers that lead to something in the plan, as one source. */
static bool add_fields(struct field *f, const char *const *pointers, struct str build)
{
	struct explain_source source = {.kind = EXPLAIN_FIELDS};
	struct str *fields = arena_array(f->x->arena, 8, sizeof(*fields));
	struct strbuf text;

	strbuf_init(&text, f->x->arena, LIMIT_TEXT_BYTES);
	for (; fields && *pointers; pointers++) {
		struct spot spot;
		size_t parts = 0;
		const struct str pointer =
			(*pointers)[0] == '/'
				? str_of(*pointers)
				: str_printf(f->x->arena, "%.*s/%s", STR_ARG(build), *pointers);
		if (!pointer.ptr || !spot_read(f->x->arena, pointer, &spot))
			return false;
		spot_follow(f->x->tree, &spot, &parts);
		if (parts < spot.count)
			continue;
		strbuf_printf(&text, "%s%.*s", text.len ? ", " : "", STR_ARG(pointer));
		fields[source.field_count++] = pointer;
	}
	source.fields = fields;
	source.text = strbuf_str(&text);
	return fields && source_add(f->x, &f->sources, source);
}

/* /builds/N, and the spot's parent. */
static struct str prefix(const struct field *f, size_t count)
{
	struct spot spot = *f->spot;

	spot.count = count;
	return spot_text(f->x->arena, &spot);
}

/* An event's `runs` follows from its trigger and the conditions, `pushes` from that and more. */
static bool explain_event(struct field *f)
{
	const struct str event = part(f, 3);
	const size_t last = f->spot->count - 1;
	const struct str trigger =
		str_printf(f->x->arena, "/workflow/triggers/%.*s", STR_ARG(event));
	const struct str runs = str_printf(f->x->arena, "%.*s/runs", STR_ARG(prefix(f, last)));
	const struct str build = prefix(f, 2);

	if (!trigger.ptr || !runs.ptr || !build.ptr)
		return false;
	if (str_is(part(f, last), "pushes"))
		return add_fields(f,
			NAMES(runs.ptr, "env/set/ENVBUILDER_PUSH_IMAGE", "credentials",
				"permissions"),
			build);
	return add_fields(f, NAMES(trigger.ptr, "if", "step/if"), build);
}

/* What is there when nobody sets a variable: precache's default, then the builder's. */
static bool add_defaults(struct field *f, struct str name)
{
	const struct option *const option = option_find(name);
	const struct str own =
		plan_default(f->x->arena, name, f->build->shown.workspace_folder->text);
	const struct release release = build_release(f->build);
	struct str text;

	if (own.ptr && (!option || option_in(option, release)) && f->sources.count &&
		f->sources.items[0].kind != EXPLAIN_DEFAULT &&
		!source_add(f->x, &f->sources,
			(struct explain_source){.kind = EXPLAIN_DEFAULT,
				.text = STR("default of precache"),
				.value = own}))
		return false;
	if (!option || (!option_standard_in(option, release)[0] && f->sources.count))
		return true;
	text = release_text(f->x->arena, release);
	text = str_printf(f->x->arena, "default of envbuilder %.*s", STR_ARG(text));
	return source_add(f->x, &f->sources,
		(struct explain_source){.kind = EXPLAIN_BUILDER_DEFAULT,
			.text = text,
			.value = str_of(option_standard_in(option, release))});
}

/* The default of the init script lies below the folder. */
static bool add_folder(struct field *f)
{
	struct explain_source *const source = &f->sources.items[0];
	struct str *const field = arena_alloc(f->x->arena, sizeof(*field));
	const struct str build = prefix(f, 2);

	if (!field || !build.ptr)
		return false;
	*field = str_printf(f->x->arena, "%.*s/workspace_folder", STR_ARG(build));
	source->text = str_printf(f->x->arena, "default of precache, below %.*s", STR_ARG(*field));
	source->fields = field;
	source->field_count = 1;
	return source->text.ptr != NULL;
}

/* A name of env.set, wherever people read it. */
static bool explain_variable(struct field *f, struct str name)
{
	static const char *const cache_names[] = {"CACHE_REPO", "ENVBUILDER_CACHE_REPO", NULL};
	const char *const names[] = {option_find(name)->name.ptr, NULL};
	const bool cache = str_is(name, "ENVBUILDER_CACHE_REPO");
	const struct value *const value = map_get(f->build->set, name);

	if (!source_add_variable(f->x, &f->sources, f->build, value, cache ? cache_names : names))
		return false;
	if (str_is(name, "ENVBUILDER_INIT_SCRIPT") && f->sources.count &&
		f->sources.items[0].kind == EXPLAIN_DEFAULT && !add_folder(f))
		return false;
	return add_defaults(f, name);
}

static bool explain_image(struct field *f)
{
	return source_add_variable(
		       f->x, &f->sources, f->build, f->build->image, NAMES("ENVBUILDER_IMAGE")) &&
	       add_defaults(f, STR("ENVBUILDER_IMAGE"));
}

static bool explain_inherited(struct field *f)
{
	const struct plan_build *const build = f->build;
	size_t index = 0;

	if (!spot_index(part(f, 4), &index))
		return add_text(f, EXPLAIN_PRECACHE, STR("no secret option is set"));
	if (!build->inherit_set[index])
		return add_fields(
			f, NAMES("credentials/from/0", "credentials/from/1"), prefix(f, 2));
	return source_add_variable(f->x, &f->sources, build, build->inherit_set[index],
		NAMES(build->inherit[index].ptr));
}

static bool explain_credentials(struct field *f)
{
	const struct plan_credentials *const credentials = &f->build->credentials;
	size_t index = 0;

	if (f->spot->count == 3)
		return add_text(
			f, EXPLAIN_PRECACHE, STR("the executor's environment has no credential"));
	if (spot_index(part(f, 4), &index))
		return source_add_variable(f->x, &f->sources, f->build, credentials->set[index],
			NAMES(credentials->from[index].ptr));
	if (credentials->registry->origin)
		return source_add_variable(
			f->x, &f->sources, f->build, credentials->registry, NAMES("REGISTRY_HOST"));
	if (str_is(credentials->from[0], "GHCR_USER"))
		return add_text(f, EXPLAIN_PRECACHE, STR("GHCR_USER and GHCR_TOKEN serve ghcr.io"));
	return add_fields(f, NAMES("cache/repo"), prefix(f, 2));
}

static bool explain_engine(struct field *f)
{
	for (enum engine_setting i = 0; i < ENGINE_SETTING_COUNT; i++) {
		const struct engine_row *const row = engine_row(i);
		const struct value *value = f->build->engine[i];
		size_t index = 0;
		if (!str_eq(part(f, 3), row->member))
			continue;
		if (value->kind == VALUE_ARRAY && spot_index(part(f, 4), &index))
			value = value->items[index];
		return source_add_variable(
			f->x, &f->sources, f->build, value, NAMES(row->variable.ptr));
	}
	return false;
}

static bool explain_id(struct field *f)
{
	const struct build_site *const site = &f->build->origin.root;
	struct place at;

	if (!site->job)
		return add_text(
			f, EXPLAIN_PRECACHE, STR("a build without a workflow has this name"));
	at = node_place(site->workflow->document, site->job->key);
	return add_place(f, &at, PATH_INNER);
}

static bool explain_in_build(struct field *f)
{
	static const struct {
		const char *member;
		const char *name;
	} shown[] = {
		{"workspace_folder", "ENVBUILDER_WORKSPACE_FOLDER"},
		{"init_script", "ENVBUILDER_INIT_SCRIPT"},
	};
	const struct str member = part(f, 2);

	for (enum build_fact fact = 0; fact < FACT_COUNT; fact++) {
		if (str_eq(member, build_fact_name(fact)))
			return fact == FACT_EVENTS && f->spot->count > 4 ? explain_event(f)
									 : explain_fact(f, fact);
	}
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		if (str_is(member, shown[i].member))
			return explain_variable(f, str_of(shown[i].name));
	}
	if (str_is(member, "id"))
		return explain_id(f);
	if (str_is(member, "image"))
		return explain_image(f);
	if (str_is(member, "cache"))
		return explain_variable(f, str_is(part(f, 3), "repo")
						   ? STR("ENVBUILDER_CACHE_REPO")
						   : STR("ENVBUILDER_CACHE_TTL_DAYS"));
	if (str_is(member, "credentials"))
		return explain_credentials(f);
	if (str_is(member, "engine"))
		return explain_engine(f);
	if (str_is(member, "env") && str_is(part(f, 3), "set") && f->spot->count == 5)
		return explain_variable(f, part(f, 4));
	if (str_is(member, "env") && str_is(part(f, 3), "inherit"))
		return explain_inherited(f);
	return add_text(f, EXPLAIN_PRECACHE, STR("the same in every plan"));
}

static bool explain_in_workflow(struct field *f)
{
	const struct plan *const plan = f->x->plan;
	const bool triggers = str_is(part(f, 1), "triggers");

	if (f->spot->count == 1)
		return add_text(f, EXPLAIN_ENVIRONMENT, STR("the environment is the input"));
	if (str_is(part(f, 1), "name"))
		return add_place(f, plan->name_at, PATH_OUTER);
	return add_place(f, place_along(f, triggers ? plan->triggers : plan->concurrency, 2),
		triggers ? PATH_INNER : PATH_OUTER);
}

bool explain_spot(const struct explaining *x, const struct spot *spot, struct explain_entry *ret)
{
	struct field f = {.x = x, .spot = spot, .build = spot_build(x, spot)};
	bool done;

	if (f.build)
		done = explain_in_build(&f);
	else if (str_is(part(&f, 0), "workflow"))
		done = explain_in_workflow(&f);
	else if (str_is(part(&f, 0), "plan_id"))
		done = add_text(&f, EXPLAIN_PRECACHE, STR("the SHA-256 of all other bytes"));
	else
		done = add_text(&f, EXPLAIN_PRECACHE, STR("the same in every plan"));
	ret->at = spot_text(x->arena, spot);
	ret->sources = f.sources.items;
	ret->count = f.sources.count;
	return done && ret->at.ptr;
}
