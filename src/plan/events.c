/* SPDX-License-Identifier: MIT */
#include "actions/permission.h"
#include "actions/trigger.h"
#include "base/limits.h"
#include "plan/event_context.h"

/*
 * What an event means for a build is found by planning again for that event, as far as it takes to
 * say what runs and what pushes: conditions, variables and matrices may all hang on the event.
 */

/* The verdicts of one event, by the calls that they are of. */
struct probe {
	struct map by_call;  /* "leg id, place" → const struct verdict *, joined when repeated */
	struct map by_place; /* of a leg that is another for this event */
	bool failed;         /* something is wrong for this event alone */
	struct diags diags;  /* of planning for it, which nobody reads */
	struct vec verdicts;
};

static enum tri pushing_is_on(const struct plan_build *build)
{
	const struct value *push = map_get(build->set, STR("ENVBUILDER_PUSH_IMAGE"));

	if (!push)
		return TRI_FALSE;
	if (value_is_unknown(push))
		return TRI_UNKNOWN;
	return str_is(push->text, "1") ? TRI_TRUE : TRI_FALSE;
}

/* The job's own token may push when it may write packages; any other credential is not ours to
 * know. */
static enum tri credential_may(
	const struct leg_making *leg, const struct credential_finding *credential)
{
	const struct value *permissions = leg_fact(leg, FACT_PERMISSIONS);

	if (!credential->present)
		return TRI_FALSE;
	if (!(credential->marks & MARK_JOB_TOKEN))
		return TRI_TRUE;
	if (!permissions)
		return TRI_UNKNOWN;
	switch (permission_granted(permissions, STR("packages"))) {
	case PERMISSION_WRITE:
		return TRI_TRUE;
	case PERMISSION_UNKNOWN:
		return TRI_UNKNOWN;
	case PERMISSION_NONE:
	case PERMISSION_READ:
		break;
	}
	return credential->marks & MARK_OTHER_SECRET ? TRI_UNKNOWN : TRI_FALSE;
}

static struct str job_of(const struct leg_making *leg)
{
	while (leg->making->calling)
		leg = leg->making->calling->leg;
	return leg->job->id;
}

bool verdict_add(struct making *making, const struct call *call, const struct plan_build *build,
	const struct credential_finding *credential)
{
	const enum tri live = tri_not(call->dry_run);
	struct verdict *verdict = arena_alloc(making->arena, sizeof(*verdict));

	if (!verdict)
		return false;
	*verdict = (struct verdict){.id = call->leg->id,
		.job = job_of(call->leg),
		.at = call->at,
		.runs = tri_and(leg_runs(call->leg), call->runs),
		.pushes = TRI_UNKNOWN};
	if (build)
		verdict->pushes = tri_and(
			live, tri_and(pushing_is_on(build), credential_may(call->leg, credential)));
	verdict->pushes = tri_and(verdict->runs, verdict->pushes);
	return vec_push(making->verdicts, verdict);
}

/* --- planning again for one event --- */

static enum tri join(enum tri a, enum tri b)
{
	return a == b ? a : TRI_UNKNOWN;
}

static bool note(struct map *map, struct str key, const struct verdict *verdict)
{
	const struct verdict *before = key.ptr ? map_get(map, key) : NULL;
	struct verdict *both;

	if (!key.ptr)
		return false;
	if (!before)
		return map_put(map, key, verdict);
	both = arena_copy(map->arena, before, sizeof(*before));
	if (!both)
		return false;
	both->runs = join(before->runs, verdict->runs);
	both->pushes = join(before->pushes, verdict->pushes);
	return map_put(map, key, both);
}

static struct str key_of_place(struct arena *arena, const struct place *at)
{
	return str_printf(arena, "%.*s:%u:%u", STR_ARG(at->file), at->line, at->column);
}

static struct str key_of_call(struct arena *arena, const struct verdict *verdict)
{
	const struct str place = key_of_place(arena, &verdict->at);

	return str_printf(arena, "%.*s %.*s", STR_ARG(place), STR_ARG(verdict->id));
}

static bool gather(struct probe *probe, struct arena *arena, const struct vec *verdicts)
{
	map_init(&probe->by_call, arena);
	map_init(&probe->by_place, arena);
	for (size_t i = 0; i < verdicts->len; i++) {
		const struct verdict *verdict = verdicts->items[i];
		if (!note(&probe->by_call, key_of_call(arena, verdict), verdict) ||
			!note(&probe->by_place, key_of_place(arena, &verdict->at), verdict))
			return false;
	}
	return true;
}

/* What the event means for a call; nothing runs when no leg has it. */
static struct verdict look_up(
	const struct probe *probe, struct arena *arena, const struct verdict *of)
{
	const enum tri otherwise = probe->failed ? TRI_UNKNOWN : TRI_FALSE;
	const struct verdict *found = map_get(&probe->by_call, key_of_call(arena, of));

	if (!found)
		found = map_get(&probe->by_place, key_of_place(arena, &of->at));
	return found ? *found : (struct verdict){.runs = otherwise, .pushes = otherwise};
}

