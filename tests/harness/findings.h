/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_FINDINGS_H
#define HARNESS_FINDINGS_H

/* Diagnostics and values as short text, for rows that hold what is expected of a YAML text. */

#include "actions/value.h"
#include "base/diag.h"

/* "line:col RULE message", each on a line; behind it " (hint)" when there is one. "" for none. */
struct str findings_text(struct arena *arena, const struct diags *diags);

/* A value as JSON on one line, without space: {"a":[1,true]}. */
struct str value_line(struct arena *arena, const struct value *value);

#endif
