/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/rows.h"
#include "yaml/node.h"

struct print_row {
	const char *name;
	double number;
	const char *text;
};

static const struct print_row prints[] = {
	{"zero is 0", 0.0, "0"},
	{"negative zero keeps its sign", -0.0, "-0"},
	{"an integer has no point", 1000.0, "1000"},
	{"a negative integer", -42.0, "-42"},
	{"the largest with 15 digits is plain", 999999999999999.0, "999999999999999"},
	{"10^15 has an exponent", 1e15, "1E+15"},
	{"16 digits are rounded to 15", 1234567890123456.0, "1.23456789012346E+15"},
	{"a fraction", 3.10, "3.1"},
	{"a tenth", 0.1, "0.1"},
	{"a sum of tenths is rounded", 0.1 + 0.2, "0.3"},
	{"a third has 15 digits", 1.0 / 3.0, "0.333333333333333"},
	{"0.0001 is plain", 0.0001, "0.0001"},
	{"0.00001 has an exponent", 0.00001, "1E-05"},
	{"a small number has two digits of exponent", 1.5e-6, "1.5E-06"},
	{"a large exponent has three digits", 1e300, "1E+300"},
	{"the largest double", 1.7976931348623157e308, "1.79769313486232E+308"},
	{"the smallest double", 4.9406564584124654e-324, "4.94065645841247E-324"},
	{"a tie goes to the even digit", 1.000000000000005e15, "1E+15"},
	{"nines carry into a new digit", 999999999999999.9, "1E+15"},
	{"nines carry behind the point", 0.99999999999999999, "1"},
	{"nines carry into the middle", 1.9999999999999998, "2"},
	{"infinity", (double)INFINITY, "Infinity"},
	{"negative infinity", (double)-INFINITY, "-Infinity"},
	{"not a number", (double)NAN, "NaN"},
};

static void assert_prints(double number, const char *text)
{
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct str printed = number_string(&arena, number);
	assert_non_null(printed.ptr);
	assert_int_equal(printed.len, strlen(text));
	assert_memory_equal(printed.ptr, text, printed.len);
	arena_release(&arena);
}

static void check_print(void **state)
{
	const struct print_row *row = *state;
	assert_prints(row->number, row->text);
}

/* Texts whose value the C library knows as well. */
struct parse_row {
	const char *name;
	const char *text;
};

static const struct parse_row parses[] = {
	{"an integer", "42"},
	{"a negative zero", "-0"},
	{"a fraction", "3.14159"},
	{"2^53 + 1 is a tie and goes to the even", "9007199254740993"},
	{"a tie with a digit far behind goes up",
		"9007199254740993.00000000000000000000000000000000000000000000001"},
	{"a tie upwards to the even", "9007199254740995"},
	{"1e22 is the last exact power", "1e22"},
	{"1e23 is not exact", "1e23"},
	{"15 digits and a large power", "123456789012345e300"},
	{"16 digits", "0.1234567890123456"},
	{"17 digits", "1.7976931348623157e308"},
	{"the middle between the largest and infinity", "1.7976931348623158079372897140530e308"},
	{"just below that middle", "1.797693134862315807e308"},
	{"far too large", "1e400"},
	{"absurdly large", "1e99999999999999999999999999"},
	{"absurdly small", "-1e-99999999999999999999999999"},
	{"the smallest normal", "2.2250738585072014e-308"},
	{"the famous one below it", "2.2250738585072011e-308"},
	{"the smallest", "4.9406564584124654e-324"},
	{"half of the smallest is 0", "2.4703282292062327e-324"},
	{"a little over half of it is not", "2.4703282292062328e-324"},
	{"a subnormal", "1.234567e-310"},
	{"many zeros in front", "0.00000000000000000000000000000000000000000000000000001"},
	{"many zeros behind", "100000000000000000000000000000000000000000000000000000"},
	{"zeros that an exponent takes back", "0.0000000000000000000000000001e28"},
};

