/* SPDX-License-Identifier: MIT */
#include "precache/context.h"

#include <unistd.h>

#include "actions/data_value.h"
#include "actions/json_value.h"
#include "base/limits.h"
#include "precache/file.h"
#include "yaml/node.h"

/* The runner's variables that become github.*: a row is one. GITHUB_TOKEN is not among them. */
static const struct {
	const char *variable;
	const char *name;
} runner_rows[] = {
	{"GITHUB_ACTION", "action"},
	{"GITHUB_ACTOR", "actor"},
	{"GITHUB_ACTOR_ID", "actor_id"},
	{"GITHUB_API_URL", "api_url"},
	{"GITHUB_BASE_REF", "base_ref"},
	{"GITHUB_EVENT_NAME", "event_name"},
	{"GITHUB_GRAPHQL_URL", "graphql_url"},
	{"GITHUB_HEAD_REF", "head_ref"},
	{"GITHUB_JOB", "job"},
	{"GITHUB_REF", "ref"},
	{"GITHUB_REF_NAME", "ref_name"},
	{"GITHUB_REF_PROTECTED", "ref_protected"},
	{"GITHUB_REF_TYPE", "ref_type"},
	{"GITHUB_REPOSITORY", "repository"},
	{"GITHUB_REPOSITORY_ID", "repository_id"},
	{"GITHUB_REPOSITORY_OWNER", "repository_owner"},
	{"GITHUB_REPOSITORY_OWNER_ID", "repository_owner_id"},
	{"GITHUB_RUN_ATTEMPT", "run_attempt"},
	{"GITHUB_RUN_ID", "run_id"},
	{"GITHUB_RUN_NUMBER", "run_number"},
	{"GITHUB_SERVER_URL", "server_url"},
	{"GITHUB_SHA", "sha"},
	{"GITHUB_TRIGGERING_ACTOR", "triggering_actor"},
	{"GITHUB_WORKFLOW", "workflow"},
	{"GITHUB_WORKFLOW_REF", "workflow_ref"},
	{"GITHUB_WORKFLOW_SHA", "workflow_sha"},
	{"GITHUB_WORKSPACE", "workspace"},
};

static const char *const root_names[] = {"github", "vars", "inputs"};

static bool is_root(struct str name)
{
	for (size_t i = 0; i < sizeof(root_names) / sizeof(root_names[0]); i++) {
		if (str_is(name, root_names[i]))
			return true;
	}
	return false;
}

/* The object's members, to be changed: an object is made anew at each level that changes. */
static struct map *members_of(struct arena *arena, const struct value *object)
{
	struct map *members = arena_alloc(arena, sizeof(*members));
	if (!members)
		return NULL;
	map_init_nocase(members, arena);
	if (object && object->kind == VALUE_OBJECT && !map_copy(members, arena, object->members))
		return NULL;
	return members;
}

/* The object with the member at a dotted path set; NULL when the arena is exhausted. */
static const struct value *with(
	struct arena *arena, const struct value *object, struct str path, const struct value *value)
{
	struct map *members = members_of(arena, object);
	const size_t dot = str_find_char(path, '.', 0);
	const size_t end = dot == STR_NOWHERE ? path.len : dot;
	const struct str name = str_slice(path, 0, end);

	if (!members)
		return NULL;
	if (dot != STR_NOWHERE) {
		const struct value *inner = object ? value_member(object, name) : NULL;
		value = with(arena, inner, str_slice(path, dot + 1, path.len), value);
	}
	if (!value || !map_put(members, name, value))
		return NULL;
	return value_object(arena, members, NULL);
}

bool context_set(
	const struct invocation *in, const struct value **root, struct str path, struct str text)
{
	const struct value *value = value_string(in->arena, text, NULL);
	if (value)
		*root = with(in->arena, *root, path, value);
	return value && *root;
}

static const char *variable(const struct invocation *in, const char *name)
{
	const struct str wanted = str_of(name);
	for (const char *const *entry = in->environ; *entry; entry++) {
		const struct str text = str_of(*entry);
		if (str_starts(text, wanted) && text.len > wanted.len &&
			text.ptr[wanted.len] == '=')
			return text.ptr + wanted.len + 1;
	}
	return NULL;
}

/* The event's payload is github.event; what was typed into a manual start is `inputs` too. */
static bool take_event(const struct invocation *in, const struct value **root)
{
	const char *path = variable(in, "GITHUB_EVENT_PATH");
	const struct value *event;
	const struct value *inputs;
	struct str bytes;

	if (!path || !*path)
		return true;
	bytes = file_read(in->arena, in->diags, path, str_of(path), LIMIT_PLAN_BYTES);
	if (!bytes.ptr)
		return false;
	event = json_value(in->arena, in->diags, RULE_CONTEXT, str_of(path), bytes);
	if (!event)
		return false;
	*root = with(in->arena, *root, STR("github.event"), event);
	inputs = value_member(event, STR("inputs"));
	if (*root && inputs && inputs->kind == VALUE_OBJECT)
		*root = with(in->arena, *root, STR("inputs"), inputs);
	return *root != NULL;
}

