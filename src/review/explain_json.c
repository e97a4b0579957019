/* SPDX-License-Identifier: MIT */
#include "base/json_out.h"
#include "base/limits.h"
#include "review/explain.h"

#define EXPLAIN_SCHEMA "precache.explain/1"

static const char *kind_name(enum explain_kind kind)
{
	static const char *const names[] = {
		[EXPLAIN_OVERRIDE] = "override",
		[EXPLAIN_SCRIPT] = "script",
		[EXPLAIN_STEP_ENV] = "step-env",
		[EXPLAIN_GITHUB_ENV] = "github-env",
		[EXPLAIN_JOB_ENV] = "job-env",
		[EXPLAIN_WORKFLOW_ENV] = "workflow-env",
		[EXPLAIN_CONTAINER_ENV] = "container-env",
		[EXPLAIN_ENVIRONMENT] = "environment",
		[EXPLAIN_DEFAULT] = "default",
		[EXPLAIN_BUILDER_DEFAULT] = "builder-default",
		[EXPLAIN_FILE] = "file",
		[EXPLAIN_GITHUB_DEFAULT] = "github-default",
		[EXPLAIN_FIELDS] = "fields",
		[EXPLAIN_PRECACHE] = "precache",
	};

	return names[kind];
}

static void put(struct json_out *json, const char *key, struct str value)
{
	if (!value.ptr)
		return;
	json_out_key(json, str_of(key));
	json_out_string(json, value);
}

static void put_place(struct json_out *json, const struct explain_source *source)
{
	if (!source->at.line)
		return;
	put(json, "file", source->at.file);
	json_out_key(json, STR("line"));
	json_out_integer(json, source->at.line);
	json_out_key(json, STR("column"));
	json_out_integer(json, source->at.column);
}

static void put_source(struct json_out *json, const struct explain_source *source)
{
	json_out_open_object(json);
	put(json, "kind", str_of(kind_name(source->kind)));
	put(json, "text", source->text);
	put_place(json, source);
	put(json, "path", source->path);
	put(json, "value", source->value);
	if (source->secret) {
		json_out_key(json, STR("secret"));
		json_out_boolean(json, true);
	}
	if (source->field_count) {
		json_out_key(json, STR("fields"));
		json_out_open_array(json);
		for (size_t i = 0; i < source->field_count; i++)
			json_out_string(json, source->fields[i]);
		json_out_close_array(json);
	}
	json_out_close_object(json);
}

static void put_entry(struct json_out *json, const struct explain_entry *entry)
{
	json_out_open_object(json);
	put(json, "at", entry->at);
	json_out_key(json, STR("value"));
	if (entry->value)
		value_json(json, entry->value);
	else
		json_out_null(json);
	json_out_key(json, STR("from"));
	put_source(json, &entry->sources[0]);
	json_out_key(json, STR("shadows"));
	json_out_open_array(json);
	for (size_t i = 1; i < entry->count; i++)
		put_source(json, &entry->sources[i]);
	json_out_close_array(json);
	json_out_close_object(json);
}

struct str explain_json(struct arena *arena, const struct explanation *explanation)
{
	struct strbuf out;
	struct json_out json;

	strbuf_init(&out, arena, LIMIT_PLAN_BYTES);
	json_out_init(&json, &out);
	json_out_open_object(&json);
	put(&json, "schema", STR(EXPLAIN_SCHEMA));
	if (explanation->asked.len)
		put(&json, "asked", explanation->asked);
	json_out_key(&json, STR("values"));
	json_out_open_array(&json);
	for (size_t i = 0; i < explanation->count; i++)
		put_entry(&json, &explanation->entries[i]);
	json_out_close_array(&json);
	json_out_close_object(&json);
	json_out_finish(&json);
	return strbuf_str(&out);
}
