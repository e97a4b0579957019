/* SPDX-License-Identifier: MIT */
#include "apply/applying.h"
#include "base/limits.h"

/* The ids of all builds, for a message. */
static struct str ids_of(const struct applying *a)
{
	struct strbuf ids;

	strbuf_init(&ids, a->arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < a->plan->build_count; i++)
		strbuf_printf(&ids, "%s'%.*s'", i ? ", " : "", STR_ARG(a->plan->builds[i].id));
	return strbuf_str(&ids);
}

static bool is_chosen(const struct applying *a, const struct plan_build *build)
{
	for (size_t i = 0; i < a->args.count; i++) {
		if (a->args.items[i].row == APPLY_BUILD &&
			str_eq(a->args.items[i].value, build->id))
			return true;
	}
	return false;
}

static bool has_build(const struct applying *a, struct str id)
{
	for (size_t i = 0; i < a->plan->build_count; i++) {
		if (str_eq(a->plan->builds[i].id, id))
			return true;
	}
	return false;
}

/* Values of other builds may stay unknown: "/builds/1/" decides which are this one's. */
static bool is_known(const struct applying *a, size_t index)
{
	const struct str prefix = str_printf(a->arena, "/builds/%zu/", index);
	bool known = true;

	for (size_t i = 0; i < a->plan->unknown_count; i++) {
		const struct plan_unknown *unknown = &a->plan->unknown[i];
		if (!str_starts(unknown->at, prefix))
			continue;
		known = false;
		diag_hint(a->diags,
			diag_add(a->diags, RULE_PLAN_UNKNOWN, place_of_file(STR("plan")),
				"'%.*s' is unknown: '%.*s'", STR_ARG(unknown->at),
				STR_ARG(unknown->text)),
			"plan with what it hangs on: --context NAME=VALUE, or "
			"--context-from-runner on CI");
	}
	return known;
}

static int check_wishes(const struct applying *a)
{
	for (size_t i = 0; i < a->args.count; i++) {
		const struct arg *arg = &a->args.items[i];
		if (arg->row == APPLY_BUILD && !has_build(a, arg->value))
			return apply_usage(a, "no build '%.*s' in the plan; it has %.*s",
				STR_ARG(arg->value), STR_ARG(ids_of(a)));
	}
	if (apply_given(a, APPLY_BUILD) || apply_given(a, APPLY_ALL) || a->plan->build_count == 1)
		return EXIT_DONE;
	return apply_usage(a,
		"several builds in the plan: choose with --build ID, or --all; it has %.*s",
		STR_ARG(ids_of(a)));
}

int builds_choose(struct applying *a)
{
	const bool all = !apply_given(a, APPLY_BUILD);
	bool known = true;
	const int code = check_wishes(a);

	if (code)
		return code;
	a->builds = arena_array(a->arena, a->plan->build_count + 1, sizeof(*a->builds));
	if (!a->builds)
		return EXIT_SURROUNDINGS;
	for (size_t i = 0; i < a->plan->build_count; i++) {
		const struct plan_build *build = &a->plan->builds[i];
		if (!all && !is_chosen(a, build))
			continue;
		a->builds[a->build_count++] = build;
		known = is_known(a, i) && known;
	}
	return known ? EXIT_DONE : EXIT_INPUT;
}
