/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_BUILDER_OPTIONS_H
#define HARNESS_BUILDER_OPTIONS_H

/*
 * envbuilder's options as its sources define them, written down a second time: what the tests hold
 * the program's own table against.
 */

#include "builder/option.h"

struct builder_option {
	const char *name; /* the option's own */
	enum option_type type;
	enum option_secrecy secrecy;
	struct release since;
};

#define BUILDER_OPTION_COUNT 43

extern const struct builder_option builder_options[BUILDER_OPTION_COUNT];

#endif
