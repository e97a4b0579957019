/* SPDX-License-Identifier: MIT */

/* Whether the cache is there when a workspace asks for it, and when the schedule fires. */

#include "actions/schedule.h"
#include "review/linting.h"

#define READER_DEFAULT_DAYS 7u /* envbuilder's own, of every release */
#define SHORTEST_MINUTES 5u    /* GitHub's */
#define FEW_MINUTES 4u         /* of an hour: a line that fires oftener is spread anyhow */

/* The node of a cron line of `on:`; NULL: there is none of that index. */
static const struct node *cron_node(const struct linting *linting, size_t index)
{
	const struct node *on = linting->workflow->on;
	const struct node *entries = on ? node_get(on, "schedule") : NULL;

	if (!entries || entries->kind != NODE_SEQUENCE || index >= entries->count)
		return NULL;
	return node_get(entries->items[index], "cron");
}

static size_t cron_count(const struct linting *linting)
{
	const struct node *on = linting->workflow->on;
	const struct node *entries = on ? node_get(on, "schedule") : NULL;

	return entries && entries->kind == NODE_SEQUENCE ? entries->count : 0;
}

/* Whether the build may push by this event, as far as the plan knows. */
static bool runs_by(const struct plan_build *build, struct str event)
{
	const struct value *events = build->facts[FACT_EVENTS];
	const struct value *decision =
		events && events->kind == VALUE_OBJECT ? value_member(events, event) : NULL;
	const struct value *pushes = decision ? value_member(decision, STR("pushes")) : NULL;

	return decision && !(pushes && pushes->kind == VALUE_BOOLEAN && !pushes->boolean);
}

/* A build that no event lets push has another mistake. */
static bool runs_by_any(const struct plan_build *build)
{
	const struct value *events = build->facts[FACT_EVENTS];

	for (size_t i = 0; events && events->kind == VALUE_OBJECT && i < events->members->len;
		i++) {
		if (runs_by(build, events->members->entries[i].key))
			return true;
	}
	return false;
}

static bool ttl_of(const struct plan_build *build, unsigned *ret)
{
	const struct value *ttl = build->shown.ttl_days;

	if (!ttl || ttl->kind != VALUE_NUMBER || ttl->number < 1)
		return false;
	*ret = (unsigned)ttl->number;
	return true;
}

/* Where the number of days stands, else the schedule. */
static struct place place_of_time(const struct linting *linting, const struct plan_build *build)
{
	const struct value *ttl = build_value(build, "ENVBUILDER_CACHE_TTL_DAYS");
	const struct node *cron = cron_node(linting, 0);

	if (build_says(build, ttl) || !cron)
		return build_place(build, ttl);
	return node_place(linting->document, cron);
}

static void report_cold(
	struct linting *linting, const struct plan_build *build, int64_t minutes, unsigned ttl)
{
	const struct value *own = build_value(build, "ENVBUILDER_CACHE_TTL_DAYS");
	const struct node *cron = cron_node(linting, 0);
	const unsigned percent = cycle_cold_percent(minutes, READER_DEFAULT_DAYS);
	const long long days = (long long)cycle_days(minutes);
	struct diag *diag;

	const struct str others = ttl == READER_DEFAULT_DAYS
					  ? STR("")
					  : str_printf(linting->arena, ", with %u days %u %%", ttl,
						    cycle_cold_percent(minutes, ttl));
	diag = lint_find(linting, place_of_time(linting, build),
		"a layer is made again only after %lld days: a workspace with the builder's "
		"default of %u days finds it expired %u %% of the time%.*s, with %lld days 0 %%",
		days, READER_DEFAULT_DAYS, percent, STR_ARG(others), days);
	if (cron && build_says(build, own))
		lint_relate(linting, diag, node_place(linting->document, cron),
			"the first run of this schedule that comes after %u days makes it again",
			ttl);
	lint_hint(linting, diag,
		"let the workspaces accept %lld days (ENVBUILDER_CACHE_TTL_DAYS there); a run by "
		"another event only makes the time shorter",
		days + 1);
}

