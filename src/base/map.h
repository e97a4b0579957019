/* SPDX-License-Identifier: MIT */
#ifndef BASE_MAP_H
#define BASE_MAP_H

/*
 * A map from text to pointers that remembers the order in which keys came: walking it is walking
 * `entries` from 0 to `len`, so nothing printed depends on a hash. Keys are views; the caller keeps
 * their bytes alive. There is no removal.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

struct map_entry {
	struct str key;
	const void *value;
};

struct map_slot {
	uint32_t hash;  /* of the entry's key */
	uint32_t entry; /* index + 1 into the entries; 0: empty */
};

struct map {
	struct arena *arena;
	struct map_entry *entries;
	size_t len;
	size_t cap;
	struct map_slot *slots; /* absent while the map is small */
	size_t slot_count;
	bool nocase; /* keys that differ only in the case of ASCII letters are one */
};

void map_init(struct map *map, struct arena *arena);
void map_init_nocase(struct map *map, struct arena *arena);

/* The value of the key, or NULL. */
const void *map_get(const struct map *map, struct str key);

/* The entry of the key, to tell "no key" from "a NULL value"; NULL when there is none. */
const struct map_entry *map_find(const struct map *map, struct str key);

/* Makes room for so many keys at once, for a map whose size can be told beforehand. False when
 * exhausted. */
bool map_reserve(struct map *map, size_t count);

/* Sets the key; a key that is there keeps its place in the order. False when exhausted. */
bool map_put(struct map *map, struct str key, const void *value);

/* A copy of `from` that may be changed without changing it. */
bool map_copy(struct map *map, struct arena *arena, const struct map *from);

/* Sorts the entries by the bytes of their keys. False when exhausted. */
bool map_sort(struct map *map);

#endif
