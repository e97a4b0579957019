/* SPDX-License-Identifier: MIT */

/* Every option of every release, planned: the planner's verdict on names and values is that of the
 * builder's release, and what it plans, the executor's reader takes. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/builder_options.h"
#include "harness/rows.h"
#include "plan/plan.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define NAME_ROOM 64

/* Values of a type: those that the builder reads as `planned`, and those that it refuses. */
struct value_row {
	const char *value;
	const char *planned; /* NULL: it refuses the value */
};

static const struct value_row booleans[] = {{"1", "1"}, {"T", "1"}, {"True", "1"}, {"0", "0"},
	{"f", "0"}, {"FALSE", "0"}, {"yes", NULL}, {"tRUE", NULL}, {"10", NULL}, {" 1", NULL},
	{NULL, NULL}};
static const struct value_row integers[] = {{"7", "7"}, {"+08", "8"}, {"-1", "-1"},
	{"9223372036854775807", "9223372036854775807"}, {"9223372036854775808", NULL},
	{"0x7", NULL}, {"7.0", NULL}, {"7 ", NULL}, {NULL, NULL}};
static const struct value_row lists[] = {{"a,b", "a,b"}, {"\"a,b\",c", "\"a,b\",c"},
	{"a\nb", "a\nb"}, {"a,\"b", NULL}, {"a\"b", NULL}, {"\"a\"b", NULL}, {"\n", NULL},
	{NULL, NULL}};
static const struct value_row strings[] = {{"word", "word"}, {" a\tb\r\n", " a\tb\r\n"},
	{"\x1b[1m\"'$x", "\x1b[1m\"'$x"}, {NULL, NULL}};

/* The names that the design holds to more than their type. */
static const struct value_row repositories[] = {
	{"ghcr.io/a/b", "ghcr.io/a/b"}, {"ghcr.io/a/b:1", NULL}, {"ghcr.io/A", NULL}, {NULL, NULL}};
static const struct value_row days[] = {{"030", "30"}, {"+30", "30"}, {"106751", "106751"},
	{"0", NULL}, {"106752", NULL}, {"x", NULL}, {NULL, NULL}};
static const struct value_row folders[] = {
	{"/w", "/w"}, {"w", NULL}, {"/w/..", NULL}, {"/a:b", NULL}, {NULL, NULL}};
static const struct value_row urls[] = {
	{"https://u@h/p", "https://u@h/p"}, {"https://u:p@h/p", NULL}, {NULL, NULL}};

static const struct {
	const char *name;
	const struct value_row *values;
} special[] = {
	{"ENVBUILDER_CACHE_REPO", repositories},
	{"ENVBUILDER_CACHE_TTL_DAYS", days},
	{"ENVBUILDER_WORKSPACE_FOLDER", folders},
	{"ENVBUILDER_GIT_URL", urls},
	{"ENVBUILDER_GIT_HTTP_PROXY_URL", urls},
};

static const struct value_row *values_of(const struct builder_option *option)
{
	static const struct value_row *const of_type[] = {
		[OPTION_STRING] = strings,
		[OPTION_BOOLEAN] = booleans,
		[OPTION_INTEGER] = integers,
		[OPTION_LIST] = lists,
	};

	for (size_t i = 0; i < COUNT(special); i++) {
		if (strcmp(special[i].name, option->name) == 0)
			return special[i].values;
	}
	return of_type[option->type];
}

/* A release and an option of any. */
struct pair_row {
	const char *name;
	struct release release;
	const char *image;
	const struct builder_option *option;
};

struct trial {
	struct arena arena;
	struct diags diags;
	const struct plan *plan;
};

/* Plans from an environment in which the variable stands beside what a build needs. */
static void try(struct trial *trial, const char *image, struct str name, const char *value)
{
	struct setting settings[] = {
		{STR("ENVBUILDER_IMAGE"), str_of(image), {.line = 0}, NULL},
		{STR("ENVBUILDER_DOCKER_CONFIG_BASE64"), STR("present"), {.line = 0}, NULL},
		{name, str_of(value), {.line = 0}, NULL},
		{STR("ENVBUILDER_CACHE_REPO"), STR("ghcr.io/team/cache"), {.line = 0}, NULL},
		{STR("ENVBUILDER_PUSH_IMAGE"), STR("0"), {.line = 0}, NULL},
	};
	const struct plan_input input = {
		.environment = settings, .environment_count = COUNT(settings)};

	/* The variable takes the place of one that stands there anyway. */
	for (size_t i = 3; i < COUNT(settings); i++) {
		if (str_eq(settings[i].name, name))
			settings[i].value = str_of(value);
	}
	arena_init(&trial->arena, LIMIT_ARENA_BYTES);
	diags_init(&trial->diags, &trial->arena);
	trial->plan = plan_make(&trial->arena, &trial->diags, &input);
}

static void assert_only_error(struct trial *trial, enum diag_rule rule)
{
	assert_null(trial->plan);
	assert_int_equal(trial->diags.errors, 1);
	for (size_t i = 0; i < trial->diags.len; i++) {
		if (trial->diags.items[i]->severity == DIAG_ERROR)
			assert_int_equal(trial->diags.items[i]->rule, rule);
	}
}

static bool inherits(const struct plan *plan, struct str name)
{
	for (size_t i = 0; i < plan->builds[0].inherit_count; i++) {
		if (str_eq(plan->builds[0].inherit[i], name))
			return true;
	}
	return false;
}

/* The plan holds the value, and the executor's reader takes the plan. */
static void assert_planned(
	struct trial *trial, const struct builder_option *option, const char *planned)
{
	const struct str name = str_of(option->name);

