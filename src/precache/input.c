/* SPDX-License-Identifier: MIT */
#include "precache/input.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/map.h"
#include "builder/engine.h"
#include "precache/context.h"
#include "precache/file.h"

/* Settings by name while they are gathered: the last one that is given counts. */
struct gathering {
	const struct invocation *in;
	struct map settings;
	const struct setting *environment;
	size_t environment_count;
	struct place at;
};

static int put_over(
	struct gathering *g, struct str name, struct str value, const struct setting *before)
{
	struct setting *setting = arena_alloc(g->in->arena, sizeof(*setting));

	if (!setting)
		return EXIT_SURROUNDINGS;
	*setting = (struct setting){name, value, g->at, before};
	return map_put(&g->settings, name, setting) ? EXIT_DONE : EXIT_SURROUNDINGS;
}

static int put(struct gathering *g, struct str name, struct str value)
{
	return put_over(g, name, value, map_get(&g->settings, name));
}

/* KEY alone: its value stands in the environment; of a secret the presence. */
static int put_from_environment(struct gathering *g, struct str name)
{
	for (size_t i = 0; i < g->environment_count; i++) {
		if (str_eq(g->environment[i].name, name))
			return put(g, name, g->environment[i].value);
	}
	if (!setting_is_known(name))
		return put(g, name, STR("")); /* the planner says what is wrong with it */
	diag_hint(g->in->diags,
		diag_add(g->in->diags, RULE_OPTION_VALUE, g->at,
			"'%.*s' is not set in the environment", STR_ARG(name)),
		"write %.*s=VALUE, or leave it out", STR_ARG(name));
	return EXIT_INPUT;
}

static int take_env(struct gathering *g, struct str option)
{
	const size_t equals = str_find_char(option, '=', 0);
	const struct str name = str_slice(option, 0, equals);

	g->at = place_of_file(STR("-e"));
	if (!name.len)
		return usage_error(g->in, "no name in '-e %.*s'", STR_ARG(option));
	if (equals == STR_NOWHERE)
		return put_from_environment(g, name);
	if (setting_is_secret(name))
		return usage_error(g->in,
			"'%.*s' is a secret and takes no value here; '-e %.*s' takes its presence "
			"from the environment",
			STR_ARG(name), STR_ARG(name));
	return put(g, name, str_slice(option, equals + 1, option.len));
}

static int take_line(struct gathering *g, struct str line)
{
	const size_t equals = str_find_char(line, '=', 0);
	const struct str name = str_trim(str_slice(line, 0, equals));
	struct diag *diag;

	if (!name.len) {
		diag_add(g->in->diags, RULE_OPTION_VALUE, g->at, "no name in front of '='");
		return EXIT_INPUT;
	}
	if (equals == STR_NOWHERE)
		return put_from_environment(g, name);
	if (!setting_is_secret(name))
		return put(g, name, str_slice(line, equals + 1, line.len));
	diag = diag_add(g->in->diags, RULE_SECRET_LITERAL, g->at, "'%.*s' holds a literal secret",
		STR_ARG(name));
	if (diag)
		diag->conceal = true;
	diag_hint(g->in->diags, diag, "write the name alone: its presence is taken");
	return EXIT_INPUT;
}

/* KEY=VALUE or KEY a line; '#' begins a comment line. Values are taken as they stand, as docker
 * does. */
static int take_env_file(struct gathering *g, struct str path)
{
	const struct str bytes =
		file_read(g->in->arena, g->in->diags, path.ptr, path, LIMIT_FILE_BYTES);
	unsigned number = 1;

	if (!bytes.ptr)
		return EXIT_INPUT;
	for (size_t from = 0; from < bytes.len; number++) {
		size_t end = str_find_char(bytes, '\n', from);
		end = end == STR_NOWHERE ? bytes.len : end;
		struct str line = str_slice(bytes, from, end);
		if (str_ends(line, STR("\r")))
			line.len--;
		from = end + 1;
		if (!str_trim(line).len || str_trim(line).ptr[0] == '#')
			continue;
		g->at = (struct place){path, bytes, number, 1};
		const int code = take_line(g, line);
		if (code)
			return code;
	}
	return EXIT_DONE;
}

