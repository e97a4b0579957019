/* SPDX-License-Identifier: MIT */
#include "actions/context.h"
#include "actions/template.h"
#include "plan/job_name.h"
#include "plan/making.h"

/* `env` of the workflow and of the job; neither sees `env`. */
static bool outer_env(const struct making *making, struct leg_making *leg)
{
	return variables_add(&leg->outer, making, making->workflow->env, &leg->scope) &&
	       variables_add(&leg->outer, making, leg->job->env, &leg->scope);
}

/* As GitHub shows it: behind the one that calls its workflow. */
static struct str leg_id(const struct making *making, const struct leg_making *leg)
{
	struct str id = leg->job->id;

	if (leg->leg->label.ptr)
		id = name_with_label(making->arena, id, leg->leg->label);
	if (making->calling && id.ptr) {
		const struct str parts[] = {making->calling->leg->id, STR(" / "), id};
		id = str_join(making->arena, parts, 3);
	}
	return id;
}

/* GitHub's own labels begin so; a runner of one's own has the label by itself. */
static bool is_windows(const struct value *runs_on)
{
	const struct value *labels = runs_on;
	const struct str windows = STR("windows");

	if (labels && labels->kind == VALUE_OBJECT)
		labels = value_member(labels, STR("labels"));
	for (size_t i = 0; labels && labels->kind == VALUE_ARRAY && i < labels->count; i++) {
		const struct str label = labels->items[i]->text;
		const struct str rest = str_slice(label, windows.len, label.len);
		if (str_eq_nocase(str_slice(label, 0, windows.len), windows) &&
			(!rest.len || rest.ptr[0] == '-'))
			return true;
	}
	return false;
}

/* A container without an image is none, as `container: ${{ matrix.image }}` is where there is none.
 */
static bool has_container(const struct value *container)
{
	const struct value *image = container;

	if (container->kind == VALUE_OBJECT)
		image = value_member(container, STR("image"));
	return image && image->kind == VALUE_STRING && image->text.len;
}

/* The container's env may say `env`, which is the job's. */
static bool enter_container(const struct making *making, struct leg_making *leg)
{
	struct scope scope = leg->scope;
	const struct value *container;
	const struct value *env;

	if (!leg->job->container)
		return true;
	scope.env = &leg->outer.values;
	container = template_value(making->document, leg->job->container, &scope);
	if (!container)
		return false;
	if (!has_container(container))
		return true;
	leg->shell = STR("sh");
	env = container->kind == VALUE_OBJECT ? value_member(container, STR("env")) : NULL;
	if (!env || env->kind != VALUE_OBJECT)
		return true;
	leg->container = variables_of_object(making, env);
	return leg->container != NULL;
}

/* The secrets of a job's environment are not handed over: any may be one of them. */
static bool open_secrets(struct leg_making *leg)
{
	return !leg->job->environment || !map_find(&leg->contexts, CONTEXT_HANDED) ||
	       map_put(&leg->contexts, CONTEXT_HANDED, NULL);
}

bool leg_begin(struct making *making, const struct job *job, const struct matrix *matrix,
	size_t index, struct leg_making *ret)
{
	*ret = (struct leg_making){.job = job, .leg = &matrix->legs[index], .making = making};
	ret->id = leg_id(making, ret);
	ret->scope = making_scope(making, &ret->contexts);
	if (!ret->id.ptr || !contexts_of_leg(making, matrix, index, &ret->contexts) ||
		!open_secrets(ret))
		return false;
	ret->runs_on = runs_on_value(making, ret);
	ret->windows = is_windows(ret->runs_on);
	ret->shell = ret->windows ? STR("pwsh") : STR_NONE;
	variables_init(&ret->outer, making->arena, ret->windows);
	return outer_env(making, ret) && enter_container(making, ret);
}
