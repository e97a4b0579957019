/* SPDX-License-Identifier: MIT */
#include "harness/sarif.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

json_t *sarif_log(struct arena *arena, const struct findings *findings)
{
	const struct str text = findings_sarif(arena, findings);
	assert_non_null(text.ptr);
	json_t *log = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(log);
	return log;
}

json_t *json_under(json_t *json, const char *path)
{
	while (*path && json) {
		char name[64];
		const size_t len = strcspn(path, "/");
		assert_true(len < sizeof(name));
		memcpy(name, path, len);
		name[len] = '\0';
		json = json_is_array(json) ? json_array_get(json, strtoul(name, NULL, 10))
					   : json_object_get(json, name);
		path += path[len] ? len + 1 : len;
	}
	return json;
}