static bool plan_again(struct making *probing, const struct event_case *event, struct probe *ret)
{
	struct arena *arena = probing->arena;

	diags_init(&ret->diags, arena);
	vec_init(&ret->verdicts, arena);
	probing->diags = &ret->diags;
	probing->verdicts = &ret->verdicts;
	probing->probing = true;
	if (event->side != EVENT_ANY)
		probing->head = event->side == EVENT_FORK ? HEAD_IN_FORK : HEAD_IN_REPOSITORY;
	if (!event_contexts(probing, event, &probing->contexts) || !jobs_make(probing))
		return false;
	ret->failed = ret->diags.errors > 0;
	return gather(ret, arena, &ret->verdicts);
}

/* --- the events of the builds --- */

static const struct value *tri_value(const struct making *making, enum tri tri)
{
	if (tri == TRI_UNKNOWN)
		return plain_value(making, STR("unknown"));
	return value_boolean(making->arena, tri == TRI_TRUE, NULL);
}

static const struct value *decision(const struct making *making, enum tri runs, enum tri pushes)
{
	struct map *members = arena_alloc(making->arena, sizeof(*members));
	const struct value *runs_value = tri_value(making, runs);
	const struct value *pushes_value = tri_value(making, pushes);

	if (!members || !runs_value || !pushes_value)
		return NULL;
	map_init(members, making->arena);
	if (!map_put(members, STR("runs"), runs_value) ||
		!map_put(members, STR("pushes"), pushes_value))
		return NULL;
	return value_object(making->arena, members, NULL);
}

/* Adds what an event means for every build under a name in each of `objects`. */
static bool decide(const struct making *making, const struct event_case *event, struct str name,
	struct map *objects)
{
	struct arena arena;
	struct making probing = *making;
	struct probe probe;
	bool done;

	arena_init_with(&arena, making->arena->allocator, LIMIT_ARENA_BYTES);
	probing.arena = &arena;
	done = plan_again(&probing, event, &probe);
	for (size_t i = 0; done && i < making->verdicts->len; i++) {
		const struct verdict found = look_up(&probe, &arena, making->verdicts->items[i]);
		const bool fork = event->side == EVENT_FORK;
		const struct value *value =
			decision(making, found.runs, fork ? TRI_FALSE : found.pushes);
		done = value && map_put(&objects[i], name, value);
	}
	making->arena->exhausted |= arena.exhausted;
	arena_release(&arena);
	return done;
}

static struct map *new_objects(const struct making *making)
{
	const size_t count = making->verdicts->len;
	struct map *objects = arena_array(making->arena, count, sizeof(*objects));

	for (size_t i = 0; objects && i < count; i++)
		map_init(&objects[i], making->arena);
	return objects;
}

/* A fork's code starts the same event with fewer rights. */
static bool decide_sides(const struct making *making, struct str name, struct map *events)
{
	const struct event_case same = {name, EVENT_SAME_REPOSITORY};
	const struct event_case fork = {name, EVENT_FORK};
	struct map *objects = new_objects(making);

	if (!objects || !decide(making, &same, STR("same_repository"), objects) ||
		!decide(making, &fork, STR("fork"), objects))
		return false;
	for (size_t i = 0; i < making->verdicts->len; i++) {
		const struct value *sides = value_object(making->arena, &objects[i], NULL);
		if (!sides || !map_put(&events[i], name, sides))
			return false;
	}
	return true;
}

/* The jobs that have builds are all that is planned again. */
static bool gather_jobs(const struct making *making, struct map *ret)
{
	map_init_nocase(ret, making->arena);
	for (size_t i = 0; i < making->verdicts->len; i++) {
		const struct verdict *verdict = making->verdicts->items[i];
		if (!map_put(ret, verdict->job, verdict))
			return false;
	}
	return true;
}

static bool decide_all(const struct making *making, struct map *events)
{
	const struct map *triggers = making->triggers->members;

	for (size_t i = 0; i < triggers->len; i++) {
		const struct str name = triggers->entries[i].key;
		const struct event_row *row = event_find(name);
		const struct event_case event = {name, EVENT_ANY};
		if (making->input->event.ptr && !str_eq(making->input->event, name))
			continue;
		if (!(row && row->from_fork ? decide_sides(making, name, events)
					    : decide(making, &event, name, events)))
			return false;
	}
	return true;
}

bool events_make(struct making *making)
{
	struct map *events = new_objects(making);
	struct making again = *making;
	struct map jobs;

	again.only = &jobs;
	if (!events || !gather_jobs(making, &jobs) || !decide_all(&again, events))
		return false;
	making->events = events;
	return true;
}