	assert_non_null(trial->plan);
	assert_int_equal(trial->diags.errors, 0);
	const struct value *const value = map_get(trial->plan->builds[0].set, name);
	if (option->secrecy == OPTION_SECRET) {
		assert_null(value);
		assert_true(inherits(trial->plan, name));
	} else {
		assert_non_null(value);
		assert_true(str_is(value->text, planned));
	}
	const struct str json = plan_json(&trial->arena, trial->plan);
	assert_non_null(plan_read(&trial->arena, &trial->diags, STR("plan.json"), json));
}

static void try_value(const struct pair_row *row, const struct value_row *value)
{
	const struct builder_option *const option = row->option;
	struct trial trial;

	try(&trial, row->image, str_of(option->name), value->value);
	if (release_compare(option->since, row->release) > 0)
		assert_only_error(&trial, RULE_OPTION_UNKNOWN);
	else if (value->planned)
		assert_planned(&trial, option, value->planned);
	else
		assert_null(trial.plan);
	assert_int_equal(trial.diags.errors > 0, trial.plan == NULL);
	arena_release(&trial.arena);
}

static void check_values(void **state)
{
	const struct pair_row *const row = *state;

	for (const struct value_row *value = values_of(row->option); value->value; value++) {
		/* Of a secret, a plan knows the presence and nothing else. */
		if (row->option->secrecy != OPTION_SECRET || value->planned)
			try_value(row, value);
	}
}

static void try_wrong_name(const struct pair_row *row, const char *wrong, size_t len)
{
	struct trial trial;

	try(&trial, row->image, (struct str){wrong, len}, "1");
	assert_only_error(&trial, RULE_OPTION_UNKNOWN);
	for (size_t i = 0; i < trial.diags.len; i++) {
		if (trial.diags.items[i]->severity == DIAG_ERROR)
			assert_int_not_equal(
				str_find(trial.diags.items[i]->hint, str_of(row->option->name), 0),
				STR_NOWHERE);
	}
	arena_release(&trial.arena);
}

/* One edit at a place, or two: the second as far from the first as the name is long. */
static void try_edits(const struct pair_row *row, size_t at)
{
	const char *const name = row->option->name;
	const size_t len = strlen(name);
	char wrong[NAME_ROOM];

	memcpy(wrong, name, len);
	wrong[at] = '9';
	try_wrong_name(row, wrong, len);
	wrong[len - 1 - at] = '9';
	try_wrong_name(row, wrong, len);
	memcpy(wrong, name, at);
	memcpy(wrong + at, name + at + 1, len - at - 1);
	try_wrong_name(row, wrong, len - 1);
	memcpy(wrong + len - 1, "9", 1);
	try_wrong_name(row, wrong, len);
	memcpy(wrong, name, at);
	wrong[at] = 'Z';
	memcpy(wrong + at + 1, name + at, len - at);
	try_wrong_name(row, wrong, len + 1);
	if (at + 1 < len && name[at] != name[at + 1]) {
		memcpy(wrong, name, len);
		wrong[at] = name[at + 1];
		wrong[at + 1] = name[at];
		try_wrong_name(row, wrong, len);
	}
}

/* A few places of the newest release's names; of the others, one that differs with the name.
 */
static void check_names(void **state)
{
	const struct pair_row *const row = *state;
	const size_t len = strlen(row->option->name);
	const bool newest = release_compare(row->release, release_newest) == 0;
	const size_t one = (len * 7 + row->release.patch) % len;

	for (size_t i = newest ? len % 9 : one; i < (newest ? len : one + 1); i += 9)
		try_edits(row, i);
}

static void check_no_push(void **state)
{
	const struct pair_row *const row = *state;
	struct trial trial;

	try(&trial, row->image, str_of(row->option->name), values_of(row->option)->value);
	assert_only_error(&trial, RULE_NO_PUSH);
	arena_release(&trial.arena);
}

/* The options that a plan can hold, each for each release that can push, or for each that cannot.
 */
static size_t make_pairs(struct arena *arena, struct pair_row *rows, bool can_push)
{
	size_t releases = 0;
	size_t made = 0;
	const struct release_row *const table = release_table(&releases);

	for (size_t i = 0; i < releases * BUILDER_OPTION_COUNT; i++) {
		const struct release release = table[i / BUILDER_OPTION_COUNT].release;
		const struct builder_option *const option =
			&builder_options[i % BUILDER_OPTION_COUNT];
		const struct str text = release_text(arena, release);
		if (strncmp(option->name, "CODER_", 6) == 0 ||
			(release_compare(release, release_first_to_push) >= 0) != can_push)
			continue;
		const char *const image =
			str_printf(arena, "ghcr.io/coder/envbuilder:%.*s", STR_ARG(text)).ptr;
		rows[made++] = (struct pair_row){
			str_printf(arena, "%.*s and %s", STR_ARG(text), option->name).ptr, release,
			image, option};
	}
	return made;
}

int main(void)
{
	struct arena arena;
	size_t releases = 0;
	int failed = 1;

	release_table(&releases);
	arena_init(&arena, 1 << 20);
	struct pair_row *const rows =
		arena_array(&arena, releases * BUILDER_OPTION_COUNT, sizeof(*rows));
	if (rows) {
		size_t made = make_pairs(&arena, rows, true);
		failed = rows_run("values", rows, made, sizeof(*rows), check_values) +
			 rows_run("mistyped names", rows, made, sizeof(*rows), check_names);
		made = make_pairs(&arena, rows, false);
		failed += rows_run(
			"releases that cannot push", rows, made, sizeof(*rows), check_no_push);
	}
	arena_release(&arena);
	return failed;
}
