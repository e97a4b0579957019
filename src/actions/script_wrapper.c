/* SPDX-License-Identifier: MIT */
#include "actions/script_reader.h"

/*
 * The commands that run the command that stands behind them. Each is a row: which of its options
 * take the next argument, and what it does to the environment.
 */

struct wrapping {
	struct script_reader *reader;
	const struct script_words *words;
	size_t at;         /* the argument that comes next */
	size_t began;      /* the last change before the wrapper's own assignments */
	bool command_text; /* bash -c */
	bool from_input;   /* bash -s */
	bool reads_only;   /* bash -n */
	bool keeps;        /* sudo -E */
	bool ended;        /* -- stood there: no options come any more */
	struct str split;  /* env -S: words that stand in one */
	bool lost;         /* an option that is not followed stands there */
	bool maybe;        /* something unknown stood where an option or the command may be */
};

/* One option: "-u" or "--unset", with its value wherever that stands; STR_NONE: none. */
struct option_read {
	struct str name; /* short ones that stand together are one name: "-eux" */
	struct str value;
};

struct wrapper {
	const char *name;
	const char *letters; /* short options that take a value */
	const char *values;  /* long ones that take the next argument, a space behind each */
	bool assigns;        /* NAME=value may stand before the command */
	void (*option)(struct wrapping *w, const struct option_read *option);
	void (*run)(struct wrapping *w);
};

static bool has_letter(const struct option_read *option, char letter)
{
	return !str_starts(option->name, STR("--")) &&
	       str_find_char(option->name, letter, 1) != STR_NOWHERE;
}

/* --- the command behind it --- */

static void run_rest(struct wrapping *w)
{
	struct script_reader *reader = w->reader;
	const enum tri runs = reader->runs;
	const struct script_words rest = script_words_from(w->words, w->at);
	if (w->maybe)
		reader->runs = TRI_UNKNOWN;
	if (w->lost || rest.count == 0)
		script_program(reader, w->words);
	else
		script_run(reader, &rest);
	reader->runs = runs;
}

/* A file that a new process runs: builtins and functions of this shell are none of it. */
static void run_program(struct wrapping *w)
{
	struct script_reader *reader = w->reader;
	struct script_function *functions = reader->functions;
	reader->functions = NULL;
	const struct script_mark mark = script_vars_mark(&reader->vars);
	run_rest(w);
	script_vars_rollback(&reader->vars, mark);
	reader->functions = functions;
	reader->end = END_NONE;
	reader->harmless = false;
}

/* --- bash, sh --- */

static void shell_option(struct wrapping *w, const struct option_read *option)
{
	const bool on = option->name.ptr[0] == '-';
	w->command_text |= on && has_letter(option, 'c');
	w->from_input |= on && has_letter(option, 's');
	w->reads_only |= on && has_letter(option, 'n');
}

/* A script that stands in the arguments or in a here-document. */
static void run_text(struct wrapping *w, const struct script_field *text)
{
	struct script_reader *reader = w->reader;
	const enum tri runs = reader->runs;
	if (w->maybe || !script_field_known(text))
		reader->runs = TRI_UNKNOWN;
	script_inner(reader, text);
	reader->runs = runs;
}

static void run_shell(struct wrapping *w)
{
	struct script_reader *reader = w->reader;
	const struct script_words rest = script_words_from(w->words, w->at);
	const bool input = rest.count == 0 || w->from_input;
	if (w->reads_only)
		return;
	if (input && reader->input_to - reader->input_from == 1 &&
		!reader->chunks[reader->input_from].opaque) {
		const struct script_field text = reader->chunks[reader->input_from].field;
		run_text(w, &text);
	} else if (w->command_text && rest.count > 0) {
		run_text(w, &rest.items[0]);
	} else {
		run_program(w);
	}
}

/* --- env, sudo --- */

