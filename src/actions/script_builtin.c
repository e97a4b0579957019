/* SPDX-License-Identifier: MIT */
#include "actions/script_reader.h"

/* A name's bytes in a field that is known, else no text. */
static struct str field_name(const struct script_field *field)
{
	const size_t length = script_name_length(field->text, 0);
	const bool whole = length > 0 && length == field->text.len;
	return whole && script_field_known(field) ? field->text : STR_NONE;
}

/* NAME=… in a field: the length of its name; 0: it is no such thing, or its name is unknown. */
static size_t field_assigns(const struct script_field *field)
{
	const size_t length = script_name_length(field->text, 0);
	const bool form = length < script_field_known_to(field) && field->text.ptr[length] == '=';
	return form ? length : 0;
}

/* What an option letter of declare and its kin does to a name. */
struct declaration {
	enum tri exported;
	bool unexport; /* -n of export, +x of declare */
	bool readonly;
	bool changed;   /* the value is not what is written: -i -l -u -a -A */
	bool reference; /* -n of declare: another name is meant */
	bool functions; /* -f: no variables at all */
	bool local;     /* in a function: another name of that name */
};

static void read_options(struct declaration *form, struct str option, bool is_export)
{
	for (size_t i = 1; i < option.len; i++) {
		switch (option.ptr[i]) {
		case 'x':
			form->unexport = option.ptr[0] == '+';
			form->exported = form->unexport ? TRI_FALSE : TRI_TRUE;
			break;
		case 'n':
			form->unexport |= is_export;
			form->reference |= !is_export;
			break;
		case 'r':
			form->readonly = true;
			break;
		case 'f':
		case 'F':
			form->functions = true;
			break;
		default:
			form->changed |= option.ptr[i] != 'g' && option.ptr[i] != 'p';
			break;
		}
	}
}

/* Gives a name what the declaration says beside its value. */
static void declare_name(
	struct script_reader *reader, const struct declaration *form, struct str name)
{
	struct script_var var = {.exported = TRI_FALSE};
	const bool known = script_vars_get(&reader->vars, name, &var);
	/* A name that the runner may have set: from here on it is one that the script knows of. */
	if (!known)
		var.value = script_vars_unknown(&reader->vars, name, 0);
	if (form->exported == TRI_TRUE)
		var.exported = TRI_TRUE;
	if (form->unexport)
		var.exported = TRI_FALSE;
	var.readonly |= form->readonly;
	if (known || form->exported == TRI_TRUE)
		script_vars_set(&reader->vars, name, var);
	if (form->changed)
		script_type(reader, name);
}

static void declare_field(struct script_reader *reader, const struct declaration *form,
	const struct script_field *field)
{
	struct script_assignment assignment;
	if (field->raw && script_word_assignment(field->word, &assignment)) {
		script_assign_word(reader, field->word, &assignment, field, form->exported);
		declare_name(reader, form, assignment.name);
		if (field->word->braces)
			script_vars_taint(&reader->vars, assignment.name);
		return;
	}
	const struct str text = field->text;
	const size_t length = field_assigns(field);
	const struct str name = length > 0 ? str_slice(text, 0, length) : field_name(field);
	if (!name.ptr) {
		if (!script_field_known(field))
			script_spoil(reader, field->word);
		return;
	}
	if (length > 0) {
		const struct script_field value =
			script_field_slice(reader, field, length + 1, text.len);
		const struct place *place = script_place(reader, field->word->start);
		script_assign_as(
			reader, name, script_field_value(reader, &value, place), form->exported);
	}
	declare_name(reader, form, name);
	if (form->local && length == 0)
		script_assign_as(
			reader, name, script_vars_unknown(&reader->vars, name, 0), TRI_UNKNOWN);
}

/* Another name is meant from here on: what is assigned goes there. */
static void declare_reference(struct script_reader *reader, const struct script_field *field)
{
	struct script_assignment form = {.name = field_name(field)};
	script_spoil(reader, field->word);
	if (field->raw)
		script_word_assignment(field->word, &form);
	if (form.name.ptr)
		script_type(reader, form.name);
}

void script_declare(struct script_reader *reader, const struct script_words *words)
{
	const bool is_export = script_field_is(&words->items[0], "export");
	struct declaration form = {.exported = is_export ? TRI_TRUE : TRI_FALSE};
	form.readonly = script_field_is(&words->items[0], "readonly");
	form.local = reader->in_function && !is_export && !form.readonly;
	bool options = true;
	for (size_t i = 1; i < words->count; i++) {
		const struct script_field *field = &words->items[i];
		const char first = field->text.len > 1 ? field->text.ptr[0] : '\0';
		options = options && !field->raw && script_field_known(field) &&
			  (first == '-' || first == '+');
		if (options)
			read_options(&form, field->text, is_export);
		else if (form.reference)
			declare_reference(reader, field);
		else if (!form.functions)
			declare_field(reader, &form, field);
	}
}

