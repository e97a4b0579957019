/* SPDX-License-Identifier: MIT */
#include "actions/workflow.h"
#include "review/explaining.h"

#define CAP_FIRST ((size_t)4)

bool source_add(const struct explaining *x, struct source_list *list, struct explain_source source)
{
	if (list->count == list->cap) {
		const size_t cap = list->cap ? list->cap * 2 : CAP_FIRST;
		struct explain_source *const grown = arena_grow(
			x->arena, list->items, list->cap * sizeof(source), cap * sizeof(source));
		if (!grown)
			return false;
		list->items = grown;
		list->cap = cap;
	}
	list->items[list->count++] = source;
	return source.text.ptr != NULL;
}

/* The file that a place is in, read again; NULL: it is none, or exhausted. */
static const struct document *document_of(const struct explaining *x, struct place at)
{
	const struct document *document = map_get(x->documents, at.file);
	struct diags ignored;

	if (document || !at.line || !at.source.ptr)
		return document;
	diags_init(&ignored, x->arena);
	document = yaml_read_doubled(x->arena, &ignored, at.file, at.source);
	return document && map_put(x->documents, at.file, document) ? document : NULL;
}

static bool is_key(const struct path *path, size_t i, const char *key)
{
	return i < path->count && path->steps[i].key.ptr && str_is(path->steps[i].key, key);
}

/* Where the step's own keys begin in the path, behind "steps[N]"; 0: it is in no step. */
static size_t behind_step(const struct path *path)
{
	for (size_t i = 0; i + 1 < path->count; i++) {
		if (is_key(path, i, "steps") && !path->steps[i + 1].key.ptr)
			return i + 2;
	}
	return 0;
}

/* Whether the path is in the step that the build is of. Of an action's steps no more is known than
 * whether the build's step uses an action. */
static bool is_builds_step(const struct plan_build *build, const struct path *path, size_t behind)
{
	const struct build_site *const site = &build->origin.own;

	if (!site->job || !site->step)
		return false;
	if (is_key(path, 0, "runs"))
		return site->step->uses != NULL;
	return str_eq(path->steps[1].key, site->job->id) &&
	       (size_t)(site->step - site->job->steps) == path->steps[behind - 1].index;
}

static enum explain_kind kind_of(const struct plan_build *build, const struct path *path)
{
	const size_t behind = behind_step(path);

	if (is_key(path, 0, "env"))
		return EXPLAIN_WORKFLOW_ENV;
	if (is_key(path, 2, "env"))
		return EXPLAIN_JOB_ENV;
	if (is_key(path, 2, "container") && is_key(path, 3, "env"))
		return EXPLAIN_CONTAINER_ENV;
	if (behind && is_key(path, behind, "env"))
		return EXPLAIN_STEP_ENV;
	if (behind && is_key(path, behind, "run") && build)
		return is_builds_step(build, path, behind) ? EXPLAIN_SCRIPT : EXPLAIN_GITHUB_ENV;
	return EXPLAIN_FILE;
}

/* "w.yml:31:7 jobs.a.env.X", and how it got there when the path does not say it. */
static struct str place_text(
	const struct explaining *x, const struct explain_source *source, const struct path *path)
{
	const struct place at = source->at;
	const struct str text = str_printf(x->arena, "%.*s:%u:%u%s%.*s", STR_ARG(at.file), at.line,
		at.column, source->path.len ? " " : "", STR_ARG(source->path));

	if (source->kind == EXPLAIN_SCRIPT)
		return str_printf(x->arena, "%.*s, by the script", STR_ARG(text));
	if (source->kind == EXPLAIN_GITHUB_ENV)
		return str_printf(x->arena, "%.*s, written to GITHUB_ENV by step %zu%s",
			STR_ARG(text), path->steps[behind_step(path) - 1].index + 1,
			is_key(path, 0, "runs") ? " of the action" : "");
	return text;
}

bool source_of_place(const struct explaining *x, const struct plan_build *build, struct place at,
	enum path_end end, struct explain_source *ret)
{
	const struct document *const document = document_of(x, at);
	struct path path = {.count = 0};

