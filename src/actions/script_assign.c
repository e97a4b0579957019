/* SPDX-License-Identifier: MIT */
#include "actions/script_reader.h"

void script_assign(struct script_reader *reader, struct str name, const struct value *value)
{
	script_assign_as(reader, name, value, reader->vars.horizon.allexport);
}

void script_assign_as(
	struct script_reader *reader, struct str name, const struct value *value, enum tri exported)
{
	struct script_var var = {.exported = TRI_FALSE};
	script_vars_get(&reader->vars, name, &var);
	/* Whether the shell stops at a name that is read-only or goes on is not followed. */
	if (value && (var.readonly || var.typed))
		value = script_vars_unknown(
			&reader->vars, name, value->marks | script_vars_marks(&reader->vars, name));
	value = value_over(reader->arena, value, var.value);
	if (!value)
		return;
	var.value = value;
	if (var.exported != TRI_TRUE && exported != TRI_FALSE)
		var.exported = exported;
	script_vars_set(&reader->vars, name, var);
}

void script_type(struct script_reader *reader, struct str name)
{
	struct script_var var = {.exported = TRI_FALSE};
	script_vars_get(&reader->vars, name, &var);
	var.value =
		script_vars_unknown(&reader->vars, name, script_vars_marks(&reader->vars, name));
	var.typed = true;
	if (var.value)
		script_vars_set(&reader->vars, name, var);
}

/* NAME+=… : the old value with the new one behind it. */
static struct script_field append(
	struct script_reader *reader, struct str name, const struct script_field *field)
{
	struct script_var old = {.value = NULL};
	const bool set = script_vars_get(&reader->vars, name, &old);
	struct script_hole hole = {.value = NULL};
	struct script_field pieces[2] = {{.text = STR("")}, *field};
	const struct value *value = set ? old.value : script_vars_unknown(&reader->vars, name, 0);
	if (value) {
		pieces[0].text = value_to_string(reader->arena, value);
		hole = (struct script_hole){0, pieces[0].text.len, value};
		pieces[0].holes = &hole;
		pieces[0].hole_count = value->marks & MARK_UNKNOWN ? 1 : 0;
	}
	const struct script_words both = {pieces, 2};
	return script_words_join(reader, &both, STR(""));
}

/* What a word assigns; unknown for what is not followed: an array's element, text over budget. */
static const struct value *assigned_value(struct script_reader *reader,
	const struct script_word *word, const struct script_assignment *form,
	const struct script_field *expanded)
{
	const struct place *place = script_place(reader, word->start);
	bool followed = !form->element;
	struct script_field field =
		expanded ? *expanded : script_expand_value(reader, word, form->value_at);
	if (form->append) {
		field = append(reader, form->name, &field);
		const bool fits = field.text.len <= reader->budget;
		reader->budget = fits ? reader->budget - field.text.len : 0;
		followed &= fits;
	}
	if (!followed) {
		const unsigned marks = script_vars_marks(&reader->vars, form->name) |
				       script_word_marks(reader, word);
		return value_unknown(reader->arena, word->text, marks, WHY_SCRIPT, place);
	}
	return script_field_value(reader, &field, place);
}

void script_assign_word(struct script_reader *reader, const struct script_word *word,
	const struct script_assignment *form, const struct script_field *expanded,
	enum tri exported)
{
	const struct value *value = assigned_value(reader, word, form, expanded);
	if (!value)
		return;
	script_assign_as(reader, form->name, value,
		exported == TRI_TRUE ? exported : reader->vars.horizon.allexport);
	const struct script_part *array = word->parts->next;
	if (form->element || (array && array->kind == PART_UNKNOWN && array->body))
		script_type(reader, form->name);
}

/* Whether arithmetic may set a name: `=` that is no comparison, `++`, `--`. Over-careful. */
static bool may_set(struct str text)
{
	return str_find_char(text, '=', 0) != STR_NOWHERE ||
	       str_find(text, STR("++"), 0) != STR_NOWHERE ||
	       str_find(text, STR("--"), 0) != STR_NOWHERE;
}

void script_taint_arithmetic(struct script_reader *reader, struct str text)
{
	if (!may_set(text))
		return;
	for (size_t at = 0; at < text.len;) {
		const size_t length = script_name_length(text, at);
		if (length > 0)
			script_vars_taint(&reader->vars, str_slice(text, at, at + length));
		at += length > 0 ? length : 1;
	}
}

void script_spoil(struct script_reader *reader, const struct script_word *word)
{
	const struct str text = word ? word->text : STR("eval");
	const struct value *why = value_unknown(reader->arena, text, 0, WHY_SCRIPT, NULL);
	if (why)
		script_vars_spoil(&reader->vars, why);
}
