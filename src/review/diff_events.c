/* SPDX-License-Identifier: MIT */

/*
 * Which events run a build and which end in a push is no input of a plan: it follows from triggers,
 * conditions, rights and credentials. So what became of the events is a note in the change that
 * causes it, and a change of its own only when the cause is nothing that a plan bears, such as the
 * secret behind the credential's name.
 */

#include "actions/trigger.h"
#include "base/limits.h"
#include "review/diff_making.h"
#include "review/diff_trigger.h"

enum answer {
	ANSWER_NO,
	ANSWER_YES,
	ANSWER_UNKNOWN,
	ANSWER_COUNT
};

enum aspect {
	ASPECT_RUNS,
	ASPECT_PUSHES,
	ASPECT_COUNT
};

static const struct {
	struct str name;
	struct str words[ANSWER_COUNT]; /* in front of the events for which it became so */
} aspects[ASPECT_COUNT] = {
	[ASPECT_RUNS] = {STR_ROW("runs"), {STR_ROW("no longer run by "), STR_ROW("now run by "),
						  STR_ROW("unknown whether run by ")}},
	[ASPECT_PUSHES] = {STR_ROW("pushes"),
		{STR_ROW("no longer pushed by "), STR_ROW("now pushed by "),
			STR_ROW("unknown whether pushed by ")}},
};

/* The events that went to each answer, as lists of names; and what was told of one side alone. */
struct telling {
	struct differ *differ;
	struct strbuf lists[ASPECT_COUNT][ANSWER_COUNT];
	struct strbuf gone;
	struct strbuf new;
	bool raised; /* something runs or pushes that did not, or may */
};

static enum answer answer_of(const struct value *decision, struct str aspect)
{
	const struct value *value = decision ? map_get(decision->members, aspect) : NULL;

	if (!value || value->kind != VALUE_BOOLEAN)
		return ANSWER_UNKNOWN;
	return value->boolean ? ANSWER_YES : ANSWER_NO;
}

static void list(struct strbuf *out, struct str name)
{
	if (out->len)
		strbuf_add(out, STR(", "));
	strbuf_add(out, name);
}

/* Whether it runs says more than whether it pushes, unless it does both now. */
static void compare_decisions(
	struct telling *t, struct str name, const struct value *old, const struct value *now)
{
	enum answer before[ASPECT_COUNT];
	enum answer after[ASPECT_COUNT];

	for (size_t i = 0; i < ASPECT_COUNT; i++) {
		before[i] = answer_of(old, aspects[i].name);
		after[i] = answer_of(now, aspects[i].name);
		t->raised |=
			before[i] != after[i] && (before[i] == ANSWER_NO || after[i] == ANSWER_YES);
	}
	const bool runs = before[ASPECT_RUNS] != after[ASPECT_RUNS];
	const bool pushes = before[ASPECT_PUSHES] != after[ASPECT_PUSHES];
	const bool alike = runs && pushes && after[ASPECT_RUNS] == after[ASPECT_PUSHES];
	if (runs && !(alike && after[ASPECT_RUNS] == ANSWER_YES))
		list(&t->lists[ASPECT_RUNS][after[ASPECT_RUNS]], name);
	if (pushes && !(alike && after[ASPECT_RUNS] != ANSWER_YES))
		list(&t->lists[ASPECT_PUSHES][after[ASPECT_PUSHES]], name);
}

static void compare_event(
	struct telling *t, struct str name, const struct value *old, const struct value *now)
{
	const struct value *old_fork = diff_part(old, "fork");
	const struct value *fork = diff_part(now, "fork");
	const struct str fork_name = str_printf(t->differ->arena, "a fork's %.*s", STR_ARG(name));

	if (!old_fork || !fork) {
		compare_decisions(t, name, old, now);
		return;
	}
	compare_decisions(
		t, name, diff_part(old, "same_repository"), diff_part(now, "same_repository"));
	compare_decisions(t, fork_name, old_fork, fork);
}

static bool is_trigger(const struct plan *plan, struct str event)
{
	return plan && plan->triggers && map_find(plan->triggers->members, event);
}

static void compare_events(struct telling *t, const struct value *old, const struct value *now)
{
	const struct map *before = old->members;
	const struct map *after = now->members;

	for (size_t i = 0; i < after->len; i++) {
		const struct map_entry *entry = &after->entries[i];
		const struct value *other = map_get(before, entry->key);
		if (other)
			compare_event(t, entry->key, other, entry->value);
		else if (is_trigger(t->differ->old, entry->key))
			list(&t->new, entry->key);
	}
	for (size_t i = 0; i < before->len; i++) {
		const struct str name = before->entries[i].key;
		if (!map_find(after, name) && is_trigger(t->differ->now, name))
			list(&t->gone, name);
	}
}

static void add_part(struct strbuf *out, struct str words, struct strbuf *names)
{
	if (!names->len)
		return;
	if (out->len)
		strbuf_add(out, STR("; "));
	strbuf_add(out, words);
	strbuf_add(out, strbuf_str(names));
}

static struct str note_of(struct telling *t)
{
	static const enum answer order[] = {ANSWER_YES, ANSWER_UNKNOWN, ANSWER_NO};
	struct strbuf note;

