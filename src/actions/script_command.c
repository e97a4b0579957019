/* SPDX-License-Identifier: MIT */
#include "actions/script_reader.h"

#define CAP_FIRST ((size_t)4)

/* The tokens of a simple command, by what they are. */
struct simple {
	const struct script_token *first;
	size_t count;
	size_t words_at; /* where the assignments end and the command begins */
	bool has_command;
};

struct script_words script_words_from(const struct script_words *words, size_t from)
{
	if (from > words->count)
		from = words->count;
	return (struct script_words){
		words->items ? words->items + from : NULL, words->count - from};
}

enum tri script_runs(const struct script_reader *reader)
{
	return reader->maybe_exited ? TRI_UNKNOWN : reader->runs;
}

struct str script_command_name(const struct script_field *field)
{
	size_t known_from = 0;
	if (field->hole_count > 0)
		known_from = field->holes[field->hole_count - 1].end;
	const size_t slash = str_find_last(field->text, '/');
	if (slash != STR_NOWHERE && slash >= known_from)
		return str_slice(field->text, slash + 1, field->text.len);
	return known_from > 0 || field->raw ? STR_NONE : field->text;
}

void script_call_add(struct script_reader *reader, struct script_call call)
{
	if (reader->call_count == reader->call_cap) {
		const size_t cap = reader->call_cap ? reader->call_cap * 2 : CAP_FIRST;
		struct script_call *grown = arena_grow(reader->arena, reader->calls,
			reader->call_cap * sizeof(*grown), cap * sizeof(*grown));
		if (!grown)
			return;
		reader->calls = grown;
		reader->call_cap = cap;
	}
	reader->calls[reader->call_count++] = call;
}

/* Whether an argument is --dry-run; unknown when what is unknown in it may make it that. */
static enum tri is_dry_argument(const struct script_field *field)
{
	const struct str wanted = STR("--dry-run");
	if (script_field_known(field))
		return str_eq(field->text, wanted) ? TRI_TRUE : TRI_FALSE;
	const struct str head = str_slice(field->text, 0, field->holes[0].start);
	const struct str tail =
		str_slice(field->text, field->holes[field->hole_count - 1].end, field->text.len);
	const bool may = head.len + tail.len <= wanted.len && str_starts(wanted, head) &&
			 str_ends(wanted, tail);
	return may ? TRI_UNKNOWN : TRI_FALSE;
}

/* Dry when either the arguments or the environment says so. */
static enum tri dry_run_of(const struct script_words *words, const struct map *env)
{
	const struct value *variable = map_get(env, STR("DRY_RUN"));
	enum tri dry = dry_run_value(variable);
	if (!variable && map_find(env, STR("")))
		dry = TRI_UNKNOWN;
	for (size_t i = 1; i < words->count && dry != TRI_TRUE; i++) {
		if (script_field_is(&words->items[i], "--"))
			break;
		const enum tri argument = is_dry_argument(&words->items[i]);
		dry = argument == TRI_FALSE ? dry : argument;
	}
	return dry;
}

static bool is_executor(const struct script_reader *reader, struct str name)
{
	for (size_t i = 0; i < reader->start->executor_count; i++)
		if (name.len > 0 && str_eq(name, reader->start->executors[i]))
			return true;
	return false;
}

static void call_executor(
	struct script_reader *reader, struct str name, const struct script_words *words)
{
	script_print_opaque(reader, words->items[0].word);
	if (reader->muted)
		return;
	const struct map *env = script_vars_environment(&reader->vars);
	const struct place *at = script_place(reader, words->items[0].word->start);
	if (!env || !at)
		return;
	script_call_add(reader, (struct script_call){.executor = name,
					.at = *at,
					.env = env,
					.dry_run = dry_run_of(words, env),
					.runs = script_runs(reader)});
}

static void run_builtin(struct script_reader *reader, const struct script_builtin *builtin,
	const struct script_words *words)
{
	if (builtin->run)
		builtin->run(reader, words);
	reader->harmless = builtin->traits & TRAIT_HARMLESS;
	if (!(builtin->traits & (TRAIT_QUIET | TRAIT_PRINTS)))
		script_print_opaque(reader, words->items[0].word);
}

