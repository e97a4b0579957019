/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/map.h"
#include "harness/failing.h"
#include "harness/rows.h"

#define ROOM ((size_t)4 * 1024 * 1024)

static void init(struct map *map, struct arena *arena, bool nocase)
{
	if (nocase)
		map_init_nocase(map, arena);
	else
		map_init(map, arena);
}

/* Keys put one after the other, each with the next letter as its value. */
struct put_row {
	const char *name;
	bool nocase;
	const char *keys[14];
	const char *walked; /* key=value, in order */
	const char *sorted;
};

static const struct put_row put_rows[] = {
	{"an empty map walks over nothing", false, {NULL}, "", ""},
	{"keys keep the order in which they came", false, {"b", "a", "c"}, "b=A a=B c=C ",
		"a=B b=A c=C "},
	{"a key that is there keeps its place", false, {"b", "a", "b"}, "b=C a=B ", "a=B b=C "},
	{"case makes two keys", false, {"a", "A"}, "a=A A=B ", "A=B a=A "},
	{"case makes one key when it is ignored", true, {"a", "A"}, "a=B ", "a=B "},
	{"the empty key is a key", false, {"", "a", ""}, "=C a=B ", "=C a=B "},
	{"more keys than a walk looks through", false,
		{"l", "k", "j", "i", "h", "g", "f", "e", "d", "c", "b", "a", "h"},
		"l=A k=B j=C i=D h=M g=F f=G e=H d=I c=J b=K a=L ",
		"a=L b=K c=J d=I e=H f=G g=F h=M i=D j=C k=B l=A "},
	{"more keys without their case", true,
		{"k", "j", "i", "h", "g", "f", "e", "d", "c", "b", "a", "K", "A"},
		"k=L j=B i=C h=D g=E f=F e=G d=H c=I b=J a=M ",
		"a=M b=J c=I d=H e=G f=F g=E h=D i=C j=B k=L "},
};

static const char values[][2] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M"};

static void assert_walk(struct arena *arena, const struct map *map, const char *expected)
{
	struct strbuf walked;
	strbuf_init(&walked, arena, ROOM);
	for (size_t i = 0; i < map->len; i++) {
		const struct map_entry *entry = &map->entries[i];
		const char *value = entry->value;
		strbuf_printf(&walked, "%.*s=%s ", STR_ARG(entry->key), value);
		assert_ptr_equal(map_find(map, entry->key), entry);
		assert_ptr_equal(map_get(map, entry->key), value);
	}
	assert_string_equal(strbuf_str(&walked).ptr, expected);
	assert_null(map_find(map, STR("not a key")));
	assert_null(map_get(map, STR("not a key")));
}

static void check_put(void **state)
{
	const struct put_row *row = *state;
	struct arena arena;
	struct map map;
	struct map copy;
	arena_init(&arena, ROOM);
	init(&map, &arena, row->nocase);
	for (size_t i = 0; row->keys[i]; i++)
		assert_true(map_put(&map, str_of(row->keys[i]), values[i]));
	assert_walk(&arena, &map, row->walked);
	assert_true(map_copy(&copy, &arena, &map));
	assert_walk(&arena, &copy, row->walked);
	assert_true(map_sort(&copy));
	assert_walk(&arena, &copy, row->sorted);
	assert_true(map_put(&copy, STR("z"), "Z"));
	assert_walk(&arena, &map, row->walked);
	assert_string_equal(map_get(&copy, STR("z")), "Z");
	assert_int_equal(map_get(&copy, STR("Z")) != NULL, row->nocase);
	arena_release(&arena);
}

struct many_row {
	const char *name;
	bool nocase;
	size_t count;
	size_t limit;
};

static const struct many_row many_rows[] = {
	{"the last key that a walk looks through is found", false, 8, ROOM},
	{"the first key that needs a hash is found", false, 9, ROOM},
	{"thousands of keys are found", false, 5000, ROOM},
	{"thousands of keys are found without their case", true, 5000, ROOM},
	{"without memory nothing is put", false, 100, 0},
	{"with little memory few keys are put and found", false, 100, 1200},
	{"with some memory some keys are put and found", false, 5000, 60000},
};

static struct str nth_key(struct arena *arena, size_t i, bool upper)
{
	return str_printf(arena, "%s%zu", upper ? "KEY" : "key", i);
}

static void check_many(void **state)
{
	const struct many_row *row = *state;
	struct failing failing = {0};
	struct arena keys;
	struct arena arena;
	struct map map;
	arena_init(&keys, ROOM);
	arena_init_with(&arena, failing_allocator(&failing), row->limit);
	init(&map, &arena, row->nocase);
	size_t count = 0;
	while (count < row->count && map_put(&map, nth_key(&keys, count, false), "x"))
		count++;
	assert_int_equal(count < row->count, row->limit < ROOM);
	assert_int_equal(arena.exhausted, row->limit < ROOM);
	assert_int_equal(map.len, count);
	for (size_t i = 0; i < row->count; i++) {
		const struct map_entry *entry = map_find(&map, nth_key(&keys, i, row->nocase));
		assert_ptr_equal(entry, i < count ? &map.entries[i] : NULL);
	}
	assert_false(arena.exhausted && map_put(&map, STR("one more"), "x"));
	arena_release(&arena);
	arena_release(&keys);
	assert_int_equal(failing.live, 0);
}

/* Room for `count` keys is asked for when there are `before` of them. */
struct reserve_row {
	const char *name;
	size_t before;
	size_t count;
	size_t limit;
	bool fails;
};