	strbuf_init(&note, t->differ->arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < ANSWER_COUNT; i++) {
		for (size_t aspect = ASPECT_COUNT; aspect-- > 0;)
			add_part(&note, aspects[aspect].words[order[i]],
				&t->lists[aspect][order[i]]);
	}
	add_part(&note, STR("now planned for "), &t->new);
	add_part(&note, STR("not planned for "), &t->gone);
	return strbuf_str(&note);
}

static void telling_init(struct telling *t, struct differ *differ)
{
	*t = (struct telling){.differ = differ};
	for (size_t i = 0; i < ASPECT_COUNT; i++)
		for (size_t j = 0; j < ANSWER_COUNT; j++)
			strbuf_init(&t->lists[i][j], differ->arena, LIMIT_TEXT_BYTES);
	strbuf_init(&t->gone, differ->arena, LIMIT_TEXT_BYTES);
	strbuf_init(&t->new, differ->arena, LIMIT_TEXT_BYTES);
}

/* Members that decide about events, the likeliest cause first: of what runs, and of what pushes. */
static const char *const causes[] = {
	"if",
	"step.if",
	"needs",
	"env.set.ENVBUILDER_PUSH_IMAGE",
	"permissions.packages",
	"permissions",
	"credentials",
	"cache.repo",
	"id",
};
#define CAUSES (sizeof(causes) / sizeof(causes[0]))
#define CAUSES_OF_RUNS ((size_t)3) /* the first so many */

static struct change *cause_of(const struct telling *t)
{
	bool runs = false;

	for (size_t i = 0; i < ANSWER_COUNT; i++)
		runs |= t->lists[ASPECT_RUNS][i].len > 0;
	for (size_t i = 0; i < CAUSES; i++) {
		const size_t at = runs ? i : (i + CAUSES_OF_RUNS) % CAUSES;
		struct change *draft = diff_draft(t->differ, causes[at]);
		if (draft)
			return draft;
	}
	return NULL;
}

/* Decisions stand in no file: the job's name is where to look. */
static void place_at_job(struct change *change, const struct diff_pair *pair)
{
	if (pair->old->at)
		change->was.at = *pair->old->at;
	if (pair->now->at)
		change->is.at = *pair->now->at;
}

static bool tell(
	struct telling *t, struct str note, const struct value *old, const struct value *now)
{
	struct differ *differ = t->differ;
	const struct pointer all = pointer_member(NULL, STR("builds"));
	const struct pointer old_build = pointer_item(&all, differ->pair->old->index);
	const struct pointer now_build = pointer_item(&all, differ->pair->now->index);
	const struct pointer old_at = pointer_member(&old_build, STR("events"));
	const struct pointer now_at = pointer_member(&now_build, STR("events"));
	struct change *cause = cause_of(t);

	if (!cause) {
		cause = diff_add(
			differ, CHANGE_EVENTS, (struct diff_spot){&old_at, &now_at}, old, now);
		if (!cause)
			return false;
		place_at_job(cause, differ->pair);
	}
	cause->note = note;
	if (t->raised && cause->widening == WIDENS_NOTHING)
		cause->widening = WIDENS_PUSH;
	return true;
}

bool diff_events(struct differ *differ)
{
	const struct value *old = differ->pair->old->members[FACT_EVENTS];
	const struct value *now = differ->pair->now->members[FACT_EVENTS];
	struct telling telling;
	struct str note;

	if (!old || !now || diff_same(old, now))
		return true;
	telling_init(&telling, differ);
	compare_events(&telling, old, now);
	note = note_of(&telling);
	if (!note.ptr)
		return false;
	return !note.len || tell(&telling, note, old, now);
}

/* The strongest answer of any build: yes, then unknown, then no. */
static enum answer answer_of_all(const struct plan *plan, struct str event, struct str aspect)
{
	enum answer best = ANSWER_NO;

	for (size_t i = 0; i < plan->build_count; i++) {
		const struct value *events = plan->builds[i].facts[FACT_EVENTS];
		const struct value *decision = events ? map_get(events->members, event) : NULL;
		const struct value *own = diff_part(decision, "same_repository");
		const enum answer answer =
			decision ? answer_of(own ? own : decision, aspect) : ANSWER_NO;
		if (answer == ANSWER_YES || (answer == ANSWER_UNKNOWN && best == ANSWER_NO))
			best = answer;
	}
	return best;
}

static struct str trigger_note(const struct plan *plan, struct str event)
{
	const struct event_row *row = event_find(event);
	const bool fork = row && row->from_fork;

	switch (answer_of_all(plan, event, STR("pushes"))) {
	case ANSWER_YES:
		return fork ? STR("it pushes; from a fork it runs, and pushes nothing")
			    : STR("it pushes");
	case ANSWER_UNKNOWN:
		return STR("unknown whether it pushes");
	case ANSWER_NO:
	case ANSWER_COUNT:
		break;
	}
	return answer_of_all(plan, event, STR("runs")) == ANSWER_NO ? STR("it runs no build")
								    : STR("it pushes nothing");
}

bool diff_trigger_notes(struct differ *differ)
{
	for (size_t i = 0; i < differ->drafts.len; i++) {
		struct change *draft =
			(struct change *)(uintptr_t)(const void *)differ->drafts.items[i];
		struct str filter;
		struct str event;
		if (draft->kind != CHANGE_ADDED ||
			!str_starts(draft->path, STR("workflow.triggers.")))
			continue;
		event = diff_trigger_event(draft->path, &filter);
		if (!filter.len && !is_trigger(differ->old, event))
			draft->note = trigger_note(differ->now, event);
	}
	return true;
}
