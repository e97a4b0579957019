/* SPDX-License-Identifier: MIT */
#include "plan/event_context.h"

#include "plan/event_filter.h"

/* The contexts of an event while they are made. */
struct pinning {
	const struct making *making;
	const struct event_case *event;
	const struct value *filters; /* what stands under the trigger */
	const struct value *github;  /* so far; NULL: nothing */
};

/* Members of `github` that are another run's when they were given for another event. */
static const char *const of_the_run[] = {"event", "event_name", "ref", "ref_name", "ref_protected",
	"ref_type", "base_ref", "head_ref", "sha", "workflow_ref", "workflow_sha", "run_attempt",
	"run_id", "run_number", "actor", "actor_id", "triggering_actor", "event_path"};

/* `object` with a value at "a.b.c"; what stands there already stays unless `over`. NULL when
 * exhausted. */
static const struct value *with(struct arena *arena, const struct value *object, struct str path,
	const struct value *value, bool over)
{
	const size_t dot = str_find_char(path, '.', 0);
	const struct str name = str_slice(path, 0, dot);
	const struct value *there = object ? value_member(object, name) : NULL;
	struct map *members;

	if (object && object->kind != VALUE_OBJECT && !over)
		return object;
	if (dot == STR_NOWHERE && there && !over)
		return object;
	if (dot != STR_NOWHERE)
		value = with(arena, there, str_slice(path, dot + 1, path.len), value, over);
	members = arena_alloc(arena, sizeof(*members));
	if (!members || !value)
		return NULL;
	map_init_nocase(members, arena);
	for (size_t i = 0; object && object->kind == VALUE_OBJECT && i < object->members->len; i++)
		if (!map_put(members, object->members->entries[i].key,
			    object->members->entries[i].value))
			return NULL;
	if (!map_put(members, name, value))
		return NULL;
	return value_object(arena, members, object ? object->origin : NULL);
}

static bool put(struct pinning *p, const char *path, const struct value *value, bool over)
{
	const struct value *made =
		value ? with(p->making->arena, p->github, str_of(path), value, over) : NULL;

	p->github = made ? made : p->github;
	return made != NULL;
}

static bool pin(struct pinning *p, const char *path, struct str text)
{
	return put(p, path, plain_value(p->making, text), false);
}

static bool pin_nothing(struct pinning *p, const char *path)
{
	return put(p, path, value_null(p->making->arena, NULL), false);
}

static bool is_name(const struct pinning *p, const char *name)
{
	return str_is(p->event->name, name);
}

static const struct value *filter(const struct pinning *p, const char *name)
{
	return p->filters->kind == VALUE_OBJECT ? value_member(p->filters, str_of(name)) : NULL;
}

static bool pin_ref(struct pinning *p, const char *prefix, struct str name)
{
	const struct str ref = str_printf(p->making->arena, "%s%.*s", prefix, STR_ARG(name));

	return ref.ptr && pin(p, "ref", ref) && pin(p, "ref_name", name);
}

/* A text of which a part is known decides conditions; what is shown stays as it is written. */
static bool pin_form(struct pinning *p, const char *path, struct str text)
{
	return !p->making->probing ||
	       put(p, path, value_unknown(p->making->arena, text, 0, WHY_EXPRESSION, NULL), false);
}

/* A ref whose name begins with what its filter, or the event itself, says. */
static bool pin_kind(struct pinning *p, const char *prefix, struct str start, const char *type)
{
	struct arena *arena = p->making->arena;
	const struct str ref =
		str_printf(arena, "%s%.*s${{ github.ref_name }}", prefix, STR_ARG(start));
	const struct str name = str_printf(arena, "%.*s${{ github.ref_name }}", STR_ARG(start));

	return ref.ptr && name.ptr && pin_form(p, "ref", ref) &&
	       (start.len == 0 || pin_form(p, "ref_name", name)) &&
	       pin(p, "ref_type", str_of(type));
}

static bool pin_branch(struct pinning *p)
{
	return pin_kind(p, "refs/heads/", STR(""), "branch");
}

static bool pin_tag(struct pinning *p)
{
	return pin_kind(p, "refs/tags/", STR(""), "tag");
}

