/* SPDX-License-Identifier: MIT */
#include "actions/schedule.h"

#include "actions/calendar.h"
#include "base/limits.h"

#define WORDS ((MINUTES_OF_DAY + 63) / 64)
#define MEMO ((size_t)256)

/* The minutes of a day on which something fires; days on which the same fires share one. */
struct day_kind {
	uint64_t minutes[WORDS];
	struct day_kind *next;
	unsigned number; /* from 1 on; 1 is the day without a firing */
};

/* How long layers of one day wait, when the day on which they expire and the day behind are known.
 */
struct wait {
	unsigned made; /* numbers of kinds; 0: unused */
	unsigned expiry;
	unsigned behind;
	int longest; /* minutes from expiry, among those that end on these two days; -1: none */
	int carried; /* the earliest minute whose wait goes on; -1: none */
};

struct finder {
	const struct schedule *schedule;
	struct day_kind *kinds;
	struct day_kind *by_date[CALENDAR_MONTHS][CALENDAR_DAYS][CALENDAR_WEEKDAYS];
	struct wait memo[MEMO];
};

static bool has(uint64_t bits, unsigned number)
{
	return bits >> number & 1;
}

/* Whether a line fires on a day. */
static bool fires_on(const struct cron_times *cron, const struct date *date)
{
	const bool day = has(cron->numbers[CRON_DAY], date->day);
	const bool weekday = has(cron->numbers[CRON_WEEKDAY], date->weekday);

	if (!has(cron->numbers[CRON_MONTH], date->month))
		return false;
	if (cron->starred[CRON_DAY] || cron->starred[CRON_WEEKDAY])
		return day && weekday;
	return day || weekday;
}

static void set_minutes(uint64_t *minutes, const struct cron_times *cron)
{
	for (unsigned hour = 0; hour < 24; hour++) {
		if (!has(cron->numbers[CRON_HOUR], hour))
			continue;
		for (unsigned minute = 0; minute < 60; minute++) {
			const unsigned at = hour * 60 + minute;
			if (has(cron->numbers[CRON_MINUTE], minute))
				minutes[at / 64] |= UINT64_C(1) << at % 64;
		}
	}
}

static bool same_minutes(const struct day_kind *a, const struct day_kind *b)
{
	for (size_t i = 0; i < WORDS; i++) {
		if (a->minutes[i] != b->minutes[i])
			return false;
	}
	return true;
}

/* The kind that is there already, or this one, which gets a number. */
static struct day_kind *intern(struct finder *finder, struct day_kind *kind)
{
	for (struct day_kind *other = finder->kinds; other; other = other->next) {
		if (same_minutes(kind, other))
			return other;
	}
	kind->number = finder->kinds->number + 1;
	kind->next = finder->kinds;
	finder->kinds = kind;
	return kind;
}

static const struct day_kind *kind_of(struct finder *finder, const struct date *date)
{
	struct day_kind **slot = &finder->by_date[date->month - 1][date->day - 1][date->weekday];
	const struct schedule *schedule = finder->schedule;
	struct day_kind *kind;

	if (*slot)
		return *slot;
	kind = arena_alloc(schedule->arena, sizeof(*kind));
	if (!kind)
		return NULL;
	for (size_t i = 0; i < schedule->count; i++) {
		if (fires_on(&schedule->crons[i], date))
			set_minutes(kind->minutes, &schedule->crons[i]);
	}
	*slot = intern(finder, kind);
	return *slot;
}

/* The first firing at or behind a minute; -1: none. */
static int first_at(const struct day_kind *kind, unsigned minute)
{
	for (size_t word = minute / 64; word < WORDS; word++) {
		uint64_t bits = kind->minutes[word];
		if (word == minute / 64)
			bits &= ~UINT64_C(0) << minute % 64;
		for (unsigned bit = 0; bits; bit++, bits >>= 1) {
			if (bits & 1)
				return (int)(word * 64 + bit);
		}
	}
	return -1;
}

