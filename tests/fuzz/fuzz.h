/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

/*
 * A fuzz target takes any bytes and must neither crash nor break a promise, which it asserts. Run
 * by libFuzzer (`make fuzz TARGET=…`), and by replay.c over the corpus in every test run.
 */

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stops the run, naming the promise that was broken. */
#define PROMISE(held) ((held) ? (void)0 : promise_broken(#held))
void promise_broken(const char *what);

#endif
