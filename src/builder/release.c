/* SPDX-License-Identifier: MIT */
#include "builder/release.h"

#include <limits.h>

#include "builder/option_table.h"

#define NUMBER_MAX_DIGITS 9u /* of a version: what always fits `unsigned` */

const struct release release_first_to_push = {1, 0, 0};

const struct release_row *release_table(size_t *ret_count)
{
	*ret_count = release_row_count;
	return release_rows;
}

const struct release_note *release_notes(size_t *ret_count)
{
	*ret_count = release_note_count;
	return release_note_rows;
}

const char *release_date(struct release release)
{
	for (size_t i = 0; i < release_row_count; i++) {
		if (release_compare(release_rows[i].release, release) == 0)
			return release_rows[i].date;
	}
	return "";
}

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

/* A missing patch number stands for the highest there is; of a suffix only its being there counts.
 */
static bool read_version(struct str text, struct release *ret, bool *ret_suffix)
{
	struct release release = {0, 0, UINT_MAX};

	(void)take_char(&text, 'v');
	if (!take_number(&text, &release.major) || !take_char(&text, '.') ||
		!take_number(&text, &release.minor))
		return false;
	if (take_char(&text, '.') && !take_number(&text, &release.patch))
		return false;
	*ret_suffix = take_char(&text, '-');
	if (*ret_suffix ? text.len == 0 : text.len > 0)
		return false;
	*ret = release;
	return true;
}

static struct release nearest_lower(struct release wanted)
{
	struct release nearest = release_rows[0].release;

	for (size_t i = 1; i < release_row_count; i++) {
		if (release_compare(release_rows[i].release, wanted) <= 0)
			nearest = release_rows[i].release;
	}
	return nearest;
}

enum release_source release_of_text(struct str text, struct release *ret)
{
	struct release wanted;
	bool suffix = false;

	if (!read_version(text, &wanted, &suffix)) {
		*ret = release_newest;
		return RELEASE_NONE;
	}
	*ret = nearest_lower(wanted);
	return release_compare(*ret, wanted) == 0 && !suffix ? RELEASE_NAMED : RELEASE_NEAREST;
}

bool image_is_builder(const struct image *image)
{
	const size_t slash = str_find_last(image->repository, '/');
	const size_t from = slash == STR_NOWHERE ? 0 : slash;

	return str_find(image->repository, STR("envbuilder"), from) != STR_NOWHERE;
}

enum release_source release_of_image(const struct image *image, struct release *ret)
{
	return release_of_text(image_is_builder(image) ? image->tag : STR_NONE, ret);
}