/* --network and its kin are overrides of PRECACHE_NETWORK and its kin. */
static int take_engine(struct gathering *g, enum engine_setting setting, struct str value)
{
	const struct engine_row *row = engine_row(setting);
	const struct setting *before = map_get(&g->settings, row->variable);

	g->at = place_of_file(row->flag);
	if (row->several && before && str_eq(before->at.file, row->flag)) {
		value = str_printf(
			g->in->arena, "%.*s,%.*s", STR_ARG(before->value), STR_ARG(value));
		before = before->before;
	}
	return put_over(g, row->variable, value, before);
}

static int take(struct gathering *g, const struct arg *arg)
{
	switch (arg->row) {
	case OPT_ENV:
		return take_env(g, arg->value);
	case OPT_ENV_FILE:
		return take_env_file(g, arg->value);
	case OPT_NETWORK:
		return take_engine(g, ENGINE_NETWORK, arg->value);
	case OPT_PLATFORM:
		return take_engine(g, ENGINE_PLATFORM, arg->value);
	case OPT_MEMORY:
		return take_engine(g, ENGINE_MEMORY, arg->value);
	case OPT_ADD_HOST:
		return take_engine(g, ENGINE_ADD_HOSTS, arg->value);
	default:
		return EXIT_DONE;
	}
}

static int flatten(struct gathering *g, struct plan_input *ret)
{
	struct setting *settings =
		arena_array(g->in->arena, g->settings.len + 1, sizeof(*settings));

	if (!settings)
		return EXIT_SURROUNDINGS;
	for (size_t i = 0; i < g->settings.len; i++)
		settings[i] = *(const struct setting *)g->settings.entries[i].value;
	ret->overrides = settings;
	ret->override_count = g->settings.len;
	return EXIT_DONE;
}

int input_gather(const struct invocation *in, struct plan_input *ret)
{
	struct gathering g = {.in = in};
	int code = EXIT_DONE;

	map_init(&g.settings, in->arena);
	g.environment = settings_of_environ(in->arena, in->environ, &g.environment_count);
	for (size_t i = 0; i < in->args->count && !code; i++)
		code = take(&g, &in->args->items[i]);
	if (!code && g.settings.len > LIMIT_OVERRIDES)
		code = usage_error(in, "more than %u overrides", LIMIT_OVERRIDES);
	if (!code)
		code = flatten(&g, ret);
	if (!code)
		code = context_gather(in, &ret->context);
	ret->environment = g.environment;
	ret->environment_count = g.environment_count;
	ret->event = given_value(in->args, OPT_EVENT);
	ret->job = given_value(in->args, OPT_JOB);
	ret->strict = is_given(in->args, OPT_STRICT);
	ret->executors = given_values(in, OPT_EXECUTOR, &ret->executor_count);
	return code;
}

int input_check_repo(const struct invocation *in)
{
	const struct str repo = given_value(in->args, OPT_REPO);
	struct stat info;
	const char *why = "it is no folder";

	if (!repo.ptr)
		return EXIT_DONE;
	if (stat(repo.ptr, &info))
		why = strerror(errno);
	else if (S_ISDIR(info.st_mode))
		return EXIT_DONE;
	diag_add(in->diags, RULE_FILE_UNREADABLE, place_of_file(STR("--repo")),
		"cannot read '%.*s': %s", STR_ARG(repo), why);
	return EXIT_INPUT;
}

static bool is_override(const struct plan_input *input, struct str name)
{
	for (size_t i = 0; i < input->override_count; i++) {
		if (str_eq(input->overrides[i].name, name))
			return true;
	}
	return false;
}

void input_note_unread(const struct invocation *in, const struct plan_input *input)
{
	struct strbuf names;
	struct str first = STR_NONE;

	strbuf_init(&names, in->arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < input->environment_count; i++) {
		const struct str name = input->environment[i].name;
		if (is_override(input, name))
			continue;
		strbuf_printf(&names, "%s'%.*s'", first.ptr ? ", " : "", STR_ARG(name));
		if (!first.ptr)
			first = name;
	}
	if (!first.ptr)
		return;
	diag_hint(in->diags,
		diag_add(in->diags, RULE_ENVIRONMENT_UNREAD, place_of_file(STR("environment")),
			"%.*s: not read, since there is a workflow", STR_ARG(strbuf_str(&names))),
		"'-e %.*s' takes it in", STR_ARG(first));
}
