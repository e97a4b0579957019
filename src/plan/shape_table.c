/* SPDX-License-Identifier: MIT */
#include "plan/shape_table.h"

#include "actions/trigger.h"

#define NULL_KIND SHAPE_OF(VALUE_NULL)
#define BOOLEAN SHAPE_OF(VALUE_BOOLEAN)
#define NUMBER SHAPE_OF(VALUE_NUMBER)
#define TEXT SHAPE_OF(VALUE_STRING)
#define ARRAY SHAPE_OF(VALUE_ARRAY)
#define OBJECT SHAPE_OF(VALUE_OBJECT)

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define MEMBERS(rows) .members = (rows), .member_count = sizeof(rows) / sizeof((rows)[0])

/* clang-format off */
#define NEEDED(name, shape) {STR_ROW(name), &(shape), false}
#define OPTIONAL(name, shape) {STR_ROW(name), &(shape), true}
/* clang-format on */

static bool is_positive(double number)
{
	return number > 0;
}

static bool is_count(double number)
{
	return number > 0 && number <= 1e9 && number == (double)(int)number;
}

static const struct shape any_text = {.kinds = TEXT, .wanted = "a text"};
static const struct shape filled_text = {TEXT, "a text that is not empty", .filled = true};
static const struct shape text_or_null = {.kinds = TEXT | NULL_KIND, .wanted = "a text or null"};
static const struct shape texts = {ARRAY, "a list of texts", .item = &any_text};
static const struct shape filled_texts = {
	ARRAY, "a list of texts that is not empty", .filled = true, .item = &filled_text};

/* Facts of the workflow. */

static const struct shape flag = {BOOLEAN, "true or false", .may_be_unknown = true};
static const struct shape only_true = {
	BOOLEAN, "true or left out", .may_be_unknown = true, .boolean = SHAPE_ONLY_TRUE};
static const struct shape only_false = {
	BOOLEAN, "false or left out", .may_be_unknown = true, .boolean = SHAPE_ONLY_FALSE};
static const struct shape any_object = {OBJECT, "an object", .may_be_unknown = true};
static const struct shape minutes = {
	NUMBER, "a positive number of minutes", .may_be_unknown = true, .number = is_positive};
static const struct shape labels = {ARRAY, "a list of labels that is not empty", .filled = true,
	.may_be_unknown = true, .item = &filled_text};

static const struct shape_member group_rows[] = {
	OPTIONAL("group", filled_text),
	OPTIONAL("labels", labels),
};
static const struct shape runs_on = {ARRAY | OBJECT, "a list of labels, or a group with labels",
	.filled = true, .may_be_unknown = true, .item = &filled_text, MEMBERS(group_rows)};

static const struct shape level = {TEXT, "read or write", .words = WORDS("read", "write")};
static const struct shape permissions = {TEXT | OBJECT,
	"default, read-all, write-all, or an object of scopes", .sorted = true,
	.words = WORDS("default", "read-all", "write-all"), .item = &level};

static const struct shape_member concurrency_rows[] = {
	NEEDED("group", any_text),
	OPTIONAL("cancel_in_progress", flag),
};
static const struct shape concurrency = {
	OBJECT, "an object", .may_be_unknown = true, MEMBERS(concurrency_rows)};

static const struct shape_member environment_rows[] = {
	NEEDED("name", any_text),
	OPTIONAL("url", any_text),
};
static const struct shape environment = {
	OBJECT, "an object", .may_be_unknown = true, MEMBERS(environment_rows)};

static const struct shape container_env = {
	OBJECT, "an object of texts", .sorted = true, .may_be_unknown = true, .item = &any_text};
static const struct shape_member container_rows[] = {
	NEEDED("image", any_text),
	OPTIONAL("env", container_env),
	OPTIONAL("ports", texts),
	OPTIONAL("volumes", texts),
	OPTIONAL("options", any_text),
};
static const struct shape container = {OBJECT, "an object", MEMBERS(container_rows)};

static const struct shape submodules = {TEXT | BOOLEAN, "true, recursive or left out",
	.may_be_unknown = true, .words = WORDS("recursive"), .boolean = SHAPE_ONLY_TRUE};
