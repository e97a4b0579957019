/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "builder/option.h"
#include "harness/rows.h"

static void assert_text(struct str actual, const char *expected)
{
	assert_non_null(actual.ptr);
	assert_int_equal(actual.len, str_of(expected).len);
	assert_memory_equal(actual.ptr, expected, actual.len);
}

struct row {
	const char *name;
	const char *value;
	const char *expected; /* NULL: refused by ttl_parse, taken by folder_check */
};

static const struct row ttls[] = {
	{"one day is the least", "1", "1"},
	{"seven days are fine", "7", "7"},
	{"thirty days are fine", "30", "30"},
	{"106751 days are the most", "106751", "106751"},
	{"leading zeros are dropped", "007", "7"},
	{"many leading zeros are dropped", "000000000000000000000000030", "30"},
	{"no days are refused", "0", NULL},
	{"no days in many digits are refused", "0000", NULL},
	{"106752 days are refused", "106752", NULL},
	{"more than 64 bits are refused", "9223372036854775808", NULL},
	{"a round of 64 bits is refused", "18446744073709551617", NULL},
	{"nothing is refused", "", NULL},
	{"a minus sign is refused", "-7", NULL},
	{"a plus sign is dropped, as the builder does", "+7", "7"},
	{"a plus sign alone is refused", "+", NULL},
	{"a plus sign behind is refused", "7+", NULL},
	{"two signs are refused", "+-7", NULL},
	{"a fraction is refused", "7.0", NULL},
	{"half a day is refused", "0.5", NULL},
	{"an exponent is refused", "1e2", NULL},
	{"hex is refused", "0x1e", NULL},
	{"an underscore is refused", "1_000", NULL},
	{"a unit is refused", "7d", NULL},
	{"a word is refused", "week", NULL},
	{"spaces in front are refused", "  7", NULL},
	{"a space behind is refused", "7 ", NULL},
	{"a line feed behind is refused", "7\n", NULL},
	{"a tab is refused", "\t7", NULL},
	{"quotes are refused", "\"7\"", NULL},
	{"a digit that is not ASCII is refused", "\xd9\xa7", NULL},
};

static void check_ttl(void **state)
{
	const struct row *const row = *state;
	struct arena arena;
	struct str days = STR("untouched");
	struct refusal refusal;

	arena_init(&arena, 1 << 12);
	const bool taken = ttl_parse(&arena, str_of(row->value), &days, &refusal);
	assert_int_equal(taken, row->expected != NULL);
	assert_text(days, taken ? row->expected : "untouched");
	if (!taken) {
		const struct str message = str_printf(
			&arena, "'%s' is not a whole number of days from 1 to 106751", row->value);
		assert_text(refusal.message, message.ptr);
		assert_text(refusal.hint, "write digits only, such as 30");
	}
	arena_release(&arena);
}

static const struct row folders[] = {
	{"the reference folder is fine", "/workspaces/devcontainer", NULL},
	{"a folder under the root is fine", "/work", NULL},
	{"a slash at the end is fine", "/workspaces/a/", NULL},
	{"spaces are fine", "/my work/a", NULL},
	{"a dot in front of a name is fine", "/workspaces/.hidden", NULL},
	{"three dots are a name", "/workspaces/...", NULL},
	{"dots inside a name are fine", "/workspaces/a..b", NULL},
	{"UTF-8 is fine", "/workspaces/caf\xc3\xa9", NULL},
	{"nothing is refused", "", "the workspace folder is empty"},
	{"a relative folder is refused", "workspaces/a",
		"'workspaces/a' is not an absolute folder"},
	{"a folder from here on is refused", "./a", "'./a' is not an absolute folder"},
	{"a home folder is refused", "~/a", "'~/a' is not an absolute folder"},
	{"a space in front is refused", " /a", "' /a' is not an absolute folder"},
	{"a drive is refused", "C:\\a", "'C:\\a' is not an absolute folder"},
	{"the root is refused", "/", "'/' is the whole file system of the container"},
	{"the root in two slashes is refused", "//",
		"'//' is the whole file system of the container"},
	{"a colon is refused", "/a:ro", "'/a:ro' holds a ':', which ends a mount"},
	{"a comma is refused", "/a,b", "'/a,b' holds a ',', which ends a mount"},
	{"the folder above is refused", "/a/../b", "'/a/../b' has a '..' in it"},
	{"the folder above at the end is refused", "/a/..", "'/a/..' has a '..' in it"},
	{"the folder above in front is refused", "/../a", "'/../a' has a '..' in it"},
	{"the folder above alone is refused", "/..", "'/..' has a '..' in it"},
	{"a dot is refused", "/a/./b", "'/a/./b' has a '.' in it"},
	{"a dot at the end is refused", "/a/.", "'/a/.' has a '.' in it"},
	{"a line feed is refused", "/a\nb", "'/a\nb' holds the control byte 0x0a"},
	{"a tab is refused", "/a\tb", "'/a\tb' holds the control byte 0x09"},
	{"an escape byte is refused", "/a\x1b", "'/a\x1b' holds the control byte 0x1b"},
	{"DEL is refused", "/a\x7f", "'/a\x7f' holds the control byte 0x7f"},
};

static void check_folder(void **state)
{
	const struct row *const row = *state;
	struct arena arena;
	struct refusal refusal;

	arena_init(&arena, 1 << 12);
	assert_int_equal(folder_check(&arena, str_of(row->value), &refusal), row->expected == NULL);
	if (row->expected)
		assert_text(refusal.message, row->expected);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("the time to live", ttls, check_ttl) +
	       ROWS_RUN("the workspace folder", folders, check_folder);
}
