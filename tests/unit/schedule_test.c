/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "actions/calendar.h"
#include "actions/schedule.h"
#include "actions/trigger.h"
#include "base/limits.h"
#include "harness/rows.h"
#include "yaml/node.h"

#define DAY MINUTES_OF_DAY
#define NEVER (-1)

static struct schedule read_schedule(struct arena *arena, const char *on)
{
	struct diags diags;
	struct schedule schedule;
	diags_init(&diags, arena);
	const struct document *document = yaml_read(arena, &diags, STR("w.yml"), str_of(on));
	assert_non_null(document);
	assert_true(triggers_check(arena, &diags, document, document->root));
	const struct value *triggers = triggers_value(document, document->root, arena);
	assert_non_null(triggers);
	assert_true(schedule_of(arena, triggers, &schedule));
	return schedule;
}

struct cycle_row {
	const char *name;
	const char *on;
	unsigned ttl;
	int64_t minutes; /* NEVER: no end */
};

#define CRON(line) "{schedule: [{cron: '" line "'}]}"
#define CRONS(one, two) "{schedule: [{cron: '" one "'}, {cron: '" two "'}]}"
#define ZONE(line, zone) "{schedule: [{cron: '" line "', timezone: " zone "}]}"

static const struct cycle_row cycles[] = {
	{"weekly runs and 30 days make a layer again after 35 days", CRON("0 6 * * 1"), 30,
		35 * DAY},
	{"at exactly the TTL a layer still counts: weekly runs and 7 days are two weeks",
		CRON("0 6 * * 1"), 7, 14 * DAY},
	{"weekly runs and 6 days are a week", CRON("0 6 * * 1"), 6, 7 * DAY},
	{"a TTL of a day is the time to the next run", CRON("0 6 * * 1"), 1, 7 * DAY},
	{"daily runs and 30 days", CRON("0 6 * * *"), 30, 31 * DAY},
	{"hourly runs and 30 days", CRON("0 * * * *"), 30, 30 * DAY + 60},
	{"a run each minute", CRON("* * * * *"), 30, 30 * DAY + 1},
	{"working days: made on Saturday never, from Thursday to Monday", CRON("0 6 * * 1-5"), 2,
		5 * DAY},
	{"two hours of a day: the longer way counts", CRON("0 6,8 * * *"), 1, 1 * DAY + 22 * 60},
	{"the first of a month: 30 days end on a run, and the next is 61 days on",
		CRON("0 6 1 * *"), 30, 61 * DAY},
	{"the last day that each month has", CRON("0 6 28 * *"), 28, 59 * DAY},
	{"the 31st comes every other month at most", CRON("0 6 31 * *"), 30, 61 * DAY},
	{"a leap day comes after eight years around 2100", CRON("0 6 29 2 *"), 30,
		(INT64_C(8) * 365 + 1) * DAY},
	{"once a year", CRON("0 6 1 1 *"), 30, 366 * DAY},
	{"two lines are one schedule", CRONS("0 6 * * 1", "0 6 * * 4"), 30, 32 * DAY},
	{"their hours differ", CRONS("0 6 * * 1", "0 18 * * 1"), 7, 13 * DAY + 12 * 60},
	{"a day of the month or of the week", CRON("0 6 1 * 1"), 30, 37 * DAY},
	{"a step of days counts in every month anew, and February may be long",
		CRON("0 6 */10 * *"), 9, 19 * DAY},
	{"a long TTL", CRON("0 6 * * 1"), 106751, INT64_C(106757) * DAY},
	{"without a schedule there is no end", "[push]", 30, NEVER},
	{"nor on the 30th of February", CRON("0 6 30 2 *"), 30, NEVER},
	{"beside a line that fires that one does not matter", CRONS("0 6 30 2 *", "0 6 * * 1"), 30,
		35 * DAY},
	{"UTC by name is no other zone", ZONE("0 6 * * 1", "Etc/UTC"), 30, 35 * DAY},
	{"summer time can make a cycle an hour longer", ZONE("0 6 * * 1", "Europe/Berlin"), 30,
		35 * DAY + 60},
	{"and the next run an hour too early", ZONE("0,30 6 * * *", "Europe/Berlin"), 7,
		8 * DAY + 60},
	{"lines of different zones may be a day apart",
		"{schedule: [{cron: '0 6 * * 1'}, {cron: '0 6 * * 1', timezone: Asia/Tokyo}]}", 30,
		35 * DAY + 1560},
};

static void check_cycle(void **state)
{
	const struct cycle_row *row = *state;
	struct arena arena;
	int64_t minutes = NEVER;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct schedule schedule = read_schedule(&arena, row->on);
	assert_int_equal(schedule_cycle(&schedule, row->ttl, &minutes),
		row->minutes == NEVER ? SCHEDULE_NEVER : SCHEDULE_ENDS);
	assert_int_equal(minutes, row->minutes);
	arena_release(&arena);
}

/* Against every minute of two years, dated by the C library. */
struct plain_row {
	const char *name;
	const char *on;
	unsigned ttl;
};

static const struct plain_row plains[] = {
	{"weekly", CRON("17 6 * * 1"), 30},
	{"twice a month", CRON("5 4 1,15 * *"), 10},
	{"days or weekdays, in some months", CRON("0 0 13 2-11/3 5"), 20},
	{"three lines that share days",
		"{schedule: [{cron: '0 1 * * 2'}, {cron: '30 23 */2 * *'}, {cron: '7 7 * 6 *'}]}",
		3},
	{"many a day", CRON("*/45 8-17/2 * * 1-5"), 2},
	{"at the end of a day and the beginning of the next", CRONS("59 23 * * 0", "0 0 * * 1"), 7},
};

