/* SPDX-License-Identifier: MIT */
#include "builder/list.h"

#define QUOTING "put a value with a comma, quote or line end in quotes, and double those inside"

static const struct refusal fault_open = {STR_ROW("a quote is not closed"), STR_ROW(QUOTING)};
static const struct refusal fault_bare = {
	STR_ROW("a quote stands inside a value without quotes"), STR_ROW(QUOTING)};
static const struct refusal fault_behind = {
	STR_ROW("text stands between a closing quote and the comma"), STR_ROW(QUOTING)};
static const struct refusal fault_blank = {
	STR_ROW("it is nothing but line ends"), STR_ROW("take it out, or give it a value")};

/* How many bytes end a line there: 0, or those of LF, CR LF, or a CR that is the last byte. */
static size_t line_end(struct str list, size_t at)
{
	if (at == list.len)
		return 0;
	if (list.ptr[at] == '\n')
		return 1;
	if (list.ptr[at] != '\r')
		return 0;
	if (at + 1 == list.len)
		return 1;
	return list.ptr[at + 1] == '\n' ? 2 : 0;
}

static bool at_delimiter(struct str list, size_t at)
{
	return at == list.len || list.ptr[at] == ',' || line_end(list, at) > 0;
}

/* Moves *at from the opening quote to what ends the field; NULL, or what is wrong with it. */
static const struct refusal *skip_quoted(struct str list, size_t *at)
{
	size_t from = *at + 1;

	for (;;) {
		const size_t quote = str_find_char(list, '"', from);
		if (quote == STR_NOWHERE)
			return &fault_open;
		*at = quote + 1;
		if (at_delimiter(list, *at))
			return NULL;
		if (list.ptr[*at] != '"')
			return &fault_behind;
		from = *at + 1;
	}
}

static const struct refusal *skip_plain(struct str list, size_t *at)
{
	for (; !at_delimiter(list, *at); (*at)++) {
		if (list.ptr[*at] == '"')
			return &fault_bare;
	}
	return NULL;
}

static const struct refusal *skip_field(struct str list, size_t *at)
{
	if (*at < list.len && list.ptr[*at] == '"')
		return skip_quoted(list, at);
	return skip_plain(list, at);
}

static size_t skip_line_ends(struct str list, size_t at)
{
	size_t len = line_end(list, at);

	for (; len > 0; len = line_end(list, at))
		at += len;
	return at;
}

const struct refusal *list_fault(struct str list, bool *ret_cut)
{
	size_t at = skip_line_ends(list, 0);

	if (at == list.len)
		return &fault_blank;
	for (;;) {
		const struct refusal *const fault = skip_field(list, &at);
		if (fault)
			return fault;
		if (at == list.len || list.ptr[at] != ',')
			break;
		at++;
	}
	*ret_cut = skip_line_ends(list, at) < list.len;
	return NULL;
}