/* A command may call a function that it is told of, and write to a file that it is told of: by its
 * path, or by its variable in code of another language. */
static void run_arguments(
	struct script_reader *reader, const struct script_words *words, unsigned traits)
{
	if (traits & TRAIT_READS)
		return;
	for (size_t i = 0; i < words->count; i++) {
		const struct script_field *field = &words->items[i];
		if (i > 0 && script_field_known(field) && !field->raw)
			script_function_call(reader, field->text);
		if (script_names_file(field->text))
			script_file_any(reader, field->word);
	}
}

/* What a program reads may be code that names the file. */
static void run_input(struct script_reader *reader)
{
	for (size_t i = reader->input_from; i < reader->input_to; i++)
		if (script_names_file(reader->chunks[i].field.text))
			script_file_any(reader, reader->chunks[i].field.word);
}

/* An unknown word that may be none, or one that runs the rest: $SUDO precache-apply. */
static void run_behind_unknown(struct script_reader *reader, const struct script_words *words)
{
	const struct script_field *first = &words->items[0];
	const struct script_words rest = script_words_from(words, 1);
	if (!first->many || script_field_known_to(first) > 0 || rest.count == 0)
		return;
	const struct script_branch branch = script_branch_open(reader);
	const struct str name = script_command_name(&rest.items[0]);
	script_spoil(reader, first->word);
	if (is_executor(reader, name))
		call_executor(reader, name, &rest);
	else
		script_wrapper(reader, name, &rest);
	script_branch_drop(reader, &branch);
}

void script_program(struct script_reader *reader, const struct script_words *words)
{
	run_behind_unknown(reader, words);
	script_print_opaque(reader, words->items[0].word);
	run_arguments(reader, words, 0);
	run_input(reader);
}

void script_run(struct script_reader *reader, const struct script_words *words)
{
	reader->harmless = false;
	if (words->count == 0)
		return;
	const struct str name = script_command_name(&words->items[0]);
	if (is_executor(reader, name)) {
		call_executor(reader, name, words);
		return;
	}
	if (script_function_call(reader, name)) {
		run_arguments(reader, words, 0);
		return;
	}
	if (script_wrapper(reader, name, words))
		return;
	const struct script_builtin *builtin = script_builtin_find(name);
	if (!builtin) {
		script_program(reader, words);
		return;
	}
	run_builtin(reader, builtin, words);
	run_arguments(reader, words, builtin->traits);
}

/* --- the command as it is written --- */

/* Takes the tokens of a simple command; those of [[ … ]] have operators of their own between. */
static struct simple take_tokens(struct script_reader *reader)
{
	struct simple simple = {.first = script_peek(reader, 0)};
	bool test = false;
	for (;; simple.count++) {
		const struct script_token *token = script_peek(reader, simple.count);
		const bool is_word = token->kind == TOKEN_WORD;
		const struct str plain = is_word ? script_word_plain(token->word) : STR_NONE;
		struct script_assignment form;
		if (token->kind == TOKEN_END ||
			(!test && !is_word && token->kind != TOKEN_REDIRECT))
			break;
		if (is_word && !simple.has_command && !script_word_assignment(token->word, &form)) {
			simple.has_command = true;
			simple.words_at = simple.count;
			test = str_is(plain, "[[");
		}
		if (test && str_is(plain, "]]"))
			test = false;
	}
	if (!simple.has_command)
		simple.words_at = simple.count;
	reader->at += simple.count;
	return simple;
}

/* Whether the command declares, so that its arguments NAME=value are not split. */
static bool declares(const struct simple *simple)
{
	if (!simple->has_command)
		return false;
	const struct script_builtin *builtin =
		script_builtin_find(script_word_plain(simple->first[simple->words_at].word));
	return builtin && builtin->traits & TRAIT_DECLARES;
}

