/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_TIMEZONE_H
#define ACTIONS_TIMEZONE_H

/*
 * Names of the IANA time zone database. The database of the machine is not read, and new places
 * come to it every year: so an area must be one of its own, but any place in it is believed.
 */

#include <stdbool.h>

#include "base/str.h"

/* Whether a zone of that name may exist: "UTC", "Europe/Berlin", "America/Indiana/Knox". */
bool timezone_may_exist(struct str name);

#endif
