/* SPDX-License-Identifier: MIT */

/*
 * The script of `precache plan --format sh`, run by the shell with an engine that prints how it was
 * called: each word is the plan's, whatever is in it, and no secret is a word.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>
#include <jansson.h>

#include "harness/process.h"
#include "harness/rows.h"
#include "harness/service.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

#define TOKEN "CANARY-0123456789"

/* Prints its words, each behind its length, and the config that it was given. */
#define ENGINE                                                                                     \
	"#!/bin/sh\nfor word; do printf '%s:%s\\n' \"${#word}\" \"$word\"; done\n"                 \
	"printf 'config %s\\n' \"${ENVBUILDER_DOCKER_CONFIG_BASE64-}\"\n"

#define HEAD "on: push\njobs:\n  a:\n    runs-on: x\n"
#define STEP                                                                                       \
	"    steps:\n      - run: precache-apply\n        env:\n"                                  \
	"          GHCR_USER: someone\n          GHCR_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n"

/* A value of the builder's set-up script, as a YAML double-quoted text. */
struct word_row {
	const char *name;
	const char *text;
};

static const struct word_row word_rows[] = {
	{"plain text", "make setup"},
	{"a single quote", "echo 'a'"},
	{"many of them", "'''"},
	{"a double quote", "echo \\\"a\\\""},
	{"a variable", "echo $HOME ${HOME}"},
	{"a command", "echo $(id) `id`"},
	{"a backslash", "a\\\\b"},
	{"a backslash at the end", "a\\\\"},
	{"a backslash before a quote", "\\\\'"},
	{"a pattern", "* ? [a] ~"},
	{"operators", "a; b & c | d > e < f"},
	{"a comment", "a # b"},
	{"spaces around", "  a  "},
	{"a tab", "a\\tb"},
	{"lines", "a\\nb\\n"},
	{"a percent sign", "%s %d %%"},
	{"an option", "--rm -e"},
	{"letters of other scripts", "\\u00e9\\u4e2d\\U0001F600"},
	{"a character that turns the line", "a\\u202Eb"},
	{"the same with a backslash and quotes", "\\u202E \\\\n \\\\0101 '\\\"%b"},
	{"the same with lines behind it", "\\u200Ba\\n\\n"},
	{"typographic quotes", "\\u2018a\\u2019 \\u201Cb\\u201D"},
};

static void put(const char *folder, const char *name, const char *text, mode_t mode)
{
	char *path = path_of(folder, name);

	file_put(path, text);
	assert_int_equal(chmod(path, mode), 0);
	free(path);
}

static struct process run(const char *folder, const char *const *argv, const char *const *env)
{
	const struct process_request request = {.argv = argv, .envp = env, .folder = folder};

	return process_run(&request);
}

static char *folder_with(const char *workflow)
{
	char *folder = folder_make();
	struct process process;

	put(folder, "w.yml", workflow, 0600);
	put(folder, "engine", ENGINE, 0700);
	process = run(folder,
		LIST(program_path("PRECACHE", "build/precache"), "plan", "-q", "w.yml",
			"--format=sh"),
		NULL);
	assert_int_equal(process.exit_code, 0);
	put(folder, "run.sh", process.out, 0600);
	process_free(&process);
	return folder;
}

/* The words of a build as the engine prints them, the mount's source being $WORKSPACE. */
static void add_words(char *out, size_t size, const char *folder, const char *unknown)
{
	struct process process = run(folder,
		LIST(program_path("PRECACHE", "build/precache"), "plan", "-q", "w.yml",
			"--format=json"),
		NULL);
	json_t *plan = json_loads(process.out, 0, NULL);
	const json_t *argv =
		json_object_get(json_array_get(json_object_get(plan, "builds"), 0), "argv");
	size_t len = 0;

	assert_non_null(argv);
	for (size_t i = 1; i < json_array_size(argv); i++) {
		const char *word = json_string_value(json_array_get(argv, i));
		char mount[512];
		if (strncmp(word, "${GITHUB_WORKSPACE}", 19) == 0) {
			snprintf(mount, sizeof(mount), "/work space%s", word + 19);
			word = mount;
		} else if (unknown && strstr(word, "${{")) {
			word = unknown;
		}
		len += (size_t)snprintf(out + len, size - len, "%zu:%s\n", strlen(word), word);
	}
	json_decref(plan);
	process_free(&process);
}

static const char *const plain_env[] = {"PATH=/usr/bin:/bin", "LC_ALL=C", "ENGINE=./engine",
	"WORKSPACE=/work space", "GHCR_USER=someone", "GHCR_TOKEN=" TOKEN, NULL};

static void check_word(void **state)
{
	const struct word_row *row = *state;
	char workflow[4096];
	char words[8192];

	snprintf(workflow, sizeof(workflow),
		HEAD "    env:\n      CACHE_REPO: ghcr.io/a/b\n"
		     "      ENVBUILDER_SETUP_SCRIPT: \"%s\"\n" STEP,
		row->text);
	char *folder = folder_with(workflow);
	struct process process = run(folder, LIST("/bin/sh", "run.sh"), plain_env);
	add_words(words, sizeof(words), folder, NULL);
	assert_string_equal(process.err, "");
	assert_int_equal(strncmp(process.out, words, strlen(words)), 0);
	process_free(&process);
	folder_remove(folder);
}