static struct script_words expand_words(struct script_reader *reader, const struct simple *simple)
{
	struct script_fields fields = {.items = NULL};
	const bool declaring = declares(simple);
	for (size_t i = simple->words_at; i < simple->count; i++) {
		const struct script_token *token = &simple->first[i];
		struct script_assignment form;
		if (token->kind != TOKEN_WORD)
			continue;
		if (!declaring || !script_word_assignment(token->word, &form)) {
			script_expand(reader, token->word, true, &fields);
			continue;
		}
		struct script_field value = script_expand_value(reader, token->word, form.value_at);
		value.raw = true;
		value.word = token->word;
		script_fields_add(reader, &fields, value);
	}
	return (struct script_words){fields.items, fields.count};
}

/* A name that was set in front of a command, and what it was before. */
struct shadow {
	struct str name;
	const struct script_var *saved;
};

/* Makes the assignments in front of a command; the command sees them. */
static size_t assign_prefix(
	struct script_reader *reader, const struct simple *simple, struct shadow *shadows)
{
	size_t count = 0;
	for (size_t i = 0; i < simple->words_at; i++) {
		const struct script_token *token = &simple->first[i];
		struct script_assignment form;
		if (token->kind != TOKEN_WORD || !script_word_assignment(token->word, &form))
			continue;
		if (shadows)
			shadows[count] = (struct shadow){
				form.name, script_vars_save(&reader->vars, form.name)};
		script_assign_word(
			reader, token->word, &form, NULL, shadows ? TRI_TRUE : TRI_FALSE);
		count++;
	}
	return count;
}

/* Assignments hold for the command alone; in front of a special builtin they may stay. */
static void run_prefixed(
	struct script_reader *reader, const struct simple *simple, const struct script_words *words)
{
	struct shadow *shadows =
		arena_array(reader->scratch, simple->words_at + 1, sizeof(*shadows));
	if (!shadows)
		return;
	const size_t count = assign_prefix(reader, simple, shadows);
	script_run(reader, words);
	const struct script_builtin *builtin =
		script_builtin_find(script_command_name(&words->items[0]));
	const bool special = builtin && builtin->traits & TRAIT_SPECIAL;
	for (size_t i = count; i > 0; i--) {
		const struct shadow *shadow = &shadows[i - 1];
		script_vars_restore(&reader->vars, shadow->name, shadow->saved);
		if (special)
			script_assign_as(reader, shadow->name,
				script_vars_unknown(&reader->vars, shadow->name, 0), TRI_UNKNOWN);
	}
}

/* A here-document or here-string is what the command reads. */
static void take_input(struct script_reader *reader, const struct simple *simple)
{
	for (size_t i = 0; i < simple->count; i++) {
		const struct script_token *token = &simple->first[i];
		const bool is_text =
			token->redirect == REDIRECT_HERE || token->redirect == REDIRECT_HERE_WORD;
		if (token->kind != TOKEN_REDIRECT || !token->word || token->fd > 0)
			continue;
		if (!is_text && token->redirect != REDIRECT_IN)
			continue;
		struct script_field field = script_expand_value(reader, token->word, 0);
		reader->input_to = reader->input_from;
		if (!is_text)
			continue;
		field.word = token->word;
		reader->input_from = reader->chunk_count;
		script_print(reader, &field);
		reader->input_to = reader->chunk_count;
	}
}

static void run_simple(struct script_reader *reader, const struct simple *simple)
{
	const size_t from = reader->chunk_count;
	const size_t input_from = reader->input_from;
	const size_t input_to = reader->input_to;
	take_input(reader, simple);
	const size_t printed = reader->chunk_count;
	const struct script_words words = expand_words(reader, simple);
	if (words.count > 0) {
		run_prefixed(reader, simple, &words);
	} else {
		assign_prefix(reader, simple, NULL);
		reader->harmless = true;
	}
	script_route(reader, printed, simple->first, simple->count);
	/* The document goes; what the command printed moves into its place. */
	for (size_t i = printed; i < reader->chunk_count; i++)
		reader->chunks[from + i - printed] = reader->chunks[i];
	reader->chunk_count -= printed - from;
	reader->input_from = input_from;
	reader->input_to = input_to;
}

void script_simple(struct script_reader *reader)
{
	const struct simple simple = take_tokens(reader);
	reader->steps++;
	if (reader->end == END_NONE && !script_exhausted(reader))
		run_simple(reader, &simple);
}
