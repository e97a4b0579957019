/* SPDX-License-Identifier: MIT */
#include "builder/option.h"

#include <inttypes.h>

#include "builder/list.h"
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
	const struct str text = str_integer(arena, parsed);
	if (!text.ptr)
		return refuse(arena, ret_refusal, "out of memory");
	*ret = text;
	return true;
}

static bool read_list(struct arena *arena, const struct option *option, struct str value,
	struct str *ret, struct refusal *ret_refusal)
{
	bool cut = false;
	const struct refusal *const fault = list_fault(value, &cut);

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

/* Any other byte can stand in a variable, and the builder takes it. */
static bool check_nul(struct arena *arena, const struct option *option, struct str value,
	struct refusal *ret_refusal)
{
	if (str_find_char(value, '\0', 0) == STR_NOWHERE)
		return true;
	refuse(arena, ret_refusal, "'%.*s' holds the control byte 0x00", STR_ARG(option->name));
	return refuse_hint(arena, ret_refusal, "no variable can hold one: take it out");
}

bool option_value(struct arena *arena, const struct option *option, struct str value,
	struct str *ret, struct refusal *ret_refusal)
{
	if (!check_nul(arena, option, value, ret_refusal))
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

bool option_value_cut(const struct option *option, struct str value)
{
	bool cut = false;

	return option->type == OPTION_LIST && !list_fault(value, &cut) && cut;
}

bool ttl_parse(struct arena *arena, struct str value, struct str *ret, struct refusal *ret_refusal)
{
	int64_t days = 0;

	if (!str_to_int64(value, &days) || days < TTL_DAYS_MIN || days > TTL_DAYS_MAX) {
		refuse(arena, ret_refusal, "'%.*s' is not a whole number of days from %d to %d",
			STR_ARG(value), TTL_DAYS_MIN, TTL_DAYS_MAX);
		return refuse_hint(arena, ret_refusal, "write digits only, such as 30");
	}
	const struct str text = str_integer(arena, days);
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
