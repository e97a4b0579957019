/* SPDX-License-Identifier: MIT */
#include "actions/needs.h"

#include "actions/template.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/vec.h"

#define NOBODY SIZE_MAX

/*
 * A job in the walk through the graph, which keeps its own stack: a file may chain thousands. The
 * walk is Tarjan's: jobs that wait for each other get the same circle.
 */
struct visit {
	size_t next;   /* the need to follow next */
	size_t parent; /* the job that was followed from, or NOBODY */
	size_t order;  /* when it was first seen, from 1; 0: not yet */
	size_t low;    /* the first seen of those that it leads back to */
	size_t circle; /* its number, from 1; 0: not known yet */
};

struct graph {
	const struct checker *checker;
	const struct workflow *workflow;
	struct visit *visits;
	size_t *open; /* jobs that are seen and of no circle yet, in order */
	size_t open_count;
	size_t seen;
	size_t circles;
};

/* The job that a need names; NULL: none. */
static const struct job *find_job(const struct graph *graph, const struct node *need)
{
	return need->text.ptr ? workflow_job(graph->workflow, need->text) : NULL;
}

static bool check_names(const struct graph *graph, const struct job *job)
{
	bool fits = true;
	for (size_t i = 0; i < job_need_count(job); i++) {
		const struct node *need = job_need(job, i);
		if (!node_is_literal(need) || find_job(graph, need))
			continue;
		struct diag *diag = checker_add(graph->checker, RULE_NEEDS,
			node_place(graph->checker->document, need),
			"'%.*s', which job '%.*s' needs, is no job", STR_ARG(need->text),
			STR_ARG(job->id));
		const struct map *ids = &graph->workflow->job_ids;
		schema_hint_near(graph->checker, diag, need->text, ids->entries, ids->len,
			sizeof(ids->entries[0]));
		fits = false;
	}
	return fits;
}

/* Also one whose `needs` are a mistake of another kind may begin, once that is mended. */
static bool may_begin(const struct job *job)
{
	for (size_t i = 0; i < job_need_count(job); i++)
		if (node_is_literal(job_need(job, i)))
			return false;
	return true;
}

/* GitHub reports this one at the first job. */
static bool check_start(const struct graph *graph)
{
	const struct workflow *workflow = graph->workflow;
	for (size_t i = 0; i < workflow->job_count; i++)
		if (may_begin(&workflow->jobs[i]))
			return true;
	if (workflow->job_count == 0)
		return true;
	checker_add(graph->checker, RULE_NEEDS,
		node_place(graph->checker->document, workflow->jobs->key),
		"no job is without 'needs', so none can begin");
	return false;
}

static void see(struct graph *graph, size_t job, size_t parent)
{
	graph->seen++;
	graph->visits[job] =
		(struct visit){.parent = parent, .order = graph->seen, .low = graph->seen};
	graph->open[graph->open_count++] = job;
}

static void lower(struct visit *visit, size_t low)
{
	if (low < visit->low)
		visit->low = low;
}

/* All needs of `at` are followed. Returns the job to go on with. */
static size_t leave(struct graph *graph, size_t at)
{
	struct visit *visit = &graph->visits[at];
	if (visit->low == visit->order) {
		size_t job = NOBODY;
		graph->circles++;
		do {
			job = graph->open[--graph->open_count];
			graph->visits[job].circle = graph->circles;
		} while (job != at);
	}
	if (visit->parent != NOBODY)
		lower(&graph->visits[visit->parent], visit->low);
	return visit->parent;
}

/* Follows the next need of `at`; returns the job to go on with. */
static size_t follow(struct graph *graph, size_t at)
{
	const struct job *jobs = graph->workflow->jobs;
	struct visit *visit = &graph->visits[at];
	if (visit->next == job_need_count(&jobs[at]))
		return leave(graph, at);
	const struct job *needed = find_job(graph, job_need(&jobs[at], visit->next++));
	if (!needed)
		return at;
	const size_t to = (size_t)(needed - jobs);
	if (graph->visits[to].order == 0) {
		see(graph, to, at);
		return to;
	}
	if (graph->visits[to].circle == 0)
		lower(visit, graph->visits[to].order);
	return at;
}

