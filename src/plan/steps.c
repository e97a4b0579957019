/* SPDX-License-Identifier: MIT */
#include "actions/runner_variable.h"
#include "actions/template.h"
#include "plan/checkout.h"
#include "plan/making.h"

/* "OWNER/REPO/PATH@REF" without its reference. */
static struct str action_of(const struct step *step)
{
	const struct str uses = step->uses->text;
	return str_slice(uses, 0, str_find_char(uses, '@', 0));
}

/* An action that is an image runs in a container of its own. */
static bool is_docker(const struct step *step)
{
	return step->uses && str_starts(step->uses->text, STR("docker://"));
}

/* What a step starts from: the leg's variables, and over them those of the steps that use the
 * actions around it. What it does not change is shared: the leg's do not change before its end. */
static bool set_base(const struct making *making, const struct leg_making *leg, bool changes,
	struct variables *ret)
{
	if (!changes && !leg->acting) {
		*ret = leg->outer;
		return true;
	}
	return variables_copy(ret, making->arena, &leg->outer) &&
	       (!leg->acting || variables_lay(ret, making, &leg->acting->env));
}

/* It may neither fail and let the job go on, nor run beside those behind it. */
static bool comes_to_its_end(
	const struct making *making, const struct step_making *step, const struct step *from)
{
	const struct node *background = node_get(from->node, "background");
	const struct value *goes_on;

	if (background && !(background->kind == NODE_BOOLEAN && !background->boolean))
		return false;
	if (!from->continue_on_error)
		return true;
	goes_on = template_value(making->document, from->continue_on_error, &step->scope);
	return goes_on && goes_on->kind == VALUE_BOOLEAN && !goes_on->boolean;
}

static bool begin_step(const struct making *making, const struct leg_making *leg,
	const struct step *step, struct step_making *ret)
{
	/* A step's env sees that of the outer levels; its condition sees its own too. */
	ret->scope = making_scope(making, leg->acting ? &leg->acting->contexts : &leg->contexts);
	ret->scope.env = &ret->variables.values;
	ret->scope.env_may_change = true;
	variables_init(&ret->own, making->arena, leg->windows);
	if (!set_base(making, leg, step->env != NULL, &ret->variables) ||
		!variables_add(&ret->own, making, step->env, &ret->scope) ||
		!variables_lay(&ret->variables, making, &ret->own))
		return false;
	ret->runs = condition_holds(step->condition, &ret->scope);
	ret->ends = comes_to_its_end(making, ret, step);
	if (leg->acting) {
		ret->runs = tri_and(leg->acting->runs, ret->runs);
		ret->ends = ret->ends && leg->acting->ends;
	}
	/* Of a step that is skipped the runner evaluates nothing more, so nothing goes wrong. */
	if (ret->runs == TRI_FALSE)
		ret->scope.diags = NULL;
	ret->process = variables_of_process(
		making, &ret->variables, is_docker(step) ? NULL : leg->container);
	return ret->process != NULL;
}

static bool make_calls(struct making *making, const struct leg_making *leg,
	const struct step_making *step, const struct script_reading *reading)
{
	for (size_t i = 0; i < reading->count; i++) {
		const struct script_call *found = &reading->calls[i];
		const struct call call = {.leg = leg,
			.env = found->env,
			.names = &step->variables.names,
			.at = found->at,
			.runs = tri_and(step->runs, found->runs),
			.dry_run = found->dry_run};
		/* A call that is dry for one event may be none for another. */
		if ((found->dry_run != TRI_TRUE || making->probing) && !build_make(making, &call))
			return false;
	}
	return true;
}

/* When no call is looked for, a script is read for what it writes to the file of GITHUB_ENV. */
static bool is_of_interest(
	const struct making *making, const struct leg_making *leg, const struct step_making *step)
{
	return making->builds || step->variables.names_file ||
	       script_names_file(leg->step->run->text);
}

/* Adds the variable that begins at `at` when it is one of the runner's with a value that can be
 * told. */
static bool put_runners(const struct making *making, const struct scope *scope, struct str text,
	size_t at, struct map *env)
{
	size_t end = at;
	struct str name;
	struct str member;

	while (end < text.len && (char_is_alnum(text.ptr[end]) || text.ptr[end] == '_'))
		end++;
	name = str_slice(text, at, end);
	member = runner_member(name);
	if (!member.ptr || map_find(env, name))
		return true;
	const struct str expression =
		str_printf(making->arena, "${{ github.%.*s }}", STR_ARG(member));
	const struct value *value = expression.ptr ? template_text(expression, scope, NULL) : NULL;
	const struct value *variable = variable_value(making, value);
	return variable && map_put(env, name, variable);
}

