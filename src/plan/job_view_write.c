/* SPDX-License-Identifier: MIT */
#include "plan/job_view.h"

static void write_value(struct json_out *json, struct str key, const struct value *value)
{
	if (!value)
		return;
	json_out_key(json, key);
	value_json(json, value);
}

static void write_text(struct json_out *json, struct str key, struct str text)
{
	if (!text.ptr)
		return;
	json_out_key(json, key);
	json_out_string(json, text);
}

static void write_env(struct json_out *json, const struct map *env)
{
	json_out_key(json, STR("env"));
	json_out_open_object(json);
	for (size_t i = 0; i < env->len; i++)
		write_value(json, env->entries[i].key, env->entries[i].value);
	json_out_close_object(json);
}

static void write_step(struct json_out *json, const struct step_view *step)
{
	json_out_open_object(json);
	write_text(json, STR("id"), step->id);
	write_value(json, STR("name"), step->name);
	write_value(json, STR("uses"), step->uses);
	write_value(json, STR("run"), step->run);
	write_value(json, STR("if"), step->condition);
	write_env(json, step->env);
	json_out_close_object(json);
}

static void write_steps(struct json_out *json, const struct job_view *job)
{
	json_out_key(json, STR("steps"));
	json_out_open_array(json);
	for (size_t i = 0; i < job->step_count; i++)
		write_step(json, &job->steps[i]);
	json_out_close_array(json);
}

void job_view_json(struct json_out *json, const struct job_view *job)
{
	json_out_open_object(json);
	write_text(json, STR("id"), job->id);
	write_value(json, STR("name"), job->name);
	write_value(json, STR("matrix"), job->matrix);
	write_value(json, STR("runs_on"), job->runs_on);
	write_value(json, STR("timeout_minutes"), job->timeout_minutes);
	write_value(json, STR("permissions"), job->permissions);
	write_value(json, STR("if"), job->condition);
	write_env(json, job->env);
	write_value(json, STR("uses"), job->uses);
	if (!job->uses)
		write_steps(json, job);
	json_out_close_object(json);
}
