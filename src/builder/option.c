/* SPDX-License-Identifier: MIT */
#include "builder/option.h"

#include "base/near.h"

#include <limits.h>

/* Ascending. */
static const struct release releases[] = {
	{1, 0, 0},
	{1, 0, 1},
	{1, 0, 2},
	{1, 0, 3},
	{1, 0, 4},
	{1, 0, 5},
	{1, 0, 6},
	{1, 1, 0},
	{1, 2, 0},
	{1, 3, 0},
};

const struct release release_newest = {1, 3, 0};

#define NUMBER_MAX_DIGITS 9u /* of a tag: what always fits `unsigned` */
#define EDITS_MAX 3u
#define BEGINNING_MIN 14u /* "ENVBUILDER_" and three letters say which option is meant */

static int compare_numbers(unsigned a, unsigned b)
{
	return (a > b) - (a < b);
}

int release_compare(struct release a, struct release b)
{
	if (a.major != b.major)
		return compare_numbers(a.major, b.major);
	if (a.minor != b.minor)
		return compare_numbers(a.minor, b.minor);
	return compare_numbers(a.patch, b.patch);
}

struct str release_text(struct arena *arena, struct release release)
{
	return str_printf(arena, "%u.%u.%u", release.major, release.minor, release.patch);
}

/* Reads a number without leading zeros off the front of *text. */
static bool take_number(struct str *text, unsigned *ret)
{
	unsigned number = 0;
	size_t len = 0;

	while (len < text->len && len < NUMBER_MAX_DIGITS && char_is_digit(text->ptr[len])) {
		number = number * 10 + (unsigned)(text->ptr[len] - '0');
		len++;
	}
	if (len == 0 || (len > 1 && text->ptr[0] == '0'))
		return false;
	*text = str_slice(*text, len, text->len);
	*ret = number;
	return true;
}

static bool take_char(struct str *text, char c)
{
	if (text->len == 0 || text->ptr[0] != c)
		return false;
	*text = str_slice(*text, 1, text->len);
	return true;
}

/* A missing patch number stands for the highest there is. */
static bool release_of_tag(struct str tag, struct release *ret)
{
	struct release release = {0, 0, UINT_MAX};

	(void)take_char(&tag, 'v');
	if (!take_number(&tag, &release.major) || !take_char(&tag, '.') ||
		!take_number(&tag, &release.minor))
		return false;
	if (take_char(&tag, '.') && !take_number(&tag, &release.patch))
		return false;
	if (take_char(&tag, '-') ? tag.len == 0 : tag.len > 0)
		return false;
	*ret = release;
	return true;
}

static struct release nearest_lower(struct release wanted)
{
	struct release nearest = releases[0];

	for (size_t i = 1; i < sizeof(releases) / sizeof(releases[0]); i++) {
		if (release_compare(releases[i], wanted) <= 0)
			nearest = releases[i];
	}
	return nearest;
}

bool release_of_image(const struct image *image, struct release *ret)
{
	struct release tagged;

	if (!release_of_tag(image->tag, &tagged)) {
		*ret = release_newest;
		return false;
	}
	*ret = nearest_lower(tagged);
	return true;
}

const struct option *option_find(struct str name)
{
	size_t count = 0;
	const struct option *const options = option_table(&count);

	for (size_t i = 0; i < count; i++) {
		if (str_eq(options[i].name, name))
			return &options[i];
	}
	return NULL;
}

bool option_in(const struct option *option, struct release release)
{
	return release_compare(option->since, release) <= 0;
}

/* A name that somebody stopped writing: "ENVBUILDER_CACHE_TTL". */
static bool is_begun(struct str name, struct str option)
{
	return name.len > BEGINNING_MIN && name.len < option.len &&
	       str_eq_nocase(name, str_slice(option, 0, name.len));
}

const struct option *option_nearest(struct str name, struct release release)
{
	size_t count = 0;
	const struct option *const options = option_table(&count);
	const struct option *nearest = NULL;
	const struct option *begun = NULL;
	size_t least_edits = EDITS_MAX + 1;

	for (size_t i = 0; i < count; i++) {
		if (!option_in(&options[i], release))
			continue;
		const size_t edits = near_distance(name, options[i].name);
		if (edits < least_edits) {
			least_edits = edits;
			nearest = &options[i];
		}
		if (!begun && is_begun(name, options[i].name))
			begun = &options[i];
	}
	return nearest ? nearest : begun;
}

bool option_name_claimed(struct str name)
{
	static const struct str prefixes[] = {STR_ROW("ENVBUILDER_"), STR_ROW("CODER_AGENT_")};

	/* The builder turns names to upper case before it looks at them. */
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		if (str_eq_nocase(str_slice(name, 0, prefixes[i].len), prefixes[i]))
			return true;
	}
	return false;
}
