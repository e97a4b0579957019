/* SPDX-License-Identifier: MIT */
#include "actions/template.h"
#include "actions/timezone.h"
#include "actions/trigger_table.h"
#include "base/limits.h"

static const struct schema on_schema = {.kinds = KIND_STRING | KIND_SEQUENCE | KIND_MAPPING,
	.demands = MUST_BE_FILLED,
	.values = &schema_elsewhere,
	.items = &schema_word};

/* An event takes one of each pair. */
static const struct {
	const char *filter;
	const char *ignore;
} filter_pairs[] = {
	{"branches", "branches-ignore"},
	{"tags", "tags-ignore"},
	{"paths", "paths-ignore"},
};

#define FILTER_PAIRS (sizeof(filter_pairs) / sizeof(filter_pairs[0]))

static const struct event *check_event(const struct checker *checker, const struct node *name)
{
	const struct event *event = trigger_event(name->text);
	if (event)
		return event;
	struct diag *diag = checker_add(checker, RULE_TRIGGER, node_place(checker->document, name),
		"'%.*s' is no event that starts a workflow", STR_ARG(name->text));
	schema_hint_near(checker, diag, name->text, trigger_events, trigger_event_count,
		sizeof(trigger_events[0]));
	return NULL;
}

static bool is_set(const struct node_member *member)
{
	return member && member->value->kind != NODE_NULL;
}

static bool check_filters(const struct checker *checker, const struct node *settings)
{
	bool fits = true;
	for (size_t i = 0; i < FILTER_PAIRS; i++) {
		const struct node_member *filter = node_member(settings, filter_pairs[i].filter);
		const struct node_member *ignore = node_member(settings, filter_pairs[i].ignore);
		if (!is_set(filter) || !is_set(ignore))
			continue;
		struct diag *diag = checker_add(checker, RULE_TRIGGER,
			node_place(checker->document, ignore->key),
			"'%s' and '%s' exclude each other", filter_pairs[i].filter,
			filter_pairs[i].ignore);
		diag_relate(checker->diags, diag, node_place(checker->document, filter->key),
			"'%s' stands here", filter_pairs[i].filter);
		diag_hint(checker->diags, diag, "write what to leave out as '!pattern' in '%s'",
			filter_pairs[i].filter);
		fits = false;
	}
	return fits;
}

static bool check_cron(const struct checker *checker, const struct node *cron)
{
	struct str why = STR_NONE;
	if (cron_check(checker->arena, cron->text, &why))
		return true;
	checker_add(checker, RULE_CRON, node_place(checker->document, cron), "%.*s", STR_ARG(why));
	return false;
}

static bool check_timezone(const struct checker *checker, const struct node *timezone)
{
	if (timezone_may_exist(str_trim(timezone->text)))
		return true;
	struct diag *diag = checker_add(checker, RULE_CRON, node_place(checker->document, timezone),
		"'%.*s' is no time zone", STR_ARG(timezone->text));
	diag_hint(checker->diags, diag,
		"write a name of the IANA time zone database: UTC, "
		"Europe/Berlin");
	return false;
}

static bool check_schedule(const struct checker *checker, const struct node *schedule)
{
	bool fits = true;
	for (size_t i = 0; i < schedule->count; i++) {
		const struct node *cron = node_get(schedule->items[i], "cron");
		const struct node *timezone = node_get(schedule->items[i], "timezone");
		if (cron && node_is_literal(cron))
			fits = check_cron(checker, cron) && fits;
		if (timezone && node_is_literal(timezone))
			fits = check_timezone(checker, timezone) && fits;
	}
	return fits;
}

/* A default that is text may still be read as what the type asks for; GitHub takes an empty one for
 * a number. */
static bool default_fits(struct str type, const struct node *value)
{
	double number;
	if (value->kind == NODE_NULL || text_has_expression(value->text))
		return true;
	if (str_is(type, "boolean"))
		return str_eq_nocase(value->text, STR("true")) ||
		       str_eq_nocase(value->text, STR("false"));
	if (str_is(type, "number"))
		return value->kind == NODE_NUMBER || value->text.len == 0 ||
		       number_parse(value->text, &number);
	return true;
}

