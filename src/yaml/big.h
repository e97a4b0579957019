/* SPDX-License-Identifier: MIT */
#ifndef YAML_BIG_H
#define YAML_BIG_H

/*
 * Natural numbers of a bounded size, as much of them as the exact conversion of doubles takes: the
 * largest is 10^770, number.c's longest decimal, of 2558 bits, beside a 5^1093, of 2538, which
 * aligning and dividing them brings to 2624 at most.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BIG_LIMBS 84

struct big {
	size_t len;               /* limbs in use; the last is not 0 */
	uint32_t limb[BIG_LIMBS]; /* the least first; those from `len` on are undefined */
};

void big_set(struct big *big, uint64_t value);

/* big = big * factor + addend */
void big_multiply_add(struct big *big, uint32_t factor, uint32_t addend);

/* big = big * 5^exponent */
void big_multiply_five(struct big *big, unsigned exponent);

/* big = big / divisor; returns the remainder. */
uint32_t big_divide(struct big *big, uint32_t divisor);

/* big = big * 2^bits */
void big_shift(struct big *big, size_t bits);

/* Bits up to the highest that is set; 0 of 0. */
size_t big_bits(const struct big *big);

/* Negative, 0, positive. */
int big_compare(const struct big *a, const struct big *b);

/* a = a - b, which is not negative. */
void big_subtract(struct big *a, const struct big *b);

/*
 * One digit of a division in base 2^32: rest = rest * 2^32, takes `divisor` off as often as it is
 * in there and returns how often. `rest` must be below `divisor`, whose last limb has its top bit.
 */
uint32_t big_divide_step(struct big *rest, const struct big *divisor);

#endif
