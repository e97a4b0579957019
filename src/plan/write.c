/* SPDX-License-Identifier: MIT */
#include "plan/write.h"

#include "base/json_out.h"
#include "base/limits.h"

static const struct str fact_names[FACT_COUNT] = {
	[FACT_MATRIX] = STR_ROW("matrix"),
	[FACT_NEEDS] = STR_ROW("needs"),
	[FACT_IF] = STR_ROW("if"),
	[FACT_RUNS_ON] = STR_ROW("runs_on"),
	[FACT_TIMEOUT_MINUTES] = STR_ROW("timeout_minutes"),
	[FACT_PERMISSIONS] = STR_ROW("permissions"),
	[FACT_CONCURRENCY] = STR_ROW("concurrency"),
	[FACT_ENVIRONMENT] = STR_ROW("environment"),
	[FACT_CONTAINER] = STR_ROW("container"),
	[FACT_CONTINUE_ON_ERROR] = STR_ROW("continue_on_error"),
	[FACT_SOURCE] = STR_ROW("source"),
	[FACT_STEP] = STR_ROW("step"),
	[FACT_EVENTS] = STR_ROW("events"),
};

struct str build_fact_name(enum build_fact fact)
{
	return fact_names[fact];
}

/* A member that is always there, null when there is nothing to say. */
static void write_value(struct json_out *json, struct str key, const struct value *value)
{
	json_out_key(json, key);
	if (value)
		value_json(json, value);
	else
		json_out_null(json);
}

/* A member that is left out when there is nothing to say. */
static void write_optional(struct json_out *json, struct str key, const struct value *value)
{
	if (value)
		write_value(json, key, value);
}

static void write_text(struct json_out *json, struct str key, struct str text)
{
	json_out_key(json, key);
	if (text.ptr)
		json_out_string(json, text);
	else
		json_out_null(json);
}

static void write_texts(
	struct json_out *json, struct str key, const struct str *texts, size_t count)
{
	json_out_key(json, key);
	json_out_open_array(json);
	for (size_t i = 0; i < count; i++)
		json_out_string(json, texts[i]);
	json_out_close_array(json);
}

static void write_image(struct json_out *json, const struct image *image)
{
	json_out_key(json, STR("image"));
	json_out_open_object(json);
	write_text(json, STR("reference"), image->reference);
	write_text(json, STR("registry"), image->registry);
	write_text(json, STR("repository"), image->repository);
	write_text(json, STR("tag"), image->tag);
	write_text(json, STR("digest"), image->digest);
	json_out_close_object(json);
}

static void write_cache(struct json_out *json, const struct build_projection *shown)
{
	json_out_key(json, STR("cache"));
	json_out_open_object(json);
	write_value(json, STR("repo"), shown->cache_repo);
	write_value(json, STR("ttl_days"), shown->ttl_days);
	json_out_close_object(json);
}

static void write_env(struct json_out *json, const struct plan_build *build)
{
	json_out_key(json, STR("env"));
	json_out_open_object(json);
	json_out_key(json, STR("set"));
	json_out_open_object(json);
	for (size_t i = 0; i < build->set->len; i++)
		write_value(json, build->set->entries[i].key, build->set->entries[i].value);
	json_out_close_object(json);
	write_texts(json, STR("inherit"), build->inherit, build->inherit_count);
	json_out_close_object(json);
}

static void write_credentials(struct json_out *json, const struct plan_credentials *credentials)
{
	if (credentials->from_count == 0)
		return;
	json_out_key(json, STR("credentials"));
	json_out_open_object(json);
	write_value(json, STR("registry"), credentials->registry);
	write_texts(json, STR("from"), credentials->from, credentials->from_count);
	json_out_close_object(json);
}

static void write_engine(struct json_out *json, const struct plan_build *build)
{
	bool asked = false;

	for (enum engine_setting i = 0; i < ENGINE_SETTING_COUNT; i++)
		asked |= build->engine[i] != NULL;
	if (!asked)
		return;
	json_out_key(json, STR("engine"));
	json_out_open_object(json);
	for (enum engine_setting i = 0; i < ENGINE_SETTING_COUNT; i++)
		write_optional(json, engine_row(i)->member, build->engine[i]);
	json_out_close_object(json);
}

