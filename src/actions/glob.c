/* SPDX-License-Identifier: MIT */
#include "actions/glob.h"

#include "actions/letters.h"
#include "base/utf8.h"

/* Where a walk is in a pattern and in a text, and where to go back to behind the last star. */
struct walk {
	size_t pattern;
	size_t text;
	size_t star; /* STR_NOWHERE: none yet */
	size_t back;
};

/* Behind the `]` that closes the set at `at`; STR_NOWHERE: it is a plain bracket. */
static size_t set_end(struct str pattern, size_t at)
{
	size_t i = at + 1;
	if (i < pattern.len && (pattern.ptr[i] == '!' || pattern.ptr[i] == '^'))
		i++;
	for (const size_t first = i; i < pattern.len; i++) {
		if (pattern.ptr[i] == '\\')
			i++;
		else if (pattern.ptr[i] == ']' && i > first)
			return i + 1;
	}
	return STR_NOWHERE;
}

/* The point at `*at`, an escaped one without its backslash; `*at` moves behind it. */
static uint32_t take_point(struct str text, size_t *at, bool escapes)
{
	uint32_t point;
	size_t len;
	if (escapes && text.ptr[*at] == '\\' && *at + 1 < text.len)
		(*at)++;
	if (!utf8_decode(text, *at, &point, &len))
		point = (unsigned char)text.ptr[*at];
	*at += len;
	return point;
}

static bool set_has(struct str pattern, size_t at, size_t end, uint32_t point)
{
	size_t i = at + 1;
	const bool negated = pattern.ptr[i] == '!' || pattern.ptr[i] == '^';
	bool found = false;
	i += negated;
	while (i + 1 < end) {
		const uint32_t low = take_point(pattern, &i, true);
		uint32_t high = low;
		if (i + 2 < end && pattern.ptr[i] == '-') {
			i++;
			high = take_point(pattern, &i, true);
		}
		found = found || (point >= low && point <= high);
	}
	return found != negated;
}

/* Whether one character of the text fits what stands in the pattern; both move behind it. */
static bool step(struct str pattern, struct str text, struct walk *walk)
{
	const size_t at = walk->pattern;
	if (at == pattern.len || walk->text == text.len)
		return false;
	const uint32_t point = take_point(text, &walk->text, false);
	const size_t end = pattern.ptr[at] == '[' ? set_end(pattern, at) : STR_NOWHERE;
	if (end != STR_NOWHERE) {
		walk->pattern = end;
		return set_has(pattern, at, end, point);
	}
	if (pattern.ptr[at] == '?') {
		walk->pattern++;
		return true;
	}
	return take_point(pattern, &walk->pattern, true) == point;
}

/* A pattern of one name against one name: only the last star is ever gone back to. */
static bool name_matches(struct str pattern, struct str text)
{
	struct walk walk = {.star = STR_NOWHERE};
	while (walk.text < text.len || walk.pattern < pattern.len) {
		if (walk.pattern < pattern.len && pattern.ptr[walk.pattern] == '*') {
			walk.star = ++walk.pattern;
			walk.back = walk.text;
			continue;
		}
		if (step(pattern, text, &walk))
			continue;
		if (walk.star == STR_NOWHERE || walk.back == text.len)
			return false;
		take_point(text, &walk.back, false);
		walk.pattern = walk.star;
		walk.text = walk.back;
	}
	return true;
}

/* The part of a path at `*at`; `*at` moves behind it and its '/'. */
static struct str take_part(struct str path, size_t *at)
{
	size_t end = str_find_char(path, '/', *at);
	if (end == STR_NOWHERE)
		end = path.len;
	const struct str part = str_slice(path, *at, end);
	*at = end < path.len ? end + 1 : path.len;
	return part;
}

/* What stands at a place of the parts, to which "any file below" is added: NULL is any name. */
static bool part_matches(const struct glob *glob, size_t at, struct str name)
{
	return at >= glob->part_count || name_matches(glob->parts[at], name);
}

static bool is_any_depth(const struct glob *glob, size_t at)
{
	const size_t below = glob->part_count + (glob->folders ? 1 : 0);
	return at == below || (at < glob->part_count && str_is(glob->parts[at], "**"));
}

bool glob_matches(const struct glob *glob, struct str path)
{
	const size_t count = glob->part_count + (glob->folders ? 2 : 1);
	struct walk walk = {.star = STR_NOWHERE};
	while (walk.text < path.len || walk.pattern < count) {
		if (walk.pattern < count && is_any_depth(glob, walk.pattern)) {
			walk.star = ++walk.pattern;
			walk.back = walk.text;
			continue;
		}
		size_t next = walk.text;
		if (walk.pattern < count && walk.text < path.len &&
			part_matches(glob, walk.pattern, take_part(path, &next))) {
			walk.pattern++;
			walk.text = next;
			continue;
		}
		if (walk.star == STR_NOWHERE || walk.back == path.len)
			return false;
		take_part(path, &walk.back);
		walk.pattern = walk.star;
		walk.text = walk.back;
	}
	return true;
}
