/* SPDX-License-Identifier: MIT */
#include <sodium.h>

#include "actions/function_rows.h"
#include "actions/glob.h"

/*
 * hashFiles: the SHA-256 of the SHA-256 digests of the files, in the order in which the runner
 * finds them, in hexadecimal; nothing when there is none. The planner's files have no links, so
 * that following them changes nothing.
 */

#define FOLLOW STR("--follow-symbolic-links")

/* The arguments as patterns. */
struct hashing {
	struct reduction *r;
	const struct ast *call;
	struct vec globs;
	bool untold; /* a pattern says nothing of the files that there are */
};

static bool add_line(struct hashing *hashing, size_t index, struct str line)
{
	struct arena *arena = hashing->r->scope->arena;
	struct glob *glob = arena_alloc(arena, sizeof(*glob));
	if (!glob)
		return false;
	switch (glob_read(arena, line, glob)) {
	case GLOB_NOTHING:
		return true;
	case GLOB_INVALID:
		return term_fail(hashing->r, ast_operand(hashing->call, index),
			"invalid pattern '%.*s': '.' and '..' are not allowed in it",
			STR_ARG(line));
	case GLOB_OUTSIDE:
		hashing->untold = true;
		return true;
	case GLOB_PATTERN:
		break;
	}
	return glob->folder.ptr && vec_push(&hashing->globs, glob);
}

static bool add_lines(struct hashing *hashing, size_t index, struct str text)
{
	for (size_t at = 0; at <= text.len;) {
		size_t end = str_find_char(text, '\n', at);
		if (end == STR_NOWHERE)
			end = text.len;
		if (!add_line(hashing, index, str_slice(text, at, end)))
			return false;
		at = end + 1;
	}
	return true;
}

static bool add_argument(struct hashing *hashing, size_t index, const struct value *value)
{
	const struct str text = value_to_string(hashing->r->scope->arena, value);
	if (!text.ptr)
		return false;
	if (index > 0 || !str_starts(text, STR("--")))
		return add_lines(hashing, index, text);
	if (str_eq_nocase(text, FOLLOW))
		return true;
	return term_fail(hashing->r, ast_operand(hashing->call, 0),
		"invalid glob option '%.*s', the one there is is '--follow-symbolic-links'",
		STR_ARG(text));
}

/* *ret STR_NONE: a file cannot be read. */
static bool hash(
	struct arena *arena, const struct files *files, const struct vec *paths, struct str *ret)
{
	crypto_hash_sha256_state state;
	unsigned char digest[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(digest) + 1];
	*ret = STR("");
	if (paths->len == 0)
		return true;
	crypto_hash_sha256_init(&state);
	for (size_t i = 0; i < paths->len; i++) {
		const struct str *path = paths->items[i];
		if (!files->hash(files->context, *path, digest)) {
			*ret = STR_NONE;
			return true;
		}
		crypto_hash_sha256_update(&state, digest, sizeof(digest));
	}
	crypto_hash_sha256_final(&state, digest);
	sodium_bin2hex(hex, sizeof(hex), digest, sizeof(digest));
	*ret = str_dup(arena, str_of(hex));
	return ret->ptr != NULL;
}

/* *ret STR_NONE: it cannot be told. */
static bool hash_files(struct hashing *hashing, struct str *ret)
{
	const struct scope *scope = hashing->r->scope;
	size_t count = 0;
	struct vec paths;
	*ret = STR_NONE;
	if (!scope->files || hashing->untold)
		return true;
	const struct str *all = scope->files->list(scope->files->context, scope->arena, &count);
	if (!all)
		return !scope->arena->exhausted;
	vec_init(&paths, scope->arena);
	return glob_select(&hashing->globs, all, count, &paths) &&
	       hash(scope->arena, scope->files, &paths, ret);
}

bool reduce_hash_files(struct reduction *r, const struct ast *call, struct term *ret)
{
	const size_t count = call->operand_count;
	struct hashing hashing = {.r = r, .call = call};
	struct term *terms = arena_array(r->scope->arena, count, sizeof(*terms));
	struct str text;
	if (!terms)
		return false;
	vec_init(&hashing.globs, r->scope->arena);
	for (size_t i = 0; i < count; i++) {
		if (!ast_reduce(r, ast_operand(call, i), &terms[i]))
			return false;
		if (!terms[i].value)
			hashing.untold = true;
		else if (!add_argument(&hashing, i, terms[i].value))
			return false;
	}
	if (!hash_files(&hashing, &text))
		return false;
	if (text.ptr)
		return term_known(ret, call, value_string(r->scope->arena, text, NULL));
	return term_left(r, call, terms, count, ret);
}
