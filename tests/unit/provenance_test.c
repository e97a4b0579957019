/* SPDX-License-Identifier: MIT */

/* A variable of a plan knows whose place it took, level by level. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/rows.h"
#include "plan/plan.h"

/* What a build hides of one variable: "FILE:LINE=TEXT", the uppermost first. */
struct chain_row {
	const char *name;
	const char *workflow;
	const struct setting *overrides;
	size_t override_count;
	const char *variable; /* of env.set in the first build */
	const char *chain;
};

#define TOKEN "          GHCR_USER: someone\n          GHCR_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n"
#define CALL "      - run: precache-apply plan.json\n        env:\n" TOKEN
#define HEAD(workflow_env, job_env)                                                                \
	"on: push\n" workflow_env "jobs:\n  a:\n    runs-on: x\n    env:\n"                        \
	"      CACHE_REPO: ghcr.io/a/b\n" job_env "    steps:\n"

static const struct setting once[] = {
	{STR_ROW("ENVBUILDER_CACHE_TTL_DAYS"), STR_ROW("9"), {STR_ROW("-e"), {0}, 0, 0}, NULL}};
static const struct setting earlier = {
	STR_ROW("ENVBUILDER_CACHE_TTL_DAYS"), STR_ROW("8"), {STR_ROW("-e"), {0}, 0, 0}, NULL};
static const struct setting twice[] = {
	{STR_ROW("ENVBUILDER_CACHE_TTL_DAYS"), STR_ROW("9"), {STR_ROW("-e"), {0}, 0, 0}, &earlier}};

static const struct chain_row chains[] = {
	{"a job's variable alone hides nothing", HEAD("", "") CALL, NULL, 0,
		"ENVBUILDER_CACHE_REPO", "w.yml:6=ghcr.io/a/b"},
	{"a default has no place", HEAD("", "") CALL, NULL, 0, "ENVBUILDER_CACHE_TTL_DAYS", "=30"},
	{"a job's hides the workflow's",
		HEAD("env: {ENVBUILDER_CACHE_TTL_DAYS: 1}\n",
			"      ENVBUILDER_CACHE_TTL_DAYS: 2\n") CALL,
		NULL, 0, "ENVBUILDER_CACHE_TTL_DAYS", "w.yml:8=2 w.yml:2=1"},
	{"a step's hides both",
		HEAD("env: {ENVBUILDER_CACHE_TTL_DAYS: 1}\n",
			"      ENVBUILDER_CACHE_TTL_DAYS: 2\n") CALL
		"          ENVBUILDER_CACHE_TTL_DAYS: 3\n",
		NULL, 0, "ENVBUILDER_CACHE_TTL_DAYS", "w.yml:14=3 w.yml:8=2 w.yml:2=1"},
	{"a step's hides what an earlier step wrote, and that the job's",
		HEAD("", "      ENVBUILDER_CACHE_TTL_DAYS: 1\n") "      - run: echo "
								 "ENVBUILDER_CACHE_TTL_DAYS=2 >> "
								 "$GITHUB_ENV\n" CALL "          "
								 "ENVBUILDER_CACHE_TTL_DAYS: 3\n",
		NULL, 0, "ENVBUILDER_CACHE_TTL_DAYS", "w.yml:14=3 w.yml:9=2 w.yml:7=1"},
	{"an assignment hides the step's, and the later one the earlier",
		HEAD("", "") "      - run: |\n          export ENVBUILDER_CACHE_TTL_DAYS=2\n"
			     "          ENVBUILDER_CACHE_TTL_DAYS=3 precache-apply plan.json\n"
			     "        env:\n          ENVBUILDER_CACHE_TTL_DAYS: 1\n" TOKEN,
		NULL, 0, "ENVBUILDER_CACHE_TTL_DAYS", "w.yml:10=3 w.yml:9=2 w.yml:12=1"},
	{"an override hides the workflow's", HEAD("", "      ENVBUILDER_CACHE_TTL_DAYS: 1\n") CALL,
		once, 1, "ENVBUILDER_CACHE_TTL_DAYS", "-e:0=9 w.yml:7=1"},
	{"the last of two overrides hides the first",
		HEAD("", "      ENVBUILDER_CACHE_TTL_DAYS: 1\n") CALL, twice, 1,
		"ENVBUILDER_CACHE_TTL_DAYS", "-e:0=9 -e:0=8 w.yml:7=1"},
	{"a default stands before a variable that is empty",
		HEAD("", "      ENVBUILDER_CACHE_TTL_DAYS: ''\n") CALL, NULL, 0,
		"ENVBUILDER_CACHE_TTL_DAYS", "=30 w.yml:7="},
	{"a boolean's form does not lose what it hides",
		HEAD("env: {ENVBUILDER_INSECURE: 0}\n", "      ENVBUILDER_INSECURE: true\n") CALL,
		NULL, 0, "ENVBUILDER_INSECURE", "w.yml:8=1 w.yml:2=0"},
	{"the script's own name stands before the builder's that says the same",
		HEAD("", "      ENVBUILDER_CACHE_REPO: ghcr.io/a/b\n") CALL, NULL, 0,
		"ENVBUILDER_CACHE_REPO", "w.yml:6=ghcr.io/a/b w.yml:7=ghcr.io/a/b"},
	{"a container's variable is below the job's",
		HEAD("", "      ENVBUILDER_CACHE_TTL_DAYS: 2\n") CALL
		"    container:\n      image: x\n      env: {ENVBUILDER_CACHE_TTL_DAYS: 1}\n",
		NULL, 0, "ENVBUILDER_CACHE_TTL_DAYS", "w.yml:7=2 w.yml:15=1"},
};

static void check_chain(void **state)
{
	const struct chain_row *const row = *state;
	struct arena arena;
	struct diags diags;
	struct strbuf chain;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	strbuf_init(&chain, &arena, LIMIT_TEXT_BYTES);
	const struct plan_input input = {.file = STR("w.yml"),
		.source = str_of(row->workflow),
		.overrides = row->overrides,
		.override_count = row->override_count};
	const struct plan *const plan = plan_make(&arena, &diags, &input);
	assert_non_null(plan);
	const struct value *value = map_get(plan->builds[0].set, str_of(row->variable));
	for (; value; value = value->over) {
		if (chain.len)
			strbuf_add_char(&chain, ' ');
		if (value->origin)
			strbuf_printf(&chain, "%.*s:%u", STR_ARG(value->origin->file),
				value->origin->line);
		strbuf_printf(&chain, "=%.*s", STR_ARG(value->text));
	}
	assert_string_equal(strbuf_str(&chain).ptr, row->chain);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("what a variable hides", chains, check_chain);
}
