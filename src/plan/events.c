/* SPDX-License-Identifier: MIT */
#include "actions/permission.h"
#include "actions/trigger.h"
#include "plan/making.h"

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
	const struct plan_build *build, const struct credential_finding *credential)
{
	if (!credential->present)
		return TRI_FALSE;
	if (!(credential->marks & MARK_JOB_TOKEN))
		return TRI_TRUE;
	switch (permission_granted(build->facts[FACT_PERMISSIONS], STR("packages"))) {
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

static const struct value *fork_decision(
	const struct making *making, enum tri runs, enum tri pushes)
{
	struct map *members = arena_alloc(making->arena, sizeof(*members));
	const struct value *same = decision(making, runs, pushes);
	const struct value *fork = decision(making, runs, TRI_FALSE);

	if (!members || !same || !fork)
		return NULL;
	map_init(members, making->arena);
	if (!map_put(members, STR("same_repository"), same) || !map_put(members, STR("fork"), fork))
		return NULL;
	return value_object(making->arena, members, NULL);
}

const struct value *events_make(const struct making *making, const struct call *call,
	const struct plan_build *build, const struct credential_finding *credential)
{
	const struct map *triggers = making->triggers->members;
	struct map *events = arena_alloc(making->arena, sizeof(*events));
	const enum tri runs = tri_and(leg_runs(call->leg), call->runs);
	const enum tri live = call->dry_run == TRI_FALSE ? TRI_TRUE : call->dry_run;
	const enum tri pushes = tri_and(tri_and(runs, live),
		tri_and(pushing_is_on(build), credential_may(build, credential)));

	if (!events)
		return NULL;
	map_init(events, making->arena);
	for (size_t i = 0; i < triggers->len; i++) {
		const struct str name = triggers->entries[i].key;
		const struct event_row *row = event_find(name);
		const struct value *value;
		if (making->input->event.ptr && !str_eq(making->input->event, name))
			continue;
		value = row && row->from_fork ? fork_decision(making, runs, pushes)
					      : decision(making, runs, pushes);
		if (!value || !map_put(events, name, value))
			return NULL;
	}
	return value_object(making->arena, events, NULL);
}
