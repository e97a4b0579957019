/* SPDX-License-Identifier: MIT */
#include "builder/name.h"

#include <stdint.h>

#include "base/utf8.h"
#include "builder/refusal.h"

static const char digits[] = "0123456789";
static const char lower_alnum[] = "abcdefghijklmnopqrstuvwxyz0123456789";
static const char address_bytes[] = "0123456789abcdefABCDEF:";

struct name name_split(struct str name)
{
	const size_t slash = str_find_char(name, '/', 0);

	if (slash == STR_NOWHERE)
		return (struct name){STR_NONE, name};
	const struct str first = str_slice(name, 0, slash);
	if (!str_is(first, "localhost") && str_find_char(first, '.', 0) == STR_NOWHERE &&
		str_find_char(first, ':', 0) == STR_NOWHERE)
		return (struct name){STR_NONE, name};
	return (struct name){first, str_slice(name, slash + 1, name.len)};
}

struct str name_registry(struct str host)
{
	if (!host.ptr || str_is(host, "index.docker.io"))
		return STR("docker.io");
	return host;
}

struct str name_cut_tag(struct str *name)
{
	const size_t slash = str_find_last(*name, '/');
	const size_t colon = str_find_last(*name, ':');

	if (colon == STR_NOWHERE || (slash != STR_NOWHERE && colon < slash))
		return STR_NONE;
	const struct str tag = str_slice(*name, colon + 1, name->len);
	*name = str_slice(*name, 0, colon);
	return tag;
}

bool name_has_user(struct str name)
{
	const size_t at = str_find_char(name, '@', 0);

	return at != STR_NOWHERE && str_find_char(name, '/', at) != STR_NOWHERE;
}

static bool label_valid(struct str label)
{
	if (label.len == 0 || label.ptr[0] == '-' || label.ptr[label.len - 1] == '-')
		return false;
	for (size_t i = 0; i < label.len; i++) {
		if (!char_is_alnum(label.ptr[i]) && label.ptr[i] != '-')
			return false;
	}
	return true;
}

static bool labels_valid(struct str domain)
{
	size_t from = 0;

	for (;;) {
		const size_t dot = str_find_char(domain, '.', from);
		if (!label_valid(str_slice(domain, from, dot)))
			return false;
		if (dot == STR_NOWHERE)
			return true;
		from = dot + 1;
	}
}

/* Whether it is nothing, or a colon and digits. */
static bool port_valid(struct str port)
{
	if (port.len == 0)
		return true;
	return port.len > 1 && port.ptr[0] == ':' &&
	       str_all_in(str_slice(port, 1, port.len), digits);
}

bool name_host_valid(struct str host)
{
	if (!str_starts(host, STR("["))) {
		const size_t colon = str_find_char(host, ':', 0);
		return labels_valid(str_slice(host, 0, colon)) &&
		       port_valid(str_slice(host, colon, host.len));
	}
	const size_t close = str_find_char(host, ']', 0);
	if (close == STR_NOWHERE || close == 1)
		return false;
	return str_all_in(str_slice(host, 1, close), address_bytes) &&
	       port_valid(str_slice(host, close + 1, host.len));
}

bool name_slashes_check(struct arena *arena, struct str name, struct refusal *ret_fault)
{
	if (str_starts(name, STR("/")))
		return refuse(arena, ret_fault, "it begins with a slash");
	if (str_ends(name, STR("/")))
		return refuse(arena, ret_fault, "it ends with a slash");
	if (str_find(name, STR("//"), 0) != STR_NOWHERE)
		return refuse(arena, ret_fault, "it has two slashes in a row");
	return true;
}

struct str name_character(struct str s, size_t offset)
{
	uint32_t point = 0;
	size_t len = 1;

	/* Bytes that are not UTF-8 are shown one by one, so the result does not matter. */
	(void)utf8_decode(s, offset, &point, &len);
	return str_slice(s, offset, offset + len);
}

static bool separator_valid(struct str separator)
{
	return str_is(separator, ".") || str_is(separator, "_") || str_is(separator, "__") ||
	       str_all_in(separator, "-");
}

/* Length of the longest run at `from` whose bytes all are, or all are not, in lower_alnum. */
static size_t run_end(struct str part, size_t from, bool alnum)
{
	size_t end = from;

	while (end < part.len && str_all_in(str_slice(part, end, end + 1), lower_alnum) == alnum)
		end++;
	return end;
}

static bool separators_valid(struct str part)
{
	size_t at = 0;

	for (;;) {
		const size_t word = run_end(part, at, true);
		if (word == at)
			return false;
		if (word == part.len)
			return true;
		at = run_end(part, word, false);
		if (!separator_valid(str_slice(part, word, at)))
			return false;
	}
}

static bool part_check(struct arena *arena, struct str part, struct refusal *ret_fault)
{
	for (size_t i = 0; i < part.len; i++) {
		const char c = part.ptr[i];
		if (c >= 'A' && c <= 'Z')
			return refuse(
				arena, ret_fault, "'%.*s' has an upper-case letter", STR_ARG(part));
		if (!char_is_alnum(c) && c != '.' && c != '_' && c != '-')
			return refuse(arena, ret_fault, "'%.*s' cannot stand in a name",
				STR_ARG(name_character(part, i)));
	}
	if (!separators_valid(part))
		return refuse(arena, ret_fault,
			"'%.*s' is not letters and digits joined by '.', '_', '__' or dashes",
			STR_ARG(part));
	return true;
}

bool name_path_check(struct arena *arena, struct str path, struct refusal *ret_fault)
{
	size_t from = 0;

	for (;;) {
		const size_t slash = str_find_char(path, '/', from);
		if (!part_check(arena, str_slice(path, from, slash), ret_fault))
			return false;
		if (slash == STR_NOWHERE)
			return true;
		from = slash + 1;
	}
}
