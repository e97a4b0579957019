/* SPDX-License-Identifier: MIT */
#include "builder/option.h"

#include <inttypes.h>

#include "builder/refusal.h"

static const char digits[] = "0123456789";

static bool is_control(char c)
{
	const unsigned char byte = (unsigned char)c;

	return byte < 0x20 || byte == 0x7f;
}

/* What Go's strconv.ParseBool reads. */
static const struct {
	const char *text;
	bool value;
} booleans[] = {
	{"1", true},
	{"t", true},
	{"T", true},
	{"TRUE", true},
	{"true", true},
	{"True", true},
	{"0", false},
	{"f", false},
	{"F", false},
	{"FALSE", false},
	{"false", false},
	{"False", false},
};

static bool read_boolean(struct arena *arena, const struct option *option, struct str value,
	struct str *ret, struct refusal *ret_refusal)
{
	for (size_t i = 0; i < sizeof(booleans) / sizeof(booleans[0]); i++) {
		if (str_is(value, booleans[i].text)) {
			*ret = booleans[i].value ? STR("1") : STR("0");
			return true;
		}
	}
	refuse(arena, ret_refusal, "'%.*s' must be a boolean, not '%.*s'", STR_ARG(option->name),
		STR_ARG(value));
	return refuse_hint(arena, ret_refusal, "write 1 or 0");
}

/* Go's strconv.ParseInt in base 10. */
static bool read_integer(struct arena *arena, const struct option *option, struct str value,
	struct str *ret, struct refusal *ret_refusal)
{
	const bool sign = str_starts(value, STR("-")) || str_starts(value, STR("+"));
	const struct str number = str_slice(value, sign ? 1 : 0, value.len);
	int64_t parsed = 0;

	if (number.len == 0 || !str_all_in(number, digits)) {
		refuse(arena, ret_refusal, "'%.*s' must be a whole number, not '%.*s'",
			STR_ARG(option->name), STR_ARG(value));
		return refuse_hint(arena, ret_refusal, "write digits only");
	}
	if (!str_to_int64(value, &parsed))
		return refuse(arena, ret_refusal, "'%.*s' must fit into 64 bits, not be '%.*s'",
			STR_ARG(option->name), STR_ARG(value));
	const struct str text = str_printf(arena, "%" PRId64, parsed);
	if (!text.ptr)
		return refuse(arena, ret_refusal, "out of memory");
	*ret = text;
	return true;
}

#define QUOTING "put a value with a comma, quote or line end in quotes, and double those inside"

static const struct refusal list_open = {STR_ROW("a quote is not closed"), STR_ROW(QUOTING)};
static const struct refusal list_bare = {
	STR_ROW("a quote stands inside a value without quotes"), STR_ROW(QUOTING)};
static const struct refusal list_behind = {
	STR_ROW("text stands between a closing quote and the comma"), STR_ROW(QUOTING)};
static const struct refusal list_blank = {
	STR_ROW("it is nothing but line ends"), STR_ROW("take it out, or give it a value")};
static const struct refusal list_second = {STR_ROW("the builder drops all behind its first line"),
	STR_ROW("put the values on one line, with commas between")};

static bool at_delimiter(struct str list, size_t at)
{
	return at == list.len || list.ptr[at] == ',' || list.ptr[at] == '\n';
}

/* Moves *at from the opening quote to what ends the field; NULL, or what is wrong with it. */
static const struct refusal *skip_quoted(struct str list, size_t *at)
{
	size_t from = *at + 1;

	for (;;) {
		const size_t quote = str_find_char(list, '"', from);
		if (quote == STR_NOWHERE)
			return &list_open;
		*at = quote + 1;
		if (at_delimiter(list, *at))
			return NULL;
		if (list.ptr[*at] != '"')
			return &list_behind;
		from = *at + 1;
	}
}

static const struct refusal *skip_plain(struct str list, size_t *at)
{
	for (; !at_delimiter(list, *at); (*at)++) {
		if (list.ptr[*at] == '"')
			return &list_bare;
	}
	return NULL;
}

static const struct refusal *skip_field(struct str list, size_t *at)
{
	if (*at < list.len && list.ptr[*at] == '"')
		return skip_quoted(list, at);
	return skip_plain(list, at);
}

static size_t skip_line_ends(struct str list, size_t at)
{
	while (at < list.len && list.ptr[at] == '\n')
		at++;
	return at;
}