bool context_take_runner(const struct invocation *in, const struct value **root)
{
	for (size_t i = 0; i < sizeof(runner_rows) / sizeof(runner_rows[0]); i++) {
		const char *text = variable(in, runner_rows[i].variable);
		const struct str path = str_printf(in->arena, "github.%s", runner_rows[i].name);
		if (text && !context_set(in, root, path, str_of(text)))
			return false;
	}
	return take_event(in, root);
}

static const struct value *read_yaml(const struct invocation *in, struct str path, struct str bytes)
{
	const struct document *document = yaml_read(in->arena, in->diags, path, bytes);
	return document ? data_value(in->arena, document, document->root) : NULL;
}

const struct value *context_read(const struct invocation *in, struct str path)
{
	const struct str bytes = file_read(in->arena, in->diags, path.ptr, path, LIMIT_FILE_BYTES);
	const struct place at = {path, STR_NONE, 1, 1};
	const struct value *file;

	if (!bytes.ptr)
		return NULL;
	/* JSON has escapes that a YAML reader does not take. */
	if (str_starts(str_trim(bytes), STR("{")))
		file = json_value(in->arena, in->diags, RULE_CONTEXT, path, bytes);
	else
		file = read_yaml(in, path, bytes);
	if (!file || file->kind == VALUE_OBJECT)
		return file;
	diag_add(in->diags, RULE_CONTEXT, at, "a context file is a mapping of contexts");
	return NULL;
}

/* A context file's top level: github, vars, inputs, each a mapping. */
static bool check_file(const struct invocation *in, struct str path, const struct value *file)
{
	const struct place at = {path, STR_NONE, 1, 1};

	for (size_t i = 0; i < file->members->len; i++) {
		const struct str name = file->members->entries[i].key;
		const struct value *value = file->members->entries[i].value;
		if (is_root(name) && value->kind == VALUE_OBJECT)
			continue;
		diag_hint(in->diags,
			diag_add(in->diags, RULE_CONTEXT, value->origin ? *value->origin : at,
				"'%.*s' is no context that can be given", STR_ARG(name)),
			"give github, vars or inputs, each a mapping");
		return false;
	}
	return true;
}

/* The object with all members of another one over its own. */
static const struct value *merge(
	struct arena *arena, const struct value *object, const struct map *over)
{
	struct map *members = members_of(arena, object);
	for (size_t i = 0; members && i < over->len; i++)
		if (!map_put(members, over->entries[i].key, over->entries[i].value))
			return NULL;
	return members ? value_object(arena, members, NULL) : NULL;
}

static bool take_file(const struct invocation *in, struct str path, const struct value **root)
{
	const struct value *file = context_read(in, path);

	if (!file || !check_file(in, path, file))
		return false;
	for (size_t i = 0; i < file->members->len; i++) {
		const struct str name = file->members->entries[i].key;
		const struct value *given = file->members->entries[i].value;
		const struct value *before = *root ? value_member(*root, name) : NULL;
		*root = with(in->arena, *root, name, merge(in->arena, before, given->members));
		if (!*root)
			return false;
	}
	return true;
}

static int take_option(const struct invocation *in, struct str option, const struct value **root)
{
	const size_t equals = str_find_char(option, '=', 0);
	const size_t dot = str_find_char(option, '.', 0);

	if (equals == STR_NOWHERE || dot == STR_NOWHERE || dot + 1 >= equals ||
		!is_root(str_slice(option, 0, dot)))
		return usage_error(in,
			"'%.*s' is no context value; write github.NAME=VALUE, vars.NAME=VALUE or "
			"inputs.NAME=VALUE",
			STR_ARG(option));
	if (!context_set(in, root, str_slice(option, 0, equals),
		    str_slice(option, equals + 1, option.len)))
		return EXIT_SURROUNDINGS;
	return EXIT_DONE;
}

/* A token that is given in a context would be a secret in the planner's hands. */
static bool refuse_token(const struct invocation *in, const struct value *root)
{
	const struct value *github = root ? value_member(root, STR("github")) : NULL;
	if (!github || !value_member(github, STR("token")))
		return false;
	diag_hint(in->diags,
		diag_add(in->diags, RULE_CONTEXT, place_of_file(STR("context")),
			"'github.token' is a secret and is not taken"),
		"leave it out: the planner needs no secret");
	return true;
}

int context_gather(const struct invocation *in, const struct value **ret)
{
	const struct value *root = NULL;

	if (is_given(in->args, OPT_CONTEXT_FROM_RUNNER) && !context_take_runner(in, &root))
		return EXIT_INPUT;
	for (size_t i = 0; i < in->args->count; i++) {
		const struct arg *arg = &in->args->items[i];
		int code = EXIT_DONE;
		if (is_option(arg, OPT_CONTEXT_FILE) && !take_file(in, arg->value, &root))
			return EXIT_INPUT;
		if (is_option(arg, OPT_CONTEXT))
			code = take_option(in, arg->value, &root);
		if (code)
			return code;
	}
	if (refuse_token(in, root))
		return EXIT_INPUT;
	*ret = root;
	return EXIT_DONE;
}
