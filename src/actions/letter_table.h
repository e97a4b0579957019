/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_LETTER_TABLE_H
#define ACTIONS_LETTER_TABLE_H

/* The rows behind letters.h: which letters are one whatever their case. */

#include <stdint.h>

/* Letters whose upper case is the same way off: every one, or every second one, of a range. */
struct letter_row {
	uint32_t first;
	uint32_t last;
	uint32_t step; /* 1 or 2 */
	int32_t shift; /* from the letter to its upper case */
};

#define LETTER_ROWS 197u

/* Sorted, and no two of them overlap. */
extern const struct letter_row letter_rows[LETTER_ROWS];

#endif
