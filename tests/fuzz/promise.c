/* SPDX-License-Identifier: MIT */
#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>

void promise_broken(const char *what)
{
	fprintf(stderr, "fuzz: broken: %s\n", what);
	abort();
}
