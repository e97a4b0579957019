/* SPDX-License-Identifier: MIT */
#include "plan/running.h"

static const enum tri answers[] = {
	[TRI_FALSE] = TRI_FALSE, [TRI_TRUE] = TRI_TRUE, [TRI_UNKNOWN] = TRI_UNKNOWN};

void running_init(struct running *running, struct arena *arena)
{
	map_init_nocase(&running->jobs, arena);
	map_init_nocase(&running->answers, arena);
}

static bool index_jobs(const struct making *making)
{
	struct map *jobs = &making->running->jobs;

	if (jobs->len)
		return true;
	for (size_t i = 0; i < making->workflow->job_count; i++)
		if (!map_put(jobs, making->workflow->jobs[i].id, &making->workflow->jobs[i]))
			return false;
	return true;
}

static size_t need_count(const struct job *job)
{
	const struct node *needs = job->needs;

	if (!needs || needs->kind == NODE_NULL)
		return 0;
	return needs->kind == NODE_SEQUENCE ? needs->count : 1;
}

static struct str need_at(const struct job *job, size_t index)
{
	const struct node *needs = job->needs;
	return (needs->kind == NODE_SEQUENCE ? needs->items[index] : needs)->text;
}

/* `needs` as a condition sees it in the usual run: those that run succeed. */
static bool put_need(const struct making *making, struct map *needs, struct str id, enum tri runs)
{
	const struct str result = runs == TRI_TRUE ? STR("success") : STR("skipped");
	struct map *members = arena_alloc(making->arena, sizeof(*members));
	const struct value *text = plain_value(making, result);
	const struct value *object;

	if (!members || !text)
		return false;
	map_init_nocase(members, making->arena);
	if (runs != TRI_UNKNOWN && !map_put(members, STR("result"), text))
		return false;
	object = value_object(making->arena, members, NULL);
	return object && map_put(needs, id, object);
}

/* The answer of a job when those of all that it needs are there. */
static bool answer(const struct making *making, const struct job *job, enum tri *ret)
{
	struct map contexts;
	struct map needs;
	struct scope scope = making_scope(making, &contexts);
	enum tri needed = TRI_TRUE;
	const struct value *object;

	map_init_nocase(&needs, making->arena);
	for (size_t i = 0; i < need_count(job); i++) {
		const enum tri *runs = map_get(&making->running->answers, need_at(job, i));
		needed = tri_and(needed, runs ? *runs : TRI_UNKNOWN);
		if (!put_need(making, &needs, need_at(job, i), runs ? *runs : TRI_UNKNOWN))
			return false;
	}
	object = value_object(making->arena, &needs, NULL);
	if (!object || !map_copy(&contexts, making->arena, &making->contexts) ||
		(needs.len && !map_put(&contexts, STR("needs"), object)))
		return false;
	*ret = condition_holds(job->condition, &scope);
	if (needed != TRI_TRUE && !condition_replaces_success(making->arena, job->condition))
		*ret = tri_and(needed, *ret);
	return true;
}

/* A job that the present one needs and that has no answer yet; NULL: there is none. */
static const struct job *open_need(const struct making *making, const struct job *job)
{
	for (size_t i = 0; i < need_count(job); i++) {
		const struct str id = need_at(job, i);
		if (!map_get(&making->running->answers, id) && map_get(&making->running->jobs, id))
			return map_get(&making->running->jobs, id);
	}
	return NULL;
}

/* Answers all on the way before; needs have no circle, and may be long. */
static bool answer_all(const struct making *making, const struct job *job)
{
	struct vec way;

	vec_init(&way, making->arena);
	if (!index_jobs(making) || !vec_push(&way, job))
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