/* The first firing behind `minute`, counted from the expiry day's midnight, on it or the next. */
static int next_in(const struct day_kind *expiry, const struct day_kind *behind, unsigned minute)
{
	int at = minute + 1 < MINUTES_OF_DAY ? first_at(expiry, minute + 1) : -1;

	if (at >= 0)
		return at;
	at = first_at(behind, minute + 1 > MINUTES_OF_DAY ? minute + 1 - MINUTES_OF_DAY : 0);
	return at >= 0 ? at + MINUTES_OF_DAY : -1;
}

static void compute_wait(const struct schedule *schedule, const struct day_kind *made,
	const struct day_kind *expiry, const struct day_kind *behind, struct wait *ret)
{
	*ret = (struct wait){made->number, expiry->number, behind->number, -1, -1};
	for (int minute = first_at(made, 0); minute >= 0;) {
		const int next = next_in(expiry, behind, (unsigned)minute + schedule->shift);
		if (next < 0) {
			ret->carried = minute;
			return;
		}
		if (next - minute > ret->longest)
			ret->longest = next - minute;
		minute = minute + 1 < MINUTES_OF_DAY ? first_at(made, (unsigned)minute + 1) : -1;
	}
}

static const struct wait *wait_of(struct finder *finder, const struct day_kind *made,
	const struct day_kind *expiry, const struct day_kind *behind)
{
	const size_t key = (made->number * 31 + expiry->number) * 31 + behind->number;
	struct wait *wait = &finder->memo[key % MEMO];

	if (wait->made != made->number || wait->expiry != expiry->number ||
		wait->behind != behind->number)
		compute_wait(finder->schedule, made, expiry, behind, wait);
	return wait;
}

/* A day that moves on, and its number from the beginning. */
struct walker {
	struct date date;
	int64_t day;
};

static void walk_to(struct walker *walker, int64_t day)
{
	for (; walker->day < day; walker->day++)
		date_next(&walker->date);
}

/* Moves to the first day at or behind `day` that has a firing; there is one. NULL: exhausted. */
static const struct day_kind *walk_to_firing(
	struct finder *finder, struct walker *walker, int64_t day)
{
	walk_to(walker, day);
	for (;;) {
		const struct day_kind *kind = kind_of(finder, &walker->date);
		if (!kind || kind->number != 1)
			return kind;
		walk_to(walker, walker->day + 1);
	}
}

/* All layers of all days of the calendar. The day without a firing is number 1. */
static enum schedule_end find_longest(struct finder *finder, int64_t ttl_days, int64_t *ret)
{
	struct walker made = {calendar_start, 0};
	struct walker expiry = {calendar_start, 0};
	struct walker behind = {calendar_start, 0};
	struct walker later = {calendar_start, 0};

	for (; made.day < CALENDAR_CYCLE_DAYS; walk_to(&made, made.day + 1)) {
		const struct day_kind *first = walk_to_firing(finder, &made, made.day);
		walk_to(&expiry, made.day + ttl_days);
		walk_to(&behind, expiry.day + 1);
		const struct day_kind *second = kind_of(finder, &expiry.date);
		const struct day_kind *third = kind_of(finder, &behind.date);
		if (!first || !second || !third)
			return SCHEDULE_FAILED;
		const struct wait *wait = wait_of(finder, first, second, third);
		int64_t longest = wait->longest;
		if (wait->carried >= 0) {
			const struct day_kind *end = walk_to_firing(finder, &later, behind.day + 1);
			if (!end)
				return SCHEDULE_FAILED;
			const int64_t days = later.day - expiry.day;
			longest = days * MINUTES_OF_DAY + first_at(end, 0) - wait->carried;
		}
		if (longest > *ret)
			*ret = longest;
	}
	return SCHEDULE_ENDS;
}

static bool fires(const struct schedule *schedule)
{
	for (size_t i = 0; i < schedule->count; i++) {
		if (cron_fires(&schedule->crons[i]))
			return true;
	}
	return false;
}

enum schedule_end schedule_cycle(
	const struct schedule *schedule, unsigned ttl_days, int64_t *ret_minutes)
{
	struct finder *finder;
	struct day_kind *none;
	int64_t longest = 0;

	if (!fires(schedule))
		return SCHEDULE_NEVER;
	finder = arena_alloc(schedule->arena, sizeof(*finder));
	none = arena_alloc(schedule->arena, sizeof(*none));
	if (!finder || !none)
		return SCHEDULE_FAILED;
	none->number = 1;
	finder->schedule = schedule;
	finder->kinds = none;
	if (find_longest(finder, ttl_days, &longest) == SCHEDULE_FAILED)
		return SCHEDULE_FAILED;
	*ret_minutes = (int64_t)ttl_days * MINUTES_OF_DAY + longest + schedule->shift;
	return SCHEDULE_ENDS;
}

