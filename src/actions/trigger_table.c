/* SPDX-License-Identifier: MIT */
#include "actions/trigger_table.h"

#define KEYS(table) .keys = (table), .key_count = sizeof(table) / sizeof((table)[0])
#define WORDS(table) .words = (table), .word_count = sizeof(table) / sizeof((table)[0])

/* A filter without a value is none, and one word is a list of one. */
static const struct schema filter = {
	.kinds = KINDS_TEXT | KIND_SEQUENCE, .demands = ONE_OR_MANY, .items = &schema_word};

/*
 * Filters that an event has no use for are in many workflows; GitHub takes them and does not heed
 * them. So all webhook events share these, and those without activity types take any.
 */
#define FILTER_KEYS                                                                                \
	{STR_ROW("branches"), KEY_OPTIONAL, &filter},                                              \
		{STR_ROW("branches-ignore"), KEY_OPTIONAL, &filter},                               \
		{STR_ROW("tags"), KEY_OPTIONAL, &filter},                                          \
		{STR_ROW("tags-ignore"), KEY_OPTIONAL, &filter},                                   \
		{STR_ROW("paths"), KEY_OPTIONAL, &filter},                                         \
	{                                                                                          \
		STR_ROW("paths-ignore"), KEY_OPTIONAL, &filter                                     \
	}

static const struct schema_key webhook_keys[] = {
	{STR_ROW("types"), KEY_OPTIONAL, &filter},
	FILTER_KEYS,
};
static const struct schema webhook = {.kinds = KIND_NULL | KIND_MAPPING, KEYS(webhook_keys)};

