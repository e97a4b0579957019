/* SPDX-License-Identifier: MIT */
#include "review/lint.h"

#include "actions/trigger.h"
#include "base/limits.h"
#include "review/lint_action.h"

bool lint_has_build(const struct linting *linting, const struct job *job)
{
	for (size_t i = 0; linting->plan && i < linting->plan->build_count; i++) {
		if (linting->plan->builds[i].origin.root.job == job)
			return true;
	}
	return false;
}

bool lint_is_build(const struct linting *linting, const struct step *step)
{
	for (size_t i = 0; linting->plan && i < linting->plan->build_count; i++) {
		if (linting->plan->builds[i].origin.root.step == step)
			return true;
	}
	return false;
}

const struct node *lint_event_node(const struct linting *linting, const char *event)
{
	const struct node *on = linting->workflow->on;

	if (!on || node_is_scalar(on))
		return on && str_is(on->text, event) ? on : NULL;
	for (size_t i = 0; i < on->count; i++) {
		const struct node *name =
			on->kind == NODE_SEQUENCE ? on->items[i] : on->members[i].key;
		if (node_is_scalar(name) && str_is(name->text, event))
			return name;
	}
	return NULL;
}

bool lint_is_only_called(const struct linting *linting)
{
	const struct map *events = linting->triggers->members;
	return events->len == 1 && map_find(events, STR("workflow_call"));
}

static enum diag_severity weight(const struct linting *linting, const struct job *job)
{
	return lint_has_build(linting, job) ? diag_rule_row(linting->rule->rule)->severity
					    : linting->rule->elsewhere;
}

struct diag *lint_find(struct linting *linting, struct place at, const char *format, ...)
{
	va_list args;
	struct str message;

	va_start(args, format);
	message = str_vprintf(linting->arena, format, args);
	va_end(args);
	return diag_add(linting->found, linting->rule->rule, at, "%.*s", STR_ARG(message));
}

struct diag *lint_find_in(
	struct linting *linting, const struct job *job, struct place at, const char *format, ...)
{
	va_list args;
	struct str message;

	va_start(args, format);
	message = str_vprintf(linting->arena, format, args);
	va_end(args);
	return diag_add_as(linting->found, linting->rule->rule, weight(linting, job), at, "%.*s",
		STR_ARG(message));
}

void lint_hint(struct linting *linting, struct diag *diag, const char *format, ...)
{
	va_list args;

	if (!diag)
		return;
	va_start(args, format);
	diag->hint = str_vprintf(linting->arena, format, args);
	va_end(args);
}

void lint_relate(
	struct linting *linting, struct diag *diag, struct place at, const char *format, ...)
{
	va_list args;

	if (!diag)
		return;
	va_start(args, format);
	diag->related = at;
	diag->related_message = str_vprintf(linting->arena, format, args);
	va_end(args);
}

static void check_builds(struct linting *linting, const struct lint_check *check)
{
	for (size_t i = 0; linting->plan && i < linting->plan->build_count; i++) {
		const struct plan_build *build = &linting->plan->builds[i];
		/* What a called file says of its build is said where that file is linted. */
		if (!build->origin.called || linting->rule->group != LINT_BUILDER)
			check->build(linting, build);
	}
}

static void check_jobs(struct linting *linting, const struct lint_check *check)
{
	const struct str only = linting->input->job;

	for (size_t i = 0; i < linting->workflow->job_count; i++) {
		const struct job *job = &linting->workflow->jobs[i];
		if (only.ptr && !str_eq_nocase(only, job->id))
			continue;
		if (check->job)
			check->job(linting, job);
		for (size_t step = 0; check->step && step < job->step_count; step++)
			check->step(linting, job, &job->steps[step]);
	}
}

static void run_checks(struct linting *linting)
{
	const struct lint_rule *rule = lint_rule_at(0);

	for (size_t i = 1; rule && !linting->arena->exhausted; i++) {
		const struct lint_check *check = &rule->check;
		linting->rule = rule;
		if (check->file)
			check->file(linting);
		if (check->build)
			check_builds(linting, check);
		if (check->job || check->step)
			check_jobs(linting, check);
		rule = lint_rule_at(i);
	}
}