int64_t cycle_days(int64_t minutes)
{
	return (minutes + MINUTES_OF_DAY - 1) / MINUTES_OF_DAY;
}

unsigned cycle_cold_percent(int64_t minutes, unsigned reader_ttl_days)
{
	const int64_t cold = minutes - (int64_t)reader_ttl_days * MINUTES_OF_DAY;
	unsigned percent;

	if (cold <= 0)
		return 0;
	percent = (unsigned)((cold * 200 + minutes) / (minutes * 2));
	if (percent < 1)
		return 1;
	return percent > 99 ? 99 : percent;
}

bool cron_fires(const struct cron_times *cron)
{
	struct date date = calendar_start;

	for (int64_t day = 0; day < CALENDAR_CYCLE_DAYS; day++, date_next(&date)) {
		if (fires_on(cron, &date))
			return true;
	}
	return false;
}

static bool fires_on_two_days(const struct cron_times *cron)
{
	struct date date = calendar_start;
	bool before = false;

	for (int64_t day = 0; day < CALENDAR_CYCLE_DAYS; day++, date_next(&date)) {
		const bool now = fires_on(cron, &date);
		if (before && now)
			return true;
		before = now;
	}
	return false;
}

unsigned cron_shortest(const struct cron_times *cron)
{
	struct day_kind kind = {.number = 0};
	int shortest = MINUTES_OF_DAY;
	int first;
	int last;

	set_minutes(kind.minutes, cron);
	first = first_at(&kind, 0);
	last = first;
	while (last >= 0 && last + 1 < MINUTES_OF_DAY) {
		const int next = first_at(&kind, (unsigned)last + 1);
		if (next < 0)
			break;
		if (next - last < shortest)
			shortest = next - last;
		last = next;
	}
	if (first + MINUTES_OF_DAY - last < shortest && fires_on_two_days(cron))
		shortest = first + MINUTES_OF_DAY - last;
	return (unsigned)shortest;
}

/* Names of the zone that never moves. */
static bool is_utc(struct str zone)
{
	static const char *const names[] = {"UTC", "Etc/UTC", "GMT", "Etc/GMT", "Z", "Etc/UCT",
		"UCT", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal", "Greenwich"};

	if (!zone.len)
		return true;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (str_eq_nocase(zone, str_of(names[i])))
			return true;
	}
	return false;
}

static struct str member_text(const struct value *entry, const char *name)
{
	const struct value *value =
		entry->kind == VALUE_OBJECT ? value_member(entry, str_of(name)) : NULL;
	return value && value->kind == VALUE_STRING ? value->text : STR_NONE;
}

bool schedule_of(struct arena *arena, const struct value *triggers, struct schedule *ret)
{
	const struct value *entries = value_member(triggers, STR("schedule"));
	struct str first_zone = STR_NONE;
	struct cron_times *crons;

	*ret = (struct schedule){.arena = arena};
	if (!entries || entries->kind != VALUE_ARRAY)
		return true;
	crons = arena_array(arena, entries->count, sizeof(*crons));
	if (!crons)
		return false;
	for (size_t i = 0; i < entries->count && ret->count < LIMIT_CRONS; i++) {
		const struct str zone = member_text(entries->items[i], "timezone");
		struct str why;
		if (!cron_read(arena, member_text(entries->items[i], "cron"), &crons[ret->count],
			    &why))
			continue;
		if (!ret->count++)
			first_zone = zone;
		if (!is_utc(zone) && ret->shift < SCHEDULE_SHIFT)
			ret->shift = SCHEDULE_SHIFT;
		if (!str_eq_nocase(zone, first_zone) && !(is_utc(zone) && is_utc(first_zone)))
			ret->shift = SCHEDULE_SHIFT_MIXED;
	}
	ret->crons = crons;
	return !arena->exhausted;
}