	*ret = (struct explain_source){.kind = EXPLAIN_FILE, .at = at};
	if (document) {
		path = path_find(document, at, end);
		ret->kind = kind_of(build, &path);
		ret->path = path_text(x->arena, &path);
		/* A member stands where its name does. */
		if (path.key && path.node->line == at.line && path.node->column == at.column)
			ret->at = node_place(document, path.key);
	}
	ret->text = at.line ? place_text(x, ret, &path) : at.file;
	return !x->arena->exhausted && ret->text.ptr;
}

static bool is_one_of(struct str name, const char *const *names)
{
	for (; *names; names++) {
		if (str_is(name, *names))
			return true;
	}
	return false;
}

static bool same_place(struct place a, struct place b)
{
	return a.line == b.line && a.column == b.column && str_eq(a.file, b.file);
}

/* The override that the value is of: of several that stand nowhere, such as two -e, the one that
 * says the same; else the last, whose value a plan may write otherwise. NULL: none. */
static const struct setting *override_of(
	const struct explaining *x, const struct value *value, const char *const *names)
{
	const struct setting *last = NULL;

	for (size_t i = 0; i < x->plan->override_count; i++) {
		const struct setting *setting = &x->plan->overrides[i];
		for (; setting && is_one_of(setting->name, names); setting = setting->before) {
			if (!same_place(setting->at, *value->origin))
				continue;
			if (str_eq(setting->value, value->text))
				return setting;
			last = last ? last : setting;
		}
	}
	return last;
}

static void set_override(
	const struct explaining *x, const struct setting *setting, struct explain_source *source)
{
	const struct place at = setting->at;

	source->kind = EXPLAIN_OVERRIDE;
	if (at.line)
		source->text = str_printf(x->arena, "override %.*s:%u:%u %.*s", STR_ARG(at.file),
			at.line, at.column, STR_ARG(setting->name));
	else if (str_is(at.file, "-e"))
		source->text = str_printf(x->arena, "override -e %.*s", STR_ARG(setting->name));
	else
		source->text = str_printf(x->arena, "override %.*s", STR_ARG(at.file));
}

static void set_environment(
	const struct explaining *x, const char *const *names, struct explain_source *source)
{
	source->kind = EXPLAIN_ENVIRONMENT;
	/* Of two names that mean the same the value does not tell which it was. */
	source->text =
		names[1] ? STR("environment") : str_printf(x->arena, "environment %s", names[0]);
}

/* What has no place: a default, or what a script leaves open. */
static bool set_placeless(const struct explaining *x, const struct plan_build *build,
	const struct value *value, struct explain_source *source)
{
	if (!value_is_unknown(value) || value->why != WHY_SCRIPT) {
		source->kind = EXPLAIN_DEFAULT;
		source->text = STR("default of precache");
		return true;
	}
	if (!source_of_place(x, build, build->origin.own.at, PATH_OUTER, source))
		return false;
	source->kind = EXPLAIN_SCRIPT;
	return true;
}

bool source_add_variable(const struct explaining *x, struct source_list *list,
	const struct plan_build *build, const struct value *value, const char *const *names)
{
	for (; value; value = value->over) {
		struct explain_source source = {.kind = EXPLAIN_FILE};
		const struct setting *const setting =
			value->origin ? override_of(x, value, names) : NULL;
		if (value->origin)
			source.at = *value->origin;
		if (setting)
			set_override(x, setting, &source);
		else if (!value->origin && !set_placeless(x, build, value, &source))
			return false;
		else if (value->origin && !value->origin->line &&
			 str_is(value->origin->file, "environment"))
			set_environment(x, names, &source);
		else if (value->origin &&
			 !source_of_place(x, build, *value->origin, PATH_OUTER, &source))
			return false;
		source.secret = value_is_secret(value) || setting_is_secret(str_of(names[0]));
		source.value = source.secret ? STR_NONE : value->text;
		if (!source_add(x, list, source))
			return false;
	}
	return true;
}
