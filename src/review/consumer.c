/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "base/utf8.h"
#include "builder/option.h"
#include "review/consumer_making.h"

#define COMMENT_WIDTH ((size_t)98) /* behind "# " */

static const struct shared_option options[] = {
	{STR_ROW("ENVBUILDER_CACHE_REPO"), STR_ROW("cache_repo"), false,
		"Where CI pushes every layer and the image."},
	{STR_ROW("ENVBUILDER_WORKSPACE_FOLDER"), STR_ROW("workspace_folder"), false,
		"Build arguments may hold it, and those are part of a layer's key."},
	{STR_ROW("ENVBUILDER_DEVCONTAINER_DIR"), STR_ROW("devcontainer_dir"), false,
		"The dev container that CI builds."},
	{STR_ROW("ENVBUILDER_DEVCONTAINER_JSON_PATH"), STR_ROW("devcontainer_json_path"), false,
		"The description that CI builds."},
	{STR_ROW("ENVBUILDER_DOCKERFILE_PATH"), STR_ROW("dockerfile_path"), false,
		"The Dockerfile that CI builds."},
	{STR_ROW("ENVBUILDER_BUILD_CONTEXT_PATH"), STR_ROW("build_context_path"), false,
		"The folder whose files CI copies from."},
	{STR_ROW("ENVBUILDER_FALLBACK_IMAGE"), STR_ROW("fallback_image"), false,
		"What is built on when the dev container names neither an image nor a Dockerfile."},
	{STR_ROW("ENVBUILDER_IGNORE_PATHS"), {NULL, 0}, false,
		"What no layer holds: a workspace pushes the layers that it makes."},
	{STR_ROW("ENVBUILDER_INSECURE"), STR_ROW("insecure"), true,
		"The registry is asked without a check of its certificate."},
};

const struct shared_option *shared_options(size_t *ret_count)
{
	*ret_count = sizeof(options) / sizeof(options[0]);
	return options;
}

const struct value *shared_value(const struct plan_build *build, const struct shared_option *option)
{
	const struct value *value = map_get(build->set, option->name);

	if (value && option->is_boolean && !value_is_unknown(value) && str_is(value->text, "0"))
		return NULL;
	return value;
}

/* Whether the schedule's runs push, as far as the plan knows. */
static bool pushes_by_schedule(const struct plan_build *build)
{
	const struct value *events = build->facts[FACT_EVENTS];
	const struct value *event = events && events->kind == VALUE_OBJECT
					    ? value_member(events, STR("schedule"))
					    : NULL;
	const struct value *pushes =
		event && event->kind == VALUE_OBJECT ? value_member(event, STR("pushes")) : NULL;

	return event && !(pushes && pushes->kind == VALUE_BOOLEAN && !pushes->boolean);
}

bool consumer_ttl_of(struct arena *arena, const struct plan *plan, const struct plan_build *build,
	struct consumer_ttl *ret)
{
	const struct value *ttl = build->shown.ttl_days;
	struct schedule schedule;
	enum schedule_end end;
	int64_t minutes = 0;

	*ret = (struct consumer_ttl){.is_known = false};
	if (!ttl || ttl->kind != VALUE_NUMBER)
		return true;
	ret->is_known = true;
	ret->own = (unsigned)ttl->number;
	ret->days = ret->own;
	if (!plan->triggers || !pushes_by_schedule(build))
		return true;
	if (!schedule_of(arena, plan->triggers, &schedule))
		return false;
	end = schedule_cycle(&schedule, ret->own, &minutes);
	if (end == SCHEDULE_ENDS) {
		ret->is_renewed = true;
		ret->cycle = cycle_days(minutes);
		ret->days = ret->cycle < TTL_DAYS_MAX ? ret->cycle + 1 : TTL_DAYS_MAX;
	}
	return end != SCHEDULE_FAILED;
}

/* How many bytes of a text fit on a line of that many columns: up to a blank, or all that fit. */
static size_t fitting(struct str text, size_t columns)
{
	const struct str line = utf8_slice(text, 0, columns);
	size_t blank;

	if (line.len == text.len)
		return line.len;
	blank = str_find_last(str_slice(text, 0, line.len + 1), ' ');
	return blank == STR_NOWHERE || blank == 0 ? line.len : blank;
}

void consumer_comment(struct strbuf *out, const char *indent, struct str text)
{
	struct strbuf shown;
	struct str rest;

	strbuf_init(&shown, out->arena, LIMIT_TEXT_BYTES);
	utf8_show(&shown, text);
	rest = strbuf_str(&shown);
	out->failed = out->failed || !rest.ptr;
	while (rest.len) {
		const size_t len = fitting(rest, COMMENT_WIDTH - str_of(indent).len);
		strbuf_printf(out, "%s# %.*s\n", indent, STR_ARG(str_slice(rest, 0, len)));
		rest = str_trim(str_slice(rest, len, rest.len));
	}
}
