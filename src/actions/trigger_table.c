/* SPDX-License-Identifier: MIT */
#include "actions/trigger_table.h"

#define KEYS(table) .keys = (table), .key_count = sizeof(table) / sizeof((table)[0])
#define WORDS(table) .words = (table), .word_count = sizeof(table) / sizeof((table)[0])

/* A filter without a value is none, and one word is a list of one. */
static const struct schema filter = {.kinds = KINDS_TEXT | KIND_SEQUENCE, .items = &schema_word};

/*
 * Filters that an event has no use for are in many workflows; GitHub takes them and does not heed
 * them. So all webhook events share one row of filters.
 */
#define FILTER_KEYS                                                                                \
	{STR_ROW("types"), KEY_OPTIONAL, &filter}, {STR_ROW("branches"), KEY_OPTIONAL, &filter},   \
		{STR_ROW("branches-ignore"), KEY_OPTIONAL, &filter},                               \
		{STR_ROW("tags"), KEY_OPTIONAL, &filter},                                          \
		{STR_ROW("tags-ignore"), KEY_OPTIONAL, &filter},                                   \
		{STR_ROW("paths"), KEY_OPTIONAL, &filter},                                         \
	{                                                                                          \
		STR_ROW("paths-ignore"), KEY_OPTIONAL, &filter                                     \
	}

static const struct schema_key webhook_keys[] = {FILTER_KEYS};
static const struct schema webhook = {.kinds = KIND_NULL | KIND_MAPPING, KEYS(webhook_keys)};

static const struct schema_key image_version_keys[] = {
	FILTER_KEYS,
	{STR_ROW("names"), KEY_OPTIONAL, &filter},
	{STR_ROW("versions"), KEY_OPTIONAL, &filter},
};
static const struct schema image_version = {
	.kinds = KIND_NULL | KIND_MAPPING, KEYS(image_version_keys)};

static const struct schema_key workflow_run_keys[] = {
	FILTER_KEYS,
	{STR_ROW("workflows"), KEY_OPTIONAL, &filter},
};
static const struct schema workflow_run = {
	.kinds = KIND_NULL | KIND_MAPPING, KEYS(workflow_run_keys)};

static const struct schema_key schedule_item_keys[] = {
	{STR_ROW("cron"), KEY_REQUIRED, &schema_word},
	{STR_ROW("timezone"), KEY_OPTIONAL, &schema_word},
};
static const struct schema schedule_item = {.kinds = KIND_MAPPING, KEYS(schedule_item_keys)};
static const struct schema schedule = {.kinds = KIND_NULL | KIND_SEQUENCE, .items = &schedule_item};

static const struct str flag_words[] = {STR_ROW("true"), STR_ROW("false")};
static const struct schema flag = {
	.kinds = KIND_BOOLEAN | KIND_STRING, .demands = MUST_KEEP_KIND, WORDS(flag_words)};
static const struct schema typed = {.kinds = KINDS_TEXT, .demands = MUST_KEEP_KIND};
static const struct schema options = {.kinds = KIND_SEQUENCE, .items = &schema_text};

static const struct str dispatch_types[] = {STR_ROW("string"), STR_ROW("boolean"),
	STR_ROW("number"), STR_ROW("choice"), STR_ROW("environment")};
