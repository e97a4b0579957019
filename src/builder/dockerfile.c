/* SPDX-License-Identifier: MIT */
#include "builder/dockerfile.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "base/vec.h"

/* A file that is being read; `at` is the next byte. */
struct scan {
	struct arena *arena;
	struct str source;
	size_t at;
	char escape;
	struct str why; /* what is wrong; STR_NONE: nothing */
	size_t why_at;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

static size_t skip_blanks(struct str source, size_t at)
{
	while (at < source.len && is_blank(source.ptr[at]))
		at++;
	return at;
}

/* Where the line of an offset ends: its LF, or the end of the file. */
static size_t line_end(struct str source, size_t at)
{
	const size_t end = str_find_char(source, '\n', at);
	return end == STR_NOWHERE ? source.len : end;
}

static size_t next_line(struct str source, size_t at)
{
	const size_t end = line_end(source, at);
	return end < source.len ? end + 1 : end;
}

static bool is_char(struct str source, size_t at, char c)
{
	return at < source.len && source.ptr[at] == c;
}

/* Behind the comments and the empty lines from `at`, the start of a line, on. */
static size_t skip_idle_lines(struct str source, size_t at)
{
	for (;;) {
		const size_t first = skip_blanks(source, at);
		if (first == source.len)
			return first;
		if (source.ptr[first] != '#' && source.ptr[first] != '\n')
			return at;
		at = next_line(source, first);
	}
}

/* The next character of the instruction, over joined lines; 0 at its end. */
static char peek(struct scan *scan)
{
	while (is_char(scan->source, scan->at, scan->escape)) {
		const size_t end = skip_blanks(scan->source, scan->at + 1);
		if (end < scan->source.len && scan->source.ptr[end] != '\n')
			break;
		scan->at = skip_idle_lines(scan->source, end < scan->source.len ? end + 1 : end);
	}
	if (scan->at == scan->source.len || scan->source.ptr[scan->at] == '\n')
		return '\0';
	return scan->source.ptr[scan->at];
}

static void skip_space(struct scan *scan)
{
	while (is_blank(peek(scan)))
		scan->at++;
}

static bool add_word(struct scan *scan, struct vec *words, struct strbuf *text, size_t start)
{
	struct docker_word *word = arena_alloc(scan->arena, sizeof(*word));
	if (!word || text->failed)
		return false;
	*word = (struct docker_word){strbuf_str(text), start, scan->at};
	return vec_push(words, word);
}

/* A word in shell form: blanks between quotes, or behind the escape character, are part of it. */
static bool read_word(struct scan *scan, struct vec *words)
{
	const size_t start = scan->at;
	struct strbuf text;
	char quote = '\0';
	strbuf_init(&text, scan->arena, LIMIT_FILE_BYTES);
	for (char c = peek(scan); c && (quote || !is_blank(c)); c = peek(scan)) {
		scan->at++;
		if (c == quote || (!quote && (c == '"' || c == '\''))) {
			quote = quote ? '\0' : c;
			continue;
		}
		strbuf_add_char(&text, c);
		const char next = c == scan->escape ? peek(scan) : '\0';
		if (next) {
			strbuf_add_char(&text, next);
			scan->at++;
		}
	}
	return add_word(scan, words, &text, start);
}

/* A string of a JSON array; false: it is none, or the arena is exhausted. */
static bool read_string(struct scan *scan, struct vec *words)
{
	const size_t start = scan->at;
	struct strbuf text;
	strbuf_init(&text, scan->arena, LIMIT_FILE_BYTES);
	if (peek(scan) != '"')
		return false;
	scan->at++;
	for (char c = peek(scan); c != '"'; c = peek(scan)) {
		if (!c)
			return false;
		strbuf_add_char(&text, c);
		scan->at++;
	}
	scan->at++;
	return add_word(scan, words, &text, start);
}

/* The strings of a JSON array that reaches to the end of the instruction. */
static bool read_array(struct scan *scan, struct vec *words)
{
	bool more = true;
	scan->at++;
	while (more) {
		skip_space(scan);
		if (!read_string(scan, words))
			return false;
		skip_space(scan);
		more = peek(scan) == ',';
		if (more)
			scan->at++;
	}
	if (peek(scan) != ']')
		return false;
	scan->at++;
	skip_space(scan);
	return peek(scan) == '\0';
}

/* All words, flags first. What begins like an array and is none is in shell form. */
static bool read_words(struct scan *scan, struct vec *words)
{
	for (skip_space(scan); peek(scan); skip_space(scan)) {
		const size_t at = scan->at;
		const size_t before = words->len;
		if (peek(scan) == '[' && read_array(scan, words))
			return true;
		if (scan->arena->exhausted)
			return false;
		scan->at = at;
		words->len = before;
		if (!read_word(scan, words))
			return false;
	}
	return true;
}

/* The name of the here-document that a word begins, or STR_NONE. *ret_tabs: tabs before it go. */
static struct str heredoc_name(struct str word, bool *ret_tabs)
{
	size_t at = 0;
	while (at < word.len && char_is_digit(word.ptr[at]))
		at++;
	if (!str_starts(str_slice(word, at, word.len), STR("<<")))
		return STR_NONE;
	*ret_tabs = is_char(word, at + 2, '-');
	const struct str name = str_slice(word, at + 2 + (*ret_tabs ? 1 : 0), word.len);
	return name.len > 0 && str_find_char(name, '<', 0) == STR_NOWHERE ? name : STR_NONE;
}

/* Skips the body of a here-document; false when it has no end. */
static bool skip_heredoc(struct scan *scan, struct str name, bool tabs)
{
	while (scan->at < scan->source.len) {
		size_t start = scan->at;
		size_t end = line_end(scan->source, start);
		scan->at = next_line(scan->source, start);
		while (tabs && start < end && scan->source.ptr[start] == '\t')
			start++;
		if (end > start && scan->source.ptr[end - 1] == '\r')
			end--;
		if (str_eq(str_slice(scan->source, start, end), name))
			return true;
	}
	return false;
}

static bool skip_heredocs(struct scan *scan, const struct instruction *instruction)
{
	if (!instruction_is(instruction, "RUN") && !instruction_is(instruction, "COPY") &&
		!instruction_is(instruction, "ADD"))
		return true;
	for (size_t i = 0; i < instruction->count; i++) {
		bool tabs = false;
		const struct str name = heredoc_name(instruction->words[i].text, &tabs);
		if (!name.ptr || skip_heredoc(scan, name, tabs))
			continue;
		scan->why = STR("this here-document has no end");
		scan->why_at = instruction->words[i].start;
		return false;
	}
	return true;
}

static bool take_words(struct scan *scan, struct instruction *instruction, const struct vec *from)
{
	struct docker_word *words = arena_array(scan->arena, from->len, sizeof(*words));
	if (!words)
		return false;
	for (size_t i = 0; i < from->len; i++)
		words[i] = *(const struct docker_word *)from->items[i];
	instruction->words = words;
	instruction->count = from->len;
	while (instruction->flags < from->len &&
		str_starts(words[instruction->flags].text, STR("--")))
		instruction->flags++;
	return true;
}

static bool read_instruction(struct scan *scan, struct instruction *ret)
{
	struct vec words;
	vec_init(&words, scan->arena);
	scan->at = skip_blanks(scan->source, scan->at);
	*ret = (struct instruction){.start = scan->at};
	while (peek(scan) && !is_blank(peek(scan)))
		scan->at++;
	ret->name = str_slice(scan->source, ret->start, scan->at);
	if (!read_words(scan, &words) || !take_words(scan, ret, &words))
		return false;
	scan->at = next_line(scan->source, scan->at);
	return skip_heredocs(scan, ret);
}

/* "# escape=`" on one of the first lines, as long as these are directives. */
static void read_directives(struct scan *scan)
{
	for (size_t at = scan->at; is_char(scan->source, at, '#');
		at = next_line(scan->source, at)) {
		const struct str line = str_slice(scan->source, at + 1, line_end(scan->source, at));
		const size_t equals = str_find_char(line, '=', 0);
		const struct str key = str_trim(str_slice(line, 0, equals));
		const struct str value = str_trim(str_slice(line, equals + 1, line.len));
		if (equals == STR_NOWHERE || key.len == 0 ||
			str_find_char(key, ' ', 0) != STR_NOWHERE)
			return;
		if (str_eq_nocase(key, STR("escape")) && str_is(value, "`"))
			scan->escape = '`';
	}
}

static bool read_all(struct scan *scan, struct instruction *items, size_t *ret_count)
{
	read_directives(scan);
	for (;;) {
		scan->at = skip_idle_lines(scan->source, scan->at);
		if (scan->at == scan->source.len)
			return true;
		if (*ret_count == LIMIT_INSTRUCTIONS) {
			scan->why = STR("it has too many instructions");
			scan->why_at = scan->at;
			return false;
		}
		if (!read_instruction(scan, &items[(*ret_count)++]))
			return false;
	}
}

/* At most one instruction a line. */
static size_t most(struct str source)
{
	size_t lines = 1;
	for (size_t i = 0; i < source.len && lines <= LIMIT_INSTRUCTIONS; i++)
		lines += source.ptr[i] == '\n';
	return lines < LIMIT_INSTRUCTIONS ? lines : LIMIT_INSTRUCTIONS;
}

bool dockerfile_read(struct arena *arena, struct str source, struct dockerfile *ret,
	struct str *ret_why, size_t *ret_at)
{
	struct scan scan = {.arena = arena, .source = source, .escape = '\\'};
	struct instruction *items = arena_array(arena, most(source), sizeof(*items));
	size_t count = 0;
	*ret_why = STR_NONE;
	if (!items)
		return false;
	scan.at = str_starts(source, STR("\xEF\xBB\xBF")) ? 3 : 0;
	scan.why_at = utf8_check(source);
	if (scan.why_at != STR_NOWHERE)
		scan.why = STR("a byte that is not UTF-8");
	if (scan.why.ptr || !read_all(&scan, items, &count)) {
		*ret_why = scan.why;
		*ret_at = scan.why_at;
		return false;
	}
	*ret = (struct dockerfile){source, items, count};
	return true;
}

bool instruction_is(const struct instruction *instruction, const char *name)
{
	return str_eq_nocase(instruction->name, str_of(name));
}

struct str instruction_flag(const struct instruction *instruction, const char *name)
{
	struct str value = STR_NONE;
	for (size_t i = 0; i < instruction->flags; i++) {
		const struct str flag = instruction->words[i].text;
		const size_t equals = str_find_char(flag, '=', 0);
		if (str_is(str_slice(flag, 2, equals), name))
			value = equals == STR_NOWHERE ? STR("")
						      : str_slice(flag, equals + 1, flag.len);
	}
	return value;
}