static void env_option(struct wrapping *w, const struct option_read *option)
{
	struct script_vars *vars = &w->reader->vars;
	const bool clears = str_is(option->name, "-") || has_letter(option, 'i') ||
			    str_is(option->name, "--ignore-environment");
	const bool unsets = has_letter(option, 'u') || str_is(option->name, "--unset");
	if (clears)
		script_vars_clear(vars);
	if (unsets && option->value.ptr)
		script_vars_set(vars, option->value, (struct script_var){.value = NULL});
	if (has_letter(option, 'S') || str_is(option->name, "--split-string"))
		w->split = option->value;
}

/* Words in one are split as a shell does, but for what it would expand. */
static void run_env(struct wrapping *w)
{
	struct script_reader *reader = w->reader;
	const struct script_field *last = &w->words->items[w->at - 1];
	const struct script_words rest = script_words_from(w->words, w->at);
	const struct script_field arguments = script_words_join(reader, &rest, STR(" "));
	const struct script_field pieces[] = {{.text = w->split, .word = last->word}, arguments};
	const struct script_words both = {pieces, rest.count > 0 ? 2 : 1};
	if (!w->split.ptr) {
		run_program(w);
		return;
	}
	struct script_field text = script_words_join(reader, &both, STR(" "));
	text.word = last->word;
	w->maybe |= !script_field_known(last);
	run_text(w, &text);
}

/* The names of --preserve-env=A,B stay what they are. */
static void keep_names(struct wrapping *w, struct str names)
{
	struct script_vars *vars = &w->reader->vars;
	for (size_t at = 0; at < names.len;) {
		const size_t comma = str_find_char(names, ',', at);
		const size_t end = comma == STR_NOWHERE ? names.len : comma;
		const struct str name = str_slice(names, at, end);
		struct script_var var;
		if (script_vars_get(vars, name, &var))
			script_vars_set(vars, name, var);
		at = end + 1;
	}
}

static void sudo_option(struct wrapping *w, const struct option_read *option)
{
	const bool preserves = str_is(option->name, "--preserve-env");
	w->keeps |= has_letter(option, 'E') || (preserves && !option->value.ptr);
	if (preserves)
		keep_names(w, option->value);
	w->lost |= has_letter(option, 'e') || has_letter(option, 'l') || has_letter(option, 'v');
}

/*
 * What sudo lets through is its configuration's business, and by default that is nearly nothing. So
 * the call is not lost, but every value that it may not see is unknown; -E, --preserve-env=NAMES
 * and NAME=value say which ones it sees.
 */
static void run_sudo(struct wrapping *w)
{
	if (!w->keeps)
		script_vars_blur(&w->reader->vars, w->began);
	run_program(w);
}

/* --- exec, nohup, time --- */

static void exec_option(struct wrapping *w, const struct option_read *option)
{
	if (has_letter(option, 'c'))
		script_vars_clear(&w->reader->vars);
}

/* Without a command, exec is about redirections: what comes later goes there, nobody knows what. */
static void run_exec(struct wrapping *w)
{
	struct script_reader *reader = w->reader;
	if (w->at >= w->words->count) {
		script_print_opaque(reader, w->words->items[0].word);
		return;
	}
	run_program(w);
	reader->end = END_EXITED;
	reader->end_fails = false;
}

static void no_option(struct wrapping *w, const struct option_read *option)
{
	(void)w;
	(void)option;
}

static const struct wrapper wrappers[] = {
	{"bash", "oO", "--rcfile --init-file ", false, shell_option, run_shell},
	{"env", "uCS", "--unset --chdir --split-string ", true, env_option, run_env},
	{"exec", "a", "", false, exec_option, run_exec},
	{"nohup", "", "", false, no_option, run_program},
	{"sh", "oO", "", false, shell_option, run_shell},
	{"sudo", "ugpCDhRrtTU",
		"--user --group --prompt --close-from --chdir --host --chroot --role --type "
		"--command-timeout --other-user ",
		true, sudo_option, run_sudo},
	{"time", "fo", "--format --output ", false, no_option, run_program},
};

