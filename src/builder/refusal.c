/* SPDX-License-Identifier: MIT */
#include "builder/refusal.h"

#include <stdarg.h>

bool refuse(struct arena *arena, struct refusal *ret_refusal, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	ret_refusal->message = str_vprintf(arena, format, args);
	va_end(args);
	ret_refusal->hint = STR_NONE;
	return false;
}

bool refuse_hint(struct arena *arena, struct refusal *ret_refusal, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	ret_refusal->hint = str_vprintf(arena, format, args);
	va_end(args);
	return false;
}