/* The activity types of an event, and the settings of an event that has them. */
#define TYPES(event)                                                                               \
	static const struct schema event##_type = {.noun = "activity type of '" #event "'",        \
		.kinds = KINDS_WORD,                                                               \
		WORDS(event##_words)};                                                             \
	static const struct schema event##_types = {.kinds = KINDS_TEXT | KIND_SEQUENCE,           \
		.demands = ONE_OR_MANY,                                                            \
		.items = &event##_type}
#define TYPED_EVENT(event)                                                                         \
	TYPES(event);                                                                              \
	static const struct schema_key event##_keys[] = {                                          \
		{STR_ROW("types"), KEY_OPTIONAL, &event##_types},                                  \
		FILTER_KEYS,                                                                       \
	};                                                                                         \
	static const struct schema event = {.kinds = KIND_NULL | KIND_MAPPING, KEYS(event##_keys)}

static const struct str branch_protection_rule_words[] = {
	STR_ROW("created"), STR_ROW("edited"), STR_ROW("deleted")};
TYPED_EVENT(branch_protection_rule);

static const struct str check_run_words[] = {STR_ROW("completed"), STR_ROW("created"),
	STR_ROW("rerequested"), STR_ROW("requested_action")};
TYPED_EVENT(check_run);

static const struct str check_suite_words[] = {
	STR_ROW("completed"), STR_ROW("requested"), STR_ROW("rerequested")};
TYPED_EVENT(check_suite);

static const struct str discussion_words[] = {STR_ROW("created"), STR_ROW("edited"),
	STR_ROW("deleted"), STR_ROW("transferred"), STR_ROW("pinned"), STR_ROW("unpinned"),
	STR_ROW("labeled"), STR_ROW("unlabeled"), STR_ROW("locked"), STR_ROW("unlocked"),
	STR_ROW("category_changed"), STR_ROW("answered"), STR_ROW("unanswered")};
TYPED_EVENT(discussion);

static const struct str discussion_comment_words[] = {
	STR_ROW("created"), STR_ROW("edited"), STR_ROW("deleted")};
TYPED_EVENT(discussion_comment);

static const struct str image_version_words[] = {
	STR_ROW("created"), STR_ROW("ready"), STR_ROW("deleted")};
TYPES(image_version);

static const struct str issue_comment_words[] = {
	STR_ROW("created"), STR_ROW("edited"), STR_ROW("deleted")};
TYPED_EVENT(issue_comment);

static const struct str issues_words[] = {STR_ROW("opened"), STR_ROW("edited"), STR_ROW("deleted"),
	STR_ROW("transferred"), STR_ROW("pinned"), STR_ROW("unpinned"), STR_ROW("closed"),
	STR_ROW("reopened"), STR_ROW("assigned"), STR_ROW("unassigned"), STR_ROW("labeled"),
	STR_ROW("unlabeled"), STR_ROW("locked"), STR_ROW("unlocked"), STR_ROW("milestoned"),
	STR_ROW("demilestoned"), STR_ROW("field_added"), STR_ROW("field_removed"), STR_ROW("typed"),
	STR_ROW("untyped")};
TYPED_EVENT(issues);

static const struct str label_words[] = {STR_ROW("created"), STR_ROW("edited"), STR_ROW("deleted")};
TYPED_EVENT(label);

static const struct str merge_group_words[] = {STR_ROW("checks_requested")};
TYPED_EVENT(merge_group);

static const struct str milestone_words[] = {STR_ROW("created"), STR_ROW("closed"),
	STR_ROW("opened"), STR_ROW("edited"), STR_ROW("deleted")};
TYPED_EVENT(milestone);

static const struct str project_words[] = {STR_ROW("created"), STR_ROW("closed"),
	STR_ROW("reopened"), STR_ROW("edited"), STR_ROW("deleted")};
TYPED_EVENT(project);

static const struct str project_card_words[] = {STR_ROW("created"), STR_ROW("moved"),
	STR_ROW("converted"), STR_ROW("edited"), STR_ROW("deleted")};
TYPED_EVENT(project_card);

static const struct str project_column_words[] = {
	STR_ROW("created"), STR_ROW("updated"), STR_ROW("moved"), STR_ROW("deleted")};
TYPED_EVENT(project_column);

static const struct str pull_request_words[] = {STR_ROW("assigned"), STR_ROW("unassigned"),
	STR_ROW("labeled"), STR_ROW("unlabeled"), STR_ROW("opened"), STR_ROW("edited"),
	STR_ROW("closed"), STR_ROW("reopened"), STR_ROW("synchronize"),
	STR_ROW("converted_to_draft"), STR_ROW("locked"), STR_ROW("unlocked"), STR_ROW("enqueued"),
	STR_ROW("dequeued"), STR_ROW("milestoned"), STR_ROW("demilestoned"),
	STR_ROW("ready_for_review"), STR_ROW("review_requested"), STR_ROW("review_request_removed"),
	STR_ROW("auto_merge_enabled"), STR_ROW("auto_merge_disabled"), STR_ROW("stacked")};
TYPED_EVENT(pull_request);

static const struct str pull_request_review_words[] = {
	STR_ROW("submitted"), STR_ROW("edited"), STR_ROW("dismissed")};
TYPED_EVENT(pull_request_review);

static const struct str pull_request_review_comment_words[] = {
	STR_ROW("created"), STR_ROW("edited"), STR_ROW("deleted")};
TYPED_EVENT(pull_request_review_comment);

static const struct str pull_request_target_words[] = {STR_ROW("assigned"), STR_ROW("unassigned"),
	STR_ROW("labeled"), STR_ROW("unlabeled"), STR_ROW("opened"), STR_ROW("edited"),
	STR_ROW("closed"), STR_ROW("reopened"), STR_ROW("synchronize"),
	STR_ROW("converted_to_draft"), STR_ROW("locked"), STR_ROW("unlocked"), STR_ROW("enqueued"),
	STR_ROW("dequeued"), STR_ROW("milestoned"), STR_ROW("demilestoned"),
	STR_ROW("ready_for_review"), STR_ROW("review_requested"), STR_ROW("review_request_removed"),
	STR_ROW("auto_merge_enabled"), STR_ROW("auto_merge_disabled"), STR_ROW("stacked")};
TYPED_EVENT(pull_request_target);

static const struct str registry_package_words[] = {STR_ROW("published"), STR_ROW("updated")};
TYPED_EVENT(registry_package);

static const struct str release_words[] = {STR_ROW("published"), STR_ROW("unpublished"),
	STR_ROW("created"), STR_ROW("edited"), STR_ROW("deleted"), STR_ROW("prereleased"),
	STR_ROW("released")};
TYPED_EVENT(release);

static const struct str watch_words[] = {STR_ROW("started")};
TYPED_EVENT(watch);

static const struct str workflow_run_words[] = {
	STR_ROW("requested"), STR_ROW("completed"), STR_ROW("in_progress")};
TYPES(workflow_run);
static const struct schema_key image_version_keys[] = {
	{STR_ROW("types"), KEY_OPTIONAL, &image_version_types},
	FILTER_KEYS,
	{STR_ROW("names"), KEY_OPTIONAL, &filter},
	{STR_ROW("versions"), KEY_OPTIONAL, &filter},
};
static const struct schema image_version = {
	.kinds = KIND_NULL | KIND_MAPPING, KEYS(image_version_keys)};

static const struct schema_key workflow_run_keys[] = {
	{STR_ROW("types"), KEY_OPTIONAL, &workflow_run_types},
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
	{STR_ROW("types"), KEY_OPTIONAL, &filter},
	FILTER_KEYS,
	{STR_ROW("inputs"), KEY_OPTIONAL, &dispatch_inputs},
};
static const struct schema workflow_dispatch = {
	.kinds = KIND_NULL | KIND_MAPPING, KEYS(workflow_dispatch_keys)};

static const struct str call_types[] = {STR_ROW("string"), STR_ROW("boolean"), STR_ROW("number")};
static const struct schema call_type = {.kinds = KIND_STRING, WORDS(call_types)};
/* GitHub holds this event's settings against a schema, which is stricter than it is elsewhere. */
static const struct schema call_flag = {.kinds = KIND_BOOLEAN};
static const struct schema call_default = {
	.kinds = KINDS_TEXT, .demands = MUST_KEEP_KIND, .offers = OFFERS_RUN};
static const struct schema_key call_input_keys[] = {
	{STR_ROW("description"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("type"), KEY_REQUIRED, &call_type},
	{STR_ROW("required"), KEY_OPTIONAL, &call_flag},
	{STR_ROW("default"), KEY_OPTIONAL, &call_default},
	{STR_ROW("deprecationMessage"), KEY_OPTIONAL, &schema_text},
};
static const struct schema call_input = {
	.label = "input ", .kinds = KIND_MAPPING, KEYS(call_input_keys)};
static const struct schema call_inputs = {.kinds = KIND_MAPPING, .values = &call_input};
static const struct schema_key call_secret_keys[] = {
	{STR_ROW("description"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("required"), KEY_OPTIONAL, &call_flag},
};
static const struct schema call_secret = {
	.label = "secret ", .kinds = KIND_NULL | KIND_MAPPING, KEYS(call_secret_keys)};
static const struct schema call_secrets = {.kinds = KIND_MAPPING, .values = &call_secret};
static const struct schema call_value = {.kinds = KINDS_TEXT, .offers = OFFERS_RUN | OFFER_JOBS};
static const struct schema_key call_output_keys[] = {
	{STR_ROW("description"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("value"), KEY_REQUIRED, &call_value},
};
static const struct schema call_output = {
	.label = "output ", .kinds = KIND_MAPPING, KEYS(call_output_keys)};
static const struct schema call_outputs = {.kinds = KIND_MAPPING, .values = &call_output};
static const struct schema_key workflow_call_keys[] = {
	{STR_ROW("inputs"), KEY_OPTIONAL, &call_inputs},
	{STR_ROW("secrets"), KEY_OPTIONAL, &call_secrets},
	{STR_ROW("outputs"), KEY_OPTIONAL, &call_outputs},
};
static const struct schema workflow_call = {
	.kinds = KIND_NULL | KIND_MAPPING, KEYS(workflow_call_keys)};

/* clang-format off */
const struct event trigger_events[] = {
	{{STR_ROW("branch_protection_rule"), false}, &branch_protection_rule},
	{{STR_ROW("check_run"), false}, &check_run},
	{{STR_ROW("check_suite"), false}, &check_suite},
	{{STR_ROW("create"), false}, &webhook},
	{{STR_ROW("delete"), false}, &webhook},
	{{STR_ROW("deployment"), false}, &webhook},
	{{STR_ROW("deployment_status"), false}, &webhook},
	{{STR_ROW("discussion"), false}, &discussion},
	{{STR_ROW("discussion_comment"), false}, &discussion_comment},
	{{STR_ROW("fork"), false}, &webhook},
	{{STR_ROW("gollum"), false}, &webhook},
	{{STR_ROW("image_version"), false}, &image_version},
	{{STR_ROW("issue_comment"), false}, &issue_comment},
	{{STR_ROW("issues"), false}, &issues},
	{{STR_ROW("label"), false}, &label},
	{{STR_ROW("merge_group"), false}, &merge_group},
	{{STR_ROW("milestone"), false}, &milestone},
	{{STR_ROW("page_build"), false}, &webhook},
	{{STR_ROW("project"), false}, &project},
	{{STR_ROW("project_card"), false}, &project_card},
	{{STR_ROW("project_column"), false}, &project_column},
	{{STR_ROW("public"), false}, &webhook},
	{{STR_ROW("pull_request"), true}, &pull_request},
	{{STR_ROW("pull_request_comment"), false}, &issue_comment},
	{{STR_ROW("pull_request_review"), false}, &pull_request_review},
	{{STR_ROW("pull_request_review_comment"), false}, &pull_request_review_comment},
	{{STR_ROW("pull_request_target"), false}, &pull_request_target},
	{{STR_ROW("push"), false}, &webhook},
	{{STR_ROW("registry_package"), false}, &registry_package},
	{{STR_ROW("release"), false}, &release},
	{{STR_ROW("repository_dispatch"), false}, &webhook},
	{{STR_ROW("schedule"), false}, &schedule},
	{{STR_ROW("status"), false}, &webhook},
	{{STR_ROW("watch"), false}, &watch},
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
