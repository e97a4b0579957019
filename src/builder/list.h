/* SPDX-License-Identifier: MIT */
#ifndef BUILDER_LIST_H
#define BUILDER_LIST_H

/*
 * Lists as the builder reads them: the first record of Go's encoding/csv, with commas and without
 * lazy quotes. Blank lines in front are skipped; CR LF is LF, and a CR at the very end is nothing.
 * Source: readAsCSV of serpent, encoding/csv's Reader.
 */

#include <stdbool.h>

#include "base/str.h"
#include "builder/image.h"

/*
 * What is wrong with a list that the builder cannot read: a clause and a hint that live for ever.
 * NULL: it reads it, and *ret_cut says whether it drops lines behind the first record.
 */
const struct refusal *list_fault(struct str list, bool *ret_cut);

#endif
