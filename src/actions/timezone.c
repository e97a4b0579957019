/* SPDX-License-Identifier: MIT */
#include "actions/timezone.h"

static const struct str areas[] = {
	STR_ROW("Africa"),
	STR_ROW("America"),
	STR_ROW("Antarctica"),
	STR_ROW("Arctic"),
	STR_ROW("Asia"),
	STR_ROW("Atlantic"),
	STR_ROW("Australia"),
	STR_ROW("Brazil"),
	STR_ROW("Canada"),
	STR_ROW("Chile"),
	STR_ROW("Etc"),
	STR_ROW("Europe"),
	STR_ROW("Indian"),
	STR_ROW("Mexico"),
	STR_ROW("Pacific"),
	STR_ROW("US"),
};

/* Zones without an area. */
static const struct str zones[] = {
	STR_ROW("CET"),
	STR_ROW("CST6CDT"),
	STR_ROW("Cuba"),
	STR_ROW("EET"),
	STR_ROW("EST"),
	STR_ROW("EST5EDT"),
	STR_ROW("Egypt"),
	STR_ROW("Eire"),
	STR_ROW("GB"),
	STR_ROW("GB-Eire"),
	STR_ROW("GMT"),
	STR_ROW("GMT+0"),
	STR_ROW("GMT-0"),
	STR_ROW("GMT0"),
	STR_ROW("Greenwich"),
	STR_ROW("HST"),
	STR_ROW("Hongkong"),
	STR_ROW("Iceland"),
	STR_ROW("Iran"),
	STR_ROW("Israel"),
	STR_ROW("Jamaica"),
	STR_ROW("Japan"),
	STR_ROW("Kwajalein"),
	STR_ROW("Libya"),
	STR_ROW("MET"),
	STR_ROW("MST"),
	STR_ROW("MST7MDT"),
	STR_ROW("NZ"),
	STR_ROW("NZ-CHAT"),
	STR_ROW("Navajo"),
	STR_ROW("PRC"),
	STR_ROW("PST8PDT"),
	STR_ROW("Poland"),
	STR_ROW("Portugal"),
	STR_ROW("ROC"),
	STR_ROW("ROK"),
	STR_ROW("Singapore"),
	STR_ROW("Turkey"),
	STR_ROW("UCT"),
	STR_ROW("UTC"),
	STR_ROW("Universal"),
	STR_ROW("W-SU"),
	STR_ROW("WET"),
	STR_ROW("Zulu"),
};

static bool is_among(const struct str *names, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(names[i], name))
			return true;
	return false;
}

/* A part of a name begins with a letter and holds no space. */
static bool is_part(struct str part)
{
	if (part.len == 0 || !char_is_alpha(part.ptr[0]))
		return false;
	for (size_t i = 0; i < part.len; i++)
		if (!char_is_alnum(part.ptr[i]) && part.ptr[i] != '_' && part.ptr[i] != '-' &&
			part.ptr[i] != '+')
			return false;
	return true;
}

bool timezone_may_exist(struct str name)
{
	size_t from = str_find_char(name, '/', 0);
	if (from == STR_NOWHERE)
		return is_among(zones, sizeof(zones) / sizeof(zones[0]), name);
	if (!is_among(areas, sizeof(areas) / sizeof(areas[0]), str_slice(name, 0, from)))
		return false;
	while (from != STR_NOWHERE) {
		const size_t to = str_find_char(name, '/', from + 1);
		if (!is_part(str_slice(name, from + 1, to)))
			return false;
		from = to;
	}
	return true;
}
