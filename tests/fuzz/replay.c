/* SPDX-License-Identifier: MIT */

/* Feeds files to a fuzz target one after the other: usage: TARGET FILE... */

#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "fuzz/fuzz.h"

static int replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes = malloc(LIMIT_FILE_BYTES + 2);
	int failed = 1;

	if (file && bytes) {
		/* A heap block of just the size, so that a byte too far is seen. */
		const size_t size = fread(bytes, 1, LIMIT_FILE_BYTES + 2, file);
		uint8_t *exact = realloc(bytes, size ? size : 1);
		bytes = exact ? exact : bytes;
		failed = LLVMFuzzerTestOneInput(bytes, size);
	} else {
		perror(path);
	}
	if (file)
		fclose(file);
	free(bytes);
	return failed;
}

int main(int argc, char **argv)
{
	int failed = 0;

	for (int i = 1; i < argc; i++)
		failed |= replay(argv[i]);
	return failed;
}