static const struct reserve_row reserve_rows[] = {
	{"room for few keys is taken once", 0, 5, ROOM, false},
	{"room for many keys is taken once, with what finds them", 0, 700, ROOM, false},
	{"room can be added to a map", 3, 700, ROOM, false},
	{"room that is there is enough", 9, 7, ROOM, false},
	{"without memory the map stays as it was", 3, 700, 4096, true},
};

static void check_reserve(void **state)
{
	const struct reserve_row *row = *state;
	struct arena keys;
	struct arena arena;
	struct map map;
	arena_init(&keys, ROOM);
	arena_init(&arena, row->limit);
	map_init(&map, &arena);
	for (size_t i = 0; i < row->before; i++)
		assert_true(map_put(&map, nth_key(&keys, i, false), "x"));
	assert_int_equal(map_reserve(&map, row->count), !row->fails);
	const struct map_entry *entries = map.entries;
	const struct map_slot *slots = map.slots;
	for (size_t i = row->before; i < row->count && !row->fails; i++)
		assert_true(map_put(&map, nth_key(&keys, i, false), "x"));
	assert_ptr_equal(map.entries, entries);
	assert_ptr_equal(map.slots, slots);
	for (size_t i = 0; i < map.len; i++)
		assert_ptr_equal(map_find(&map, nth_key(&keys, i, false)), &map.entries[i]);
	arena_release(&arena);
	arena_release(&keys);
}

/* Copying and sorting under every limit: it fails whole or succeeds whole. */
struct memory_row {
	const char *name;
	size_t count;
	size_t most; /* limits are tried up to here */
};

static const struct memory_row memory_rows[] = {
	{"a small map is copied and sorted, or stays as it was", 5, 1000},
	{"a hashed map is copied and sorted, or stays as it was", 20, 4000},
};

static void check_memory(void **state)
{
	const struct memory_row *row = *state;
	struct arena arena;
	struct map map;
	arena_init(&arena, ROOM);
	map_init(&map, &arena);
	for (size_t i = row->count; i > 0; i--)
		assert_true(map_put(&map, nth_key(&arena, 100 + i, false), "x"));
	size_t sorted = 0;
	for (size_t limit = 0; limit <= row->most; limit += 16) {
		struct arena small;
		struct map copy = {0};
		arena_init(&small, limit);
		const bool copied = map_copy(&copy, &small, &map);
		assert_int_equal(copied, !small.exhausted);
		assert_int_equal(copy.len, copied ? map.len : 0);
		const bool is_sorted = copied && map_sort(&copy);
		sorted += is_sorted;
		for (size_t i = 0; i < copy.len; i++) {
			const size_t other = is_sorted ? copy.len - 1 - i : i;
			assert_true(str_eq(copy.entries[i].key, map.entries[other].key));
			assert_non_null(map_find(&copy, map.entries[i].key));
		}
		arena_release(&small);
	}
	assert_in_range(sorted, 1, row->most / 16 - 1);
	arena_release(&arena);
}

struct null_row {
	const char *name;
	const char *key;
	bool found;
};

static const struct null_row null_rows[] = {
	{"a key with no value is found as an entry", "here", true},
	{"a key that is not there is not", "nowhere", false},
};

static void check_null(void **state)
{
	const struct null_row *row = *state;
	struct arena arena;
	struct map map;
	arena_init(&arena, ROOM);
	map_init(&map, &arena);
	assert_true(map_put(&map, STR("here"), NULL));
	assert_null(map_get(&map, str_of(row->key)));
	assert_int_equal(map_find(&map, str_of(row->key)) != NULL, row->found);
	arena_release(&arena);
}

struct spread_row {
	const char *name;
	const char *before; /* the number that counts up */
	const char *after;
	unsigned digits;
	bool nocase;
};

/* Names of jobs and variables count up, and end or begin a word of eight bytes anywhere. */
static const struct spread_row spread_rows[] = {
	{"numbers are spread", "", "", 1, false},
	{"numbers of eight digits are spread", "", "", 8, false},
	{"names that end in a number are spread", "job-", "", 4, false},
	{"names that end in a word's middle are spread", "step_", "", 5, false},
	{"names with a number in them are spread", "job_", "_test", 4, false},
	{"long names are spread", "build-and-test-job-number-", "", 6, false},
	{"names without case are spread", "JOB-", "", 4, true},
};

#define SPREAD 4096u
#define RUN_MAX 128u /* of slots in a row that are taken; a good spread has some thirty */

static size_t longest_run(const struct map *map)
{
	size_t longest = 0;
	size_t run = 0;
	for (size_t i = 0; i < map->slot_count; i++) {
		run = map->slots[i].entry ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

static void check_spread(void **state)
{
	const struct spread_row *row = *state;
	struct arena arena;
	struct map map;
	arena_init(&arena, (size_t)1 << 20);
	row->nocase ? map_init_nocase(&map, &arena) : map_init(&map, &arena);
	for (unsigned i = 0; i < SPREAD; i++) {
		const struct str key = str_printf(
			&arena, "%s%0*u%s", row->before, (int)row->digits, i, row->after);
		assert_true(key.ptr && map_put(&map, key, row));
	}
	assert_int_equal(map.len, SPREAD);
	assert_true(longest_run(&map) < RUN_MAX);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("a map keeps order", put_rows, check_put) +
	       ROWS_RUN("a map grows", many_rows, check_many) +
	       ROWS_RUN("room is taken beforehand", reserve_rows, check_reserve) +
	       ROWS_RUN("a map's keys", spread_rows, check_spread) +
	       ROWS_RUN("a map with little memory", memory_rows, check_memory) +
	       ROWS_RUN("a map knows entries without a value", null_rows, check_null);
}
