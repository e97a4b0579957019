/* SPDX-License-Identifier: MIT */
#include "yaml/scalar.h"

#include "yaml/number.h"

/* The words of the core schema. */
struct word {
	struct str text;
	enum scalar_type type;
	bool boolean;
};

static const struct word words[] = {
	{STR_ROW(""), SCALAR_NULL, false},
	{STR_ROW("~"), SCALAR_NULL, false},
	{STR_ROW("null"), SCALAR_NULL, false},
	{STR_ROW("Null"), SCALAR_NULL, false},
	{STR_ROW("NULL"), SCALAR_NULL, false},
	{STR_ROW("true"), SCALAR_BOOLEAN, true},
	{STR_ROW("True"), SCALAR_BOOLEAN, true},
	{STR_ROW("TRUE"), SCALAR_BOOLEAN, true},
	{STR_ROW("false"), SCALAR_BOOLEAN, false},
	{STR_ROW("False"), SCALAR_BOOLEAN, false},
	{STR_ROW("FALSE"), SCALAR_BOOLEAN, false},
};

/* The longest word, "false". */
#define WORD_MAX ((size_t)5)

static const enum node_kind kinds[] = {
	[SCALAR_ANY] = NODE_STRING,
	[SCALAR_NULL] = NODE_NULL,
	[SCALAR_BOOLEAN] = NODE_BOOLEAN,
	[SCALAR_INTEGER] = NODE_NUMBER,
	[SCALAR_FLOAT] = NODE_NUMBER,
	[SCALAR_STRING] = NODE_STRING,
};

static const struct word *find_word(struct str text)
{
	if (text.len > WORD_MAX)
		return NULL;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq(text, words[i].text))
			return &words[i];
	return NULL;
}

/* Whether a number of that form is what the tag asks for: an integer is a float as well. */
static bool form_fits(enum number_form form, enum scalar_type demanded)
{
	if (demanded == SCALAR_FLOAT)
		return form == NUMBER_INTEGER || form == NUMBER_FLOAT;
	if (demanded == SCALAR_INTEGER)
		return form == NUMBER_INTEGER || form == NUMBER_RADIX;
	return demanded == SCALAR_ANY;
}

/* Whether the text begins as no word of the schema and no number does, as most texts do. */
static bool is_surely_text(struct str text)
{
	const char c = text.len > 0 ? text.ptr[0] : '~';
	const char lower = char_lower(c);
	return !char_is_digit(c) && c != '~' && c != '.' && c != '+' && c != '-' && lower != 'n' &&
	       lower != 't' && lower != 'f';
}

static enum scalar_result resolve_plain(struct node *node, enum scalar_type demanded)
{
	if (demanded == SCALAR_ANY && is_surely_text(node->text))
		return SCALAR_FITS;
	const struct word *word = find_word(node->text);
	if (word) {
		node->kind = (uint8_t)kinds[word->type];
		node->boolean = word->boolean;
		const bool fits = demanded == SCALAR_ANY || demanded == word->type;
		return fits ? SCALAR_FITS : SCALAR_UNFIT;
	}
	double number = 0.0;
	const enum number_form form = number_read(node->text, &number);
	if (form == NUMBER_TOO_LARGE)
		return SCALAR_TOO_LARGE;
	node->kind = form == NUMBER_NONE ? NODE_STRING : NODE_NUMBER;
	node->number = number;
	return form_fits(form, demanded) ? SCALAR_FITS : SCALAR_UNFIT;
}

enum scalar_result scalar_resolve(struct node *node, enum scalar_type demanded)
{
	node->kind = NODE_STRING;
	if (demanded == SCALAR_STRING)
		return SCALAR_FITS;
	if (node->style == NODE_PLAIN)
		return resolve_plain(node, demanded);
	return demanded == SCALAR_ANY ? SCALAR_FITS : SCALAR_UNFIT;
}
