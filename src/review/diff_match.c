/* SPDX-License-Identifier: MIT */
#include "review/diff_match.h"

#include <string.h>

#include "base/limits.h"

/* How much a member that is the same says, out of 100 for all of them. */
static const struct {
	unsigned member; /* of enum diff_member, or a fact */
	unsigned weight;
} weights[] = {
	{FACT_MATRIX, 8},
	{FACT_IF, 3},
	{FACT_RUNS_ON, 8},
	{FACT_PERMISSIONS, 3},
	{FACT_CONTAINER, 3},
	{FACT_SOURCE, 6},
	{MEMBER_IMAGE, 6},
	{MEMBER_REPO, 35},
	{MEMBER_TTL, 1},
	{MEMBER_FOLDER, 6},
	{MEMBER_SCRIPT, 4},
	{MEMBER_SET, 8},
	{MEMBER_CREDENTIALS, 3},
	{MEMBER_ENGINE, 6},
};
#define WEIGHTS (sizeof(weights) / sizeof(weights[0]))

#define SAME_ID 30u /* a changed build is more likely than another one under its name */
#define SAME_JOB 4u /* between legs that do the same */
#define LEAST 70u   /* below it, two builds of other ids are two builds */
#define MOST 134u

/* What of a build is compared: hashes, so that 256 by 256 builds cost next to nothing. */
struct trait {
	uint32_t members[WEIGHTS]; /* of the row's member; 0: the build has none */
	uint32_t id;
	uint32_t job;
};

struct matching {
	struct arena *arena;
	struct diff_builds old;
	struct diff_builds now;
	struct trait *old_traits;
	struct trait *now_traits;
	size_t *old_of; /* of a new build: the old one's index + 1, or 0 */
	bool *taken;    /* of an old build */
};

static uint32_t hash_bytes(uint32_t hash, const void *bytes, size_t len)
{
	const unsigned char *at = bytes;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ at[i]) * 16777619u;
	return hash;
}

#define HASH_START 2166136261u

/* Values that diff_same holds for the same have one hash; members count in any order. */
static uint32_t hash_value(const struct value *value)
{
	const unsigned char kind = (unsigned char)value->kind;
	uint32_t hash = hash_bytes(HASH_START, &kind, 1);

	switch (value->kind) {
	case VALUE_NULL:
		break;
	case VALUE_BOOLEAN:
		hash += value->boolean;
		break;
	case VALUE_NUMBER:
		hash = value->number < 0 || value->number > 0
			       ? hash_bytes(hash, &value->number, sizeof(value->number))
			       : hash;
		break;
	case VALUE_STRING:
		hash = hash_bytes(hash, value->text.ptr, value->text.len);
		break;
	case VALUE_ARRAY:
		for (size_t i = 0; i < value->count; i++)
			hash = hash * 31 + hash_value(value->items[i]);
		break;
	case VALUE_OBJECT:
		for (size_t i = 0; i < value->members->len; i++) {
			const struct map_entry *entry = &value->members->entries[i];
			hash += hash_bytes(
				hash_value(entry->value), entry->key.ptr, entry->key.len);
		}
		break;
	}
	return hash;
}

/* The job's id: of a leg or a repeated build, what stands before the space. */
static struct str job_of(struct str id)
{
	return str_slice(id, 0, str_find_char(id, ' ', 0));
}

static struct trait *traits_of(struct arena *arena, struct diff_builds builds)
{
	struct trait *traits = arena_array(arena, builds.count, sizeof(*traits));

	for (size_t i = 0; traits && i < builds.count; i++) {
		const struct diff_build *build = &builds.items[i];
		const struct str id = build->build->id;
		const struct str job = job_of(id);
		for (size_t m = 0; m < WEIGHTS; m++) {
			const struct value *value = build->members[weights[m].member];
			traits[i].members[m] = value ? hash_value(value) : 0;
		}
		traits[i].id = hash_bytes(HASH_START, id.ptr, id.len);
		traits[i].job = hash_bytes(HASH_START, job.ptr, job.len);
	}
	return traits;
}

static bool has_same_id(const struct matching *m, size_t old, size_t now)
{
	return m->old_traits[old].id == m->now_traits[now].id &&
	       str_eq(m->old.items[old].build->id, m->now.items[now].build->id);
}

/* How alike two builds are; 0: they are no pair. */
static unsigned char score(const struct matching *m, size_t old, size_t now)
{
	const struct trait *a = &m->old_traits[old];
	const struct trait *b = &m->now_traits[now];
	unsigned same = 0;

	for (size_t i = 0; i < WEIGHTS; i++)
		same += a->members[i] == b->members[i] ? weights[i].weight : 0;
	if (a->job == b->job)
		same += SAME_JOB;
	if (has_same_id(m, old, now))
		return (unsigned char)(same + SAME_ID);
	return same >= LEAST ? (unsigned char)same : 0;
}

static void join(const struct matching *m, size_t old, size_t now)
{
	m->old_of[now] = old + 1;
	m->taken[old] = true;
}

static bool list_ids(const struct matching *m, struct map *ret)
{
	map_init(ret, m->arena);
	for (size_t i = 0; i < m->old.count; i++) {
		if (!map_put(ret, m->old.items[i].build->id, &m->old.items[i]))
			return false;
	}
	return true;
}