static const struct shape_member source_rows[] = {
	NEEDED("uses", filled_text),
	OPTIONAL("repository", filled_text),
	OPTIONAL("ref", filled_text),
	OPTIONAL("path", filled_text),
	OPTIONAL("submodules", submodules),
	OPTIONAL("lfs", only_true),
	OPTIONAL("persist_credentials", only_false),
};
static const struct shape source = {OBJECT | NULL_KIND, "an object or null", MEMBERS(source_rows)};

static const struct shape_member step_rows[] = {
	OPTIONAL("if", filled_text),
	OPTIONAL("timeout_minutes", minutes),
	OPTIONAL("continue_on_error", only_true),
};
static const struct shape step = {OBJECT, "an object", MEMBERS(step_rows)};

static const struct shape tri = {
	BOOLEAN | TEXT, "true, false or \"unknown\"", .words = WORDS("unknown")};
static const struct shape_member event_rows[] = {
	NEEDED("runs", tri),
	NEEDED("pushes", tri),
};
static const struct shape event = {OBJECT, "an object", MEMBERS(event_rows)};
static const struct shape_member fork_rows[] = {
	NEEDED("same_repository", event),
	NEEDED("fork", event),
};
static const struct shape event_with_forks = {OBJECT, "an object", MEMBERS(fork_rows)};

static const struct shape *under_event(struct str name)
{
	const struct event_row *row = event_find(name);

	if (!row)
		return NULL;
	return row->from_fork ? &event_with_forks : &event;
}

static const struct shape events = {
	OBJECT, "an object of events", .sorted = true, .under = under_event};

/* What decides, and its projections. */

static const struct shape_member image_rows[] = {
	NEEDED("reference", filled_text),
	NEEDED("registry", text_or_null),
	NEEDED("repository", text_or_null),
	NEEDED("tag", text_or_null),
	NEEDED("digest", text_or_null),
};
static const struct shape image = {OBJECT, "an object", MEMBERS(image_rows)};

static const struct shape ttl_days = {NUMBER | TEXT, "a whole number of days", .number = is_count};
static const struct shape_member cache_rows[] = {
	NEEDED("repo", any_text),
	NEEDED("ttl_days", ttl_days),
};
static const struct shape cache = {OBJECT, "an object", MEMBERS(cache_rows)};

static const struct shape set = {OBJECT, "an object of texts", .item = &filled_text};
static const struct shape_member env_rows[] = {
	NEEDED("set", set),
	NEEDED("inherit", texts),
};
static const struct shape env = {OBJECT, "an object", MEMBERS(env_rows)};

static const struct shape_member credentials_rows[] = {
	NEEDED("registry", filled_text),
	NEEDED("from", filled_texts),
};
static const struct shape credentials = {OBJECT, "an object", MEMBERS(credentials_rows)};

static const struct shape add_hosts = {ARRAY, "a list of texts that is not empty", .filled = true,
	.may_be_unknown = true, .item = &filled_text};
static const struct shape_member engine_rows[] = {
	OPTIONAL("network", filled_text),
	OPTIONAL("platform", filled_text),
	OPTIONAL("memory", filled_text),
	OPTIONAL("add_hosts", add_hosts),
};
static const struct shape engine = {OBJECT, "an object", MEMBERS(engine_rows)};

static const struct shape_member build_rows[] = {
	NEEDED("id", filled_text),
	OPTIONAL("matrix", any_object),
	OPTIONAL("needs", filled_texts),
	OPTIONAL("if", filled_text),
	OPTIONAL("runs_on", runs_on),
	OPTIONAL("timeout_minutes", minutes),
	OPTIONAL("permissions", permissions),
	OPTIONAL("concurrency", concurrency),
	OPTIONAL("environment", environment),
	OPTIONAL("container", container),
	OPTIONAL("continue_on_error", only_true),
	OPTIONAL("source", source),
	OPTIONAL("step", step),
	OPTIONAL("events", events),
	NEEDED("image", image),
	NEEDED("cache", cache),
	NEEDED("workspace_folder", filled_text),
	NEEDED("init_script", filled_text),
	NEEDED("env", env),
	OPTIONAL("credentials", credentials),
	OPTIONAL("engine", engine),
	NEEDED("argv", filled_texts),
};
static const struct shape build = {OBJECT, "an object", MEMBERS(build_rows)};
static const struct shape builds = {
	ARRAY, "a list of builds that is not empty", .filled = true, .item = &build};