static void assert_parses(const char *text)
{
	double parsed = 0;
	const double expected = strtod(text, NULL);
	assert_true(number_parse(str_of(text), &parsed));
	assert_memory_equal(&parsed, &expected, sizeof(parsed));
}

static void check_parse(void **state)
{
	const struct parse_row *row = *state;
	assert_parses(row->text);
}

/* A fixed sequence of bits: splitmix64. */
static uint64_t next_bits(uint64_t *seed)
{
	uint64_t z = *seed += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

static double next_double(uint64_t *seed)
{
	const uint64_t bits = next_bits(seed);
	double number;
	memcpy(&number, &bits, sizeof(number));
	return number;
}

/* Doubles of every size print as the C library prints them. */
static void check_printf(void **state)
{
	uint64_t seed = 1;
	char text[64];
	(void)state;
	for (int i = 0; i < 20000; i++) {
		double number = next_double(&seed);
		if (i % 2 == 0)
			number = (double)(int64_t)next_bits(&seed) / 1e15;
		if (!isfinite(number))
			continue;
		snprintf(text, sizeof(text), "%.15G", number);
		assert_prints(number, text);
	}
}

/* Doubles written with 1 to 20 digits, and those between two doubles, read as strtod reads them. */
static void check_strtod(void **state)
{
	uint64_t seed = 2;
	char text[1200];
	(void)state;
	for (int i = 0; i < 20000; i++) {
		const double number = next_double(&seed);
		if (!isfinite(number))
			continue;
		snprintf(text, sizeof(text), "%.*e", i % 20, number);
		assert_parses(text);
	}
	for (int i = 0; i < 300; i++) {
		const double number = fabs(next_double(&seed));
		if (!isfinite(number) || number > 1e300)
			continue;
		const long double middle =
			((long double)number + (long double)nextafter(number, INFINITY)) / 2;
		snprintf(text, sizeof(text), "%.*Le", i % 2 == 0 ? 770 : 1100, middle);
		assert_parses(text);
		/* A digit more, and it is no middle any longer. */
		char *exponent = strchr(text, 'e');
		memmove(exponent + 1, exponent, strlen(exponent) + 1);
		*exponent = '1';
		assert_parses(text);
	}
}

/* 800 digits: one more than are looked at decides. */
static void check_sticky(void **state)
{
	char text[1024] = "9007199254740993.";
	(void)state;
	memset(text + strlen(text), '0', 900);
	assert_parses(text);
	strcat(text, "1");
	assert_parses(text);
}

struct refuse_row {
	const char *name;
	const char *text;
};

static const struct refuse_row refuses[] = {
	{"nothing is no number", ""},
	{"a sign is no number", "-"},
	{"a point is no number", "."},
	{"a blank behind is no part of a number", "1 "},
	{"a comma is no point", "1,5"},
	{"an exponent needs digits", "1e"},
	{"a C99 hexadecimal float is none", "0x1p3"},
	{"more than 32 bits are too many", "0x100000000"},
	{"more than 64 bits are too many", "0xFFFFFFFFFFFFFFFFFFFFFF"},
	{"the C library's infinity is a word", "inf"},
};

static void check_refuse(void **state)
{
	const struct refuse_row *row = *state;
	double number = 7;
	assert_false(number_parse(str_of(row->text), &number));
	assert_true(number == 7);
}

int main(void)
{
	const struct CMUnitTest sweeps[] = {
		{"20000 doubles print as %.15G prints them", check_printf, NULL, NULL, NULL},
		{"20000 texts read as strtod reads them", check_strtod, NULL, NULL, NULL},
		{"a digit behind 900 zeros breaks a tie", check_sticky, NULL, NULL, NULL},
	};
	return ROWS_RUN("prints", prints, check_print) + ROWS_RUN("parses", parses, check_parse) +
	       ROWS_RUN("refuses", refuses, check_refuse) +
	       cmocka_run_group_tests_name("sweeps", sweeps, NULL, NULL);
}
