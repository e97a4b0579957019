/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "actions/trigger.h"
#include "base/limits.h"
#include "harness/rows.h"

struct good_row {
	const char *name;
	const char *line;
};

static const struct good_row good[] = {
	{"the weekly line of the reference workflow", "0 6 * * 1"},
	{"every field may be a star", "* * * * *"},
	{"the lowest values", "0 0 1 1 0"},
	{"the highest values", "59 23 31 12 6"},
	{"a list", "0,15,30,45 * * * *"},
	{"a range", "0 9-17 * * *"},
	{"a range of one", "0 9-9 * * *"},
	{"a step over everything", "*/15 * * * *"},
	{"a step over a range", "10-50/10 * * * *"},
	{"a step from a value", "5/15 * * * *"},
	{"a step that is wider than its field", "0 */24 * * *"},
	{"a list of ranges and steps", "0-10/5,30,40-50 * * * *"},
	{"names of months", "0 0 1 JAN-DEC *"},
	{"names of days", "0 0 * * MON-FRI"},
	{"names in any case", "0 0 1 jan Sun"},
	{"names in a list", "0 0 * * SUN,WED,SAT"},
	{"leading zeros", "00 06 01 01 *"},
	{"space around and several between", "  0   6\t* *  1\n"},
};

static void check_good(void **state)
{
	const struct good_row *const row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	struct str why = STR_NONE;
	assert_true(cron_check(&arena, str_of(row->line), &why));
	arena_release(&arena);
}

struct bad_row {
	const char *name;
	const char *line;
	const char *why;
};

static const struct bad_row bad[] = {
	{"nothing", "", "a cron line has 5 fields, not 0"},
	{"four fields", "0 6 * *", "a cron line has 5 fields, not 4"},
	{"six fields, with seconds", "0 0 6 * * 1", "a cron line has 5 fields, not 6"},
	{"a word instead of fields", "@daily", "a cron line has 5 fields, not 1"},
	{"a minute over 59", "61 * * * *", "'61' is no minute: 0 to 59"},
	{"an hour over 23", "0 24 * * *", "'24' is no hour: 0 to 23"},
	{"day 0 of a month", "0 0 0 * *", "'0' is no day of the month: 1 to 31"},
	{"month 13", "0 0 1 13 *", "'13' is no month: 1 to 12 or JAN to DEC"},
	{"day 7 of a week", "0 0 * * 7", "'7' is no day of the week: 0 to 6 or SUN to SAT"},
	{"a number that does not end", "99999999999999999999 * * * *",
		"'99999999999999999999' is no minute: 0 to 59"},
	{"a negative number", "-5 * * * *", "'-5' is no minute: 0 to 59"},
	{"a name where there are none", "MON * * * *", "'MON' is no minute: 0 to 59"},
	{"a day among the months", "0 0 1 MON *", "'MON' is no month: 1 to 12 or JAN to DEC"},
	{"a range that ends before it starts", "0 17-9 * * *",
		"'17-9' is no range (hour): it ends before it starts"},
	{"a range without an end", "0 9- * * *", "'' is no hour: 0 to 23"},
	{"a range of three", "1-2-3 * * * *", "'2-3' is no minute: 0 to 59"},
	{"a list that ends with a comma", "1, * * * *", "'' is no minute: 0 to 59"},
	{"a step of 0", "*/0 * * * *", "'0' is no step (minute): a whole number from 1 on"},
	{"a step that is no number", "*/x * * * *",
		"'x' is no step (minute): a whole number from 1 on"},
	{"a step of a step", "*/2/2 * * * *",
		"'2/2' is no step (minute): a whole number from 1 on"},
	{"Quartz's question mark", "0 0 ? * *", "'?' is no day of the month: 1 to 31"},
};

static void check_bad(void **state)
{
	const struct bad_row *const row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	struct str why = STR_NONE;
	assert_false(cron_check(&arena, str_of(row->line), &why));
	assert_string_equal(why.ptr, row->why);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("a cron line that GitHub takes", good, check_good) +
	       ROWS_RUN("a cron line that GitHub refuses", bad, check_bad);
}
