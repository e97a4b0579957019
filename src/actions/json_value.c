/* SPDX-License-Identifier: MIT */
#include "actions/json_value.h"

#include <float.h>
#include <jansson.h>
#include <math.h>

#include "base/limits.h"

/* jansson seeds its hash from the machine's entropy unless it is given a seed: the planner may not
 * ask the machine for anything, and the seed decides nothing that is printed. */
#define FIXED_SEED 1

/* jansson nests no deeper. */
#define PARSER_DEPTH 2048u

/* What a text becomes a value for. */
struct conversion {
	struct arena *arena;
	const struct place *origin;
	bool nocase;     /* names that differ in the case of letters alone are one */
	unsigned levels; /* how many more collections may be nested */
	bool too_deep;
	bool huge; /* the largest double stands for what is beyond it */
};

static const struct value *convert(struct conversion *conversion, const json_t *json);

static const struct value *convert_array(struct conversion *conversion, const json_t *json)
{
	const size_t count = json_array_size(json);
	const struct value **items =
		arena_array(conversion->arena, count ? count : 1, sizeof(*items));

	for (size_t i = 0; items && i < count; i++) {
		items[i] = convert(conversion, json_array_get(json, i));
		if (!items[i])
			return NULL;
	}
	return items ? value_array(conversion->arena, items, count, conversion->origin) : NULL;
}

static const struct value *convert_object(struct conversion *conversion, json_t *json)
{
	struct map *members = arena_alloc(conversion->arena, sizeof(*members));
	const char *key;
	json_t *item;

	if (!members)
		return NULL;
	if (conversion->nocase)
		map_init_nocase(members, conversion->arena);
	else
		map_init(members, conversion->arena);
	json_object_foreach(json, key, item)
	{
		const struct str name = str_dup(conversion->arena, str_of(key));
		const struct value *value = convert(conversion, item);
		if (!name.ptr || !value || !map_put(members, name, value))
			return NULL;
	}
	return value_object(conversion->arena, members, conversion->origin);
}

static const struct value *convert_collection(struct conversion *conversion, const json_t *json)
{
	const struct value *value;
	if (conversion->levels == 0) {
		conversion->too_deep = true;
		return NULL;
	}
	conversion->levels--;
	if (json_is_array(json))
		value = convert_array(conversion, json);
	else
		value = convert_object(conversion, (json_t *)(uintptr_t)json);
	conversion->levels++;
	return value;
}

static double number_of(const struct conversion *conversion, const json_t *json)
{
	const double number = json_number_value(json);

	if (conversion->huge && fabs(number) == DBL_MAX)
		return copysign(INFINITY, number);
	return number;
}

static const struct value *convert(struct conversion *conversion, const json_t *json)
{
	struct arena *arena = conversion->arena;
	const struct place *origin = conversion->origin;
	struct str text;

	switch (json_typeof(json)) {
	case JSON_OBJECT:
	case JSON_ARRAY:
		return convert_collection(conversion, json);
	case JSON_STRING:
		text = (struct str){json_string_value(json), json_string_length(json)};
		text = str_dup(arena, text);
		return text.ptr ? value_string(arena, text, origin) : NULL;
	case JSON_INTEGER:
	case JSON_REAL:
		return value_number(arena, number_of(conversion, json), origin);
	case JSON_TRUE:
	case JSON_FALSE:
		return value_boolean(arena, json_is_true(json), origin);
	case JSON_NULL:
		break;
	}
	return value_null(arena, origin);
}

/* jansson's tree of a text; NULL with *ret_error, or with an exhausted arena. */
static json_t *parse(struct arena *arena, struct str text, size_t flags, json_error_t *ret_error)
{
	json_object_seed(FIXED_SEED);
	json_t *json = json_loadb(text.ptr, text.len, flags | JSON_DECODE_ANY, ret_error);
	if (!json && json_error_code(ret_error) == json_error_out_of_memory)
		arena->exhausted = true;
	return json;
}

