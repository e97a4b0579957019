/* SPDX-License-Identifier: MIT */
#include "yaml/number.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "yaml/big.h"
#include "yaml/node.h"

/* No double, and no middle of two, needs more digits than that to be told from its neighbours. */
#define DIGITS_MAX ((size_t)770)

/* Every value from 10^309 on is infinite, every one below 10^-323 / 2 is 0. */
#define SCALE_MAX 309
#define SCALE_MIN (-323)

/* Up to here digits and power of ten are exact as doubles, so one operation rounds once. */
#define EXACT_DIGITS ((size_t)15)
#define EXACT_POWER 22

/* An exponent beyond it is cut; no mantissa that fits into a file brings it back into range. */
#define EXPONENT_MAX INT64_C(1000000000000)

_Static_assert(sizeof(double) == sizeof(uint64_t) && DBL_MANT_DIG == 53, "IEEE 754 doubles");

/* digit[0] digit[1] ... * 10^exponent; neither end is a zero. */
struct decimal {
	bool negative;
	int64_t exponent;
	size_t count;
	unsigned char digit[DIGITS_MAX];
};

static double power_of_ten(int64_t exponent)
{
	double power = 1.0;
	for (; exponent > 0; exponent--)
		power *= 10.0;
	return power;
}

/* The double next to top * 2^(exponent - 63), `top` with its top bit; `more`: a little above it. */
static double assemble(uint64_t top, bool more, int64_t exponent)
{
	const int64_t below = exponent < -1022 ? -1022 - exponent : 0;
	if (exponent > 1023)
		return (double)INFINITY;
	if (below > 53)
		return 0.0;
	const unsigned drop = (unsigned)(11 + below);
	const uint64_t half = UINT64_C(1) << (drop - 1);
	const uint64_t rest = drop < 64 ? top & ((half << 1) - 1) : top;
	uint64_t bits = drop < 64 ? top >> drop : 0;
	bits += rest > half || (rest == half && (more || (bits & 1) != 0));
	/* The mantissa's top bit is one of the exponent, and so is its carry. */
	if (below == 0)
		bits += (uint64_t)(exponent + 1022) << 52;
	double value;
	memcpy(&value, &bits, sizeof(value));
	return value;
}

/* dividend / divisor * 2^exponent; spoils both. */
static double divide(struct big *dividend, struct big *divisor, int64_t exponent)
{
	const size_t from = big_bits(dividend);
	const size_t by = big_bits(divisor);
	const size_t width = ((from > by ? from : by) + 31) / 32 * 32;
	big_shift(dividend, width - from);
	big_shift(divisor, width - by);
	exponent += (int64_t)from - (int64_t)by;
	if (big_compare(dividend, divisor) < 0) {
		big_shift(dividend, 1);
		exponent--;
	}
	/* The quotient is 1, then two digits of 32 bits, then what is left. */
	big_subtract(dividend, divisor);
	const uint64_t high = big_divide_step(dividend, divisor);
	const uint64_t low = big_divide_step(dividend, divisor);
	const uint64_t top = UINT64_C(1) << 63 | high << 31 | low >> 1;
	return assemble(top, (low & 1) != 0 || dividend->len > 0, exponent);
}

static double decimal_slow(const struct decimal *decimal)
{
	struct big dividend;
	struct big divisor;
	big_set(&dividend, decimal->digit[0]);
	for (size_t i = 1; i < decimal->count; i++)
		big_multiply_add(&dividend, 10, decimal->digit[i]);
	big_set(&divisor, 1);
	if (decimal->exponent >= 0)
		big_multiply_five(&dividend, (unsigned)decimal->exponent);
	else
		big_multiply_five(&divisor, (unsigned)-decimal->exponent);
	return divide(&dividend, &divisor, decimal->exponent);
}

static double decimal_fast(const struct decimal *decimal)
{
	double value = 0.0;
	for (size_t i = 0; i < decimal->count; i++)
		value = value * 10.0 + decimal->digit[i];
	return decimal->exponent < 0 ? value / power_of_ten(-decimal->exponent)
				     : value * power_of_ten(decimal->exponent);
}

static double decimal_double(const struct decimal *decimal)
{
	const int64_t scale = (int64_t)decimal->count + decimal->exponent;
	const int64_t power = decimal->exponent < 0 ? -decimal->exponent : decimal->exponent;
	double value;
	if (decimal->count == 0 || scale < SCALE_MIN)
		value = 0.0;
	else if (scale > SCALE_MAX)
		value = (double)INFINITY;
	else if (FLT_EVAL_METHOD == 0 && decimal->count <= EXACT_DIGITS && power <= EXACT_POWER)
		value = decimal_fast(decimal);
	else
		value = decimal_slow(decimal);
	return decimal->negative ? -value : value;
}

/* Takes one digit of the mantissa; of those beyond DIGITS_MAX only whether they are 0 counts. */
static void add_digit(struct decimal *decimal, char c, bool fraction)
{
	const bool leading = decimal->count == 0 && c == '0';
	if (leading || decimal->count < DIGITS_MAX) {
		if (!leading)
			decimal->digit[decimal->count++] = (unsigned char)(c - '0');
		decimal->exponent -= fraction;
		return;
	}
	decimal->exponent += !fraction;
	if (c == '0')
		return;
	/* The last digit stands for all that follow; it is not 0 and there is no middle left. */
	decimal->digit[DIGITS_MAX - 1] |= 1;
}

