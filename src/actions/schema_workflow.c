/* SPDX-License-Identifier: MIT */
#include "actions/schema.h"

/* Leaves first: C wants a table before what points at it. */

#define KEYS(table) .keys = (table), .key_count = sizeof(table) / sizeof((table)[0])
#define WORDS(table) .words = (table), .word_count = sizeof(table) / sizeof((table)[0])
#define FORMS(table) .forms = (table), .form_count = sizeof(table) / sizeof((table)[0])

static const struct schema flag = {.kinds = KIND_BOOLEAN};
static const struct schema number = {.kinds = KIND_NUMBER};
static const struct schema words_alone = {.kinds = KIND_SEQUENCE, .items = &schema_word};

static const struct schema_key run_defaults_keys[] = {
	{STR_ROW("shell"), KEY_OPTIONAL, &schema_word},
	{STR_ROW("working-directory"), KEY_OPTIONAL, &schema_word},
};
static const struct schema run_defaults = {.kinds = KIND_MAPPING, KEYS(run_defaults_keys)};
static const struct schema_key defaults_keys[] = {
	{STR_ROW("run"), KEY_OPTIONAL, &run_defaults},
};
static const struct schema defaults = {.kinds = KIND_MAPPING, KEYS(defaults_keys)};
static const struct schema job_run_defaults = {
	.kinds = KIND_MAPPING, .offers = OFFERS_JOB | OFFER_ENV, KEYS(run_defaults_keys)};
static const struct schema_key job_defaults_keys[] = {
	{STR_ROW("run"), KEY_OPTIONAL, &job_run_defaults},
};
static const struct schema job_defaults = {.kinds = KIND_MAPPING, KEYS(job_defaults_keys)};

static const struct str queue_words[] = {STR_ROW("single"), STR_ROW("max")};
static const struct schema queue = {.kinds = KIND_STRING, WORDS(queue_words)};
static const struct schema_key concurrency_keys[] = {
	{STR_ROW("group"), KEY_REQUIRED, &schema_word},
	{STR_ROW("cancel-in-progress"), KEY_OPTIONAL, &flag},
	{STR_ROW("queue"), KEY_OPTIONAL, &queue},
};
static const struct schema concurrency = {
	.kinds = KINDS_TEXT | KIND_MAPPING, .offers = OFFERS_RUN, KEYS(concurrency_keys)};
static const struct schema job_concurrency = {.kinds = KINDS_WORD | KIND_MAPPING,
	.demands = MUST_BE_FILLED,
	.offers = OFFERS_JOB,
	KEYS(concurrency_keys)};

static const struct schema workflow_env = {
	.kinds = KIND_MAPPING, .offers = OFFERS_RUN | OFFER_SECRETS, .values = &schema_text};
static const struct schema job_env = {
	.kinds = KIND_MAPPING, .offers = OFFERS_JOB | OFFER_SECRETS, .values = &schema_text};
static const struct schema step_texts = {
	.kinds = KIND_MAPPING, .offers = OFFERS_STEP, .values = &schema_text};
static const struct schema runner_text = {
	.kinds = KINDS_TEXT, .offers = OFFERS_RUNNER | OFFER_SECRETS};
static const struct schema runner_texts = {.kinds = KIND_MAPPING, .values = &runner_text};
/* Containers start before the first step does. */
static const struct schema container_text = {
	.kinds = KINDS_TEXT, .offers = OFFERS_CONTAINER | OFFER_SECRETS};
static const struct schema container_texts = {.kinds = KIND_MAPPING, .values = &container_text};

static const struct schema_key credentials_keys[] = {
	{STR_ROW("username"), KEY_OPTIONAL, &schema_word},
	{STR_ROW("password"), KEY_OPTIONAL, &schema_word},
};
static const struct schema credentials = {.kinds = KIND_MAPPING,
	.offers = OFFERS_RUN | OFFER_SECRETS | OFFER_ENV,
	KEYS(credentials_keys)};
static const struct schema_key container_keys[] = {
	{STR_ROW("image"), KEY_REQUIRED, &schema_word},
	{STR_ROW("credentials"), KEY_OPTIONAL, &credentials},
	{STR_ROW("env"), KEY_OPTIONAL, &container_texts},
	{STR_ROW("ports"), KEY_OPTIONAL, &words_alone},
	{STR_ROW("volumes"), KEY_OPTIONAL, &words_alone},
	{STR_ROW("options"), KEY_OPTIONAL, &schema_text},
};
static const struct schema container = {
	.kinds = KINDS_TEXT | KIND_MAPPING, .offers = OFFERS_JOB, KEYS(container_keys)};
