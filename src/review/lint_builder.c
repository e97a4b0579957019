/* SPDX-License-Identifier: MIT */

/* How the builder is told to behave. */

#include "review/linting.h"
#include "review/shell.h"

void lint_fallback(struct linting *linting, const struct plan_build *build)
{
	const struct value *image = build_value(build, "ENVBUILDER_FALLBACK_IMAGE");
	struct diag *diag;

	if (!image || !build_publishes(build))
		return;
	if (build_is_off(build, "ENVBUILDER_EXIT_ON_BUILD_FAILURE"))
		diag = lint_find(linting, build_place(build, image),
			"a build that fails publishes the fallback image as the cache's");
	else
		diag = lint_find(linting, build_place(build, image),
			"without a devcontainer.json the fallback image is published as the "
			"cache's");
	lint_hint(linting, diag,
		"take ENVBUILDER_FALLBACK_IMAGE out where the cache is made: the run then ends "
		"with an error");
	if (build_is_off(build, "ENVBUILDER_EXIT_ON_BUILD_FAILURE"))
		lint_relate(linting, diag,
			build_place(build, build_value(build, "ENVBUILDER_EXIT_ON_BUILD_FAILURE")),
			"a failed build does not end the run");
}

void lint_skip_rebuild(struct linting *linting, const struct plan_build *build)
{
	const struct value *skip = build_value(build, "ENVBUILDER_SKIP_REBUILD");

	if (!build_is_on(build, "ENVBUILDER_SKIP_REBUILD"))
		return;
	lint_hint(linting,
		lint_find(linting, build_place(build, skip),
			"where 'ENVBUILDER_SKIP_REBUILD' does anything, nothing is built or "
			"pushed"),
		"take it out: it is for a workspace that is started again");
}

void lint_push_failure(struct linting *linting, const struct plan_build *build)
{
	const struct value *off = build_value(build, "ENVBUILDER_EXIT_ON_PUSH_FAILURE");

	if (!build_publishes(build) || !build_is_off(build, "ENVBUILDER_EXIT_ON_PUSH_FAILURE"))
		return;
	lint_hint(linting,
		lint_find(
			linting, build_place(build, off), "a push that fails leaves the run green"),
		"take it out: precache sets ENVBUILDER_EXIT_ON_PUSH_FAILURE to 1");
}

/* With a fallback image this is that rule's finding. */
void lint_build_failure(struct linting *linting, const struct plan_build *build)
{
	const struct value *off = build_value(build, "ENVBUILDER_EXIT_ON_BUILD_FAILURE");

	if (!build_publishes(build) || !build_is_off(build, "ENVBUILDER_EXIT_ON_BUILD_FAILURE") ||
		build_value(build, "ENVBUILDER_FALLBACK_IMAGE"))
		return;
	lint_hint(linting,
		lint_find(linting, build_place(build, off),
			"a build that fails looks for a fallback image instead of ending the run"),
		"take it out: precache sets ENVBUILDER_EXIT_ON_BUILD_FAILURE to 1");
}

/* The first record of a list holds the path, or one above it. */
static bool list_keeps(struct str list, struct str path)
{
	size_t from = 0;

	while (from <= list.len) {
		const size_t comma = str_find_char(list, ',', from);
		struct str entry = str_slice(list, from, comma);
		if (entry.len > 1 && entry.ptr[0] == '"')
			entry = str_slice(entry, 1, entry.len - 1);
		while (entry.len > 1 && entry.ptr[entry.len - 1] == '/')
			entry.len--;
		if (entry.len && str_starts(path, entry))
			return true;
		from = comma == STR_NOWHERE ? list.len + 1 : comma + 1;
	}
	return false;
}

void lint_ignore_paths(struct linting *linting, const struct plan_build *build)
{
	const struct value *paths = build_value(build, "ENVBUILDER_IGNORE_PATHS");

	if (!paths || value_is_unknown(paths) || list_keeps(paths->text, STR("/var/run")))
		return;
	lint_hint(linting,
		lint_find(linting, build_place(build, paths),
			"the list replaces the builder's own, and '/var/run' is lost from it"),
		"write '/var/run,/product_uuid,/product_name,' in front of your own paths");
}

/* "https://user:password@host/…": what stands in front of the host is for nobody's eyes. */
static bool has_password(struct str url)
{
	const size_t scheme = str_find(url, STR("://"), 0);
	const size_t start = scheme == STR_NOWHERE ? 0 : scheme + 3;
	const struct str host = str_slice(url, start, str_find_char(url, '/', start));
	const size_t at = str_find_last(host, '@');
	const size_t colon = str_find_char(host, ':', 0);

	if (scheme == STR_NOWHERE || at == STR_NOWHERE || at == 0)
		return false;
	return colon < at || str_starts(host, STR("gh")) || str_starts(host, STR("github_pat_"));
}