static const struct schema dispatch_type = {.kinds = KIND_STRING, WORDS(dispatch_types)};
static const struct schema_key dispatch_input_keys[] = {
	{STR_ROW("description"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("type"), KEY_OPTIONAL, &dispatch_type},
	{STR_ROW("required"), KEY_OPTIONAL, &flag},
	{STR_ROW("default"), KEY_OPTIONAL, &typed},
	{STR_ROW("options"), KEY_OPTIONAL, &options},
	{STR_ROW("deprecationMessage"), KEY_OPTIONAL, &schema_text},
};
static const struct schema dispatch_input = {
	.label = "input ", .kinds = KIND_NULL | KIND_MAPPING, KEYS(dispatch_input_keys)};
static const struct schema dispatch_inputs = {
	.kinds = KIND_NULL | KIND_MAPPING, .values = &dispatch_input};
static const struct schema_key workflow_dispatch_keys[] = {
	FILTER_KEYS,
	{STR_ROW("inputs"), KEY_OPTIONAL, &dispatch_inputs},
};
static const struct schema workflow_dispatch = {
	.kinds = KIND_NULL | KIND_MAPPING, KEYS(workflow_dispatch_keys)};

static const struct str call_types[] = {STR_ROW("string"), STR_ROW("boolean"), STR_ROW("number")};
static const struct schema call_type = {.kinds = KIND_STRING, WORDS(call_types)};
static const struct schema_key call_input_keys[] = {
	{STR_ROW("description"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("type"), KEY_REQUIRED, &call_type},
	{STR_ROW("required"), KEY_OPTIONAL, &flag},
	{STR_ROW("default"), KEY_OPTIONAL, &typed},
	{STR_ROW("options"), KEY_OPTIONAL, &options},
	{STR_ROW("deprecationMessage"), KEY_OPTIONAL, &schema_text},
};
static const struct schema call_input = {
	.label = "input ", .kinds = KIND_MAPPING, KEYS(call_input_keys)};
static const struct schema call_inputs = {.kinds = KIND_NULL | KIND_MAPPING, .values = &call_input};
static const struct schema_key call_secret_keys[] = {
	{STR_ROW("description"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("required"), KEY_OPTIONAL, &flag},
};
static const struct schema call_secret = {
	.label = "secret ", .kinds = KIND_NULL | KIND_MAPPING, KEYS(call_secret_keys)};
static const struct schema call_secrets = {
	.kinds = KIND_NULL | KIND_MAPPING, .values = &call_secret};
static const struct schema_key call_output_keys[] = {
	{STR_ROW("description"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("value"), KEY_REQUIRED, &schema_text},
};
static const struct schema call_output = {
	.label = "output ", .kinds = KIND_MAPPING, KEYS(call_output_keys)};
static const struct schema call_outputs = {
	.kinds = KIND_NULL | KIND_MAPPING, .values = &call_output};
static const struct schema_key workflow_call_keys[] = {
	FILTER_KEYS,
	{STR_ROW("inputs"), KEY_OPTIONAL, &call_inputs},
	{STR_ROW("secrets"), KEY_OPTIONAL, &call_secrets},
	{STR_ROW("outputs"), KEY_OPTIONAL, &call_outputs},
};
static const struct schema workflow_call = {
	.kinds = KIND_NULL | KIND_MAPPING, KEYS(workflow_call_keys)};

/* clang-format off */
const struct event trigger_events[] = {
	{{STR_ROW("branch_protection_rule"), false}, &webhook},
	{{STR_ROW("check_run"), false}, &webhook},
	{{STR_ROW("check_suite"), false}, &webhook},
	{{STR_ROW("create"), false}, &webhook},
	{{STR_ROW("delete"), false}, &webhook},
	{{STR_ROW("deployment"), false}, &webhook},
	{{STR_ROW("deployment_status"), false}, &webhook},
	{{STR_ROW("discussion"), false}, &webhook},
	{{STR_ROW("discussion_comment"), false}, &webhook},
	{{STR_ROW("fork"), false}, &webhook},
	{{STR_ROW("gollum"), false}, &webhook},
	{{STR_ROW("image_version"), false}, &image_version},
	{{STR_ROW("issue_comment"), false}, &webhook},
	{{STR_ROW("issues"), false}, &webhook},
	{{STR_ROW("label"), false}, &webhook},
	{{STR_ROW("merge_group"), false}, &webhook},
	{{STR_ROW("milestone"), false}, &webhook},
	{{STR_ROW("page_build"), false}, &webhook},
	{{STR_ROW("project"), false}, &webhook},
	{{STR_ROW("project_card"), false}, &webhook},
	{{STR_ROW("project_column"), false}, &webhook},
	{{STR_ROW("public"), false}, &webhook},
	{{STR_ROW("pull_request"), true}, &webhook},
	{{STR_ROW("pull_request_comment"), false}, &webhook},
	{{STR_ROW("pull_request_review"), false}, &webhook},
	{{STR_ROW("pull_request_review_comment"), false}, &webhook},
	{{STR_ROW("pull_request_target"), false}, &webhook},
	{{STR_ROW("push"), false}, &webhook},
	{{STR_ROW("registry_package"), false}, &webhook},
	{{STR_ROW("release"), false}, &webhook},
	{{STR_ROW("repository_dispatch"), false}, &webhook},
	{{STR_ROW("schedule"), false}, &schedule},
	{{STR_ROW("status"), false}, &webhook},
	{{STR_ROW("watch"), false}, &webhook},
	{{STR_ROW("workflow_call"), false}, &workflow_call},
	{{STR_ROW("workflow_dispatch"), false}, &workflow_dispatch},
	{{STR_ROW("workflow_run"), false}, &workflow_run},
};
/* clang-format on */

const size_t trigger_event_count = sizeof(trigger_events) / sizeof(trigger_events[0]);

const struct event *trigger_event(struct str name)
{
	for (size_t i = 0; i < trigger_event_count; i++)
		if (str_eq(trigger_events[i].row.name, name))
			return &trigger_events[i];
	return NULL;
}
