/* SPDX-License-Identifier: MIT */
#include "actions/schema_action.h"

#include "actions/availability.h"

#define KEYS(table) .keys = (table), .key_count = sizeof(table) / sizeof((table)[0])
#define FORMS(table) .forms = (table), .form_count = sizeof(table) / sizeof((table)[0])

/* A composite action's steps see neither secrets nor vars nor needs; a default no inputs either. */
#define OFFERS_DEFAULT                                                                             \
	((unsigned)OFFER_GITHUB | OFFER_STRATEGY | OFFER_MATRIX | OFFER_JOB | OFFER_RUNNER |       \
		OFFER_HASH_FILES)
#define OFFERS_STEPS (OFFERS_DEFAULT | OFFER_INPUTS | OFFER_STEPS | OFFER_ENV)

/* Where the runner takes any key, `values` lets it through unseen: texts for people are no
 * expressions. */

static const struct schema input_default = {.kinds = KINDS_TEXT, .offers = OFFERS_DEFAULT};
static const struct schema_key input_keys[] = {
	{STR_ROW("default"), KEY_OPTIONAL, &input_default},
};
static const struct schema input = {.label = "input ",
	.kinds = KIND_NULL | KIND_MAPPING,
	KEYS(input_keys),
	.values = &schema_elsewhere};
static const struct schema inputs = {.kinds = KIND_NULL | KIND_MAPPING, .values = &input};

static const struct schema text = {.kinds = KINDS_TEXT, .offers = OFFERS_STEPS};
static const struct schema word = {
	.kinds = KINDS_WORD, .demands = MUST_BE_FILLED, .offers = OFFERS_STEPS};
static const struct schema texts = {
	.kinds = KIND_MAPPING, .offers = OFFERS_STEPS, .values = &schema_text};
static const struct schema flag = {.kinds = KIND_BOOLEAN, .offers = OFFERS_STEPS};
static const struct schema condition = {
	.kinds = KINDS_TEXT, .demands = IS_CONDITION, .offers = OFFERS_STEPS | OFFER_STATUS};

static const struct schema_key run_step_keys[] = {
	{STR_ROW("name"), KEY_OPTIONAL, &text},
	{STR_ROW("run"), KEY_REQUIRED, &text},
	{STR_ROW("shell"), KEY_REQUIRED, &word},
	{STR_ROW("env"), KEY_OPTIONAL, &texts},
	{STR_ROW("if"), KEY_OPTIONAL, &condition},
	{STR_ROW("id"), KEY_OPTIONAL, &schema_word},
	{STR_ROW("working-directory"), KEY_OPTIONAL, &text},
	{STR_ROW("continue-on-error"), KEY_OPTIONAL, &flag},
};
static const struct schema run_step = {
	.noun = "a composite action's step with 'run'", KEYS(run_step_keys)};

static const struct schema_key uses_step_keys[] = {
	{STR_ROW("name"), KEY_OPTIONAL, &text},
	{STR_ROW("uses"), KEY_REQUIRED, &schema_word},
	{STR_ROW("with"), KEY_OPTIONAL, &texts},
	{STR_ROW("env"), KEY_OPTIONAL, &texts},
	{STR_ROW("if"), KEY_OPTIONAL, &condition},
	{STR_ROW("id"), KEY_OPTIONAL, &schema_word},
	{STR_ROW("continue-on-error"), KEY_OPTIONAL, &flag},
};
static const struct schema uses_step = {
	.noun = "a composite action's step with 'uses'", KEYS(uses_step_keys)};

static const struct schema *const step_forms[] = {&run_step, &uses_step};
static const struct schema step = {
	.noun = "a step", .kinds = KIND_MAPPING, FORMS(step_forms), .missing = "'uses' or 'run'"};
static const struct schema steps = {.kinds = KIND_SEQUENCE, .items = &step};

static const struct schema_key composite_keys[] = {
	{STR_ROW("using"), KEY_REQUIRED, &schema_word},
	{STR_ROW("steps"), KEY_REQUIRED, &steps},
};
static const struct schema composite = {
	.noun = "a composite action", .kinds = KIND_MAPPING, KEYS(composite_keys)};
static const struct schema_key composite_action_keys[] = {
	{STR_ROW("inputs"), KEY_OPTIONAL, &inputs},
	{STR_ROW("runs"), KEY_REQUIRED, &composite},
};
const struct schema schema_composite_action = {.noun = "an action",
	.kinds = KIND_MAPPING,
	KEYS(composite_action_keys),
	.values = &schema_elsewhere};

static const struct schema_key runs_keys[] = {
	{STR_ROW("using"), KEY_REQUIRED, &schema_word},
};
static const struct schema runs = {
	.kinds = KIND_MAPPING, KEYS(runs_keys), .values = &schema_elsewhere};
static const struct schema_key action_keys[] = {
	{STR_ROW("inputs"), KEY_OPTIONAL, &inputs},
	{STR_ROW("runs"), KEY_REQUIRED, &runs},
};
const struct schema schema_action = {
	.noun = "an action", .kinds = KIND_MAPPING, KEYS(action_keys), .values = &schema_elsewhere};