/* When no id came or went, there is nothing to weigh. */
static bool has_all_ids(const struct matching *m, const struct map *ids)
{
	for (size_t i = 0; i < m->now.count; i++) {
		if (!map_find(ids, m->now.items[i].build->id))
			return false;
	}
	return m->now.count == m->old.count;
}

static void join_by_id(const struct matching *m, const struct map *ids)
{
	for (size_t i = 0; i < m->now.count; i++) {
		const struct diff_build *old = map_get(ids, m->now.items[i].build->id);
		if (old)
			join(m, old->index, i);
	}
}

static bool does_the_same(const struct matching *m, size_t old, size_t now)
{
	const struct trait *a = &m->old_traits[old];
	const struct trait *b = &m->now_traits[now];

	return memcmp(a->members, b->members, sizeof(a->members)) == 0;
}

/* Builds that are as they were keep each other, whatever else looks like them. */
static void join_unchanged(const struct matching *m, const struct map *ids)
{
	for (size_t i = 0; i < m->now.count; i++) {
		const struct diff_build *old = map_get(ids, m->now.items[i].build->id);
		if (old && does_the_same(m, old->index, i))
			join(m, old->index, i);
	}
}

/* The builds that have no pair yet, as indices. */
static size_t list_free_olds(const struct matching *m, size_t *ret)
{
	size_t found = 0;

	for (size_t i = 0; i < m->old.count; i++) {
		if (!m->taken[i])
			ret[found++] = i;
	}
	return found;
}

static size_t list_free_nows(const struct matching *m, size_t *ret)
{
	size_t found = 0;

	for (size_t i = 0; i < m->now.count; i++) {
		if (!m->old_of[i])
			ret[found++] = i;
	}
	return found;
}

/* Takes the best pairs first: candidates sorted by counting, the earlier of equal ones first. */
static bool join_best(const struct matching *m, const size_t *olds, size_t old_count,
	const size_t *nows, size_t now_count)
{
	const size_t pairs = old_count * now_count;
	unsigned char *scores = arena_alloc(m->arena, pairs);
	uint32_t *order = arena_array(m->arena, pairs, sizeof(*order));
	size_t starts[MOST + 2] = {0};

	if (!scores || !order)
		return false;
	for (size_t i = 0; i < pairs; i++) {
		scores[i] = score(m, olds[i / now_count], nows[i % now_count]);
		starts[MOST - scores[i] + 1]++;
	}
	for (size_t i = 1; i < MOST + 2; i++)
		starts[i] += starts[i - 1];
	for (size_t i = 0; i < pairs; i++)
		order[starts[MOST - scores[i]]++] = (uint32_t)i;
	for (size_t i = 0; i < pairs && scores[order[i]]; i++) {
		const size_t old = olds[order[i] / now_count];
		const size_t now = nows[order[i] % now_count];
		if (!m->taken[old] && !m->old_of[now])
			join(m, old, now);
	}
	return true;
}

static bool join_rest(const struct matching *m, const struct map *ids)
{
	size_t *olds = arena_array(m->arena, m->old.count, sizeof(*olds));
	size_t *nows = arena_array(m->arena, m->now.count, sizeof(*nows));
	size_t old_count;
	size_t now_count;

	if (!olds || !nows)
		return false;
	old_count = list_free_olds(m, olds);
	now_count = list_free_nows(m, nows);
	if (!old_count || !now_count)
		return true;
	if (now_count > LIMIT_MATCH_PAIRS / old_count) {
		join_by_id(m, ids);
		return true;
	}
	return join_best(m, olds, old_count, nows, now_count);
}

static const struct diff_pair *list_pairs(const struct matching *m, size_t *ret_count)
{
	struct diff_pair *pairs =
		arena_array(m->arena, m->old.count + m->now.count, sizeof(*pairs));
	size_t count = 0;

	for (size_t i = 0; pairs && i < m->now.count; i++) {
		const struct diff_build *now = &m->now.items[i];
		pairs[count++] = (struct diff_pair){
			m->old_of[i] ? &m->old.items[m->old_of[i] - 1] : NULL, now, now};
	}
	for (size_t i = 0; pairs && i < m->old.count; i++) {
		const struct diff_build *old = &m->old.items[i];
		if (!m->taken[i])
			pairs[count++] = (struct diff_pair){old, NULL, old};
	}
	*ret_count = count;
	return pairs;
}

/* An id that came or went may be another's: then all builds are weighed against each other. */
static bool join_weighed(struct matching *m, const struct map *ids)
{
	m->old_traits = traits_of(m->arena, m->old);
	m->now_traits = traits_of(m->arena, m->now);
	if (!m->old_traits || !m->now_traits)
		return false;
	join_unchanged(m, ids);
	return join_rest(m, ids);
}

const struct diff_pair *diff_match(
	struct arena *arena, struct diff_builds old, struct diff_builds now, size_t *ret_count)
{
	struct matching m = {.arena = arena, .old = old, .now = now};
	struct map ids;

	m.old_of = arena_array(arena, now.count, sizeof(*m.old_of));
	m.taken = arena_array(arena, old.count, sizeof(*m.taken));
	if (!m.old_of || !m.taken || !list_ids(&m, &ids))
		return NULL;
	if (has_all_ids(&m, &ids))
		join_by_id(&m, &ids);
	else if (!join_weighed(&m, &ids))
		return NULL;
	return list_pairs(&m, ret_count);
}