static void find_circles(struct graph *graph)
{
	for (size_t i = 0; i < graph->workflow->job_count; i++) {
		if (graph->visits[i].order > 0)
			continue;
		see(graph, i, NOBODY);
		for (size_t at = i; at != NOBODY;)
			at = follow(graph, at);
	}
}

/*
 * The way from `from` to `to` inside their circle, breadth first, so that the shortest is told.
 * The jobs on it are linked by `parent`, from `to` back to `from`.
 */
static void link_way(const struct graph *graph, size_t from, size_t to)
{
	const struct job *jobs = graph->workflow->jobs;
	const size_t circle = graph->visits[from].circle;
	size_t done = 0;
	size_t count = 1;
	for (size_t i = 0; i < graph->workflow->job_count; i++)
		graph->visits[i].parent = NOBODY;
	graph->open[0] = from;
	while (done < count && graph->visits[to].parent == NOBODY) {
		const size_t at = graph->open[done++];
		for (size_t i = 0; i < job_need_count(&jobs[at]); i++) {
			const struct job *needed = find_job(graph, job_need(&jobs[at], i));
			const size_t next = needed ? (size_t)(needed - jobs) : from;
			struct visit *visit = &graph->visits[next];
			if (next == from || visit->circle != circle || visit->parent != NOBODY)
				continue;
			visit->parent = at;
			graph->open[count++] = next;
		}
	}
}

/* "a -> b -> a" for `job`, whose need `needed` leads back to it. */
static struct str circle_text(const struct graph *graph, size_t job, size_t needed)
{
	const struct job *jobs = graph->workflow->jobs;
	struct vec way;
	vec_init(&way, graph->checker->arena);
	if (needed != job)
		link_way(graph, needed, job);
	for (size_t at = job; at != needed; at = graph->visits[at].parent)
		if (!vec_push(&way, &jobs[at]))
			return STR_NONE;
	struct strbuf buf;
	strbuf_init(&buf, graph->checker->arena, LIMIT_TEXT_BYTES);
	strbuf_add(&buf, jobs[job].id);
	strbuf_printf(&buf, " -> %.*s", STR_ARG(jobs[needed].id));
	for (size_t i = way.len; i > 0; i--) {
		const struct job *on_way = way.items[i - 1];
		strbuf_printf(&buf, " -> %.*s", STR_ARG(on_way->id));
	}
	return strbuf_str(&buf);
}

/* Like GitHub, at each need of the circle. */
static size_t report_circles(const struct graph *graph, size_t job)
{
	const struct job *jobs = graph->workflow->jobs;
	size_t found = 0;
	for (size_t i = 0; i < job_need_count(&jobs[job]) && found < LIMIT_ERRORS; i++) {
		const struct node *need = job_need(&jobs[job], i);
		const struct job *needed = find_job(graph, need);
		const size_t to = needed ? (size_t)(needed - jobs) : job;
		if (!needed || graph->visits[to].circle != graph->visits[job].circle)
			continue;
		const struct str circle = circle_text(graph, job, to);
		checker_add(graph->checker, RULE_NEEDS, node_place(graph->checker->document, need),
			"'needs' goes in a circle: %.*s", STR_ARG(circle));
		found++;
	}
	return found;
}

static bool check_circles(struct graph *graph)
{
	size_t found = 0;
	find_circles(graph);
	for (size_t i = 0; i < graph->workflow->job_count && found < LIMIT_ERRORS; i++)
		found += report_circles(graph, i);
	return found == 0;
}

bool needs_check(const struct checker *checker, const struct workflow *workflow)
{
	struct graph graph = {.checker = checker, .workflow = workflow};
	graph.visits = arena_array(checker->arena, workflow->job_count, sizeof(*graph.visits));
	graph.open = arena_array(checker->arena, workflow->job_count, sizeof(*graph.open));
	if (!graph.visits || !graph.open)
		return false;
	bool fits = check_start(&graph);
	for (size_t i = 0; i < workflow->job_count; i++)
		fits = check_names(&graph, &workflow->jobs[i]) && fits;
	return check_circles(&graph) && fits;
}
