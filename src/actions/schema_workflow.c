/* SPDX-License-Identifier: MIT */
#include "actions/schema.h"

/* Leaves first: C wants a table before what points at it. */

#define KEYS(table) .keys = (table), .key_count = sizeof(table) / sizeof((table)[0])
#define WORDS(table) .words = (table), .word_count = sizeof(table) / sizeof((table)[0])
#define FORMS(table) .forms = (table), .form_count = sizeof(table) / sizeof((table)[0])

static const struct schema flag = {.kinds = KIND_BOOLEAN | KIND_EXPRESSION};
static const struct schema number = {.kinds = KIND_NUMBER | KIND_EXPRESSION};
static const struct schema job_minutes = {
	.kinds = KIND_NUMBER | KIND_EXPRESSION, .demands = MUST_BE_POSITIVE};
static const struct schema step_minutes = {
	.kinds = KIND_NUMBER | KIND_EXPRESSION, .demands = MUST_NOT_BE_NEGATIVE};
static const struct schema texts = {
	.kinds = KIND_MAPPING | KIND_EXPRESSION, .values = &schema_text};
static const struct schema word_list = {
	.kinds = KIND_SEQUENCE | KIND_EXPRESSION, .items = &schema_word};

static const struct schema_key run_defaults_keys[] = {
	{STR_ROW("shell"), KEY_OPTIONAL, &schema_word},
	{STR_ROW("working-directory"), KEY_OPTIONAL, &schema_word},
};
static const struct schema run_defaults = {
	.kinds = KIND_MAPPING | KIND_EXPRESSION, KEYS(run_defaults_keys)};
static const struct schema_key defaults_keys[] = {
	{STR_ROW("run"), KEY_OPTIONAL, &run_defaults},
};
static const struct schema defaults = {.kinds = KIND_MAPPING, KEYS(defaults_keys)};

static const struct str queue_words[] = {STR_ROW("single"), STR_ROW("max")};
static const struct schema queue = {.kinds = KIND_STRING, WORDS(queue_words)};
static const struct schema_key concurrency_keys[] = {
	{STR_ROW("group"), KEY_REQUIRED, &schema_word},
	{STR_ROW("cancel-in-progress"), KEY_OPTIONAL, &flag},
	{STR_ROW("queue"), KEY_OPTIONAL, &queue},
};
static const struct schema concurrency = {
	.kinds = KINDS_TEXT | KIND_MAPPING | KIND_EXPRESSION, KEYS(concurrency_keys)};

