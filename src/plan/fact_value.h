/* SPDX-License-Identifier: MIT */
#ifndef PLAN_FACT_VALUE_H
#define PLAN_FACT_VALUE_H

/*
 * A fact of a build is a value that the workflow gives, in the type that a plan has for it: whoever
 * reads a plan never meets another. What is unknown keeps its text. All values are in the plan's
 * arena; a function gives NULL when it is exhausted, or when it is given NULL.
 */

#include "plan/making.h"

/* The value as a text: labels and names are texts, whatever their YAML type. An array or an object
 * is reported, and given back. */
const struct value *fact_text(const struct making *making, const struct value *value);

/* An array of texts; one value alone is an array of it. */
const struct value *fact_texts(const struct making *making, const struct value *value);

/* True or false; another value is reported, and given back. */
const struct value *fact_flag(const struct making *making, const struct value *value);

/* An object without members yet, and where to put them. */
const struct value *fact_object(const struct making *making, struct map **ret_members);

/*
 * Reports what an expression gave where the file could not be checked: GitHub refuses it when it
 * runs. Returns `value`.
 */
const struct value *fact_refuse(const struct making *making, const struct value *value,
	enum diag_rule rule, const char *message);

#endif