static void strip_zeros(struct decimal *decimal)
{
	while (decimal->count > 0 && decimal->digit[decimal->count - 1] == 0) {
		decimal->count--;
		decimal->exponent++;
	}
}

/* Offset behind the digits from `at` on. */
static size_t skip_digits(struct str text, size_t at)
{
	while (at < text.len && char_is_digit(text.ptr[at]))
		at++;
	return at;
}

static size_t skip_sign(struct str text, size_t at)
{
	return at < text.len && (text.ptr[at] == '-' || text.ptr[at] == '+') ? at + 1 : at;
}

/* Reads "e-12" at the end of the text into *ret. */
static bool read_exponent(struct str text, size_t at, int64_t *ret)
{
	if (text.ptr[at] != 'e' && text.ptr[at] != 'E')
		return false;
	const size_t first = skip_sign(text, at + 1);
	if (first == text.len || skip_digits(text, first) != text.len)
		return false;
	int64_t exponent = 0;
	for (size_t i = first; i < text.len && exponent < EXPONENT_MAX; i++)
		exponent = exponent * 10 + (text.ptr[i] - '0');
	*ret = text.ptr[at + 1] == '-' ? -exponent : exponent;
	return true;
}

/* [-+]? ( \.[0-9]+ | [0-9]+ (\.[0-9]*)? ) ([eE][-+]?[0-9]+)? */
static enum number_form read_decimal(struct str text, double *ret)
{
	struct decimal decimal = {.negative = str_starts(text, STR("-"))};
	const size_t first = skip_sign(text, 0);
	const size_t dot = skip_digits(text, first);
	size_t end = dot;
	if (dot < text.len && text.ptr[dot] == '.')
		end = skip_digits(text, dot + 1);
	const size_t digits = end - first - (end > dot);
	int64_t exponent = 0;
	if (digits == 0 || (end < text.len && !read_exponent(text, end, &exponent)))
		return NUMBER_NONE;
	for (size_t i = first; i < end; i++)
		if (i != dot)
			add_digit(&decimal, text.ptr[i], i > dot);
	strip_zeros(&decimal);
	decimal.exponent += exponent;
	*ret = decimal_double(&decimal);
	return dot == text.len ? NUMBER_INTEGER : NUMBER_FLOAT;
}

/* Value of a digit up to base 16, or 16. */
static unsigned digit_value(char c)
{
	const char lower = char_lower(c);
	if (char_is_digit(c))
		return (unsigned)(c - '0');
	return lower >= 'a' && lower <= 'f' ? (unsigned)(lower - 'a') + 10 : 16;
}

/* 0x[0-9a-fA-F]+ or 0o[0-7]+ */
static enum number_form read_radix(struct str text, double *ret)
{
	if (text.len < 3 || (!str_starts(text, STR("0x")) && !str_starts(text, STR("0o"))))
		return NUMBER_NONE;
	const unsigned base = text.ptr[1] == 'x' ? 16 : 8;
	uint64_t bits = 0;
	for (size_t i = 2; i < text.len; i++) {
		const unsigned digit = digit_value(text.ptr[i]);
		if (digit >= base)
			return NUMBER_NONE;
		if (bits <= UINT32_MAX)
			bits = bits * base + digit;
	}
	if (bits > UINT32_MAX)
		return NUMBER_TOO_LARGE;
	*ret = bits > INT32_MAX ? (double)bits - 4294967296.0 : (double)bits;
	return NUMBER_RADIX;
}

/* Those that are written without a digit. */
static enum number_form read_special(struct str text, double *ret)
{
	static const char *const infinite[] = {".inf", ".Inf", ".INF"};
	static const char *const not_a_number[] = {".nan", ".NaN", ".NAN"};
	const size_t sign = skip_sign(text, 0);
	const struct str rest = str_slice(text, sign, text.len);
	for (size_t i = 0; i < 3; i++) {
		if (str_is(rest, infinite[i])) {
			*ret = str_starts(text, STR("-")) ? (double)-INFINITY : (double)INFINITY;
			return NUMBER_FLOAT;
		}
		if (str_is(text, not_a_number[i])) {
			*ret = (double)NAN;
			return NUMBER_FLOAT;
		}
	}
	return NUMBER_NONE;
}

enum number_form number_read(struct str text, double *ret)
{
	static enum number_form (*const readers[])(struct str text, double *ret) = {
		read_decimal, read_radix, read_special};
	/* Most scalars are words, and no number begins with a letter. */
	if (text.len == 0 || char_is_alpha(text.ptr[0]))
		return NUMBER_NONE;
	enum number_form form = NUMBER_NONE;
	for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]) && form == NUMBER_NONE; i++)
		form = readers[i](text, ret);
	return form;
}

bool number_parse(struct str text, double *ret)
{
	double value;
	const enum number_form form = number_read(text, &value);
	if (form == NUMBER_NONE || form == NUMBER_TOO_LARGE)
		return false;
	*ret = value;
	return true;
}