/* What planning said that is about the file itself. False: about what was given from outside. */
static bool take_planning(struct linting *linting, const struct diags *planning)
{
	for (size_t i = 0; i < planning->len; i++) {
		struct diag *diag = planning->items[i];
		/* Pins have rules of their own here. */
		if (diag->rule == RULE_NO_BUILD || diag->rule == RULE_RELEASE_UNKNOWN)
			continue;
		if (!diag->at.line)
			return false;
		linting->refused = linting->refused || diag->severity == DIAG_ERROR;
		if (diag->severity == DIAG_ERROR || linting->plan)
			diag_take(linting->found, diag);
	}
	return true;
}

static bool is_started_by(const struct linting *linting, struct str event)
{
	return !event.ptr || map_find(linting->triggers->members, event);
}

static bool make_plan(struct linting *linting, struct diags *errors)
{
	struct plan_input input = *linting->input;
	struct diags planning;

	if (!is_started_by(linting, input.event))
		return true;
	diags_init(&planning, linting->arena);
	input.workflow = linting->workflow;
	linting->plan = plan_make(linting->arena, &planning, &input);
	if (take_planning(linting, &planning))
		return true;
	for (size_t i = 0; i < planning.len; i++) {
		if (!planning.items[i]->at.line)
			diag_take(errors, planning.items[i]);
	}
	return false;
}

/* Whether an allowance of the rule that silences nothing is one too many. */
static bool has_run(void *context, const struct lint_rule *rule)
{
	const struct linting *linting = context;
	const struct plan_input *input = linting->input;

	return rule->group != LINT_CONTENT && !linting->refused && !input->event.ptr &&
	       !input->job.ptr && !input->override_count;
}

static bool read_workflow(struct linting *linting, struct diags *errors)
{
	const struct plan_input *input = linting->input;

	linting->document = yaml_read(linting->arena, errors, input->file, input->source);
	if (!linting->document)
		return false;
	linting->home = linting->document;
	linting->workflow = workflow_read(linting->arena, errors, linting->document);
	if (!linting->workflow)
		return false;
	linting->triggers =
		triggers_value(linting->document, linting->workflow->on, linting->arena);
	return linting->triggers != NULL;
}

bool lint_workflow(struct arena *arena, struct diags *findings, struct diags *errors,
	const struct plan_input *input)
{
	struct diags found;
	struct linting linting = {.arena = arena, .found = &found, .input = input};

	diags_init_max(&found, arena, LIMIT_FINDINGS);
	if (!read_workflow(&linting, errors) || !make_plan(&linting, errors))
		return false;
	run_checks(&linting);
	diags_conceal(&found);
	return lint_allow(arena, &found, findings,
		       (struct place){.file = input->file, .source = input->source}, has_run,
		       &linting) &&
	       lint_actions(&linting, findings);
}

static void add_count(struct strbuf *out, size_t count, const char *noun, const char *end)
{
	strbuf_printf(out, "%zu %s%s%s", count, noun, count == 1 ? "" : "s", end);
}

struct str lint_text(struct arena *arena, const struct diags *findings, enum diag_severity from,
	enum diag_color color)
{
	struct diag_memo memo = {.at.source = NULL};
	struct strbuf out;
	size_t counts[DIAG_ERROR + 1] = {0};
	const size_t all = findings->errors + findings->warnings;

	strbuf_init(&out, arena, LIMIT_FINDINGS_BYTES);
	for (size_t i = 0; i < findings->len; i++) {
		const struct diag *diag = findings->items[i];
		counts[diag->severity]++;
		if (diag->severity >= from)
			diag_text_next(&out, diag, STR("precache"), color, &memo);
	}
	if (!all) {
		strbuf_add(&out, STR("no findings\n"));
		return strbuf_str(&out);
	}
	add_count(&out, counts[DIAG_ERROR], "error", ", ");
	add_count(&out, counts[DIAG_WARNING], "warning", ", ");
	add_count(&out, counts[DIAG_NOTE], "note", "\n");
	if (all > findings->len)
		strbuf_printf(&out, "%zu more are not listed\n", all - findings->len);
	return strbuf_str(&out);
}