static bool check_default(
	const struct checker *checker, const struct node *type, const struct node *value)
{
	if (!type || !value || !node_is_scalar(value) || default_fits(type->text, value))
		return true;
	checker_add(checker, RULE_TRIGGER, node_place(checker->document, value),
		"the default '%.*s' is no %.*s", STR_ARG(value->text), STR_ARG(type->text));
	return false;
}

/* GitHub reports this one at the start of the input, like options that are missing. */
static bool refuse_options(const struct checker *checker, const struct node_member *input,
	const struct node *type, const struct node_member *options)
{
	struct diag *diag =
		checker_add(checker, RULE_TRIGGER, node_place(checker->document, input->value),
			"input '%.*s' has 'options' and is no choice, but of type '%.*s'",
			STR_ARG(input->key->text), STR_ARG(type->text));
	diag_relate(checker->diags, diag, node_place(checker->document, options->key),
		"'options' stands here");
	return false;
}

/* Where a choice is wanted there is something to choose from; where none is, there is not. */
static bool check_options(const struct checker *checker, const struct node_member *input)
{
	const struct node *type = node_get(input->value, "type");
	const struct node_member *member = node_member(input->value, "options");
	const struct node *options = member ? member->value : NULL;
	if (!type || type->kind != NODE_STRING)
		return true;
	if (!str_is(type->text, "choice"))
		return !member || refuse_options(checker, input, type, member);
	if (options && (options->kind != NODE_SEQUENCE || options->count > 0))
		return true;
	checker_add(checker, options ? RULE_VALUE_RANGE : RULE_MISSING_KEY,
		node_place(checker->document, options ? options : input->value),
		options ? "'options' is empty in input '%.*s', which is a choice"
			: "'options' is missing in input '%.*s', which is a choice",
		STR_ARG(input->key->text));
	return false;
}

static bool check_input_count(const struct checker *checker, const struct node *inputs)
{
	if (inputs->count <= LIMIT_DISPATCH_INPUTS)
		return true;
	checker_add(checker, RULE_TRIGGER,
		node_place(checker->document, inputs->members[LIMIT_DISPATCH_INPUTS].key),
		"'workflow_dispatch' has %u inputs, and %u are the most", inputs->count,
		LIMIT_DISPATCH_INPUTS);
	return false;
}

static bool check_inputs(const struct checker *checker, const struct node_member *event)
{
	const struct node *inputs = node_get(event->value, "inputs");
	if (!inputs || inputs->kind != NODE_MAPPING)
		return true;
	const bool dispatch = str_is(event->key->text, "workflow_dispatch");
	bool fits = !dispatch || check_input_count(checker, inputs);
	for (size_t i = 0; i < inputs->count; i++) {
		const struct node_member *input = &inputs->members[i];
		const struct node *value = node_get(input->value, "default");
		fits = (!dispatch || check_options(checker, input)) && fits;
		fits = check_default(checker, node_get(input->value, "type"), value) && fits;
	}
	return fits;
}

static bool check_settings(const struct checker *checker, const struct node_member *member)
{
	const struct event *event = check_event(checker, member->key);
	if (!event)
		return false;
	bool fits = schema_check(
		checker, event->settings, member->value, schema_key_subject(member->key));
	if (member->value->kind == NODE_SEQUENCE)
		return check_schedule(checker, member->value) && fits;
	fits = check_filters(checker, member->value) && fits;
	return check_inputs(checker, member) && fits;
}

bool triggers_check(struct arena *arena, struct diags *diags, const struct document *document,
	const struct node *on)
{
	const struct checker checker = {arena, diags, document, NULL};
	if (!schema_check(&checker, &on_schema, on, (struct schema_subject){"", STR("on")}))
		return false;
	if (on->kind == NODE_STRING)
		return check_event(&checker, on) != NULL;
	bool fits = true;
	for (size_t i = 0; i < on->count; i++)
		fits = (on->kind == NODE_SEQUENCE ? check_event(&checker, on->items[i]) != NULL
						  : check_settings(&checker, &on->members[i])) &&
		       fits;
	return fits;
}
