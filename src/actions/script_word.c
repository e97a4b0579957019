/* SPDX-License-Identifier: MIT */
#include "actions/script_reader.h"

#define CAP_FIRST ((size_t)4)

/* What a field costs of the budget beside its text, so that empty ones are not free. */
#define FIELD_COST ((size_t)64)

struct expansion {
	struct script_reader *reader;
	struct script_fields *fields;
	const struct script_word *word;
	bool split;
	struct strbuf text;
	struct script_hole *holes;
	size_t hole_count;
	size_t hole_cap;
	bool present; /* the field is one even when it is empty */
	bool many;
};

static void begin_field(struct expansion *x)
{
	strbuf_init(&x->text, x->reader->arena, x->reader->budget);
	x->holes = NULL;
	x->hole_count = 0;
	x->hole_cap = 0;
	x->present = false;
	x->many = false;
}

/* A field of which nothing is known: the whole word as it is written. */
static struct script_field unknown_field(struct expansion *x)
{
	struct script_reader *reader = x->reader;
	const unsigned marks = script_word_marks(reader, x->word);
	struct script_hole *hole = arena_alloc(reader->arena, sizeof(*hole));
	const struct value *value =
		value_unknown(reader->arena, x->word->text, marks, WHY_SCRIPT, NULL);
	if (!hole || !value)
		return (struct script_field){.word = x->word};
	*hole = (struct script_hole){0, x->word->text.len, value};
	return (struct script_field){.text = x->word->text,
		.holes = hole,
		.hole_count = 1,
		.many = x->split,
		.word = x->word};
}

static void charge(struct script_reader *reader, size_t bytes)
{
	reader->budget -= bytes < reader->budget ? bytes : reader->budget;
}

static void finish_field(struct expansion *x)
{
	if (!x->present && x->text.len == 0 && !x->text.failed && x->split)
		return;
	/* Text over the budget is not built: such a word is unknown as a whole. */
	struct script_field field = {.text = strbuf_str(&x->text),
		.holes = x->holes,
		.hole_count = x->hole_count,
		.many = x->many,
		.word = x->word};
	if (x->text.failed || (x->split && x->word->braces))
		field = unknown_field(x);
	charge(x->reader, FIELD_COST + (x->text.failed ? 0 : x->text.len));
	script_fields_add(x->reader, x->fields, field);
}

static void next_field(struct expansion *x)
{
	finish_field(x);
	begin_field(x);
}

static void add_hole(struct expansion *x, const struct value *value, bool splits)
{
	struct arena *arena = x->reader->arena;
	if (!value)
		return;
	if (x->hole_count == x->hole_cap) {
		const size_t cap = x->hole_cap ? x->hole_cap * 2 : CAP_FIRST;
		struct script_hole *grown = arena_grow(
			arena, x->holes, x->hole_cap * sizeof(*grown), cap * sizeof(*grown));
		if (!grown)
			return;
		x->holes = grown;
		x->hole_cap = cap;
	}
	const size_t start = x->text.len;
	strbuf_add(&x->text, value->text);
	x->holes[x->hole_count++] = (struct script_hole){start, x->text.len, value};
	x->many |= splits;
}

static void add_unknown(
	struct expansion *x, const struct script_part *part, unsigned marks, bool splits)
{
	add_hole(x, value_unknown(x->reader->arena, part->text, marks, WHY_SCRIPT, NULL), splits);
}

/* Whether names of files may stand for the byte at `at`: there is no telling which. */
static bool is_pattern(struct str text, size_t at)
{
	const char c = text.ptr[at];
	return c == '*' || c == '?' || (c == '[' && str_find_char(text, ']', at) != STR_NOWHERE);
}

/* A byte of a word that is not in quotes. */
static void add_bare(struct expansion *x, struct str text, size_t at)
{
	const struct str byte = str_slice(text, at, at + 1);
	if (is_pattern(text, at))
		add_hole(x, value_unknown(x->reader->arena, byte, 0, WHY_SCRIPT, NULL), true);
	else
		strbuf_add(&x->text, byte);
}

/* The bytes of a word that stand there as they are. */
static void add_literal(struct expansion *x, const struct script_part *part, struct str text)
{
	if (part->quoted || !x->split || !x->word->pattern) {
		strbuf_add(&x->text, text);
		return;
	}
	for (size_t i = 0; i < text.len; i++)
		add_bare(x, text, i);
}

/* Known text; what an unquoted expansion gives is split at blanks. */
static void add_text(struct expansion *x, struct str text, bool splits)
{
	if (!splits) {
		strbuf_add(&x->text, text);
		return;
	}
	for (size_t i = 0; i < text.len; i++) {
		if (!char_is_space(text.ptr[i]) || text.ptr[i] == '\r')
			add_bare(x, text, i);
		else if (x->text.len > 0 || x->present)
			next_field(x);
	}
}

/* A known value in the place of a parameter. */
static void add_value(
	struct expansion *x, const struct script_part *part, const struct value *value, bool splits)
{
	struct script_var ifs;
	if (!value)
		return;
	if (value->marks & MARK_UNKNOWN)
		add_hole(x, value, splits);
	else if (splits && script_vars_get(&x->reader->vars, STR("IFS"), &ifs))
		add_unknown(x, part, 0, true);
	else
		add_text(x, value_to_string(x->reader->arena, value), splits);
}

static void expand_parts(
	struct expansion *x, const struct script_part *part, size_t from, bool operand);

/* ${NAME=word} of a name that has no value: it gets the word's. */
static void assign_default(struct expansion *x, const struct script_part *part, bool splits)
{
	struct script_reader *reader = x->reader;
	const struct script_field field = script_expand_value(reader, part->operand, 0);
	const struct value *value =
		script_field_value(reader, &field, script_place(reader, part->at));
	script_assign(reader, part->name, value);
	add_value(x, part, value, splits);
}