void lint_cold(struct linting *linting, const struct plan_build *build)
{
	struct schedule schedule;
	int64_t minutes;
	unsigned ttl;

	if (!build_publishes(build) || !ttl_of(build, &ttl) || !runs_by(build, STR("schedule")) ||
		!schedule_of(linting->arena, linting->triggers, &schedule) ||
		schedule_cycle(&schedule, ttl, &minutes) != SCHEDULE_ENDS ||
		!cycle_cold_percent(minutes, READER_DEFAULT_DAYS))
		return;
	report_cold(linting, build, minutes, ttl);
}

void lint_unscheduled(struct linting *linting, const struct plan_build *build)
{
	const bool scheduled = map_find(linting->triggers->members, STR("schedule")) != NULL;
	const struct str event = linting->input->event;
	struct diag *diag;
	unsigned ttl;

	if (!build_publishes(build) || event.ptr || lint_is_only_called(linting) ||
		!ttl_of(build, &ttl))
		return;
	if (scheduled && (runs_by(build, STR("schedule")) || !runs_by_any(build)))
		return;
	if (scheduled)
		diag = lint_find(linting, build->origin.root.at,
			"the schedule's runs do not push, so nothing makes expired layers again "
			"until another event comes");
	else
		diag = lint_find(linting, node_place(linting->document, linting->workflow->on),
			"without a schedule nothing makes expired layers again until another "
			"event comes");
	lint_hint(linting, diag,
		"add a schedule: a workspace that accepts the default of %u days finds no layer "
		"after a quiet week",
		READER_DEFAULT_DAYS);
}

/* Reads the line of a node; `found` tells what to do with it. */
static void each_cron(
	struct linting *linting, void (*found)(struct linting *linting, const struct node *node,
					 const struct cron_times *cron))
{
	for (size_t i = 0; i < cron_count(linting); i++) {
		const struct node *node = cron_node(linting, i);
		struct cron_times cron;
		struct str why;
		if (node && cron_read(linting->arena, node->text, &cron, &why))
			found(linting, node, &cron);
	}
}

static void find_never(
	struct linting *linting, const struct node *node, const struct cron_times *cron)
{
	if (cron_fires(cron))
		return;
	lint_hint(linting,
		lint_find(linting, node_place(linting->document, node),
			"'%.*s' never fires: no such day is in the calendar",
			STR_ARG(str_trim(node->text))),
		"write a day that there is, or take the line out");
}

static void find_busy(
	struct linting *linting, const struct node *node, const struct cron_times *cron)
{
	uint64_t minutes = cron->numbers[CRON_MINUTE];
	unsigned count = 0;

	if (!(minutes & 1) || !cron_fires(cron))
		return;
	for (; minutes; minutes &= minutes - 1)
		count++;
	if (count > FEW_MINUTES)
		return;
	lint_hint(linting,
		lint_find(linting, node_place(linting->document, node),
			"'%.*s' fires in the first minute of an hour, when GitHub delays or drops "
			"runs",
			STR_ARG(str_trim(node->text))),
		"write another minute, 17 say");
}

static void find_interval(
	struct linting *linting, const struct node *node, const struct cron_times *cron)
{
	const unsigned shortest = cron_shortest(cron);

	if (shortest >= SHORTEST_MINUTES || !cron_fires(cron))
		return;
	lint_hint(linting,
		lint_find(linting, node_place(linting->document, node),
			"'%.*s' fires %u minute%s after itself, and GitHub runs it every %u at "
			"most",
			STR_ARG(str_trim(node->text)), shortest, shortest == 1 ? "" : "s",
			SHORTEST_MINUTES),
		"leave %u minutes or more between two runs, over the end of the hour too",
		SHORTEST_MINUTES);
}

void lint_cron_never(struct linting *linting)
{
	each_cron(linting, find_never);
}

void lint_cron_busy(struct linting *linting)
{
	each_cron(linting, find_busy);
}

void lint_cron_interval(struct linting *linting)
{
	each_cron(linting, find_interval);
}