static bool pin_queue(struct pinning *p)
{
	return pin_kind(p, "refs/heads/", STR("gh-readonly-queue/"), "branch");
}

/* A filter of branches alone lets no tag through, and the other way round. */
static bool pin_push(struct pinning *p)
{
	const struct value *branches = filter(p, "branches");
	const struct value *tags = filter(p, "tags");
	const bool of_branches = branches || filter(p, "branches-ignore");
	const bool of_tags = tags || filter(p, "tags-ignore");
	const struct str branch = filter_only(branches);
	const struct str tag = filter_only(tags);

	if (!pin(p, "base_ref", STR("")) || !pin(p, "head_ref", STR("")))
		return false;
	if (of_branches == of_tags)
		return true;
	if (branch.ptr && !pin_ref(p, "refs/heads/", branch))
		return false;
	if (tag.ptr && !pin_ref(p, "refs/tags/", tag))
		return false;
	return of_branches ? pin_kind(p, "refs/heads/", filter_start(branches), "branch")
			   : pin_kind(p, "refs/tags/", filter_start(tags), "tag");
}

static bool pin_side(struct pinning *p)
{
	const struct value *github =
		p->making->input->context ? value_member(p->making->input->context, STR("github"))
					  : NULL;
	const struct value *repository = github ? value_member(github, STR("repository")) : NULL;
	const bool fork = p->event->side == EVENT_FORK;

	if (p->event->side == EVENT_ANY)
		return true;
	if (!put(p, "event.pull_request.head.repo.fork",
		    value_boolean(p->making->arena, fork, NULL), true))
		return false;
	/* A fork has another name; which one is not known. */
	if (fork)
		return put(p, "event.pull_request.head.repo.full_name",
			value_unknown(p->making->arena,
				STR("${{ github.event.pull_request.head.repo.full_name }}"), 0,
				WHY_EXPRESSION, NULL),
			true);
	return !repository || put(p, "event.pull_request.head.repo.full_name", repository, true);
}

/* One that was merged has the ref of its base. */
static bool may_be_closed(const struct pinning *p)
{
	const struct value *types = filter(p, "types");

	for (size_t i = 0; types && types->kind == VALUE_ARRAY && i < types->count; i++)
		if (str_is(types->items[i]->text, "closed"))
			return true;
	return false;
}

/* What starts it is a branch that is to be merged into another one. */
static bool pin_base(struct pinning *p)
{
	const struct value *branches = filter(p, "branches");
	const struct str base = filter_only(branches);
	const struct str start = filter_start(branches);

	if (!pin(p, "ref_type", STR("branch")) || !pin_side(p))
		return false;
	if (base.ptr)
		return pin(p, "base_ref", base) && pin(p, "event.pull_request.base.ref", base);
	const struct str form =
		str_printf(p->making->arena, "%.*s${{ github.base_ref }}", STR_ARG(start));
	return start.len == 0 || (form.ptr && pin_form(p, "base_ref", form) &&
					 pin_form(p, "event.pull_request.base.ref", form));
}

static bool pin_pull_request(struct pinning *p)
{
	if (!pin_base(p))
		return false;
	return may_be_closed(p) ||
	       (pin_form(
			p, "ref", STR("refs/pull/${{ github.event.pull_request.number }}/merge")) &&
		       pin_form(p, "ref_name",
			       STR("${{ github.event.pull_request.number }}/merge")));
}

static bool pin_target(struct pinning *p)
{
	const struct value *branches = filter(p, "branches");
	const struct str base = filter_only(branches);

	if (!pin_base(p) || (base.ptr && !pin_ref(p, "refs/heads/", base)))
		return false;
	return pin_kind(p, "refs/heads/", filter_start(branches), "branch");
}

static bool pin_schedule(struct pinning *p)
{
	const struct value *crons = p->filters;
	const struct value *cron = NULL;

	if (!pin_branch(p))
		return false;
	if (crons->kind == VALUE_ARRAY && crons->count == 1)
		cron = value_member(crons->items[0], STR("cron"));
	return !cron || put(p, "event.schedule", cron, false);
}

static bool pin_dispatch(struct pinning *p)
{
	return pin(p, "base_ref", STR("")) && pin(p, "head_ref", STR(""));
}

static bool pin_release(struct pinning *p)
{
	return pin_tag(p) && pin_dispatch(p);
}