/* Whether a long option takes the next argument. */
static bool long_takes_next(const struct wrapper *wrapper, struct str option)
{
	const struct str values = str_of(wrapper->values);
	const size_t at = str_find(values, option, 0);
	return at != STR_NOWHERE && values.ptr[at + option.len] == ' ';
}

/* Reads the option at `at` with its value, and goes over both. */
static struct option_read read_option(struct wrapping *w, const struct wrapper *wrapper)
{
	const struct str text = w->words->items[w->at++].text;
	struct option_read option = {.name = text};
	size_t end;
	bool next;
	if (str_starts(text, STR("--"))) {
		end = str_find_char(text, '=', 0);
		next = end == STR_NOWHERE && text.len > 2 && long_takes_next(wrapper, text);
	} else {
		const struct str letters = str_of(wrapper->letters);
		size_t i = 1;
		while (i < text.len && str_find_char(letters, text.ptr[i], 0) == STR_NOWHERE)
			i++;
		end = i + 1;
		next = i + 1 == text.len;
	}
	if (end < text.len) {
		const bool is_long = text.ptr[end] == '=';
		option.name = str_slice(text, 0, end);
		option.value = str_slice(text, is_long ? end + 1 : end, text.len);
	}
	if (next && w->at < w->words->count)
		option.value = w->words->items[w->at++].text;
	return option;
}

/* NAME=value before the command. */
static bool take_assignment(struct wrapping *w, const struct script_field *field)
{
	struct script_reader *reader = w->reader;
	const size_t equals = str_find_char(field->text, '=', 0);
	if (equals == STR_NOWHERE || equals == 0 || equals >= script_field_known_to(field) ||
		(field->text.ptr[0] == '-' && !w->ended))
		return false;
	const struct script_field value =
		script_field_slice(reader, field, equals + 1, field->text.len);
	const struct place *place = script_place(reader, field->word->start);
	script_vars_set(&reader->vars, str_slice(field->text, 0, equals),
		(struct script_var){
			.value = script_field_value(reader, &value, place), .exported = TRI_TRUE});
	return true;
}

/* Takes one argument in front of the command. False: the command stands here. */
static bool take_argument(struct wrapping *w, const struct wrapper *wrapper)
{
	const struct script_field *field = &w->words->items[w->at];
	const struct str text = field->text;
	if (wrapper->assigns && take_assignment(w, field)) {
		w->at++;
		return true;
	}
	if (!script_field_known(field) && script_field_known_to(field) == 0 &&
		(field->many || wrapper->assigns) && !script_command_name(field).ptr) {
		/* It may be options, assignments, or nothing at all. */
		script_spoil(w->reader, field->word);
		w->maybe = true;
		w->at++;
		return true;
	}
	const bool plus = wrapper->run == run_shell && text.len > 1 && text.ptr[0] == '+';
	if (w->ended || text.len == 0 || (text.ptr[0] != '-' && !plus))
		return false;
	const struct option_read option = read_option(w, wrapper);
	wrapper->option(w, &option);
	w->ended = str_is(text, "--");
	return true;
}

bool script_wrapper(struct script_reader *reader, struct str name, const struct script_words *words)
{
	const struct wrapper *wrapper = NULL;
	for (size_t i = 0; i < sizeof(wrappers) / sizeof(wrappers[0]); i++)
		if (str_is(name, wrappers[i].name))
			wrapper = &wrappers[i];
	if (!wrapper)
		return false;
	const struct script_mark mark = script_vars_mark(&reader->vars);
	struct wrapping w = {.reader = reader, .words = words, .at = 1, .began = reader->vars.now};
	while (w.at < words->count && take_argument(&w, wrapper))
		continue;
	wrapper->run(&w);
	script_vars_rollback(&reader->vars, mark);
	return true;
}
