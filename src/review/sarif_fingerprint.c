/* SPDX-License-Identifier: MIT */
#include <sodium.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "review/sarif.h"

#define HEX_DIGITS ((size_t)16)
#define WORDS_BYTES ((size_t)1000) /* of a longer line its start counts */

/* A diagnostic on its way to a fingerprint. */
struct print {
	const struct diag *diag;
	struct str *ret;
};

static int compare_numbers(unsigned a, unsigned b)
{
	return (a > b) - (a < b);
}

/* By file, line, column, so that the order in which rules look does not number the finds. */
static int compare(const void *a, const void *b)
{
	const struct place x = ((const struct print *)a)->diag->at;
	const struct place y = ((const struct print *)b)->diag->at;
	int order = str_compare(x.file, y.file);
	if (order == 0)
		order = compare_numbers(x.line, y.line);
	return order ? order : compare_numbers(x.column, y.column);
}

static void hash_words(crypto_hash_sha256_state *state, struct str text)
{
	bool space = false;
	text = str_slice(str_trim(text), 0, WORDS_BYTES);
	for (size_t i = 0; i < text.len; i++) {
		const bool is_space = char_is_space(text.ptr[i]);
		const unsigned char byte = is_space ? ' ' : (unsigned char)text.ptr[i];
		if (!is_space || !space)
			(void)crypto_hash_sha256_update(state, &byte, 1);
		space = is_space;
	}
}

/* The text that a finding is known by. */
static struct str words_of(const struct diag *diag, struct str line)
{
	if (!line.ptr)
		return diag->message;
	return diag->conceal ? utf8_slice(line, 0, diag->at.column > 0 ? diag->at.column - 1 : 0)
			     : line;
}

static struct str hash(struct arena *arena, const struct diag *diag, struct str line)
{
	crypto_hash_sha256_state state;
	unsigned char digest[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(digest) + 1];
	const struct str id = str_of(diag_rule_row(diag->rule)->id);
	(void)crypto_hash_sha256_init(&state);
	(void)crypto_hash_sha256_update(&state, (const unsigned char *)id.ptr, id.len + 1);
	hash_words(&state, words_of(diag, line));
	(void)crypto_hash_sha256_final(&state, digest);
	(void)sodium_bin2hex(hex, sizeof(hex), digest, sizeof(digest));
	return str_dup(arena, (struct str){hex, HEX_DIGITS});
}

/* How many findings of this hash its file has had, this one included; 0 when exhausted. */
static size_t count(struct map *counts, struct str file, struct str hash)
{
	const struct str key = str_printf(counts->arena, "%.*s %.*s", STR_ARG(hash), STR_ARG(file));
	size_t *seen = arena_alloc(counts->arena, sizeof(*seen));
	if (!key.ptr || !seen)
		return 0;
	const size_t *before = map_get(counts, key);
	*seen = before ? *before + 1 : 1;
	return map_put(counts, key, seen) ? *seen : 0;
}

static bool sort_prints(struct vec *prints, const struct diags *diags, struct str *ret)
{
	struct print *rows = arena_array(prints->arena, diags->len, sizeof(*rows));
	if (!rows)
		return false;
	for (size_t i = 0; i < diags->len; i++) {
		rows[i] = (struct print){diags->items[i], &ret[i]};
		if (!vec_push(prints, &rows[i]))
			return false;
	}
	return vec_sort(prints, compare);
}

/* Where the search for a line goes on: places come in the order of their lines. */
struct cursor {
	const char *source; /* that is searched */
	struct str rest;    /* begins with the line of that number */
	unsigned line;
	struct str text; /* of that line; STR_NONE: it is not known yet */
};

static struct str find_line(struct cursor *cursor, struct place at)
{
	if (at.line == 0 || !at.source.ptr)
		return STR_NONE;
	if (cursor->source != at.source.ptr || at.line < cursor->line)
		*cursor = (struct cursor){at.source.ptr, at.source, 1, STR_NONE};
	if (cursor->text.ptr && at.line == cursor->line)
		return cursor->text;
	const struct place ahead = {at.file, cursor->rest, at.line - cursor->line + 1, 0};
	const struct str line = place_line(ahead);
	if (line.ptr) {
		const size_t skipped = (size_t)(line.ptr - cursor->rest.ptr);
		cursor->rest = str_slice(cursor->rest, skipped, cursor->rest.len);
		cursor->line = at.line;
		cursor->text = line;
	}
	return line;
}

const struct str *sarif_fingerprints(struct arena *arena, const struct diags *diags)
{
	struct str *ret = arena_array(arena, diags->len, sizeof(*ret));
	struct vec prints;
	struct map counts;
	vec_init(&prints, arena);
	map_init(&counts, arena);
	if (!ret || !sort_prints(&prints, diags, ret))
		return NULL;
	struct cursor cursor = {.source = NULL};
	for (size_t i = 0; i < prints.len; i++) {
		const struct print *print = prints.items[i];
		const struct place at = print->diag->at;
		const struct str hex = hash(arena, print->diag, find_line(&cursor, at));
		if (!hex.ptr)
			return NULL;
		const size_t number = count(&counts, at.file, hex);
		*print->ret = str_printf(arena, "%.*s:%zu", STR_ARG(hex), number);
		if (number == 0 || !print->ret->ptr)
			return NULL;
	}
	return ret;
}
