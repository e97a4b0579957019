/* SPDX-License-Identifier: MIT */
#include "actions/needs.h"

#include "actions/template.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/vec.h"

enum visit_state {
	VISIT_NEW,
	VISIT_OPEN,
	VISIT_DONE
};

#define NOBODY SIZE_MAX

/* A job in the walk through the graph, which keeps its own stack: a file may chain thousands. */
struct visit {
	enum visit_state state;
	size_t next;   /* the need to follow next */
	size_t parent; /* the job that was followed from, or NOBODY */
};

struct graph {
	const struct checker *checker;
	const struct workflow *workflow;
	struct map ids; /* job ids whatever their case, to struct job */
	struct visit *visits;
};

static size_t need_count(const struct job *job)
{
	if (!job->needs)
		return 0;
	return job->needs->kind == NODE_SEQUENCE ? job->needs->count : 1;
}

static const struct node *need_at(const struct job *job, size_t index)
{
	return job->needs->kind == NODE_SEQUENCE ? job->needs->items[index] : job->needs;
}

/* The job that a need names; NULL: none. */
static const struct job *find_job(const struct graph *graph, const struct node *need)
{
	return need->text.ptr ? map_get(&graph->ids, need->text) : NULL;
}

static bool check_names(const struct graph *graph, const struct job *job)
{
	bool fits = true;
	for (size_t i = 0; i < need_count(job); i++) {
		const struct node *need = need_at(job, i);
		if (!node_is_literal(need) || find_job(graph, need))
			continue;
		struct diag *diag = checker_add(graph->checker, RULE_NEEDS,
			node_place(graph->checker->document, need),
			"'%.*s', which job '%.*s' needs, is no job", STR_ARG(need->text),
			STR_ARG(job->id));
		schema_hint_near(graph->checker, diag, need->text, graph->ids.entries,
			graph->ids.len, sizeof(graph->ids.entries[0]));
		fits = false;
	}
	return fits;
}

/* "a -> b -> a" of the way from `first` down to `last`, which needs `first`. */
static struct str cycle_text(const struct graph *graph, size_t first, size_t last)
{
	const struct job *jobs = graph->workflow->jobs;
	struct vec way;
	vec_init(&way, graph->checker->arena);
	for (size_t at = last; at != first; at = graph->visits[at].parent)
		if (!vec_push(&way, &jobs[at]))
			return STR_NONE;
	struct strbuf buf;
	strbuf_init(&buf, graph->checker->arena, LIMIT_TEXT_BYTES);
	strbuf_add(&buf, jobs[first].id);
	for (size_t i = way.len; i > 0; i--) {
		const struct job *job = way.items[i - 1];
		strbuf_printf(&buf, " -> %.*s", STR_ARG(job->id));
	}
	strbuf_printf(&buf, " -> %.*s", STR_ARG(jobs[first].id));
	return strbuf_str(&buf);
}

static void report_cycle(
	const struct graph *graph, size_t first, size_t last, const struct node *need)
{
	const struct checker *checker = graph->checker;
	const struct str cycle = cycle_text(graph, first, last);
	struct diag *diag = checker_add(checker, RULE_NEEDS, node_place(checker->document, need),
		"'needs' goes in a circle: %.*s", STR_ARG(cycle));
	for (size_t i = 0; i < graph->workflow->job_count; i++)
		if (need_count(&graph->workflow->jobs[i]) == 0)
			return;
	diag_relate(checker->diags, diag, node_place(checker->document, graph->workflow->jobs->key),
		"no job is without 'needs', so none can begin");
}

/* Follows the next need of `at`; returns the job to go on with. *ret_cycle: it was found open. */
static size_t follow(const struct graph *graph, size_t at, bool *ret_cycle)
{
	const struct job *jobs = graph->workflow->jobs;
	struct visit *visit = &graph->visits[at];
	if (visit->next == need_count(&jobs[at])) {
		visit->state = VISIT_DONE;
		return visit->parent;
	}
	const struct node *need = need_at(&jobs[at], visit->next++);
	const struct job *needed = find_job(graph, need);
	if (!needed)
		return at;
	const size_t to = (size_t)(needed - jobs);
	if (graph->visits[to].state == VISIT_OPEN) {
		report_cycle(graph, to, at, need);
		*ret_cycle = true;
		return NOBODY;
	}
	if (graph->visits[to].state == VISIT_DONE)
		return at;
	graph->visits[to] = (struct visit){VISIT_OPEN, 0, at};
	return to;
}

static bool check_cycles(const struct graph *graph)
{
	bool cycle = false;
	for (size_t i = 0; i < graph->workflow->job_count && !cycle; i++) {
		if (graph->visits[i].state != VISIT_NEW)
			continue;
		graph->visits[i] = (struct visit){VISIT_OPEN, 0, NOBODY};
		size_t at = i;
		while (at != NOBODY)
			at = follow(graph, at, &cycle);
	}
	return !cycle;
}

bool needs_check(const struct checker *checker, const struct workflow *workflow)
{
	struct graph graph = {.checker = checker, .workflow = workflow};
	map_init_nocase(&graph.ids, checker->arena);
	graph.visits = arena_array(checker->arena, workflow->job_count, sizeof(*graph.visits));
	if (!graph.visits)
		return false;
	for (size_t i = 0; i < workflow->job_count; i++)
		if (!map_put(&graph.ids, workflow->jobs[i].id, &workflow->jobs[i]))
			return false;
	bool fits = true;
	for (size_t i = 0; i < workflow->job_count; i++)
		fits = check_names(&graph, &workflow->jobs[i]) && fits;
	return check_cycles(&graph) && fits;
}
