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

extern const struct release_row release_rows[];
extern const size_t release_row_count;
extern const struct release_note release_note_rows[];
extern const size_t release_note_count;
extern const struct option option_table_rows[];
extern const size_t option_table_count;
extern const struct option_default option_default_rows[];
extern const size_t option_default_count;
extern const struct option_mistake option_mistake_rows[];
extern const size_t option_mistake_count;

#endif
