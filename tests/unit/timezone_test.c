/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "actions/timezone.h"
#include "harness/rows.h"

struct zone_row {
	const char *name;
	const char *zone;
	bool exists;
};

static const struct zone_row zones[] = {
	{"a city", "Europe/Berlin", true},
	{"a city in a state", "America/Indiana/Knox", true},
	{"a city of three words", "America/Port-au-Prince", true},
	{"a zone by its distance", "Etc/GMT+12", true},
	{"a zone without an area", "UTC", true},
	{"an old name of a country", "Japan", true},
	{"the case of letters does not count", "europe/berlin", true},
	{"no name", "", false},
	{"an area alone", "Europe", false},
	{"an area and a slash", "Europe/", false},
	{"an area that is none", "Mars/Phobos", false},
	{"an abbreviation that is no zone", "PST", false},
	{"an offset", "+02:00", false},
	{"a city with a space", "America/New York", false},
};

static void check_zone(void **state)
{
	const struct zone_row *const row = *state;
	assert_int_equal(timezone_may_exist(str_of(row->zone)), row->exists);
}

int main(void)
{
	return ROWS_RUN("time zones", zones, check_zone);
}