const struct value *json_value(struct arena *arena, struct diags *diags, enum diag_rule rule,
	struct str file, struct str text)
{
	struct place *origin = arena_alloc(arena, sizeof(*origin));
	struct conversion conversion = {arena, origin, .levels = PARSER_DEPTH};
	json_error_t error;

	if (!origin)
		return NULL;
	json_t *json = parse(arena, text, JSON_DECODE_INT_AS_REAL | JSON_REJECT_DUPLICATES, &error);
	if (!json && !arena->exhausted) {
		const struct place at = {file, text, error.line > 0 ? (unsigned)error.line : 1,
			error.column > 0 ? (unsigned)error.column : 1};
		diag_add(diags, rule, at, "not JSON: %s", error.text);
	}
	if (!json)
		return NULL;
	*origin = place_of_file(file);
	const struct value *value = convert(&conversion, json);
	json_decref(json);
	return value;
}

static bool is_number_byte(char byte)
{
	return (byte >= '0' && byte <= '9') || byte == '-' || byte == '+' || byte == '.' ||
	       byte == 'e' || byte == 'E';
}

/* Where the word or the string ends that begins at `at`. */
static size_t word_end(struct str text, size_t at)
{
	size_t end = at + 1;

	if (text.ptr[at] != '"') {
		while (end < text.len && is_number_byte(text.ptr[at]) &&
			is_number_byte(text.ptr[end]))
			end++;
		return end;
	}
	while (end < text.len && text.ptr[end] != '"')
		end += text.ptr[end] == '\\' ? 2 : 1;
	return end < text.len ? end + 1 : text.len;
}

/* Whether a word is a number that no double holds. */
static bool is_huge(struct arena *arena, struct str word)
{
	json_error_t error;
	json_t *json;

	if (!is_number_byte(word.ptr[0]))
		return false;
	json = parse(arena, word, JSON_DECODE_INT_AS_REAL, &error);
	json_decref(json);
	return !json && json_error_code(&error) == json_error_numeric_overflow;
}

/* The text with the largest double for each number that no double holds; STR_NONE when exhausted.
 */
static struct str without_huge(struct arena *arena, struct str text)
{
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	for (size_t at = 0; at < text.len;) {
		const size_t end = word_end(text, at);
		const struct str word = str_slice(text, at, end);
		if (is_huge(arena, word))
			strbuf_printf(
				&out, "%s1.7976931348623157e308", word.ptr[0] == '-' ? "-" : "");
		else
			strbuf_add(&out, word);
		at = end;
	}
	return strbuf_str(&out);
}

/* As .NET reads it: a number that no double holds is infinite, which jansson refuses. */
static json_t *parse_as_dotnet(
	struct conversion *conversion, struct str text, json_error_t *ret_error)
{
	const size_t flags = JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL;
	json_t *json = parse(conversion->arena, text, flags, ret_error);

	if (json || json_error_code(ret_error) != json_error_numeric_overflow)
		return json;
	text = without_huge(conversion->arena, text);
	conversion->huge = true;
	return text.ptr ? parse(conversion->arena, text, flags, ret_error) : NULL;
}

const struct value *json_from_text(struct arena *arena, struct str text, struct str *ret_problem)
{
	struct conversion conversion = {arena, .nocase = true, .levels = LIMIT_JSON_DEPTH};
	json_error_t error;

	*ret_problem = STR_NONE;
	json_t *json = parse_as_dotnet(&conversion, text, &error);
	if (!json && !arena->exhausted)
		*ret_problem = str_printf(arena, "%s", error.text);
	if (!json)
		return NULL;
	const struct value *value = convert(&conversion, json);
	json_decref(json);
	if (conversion.too_deep)
		*ret_problem = str_printf(arena, "nested deeper than %u levels", LIMIT_JSON_DEPTH);
	return value;
}