/* All of the words at once, as legs of a matrix: shellcheck takes its time. */
static void shellcheck_has_nothing_to_say(void **state)
{
	const char *shellcheck = program_on_path("shellcheck");
	char workflow[8192];
	size_t len;
	(void)state;

	if (!shellcheck)
		skip();
	len = (size_t)snprintf(workflow, sizeof(workflow),
		HEAD "    env:\n      CACHE_REPO: ghcr.io/a/b\n"
		     "      ENVBUILDER_SETUP_SCRIPT: ${{ matrix.word }}\n"
		     "    strategy:\n      matrix:\n        word:\n");
	for (size_t i = 0; i < sizeof(word_rows) / sizeof(word_rows[0]); i++)
		len += (size_t)snprintf(workflow + len, sizeof(workflow) - len,
			"          - \"%s\"\n", word_rows[i].text);
	snprintf(workflow + len, sizeof(workflow) - len, STEP);
	char *folder = folder_with(workflow);
	struct process process = run(folder, LIST(shellcheck, "run.sh"), NULL);
	assert_string_equal(process.out, "");
	assert_int_equal(process.exit_code, 0);
	process_free(&process);
	folder_remove(folder);
}

static void the_credential_reaches_the_engine_by_its_name(void **state)
{
	char *folder = folder_with(HEAD "    env:\n      CACHE_REPO: docker.io/a/b\n"
					"    steps:\n      - run: precache-apply\n        env:\n"
					"          REGISTRY_HOST: docker.io\n"
					"          REGISTRY_USER: someone\n"
					"          REGISTRY_TOKEN: ${{ secrets.T }}\n");
	const char *const env[] = {"PATH=/usr/bin:/bin", "ENGINE=./engine", "REGISTRY_USER=someone",
		"REGISTRY_TOKEN=" TOKEN, NULL};
	struct process process = run(folder, LIST("/bin/sh", "run.sh"), env);
	(void)state;

	/* {"auths":{"https://index.docker.io/v1/":{"auth":"c29tZW9uZTpDQU5BUlktMDEyMzQ1Njc4OQ=="}}}
	 */
	assert_non_null(strstr(process.out,
		"config "
		"eyJhdXRocyI6eyJodHRwczovL2luZGV4LmRvY2tlci5pby92MS8iOnsiYXV0aCI6ImMyOXRaVzl1WlRw"
		"RFFVNUJVbGt0TURFeU16UTFOamM0T1E9PSJ9fX0=\n"));
	assert_null(strstr(process.out, TOKEN));
	process_free(&process);
	folder_remove(folder);
}

static void what_is_missing_is_named(void **state)
{
	const char *const env[] = {
		"PATH=/usr/bin:/bin", "ENGINE=./engine", "GHCR_USER=someone", NULL};
	char *folder = folder_with(HEAD "    env:\n      CACHE_REPO: ghcr.io/a/b\n" STEP);
	struct process process = run(folder, LIST("/bin/sh", "run.sh"), env);
	(void)state;

	assert_int_not_equal(process.exit_code, 0);
	assert_string_equal(process.out, "");
	assert_non_null(strstr(process.err, "GHCR_TOKEN: the registry asks for it"));
	process_free(&process);
	folder_remove(folder);
}

static void what_is_unknown_is_a_variable_too(void **state)
{
	const char *const env[] = {"PATH=/usr/bin:/bin", "ENGINE=./engine", "WORKSPACE=/work space",
		"GHCR_USER=someone", "GHCR_TOKEN=x", "ENVBUILDER_CACHE_REPO=ghcr.io/own/b", NULL};
	char words[8192];
	char *folder = folder_with(
		HEAD "    env:\n      CACHE_REPO: ghcr.io/${{ github.repository_owner }}/b\n" STEP);
	struct process process = run(folder, LIST("/bin/sh", "run.sh"), plain_env);
	(void)state;

	assert_int_not_equal(process.exit_code, 0);
	assert_non_null(
		strstr(process.err, "ENVBUILDER_CACHE_REPO: it is not known when planning"));
	process_free(&process);
	process = run(folder, LIST("/bin/sh", "run.sh"), env);
	add_words(words, sizeof(words), folder, "ENVBUILDER_CACHE_REPO=ghcr.io/own/b");
	assert_int_equal(strncmp(process.out, words, strlen(words)), 0);
	process_free(&process);
	folder_remove(folder);
}

static void one_of_several_builds_is_named(void **state)
{
	char *folder =
		folder_with(HEAD "    strategy:\n      matrix:\n        os: [\"it's\", two]\n"
				 "    env:\n      CACHE_REPO: ghcr.io/a/b\n" STEP);
	struct process process = run(folder, LIST("/bin/sh", "run.sh"), plain_env);
	(void)state;

	assert_int_equal(process.exit_code, 2);
	assert_string_equal(
		process.err, "run.sh: name one of these builds:\n  a (it's)\n  a (two)\n");
	process_free(&process);
	process = run(folder, LIST("/bin/sh", "run.sh", "a (it's)"), plain_env);
	assert_int_equal(process.exit_code, 0);
	process_free(&process);
	folder_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shellcheck_has_nothing_to_say),
		cmocka_unit_test(the_credential_reaches_the_engine_by_its_name),
		cmocka_unit_test(what_is_missing_is_named),
		cmocka_unit_test(what_is_unknown_is_a_variable_too),
		cmocka_unit_test(one_of_several_builds_is_named),
	};

	return ROWS_RUN("words of the script", word_rows, check_word) +
	       cmocka_run_group_tests_name("the script", tests, NULL, NULL);
}