static bool bit(uint64_t bits, int number)
{
	return bits >> number & 1;
}

static bool fires_at(const struct cron_times *cron, const struct tm *when)
{
	const bool day = bit(cron->numbers[CRON_DAY], when->tm_mday);
	const bool weekday = bit(cron->numbers[CRON_WEEKDAY], when->tm_wday);
	const bool both = cron->starred[CRON_DAY] || cron->starred[CRON_WEEKDAY];
	return bit(cron->numbers[CRON_MINUTE], when->tm_min) &&
	       bit(cron->numbers[CRON_HOUR], when->tm_hour) &&
	       bit(cron->numbers[CRON_MONTH], when->tm_mon + 1) &&
	       (both ? day && weekday : day || weekday);
}

static size_t fire(const struct schedule *schedule, int64_t *firings)
{
	const int64_t start = INT64_C(1735689600) / 60; /* 2025-01-01 */
	size_t count = 0;
	for (int64_t minute = start; minute < start + INT64_C(2) * 365 * DAY; minute++) {
		const time_t seconds = (time_t)(minute * 60);
		struct tm when;
		assert_non_null(gmtime_r(&seconds, &when));
		bool now = false;
		for (size_t i = 0; i < schedule->count; i++)
			now = now || fires_at(&schedule->crons[i], &when);
		if (now)
			firings[count++] = minute;
	}
	return count;
}

static void check_plain(void **state)
{
	const struct plain_row *row = *state;
	struct arena arena;
	int64_t minutes = 0;
	int64_t longest = 0;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct schedule schedule = read_schedule(&arena, row->on);
	int64_t *firings = calloc((size_t)2 * 365 * DAY, sizeof(*firings));
	assert_non_null(firings);
	const size_t count = fire(&schedule, firings);
	size_t end = 0;
	for (size_t i = 0; i < count; i++) {
		while (end < count && firings[end] <= firings[i] + (int64_t)row->ttl * DAY)
			end++;
		if (end < count && firings[end] - firings[i] > longest)
			longest = firings[end] - firings[i];
	}
	free(firings);
	assert_int_equal(schedule_cycle(&schedule, row->ttl, &minutes), SCHEDULE_ENDS);
	assert_int_equal(minutes, longest);
	arena_release(&arena);
}

struct cold_row {
	const char *name;
	int64_t minutes;
	unsigned reader;
	unsigned percent;
};

static const struct cold_row colds[] = {
	{"35 days, read with 7", 35 * DAY, 7, 80},
	{"35 days, read with 30", 35 * DAY, 30, 14},
	{"35 days, read with 35", 35 * DAY, 35, 0},
	{"35 days, read with more", 35 * DAY, 106751, 0},
	{"half an hour in a year is not nothing", 365 * DAY + 30, 365, 1},
	{"nearly all is not all", 1000 * DAY, 1, 99},
	{"14 days, read with 7", 14 * DAY, 7, 50},
};

static void check_cold(void **state)
{
	const struct cold_row *row = *state;
	assert_int_equal(cycle_cold_percent(row->minutes, row->reader), row->percent);
}

struct line_row {
	const char *name;
	const char *line;
	bool fires;
	unsigned shortest;
};

static const struct line_row lines[] = {
	{"every minute", "* * * * *", true, 1},
	{"every five", "*/5 * * * *", true, 5},
	{"every seven: four at the end of the hour", "*/7 * * * *", true, 4},
	{"the last minute of a day and the first", "0,59 0,23 * * *", true, 1},
	{"the same on days apart", "0,59 0,23 * * 1", true, 59},
	{"a value with a step goes on to the end", "50/4 * * * *", true, 4},
	{"once a day", "0 6 * * *", true, DAY},
	{"once a week", "0 6 * * 1", true, DAY},
	{"the 31st of April", "0 0 31 4 *", false, DAY},
	{"the 30th of February", "0 0 30 2 *", false, DAY},
	{"the 31st of months that have none", "0 0 31 2,4,6,9,11 *", false, DAY},
	{"the 30th of February or a Monday in it", "0 0 30 2 1", true, DAY},
	{"a leap day", "0 0 29 2 *", true, DAY},
};

static void check_line(void **state)
{
	const struct line_row *row = *state;
	struct arena arena;
	struct cron_times cron;
	struct str why;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	assert_true(cron_read(&arena, str_of(row->line), &cron, &why));
	assert_int_equal(cron_fires(&cron), row->fires);
	assert_int_equal(cron_shortest(&cron), row->shortest);
	arena_release(&arena);
}

static void test_calendar_is_the_librarys(void **state)
{
	struct date date = calendar_start;
	(void)state;
	for (int64_t day = 0; day <= CALENDAR_CYCLE_DAYS; day++, date_next(&date)) {
		const time_t seconds = (time_t)(INT64_C(946684800) + day * 86400);
		struct tm when;
		assert_non_null(gmtime_r(&seconds, &when));
		assert_int_equal(date.year, when.tm_year + 1900);
		assert_int_equal(date.month, when.tm_mon + 1);
		assert_int_equal(date.day, when.tm_mday);
		assert_int_equal(date.weekday, when.tm_wday);
	}
}

int main(void)
{
	const struct CMUnitTest calendar[] = {cmocka_unit_test(test_calendar_is_the_librarys)};
	return ROWS_RUN("how long until a layer is made again", cycles, check_cycle) +
	       ROWS_RUN("the same as looking at every minute", plains, check_plain) +
	       ROWS_RUN("how much of that time a reader finds nothing", colds, check_cold) +
	       ROWS_RUN("when a cron line fires", lines, check_line) +
	       cmocka_run_group_tests_name("the calendar", calendar, NULL, NULL);
}
