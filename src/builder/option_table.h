/* SPDX-License-Identifier: MIT */
#ifndef BUILDER_OPTION_TABLE_H
#define BUILDER_OPTION_TABLE_H

/* The data of releases and options, as option_table.c has it; release.h and option.h give it out.
 */

#include "builder/option.h"
#include "builder/release.h"

/* The default of an option in the releases before `until`; of several, the earliest counts. */
struct option_default {
	struct str name;
	struct release until;
	const char *standard;
};

/* A name that people write, and the option that they mean. */
struct option_mistake {
	struct str name;
	struct str meant;
};

struct option_tables {
	const struct release_row *releases;
	size_t release_count;
	const struct release_note *notes;
	size_t note_count;
	const struct option *options;
	size_t option_count;
	const struct option_default *defaults;
	size_t default_count;
	const struct option_mistake *mistakes;
	size_t mistake_count;
};

extern const struct option_tables option_tables;

#endif
