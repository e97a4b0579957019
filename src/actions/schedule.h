/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_SCHEDULE_H
#define ACTIONS_SCHEDULE_H

/*
 * When a workflow's schedule fires, by calendar arithmetic alone: the Gregorian calendar repeats
 * itself every 400 years, and all of them are looked at. There is no clock here and no time-zone
 * table. A local time may move against others by up to SCHEDULE_SHIFT minutes between two firings
 * (summer time), or by SCHEDULE_SHIFT_MIXED when lines have different zones; where it matters, the
 * worse is assumed. Of the day fields both must hold, or either when neither begins with `*`, as
 * POSIX says. Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "actions/cron.h"
#include "actions/value.h"
#include "base/arena.h"

#define MINUTES_OF_DAY 1440
#define SCHEDULE_SHIFT 60u
#define SCHEDULE_SHIFT_MIXED 1560u

struct schedule {
	struct arena *arena;
	const struct cron_times *crons;
	size_t count;   /* 0: the workflow has no schedule; at most LIMIT_CRONS are looked at */
	unsigned shift; /* minutes */
};

/*
 * The schedule of a workflow's triggers (triggers_value, or a plan's). Lines that no cron reader
 * takes count as never firing. False when the arena is exhausted.
 */
bool schedule_of(struct arena *arena, const struct value *triggers, struct schedule *ret);

enum schedule_end {
	SCHEDULE_ENDS,  /* a layer is made again */
	SCHEDULE_NEVER, /* there is no schedule, or it never fires: only other events make layers */
	SCHEDULE_FAILED /* the arena is exhausted */
};

/*
 * The longest time, in minutes, from a firing that makes a layer to the one that makes it again:
 * the first later than `ttl_days` days (1 to 106751) after it, because a layer that is found is not
 * made again and its age stays. A run that comes between by another event only makes it shorter.
 * Weekly firings and 30 days: 35 days.
 */
enum schedule_end schedule_cycle(
	const struct schedule *schedule, unsigned ttl_days, int64_t *ret_minutes);

/* The days of a cycle, rounded up. */
int64_t cycle_days(int64_t minutes);

/*
 * For how much of the longest cycle a reader with that TTL finds nothing, in percent: rounded, but
 * neither up to 100 nor down to 0.
 */
unsigned cycle_cold_percent(int64_t minutes, unsigned reader_ttl_days);

/* Whether a cron line fires on any day. */
bool cron_fires(const struct cron_times *cron);

/* The shortest time between two firings of a line, in minutes; a day and more is 1440. */
unsigned cron_shortest(const struct cron_times *cron);

#endif
