/* SPDX-License-Identifier: MIT */

/* What the checks ask of a build. */

#include "review/linting.h"

const struct value *build_value(const struct plan_build *build, const char *name)
{
	return map_get(build->set, str_of(name));
}

bool build_is_on(const struct plan_build *build, const char *name)
{
	const struct value *value = build_value(build, name);
	return value && !value_is_unknown(value) && str_is(value->text, "1");
}

bool build_is_off(const struct plan_build *build, const char *name)
{
	const struct value *value = build_value(build, name);
	return value && !value_is_unknown(value) && str_is(value->text, "0");
}

bool build_says(const struct plan_build *build, const struct value *value)
{
	return value && value->origin && value->origin->line &&
	       str_eq(value->origin->file, build->origin.root.at.file);
}

struct place build_place(const struct plan_build *build, const struct value *value)
{
	return build_says(build, value) ? *value->origin : build->origin.root.at;
}

bool build_publishes(const struct plan_build *build)
{
	return build_value(build, "ENVBUILDER_PUSH_IMAGE") &&
	       !build_is_off(build, "ENVBUILDER_PUSH_IMAGE");
}
