/* SPDX-License-Identifier: MIT */

/* Members of a plan that decide nothing for the executor are of their type all the same. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "harness/plans.h"
#include "harness/rows.h"

/* One member that is changed while all else, with the id, stays right. */
struct shape_row {
	const char *name;
	const char *at;
	const char *value; /* NULL: it goes */
	const char *message;
};

static const struct shape_row containers[] = {
	{"a container's image that is a number", "/builds/1/container/image", "12",
		"'/builds/1/container/image' must be a text"},
	{"a container without an image", "/builds/1/container/image", NULL,
		"'/builds/1/container/image' is missing"},
	{"a container with what none has", "/builds/1/container/privileged", "true",
		"'/builds/1/container/privileged' is no member of a plan"},
	{"a container's variable that is a number", "/builds/1/container",
		"{'image':'debian:12','env':{'A':1}}",
		"'/builds/1/container/env/A' must be a text"},
	{"a container's variables out of order", "/builds/1/container",
		"{'image':'debian:12','env':{'B':'1','A':'2'}}",
		"'/builds/1/container/env/A' is not in its place"},
	{"a container's port that is a number", "/builds/1/container",
		"{'image':'debian:12','ports':[80]}",
		"'/builds/1/container/ports/0' must be a text"},
	{"a container that is a text", "/builds/1/container", "'debian:12'",
		"'/builds/1/container' must be an object"},
};

static const struct shape_row settings[] = {
	{"a setting that no event has", "/workflow/triggers/push", "{'colour':'red'}",
		"'/workflow/triggers/push/colour' is no member of a plan"},
	{"inputs that are a number", "/workflow/triggers/push", "{'inputs':12}",
		"'/workflow/triggers/push/inputs' must be an object of definitions"},
	{"an input that is required perhaps", "/workflow/triggers/push",
		"{'inputs':{'a':{'required':'perhaps'}}}",
		"'/workflow/triggers/push/inputs/a/required' must be true or false"},
	{"an input's default that is a list", "/workflow/triggers/push",
		"{'inputs':{'a':{'default':[]}}}",
		"'/workflow/triggers/push/inputs/a/default' must be a text, a number, true or "
		"false"},
	{"an input's choices that are numbers", "/workflow/triggers/push",
		"{'inputs':{'a':{'options':[1]}}}",
		"'/workflow/triggers/push/inputs/a/options/0' must be a text"},
};

static void check_shape(void **state)
{
	const struct shape_row *row = *state;
	assert_change_refused(row->at, row->value, row->message);
}

int main(void)
{
	return ROWS_RUN("the container that a job runs in", containers, check_shape) +
	       ROWS_RUN("the settings of a trigger", settings, check_shape);
}