static const struct schema_key service_keys[] = {
	{STR_ROW("image"), KEY_REQUIRED, &schema_word},
	{STR_ROW("credentials"), KEY_OPTIONAL, &credentials},
	{STR_ROW("env"), KEY_OPTIONAL, &container_texts},
	{STR_ROW("ports"), KEY_OPTIONAL, &words_alone},
	{STR_ROW("volumes"), KEY_OPTIONAL, &words_alone},
	{STR_ROW("options"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("entrypoint"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("command"), KEY_OPTIONAL, &schema_text},
};
static const struct schema service = {.label = "service ",
	.kinds = KINDS_WORD | KIND_MAPPING,
	.demands = MUST_BE_FILLED,
	KEYS(service_keys)};
static const struct schema services = {
	.kinds = KIND_MAPPING, .offers = OFFERS_JOB, .values = &service};

static const struct schema environment_url = {.kinds = KINDS_TEXT, .offers = OFFERS_RUNNER};
static const struct schema_key environment_keys[] = {
	{STR_ROW("name"), KEY_REQUIRED, &schema_text},
	{STR_ROW("url"), KEY_OPTIONAL, &environment_url},
	{STR_ROW("deployment"), KEY_OPTIONAL, &flag},
};
static const struct schema environment = {
	.kinds = KINDS_TEXT | KIND_MAPPING, .offers = OFFERS_JOB, KEYS(environment_keys)};

static const struct schema_key runner_keys[] = {
	{STR_ROW("group"), KEY_OPTIONAL, &schema_word},
	{STR_ROW("labels"), KEY_OPTIONAL, &schema_words},
};
static const struct schema runner = {.kinds = KINDS_WORD | KIND_SEQUENCE | KIND_MAPPING,
	.demands = MUST_BE_FILLED | ONE_OR_MANY,
	.offers = OFFERS_JOB,
	KEYS(runner_keys),
	.items = &schema_word};

static const struct schema snapshot_if = {
	.kinds = KINDS_TEXT, .demands = IS_CONDITION, .offers = OFFERS_JOB};
static const struct schema_key snapshot_keys[] = {
	{STR_ROW("image-name"), KEY_REQUIRED, &schema_word},
	{STR_ROW("if"), KEY_OPTIONAL, &snapshot_if},
	{STR_ROW("version"), KEY_OPTIONAL, &schema_word},
};
static const struct schema snapshot = {
	.kinds = KINDS_WORD | KIND_MAPPING, .demands = MUST_BE_FILLED, KEYS(snapshot_keys)};

static const struct schema matrix_entry = {
	.kinds = KIND_MAPPING, .demands = MUST_BE_FILLED, .values = &schema_any};
static const struct schema matrix_entries = {.kinds = KIND_SEQUENCE, .items = &matrix_entry};
static const struct schema vector = {.label = "vector ",
	.kinds = KIND_SEQUENCE,
	.demands = MUST_BE_FILLED,
	.items = &schema_any};
static const struct schema_key matrix_keys[] = {
	{STR_ROW("include"), KEY_OPTIONAL, &matrix_entries},
	{STR_ROW("exclude"), KEY_OPTIONAL, &matrix_entries},
};
static const struct schema matrix = {.kinds = KIND_MAPPING, KEYS(matrix_keys), .values = &vector};
static const struct schema_key strategy_keys[] = {
	{STR_ROW("matrix"), KEY_OPTIONAL, &matrix},
	{STR_ROW("fail-fast"), KEY_OPTIONAL, &flag},
	{STR_ROW("max-parallel"), KEY_OPTIONAL, &number},
};
static const struct schema strategy = {
	.kinds = KIND_MAPPING, .offers = OFFERS_PLANNING, KEYS(strategy_keys)};

static const struct schema step_text = {.kinds = KINDS_TEXT, .offers = OFFERS_STEP};
static const struct schema step_if = {
	.kinds = KINDS_TEXT, .demands = IS_CONDITION, .offers = OFFERS_STEP_IF};
static const struct schema step_flag = {.kinds = KIND_BOOLEAN, .offers = OFFERS_STEP};
static const struct schema step_minutes = {
	.kinds = KIND_NUMBER, .demands = MUST_NOT_BE_NEGATIVE, .offers = OFFERS_STEP};

static const struct schema_key run_step_keys[] = {
	{STR_ROW("name"), KEY_OPTIONAL, &step_text},
	{STR_ROW("run"), KEY_REQUIRED, &step_text},
	{STR_ROW("env"), KEY_OPTIONAL, &step_texts},
	{STR_ROW("if"), KEY_OPTIONAL, &step_if},
	{STR_ROW("id"), KEY_OPTIONAL, &schema_word},
	{STR_ROW("shell"), KEY_OPTIONAL, &schema_word},
	{STR_ROW("working-directory"), KEY_OPTIONAL, &step_text},
	{STR_ROW("timeout-minutes"), KEY_OPTIONAL, &step_minutes},
	{STR_ROW("continue-on-error"), KEY_OPTIONAL, &step_flag},
	{STR_ROW("background"), KEY_OPTIONAL, &flag},
};
static const struct schema run_step = {.noun = "a step with 'run'", KEYS(run_step_keys)};

static const struct schema_key uses_step_keys[] = {
	{STR_ROW("name"), KEY_OPTIONAL, &step_text},
	{STR_ROW("uses"), KEY_REQUIRED, &schema_word},
	{STR_ROW("with"), KEY_OPTIONAL, &step_texts},
	{STR_ROW("env"), KEY_OPTIONAL, &step_texts},
	{STR_ROW("if"), KEY_OPTIONAL, &step_if},
	{STR_ROW("id"), KEY_OPTIONAL, &schema_word},
	{STR_ROW("timeout-minutes"), KEY_OPTIONAL, &step_minutes},
	{STR_ROW("continue-on-error"), KEY_OPTIONAL, &step_flag},
	{STR_ROW("background"), KEY_OPTIONAL, &flag},
};
static const struct schema uses_step = {.noun = "a step with 'uses'", KEYS(uses_step_keys)};

/* The keys that every step has which steers others. */
#define STEERING_KEYS                                                                              \
	{STR_ROW("id"), KEY_OPTIONAL, &schema_word}, {STR_ROW("name"), KEY_OPTIONAL, &step_text},  \
	{                                                                                          \
		STR_ROW("continue-on-error"), KEY_OPTIONAL, &step_flag                             \
	}

static const struct schema_key wait_step_keys[] = {
	STEERING_KEYS,
	{STR_ROW("wait"), KEY_REQUIRED, &schema_words},
};
static const struct schema wait_step = {.noun = "a step with 'wait'", KEYS(wait_step_keys)};
static const struct schema wait_all_value = {.kinds = KIND_NULL | KIND_BOOLEAN};
static const struct schema_key wait_all_step_keys[] = {
	STEERING_KEYS,
	{STR_ROW("wait-all"), KEY_REQUIRED, &wait_all_value},
};
static const struct schema wait_all_step = {
	.noun = "a step with 'wait-all'", KEYS(wait_all_step_keys)};
static const struct schema_key cancel_step_keys[] = {
	STEERING_KEYS,
	{STR_ROW("cancel"), KEY_REQUIRED, &schema_word},
};
static const struct schema cancel_step = {.noun = "a step with 'cancel'", KEYS(cancel_step_keys)};

static const struct schema steps;
static const struct schema_key parallel_step_keys[] = {
	{STR_ROW("parallel"), KEY_REQUIRED, &steps},
};
static const struct schema parallel_step = {
	.noun = "a step with 'parallel'", KEYS(parallel_step_keys)};

static const struct schema *const step_forms[] = {
	&run_step, &uses_step, &wait_step, &wait_all_step, &cancel_step, &parallel_step};
static const struct schema step = {
	.noun = "a step", .kinds = KIND_MAPPING, FORMS(step_forms), .missing = "'uses' or 'run'"};
static const struct schema steps = {
	.kinds = KIND_SEQUENCE, .demands = MUST_BE_FILLED, .items = &step};

static const struct schema job_text = {.kinds = KINDS_TEXT, .offers = OFFERS_JOB};
static const struct schema job_if = {
	.kinds = KINDS_TEXT, .demands = IS_CONDITION, .offers = OFFERS_JOB_IF};
static const struct schema job_flag = {.kinds = KIND_BOOLEAN, .offers = OFFERS_JOB};
static const struct schema job_minutes = {
	.kinds = KIND_NUMBER, .demands = MUST_BE_POSITIVE, .offers = OFFERS_JOB};
static const struct schema cancel_minutes = {.kinds = KIND_NUMBER, .offers = OFFERS_JOB};

static const struct schema_key normal_job_keys[] = {
	{STR_ROW("name"), KEY_OPTIONAL, &job_text},
	{STR_ROW("needs"), KEY_OPTIONAL, &schema_words},
	{STR_ROW("if"), KEY_OPTIONAL, &job_if},
	{STR_ROW("runs-on"), KEY_REQUIRED, &runner},
	{STR_ROW("permissions"), KEY_OPTIONAL, &schema_elsewhere},
	{STR_ROW("environment"), KEY_OPTIONAL, &environment},
	{STR_ROW("concurrency"), KEY_OPTIONAL, &job_concurrency},
	{STR_ROW("outputs"), KEY_OPTIONAL, &runner_texts},
	{STR_ROW("env"), KEY_OPTIONAL, &job_env},
	{STR_ROW("defaults"), KEY_OPTIONAL, &job_defaults},
	{STR_ROW("timeout-minutes"), KEY_OPTIONAL, &job_minutes},
	{STR_ROW("cancel-timeout-minutes"), KEY_OPTIONAL, &cancel_minutes},
	{STR_ROW("continue-on-error"), KEY_OPTIONAL, &job_flag},
	{STR_ROW("strategy"), KEY_OPTIONAL, &strategy},
	{STR_ROW("container"), KEY_OPTIONAL, &container},
	{STR_ROW("services"), KEY_OPTIONAL, &services},
	{STR_ROW("snapshot"), KEY_OPTIONAL, &snapshot},
	{STR_ROW("steps"), KEY_REQUIRED, &steps},
};
static const struct schema normal_job = {.noun = "a job", KEYS(normal_job_keys)};

static const struct schema inputs = {.kinds = KIND_MAPPING, .values = &job_text};
static const struct schema secret = {.kinds = KINDS_TEXT, .offers = OFFERS_JOB | OFFER_SECRETS};
static const struct str secrets_words[] = {STR_ROW("inherit")};
static const struct schema secrets = {
	.kinds = KIND_STRING | KIND_MAPPING, WORDS(secrets_words), .values = &secret};
static const struct schema_key calling_job_keys[] = {
	{STR_ROW("name"), KEY_OPTIONAL, &job_text},
	{STR_ROW("needs"), KEY_OPTIONAL, &schema_words},
	{STR_ROW("if"), KEY_OPTIONAL, &job_if},
	{STR_ROW("uses"), KEY_REQUIRED, &schema_word},
	{STR_ROW("with"), KEY_OPTIONAL, &inputs},
	{STR_ROW("secrets"), KEY_OPTIONAL, &secrets},
	{STR_ROW("strategy"), KEY_OPTIONAL, &strategy},
	{STR_ROW("permissions"), KEY_OPTIONAL, &schema_elsewhere},
	{STR_ROW("concurrency"), KEY_OPTIONAL, &job_concurrency},
};
static const struct schema calling_job = {.noun = "a job with 'uses'", KEYS(calling_job_keys)};

static const struct schema *const job_forms[] = {&normal_job, &calling_job};
static const struct schema job = {
	.label = "job ", .kinds = KIND_MAPPING, FORMS(job_forms), .missing = "'runs-on' or 'uses'"};
static const struct schema jobs = {
	.kinds = KIND_MAPPING, .demands = MUST_BE_FILLED, .values = &job};

static const struct schema run_name = {.kinds = KINDS_TEXT, .offers = OFFERS_RUN};
static const struct schema_key workflow_keys[] = {
	{STR_ROW("name"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("run-name"), KEY_OPTIONAL, &run_name},
	{STR_ROW("description"), KEY_OPTIONAL, &schema_text},
	{STR_ROW("on"), KEY_REQUIRED, &schema_elsewhere},
	{STR_ROW("permissions"), KEY_OPTIONAL, &schema_elsewhere},
	{STR_ROW("env"), KEY_OPTIONAL, &workflow_env},
	{STR_ROW("defaults"), KEY_OPTIONAL, &defaults},
	{STR_ROW("concurrency"), KEY_OPTIONAL, &concurrency},
	{STR_ROW("jobs"), KEY_REQUIRED, &jobs},
};
const struct schema schema_workflow = {
	.noun = "a workflow", .kinds = KIND_MAPPING, KEYS(workflow_keys)};
