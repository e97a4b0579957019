/* SPDX-License-Identifier: MIT */
#include "base/args.h"

#include "base/near.h"
#include "base/vec.h"

struct parser {
	struct arena *arena;
	const struct arg_row *rows;
	size_t row_count;
	unsigned command;
	const char *const *words;
	size_t word_count;
	size_t next; /* the word to be read next */
	struct vec items;
	struct vec operands;
	struct str *problem;
};

static bool refuse(struct parser *p, const char *message, struct str word)
{
	*p->problem = str_printf(p->arena, "%s '%.*s'", message, STR_ARG(word));
	return false;
}

static const struct arg_row *find(const struct parser *p, struct str name, char letter)
{
	for (size_t i = 0; i < p->row_count; i++) {
		const struct arg_row *row = &p->rows[i];
		const bool same = letter ? row->letter == letter : str_is(name, row->name);
		if (same && (row->commands & p->command))
			return row;
	}
	return NULL;
}

/* An option of another name, with the one of this command that is near to it. */
static bool refuse_unknown(struct parser *p, struct str name)
{
	struct str *names = arena_array(p->arena, p->row_count, sizeof(*names));
	size_t count = 0;

	for (size_t i = 0; names && i < p->row_count; i++) {
		if (p->rows[i].commands & p->command)
			names[count++] = str_of(p->rows[i].name);
	}
	const struct str near = near_row(name, names, count, sizeof(*names));
	*p->problem =
		near.ptr ? str_printf(p->arena, "unknown option '--%.*s': did you mean '--%.*s'?",
				   STR_ARG(name), STR_ARG(near))
			 : str_printf(p->arena, "unknown option '--%.*s'", STR_ARG(name));
	return false;
}

static bool add(struct parser *p, const struct arg_row *row, struct str value)
{
	struct arg *item = arena_alloc(p->arena, sizeof(*item));
	if (!item)
		return false;
	item->row = (size_t)(row - p->rows);
	item->value = value;
	return vec_push(&p->items, item);
}

static bool add_operand(struct parser *p, const char *word)
{
	struct str *operand = arena_alloc(p->arena, sizeof(*operand));
	if (!operand)
		return false;
	*operand = str_of(word);
	return vec_push(&p->operands, operand);
}

/* The value of an option that needs one: what is joined to it, else the next word. */
static bool add_with_value(
	struct parser *p, const struct arg_row *row, struct str word, struct str joined)
{
	if (!joined.ptr) {
		if (p->next >= p->word_count)
			return refuse(p, "no value behind", word);
		joined = str_of(p->words[p->next++]);
	}
	return add(p, row, joined);
}

static bool parse_long(struct parser *p, struct str word)
{
	const size_t equals = str_find_char(word, '=', 2);
	const size_t end = equals == STR_NOWHERE ? word.len : equals;
	const struct arg_row *row = find(p, str_slice(word, 2, end), 0);
	struct str joined = STR_NONE;

	if (!row)
		return refuse_unknown(p, str_slice(word, 2, end));
	if (equals != STR_NOWHERE)
		joined = str_slice(word, equals + 1, word.len);
	if (row->kind == ARG_FLAG && joined.ptr)
		return refuse(p, "a value for an option that takes none:", word);
	if (row->kind == ARG_VALUE)
		return add_with_value(p, row, word, joined);
	return add(p, row, joined);
}

static bool parse_letters(struct parser *p, struct str word)
{
	for (size_t i = 1; i < word.len; i++) {
		const struct arg_row *row = find(p, STR_NONE, word.ptr[i]);
		if (!row)
			return refuse(p, "unknown option", word);
		if (row->kind == ARG_VALUE) {
			const struct str rest = str_slice(word, i + 1, word.len);
			return add_with_value(p, row, word, rest.len ? rest : STR_NONE);
		}
		if (!add(p, row, STR_NONE))
			return false;
	}
	return true;
}

static bool parse_word(struct parser *p, const char *text)
{
	const struct str word = str_of(text);
	if (word.len < 2 || word.ptr[0] != '-')
		return add_operand(p, text);
	return word.ptr[1] == '-' ? parse_long(p, word) : parse_letters(p, word);
}

/* Copies a row of pointers into an array of what they point at. */
static void *flatten(struct arena *arena, const struct vec *vec, size_t size)
{
	char *array = arena_array(arena, vec->len ? vec->len : 1, size);
	for (size_t i = 0; array && i < vec->len; i++) {
		const char *from = vec->items[i];
		for (size_t byte = 0; byte < size; byte++)
			array[i * size + byte] = from[byte];
	}
	return array;
}

bool args_parse(struct arena *arena, const struct arg_row *rows, size_t row_count, unsigned command,
	const char *const *words, size_t word_count, struct args *ret, struct str *ret_problem)
{
	struct parser p = {.arena = arena,
		.rows = rows,
		.row_count = row_count,
		.command = command,
		.words = words,
		.word_count = word_count,
		.problem = ret_problem};
	bool options = true;

	vec_init(&p.items, arena);
	vec_init(&p.operands, arena);
	*ret_problem = STR_NONE;
	while (p.next < word_count) {
		const char *word = words[p.next++];
		if (options && str_is(str_of(word), "--"))
			options = false;
		else if (!(options ? parse_word(&p, word) : add_operand(&p, word)))
			return false;
	}
	ret->items = flatten(arena, &p.items, sizeof(*ret->items));
	ret->operands = flatten(arena, &p.operands, sizeof(*ret->operands));
	ret->count = p.items.len;
	ret->operand_count = p.operands.len;
	return ret->items && ret->operands;
}

#define HELP_COLUMN 28u
#define HELP_WIDTH 92u

/* The words of `text` in lines that begin at HELP_COLUMN, where the first of them already is. */
static void add_wrapped(struct strbuf *out, struct str text)
{
	size_t column = HELP_COLUMN;

	for (size_t at = 0; at < text.len;) {
		const size_t space = str_find_char(text, ' ', at);
		const size_t end = space == STR_NOWHERE ? text.len : space;
		if (at > 0 && column + 1 + (end - at) > HELP_WIDTH) {
			strbuf_add_char(out, '\n');
			strbuf_add_times(out, ' ', HELP_COLUMN);
			column = HELP_COLUMN;
		} else if (at > 0) {
			strbuf_add_char(out, ' ');
			column++;
		}
		strbuf_add(out, str_slice(text, at, end));
		column += end - at;
		at = end + 1;
	}
	strbuf_add_char(out, '\n');
}

void args_help(struct strbuf *out, const struct arg_row *rows, size_t row_count, unsigned commands)
{
	for (size_t i = 0; i < row_count; i++) {
		const struct arg_row *row = &rows[i];
		if (!(row->commands & commands))
			continue;
		const size_t start = out->len;
		if (row->letter)
			strbuf_printf(out, "  -%c, --%s", row->letter, row->name);
		else
			strbuf_printf(out, "      --%s", row->name);
		if (row->kind == ARG_VALUE)
			strbuf_printf(out, " %s", row->value);
		else if (row->kind == ARG_OPTIONAL)
			strbuf_printf(out, "[=%s]", row->value);
		const size_t width = out->len - start;
		if (width + 2 > HELP_COLUMN)
			strbuf_add_char(out, '\n');
		strbuf_add_times(out, ' ', HELP_COLUMN - (width + 2 > HELP_COLUMN ? 0 : width));
		add_wrapped(out, str_of(row->help));
	}
}
