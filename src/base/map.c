/* SPDX-License-Identifier: MIT */
#include "base/map.h"

#include <string.h>

#include "base/vec.h"

/* Up to here a walk over the entries is as quick as a hash, and there are no slots. */
#define LINEAR_MAX ((size_t)8)

#define CAP_FIRST ((size_t)4)

void map_init(struct map *map, struct arena *arena)
{
	*map = (struct map){.arena = arena};
}

void map_init_nocase(struct map *map, struct arena *arena)
{
	*map = (struct map){.arena = arena, .nocase = true};
}

/* Eight bytes of a key; without the bit in which the cases of a letter differ when that is asked.
 */
static uint64_t word_of(const struct map *map, const char *ptr, size_t len)
{
	uint64_t word = 0;
	memcpy(&word, ptr, len);
	return map->nocase ? word | UINT64_C(0x2020202020202020) : word;
}

/* A multiplication carries upwards alone: what is in the upper half comes down behind it. */
static uint64_t mix(uint64_t h, uint64_t word)
{
	h = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 32;
}

/*
 * Keys are expressions, too: they are taken in words. The last round brings what differs in the
 * last byte of a word down to the lowest bits, as it does in names that count up.
 */
static uint32_t hash(const struct map *map, struct str key)
{
	uint64_t h = key.len;
	size_t at = 0;
	for (; key.len - at >= sizeof(h); at += sizeof(h))
		h = mix(h, word_of(map, key.ptr + at, sizeof(h)));
	if (at < key.len)
		h = mix(h, word_of(map, key.ptr + at, key.len - at));
	return (uint32_t)mix(h, 0);
}

static bool same_key(const struct map *map, struct str a, struct str b)
{
	return map->nocase ? str_eq_nocase(a, b) : str_eq(a, b);
}

/* The slot that holds the key, or the empty one where it belongs; there is always an empty one. */
static struct map_slot *find_slot(const struct map *map, struct str key, uint32_t hashed)
{
	const size_t mask = map->slot_count - 1;
	size_t i = hashed & mask;
	for (; map->slots[i].entry != 0; i = (i + 1) & mask)
		if (map->slots[i].hash == hashed &&
			same_key(map, map->entries[map->slots[i].entry - 1].key, key))
			break;
	return &map->slots[i];
}

/* The index of the key, or `len`. */
static size_t find(const struct map *map, struct str key)
{
	if (map->slots) {
		const uint32_t entry = find_slot(map, key, hash(map, key))->entry;
		return entry ? entry - 1 : map->len;
	}
	size_t i = 0;
	while (i < map->len && !same_key(map, map->entries[i].key, key))
		i++;
	return i;
}

const struct map_entry *map_find(const struct map *map, struct str key)
{
	const size_t i = find(map, key);
	return i < map->len ? &map->entries[i] : NULL;
}

const void *map_get(const struct map *map, struct str key)
{
	const struct map_entry *entry = map_find(map, key);
	return entry ? entry->value : NULL;
}

static void put_slot(struct map *map, uint32_t hashed, size_t index)
{
	const size_t mask = map->slot_count - 1;
	size_t i = hashed & mask;
	while (map->slots[i].entry != 0)
		i = (i + 1) & mask;
	map->slots[i] = (struct map_slot){hashed, (uint32_t)(index + 1)};
}

static void fill_slots(struct map *map)
{
	memset(map->slots, 0, map->slot_count * sizeof(*map->slots));
	for (size_t i = 0; i < map->len; i++)
		put_slot(map, hash(map, map->entries[i].key), i);
}

/* Moves the slots of a map that grows: no key is looked at again. */
static void move_slots(struct map *map, const struct map_slot *slots, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slots[i].entry != 0)
			put_slot(map, slots[i].hash, slots[i].entry - 1);
}

/* Slots for `cap` entries, which a power of two over twice as many keeps half empty. */
static bool make_slots(struct map *map, size_t cap)
{
	size_t count = LINEAR_MAX * 4;
	while (count < cap * 2)
		count *= 2;
	struct map_slot *slots = arena_array(map->arena, count, sizeof(*slots));
	const struct map_slot *old = map->slots;
	const size_t old_count = map->slot_count;
	if (!slots)
		return false;
	map->slots = slots;
	map->slot_count = count;
	if (old)
		move_slots(map, old, old_count);
	else
		fill_slots(map);
	return true;
}

/* A failure leaves a map that can still be read. */
static bool grow(struct map *map, size_t cap)
{
	if (cap > UINT32_MAX)
		return false;
	struct map_entry *grown = arena_stretch(map->arena, map->entries,
		map->cap * sizeof(*map->entries), cap * sizeof(*map->entries));
	if (!grown)
		return false;
	map->entries = grown;
	if (cap > LINEAR_MAX && !make_slots(map, cap))
		return false;
	map->cap = cap;
	return true;
}

bool map_reserve(struct map *map, size_t count)
{
	return count <= map->cap || grow(map, count);
}

/* Room for one entry more. */
static bool make_room(struct map *map)
{
	return map->len < map->cap || grow(map, map->cap ? map->cap * 2 : CAP_FIRST);
}

bool map_put(struct map *map, struct str key, const void *value)
{
	const size_t i = find(map, key);
	if (i < map->len) {
		map->entries[i].value = value;
		return true;
	}
	if (!make_room(map))
		return false;
	map->entries[map->len] = (struct map_entry){key, value};
	if (map->slots)
		put_slot(map, hash(map, key), map->len);
	map->len++;
	return true;
}

bool map_copy(struct map *map, struct arena *arena, const struct map *from)
{
	struct map copy = {.arena = arena, .nocase = from->nocase};
	if (from->len > 0) {
		copy.entries = arena_copy(arena, from->entries, from->len * sizeof(*from->entries));
		if (!copy.entries)
			return false;
		copy.len = from->len;
		copy.cap = from->len;
	}
	if (copy.len > LINEAR_MAX && !make_slots(&copy, copy.len))
		return false;
	*map = copy;
	return true;
}

static int compare_keys(const void *a, const void *b)
{
	const struct map_entry *left = a;
	const struct map_entry *right = b;
	return str_compare(left->key, right->key);
}

/* In place, for maps without slots. */
static void sort_few(struct map *map)
{
	for (size_t i = 1; i < map->len; i++) {
		const struct map_entry entry = map->entries[i];
		size_t at = i;
		for (; at > 0 && compare_keys(&map->entries[at - 1], &entry) > 0; at--)
			map->entries[at] = map->entries[at - 1];
		map->entries[at] = entry;
	}
}

bool map_sort(struct map *map)
{
	if (!map->slots) {
		sort_few(map);
		return true;
	}
	struct vec order;
	vec_init(&order, map->arena);
	for (size_t i = 0; i < map->len; i++)
		if (!vec_push(&order, &map->entries[i]))
			return false;
	if (!vec_sort(&order, compare_keys))
		return false;
	struct map_entry *sorted = arena_array(map->arena, map->cap, sizeof(*sorted));
	if (!sorted)
		return false;
	for (size_t i = 0; i < map->len; i++)
		memcpy(&sorted[i], order.items[i], sizeof(*sorted));
	map->entries = sorted;
	fill_slots(map);
	return true;
}