static const struct schema_key credentials_keys[] = {
	{STR_ROW("username"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("password"), KEY_OPTIONAL, &schema_text},
};
static const struct schema credentials = {
	.kinds = KIND_MAPPING | KIND_EXPRESSION, KEYS(credentials_keys)};
static const struct schema_key container_keys[] = {
	{STR_ROW("image"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("credentials"), KEY_OPTIONAL, &credentials},
	{STR_ROW("env"), KEY_OPTIONAL, &texts},
	{STR_ROW("ports"), KEY_OPTIONAL, &word_list},
	{STR_ROW("volumes"), KEY_OPTIONAL, &word_list},
	{STR_ROW("options"), KEY_OPTIONAL, &schema_text},
};
static const struct schema container = {
	.kinds = KINDS_TEXT | KIND_MAPPING | KIND_EXPRESSION, KEYS(container_keys)};
static const struct schema_key service_keys[] = {
	{STR_ROW("image"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("credentials"), KEY_OPTIONAL, &credentials},
	{STR_ROW("env"), KEY_OPTIONAL, &texts},
	{STR_ROW("ports"), KEY_OPTIONAL, &word_list},
	{STR_ROW("volumes"), KEY_OPTIONAL, &word_list},
	{STR_ROW("options"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("entrypoint"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("command"), KEY_OPTIONAL, &schema_text},
};
static const struct schema service = {.label = "service ",
	.kinds = KINDS_WORD | KIND_MAPPING | KIND_EXPRESSION,
	KEYS(service_keys)};
static const struct schema services = {.kinds = KIND_MAPPING | KIND_EXPRESSION, .values = &service};

static const struct schema_key environment_keys[] = {
	{STR_ROW("name"), KEY_REQUIRED, &schema_text},
	{STR_ROW("url"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("deployment"), KEY_OPTIONAL, &flag},
};
static const struct schema environment = {
	.kinds = KINDS_TEXT | KIND_MAPPING | KIND_EXPRESSION, KEYS(environment_keys)};

static const struct schema_key runner_keys[] = {
	{STR_ROW("group"), KEY_OPTIONAL, &schema_word},
	{STR_ROW("labels"), KEY_OPTIONAL, &schema_words},
};
static const struct schema runner = {
	.kinds = KINDS_WORD | KIND_SEQUENCE | KIND_MAPPING | KIND_EXPRESSION,
	.demands = MUST_BE_FILLED,
	KEYS(runner_keys),
	.items = &schema_word};

static const struct schema_key snapshot_keys[] = {
	{STR_ROW("image-name"), KEY_REQUIRED, &schema_word},
	{STR_ROW("if"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("version"), KEY_OPTIONAL, &schema_word},
};
static const struct schema snapshot = {.kinds = KINDS_WORD | KIND_MAPPING, KEYS(snapshot_keys)};

static const struct schema matrix_entry = {.kinds = KIND_MAPPING | KIND_EXPRESSION};
static const struct schema matrix_entries = {
	.kinds = KIND_SEQUENCE | KIND_EXPRESSION, .items = &matrix_entry};
static const struct schema vector = {.kinds = KIND_SEQUENCE | KIND_EXPRESSION};
static const struct schema_key matrix_keys[] = {
	{STR_ROW("include"), KEY_OPTIONAL, &matrix_entries},
	{STR_ROW("exclude"), KEY_OPTIONAL, &matrix_entries},
};
static const struct schema matrix = {
	.kinds = KIND_MAPPING | KIND_EXPRESSION, KEYS(matrix_keys), .values = &vector};
static const struct schema_key strategy_keys[] = {
	{STR_ROW("matrix"), KEY_OPTIONAL, &matrix},
	{STR_ROW("fail-fast"), KEY_OPTIONAL, &flag},
	{STR_ROW("max-parallel"), KEY_OPTIONAL, &number},
};
static const struct schema strategy = {
	.kinds = KIND_MAPPING | KIND_EXPRESSION, KEYS(strategy_keys)};

static const struct schema_key run_step_keys[] = {
	{STR_ROW("id"), KEY_OPTIONAL, &schema_word},
	{STR_ROW("name"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("if"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("run"), KEY_REQUIRED, &schema_text},
	{STR_ROW("env"), KEY_OPTIONAL, &texts},
	{STR_ROW("shell"), KEY_OPTIONAL, &schema_word},
	{STR_ROW("working-directory"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("timeout-minutes"), KEY_OPTIONAL, &step_minutes},
	{STR_ROW("continue-on-error"), KEY_OPTIONAL, &flag},
	{STR_ROW("background"), KEY_OPTIONAL, &flag},
};
static const struct schema run_step = {.noun = "a step with 'run'", KEYS(run_step_keys)};

static const struct schema_key uses_step_keys[] = {
	{STR_ROW("id"), KEY_OPTIONAL, &schema_word},
	{STR_ROW("name"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("if"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("uses"), KEY_REQUIRED, &schema_word},
	{STR_ROW("with"), KEY_OPTIONAL, &texts},
	{STR_ROW("env"), KEY_OPTIONAL, &texts},
	{STR_ROW("timeout-minutes"), KEY_OPTIONAL, &step_minutes},
	{STR_ROW("continue-on-error"), KEY_OPTIONAL, &flag},
	{STR_ROW("background"), KEY_OPTIONAL, &flag},
};
static const struct schema uses_step = {.noun = "a step with 'uses'", KEYS(uses_step_keys)};

static const struct schema wait_all_value = {.kinds = KIND_NULL | KIND_BOOLEAN};
static const struct schema_key wait_step_keys[] = {
	{STR_ROW("id"), KEY_OPTIONAL, &schema_word},
	{STR_ROW("name"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("continue-on-error"), KEY_OPTIONAL, &flag},
	{STR_ROW("wait"), KEY_OPTIONAL, &schema_words},
	{STR_ROW("wait-all"), KEY_OPTIONAL, &wait_all_value},
	{STR_ROW("cancel"), KEY_OPTIONAL, &schema_word},
};
static const struct schema wait_step = {
	.noun = "a step with 'wait', 'wait-all' or 'cancel'", KEYS(wait_step_keys)};

static const struct schema steps;
static const struct schema_key parallel_step_keys[] = {
	{STR_ROW("parallel"), KEY_REQUIRED, &steps},
};
static const struct schema parallel_step = {
	.noun = "a step with 'parallel'", KEYS(parallel_step_keys)};

static const struct schema_form step_forms[] = {
	{STR_ROW("uses"), &uses_step},
	{STR_ROW("run"), &run_step},
	{STR_ROW("wait"), &wait_step},
	{STR_ROW("wait-all"), &wait_step},
	{STR_ROW("cancel"), &wait_step},
	{STR_ROW("parallel"), &parallel_step},
};
static const struct schema step = {
	.noun = "a step", .kinds = KIND_MAPPING, FORMS(step_forms), .missing = "'uses' or 'run'"};
static const struct schema steps = {
	.kinds = KIND_SEQUENCE, .demands = MUST_BE_FILLED, .items = &step};

static const struct schema_key normal_job_keys[] = {
	{STR_ROW("name"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("needs"), KEY_OPTIONAL, &schema_words},
	{STR_ROW("if"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("runs-on"), KEY_REQUIRED, &runner},
	{STR_ROW("permissions"), KEY_OPTIONAL, &schema_any},
	{STR_ROW("environment"), KEY_OPTIONAL, &environment},
	{STR_ROW("concurrency"), KEY_OPTIONAL, &concurrency},
	{STR_ROW("outputs"), KEY_OPTIONAL, &texts},
	{STR_ROW("env"), KEY_OPTIONAL, &texts},
	{STR_ROW("defaults"), KEY_OPTIONAL, &defaults},
	{STR_ROW("timeout-minutes"), KEY_OPTIONAL, &job_minutes},
	{STR_ROW("cancel-timeout-minutes"), KEY_OPTIONAL, &number},
	{STR_ROW("continue-on-error"), KEY_OPTIONAL, &flag},
	{STR_ROW("strategy"), KEY_OPTIONAL, &strategy},
	{STR_ROW("container"), KEY_OPTIONAL, &container},
	{STR_ROW("services"), KEY_OPTIONAL, &services},
	{STR_ROW("snapshot"), KEY_OPTIONAL, &snapshot},
	{STR_ROW("steps"), KEY_REQUIRED, &steps},
};
static const struct schema normal_job = {.noun = "a job", KEYS(normal_job_keys)};

static const struct str secrets_words[] = {STR_ROW("inherit")};
static const struct schema secrets = {.kinds = KIND_STRING | KIND_MAPPING | KIND_EXPRESSION,
	WORDS(secrets_words),
	.values = &schema_text};
static const struct schema_key calling_job_keys[] = {
	{STR_ROW("name"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("needs"), KEY_OPTIONAL, &schema_words},
	{STR_ROW("if"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("uses"), KEY_REQUIRED, &schema_word},
	{STR_ROW("with"), KEY_OPTIONAL, &texts},
	{STR_ROW("secrets"), KEY_OPTIONAL, &secrets},
	{STR_ROW("strategy"), KEY_OPTIONAL, &strategy},
	{STR_ROW("permissions"), KEY_OPTIONAL, &schema_any},
	{STR_ROW("concurrency"), KEY_OPTIONAL, &concurrency},
};
static const struct schema calling_job = {.noun = "a job with 'uses'", KEYS(calling_job_keys)};

static const struct schema_form job_forms[] = {
	{STR_ROW("uses"), &calling_job},
	{{NULL, 0}, &normal_job},
};
static const struct schema job = {.label = "job ", .kinds = KIND_MAPPING, FORMS(job_forms)};
static const struct schema jobs = {
	.kinds = KIND_MAPPING, .demands = MUST_BE_FILLED, .values = &job};

static const struct schema_key workflow_keys[] = {
	{STR_ROW("name"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("run-name"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("description"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("on"), KEY_REQUIRED, &schema_any},
	{STR_ROW("permissions"), KEY_OPTIONAL, &schema_any},
	{STR_ROW("env"), KEY_OPTIONAL, &texts},
	{STR_ROW("defaults"), KEY_OPTIONAL, &defaults},
	{STR_ROW("concurrency"), KEY_OPTIONAL, &concurrency},
	{STR_ROW("jobs"), KEY_REQUIRED, &jobs},
};
const struct schema schema_workflow = {
	.noun = "a workflow", .kinds = KIND_MAPPING, KEYS(workflow_keys)};
