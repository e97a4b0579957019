/* SPDX-License-Identifier: MIT */
#include "yaml/big.h"

#include <string.h>

/* The largest power of five that one limb holds. */
#define FIVES 13u
#define FIVE_POWER 1220703125u

static void trim(struct big *big)
{
	while (big->len > 0 && big->limb[big->len - 1] == 0)
		big->len--;
}

void big_set(struct big *big, uint64_t value)
{
	big->limb[0] = (uint32_t)value;
	big->limb[1] = (uint32_t)(value >> 32);
	big->len = 2;
	trim(big);
}

void big_multiply_add(struct big *big, uint32_t factor, uint32_t addend)
{
	uint64_t carry = addend;
	for (size_t i = 0; i < big->len; i++) {
		carry += (uint64_t)big->limb[i] * factor;
		big->limb[i] = (uint32_t)carry;
		carry >>= 32;
	}
	if (carry > 0)
		big->limb[big->len++] = (uint32_t)carry;
}

void big_multiply_five(struct big *big, unsigned exponent)
{
	for (; exponent >= FIVES; exponent -= FIVES)
		big_multiply_add(big, FIVE_POWER, 0);
	for (; exponent > 0; exponent--)
		big_multiply_add(big, 5, 0);
}

uint32_t big_divide(struct big *big, uint32_t divisor)
{
	uint64_t rest = 0;
	for (size_t i = big->len; i-- > 0;) {
		rest = rest << 32 | big->limb[i];
		big->limb[i] = (uint32_t)(rest / divisor);
		rest %= divisor;
	}
	trim(big);
	return (uint32_t)rest;
}

void big_shift(struct big *big, size_t bits)
{
	const size_t limbs = bits / 32;
	const unsigned few = (unsigned)(bits % 32);
	if (big->len == 0)
		return;
	if (few > 0)
		big_multiply_add(big, UINT32_C(1) << few, 0);
	memmove(big->limb + limbs, big->limb, big->len * sizeof(*big->limb));
	memset(big->limb, 0, limbs * sizeof(*big->limb));
	big->len += limbs;
}

size_t big_bits(const struct big *big)
{
	size_t bits = big->len * 32;
	if (bits == 0)
		return 0;
	for (uint32_t top = big->limb[big->len - 1]; top < UINT32_C(1) << 31; top <<= 1)
		bits--;
	return bits;
}

int big_compare(const struct big *a, const struct big *b)
{
	if (a->len != b->len)
		return a->len < b->len ? -1 : 1;
	for (size_t i = a->len; i-- > 0;)
		if (a->limb[i] != b->limb[i])
			return a->limb[i] < b->limb[i] ? -1 : 1;
	return 0;
}

/* Takes factor * b off the limbs of a that b reaches to; returns what the limb above lacks. */
static uint32_t subtract_times(struct big *a, const struct big *b, uint32_t factor)
{
	uint64_t carry = 0;
	for (size_t i = 0; i < b->len; i++) {
		carry += (uint64_t)b->limb[i] * factor;
		const uint32_t low = (uint32_t)carry;
		carry >>= 32;
		carry += a->limb[i] < low;
		a->limb[i] -= low;
	}
	return (uint32_t)carry;
}

void big_subtract(struct big *a, const struct big *b)
{
	const uint32_t borrow = subtract_times(a, b, 1);
	if (a->len > b->len)
		a->limb[b->len] -= borrow;
	trim(a);
}

/* a = a + b over b's limbs; returns the carry. */
static uint32_t add_back(struct big *a, const struct big *b)
{
	uint64_t carry = 0;
	for (size_t i = 0; i < b->len; i++) {
		carry += (uint64_t)a->limb[i] + b->limb[i];
		a->limb[i] = (uint32_t)carry;
		carry >>= 32;
	}
	return (uint32_t)carry;
}

uint32_t big_divide_step(struct big *rest, const struct big *divisor)
{
	const size_t len = divisor->len;
	big_shift(rest, 32);
	while (rest->len < len + 1)
		rest->limb[rest->len++] = 0;
	/* Knuth's algorithm D: the guess from the top limbs is at most two too large. */
	const uint64_t top = (uint64_t)rest->limb[len] << 32 | rest->limb[len - 1];
	const uint64_t guess = top / divisor->limb[len - 1];
	uint32_t digit = guess > UINT32_MAX ? UINT32_MAX : (uint32_t)guess;
	uint32_t above = rest->limb[len] - subtract_times(rest, divisor, digit);
	while (above != 0) {
		above += add_back(rest, divisor);
		digit--;
	}
	rest->limb[len] = 0;
	trim(rest);
	return digit;
}
