/* SPDX-License-Identifier: MIT */
#include "builder/option.h"

#include "base/near.h"
#include "builder/option_table.h"

#define PREFIX "ENVBUILDER_"
#define EDITS_MAX ((size_t)3)
#define EDITS_MISTYPED ((size_t)2)
#define BEGINNING_MIN 14u /* the prefix and three letters say which option is meant */

const struct option *option_table(size_t *ret_count)
{
	*ret_count = option_table_count;
	return option_table_rows;
}

static const struct option *find(struct str name, bool (*equal)(struct str, struct str))
{
	for (size_t i = 0; i < option_table_count; i++) {
		const struct option *const option = &option_table_rows[i];
		if (equal(option->name, name))
			return option;
	}
	return NULL;
}

const struct option *option_find(struct str name)
{
	return option_name_claimed(name) ? find(name, str_eq) : NULL;
}

const struct option *option_find_any_case(struct str name)
{
	return option_name_claimed(name) ? find(name, str_eq_nocase) : NULL;
}

bool option_in(const struct option *option, struct release release)
{
	return release_compare(option->since, release) <= 0;
}

struct str option_name_in(const struct option *option, struct release release)
{
	if (option_in(option, release))
		return option->name;
	return option->bare.len > 0 ? option->bare : STR_NONE;
}

struct release option_since_in(const struct option *option, struct release release)
{
	/* Only the lowest release has bare names. */
	return option_in(option, release) ? option->since : release_rows[0].release;
}

const char *option_standard_in(const struct option *option, struct release release)
{
	const struct option_default *found = NULL;

	for (size_t i = 0; i < option_default_count; i++) {
		const struct option_default *const row = &option_default_rows[i];
		if (str_eq(row->name, option->name) && release_compare(release, row->until) < 0 &&
			(!found || release_compare(row->until, found->until) < 0))
			found = row;
	}
	return found ? found->standard : option->standard;
}

bool option_is_agents(const struct option *option)
{
	return !str_starts(option->name, STR(PREFIX));
}

const char *option_type_name(enum option_type type)
{
	static const char *const names[] = {
		[OPTION_STRING] = "string",
		[OPTION_BOOLEAN] = "boolean",
		[OPTION_INTEGER] = "integer",
		[OPTION_LIST] = "list",
	};

	return names[type];
}

const char *option_secrecy_name(enum option_secrecy secrecy)
{
	static const char *const names[] = {
		[OPTION_PUBLIC] = "plain",
		[OPTION_MAY_EMBED] = "may-embed",
		[OPTION_SECRET] = "secret",
	};

	return names[secrecy];
}

/* A name that somebody stopped writing: "ENVBUILDER_CACHE_TTL". */
static bool is_begun(struct str name, struct str option)
{
	return name.len > BEGINNING_MIN && name.len < option.len &&
	       str_eq_nocase(name, str_slice(option, 0, name.len));
}

static const struct option *find_mistake(struct str name)
{
	for (size_t i = 0; i < option_mistake_count; i++) {
		if (str_eq_nocase(option_mistake_rows[i].name, name))
			return option_find(option_mistake_rows[i].meant);
	}
	return NULL;
}

/* Whether the name is the option's without the prefix. */
static bool is_bare(struct str option, struct str name)
{
	return str_starts(option, STR(PREFIX)) &&
	       str_eq_nocase(str_slice(option, sizeof(PREFIX) - 1, option.len), name);
}

/* As near_distance, but SIZE_MAX beyond `most`, which lengths alone mostly tell. */
static size_t edits_between(struct str a, struct str b, size_t most)
{
	const size_t longer = a.len > b.len ? a.len - b.len : b.len - a.len;
	const size_t edits = longer > most ? SIZE_MAX : near_distance(a, b);

	return edits > most ? SIZE_MAX : edits;
}

/* Two for each edit, and one more when the release lacks the option. */
static size_t distance(struct str name, const struct option *option, struct release release)
{
	const size_t edits = edits_between(name, option->name, EDITS_MAX);

	if (edits == SIZE_MAX)
		return SIZE_MAX;
	return 2 * edits + (option_in(option, release) ? 0 : 1);
}

static const struct option *find_near(struct str name, struct release release)
{
	const struct option *nearest = NULL;
	size_t least = SIZE_MAX;

	for (size_t i = 0; i < option_table_count; i++) {
		const size_t away = distance(name, &option_table_rows[i], release);
		if (away < least) {
			least = away;
			nearest = &option_table_rows[i];
		}
	}
	return nearest;
}

static const struct option *find_begun(struct str name, struct release release)
{
	const struct option *begun = NULL;

	for (size_t i = 0; i < option_table_count; i++) {
		const struct option *const option = &option_table_rows[i];
		if (is_begun(name, option->name) &&
			(!begun || (option_in(option, release) && !option_in(begun, release))))
			begun = option;
	}
	return begun;
}

const struct option *option_nearest(struct str name, struct release release)
{
	const struct option *nearest = find(name, is_bare);

	if (!nearest)
		nearest = find_mistake(name);
	if (!nearest)
		nearest = find_near(name, release);
	return nearest ? nearest : find_begun(name, release);
}

bool option_name_claimed(struct str name)
{
	static const struct str prefixes[] = {STR_ROW(PREFIX), STR_ROW("CODER_AGENT_")};

	/* The builder turns names to upper case before it looks at them. */
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		if (str_eq_nocase(str_slice(name, 0, prefixes[i].len), prefixes[i]))
			return true;
	}
	return false;
}

/* Whether two letters of the prefix stand in the name, in any case, at most two places away. */
static bool has_pair(struct str name, size_t pair)
{
	const size_t from = pair < EDITS_MISTYPED ? 0 : pair - EDITS_MISTYPED;

	for (size_t at = from; at <= pair + EDITS_MISTYPED && at + 1 < name.len; at++) {
		if (char_lower(name.ptr[at]) == char_lower(PREFIX[pair]) &&
			char_lower(name.ptr[at + 1]) == char_lower(PREFIX[pair + 1]))
			return true;
	}
	return false;
}

bool option_prefix_near(struct str name)
{
	/* Two edits change at most four of its five pairs. */
	for (size_t pair = 0; pair + 1 < sizeof(PREFIX) - 1; pair += 2) {
		if (has_pair(name, pair))
			return true;
	}
	return false;
}

bool option_name_mistyped(struct str name)
{
	if (option_name_claimed(name) || !option_prefix_near(name))
		return false;
	for (size_t i = 0; i < option_table_count; i++) {
		const struct str own = option_table_rows[i].name;
		if (str_starts(own, STR(PREFIX)) &&
			edits_between(name, own, EDITS_MISTYPED) != SIZE_MAX)
			return true;
	}
	return false;
}
