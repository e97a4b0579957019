/* SPDX-License-Identifier: MIT */
#include "plan/running.h"

static const enum tri answers[] = {
	[TRI_FALSE] = TRI_FALSE, [TRI_TRUE] = TRI_TRUE, [TRI_UNKNOWN] = TRI_UNKNOWN};

void running_init(struct running *running, struct arena *arena)
{
	map_init_nocase(&running->answers, arena);
}

/* What a needed job gives and nobody can tell: its expression. */
static bool put_untold(
	const struct making *making, struct map *members, struct str id, struct str name)
{
	const struct str text =
		str_printf(making->arena, "${{ needs.%.*s.%.*s }}", STR_ARG(id), STR_ARG(name));
	const struct value *value =
		text.ptr ? value_unknown(making->arena, text, 0, WHY_EXPRESSION, NULL) : NULL;
	return value && map_put(members, name, value);
}

static bool put_result(
	const struct making *making, struct map *members, struct str id, enum tri runs)
{
	const struct str result = runs == TRI_TRUE ? STR("success") : STR("skipped");
	const struct value *text;

	if (runs == TRI_UNKNOWN)
		return put_untold(making, members, id, STR("result"));
	text = plain_value(making, result);
	return text && map_put(members, STR("result"), text);
}

/* `needs` as a condition sees it in the usual run: those that run succeed. */
static bool put_need(const struct making *making, struct map *needs, struct str id, enum tri runs)
{
	struct map *members = arena_alloc(making->arena, sizeof(*members));
	const struct value *object;

	if (!members)
		return false;
	map_init_nocase(members, making->arena);
	if (!put_result(making, members, id, runs) ||
		!put_untold(making, members, id, STR("outputs")))
		return false;
	object = value_object(making->arena, members, NULL);
	return object && map_put(needs, id, object);
}

/* All that the job needs, and nothing else: `needs.*` is known. */
static bool put_needs(const struct making *making, struct map *contexts, const struct map *needs)
{
	struct value *object = arena_alloc(making->arena, sizeof(*object));

	if (!object)
		return false;
	*object = (struct value){.kind = VALUE_OBJECT, .whole = true, .members = needs};
	return map_put(contexts, STR("needs"), object);
}

/* The answer of a job when those of all that it needs are there. */
static bool answer(const struct making *making, const struct job *job, enum tri *ret)
{
	struct map contexts;
	struct map needs;
	struct scope scope = making_scope(making, &contexts);
	enum tri needed = TRI_TRUE;

	map_init_nocase(&needs, making->arena);
	for (size_t i = 0; i < job_need_count(job); i++) {
		const enum tri *runs = map_get(&making->running->answers, job_need(job, i)->text);
		needed = tri_and(needed, runs ? *runs : TRI_UNKNOWN);
		if (!put_need(making, &needs, job_need(job, i)->text, runs ? *runs : TRI_UNKNOWN))
			return false;
	}
	if (!map_copy(&contexts, making->arena, &making->contexts) ||
		!put_needs(making, &contexts, &needs))
		return false;
	scope.unmet = tri_not(needed);
	*ret = condition_holds(job->condition, &scope);
	if (needed != TRI_TRUE && !condition_names_status(making->arena, job->condition))
		*ret = tri_and(needed, *ret);
	return true;
}

/* A job that the present one needs and that has no answer yet; NULL: there is none. */
static const struct job *open_need(const struct making *making, const struct job *job)
{
	for (size_t i = 0; i < job_need_count(job); i++) {
		const struct str id = job_need(job, i)->text;
		const struct job *needed = workflow_job(making->workflow, id);
		if (needed && !map_get(&making->running->answers, id))
			return needed;
	}
	return NULL;
}

/* Answers all on the way before; needs have no circle, and may be long. */
static bool answer_all(const struct making *making, const struct job *job)
{
	struct vec way;

	vec_init(&way, making->arena);
	if (!vec_push(&way, job))
		return false;
	while (way.len) {
		const struct job *last = way.items[way.len - 1];
		const struct job *next = open_need(making, last);
		enum tri runs;
		if (next) {
			if (!vec_push(&way, next))
				return false;
			continue;
		}
		if (!answer(making, last, &runs) ||
			!map_put(&making->running->answers, last->id, &answers[runs]))
			return false;
		way.len--;
	}
	return true;
}

enum tri job_runs(const struct making *making, const struct job *job)
{
	const enum tri *runs = map_get(&making->running->answers, job->id);

	if (!runs && answer_all(making, job))
		runs = map_get(&making->running->answers, job->id);
	return runs ? *runs : TRI_UNKNOWN;
}

enum tri leg_runs(const struct leg_making *leg)
{
	enum tri runs = job_runs(leg->making, leg->job);

	for (const struct calling *up = leg->making->calling; up; up = up->making->calling)
		runs = tri_and(runs, job_runs(up->making, up->leg->job));
	return runs;
}
