/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/failing.h"
#include "harness/findings.h"
#include "harness/rows.h"
#include "review/consumer.h"

/* A workflow, and what stands in a form of its consumer. */
struct consumer_row {
	const char *name;
	const char *workflow;
	struct str (*form)(struct arena *arena, const struct plan *plan);
	const char *says;
	const char *lacks;
};

#define STEPS                                                                                      \
	"    steps:\n      - run: precache-apply plan.json\n        env:\n"                        \
	"          GHCR_USER: me\n          GHCR_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n"
#define JOB(id, more) "  " id ":\n    runs-on: x\n    permissions: {packages: write}\n" more STEPS
#define ON(events, more) "on: " events "\njobs:\n" JOB("a", more)
#define REPO "CACHE_REPO: ghcr.io/team/cache"
#define ENV(more) "    env: {" REPO more "}\n"
#define WEEKLY "{schedule: [{cron: '7 6 * * 1'}]}"
#define PLAIN(more) ON("push", ENV(more))
#define MATRIX                                                                                     \
	ON("push", "    strategy: {matrix: {v: ['1.0', '1-0'], w: [é]}}\n"                        \
		   "    env: {CACHE_REPO: \"ghcr.io/team/${{ matrix.v }}\"}\n")

static const struct consumer_row rows[] = {
	{"the image is pinned as in the plan",
		PLAIN(", ENVBUILDER_IMAGE: 'ghcr.io/coder/envbuilder:1.2.0'"), consumer_terraform,
		"  builder_image = \"ghcr.io/coder/envbuilder:1.2.0\"\n", NULL},
	{"the repository is the plan's", PLAIN(""), consumer_terraform,
		"  cache_repo = \"ghcr.io/team/cache\"\n", NULL},
	{"the repository that is cloned is a variable", PLAIN(""), consumer_terraform,
		"  git_url = var.git_url\n", NULL},
	{"which is declared", PLAIN(""), consumer_terraform, "variable \"git_url\" {\n", NULL},
	{"the folder is the plan's", PLAIN(""), consumer_terraform,
		"  workspace_folder = \"/workspaces/devcontainer\"\n", NULL},
	{"the resource has the build's name", PLAIN(""), consumer_terraform,
		"resource \"envbuilder_cached_image\" \"a\" {\n", NULL},
	{"weekly runs and 30 days are closed by 36", ON(WEEKLY, ENV("")), consumer_terraform,
		"  cache_ttl_days = 36\n", NULL},
	{"weekly runs and 7 days by 15", ON(WEEKLY, ENV(", ENVBUILDER_CACHE_TTL_DAYS: 7")),
		consumer_terraform, "  cache_ttl_days = 15\n", NULL},
	{"daily runs and one day by 3",
		ON("{schedule: [{cron: '7 6 * * *'}]}", ENV(", ENVBUILDER_CACHE_TTL_DAYS: 1")),
		consumer_env, "\nENVBUILDER_CACHE_TTL_DAYS=3\n", NULL},
	{"the comment says where the number comes from", ON(WEEKLY, ENV("")), consumer_terraform,
		"it gets up to 35 days\n  # old.", NULL},
	{"without a schedule it is CI's own number", PLAIN(""), consumer_terraform,
		"  cache_ttl_days = 30\n", "36"},
	{"and the comment says so", PLAIN(""), consumer_env,
		"# No schedule makes layers again, so this is CI's own number.\n", NULL},
	{"a schedule whose runs do not push is none", ON(WEEKLY, "    if: false\n" ENV("")),
		consumer_env, "ENVBUILDER_CACHE_TTL_DAYS=30\n", NULL},
	{"a schedule that never fires is none", ON("{schedule: [{cron: '7 6 31 2 *'}]}", ENV("")),
		consumer_env, "ENVBUILDER_CACHE_TTL_DAYS=30\n", NULL},
	{"the number stays in the builder's range",
		ON(WEEKLY, ENV(", ENVBUILDER_CACHE_TTL_DAYS: 106751")), consumer_env,
		"ENVBUILDER_CACHE_TTL_DAYS=106751\n", NULL},
	{"what must match is named: the dev container", PLAIN(", ENVBUILDER_DEVCONTAINER_DIR: dev"),
		consumer_terraform, "  devcontainer_dir = \"dev\"\n", NULL},
	{"and in the environment", PLAIN(", ENVBUILDER_DEVCONTAINER_DIR: dev"), consumer_env,
		"\nENVBUILDER_DEVCONTAINER_DIR=dev\n", NULL},
	{"the ignored paths matter to a workspace",
		PLAIN(", ENVBUILDER_IGNORE_PATHS: '/var/run,/x'"), consumer_env,
		"\nENVBUILDER_IGNORE_PATHS=/var/run,/x\n", NULL},
	{"and not to the resource", PLAIN(", ENVBUILDER_IGNORE_PATHS: '/var/run,/x'"),
		consumer_terraform, "remote_repo_build_mode", "/var/run"},
	{"a switch is a boolean there", PLAIN(", ENVBUILDER_INSECURE: true"), consumer_terraform,
		"  insecure = true\n", NULL},
	{"one that is off is not named", PLAIN(", ENVBUILDER_INSECURE: false"), consumer_terraform,
		"cache_repo", "insecure"},
	{"a build that pushes no image says so", PLAIN(", ENVBUILDER_PUSH_IMAGE: false"),
		consumer_terraform,
		"# CI pushes the layers of this build and no image: workspaces find layers, and "
		"this finds nothing.\nresource",
		NULL},
	{"one that pushes does not", PLAIN(""), consumer_terraform, "\n\nresource", "no image"},
	{"pushing is CI's", PLAIN(""), consumer_env, "CACHE_REPO", "PUSH"},
	{"so is how a run ends", PLAIN(""), consumer_env, "CACHE_REPO", "EXIT_ON"},
	{"so is the check", PLAIN(""), consumer_env, "CACHE_REPO", "INIT_SCRIPT"},
	{"a credential is never named", PLAIN(""), consumer_env, "CACHE_REPO", "DOCKER_CONFIG"},
	{"an unknown value is a variable", ON("push", "    env:\n      " REPO "/${{ vars.X }}\n"),
		consumer_terraform, "  cache_repo = var.a_cache_repo\n", NULL},
	{"whose description is its text, and no template",
		ON("push", "    env:\n      " REPO "/${{ vars.X }}\n"), consumer_terraform,
		"variable \"a_cache_repo\" {\n"
		"  description = \"known when the workflow runs: "
		"ghcr.io/team/cache/$${{ vars.X }}\"\n"
		"  type        = string\n}\n",
		NULL},
	{"and in the environment a variable with a comment",
		ON("push", "    env:\n      " REPO "/${{ vars.X }}\n"), consumer_env,
		"# Known when the workflow runs: ghcr.io/team/cache/${{ vars.X }}\n"
		"ENVBUILDER_CACHE_REPO=${ENVBUILDER_CACHE_REPO}\n",
		NULL},
	{"an unknown number is a variable of that type",
		ON("push", ENV(", ENVBUILDER_CACHE_TTL_DAYS: '${{ vars.X }}'")), consumer_terraform,
		"  type        = number\n", NULL},
	{"an unknown image is a variable", ON("push", ENV(", ENVBUILDER_IMAGE: '${{ vars.X }}'")),
		consumer_terraform, "  builder_image = var.a_builder_image\n", NULL},
	{"quotes, templates and backslashes are escaped",
		PLAIN(", ENVBUILDER_DEVCONTAINER_DIR: 'a\"b\\c${d}%{e}$f'"), consumer_terraform,
		"  devcontainer_dir = \"a\\\"b\\\\c$${d}%%{e}$f\"\n", NULL},
	{"hidden characters are escaped",
		PLAIN(", ENVBUILDER_DEVCONTAINER_DIR: \"a\\u202Eb\\tc\\U000E0041\""),
		consumer_terraform, "  devcontainer_dir = \"a\\u202Eb\\tc\\U000E0041\"\n", NULL},
	{"letters of other scripts stay", PLAIN(", ENVBUILDER_DEVCONTAINER_DIR: \"\xC3\xA4\""),
		consumer_terraform, "  devcontainer_dir = \"\xC3\xA4\"\n", NULL},
	{"each build has a block", MATRIX, consumer_terraform,
		"resource \"envbuilder_cached_image\" \"a_1_0\" {\n", NULL},
	{"of its own name", MATRIX, consumer_terraform,
		"resource \"envbuilder_cached_image\" \"a_1_0_2\" {\n", NULL},
	{"and a part of the environment", MATRIX, consumer_env,
		"\n\n# a (1-0, \xC3\xA9): the environment", NULL},
};

