/* SPDX-License-Identifier: MIT */
#include "actions/calendar.h"

#include <stdbool.h>

const struct date calendar_start = {2000, 1, 1, 6};

static const unsigned days_of_month[CALENDAR_MONTHS] = {
	31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static bool is_leap(unsigned year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

void date_next(struct date *date)
{
	const unsigned leap = date->month == 2 && is_leap(date->year) ? 1 : 0;

	date->weekday = date->weekday == CALENDAR_WEEKDAYS - 1 ? 0 : date->weekday + 1;
	if (date->day++ < days_of_month[date->month - 1] + leap)
		return;
	date->day = 1;
	if (date->month++ < CALENDAR_MONTHS)
		return;
	date->month = 1;
	date->year++;
}
