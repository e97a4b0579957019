/* SPDX-License-Identifier: MIT */
#include "actions/runner_variable.h"

#include <stddef.h>

struct row {
	struct str name;
	struct str member; /* of `github`; STR_NONE: see runner_member */
};

static const struct row rows[] = {
	{STR_ROW("GITHUB_ACTION"), {0}},
	{STR_ROW("GITHUB_ACTIONS"), {0}},
	{STR_ROW("GITHUB_ACTION_PATH"), {0}},
	{STR_ROW("GITHUB_ACTION_REF"), {0}},
	{STR_ROW("GITHUB_ACTION_REPOSITORY"), {0}},
	{STR_ROW("GITHUB_ACTOR"), STR_ROW("actor")},
	{STR_ROW("GITHUB_ACTOR_ID"), STR_ROW("actor_id")},
	{STR_ROW("GITHUB_API_URL"), STR_ROW("api_url")},
	{STR_ROW("GITHUB_BASE_REF"), STR_ROW("base_ref")},
	{STR_ROW("GITHUB_ENV"), {0}},
	{STR_ROW("GITHUB_EVENT_NAME"), STR_ROW("event_name")},
	{STR_ROW("GITHUB_EVENT_PATH"), {0}},
	{STR_ROW("GITHUB_GRAPHQL_URL"), STR_ROW("graphql_url")},
	{STR_ROW("GITHUB_HEAD_REF"), STR_ROW("head_ref")},
	{STR_ROW("GITHUB_JOB"), {0}},
	{STR_ROW("GITHUB_OUTPUT"), {0}},
	{STR_ROW("GITHUB_PATH"), {0}},
	{STR_ROW("GITHUB_REF"), STR_ROW("ref")},
	{STR_ROW("GITHUB_REF_NAME"), STR_ROW("ref_name")},
	{STR_ROW("GITHUB_REF_PROTECTED"), STR_ROW("ref_protected")},
	{STR_ROW("GITHUB_REF_TYPE"), STR_ROW("ref_type")},
	{STR_ROW("GITHUB_REPOSITORY"), STR_ROW("repository")},
	{STR_ROW("GITHUB_REPOSITORY_ID"), STR_ROW("repository_id")},
	{STR_ROW("GITHUB_REPOSITORY_OWNER"), STR_ROW("repository_owner")},
	{STR_ROW("GITHUB_REPOSITORY_OWNER_ID"), STR_ROW("repository_owner_id")},
	{STR_ROW("GITHUB_RETENTION_DAYS"), STR_ROW("retention_days")},
	{STR_ROW("GITHUB_RUN_ATTEMPT"), STR_ROW("run_attempt")},
	{STR_ROW("GITHUB_RUN_ID"), STR_ROW("run_id")},
	{STR_ROW("GITHUB_RUN_NUMBER"), STR_ROW("run_number")},
	{STR_ROW("GITHUB_SERVER_URL"), STR_ROW("server_url")},
	{STR_ROW("GITHUB_SHA"), STR_ROW("sha")},
	{STR_ROW("GITHUB_STATE"), {0}},
	{STR_ROW("GITHUB_STEP_SUMMARY"), {0}},
	{STR_ROW("GITHUB_TRIGGERING_ACTOR"), STR_ROW("triggering_actor")},
	{STR_ROW("GITHUB_WORKFLOW"), STR_ROW("workflow")},
	{STR_ROW("GITHUB_WORKFLOW_REF"), STR_ROW("workflow_ref")},
	{STR_ROW("GITHUB_WORKFLOW_SHA"), STR_ROW("workflow_sha")},
	{STR_ROW("GITHUB_WORKSPACE"), {0}},
	{STR_ROW("RUNNER_ARCH"), {0}},
	{STR_ROW("RUNNER_DEBUG"), {0}},
	{STR_ROW("RUNNER_ENVIRONMENT"), {0}},
	{STR_ROW("RUNNER_NAME"), {0}},
	{STR_ROW("RUNNER_OS"), {0}},
	{STR_ROW("RUNNER_TEMP"), {0}},
	{STR_ROW("RUNNER_TOOL_CACHE"), {0}},
	{STR_ROW("RUNNER_WORKSPACE"), {0}},
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

static const struct row *find(struct str name)
{
	/* Most names are those of a workflow's author. */
	if (!str_starts(name, STR("GITHUB_")) && !str_starts(name, STR("RUNNER_")))
		return NULL;
	for (size_t i = 0; i < ROWS; i++)
		if (str_eq(name, rows[i].name))
			return &rows[i];
	return NULL;
}

bool runner_sets(struct str name)
{
	return find(name) != NULL;
}

struct str runner_member(struct str name)
{
	const struct row *row = find(name);
	return row ? row->member : STR_NONE;
}

bool runner_takes(struct str name)
{
	return !str_is(name, "NODE_OPTIONS");
}