static void write_build(struct json_out *json, const struct plan_build *build)
{
	const struct build_projection *shown = &build->shown;

	json_out_open_object(json);
	write_text(json, STR("id"), build->id);
	for (enum build_fact i = 0; i < FACT_COUNT; i++)
		write_optional(json, fact_names[i], build->facts[i]);
	write_image(json, &shown->image);
	write_cache(json, shown);
	write_value(json, STR("workspace_folder"), shown->workspace_folder);
	write_value(json, STR("init_script"), shown->init_script);
	write_env(json, build);
	write_credentials(json, &build->credentials);
	write_engine(json, build);
	write_texts(json, STR("argv"), shown->argv, shown->argc);
	json_out_close_object(json);
}

static void write_workflow(struct json_out *json, const struct plan *plan)
{
	json_out_key(json, STR("workflow"));
	if (!plan->has_workflow) {
		json_out_null(json);
		return;
	}
	json_out_open_object(json);
	if (plan->name.ptr)
		write_text(json, STR("name"), plan->name);
	write_value(json, STR("triggers"), plan->triggers);
	write_optional(json, STR("concurrency"), plan->concurrency);
	json_out_close_object(json);
}

static void write_unknown(struct json_out *json, const struct plan *plan)
{
	json_out_key(json, STR("unknown"));
	json_out_open_array(json);
	for (size_t i = 0; i < plan->unknown_count; i++) {
		const struct plan_unknown *unknown = &plan->unknown[i];
		json_out_open_object(json);
		write_text(json, STR("at"), unknown->at);
		write_text(json, STR("text"), unknown->text);
		write_text(json, STR("why"), unknown_why_name(unknown->why));
		json_out_close_object(json);
	}
	json_out_close_array(json);
}

/* What an ordinary build takes, at most. */
#define BUILD_BYTES ((size_t)3072)

struct str plan_write(struct arena *arena, const struct plan *plan, enum plan_form form)
{
	struct strbuf out;
	struct json_out json;

	strbuf_init(&out, arena, LIMIT_PLAN_BYTES);
	strbuf_reserve(&out, plan->build_count * BUILD_BYTES);
	json_out_init(&json, &out);
	json_out_open_object(&json);
	write_text(&json, STR("schema"), STR(PLAN_SCHEMA));
	if (form == PLAN_WHOLE)
		write_text(&json, STR("plan_id"), plan->id);
	write_workflow(&json, plan);
	json_out_key(&json, STR("builds"));
	json_out_open_array(&json);
	for (size_t i = 0; i < plan->build_count; i++)
		write_build(&json, &plan->builds[i]);
	json_out_close_array(&json);
	write_unknown(&json, plan);
	json_out_close_object(&json);
	json_out_finish(&json);
	return strbuf_str(&out);
}

#define SCHEMA_LINE "{\n  \"schema\": \"" PLAN_SCHEMA "\",\n"

bool plan_split_id(struct str bytes, struct str id, struct str *ret_before, struct str *ret_behind)
{
	const struct str parts[] = {STR(SCHEMA_LINE), STR("  \"plan_id\": \""), id, STR("\",\n")};
	size_t at = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (!str_starts(str_slice(bytes, at, bytes.len), parts[i]))
			return false;
		at += parts[i].len;
	}
	*ret_before = str_slice(bytes, 0, parts[0].len);
	*ret_behind = str_slice(bytes, at, bytes.len);
	return true;
}

bool plan_is_written(const struct plan *plan, struct str rest, struct str bytes)
{
	struct str before;
	struct str behind;

	return plan_split_id(bytes, plan->id, &before, &behind) && str_starts(rest, before) &&
	       str_eq(str_slice(rest, before.len, rest.len), behind);
}

struct str plan_json(struct arena *arena, const struct plan *plan)
{
	return plan_write(arena, plan, PLAN_WHOLE);
}