static void run_unset(struct script_reader *reader, const struct script_words *words)
{
	bool functions = false;
	for (size_t i = 1; i < words->count; i++) {
		const struct script_field *field = &words->items[i];
		const struct str name = field_name(field);
		functions |= script_field_is(field, "-f");
		if (name.ptr && !functions)
			script_vars_set(&reader->vars, name, (struct script_var){.value = NULL});
		else if (!script_field_known(field))
			script_spoil(reader, field->word);
	}
}

static void run_set(struct script_reader *reader, const struct script_words *words)
{
	for (size_t i = 1; i < words->count; i++) {
		const struct str text = words->items[i].text;
		const bool option = text.len > 1 && (text.ptr[0] == '-' || text.ptr[0] == '+');
		if (!option || str_is(text, "--"))
			return;
		const enum tri on = text.ptr[0] == '-' ? TRI_TRUE : TRI_FALSE;
		const bool named = str_find_char(text, 'o', 0) != STR_NOWHERE;
		if (str_find_char(text, 'a', 0) != STR_NOWHERE)
			reader->vars.horizon.allexport = on;
		if (!named || i + 1 == words->count)
			continue;
		if (script_field_is(&words->items[++i], "allexport"))
			reader->vars.horizon.allexport = on;
		if (script_field_is(&words->items[i], "pipefail"))
			reader->pipefail = on == TRI_TRUE && reader->runs == TRI_TRUE;
	}
}

static void run_spoil(struct script_reader *reader, const struct script_words *words)
{
	script_spoil(reader, words->items[0].word);
}

/* read, mapfile, getopts, let: every argument that is a name is one that may be set. */
static void run_taint(struct script_reader *reader, const struct script_words *words)
{
	bool value = false; /* the argument belongs to an option */
	bool arrays = str_ends(words->items[0].text, STR("mapfile")) ||
		      str_ends(words->items[0].text, STR("readarray"));
	for (size_t i = 1; i < words->count; i++) {
		const struct script_field *field = &words->items[i];
		const struct str name = field_name(field);
		const bool option = field->text.len > 1 && field->text.ptr[0] == '-';
		arrays |= option && str_find_char(field->text, 'a', 0) != STR_NOWHERE;
		if (name.ptr && arrays)
			script_type(reader, name);
		else if (name.ptr)
			script_vars_taint(&reader->vars, name);
		else if (!script_field_known(field) && !value)
			script_spoil(reader, field->word);
		value = !value && option && field->text.len == 2;
	}
	script_vars_taint(&reader->vars, STR("REPLY"));
	script_vars_taint(&reader->vars, STR("MAPFILE"));
}

static void run_let(struct script_reader *reader, const struct script_words *words)
{
	for (size_t i = 1; i < words->count; i++)
		script_taint_arithmetic(reader, words->items[i].text);
}

static void run_cd(struct script_reader *reader, const struct script_words *words)
{
	(void)words;
	script_vars_taint(&reader->vars, STR("PWD"));
	script_vars_taint(&reader->vars, STR("OLDPWD"));
}

/* In a branch, a script that ends in peace leaves it open whether what follows runs. */
static void run_exit(struct script_reader *reader, const struct script_words *words)
{
	const struct script_field *status = words->count > 1 ? &words->items[1] : NULL;
	reader->end = END_EXITED;
	if (status)
		reader->end_fails = script_field_known(status) && !str_is(status->text, "0");
	else
		reader->end_fails = reader->after_or;
}

static void run_return(struct script_reader *reader, const struct script_words *words)
{
	(void)words;
	reader->left = true;
	if (reader->in_function)
		reader->end = END_LEFT;
	else
		reader->maybe_exited = true;
}

static void run_leave(struct script_reader *reader, const struct script_words *words)
{
	(void)words;
	reader->left = true;
	reader->end = END_LEFT;
}

/* command and builtin: what stands behind them runs, but no function. With an option, as that which
 * only says what a name is, nothing may run. */
static void run_command(struct script_reader *reader, const struct script_words *words)
{
	size_t first = 1;
	while (first < words->count && (script_field_is(&words->items[first], "--") ||
					       script_field_is(&words->items[first], "-p")))
		first++;
	const struct script_words rest = script_words_from(words, first);
	struct script_function *functions = reader->functions;
	if (rest.count == 0 || str_starts(rest.items[0].text, STR("-")))
		return;
	if (script_field_is(&words->items[0], "builtin") &&
		!script_builtin_find(script_command_name(&rest.items[0])))
		return;
	reader->functions = NULL;
	script_run(reader, &rest);
	reader->functions = functions;
}

