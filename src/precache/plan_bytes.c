/* SPDX-License-Identifier: MIT */
#include "precache/plan_bytes.h"

bool bytes_are_plan(struct str bytes)
{
	const struct str key = STR("\"schema\"");
	const struct str name = STR("\"precache.plan/");

	if (!str_starts(str_trim(bytes), STR("{")))
		return false;
	for (size_t at = str_find(bytes, key, 0); at != STR_NOWHERE;
		at = str_find(bytes, key, at)) {
		at += key.len;
		while (at < bytes.len && (char_is_space(bytes.ptr[at]) || bytes.ptr[at] == ':'))
			at++;
		if (str_starts(str_slice(bytes, at, bytes.len), name))
			return true;
	}
	return false;
}
