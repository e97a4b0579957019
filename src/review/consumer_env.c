/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "base/utf8.h"
#include "review/consumer_making.h"

static void add_value(struct strbuf *out, struct str name, const struct value *value)
{
	struct arena *arena = out->arena;

	if (value_is_unknown(value)) {
		consumer_comment(out, "",
			str_printf(
				arena, "Known when the workflow runs: %.*s", STR_ARG(value->text)));
		strbuf_printf(out, "%.*s=${%.*s}\n", STR_ARG(name), STR_ARG(name));
		return;
	}
	strbuf_printf(out, "%.*s=", STR_ARG(name));
	utf8_show(out, value_to_string(arena, value));
	strbuf_add_char(out, '\n');
}

static void add_ttl(
	struct strbuf *out, const struct plan_build *build, const struct consumer_ttl *ttl)
{
	struct arena *arena = out->arena;
	const struct str name = STR("ENVBUILDER_CACHE_TTL_DAYS");
	struct str why = STR("No schedule makes layers again, so this is CI's own number.");

	if (!ttl->is_known) {
		if (build->shown.ttl_days)
			add_value(out, name, build->shown.ttl_days);
		return;
	}
	if (ttl->is_renewed)
		why = str_printf(arena,
			"CI makes a layer again after %lld days at the longest, and accepts it for "
			"%u.",
			(long long)ttl->cycle, ttl->own);
	consumer_comment(out, "", why);
	strbuf_printf(out, "%.*s=%lld\n", STR_ARG(name), (long long)ttl->days);
}

static bool add_build(struct strbuf *out, const struct plan *plan, const struct plan_build *build)
{
	const struct str image = value_to_string(out->arena, build->image);
	struct consumer_ttl ttl;
	size_t count;
	const struct shared_option *options = shared_options(&count);

	if (!consumer_ttl_of(out->arena, plan, build, &ttl))
		return false;
	consumer_comment(out, "",
		str_printf(out->arena, "%.*s: the environment of a workspace that runs %.*s.",
			STR_ARG(build->id), STR_ARG(image)));
	for (size_t i = 0; i < count; i++) {
		const struct value *value = shared_value(build, &options[i]);
		if (value)
			add_value(out, options[i].name, value);
		if (i == 0)
			add_ttl(out, build, &ttl);
	}
	return image.ptr != NULL;
}

struct str consumer_env(struct arena *arena, const struct plan *plan)
{
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_PLAN_BYTES);
	for (size_t i = 0; i < plan->build_count; i++) {
		if (i)
			strbuf_add_char(&out, '\n');
		if (!add_build(&out, plan, &plan->builds[i]))
			return STR_NONE;
	}
	return arena->exhausted ? STR_NONE : strbuf_str(&out);
}