/* What follows of an event beside its name; a row is an event. Most run on the default branch. */
static const struct {
	const char *name;
	bool (*pin)(struct pinning *p);
} rows[] = {
	{"branch_protection_rule", pin_branch},
	{"discussion", pin_branch},
	{"discussion_comment", pin_branch},
	{"fork", pin_branch},
	{"gollum", pin_branch},
	{"issue_comment", pin_branch},
	{"issues", pin_branch},
	{"label", pin_branch},
	{"merge_group", pin_queue},
	{"milestone", pin_branch},
	{"pull_request", pin_pull_request},
	{"pull_request_review", pin_pull_request},
	{"pull_request_review_comment", pin_pull_request},
	{"pull_request_target", pin_target},
	{"push", pin_push},
	{"release", pin_release},
	{"repository_dispatch", pin_branch},
	{"schedule", pin_schedule},
	{"watch", pin_branch},
	{"workflow_dispatch", pin_dispatch},
	{"workflow_run", pin_branch},
};

/* What a payload holds is of its event alone; of others it is nothing. */
static bool pin_payload(struct pinning *p)
{
	const struct str action = filter_only(filter(p, "types"));
	const bool pulls = str_starts(p->event->name, STR("pull_request"));

	if (action.ptr && !pin(p, "event.action", action))
		return false;
	return (pulls || pin_nothing(p, "event.pull_request")) &&
	       (is_name(p, "schedule") || pin_nothing(p, "event.schedule")) &&
	       (is_name(p, "workflow_dispatch") || pin_nothing(p, "event.inputs"));
}

static bool pin_event(struct pinning *p)
{
	if (!put(p, "event_name", plain_value(p->making, p->event->name), true) || !pin_payload(p))
		return false;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (is_name(p, rows[i].name))
			return rows[i].pin(p);
	return true;
}

static bool is_of_the_run(struct str name)
{
	for (size_t i = 0; i < sizeof(of_the_run) / sizeof(of_the_run[0]); i++)
		if (str_eq_nocase(name, str_of(of_the_run[i])))
			return true;
	return false;
}

/* `github` without what was given for a run of another event. */
static const struct value *lasting(const struct making *making, const struct value *github)
{
	struct map *members = arena_alloc(making->arena, sizeof(*members));

	if (!members)
		return NULL;
	map_init_nocase(members, making->arena);
	for (size_t i = 0; i < github->members->len; i++) {
		const struct map_entry *entry = &github->members->entries[i];
		if (!is_of_the_run(entry->key) && !map_put(members, entry->key, entry->value))
			return NULL;
	}
	return value_object(making->arena, members, github->origin);
}

/* Inputs are those of a run that somebody starts, or of a call; in any other run they are nothing.
 */
static bool put_no_inputs(const struct making *making, struct map *contexts)
{
	struct map *members = arena_alloc(making->arena, sizeof(*members));
	struct value *inputs = arena_alloc(making->arena, sizeof(*inputs));

	if (!members || !inputs)
		return false;
	map_init_nocase(members, making->arena);
	*inputs = (struct value){.kind = VALUE_OBJECT, .whole = true, .members = members};
	return map_put(contexts, STR("inputs"), inputs);
}

bool event_contexts(
	const struct making *making, const struct event_case *event, struct map *contexts)
{
	const bool called = str_is(event->name, "workflow_call");
	const bool started = called || str_is(event->name, "workflow_dispatch");
	const struct value *given = map_get(&making->contexts, STR("github"));
	const struct value *name = given ? value_member(given, STR("event_name")) : NULL;
	const bool other = name && !called && !str_eq_nocase(name->text, event->name);
	struct pinning p = {.making = making,
		.event = event,
		.filters = value_member(making->triggers, event->name),
		.github = given};

	if (!map_copy(contexts, making->arena, &making->contexts))
		return false;
	if (called || !p.filters)
		return true;
	if (other) {
		p.github = lasting(making, given);
		if (!p.github)
			return false;
	}
	if (!started && (other || !map_find(contexts, STR("inputs"))) &&
		!put_no_inputs(making, contexts))
		return false;
	return pin_event(&p) && map_put(contexts, STR("github"), p.github);
}
