/* SPDX-License-Identifier: MIT */
#include "harness/sarif.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

json_t *sarif_log(struct arena *arena, const struct findings *findings)
{
	const struct str text = findings_sarif(arena, findings);
	assert_non_null(text.ptr);
	json_t *log = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(log);
	return log;
}