static const struct plan *plan_of(struct arena *arena, struct diags *diags, const char *workflow)
{
	const struct plan_input input = {.file = STR("w.yml"), .source = str_of(workflow)};
	return plan_make(arena, diags, &input);
}

/* `terraform fmt` brings the '=' of lines next to each other under each other. */
static void assert_formatted(struct str text)
{
	size_t before = STR_NOWHERE;
	for (size_t at = 0; at < text.len;) {
		const size_t end = str_find_char(text, '\n', at);
		const struct str line = str_slice(text, at, end);
		const bool is_comment = str_starts(str_trim(line), STR("#"));
		const size_t equals = is_comment ? STR_NOWHERE : str_find(line, STR(" = "), 0);
		assert_true(equals == STR_NOWHERE || before == STR_NOWHERE || equals == before);
		assert_false(str_ends(line, STR(" ")));
		before = equals;
		at = end + 1;
	}
}

static void check_consumer(void **state)
{
	const struct consumer_row *row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct plan *plan = plan_of(&arena, &diags, row->workflow);
	if (!plan)
		fail_msg("%s", findings_text(&arena, &diags).ptr);
	const struct str text = row->form(&arena, plan);
	assert_non_null(text.ptr);
	if (!strstr(text.ptr, row->says))
		fail_msg("'%s' is not in '%s'", row->says, text.ptr);
	if (row->lacks && strstr(text.ptr, row->lacks))
		fail_msg("'%s' is in '%s'", row->lacks, text.ptr);
	if (row->form == consumer_terraform)
		assert_formatted(text);
	arena_release(&arena);
}

static bool renders(struct arena *arena, const void *data)
{
	const struct consumer_row *row = data;
	struct arena ground;
	struct diags diags;

	arena_init(&ground, LIMIT_ARENA_BYTES);
	diags_init(&diags, &ground);
	const struct plan *plan = plan_of(&ground, &diags, row->workflow);
	const struct str text = row->form(arena, plan);
	arena_release(&ground);
	return text.ptr != NULL;
}

static void check_memory(void **state)
{
	failing_each(renders, *state);
}

int main(void)
{
	return ROWS_RUN("a consumer", rows, check_consumer) +
	       ROWS_RUN("a consumer without memory", rows, check_memory);
}
