/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_PLAN_BYTES_H
#define PRECACHE_PLAN_BYTES_H

/* Tells a plan from a workflow: both may be JSON, and either may come from standard input. */

#include <stdbool.h>

#include "base/str.h"

/*
 * Whether bytes are an object whose member "schema" names precache's. What is not exactly a plan,
 * but says so, is read as a plan too, and refused with the reason.
 */
bool bytes_are_plan(struct str bytes);

#endif
