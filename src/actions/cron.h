/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_CRON_H
#define ACTIONS_CRON_H

/* A cron line taken apart: which numbers each of its five fields stands for. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum cron_place {
	CRON_MINUTE,
	CRON_HOUR,
	CRON_DAY,     /* of the month, from 1 */
	CRON_MONTH,   /* from 1 */
	CRON_WEEKDAY, /* from 0, a Sunday */
	CRON_FIELDS
};

struct cron_times {
	uint64_t numbers[CRON_FIELDS]; /* a bit each */
	bool starred[CRON_FIELDS];     /* the field begins with `*` */
};

/*
 * Reads what cron_check (trigger.h) takes, and refuses what it refuses, in the same words. *ret is
 * whole only on success.
 */
bool cron_read(struct arena *arena, struct str line, struct cron_times *ret, struct str *ret_why);

#endif