/* ${NAME<operator>word} of a name whose value is known. */
static void expand_operator(
	struct expansion *x, const struct script_part *part, const struct value *value, bool splits)
{
	const struct str text = value ? value_to_string(x->reader->arena, value) : STR_NONE;
	const bool present = value && (!part->colon || text.len > 0);
	if (part->op == OPERATOR_ALTERNATE) {
		if (present)
			expand_parts(x, part->operand->parts, 0, splits);
	} else if (present) {
		add_value(x, part, value, splits);
	} else if (part->op == OPERATOR_ASSIGN) {
		assign_default(x, part, splits);
	} else if (part->op == OPERATOR_DEFAULT) {
		expand_parts(x, part->operand->parts, 0, splits);
	} else {
		add_unknown(x, part, 0, splits);
	}
}

/* ${NAME<operator>word} where nobody knows which way it goes. */
static void expand_unknown_operator(
	struct expansion *x, const struct script_part *part, unsigned marks, bool splits)
{
	struct script_reader *reader = x->reader;
	marks |= script_word_marks(reader, part->operand);
	add_unknown(x, part, marks, splits);
	if (part->op == OPERATOR_ASSIGN)
		script_assign(reader, part->name,
			value_unknown(reader->arena, part->text, marks, WHY_SCRIPT,
				script_place(reader, part->at)));
}

static void expand_parameter(struct expansion *x, const struct script_part *part)
{
	struct script_vars *vars = &x->reader->vars;
	const bool splits = x->split && !part->quoted;
	struct script_var var = {.value = NULL};
	const bool set = part->name.ptr && script_vars_get(vars, part->name, &var);
	const bool known = set && !(var.value && var.value->marks & MARK_UNKNOWN);
	const unsigned marks = part->name.ptr ? script_vars_marks(vars, part->name) : 0;
	if (part->op == OPERATOR_NONE) {
		if (set)
			add_value(x, part, var.value, splits);
		else
			add_unknown(x, part, marks, splits);
	} else if (known && part->op != OPERATOR_OTHER) {
		expand_operator(x, part, var.value, splits);
	} else {
		expand_unknown_operator(x, part, marks, splits);
	}
}

/* A substitution: what it prints is unknown, and what it calls is called. */
static void expand_command(struct expansion *x, const struct script_part *part)
{
	struct script_reader *reader = x->reader;
	const unsigned marks = script_tokens_marks(reader, part->body);
	if (!reader->muted) {
		const struct script_mark mark = script_vars_mark(&reader->vars);
		/* Backslashes that the shell takes away first hide what the body says. */
		if (part->escaped)
			script_spoil(reader, x->word);
		script_subshell(reader, part->body);
		script_vars_rollback(&reader->vars, mark);
	}
	add_unknown(x, part, marks, x->split && !part->quoted);
}

static void expand_part(
	struct expansion *x, const struct script_part *part, struct str text, bool operand)
{
	struct script_reader *reader = x->reader;
	const bool splits = x->split && !part->quoted;
	x->present |= part->quoted;
	switch (part->kind) {
	case PART_LITERAL:
		if (part->escaped && reader->posix)
			add_unknown(x, part, 0, false);
		else if (operand && splits)
			add_text(x, text, true);
		else
			add_literal(x, part, text);
		break;
	case PART_PARAMETER:
		expand_parameter(x, part);
		break;
	case PART_COMMAND:
		expand_command(x, part);
		break;
	case PART_UNKNOWN:
		if (!part->body)
			script_taint_arithmetic(reader, part->text);
		/* A quote that bash ends elsewhere hides commands. */
		if (!part->body && script_names_file(part->text))
			script_file_any(reader, x->word);
		add_unknown(
			x, part, part->body ? script_tokens_marks(reader, part->body) : 0, splits);
		break;
	case PART_HOLE:
		add_hole(x, part->value, splits);
		break;
	}
}

/* `from`: bytes of the first part that do not count. `operand`: literals are split too. */
static void expand_parts(
	struct expansion *x, const struct script_part *part, size_t from, bool operand)
{
	for (; part; part = part->next) {
		expand_part(x, part, str_slice(part->text, from, part->text.len), operand);
		from = 0;
	}
}

/* Whether the word is one piece that stands in the text as it is meant. */
static bool is_literal(const struct script_word *word)
{
	const struct script_part *part = word->parts;
	return part && !part->next && part->kind == PART_LITERAL && !part->escaped;
}

void script_expand(struct script_reader *reader, const struct script_word *word, bool split,
	struct script_fields *fields)
{
	if (is_literal(word) && !word->braces && !(split && word->pattern)) {
		script_fields_add(reader, fields,
			(struct script_field){.text = word->parts->text, .word = word});
		return;
	}
	struct expansion x = {.reader = reader, .fields = fields, .word = word, .split = split};
	begin_field(&x);
	expand_parts(&x, word->parts, 0, false);
	finish_field(&x);
}

struct script_field script_expand_value(
	struct script_reader *reader, const struct script_word *word, size_t from)
{
	struct script_fields fields = {.items = NULL};
	struct expansion x = {.reader = reader, .fields = &fields, .word = word};
	if (is_literal(word)) {
		const struct str text = word->parts->text;
		return (struct script_field){.text = str_slice(text, from, text.len), .word = word};
	}
	begin_field(&x);
	expand_parts(&x, word->parts, from, false);
	finish_field(&x);
	if (fields.count > 0)
		return fields.items[0];
	return (struct script_field){.text = STR(""), .word = word};
}
