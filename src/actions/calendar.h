/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_CALENDAR_H
#define ACTIONS_CALENDAR_H

/* The Gregorian calendar, day by day. After 400 years it begins anew, weekdays included. */

#define CALENDAR_CYCLE_DAYS 146097
#define CALENDAR_MONTHS 12
#define CALENDAR_DAYS 31
#define CALENDAR_WEEKDAYS 7

struct date {
	unsigned year;
	unsigned month;   /* from 1 */
	unsigned day;     /* from 1 */
	unsigned weekday; /* from 0, a Sunday */
};

/* The first day of a cycle: 2000-01-01, a Saturday. */
extern const struct date calendar_start;

/* Moves to the next day. */
void date_next(struct date *date);

#endif
