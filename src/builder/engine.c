/* SPDX-License-Identifier: MIT */
#include "builder/engine.h"

#include "builder/refusal.h"

static const struct engine_row rows[ENGINE_SETTING_COUNT] = {
	[ENGINE_NETWORK] = {STR_ROW("network"), STR_ROW("--network"), STR_ROW("PRECACHE_NETWORK"),
		false},
	[ENGINE_PLATFORM] = {STR_ROW("platform"), STR_ROW("--platform"),
		STR_ROW("PRECACHE_PLATFORM"), false},
	[ENGINE_MEMORY] = {STR_ROW("memory"), STR_ROW("--memory"), STR_ROW("PRECACHE_MEMORY"),
		false},
	[ENGINE_ADD_HOSTS] = {STR_ROW("add_hosts"), STR_ROW("--add-host"),
		STR_ROW("PRECACHE_ADD_HOSTS"), true},
};

#define ADDRESS_GROUPS 8 /* of IPv6: 16 bits each */

const struct engine_row *engine_row(enum engine_setting setting)
{
	return &rows[setting];
}

static bool network_valid(struct str value)
{
	return str_is(value, "host") || str_is(value, "bridge") || str_is(value, "none");
}

static bool platform_valid(struct str value)
{
	return str_is(value, "linux/amd64") || str_is(value, "linux/arm64") ||
	       str_is(value, "linux/arm/v7");
}

static const struct {
	struct str unit;
	unsigned shift;
} units[] = {
	{STR_ROW("b"), 0},
	{STR_ROW("k"), 10},
	{STR_ROW("m"), 20},
	{STR_ROW("g"), 30},
};

/* Bytes that fit the engine's 64 bits; a leading zero would be a second way to write a number. */
static bool memory_valid(struct str value)
{
	int64_t number = 0;

	if (value.len == 0 || value.ptr[0] < '1' || value.ptr[0] > '9' ||
		!str_to_int64(str_slice(value, 0, value.len - 1), &number))
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (str_ends(value, units[i].unit))
			return number <= INT64_MAX >> units[i].shift;
	}
	return false;
}

static bool octet_valid(struct str octet)
{
	int64_t number = 0;

	return octet.len >= 1 && octet.len <= 3 && str_all_in(octet, "0123456789") &&
	       (octet.len == 1 || octet.ptr[0] != '0') && str_to_int64(octet, &number) &&
	       number <= 255;
}

static bool ipv4_valid(struct str address)
{
	size_t from = 0;

	for (int i = 0; i < 4; i++) {
		const size_t dot = str_find_char(address, '.', from);
		if ((dot == STR_NOWHERE) != (i == 3) || !octet_valid(str_slice(address, from, dot)))
			return false;
		from = dot + 1;
	}
	return true;
}

/* Counts the groups of one side of "::"; -1 when one is none. The last may be an IPv4 address. */
static int count_groups(struct str side, bool last)
{
	int groups = 0;
	size_t from = 0;

	if (side.len == 0)
		return 0;
	for (;;) {
		const size_t colon = str_find_char(side, ':', from);
		const struct str group = str_slice(side, from, colon);
		if (last && colon == STR_NOWHERE && ipv4_valid(group))
			return groups + 2;
		if (group.len < 1 || group.len > 4 || !str_all_in(group, "0123456789abcdefABCDEF"))
			return -1;
		groups++;
		if (colon == STR_NOWHERE)
			return groups;
		from = colon + 1;
	}
}

static bool ipv6_valid(struct str address)
{
	const size_t gap = str_find(address, STR("::"), 0);

	if (gap == STR_NOWHERE)
		return count_groups(address, true) == ADDRESS_GROUPS;
	const int before = count_groups(str_slice(address, 0, gap), false);
	const int behind = count_groups(str_slice(address, gap + 2, address.len), true);
	return before >= 0 && behind >= 0 && before + behind < ADDRESS_GROUPS;
}

static bool host_name_valid(struct str name)
{
	if (name.len == 0 || !char_is_alnum(name.ptr[0]))
		return false;
	for (size_t i = 0; i < name.len; i++) {
		const char c = name.ptr[i];
		if (!char_is_alnum(c) && c != '.' && c != '-' && c != '_')
			return false;
	}
	return true;
}

static bool add_host_valid(struct str value)
{
	const size_t colon = str_find_char(value, ':', 0);

	if (colon == STR_NOWHERE || !host_name_valid(str_slice(value, 0, colon)))
		return false;
	const struct str address = str_slice(value, colon + 1, value.len);
	if (str_starts(address, STR("[")) && str_ends(address, STR("]")))
		return ipv6_valid(str_slice(address, 1, address.len - 1));
	return str_is(address, "host-gateway") || ipv4_valid(address) || ipv6_valid(address);
}

static const struct {
	bool (*valid)(struct str value);
	const char *wanted; /* behind "is not" */
	const char *hint;
} checks[ENGINE_SETTING_COUNT] = {
	[ENGINE_NETWORK] = {network_valid, "a network that a plan may ask for",
		"write host, bridge or none"},
	[ENGINE_PLATFORM] = {platform_valid, "a platform that the builder is made for",
		"write linux/amd64, linux/arm64 or linux/arm/v7"},
	[ENGINE_MEMORY] = {memory_valid, "an amount of memory",
		"write a whole number and b, k, m or g, such as 4g"},
	[ENGINE_ADD_HOSTS] = {add_host_valid, "a host with its address",
		"write NAME:ADDRESS, such as registry:127.0.0.1"},
};

bool engine_value_check(struct arena *arena, enum engine_setting setting, struct str value,
	struct refusal *ret_refusal)
{
	if (checks[setting].valid(value))
		return true;
	refuse(arena, ret_refusal, "'%.*s' is not %s", STR_ARG(value), checks[setting].wanted);
	return refuse_hint(arena, ret_refusal, "%s", checks[setting].hint);
}