void lint_git_credentials(struct linting *linting, const struct plan_build *build)
{
	static const char *const names[] = {"ENVBUILDER_GIT_URL", "ENVBUILDER_GIT_HTTP_PROXY_URL"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct value *url = build_value(build, names[i]);
		struct diag *diag;
		if (!url || !has_password(url->text))
			continue;
		diag = lint_find(linting, build_place(build, url),
			"'%s' holds a credential, and the builder prints it", names[i]);
		if (diag)
			diag->conceal = true;
		lint_hint(linting, diag,
			"change that credential, and give the new one from secrets as "
			"ENVBUILDER_GIT_USERNAME and ENVBUILDER_GIT_PASSWORD");
	}
}

/* What the builder runs at its end: INIT_COMMAND with INIT_ARGS, or with -c INIT_SCRIPT. */
struct init {
	const struct value *command; /* NULL: /bin/sh */
	const struct value *args;
	const struct value *script;
	bool known;
};

static struct init init_of(const struct plan_build *build)
{
	struct init init = {
		.command = build_value(build, "ENVBUILDER_INIT_COMMAND"),
		.args = build_value(build, "ENVBUILDER_INIT_ARGS"),
		.script = build_value(build, "ENVBUILDER_INIT_SCRIPT"),
	};

	init.known = !(init.command && value_is_unknown(init.command)) &&
		     !(init.args && value_is_unknown(init.args)) &&
		     !(init.script && value_is_unknown(init.script));
	return init;
}

static bool is_shell(const struct value *command)
{
	static const char *const shells[] = {"sh", "bash", "dash", "ash", "zsh"};
	struct str name;

	if (!command)
		return true;
	const size_t slash = str_find_last(command->text, '/');
	name = slash == STR_NOWHERE ? command->text
				    : str_slice(command->text, slash + 1, command->text.len);
	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (str_is(name, shells[i]))
			return true;
	}
	return false;
}

static void report_endless(struct linting *linting, struct place at)
{
	lint_hint(linting,
		lint_find(
			linting, at, "the container never ends, and the run ends by its time-out"),
		"let it end: ENVBUILDER_INIT_SCRIPT=exit, or the check that you want");
}

void lint_endless(struct linting *linting, const struct plan_build *build)
{
	const struct init init = init_of(build);
	size_t at;

	if (!init.known)
		return;
	if (init.args) {
		const struct str line = str_printf(linting->arena, "%.*s %.*s",
			STR_ARG(init.command ? init.command->text : STR("/bin/sh")),
			STR_ARG(init.args->text));
		if (line.ptr && shell_never_ends(linting->arena, line, &at))
			report_endless(linting, build_place(build, init.args));
	} else if (init.script && is_shell(init.command) &&
		   shell_never_ends(linting->arena, init.script->text, &at)) {
		report_endless(linting, build_place(build, init.script));
	}
}

void lint_init_replaced(struct linting *linting, const struct plan_build *build)
{
	const struct init init = init_of(build);
	struct diag *diag = NULL;

	if (!init.known || !build_says(build, init.script))
		return;
	if (init.args)
		diag = lint_find(linting, build_place(build, init.args),
			"'ENVBUILDER_INIT_ARGS' replaces the init script, which does not run");
	else if (!is_shell(init.command))
		diag = lint_find(linting, build_place(build, init.command),
			"'ENVBUILDER_INIT_COMMAND' is no shell: the init script does not run");
	lint_relate(linting, diag, build_place(build, init.script), "the init script is here");
	lint_hint(linting, diag, "set one of the two");
}

static bool only_ends(struct str script)
{
	static const char *const ways[] = {
		"exit", "exit 0", "true", ":", "/bin/true", "/usr/bin/true", "exec true"};
	const struct str text = str_trim(script);

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		if (str_is(text, ways[i]))
			return true;
	}
	return false;
}

/* A build in front of it, in the same job, that runs the same check and publishes nothing. */
static bool is_checked_before(const struct linting *linting, const struct plan_build *build)
{
	const struct value *script = build_value(build, "ENVBUILDER_INIT_SCRIPT");

	for (size_t i = 0; i < linting->plan->build_count; i++) {
		const struct plan_build *other = &linting->plan->builds[i];
		const struct value *same = build_value(other, "ENVBUILDER_INIT_SCRIPT");
		if (other->origin.root.job == build->origin.root.job && !build_publishes(other) &&
			other->origin.root.at.line < build->origin.root.at.line && same &&
			str_eq(same->text, script->text))
			return true;
	}
	return false;
}

void lint_late_check(struct linting *linting, const struct plan_build *build)
{
	const struct init init = init_of(build);
	size_t at;

	if (!build_publishes(build) || !init.known || !build_says(build, init.script) ||
		init.args || !is_shell(init.command) || only_ends(init.script->text) ||
		is_checked_before(linting, build) ||
		shell_never_ends(linting->arena, init.script->text, &at))
		return;
	lint_hint(linting,
		lint_find(linting, build_place(build, init.script),
			"the init script runs after the push: what it finds is published already"),
		"build before it with ENVBUILDER_PUSH_IMAGE=0 and the same script; the second "
		"build takes the layers from the cache");
}