static void run_eval(struct script_reader *reader, const struct script_words *words)
{
	const struct script_words rest = script_words_from(words, 1);
	const struct script_field text = script_words_join(reader, &rest, STR(" "));
	script_inner_here(reader, &text);
	script_spoil(reader, words->items[0].word);
	/* It may end the script. */
	if (str_find(text.text, STR("exit"), 0) != STR_NOWHERE ||
		str_find(text.text, STR("exec"), 0) != STR_NOWHERE)
		reader->maybe_exited = true;
}

static void run_trap(struct script_reader *reader, const struct script_words *words)
{
	const size_t first = words->count > 1 && script_field_is(&words->items[1], "--") ? 2 : 1;
	struct script_trap *trap = arena_alloc(reader->scratch, sizeof(*trap));
	if (!trap || words->count < first + 2 || reader->muted)
		return;
	*trap = (struct script_trap){words->items[first], reader->tokens, reader->traps};
	reader->traps = trap;
}

#define FINE (TRAIT_HARMLESS | TRAIT_QUIET)
#define DECLARING (TRAIT_QUIET | TRAIT_SPECIAL | TRAIT_DECLARES)

static const struct script_builtin builtins[] = {
	{".", TRAIT_SPECIAL, run_spoil},
	{":", FINE | TRAIT_SPECIAL, NULL},
	{"[", TRAIT_QUIET | TRAIT_READS, NULL},
	{"[[", TRAIT_QUIET | TRAIT_READS, NULL},
	{"alias", TRAIT_QUIET, NULL},
	{"break", TRAIT_QUIET | TRAIT_SPECIAL, run_leave},
	{"builtin", TRAIT_QUIET | TRAIT_SPECIAL, run_command},
	{"cat", TRAIT_READS | TRAIT_PRINTS, script_cat},
	{"cd", FINE, run_cd},
	{"chmod", FINE, NULL},
	{"command", TRAIT_QUIET | TRAIT_SPECIAL, run_command},
	{"continue", TRAIT_QUIET | TRAIT_SPECIAL, run_leave},
	{"declare", DECLARING, script_declare},
	{"echo", TRAIT_HARMLESS | TRAIT_READS | TRAIT_PRINTS, script_echo},
	{"eval", TRAIT_SPECIAL | TRAIT_READS, run_eval},
	{"exit", TRAIT_QUIET | TRAIT_SPECIAL, run_exit},
	{"export", DECLARING | TRAIT_HARMLESS, script_declare},
	{"false", TRAIT_QUIET, NULL},
	{"getopts", TRAIT_QUIET, run_taint},
	{"let", TRAIT_QUIET, run_let},
	{"local", DECLARING, script_declare},
	{"mapfile", TRAIT_QUIET, run_taint},
	{"mkdir", FINE, NULL},
	{"popd", 0, run_cd},
	{"printf", TRAIT_HARMLESS | TRAIT_READS | TRAIT_PRINTS, script_printf},
	{"pushd", 0, run_cd},
	{"read", TRAIT_QUIET, run_taint},
	{"readarray", TRAIT_QUIET, run_taint},
	{"readonly", DECLARING, script_declare},
	{"return", TRAIT_QUIET | TRAIT_SPECIAL, run_return},
	{"set", FINE | TRAIT_SPECIAL, run_set},
	{"shift", TRAIT_QUIET | TRAIT_SPECIAL, NULL},
	{"shopt", TRAIT_QUIET, NULL},
	{"sleep", TRAIT_QUIET, NULL},
	{"source", TRAIT_SPECIAL, run_spoil},
	{"tee", TRAIT_READS | TRAIT_PRINTS, script_tee},
	{"test", TRAIT_QUIET | TRAIT_READS, NULL},
	{"trap", TRAIT_QUIET | TRAIT_SPECIAL | TRAIT_READS, run_trap},
	{"true", FINE, NULL},
	{"typeset", DECLARING, script_declare},
	{"umask", TRAIT_QUIET, NULL},
	{"unset", TRAIT_QUIET | TRAIT_SPECIAL, run_unset},
	{"wait", TRAIT_QUIET, NULL},
};

const struct script_builtin *script_builtin_find(struct str name)
{
	for (size_t i = 0; i < sizeof(builtins) / sizeof(builtins[0]); i++)
		if (name.len > 0 && name.ptr[0] == builtins[i].name[0] &&
			str_is(name, builtins[i].name))
			return &builtins[i];
	return NULL;
}
