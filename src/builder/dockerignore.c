/* SPDX-License-Identifier: MIT */
#include "builder/dockerignore.h"

#include <string.h>

/*
 * Which starts of the path a pattern can have taken so far: reached[n] stands for its first n
 * bytes. Every token of the pattern makes a new row of the old one, so a hostile pattern costs no
 * more than its length times the path's.
 */
struct match {
	struct str path;
	bool reached[DOCKERIGNORE_PATH_BYTES + 1];
};

/* Takes any bytes but '/'. */
static void take_star(struct match *match)
{
	for (size_t n = 1; n <= match->path.len; n++)
		if (match->reached[n - 1] && match->path.ptr[n - 1] != '/')
			match->reached[n] = true;
}

/* Takes any number of whole folders, none included; at the pattern's end everything. */
static void take_double_star(struct match *match, bool at_end)
{
	bool before = false;
	for (size_t n = 0; n <= match->path.len; n++) {
		const bool behind_slash = n > 0 && match->path.ptr[n - 1] == '/';
		const bool reached = match->reached[n];
		if (before && (at_end || behind_slash))
			match->reached[n] = true;
		before = before || reached;
	}
}

/* Takes one byte when `takes` says so. */
static void take_byte(struct match *match, const bool takes[256])
{
	for (size_t n = match->path.len; n > 0; n--)
		match->reached[n] =
			match->reached[n - 1] && takes[(unsigned char)match->path.ptr[n - 1]];
	match->reached[0] = false;
}

static void take_char(struct match *match, char c)
{
	bool takes[256] = {false};
	takes[(unsigned char)c] = true;
	take_byte(match, takes);
}

static void take_question_mark(struct match *match)
{
	bool takes[256];
	memset(takes, true, sizeof(takes));
	takes['/'] = false;
	take_byte(match, takes);
}

/* The bytes of "[a-z]" whose '[' is at `at`; returns where it ends, STR_NOWHERE: it has no end. */
static size_t read_class(struct str pattern, size_t at, bool takes[256])
{
	const bool negated = at + 1 < pattern.len && pattern.ptr[at + 1] == '^';
	const size_t first = at + (negated ? 2 : 1);
	const size_t end = str_find_char(pattern, ']', first + 1);
	if (end == STR_NOWHERE)
		return STR_NOWHERE;
	memset(takes, negated, 256);
	for (size_t i = first; i < end; i++) {
		const unsigned from = (unsigned char)pattern.ptr[i];
		unsigned to = from;
		if (i + 2 < end && pattern.ptr[i + 1] == '-') {
			to = (unsigned char)pattern.ptr[i + 2];
			i += 2;
		}
		for (unsigned byte = from; byte <= to; byte++)
			takes[byte] = !negated;
	}
	return end + 1;
}

/* Takes what the token at `at` stands for; returns where the next one begins. */
static size_t take_token(struct match *match, struct str pattern, size_t at)
{
	const struct str rest = str_slice(pattern, at, pattern.len);
	const char c = pattern.ptr[at];
	bool takes[256];
	if (str_starts(rest, STR("**"))) {
		at += str_starts(rest, STR("**/")) ? 3 : 2;
		take_double_star(match, at == pattern.len);
		return at;
	}
	if (c == '[') {
		const size_t end = read_class(pattern, at, takes);
		if (end != STR_NOWHERE) {
			take_byte(match, takes);
			return end;
		}
	}
	if (c == '*')
		take_star(match);
	else if (c == '?')
		take_question_mark(match);
	else if (c == '\\' && rest.len > 1)
		take_char(match, pattern.ptr[++at]);
	else
		take_char(match, c);
	return at + 1;
}

/* Whether the pattern fits the path or a folder above it. */
static bool fits(struct str pattern, struct str path)
{
	struct match match = {.path = path, .reached = {true}};
	for (size_t at = 0; at < pattern.len;)
		at = take_token(&match, pattern, at);
	for (size_t n = 1; n < path.len; n++)
		if (match.reached[n] && path.ptr[n] == '/')
			return true;
	return match.reached[path.len];
}

/* A rule without what makes no difference: "./" and '/' before it, '/' behind it. */
static struct str clean(struct str pattern)
{
	for (;;) {
		if (str_starts(pattern, STR("./")))
			pattern = str_slice(pattern, 2, pattern.len);
		else if (str_starts(pattern, STR("/")))
			pattern = str_slice(pattern, 1, pattern.len);
		else
			break;
	}
	while (str_ends(pattern, STR("/")))
		pattern = str_slice(pattern, 0, pattern.len - 1);
	return pattern;
}

bool dockerignore_hides(struct str source, struct str path, size_t *ret_start, size_t *ret_end)
{
	bool hidden = false;
	*ret_start = *ret_end = STR_NOWHERE;
	if (path.len > DOCKERIGNORE_PATH_BYTES)
		return false;
	for (size_t at = str_starts(source, STR("\xEF\xBB\xBF")) ? 3 : 0; at < source.len;) {
		size_t end = str_find_char(source, '\n', at);
		end = end == STR_NOWHERE ? source.len : end;
		const bool comment = source.ptr[at] == '#';
		const struct str rule = str_trim(str_slice(source, at, end));
		const bool negated = str_starts(rule, STR("!"));
		const struct str pattern = clean(str_trim(str_slice(rule, negated, rule.len)));
		at = end + 1;
		if (comment || pattern.len == 0 || str_is(pattern, ".") || !fits(pattern, path))
			continue;
		hidden = !negated;
		*ret_start = (size_t)(rule.ptr - source.ptr);
		*ret_end = *ret_start + rule.len;
	}
	return hidden;
}
