/* SPDX-License-Identifier: MIT */
#include "actions/runner_variable.h"

#include <stddef.h>

struct names {
	struct str prefix;
	const struct str *rest;
	size_t count;
};

static const struct str github_names[] = {STR_ROW("ACTION"), STR_ROW("ACTIONS"),
	STR_ROW("ACTION_PATH"), STR_ROW("ACTION_REF"), STR_ROW("ACTION_REPOSITORY"),
	STR_ROW("ACTOR"), STR_ROW("ACTOR_ID"), STR_ROW("API_URL"), STR_ROW("BASE_REF"),
	STR_ROW("ENV"), STR_ROW("EVENT_NAME"), STR_ROW("EVENT_PATH"), STR_ROW("GRAPHQL_URL"),
	STR_ROW("HEAD_REF"), STR_ROW("JOB"), STR_ROW("OUTPUT"), STR_ROW("PATH"), STR_ROW("REF"),
	STR_ROW("REF_NAME"), STR_ROW("REF_PROTECTED"), STR_ROW("REF_TYPE"), STR_ROW("REPOSITORY"),
	STR_ROW("REPOSITORY_ID"), STR_ROW("REPOSITORY_OWNER"), STR_ROW("REPOSITORY_OWNER_ID"),
	STR_ROW("RETENTION_DAYS"), STR_ROW("RUN_ATTEMPT"), STR_ROW("RUN_ID"), STR_ROW("RUN_NUMBER"),
	STR_ROW("SERVER_URL"), STR_ROW("SHA"), STR_ROW("STATE"), STR_ROW("STEP_SUMMARY"),
	STR_ROW("TRIGGERING_ACTOR"), STR_ROW("WORKFLOW"), STR_ROW("WORKFLOW_REF"),
	STR_ROW("WORKFLOW_SHA"), STR_ROW("WORKSPACE")};

static const struct str runner_names[] = {STR_ROW("ARCH"), STR_ROW("DEBUG"), STR_ROW("ENVIRONMENT"),
	STR_ROW("NAME"), STR_ROW("OS"), STR_ROW("TEMP"), STR_ROW("TOOL_CACHE"),
	STR_ROW("WORKSPACE")};

static const struct names rows[] = {
	{STR_ROW("GITHUB_"), github_names, sizeof(github_names) / sizeof(github_names[0])},
	{STR_ROW("RUNNER_"), runner_names, sizeof(runner_names) / sizeof(runner_names[0])},
};

bool runner_sets(struct str name)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!str_starts(name, rows[i].prefix))
			continue;
		const struct str rest = str_slice(name, rows[i].prefix.len, name.len);
		for (size_t j = 0; j < rows[i].count; j++)
			if (str_eq(rest, rows[i].rest[j]))
				return true;
	}
	return false;
}

bool runner_takes(struct str name)
{
	return !str_is(name, "NODE_OPTIONS");
}