/* The workflow, and the plan as a whole. */

static bool is_cron(struct arena *arena, struct str text)
{
	struct str why;

	return cron_check(arena, text, &why);
}

static const struct shape cron = {TEXT, "a cron line", .filled = true, .text = is_cron};
static const struct shape_member time_rows[] = {
	NEEDED("cron", cron),
	OPTIONAL("timezone", filled_text),
};
static const struct shape times = {OBJECT, "a cron line with its time zone", MEMBERS(time_rows)};

/* A schedule that is named among other events has no times, and no settings either. */
static const struct shape *under_schedule(struct str name)
{
	(void)name;
	return NULL;
}
static const struct shape schedule = {
	ARRAY | OBJECT, "a list of times", .item = &times, .under = under_schedule};
static const struct shape filter = {ARRAY, "a list of texts", .item = &filled_text};

/* An input, secret or output that an event hands on, sorted as all that is of a trigger. */
static const struct shape literal = {BOOLEAN | NUMBER | TEXT, "a text, a number, true or false"};
static const struct shape required = {
	BOOLEAN | TEXT, "true or false", .words = WORDS("true", "false")};
static const struct shape input_type = {TEXT, "a type of an input",
	.words = WORDS("string", "boolean", "number", "choice", "environment")};
static const struct shape_member definition_rows[] = {
	OPTIONAL("default", literal),
	OPTIONAL("deprecationMessage", any_text),
	OPTIONAL("description", any_text),
	OPTIONAL("options", texts),
	OPTIONAL("required", required),
	OPTIONAL("type", input_type),
	OPTIONAL("value", any_text),
};
static const struct shape definition = {OBJECT, "an object", MEMBERS(definition_rows)};
static const struct shape definitions = {
	OBJECT, "an object of definitions", .sorted = true, .item = &definition};

static const struct shape_member settings_rows[] = {
	OPTIONAL("branches", filter),
	OPTIONAL("branches-ignore", filter),
	OPTIONAL("inputs", definitions),
	OPTIONAL("names", filter),
	OPTIONAL("outputs", definitions),
	OPTIONAL("paths", filter),
	OPTIONAL("paths-ignore", filter),
	OPTIONAL("secrets", definitions),
	OPTIONAL("tags", filter),
	OPTIONAL("tags-ignore", filter),
	OPTIONAL("types", filter),
	OPTIONAL("workflows", filter),
};
static const struct shape settings = {OBJECT, "an object", MEMBERS(settings_rows)};

static const struct shape *under_trigger(struct str name)
{
	if (!event_find(name))
		return NULL;
	return str_is(name, "schedule") ? &schedule : &settings;
}

static const struct shape triggers = {
	OBJECT, "an object of events", .filled = true, .sorted = true, .under = under_trigger};
static const struct shape_member workflow_rows[] = {
	OPTIONAL("name", any_text),
	NEEDED("triggers", triggers),
	OPTIONAL("concurrency", concurrency),
};
static const struct shape workflow = {
	OBJECT | NULL_KIND, "an object or null", MEMBERS(workflow_rows)};

static const struct shape why = {TEXT, "a reason that there is",
	.words = WORDS("expression", "script", "step-output", "matrix")};
static const struct shape_member unknown_rows[] = {
	NEEDED("at", filled_text),
	NEEDED("text", any_text),
	NEEDED("why", why),
};
static const struct shape unknown = {OBJECT, "an object", MEMBERS(unknown_rows)};
static const struct shape unknowns = {ARRAY, "a list", .item = &unknown};

static const struct shape_member plan_rows[] = {
	NEEDED("schema", filled_text),
	NEEDED("plan_id", filled_text),
	NEEDED("workflow", workflow),
	NEEDED("builds", builds),
	NEEDED("unknown", unknowns),
};

const struct shape shape_of_plan = {OBJECT, "an object", MEMBERS(plan_rows)};