/* What a script sees: the runner's own variables too, as far as an expression says what they are.
 */
static const struct map *script_env(
	const struct making *making, const struct leg_making *leg, const struct step_making *step)
{
	const struct str text = leg->step->run->text;
	const struct str start = STR("GITHUB_");
	size_t at = str_find(text, start, 0);
	struct map *env;

	if (at == STR_NOWHERE)
		return step->process;
	env = arena_alloc(making->arena, sizeof(*env));
	if (!env || !map_copy(env, making->arena, step->process))
		return NULL;
	for (; at != STR_NOWHERE; at = str_find(text, start, at + start.len))
		if (!put_runners(making, &step->scope, text, at, env))
			return NULL;
	return env;
}

static bool read_run(
	const struct making *making, const struct leg_making *leg, struct step_making *step)
{
	const struct map *env = script_env(making, leg, step);
	const struct script_start start = {.document = making->document,
		.run = leg->step->run,
		.shell = workflow_shell(making->workflow, leg->job, leg->step),
		.default_shell = leg->shell,
		.env = env,
		.executors = making->executors,
		.executor_count = making->executor_count};

	return (env && script_read(making->diags, &start, &step->scope, &step->reading)) ||
	       !making->arena->exhausted;
}

/* An action's own inputs are gone when the build looks at what was checked out. */
static bool note_checkout(
	const struct making *making, struct leg_making *leg, const struct step_making *step)
{
	leg->checkout = leg->step;
	leg->source = NULL;
	if (leg->acting)
		leg->source = checkout_value(making, leg->step, &step->scope);
	return !leg->acting || leg->source;
}

/* What a step writes holds for those behind it, if it runs. */
static bool end_step(
	const struct making *making, struct leg_making *leg, const struct step_making *step)
{
	if (step_is_checkout(leg->step) && !note_checkout(making, leg, step))
		return false;
	if (step->runs == TRI_FALSE || !step->reading.written || !step->reading.written->len)
		return true;
	leg->writes++;
	return variables_add_written(
		&leg->outer, making, step->reading.written, step->runs == TRI_TRUE && step->ends);
}

/* OWNER/REPO/.github/actions/apply@REF of precache, or of a repository that --executor names as
 * REPO or as OWNER/REPO. */
static bool is_apply_action(const struct making *making, const struct step *step)
{
	const struct str tail = STR("/.github/actions/apply");
	const struct str action = action_of(step);
	const size_t slash = str_find_char(action, '/', 0);
	struct str repository;

	if (!str_ends(action, tail) || slash == STR_NOWHERE || slash + 1 > action.len - tail.len)
		return false;
	repository = str_slice(action, slash + 1, action.len - tail.len);
	if (str_eq_nocase(repository, STR("precache")))
		return true;
	for (size_t i = 0; i < making->executor_count; i++) {
		const struct str name = making->executors[i];
		if (str_eq_nocase(repository, name) ||
			str_eq_nocase(str_slice(action, 0, action.len - tail.len), name))
			return true;
	}
	return false;
}

static bool make_action(
	struct making *making, struct leg_making *leg, const struct step_making *step)
{
	const struct call call = {.leg = leg,
		.env = step->process,
		.names = &step->variables.names,
		.at = node_place(making->document, leg->step->uses),
		.runs = step->runs,
		.dry_run = dry_run_value(map_get(step->process, STR("DRY_RUN")))};

	if (!is_apply_action(making, leg->step) || (call.dry_run == TRI_TRUE && !making->probing))
		return true;
	return build_make(making, &call);
}

bool step_make(struct making *making, struct leg_making *leg, const struct step_making *step,
	void *context)
{
	(void)context;
	return make_calls(making, leg, step, &step->reading) &&
	       (!leg->step->uses || make_action(making, leg, step));
}

bool step_walk(struct making *making, struct leg_making *leg, const struct step *step,
	step_visit *visit, void *context)
{
	struct step_making at_hand = {.runs = TRI_UNKNOWN};

	leg->step = step;
	if (!begin_step(making, leg, step, &at_hand))
		return false;
	if (step->run && is_of_interest(making, leg, &at_hand) && !read_run(making, leg, &at_hand))
		return false;
	if (!visit(making, leg, &at_hand, context) || !end_step(making, leg, &at_hand))
		return false;
	return !step->uses || action_walk(making, leg, &at_hand, visit, context);
}

bool steps_walk(struct making *making, struct leg_making *leg, step_visit *visit, void *context)
{
	for (size_t i = 0; i < leg->job->step_count; i++)
		if (!step_walk(making, leg, &leg->job->steps[i], visit, context))
			return false;
	return true;
}