/* Go's encoding/csv, of which the builder reads one record: the first that is not a blank line. */
static const struct refusal *list_fault(struct str list)
{
	size_t at = skip_line_ends(list, 0);

	if (at == list.len)
		return &list_blank;
	for (;;) {
		const struct refusal *const fault = skip_field(list, &at);
		if (fault)
			return fault;
		if (at == list.len)
			return NULL;
		if (list.ptr[at] == '\n')
			break;
		at++;
	}
	return skip_line_ends(list, at) == list.len ? NULL : &list_second;
}

static bool read_list(struct arena *arena, const struct option *option, struct str value,
	struct str *ret, struct refusal *ret_refusal)
{
	const struct refusal *const fault = list_fault(value);

	if (fault) {
		/* A list may hold secrets, so its text is never quoted. */
		refuse(arena, ret_refusal, "'%.*s' is not a list that the builder reads: %.*s",
			STR_ARG(option->name), STR_ARG(fault->message));
		ret_refusal->hint = fault->hint;
		return false;
	}
	*ret = value;
	return true;
}

static bool check_bytes(struct arena *arena, const struct option *option, struct str value,
	struct refusal *ret_refusal)
{
	for (size_t i = 0; i < value.len; i++) {
		const char c = value.ptr[i];
		if (c == '\n' || c == '\t' || !is_control(c))
			continue;
		refuse(arena, ret_refusal, "'%.*s' holds the control byte 0x%02x",
			STR_ARG(option->name), (unsigned)(unsigned char)c);
		return refuse_hint(arena, ret_refusal, "only line feeds and tabs may stand there");
	}
	return true;
}

bool option_value(struct arena *arena, const struct option *option, struct str value,
	struct str *ret, struct refusal *ret_refusal)
{
	if (!check_bytes(arena, option, value, ret_refusal))
		return false;
	switch (option->type) {
	case OPTION_BOOLEAN:
		return read_boolean(arena, option, value, ret, ret_refusal);
	case OPTION_INTEGER:
		return read_integer(arena, option, value, ret, ret_refusal);
	case OPTION_LIST:
		return read_list(arena, option, value, ret, ret_refusal);
	case OPTION_STRING:
		break;
	}
	*ret = value;
	return true;
}

bool ttl_parse(struct arena *arena, struct str value, struct str *ret, struct refusal *ret_refusal)
{
	int64_t days = 0;

	if (value.len == 0 || !str_all_in(value, digits) || !str_to_int64(value, &days) ||
		days < TTL_DAYS_MIN || days > TTL_DAYS_MAX) {
		refuse(arena, ret_refusal, "'%.*s' is not a whole number of days from %d to %d",
			STR_ARG(value), TTL_DAYS_MIN, TTL_DAYS_MAX);
		return refuse_hint(arena, ret_refusal, "write digits only, such as 30");
	}
	const struct str text = str_printf(arena, "%" PRId64, days);
	if (!text.ptr)
		return refuse(arena, ret_refusal, "out of memory");
	*ret = text;
	return true;
}

static bool part_is_dots(struct str part)
{
	return str_is(part, ".") || str_is(part, "..");
}

static bool check_parts(struct arena *arena, struct str folder, struct refusal *ret_refusal)
{
	size_t from = 1;

	for (;;) {
		const size_t slash = str_find_char(folder, '/', from);
		const struct str part = str_slice(folder, from, slash);
		if (part_is_dots(part)) {
			refuse(arena, ret_refusal, "'%.*s' has a '%.*s' in it", STR_ARG(folder),
				STR_ARG(part));
			return refuse_hint(arena, ret_refusal, "write the folder that it leads to");
		}
		if (slash == STR_NOWHERE)
			return true;
		from = slash + 1;
	}
}

bool folder_check(struct arena *arena, struct str folder, struct refusal *ret_refusal)
{
	if (folder.len == 0)
		return refuse(arena, ret_refusal, "the workspace folder is empty");
	if (folder.ptr[0] != '/') {
		refuse(arena, ret_refusal, "'%.*s' is not an absolute folder", STR_ARG(folder));
		return refuse_hint(arena, ret_refusal,
			"write it from the root on, such as '/workspaces/devcontainer'");
	}
	if (str_all_in(folder, "/"))
		return refuse(arena, ret_refusal,
			"'%.*s' is the whole file system of the container", STR_ARG(folder));
	for (size_t i = 0; i < folder.len; i++) {
		const char c = folder.ptr[i];
		if (is_control(c))
			return refuse(arena, ret_refusal, "'%.*s' holds the control byte 0x%02x",
				STR_ARG(folder), (unsigned)(unsigned char)c);
		if (c == ':' || c == ',')
			return refuse(arena, ret_refusal, "'%.*s' holds a '%c', which ends a mount",
				STR_ARG(folder), c);
	}
	return check_parts(arena, folder, ret_refusal);
}
