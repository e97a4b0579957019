/* SPDX-License-Identifier: MIT */
#include "actions/cron.h"
#include "actions/trigger.h"

/* Names stand for the numbers from `low` on, in their order. */
struct cron_field {
	const char *noun;
	unsigned low;
	unsigned high;
	const char *range;
	const struct str *names;
	size_t name_count;
};

static const struct str month_names[] = {
	STR_ROW("JAN"),
	STR_ROW("FEB"),
	STR_ROW("MAR"),
	STR_ROW("APR"),
	STR_ROW("MAY"),
	STR_ROW("JUN"),
	STR_ROW("JUL"),
	STR_ROW("AUG"),
	STR_ROW("SEP"),
	STR_ROW("OCT"),
	STR_ROW("NOV"),
	STR_ROW("DEC"),
};

static const struct str day_names[] = {
	STR_ROW("SUN"),
	STR_ROW("MON"),
	STR_ROW("TUE"),
	STR_ROW("WED"),
	STR_ROW("THU"),
	STR_ROW("FRI"),
	STR_ROW("SAT"),
};

static const struct cron_field fields[CRON_FIELDS] = {
	{"minute", 0, 59, "0 to 59", NULL, 0},
	{"hour", 0, 23, "0 to 23", NULL, 0},
	{"day of the month", 1, 31, "1 to 31", NULL, 0},
	{"month", 1, 12, "1 to 12 or JAN to DEC", month_names, 12},
	{"day of the week", 0, 6, "0 to 6 or SUN to SAT", day_names, 7},
};

/* The field that is being read, what is wrong with it, and the numbers that it stands for. */
struct cron {
	struct arena *arena;
	const struct cron_field *field;
	struct str why;
	uint64_t numbers; /* a bit each */
	bool starred;     /* it begins with a `*` */
};

static bool read_number(struct str text, unsigned *ret)
{
	if (text.len == 0 || text.len > 4 || !str_all_in(text, "0123456789"))
		return false;
	unsigned number = 0;
	for (size_t i = 0; i < text.len; i++)
		number = number * 10 + (unsigned)(text.ptr[i] - '0');
	*ret = number;
	return true;
}

static bool read_value(struct cron *cron, struct str text, unsigned *ret)
{
	const struct cron_field *field = cron->field;
	for (size_t i = 0; i < field->name_count; i++) {
		if (str_eq_nocase(field->names[i], text)) {
			*ret = field->low + (unsigned)i;
			return true;
		}
	}
	unsigned number = 0;
	if (read_number(text, &number) && number >= field->low && number <= field->high) {
		*ret = number;
		return true;
	}
	cron->why = str_printf(
		cron->arena, "'%.*s' is no %s: %s", STR_ARG(text), field->noun, field->range);
	return false;
}

/* A value, or two with a dash between. */
static bool read_range(struct cron *cron, struct str text, unsigned *ret_first, unsigned *ret_last)
{
	const size_t dash = str_find_char(text, '-', 1);
	if (dash == STR_NOWHERE) {
		if (!read_value(cron, text, ret_first))
			return false;
		*ret_last = *ret_first;
		return true;
	}
	if (!read_value(cron, str_slice(text, 0, dash), ret_first) ||
		!read_value(cron, str_slice(text, dash + 1, text.len), ret_last))
		return false;
	if (*ret_first <= *ret_last)
		return true;
	cron->why = str_printf(cron->arena, "'%.*s' is no range (%s): it ends before it starts",
		STR_ARG(text), cron->field->noun);
	return false;
}

static bool read_step(struct cron *cron, struct str text, unsigned *ret)
{
	if (read_number(text, ret) && *ret > 0)
		return true;
	cron->why = str_printf(cron->arena, "'%.*s' is no step (%s): a whole number from 1 on",
		STR_ARG(text), cron->field->noun);
	return false;
}

/* `*`, a value or a range, with a step behind it or without. A value with a step goes on to the
 * field's end. */
static bool read_item(struct cron *cron, struct str text)
{
	const size_t slash = str_find_char(text, '/', 0);
	const struct str range = str_slice(text, 0, slash);
	unsigned first = cron->field->low;
	unsigned last = cron->field->high;
	unsigned step = 1;
	if (!str_is(range, "*") && !read_range(cron, range, &first, &last))
		return false;
	if (slash != STR_NOWHERE) {
		if (!read_step(cron, str_slice(text, slash + 1, text.len), &step))
			return false;
		if (first == last)
			last = cron->field->high;
	}
	for (unsigned number = first; number <= last; number += step)
		cron->numbers |= UINT64_C(1) << number;
	return true;
}

static bool read_field(struct cron *cron, struct str text)
{
	size_t from = 0;
	cron->starred = str_starts(text, STR("*"));
	while (from <= text.len) {
		const size_t comma = str_find_char(text, ',', from);
		const size_t to = comma == STR_NOWHERE ? text.len : comma;
		if (!read_item(cron, str_slice(text, from, to)))
			return false;
		from = to + 1;
	}
	return true;
}

/* The next word of the line at or behind *offset, which is set to its start; empty at the end. */
static struct str next_word(struct str line, size_t *offset)
{
	while (*offset < line.len && char_is_space(line.ptr[*offset]))
		++*offset;
	size_t end = *offset;
	while (end < line.len && !char_is_space(line.ptr[end]))
		end++;
	return str_slice(line, *offset, end);
}

static size_t count_words(struct str line)
{
	size_t count = 0;
	size_t offset = 0;
	struct str word = next_word(line, &offset);
	while (word.len > 0) {
		count++;
		offset += word.len;
		word = next_word(line, &offset);
	}
	return count;
}

bool cron_read(struct arena *arena, struct str line, struct cron_times *ret, struct str *ret_why)
{
	const size_t count = count_words(line);
	if (count != CRON_FIELDS) {
		*ret_why = str_printf(arena, "a cron line has 5 fields, not %zu", count);
		return false;
	}
	size_t offset = 0;
	for (size_t i = 0; i < CRON_FIELDS; i++) {
		struct cron cron = {.arena = arena, .field = &fields[i]};
		const struct str word = next_word(line, &offset);
		if (!read_field(&cron, word)) {
			*ret_why = cron.why;
			return false;
		}
		ret->numbers[i] = cron.numbers;
		ret->starred[i] = cron.starred;
		offset += word.len;
	}
	return true;
}

bool cron_check(struct arena *arena, struct str line, struct str *ret_why)
{
	struct cron_times ignored;
	return cron_read(arena, line, &ignored, ret_why);
}
