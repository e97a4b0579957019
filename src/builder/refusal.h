/* SPDX-License-Identifier: MIT */
#ifndef BUILDER_REFUSAL_H
#define BUILDER_REFUSAL_H

/* How the checks of this folder write their refusals. Both return false, for `return refuse(…)`. */

#include <stdbool.h>

#include "base/arena.h"
#include "builder/image.h"

/* Sets the message and takes a former hint away. */
bool refuse(struct arena *arena, struct refusal *ret_refusal, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Sets the hint and leaves the message. */
bool refuse_hint(struct arena *arena, struct refusal *ret_refusal, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
