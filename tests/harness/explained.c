/* SPDX-License-Identifier: MIT */
#include "harness/explained.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"

/* Every kind of source but those of an environment; the tests below know its lines. */
static const char workflow[] = "name: Cache\n"
			       "on:\n"
			       "  push:\n"
			       "    branches: [main]\n"
			       "permissions: read-all\n"
			       "env:\n"
			       "  ENVBUILDER_CACHE_TTL_DAYS: 1\n"
			       "  envbuilder_insecure: true\n"
			       "jobs:\n"
			       "  cache:\n"
			       "    if: github.ref == 'refs/heads/main'\n"
			       "    runs-on: [self-hosted, big]\n"
			       "    timeout-minutes: 30\n"
			       "    permissions:\n"
			       "      packages: write\n"
			       "    container:\n"
			       "      image: node\n"
			       "      env:\n"
			       "        ENVBUILDER_VERBOSE: 1\n"
			       "    env:\n"
			       "      CACHE_REPO: ghcr.io/team/cache\n"
			       "      ENVBUILDER_CACHE_TTL_DAYS: 2\n"
			       "      ENVBUILDER_GIT_PASSWORD: ${{ secrets.PASSWORD }}\n"
			       "      ENVBUILDER_INIT_SCRIPT: ''\n"
			       "      ENVBUILDER_GIT_URL: ${{ vars.URL }}\n"
			       "    steps:\n"
			       "      - run: echo ENVBUILDER_CACHE_TTL_DAYS=3 >> $GITHUB_ENV\n"
			       "      - name: build\n"
			       "        run: |\n"
			       "          export ENVBUILDER_WORKSPACE_FOLDER=/a\n"
			       "          ENVBUILDER_WORKSPACE_FOLDER=/b precache-apply plan.json\n"
			       "        env:\n"
			       "          ENVBUILDER_CACHE_TTL_DAYS: 4\n"
			       "          PRECACHE_ADD_HOSTS: a:1.2.3.4,b:1.2.3.5\n"
			       "          GHCR_USER: someone\n"
			       "          GHCR_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n"
			       "          ENVBUILDER_GIT_PASSWORD: ${{ secrets.OTHER }}\n";

static const struct setting first = {STR_ROW("ENVBUILDER_CACHE_TTL_DAYS"), STR_ROW("8"),
	{STR_ROW("env"), STR_ROW("ENVBUILDER_CACHE_TTL_DAYS=8\n"), 1, 1}, NULL};
static const struct setting overrides[] = {
	{STR_ROW("ENVBUILDER_CACHE_TTL_DAYS"), STR_ROW("9"), {STR_ROW("-e"), {NULL, 0}, 0, 0},
		&first},
	{STR_ROW("PRECACHE_NETWORK"), STR_ROW("none"), {STR_ROW("--network"), {NULL, 0}, 0, 0},
		NULL},
};

void explained_set_up(struct bench *bench, bool overridden)
{
	const struct plan_input input = {.file = STR("w.yml"),
		.source = str_of(workflow),
		.overrides = overrides,
		.override_count = overridden ? sizeof(overrides) / sizeof(overrides[0]) : 0};

	arena_init(&bench->arena, LIMIT_ARENA_BYTES);
	diags_init(&bench->diags, &bench->arena);
	bench->plan = plan_make(&bench->arena, &bench->diags, &input);
	assert_non_null(bench->plan);
}
