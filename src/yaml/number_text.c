/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "yaml/big.h"
#include "yaml/node.h"

/* Digits that "G15" asks for, and the most that a double needs to be told from every other. */
#define PRECISION ((size_t)15)
#define PRECISION_MAX ((size_t)17)

/* Fixed notation has no more zeros behind the point, and no more digits before it. */
#define SCALE_MIN (-3)
#define SCALE_MAX 15

/* The longest text: "-0.000" and the digits; an exponent takes less than the zeros. */
#define TEXT_MAX ((size_t)32)

/* The smallest double has 767 digits, in whole chunks of nine. */
#define CHUNK 1000000000u
#define CHUNK_DIGITS 9u
#define DIGITS_MAX ((size_t)774)

/* 0.d1d2d3... * 10^scale; the digits are characters, the first is not '0'. */
struct decimal {
	char digit[DIGITS_MAX];
	size_t count;
	int scale;
};

/* The digits of a number that is not 0; spoils it. */
static void take_digits(struct decimal *decimal, struct big *big)
{
	size_t first = DIGITS_MAX;
	while (big->len > 0) {
		uint32_t chunk = big_divide(big, CHUNK);
		for (unsigned i = 0; i < CHUNK_DIGITS; i++) {
			decimal->digit[--first] = (char)('0' + chunk % 10);
			chunk /= 10;
		}
	}
	while (first < DIGITS_MAX && decimal->digit[first] == '0')
		first++;
	decimal->count = DIGITS_MAX - first;
	memmove(decimal->digit, decimal->digit + first, decimal->count);
}

/* All digits of a finite number above 0: no double has an endless fraction. */
static void expand(struct decimal *decimal, double number)
{
	uint64_t bits;
	memcpy(&bits, &number, sizeof(bits));
	const int field = (int)(bits >> 52 & 0x7FF);
	const uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1);
	const int exponent = (field > 0 ? field : 1) - 1075;
	struct big big;
	big_set(&big, field > 0 ? fraction | UINT64_C(1) << 52 : fraction);
	if (exponent >= 0)
		big_shift(&big, (size_t)exponent);
	else
		big_multiply_five(&big, (unsigned)-exponent);
	take_digits(decimal, &big);
	decimal->scale = (int)decimal->count + (exponent < 0 ? exponent : 0);
}

/* Whether what stands behind the kept digits is above their middle, or on it beside an odd one. */
static bool rounds_up(const struct decimal *decimal, size_t precision)
{
	const char *rest = decimal->digit + precision;
	if (rest[0] != '5')
		return rest[0] > '5';
	for (size_t i = 1; i < decimal->count - precision; i++)
		if (rest[i] != '0')
			return true;
	return (rest[-1] - '0') % 2 != 0;
}

static void round_off(struct decimal *decimal, size_t precision)
{
	if (decimal->count > precision) {
		const bool up = rounds_up(decimal, precision);
		decimal->count = precision;
		while (up && decimal->count > 0 && decimal->digit[decimal->count - 1] == '9')
			decimal->count--;
		if (decimal->count == 0) {
			decimal->digit[decimal->count++] = '1';
			decimal->scale++;
		} else if (up) {
			decimal->digit[decimal->count - 1]++;
		}
	}
	while (decimal->count > 0 && decimal->digit[decimal->count - 1] == '0')
		decimal->count--;
}

static void add_exponent(struct strbuf *out, int exponent)
{
	strbuf_printf(
		out, "E%c%02d", exponent < 0 ? '-' : '+', exponent < 0 ? -exponent : exponent);
}

static void add_decimal(struct strbuf *out, const struct decimal *decimal)
{
	const struct str digits = {decimal->digit, decimal->count};
	const bool scientific = decimal->scale > SCALE_MAX || decimal->scale < SCALE_MIN;
	const int point = scientific ? 1 : decimal->scale;
	const size_t whole = point > 0 ? (size_t)point : 0;
	strbuf_add(out, point > 0 ? str_slice(digits, 0, whole) : STR("0"));
	if (whole > digits.len)
		strbuf_add_times(out, '0', whole - digits.len);
	if (whole < digits.len) {
		strbuf_add_char(out, '.');
		strbuf_add_times(out, '0', point < 0 ? (size_t)-point : 0);
		strbuf_add(out, str_slice(digits, whole, digits.len));
	}
	if (scientific)
		add_exponent(out, decimal->scale - 1);
}

static struct str text_of(struct arena *arena, double number, size_t precision)
{
	if (isnan(number))
		return STR("NaN");
	if (isinf(number))
		return number < 0 ? STR("-Infinity") : STR("Infinity");
	if (number > -1e15 && number < 1e15 && number == (double)(int64_t)number && number != 0)
		return str_integer(arena, (int64_t)number);
	struct strbuf out;
	strbuf_init(&out, arena, TEXT_MAX);
	if (signbit(number))
		strbuf_add_char(&out, '-');
	if (number == 0) {
		strbuf_add_char(&out, '0');
		return strbuf_str(&out);
	}
	struct decimal decimal;
	expand(&decimal, signbit(number) ? -number : number);
	round_off(&decimal, precision);
	add_decimal(&out, &decimal);
	return strbuf_str(&out);
}

struct str number_string(struct arena *arena, double number)
{
	return text_of(arena, number, PRECISION);
}

struct str number_exact(struct arena *arena, double number)
{
	struct str text = STR("");
	double back = 0;
	for (size_t precision = PRECISION; precision <= PRECISION_MAX && text.ptr; precision++) {
		text = text_of(arena, number, precision);
		if (isfinite(number) && number_parse(text, &back) && back != number)
			continue;
		break;
	}
	return text;
}
