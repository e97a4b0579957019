/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "builder/dockerfile.h"

/* A word that is being expanded. */
struct expansion {
	const struct docker_arg *args;
	size_t count;
	const struct docker_arg *from;
	struct strbuf out;
};

static bool is_name_char(char c)
{
	return char_is_alnum(c) || c == '_';
}

static const struct docker_arg *find(const struct expansion *expansion, struct str name)
{
	for (size_t i = expansion->count; i > 0; i--)
		if (str_eq(expansion->args[i - 1].name, name))
			return &expansion->args[i - 1];
	return NULL;
}

/* The value of NAME, or of NAME:-word or NAME:+word. STR_NONE: it has none. */
static struct str value_of(struct expansion *expansion, struct str inner)
{
	size_t end = 0;
	while (end < inner.len && is_name_char(inner.ptr[end]))
		end++;
	const struct str form = str_slice(inner, end, end + 2);
	const struct str word = str_slice(inner, end + 2, inner.len);
	const struct docker_arg *arg = find(expansion, str_slice(inner, 0, end));
	const bool is_set = arg && arg->value.len > 0;
	if (end == 0 || str_find_char(word, '$', 0) != STR_NOWHERE)
		return STR_NONE;
	if (str_is(form, ":+"))
		return is_set ? word : STR("");
	if (str_is(form, ":-") && !is_set)
		return word;
	if ((form.len > 0 && !str_is(form, ":-")) || !arg)
		return STR_NONE;
	if (!expansion->from)
		expansion->from = arg;
	return arg->value;
}

/* Expands what begins with the '$' at `at`; returns where it ends, STR_NOWHERE when it cannot. */
static size_t expand_at(struct expansion *expansion, struct str word, size_t at)
{
	size_t end = at + 1;
	struct str inner;
	if (end < word.len && word.ptr[end] == '{') {
		end = str_find_char(word, '}', at);
		if (end == STR_NOWHERE)
			return STR_NOWHERE;
		inner = str_slice(word, at + 2, end++);
	} else {
		while (end < word.len && is_name_char(word.ptr[end]))
			end++;
		inner = str_slice(word, at + 1, end);
	}
	const struct str value = value_of(expansion, inner);
	strbuf_add(&expansion->out, value);
	return value.ptr ? end : STR_NOWHERE;
}

struct str docker_expand(struct arena *arena, struct str word, const struct docker_arg *args,
	size_t count, const struct docker_arg **ret_from)
{
	struct expansion expansion = {.args = args, .count = count};
	strbuf_init(&expansion.out, arena, LIMIT_TEXT_BYTES);
	for (size_t at = 0; at < word.len;) {
		if (word.ptr[at] != '$') {
			strbuf_add_char(&expansion.out, word.ptr[at++]);
			continue;
		}
		at = expand_at(&expansion, word, at);
		if (at == STR_NOWHERE)
			return STR_NONE;
	}
	*ret_from = expansion.from;
	return strbuf_str(&expansion.out);
}
