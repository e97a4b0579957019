/* SPDX-License-Identifier: MIT */
#include "harness/lints.h"
#include "harness/rows.h"

#define ENV(lines) LINTS_BUILD(lines)
#define SCRIPT(text) ENV("      ENVBUILDER_INIT_SCRIPT: " text "\n")
#define REPO(text)                                                                                 \
	"on: {push: , schedule: [{cron: '17 6 * * *'}]}\npermissions: {}\njobs:\n  a:\n"           \
	"    runs-on: ubuntu-24.04\n    timeout-minutes: 60\n    concurrency: a\n"                 \
	"    permissions: {contents: read, packages: write}\n    steps:\n"                         \
	"      - run: precache-apply plan.json\n        env:\n          CACHE_REPO: " text "\n"    \
	"          ENVBUILDER_CACHE_TTL_DAYS: 6\n"                                                 \
	"          ENVBUILDER_DOCKER_CONFIG_BASE64: ${{ secrets.CONFIG }}\n"
#define IMAGE(text) ENV("      ENVBUILDER_IMAGE: " text "\n")
#define DIGEST "@sha256:0123456789012345678901234567890123456789012345678901234567890123"

static const struct lint_row failures[] = {
	{"a right build has no finding", ENV(""), "", NULL},
	{"a fallback image is published without a devcontainer.json, whatever else is set",
		ENV("      ENVBUILDER_FALLBACK_IMAGE: debian:12\n"), "17:34 PC0301 error\n",
		"without a devcontainer.json"},
	{"it is published after a failed build when that is not to end the run",
		ENV("      ENVBUILDER_FALLBACK_IMAGE: debian:12\n"
		    "      ENVBUILDER_EXIT_ON_BUILD_FAILURE: false\n"),
		"17:34 PC0301 error\n", "a build that fails publishes the fallback image"},
	{"a fallback image is nobody's business where nothing is pushed",
		ENV("      ENVBUILDER_FALLBACK_IMAGE: debian:12\n"
		    "      ENVBUILDER_PUSH_IMAGE: 0\n"),
		"", NULL},
	{"an empty one is none", ENV("      ENVBUILDER_FALLBACK_IMAGE: ''\n"), "", NULL},
	{"a build that is skipped", ENV("      ENVBUILDER_SKIP_REBUILD: 1\n"),
		"17:32 PC0302 warning\n", NULL},
	{"a build that is not", ENV("      ENVBUILDER_SKIP_REBUILD: 0\n"), "", NULL},
	{"a failed push that leaves the run green",
		ENV("      ENVBUILDER_EXIT_ON_PUSH_FAILURE: 0\n"), "17:40 PC0308 warning\n", NULL},
	{"one that does not", ENV("      ENVBUILDER_EXIT_ON_PUSH_FAILURE: 1\n"), "", NULL},
	{"a failed build that goes on", ENV("      ENVBUILDER_EXIT_ON_BUILD_FAILURE: 0\n"),
		"17:41 PC0309 warning\n", NULL},
	{"without a push it matters to nobody",
		ENV("      ENVBUILDER_EXIT_ON_BUILD_FAILURE: 0\n"
		    "      ENVBUILDER_PUSH_IMAGE: false\n"),
		"", NULL},
	{"ignored paths that lose /var/run", ENV("      ENVBUILDER_IGNORE_PATHS: /data\n"),
		"17:32 PC0310 warning\n", NULL},
	{"ignored paths that keep it", ENV("      ENVBUILDER_IGNORE_PATHS: /data,/var/run\n"), "",
		NULL},
	{"or the folder above it", ENV("      ENVBUILDER_IGNORE_PATHS: /var/\n"), "", NULL},
	{"quoted as CSV", ENV("      ENVBUILDER_IGNORE_PATHS: '\"/var/run\",\"/a,b\"'\n"), "",
		NULL},
	{"no check of a public registry's certificate", ENV("      ENVBUILDER_INSECURE: 1\n"),
		"17:28 PC0311 error\n", "'ghcr.io'"},
	{"a registry of one's own", REPO("localhost:5000/cache\n          ENVBUILDER_INSECURE: 1"),
		"", NULL},
	{"a password in a URL", ENV("      ENVBUILDER_GIT_URL: https://me:secret@github.com/a/b\n"),
		"17:27 PC0503 error\n", NULL},
	{"a token in the place of a user",
		ENV("      ENVBUILDER_GIT_URL: https://ghp_abc@github.com/a/b\n"),
		"17:27 PC0312 error\n", NULL},
	{"a URL without one", ENV("      ENVBUILDER_GIT_URL: https://github.com/a/b:c@d\n"), "",
		NULL},
	{"an SSH URL's user is none", ENV("      ENVBUILDER_GIT_URL: git@github.com:a/b\n"), "",
		NULL},
};

static const struct lint_row scripts[] = {
	{"sleep infinity", SCRIPT("sleep infinity"), "17:31 PC0303 error\n", NULL},
	{"by another path and a shorter word", SCRIPT("'/bin/sleep inf'"), "17:31 PC0303 error\n",
		NULL},
	{"tail -f", SCRIPT("tail -f /dev/null"), "17:31 PC0303 error\n", NULL},
	{"while true", SCRIPT("while true; do sleep 60; done"), "17:31 PC0303 error\n", NULL},
	{"until false", SCRIPT("'until false; do :; done'"), "17:31 PC0303 error\n", NULL},
	{"behind a check", SCRIPT("./check && exec sleep infinity"), "17:31 PC0303 error\n", NULL},
	{"in a shell of its own", SCRIPT("bash -c 'echo up; tail -F log'"), "17:31 PC0303 error\n",
		NULL},
	{"by the command's arguments",
		ENV("      ENVBUILDER_INIT_COMMAND: /bin/sleep\n"
		    "      ENVBUILDER_INIT_ARGS: infinity\n"),
		"18:29 PC0303 error\n", NULL},
	{"by arguments for the shell", ENV("      ENVBUILDER_INIT_ARGS: -c 'sleep infinity'\n"),
		"17:29 PC0303 error\n", NULL},
	{"a loop that can be left ends", SCRIPT("while true; do ./ready && break; done; exit"),
		"17:31 PC0313 note\n", NULL},
	{"so does what happens only in a branch",
		SCRIPT("if [ -n \"$DEBUG\" ]; then sleep infinity; fi"), "17:31 PC0313 note\n",
		NULL},
	{"what nobody waits for", SCRIPT("'tail -f log & exit 0'"), "17:31 PC0313 note\n", NULL},
	{"what comes after the end", SCRIPT("exit 0; sleep infinity"), "17:31 PC0313 note\n", NULL},
	{"what is only said", SCRIPT("echo sleep infinity"), "17:31 PC0313 note\n", NULL},
	{"a sleep that ends", SCRIPT("sleep 5"), "17:31 PC0313 note\n", NULL},
	{"a check is too late when the image is published before it", SCRIPT("./check"),
		"17:31 PC0313 note\n", "published already"},
	{"it is not when nothing is pushed",
		ENV("      ENVBUILDER_INIT_SCRIPT: ./check\n      ENVBUILDER_PUSH_IMAGE: 0\n"), "",
		NULL},
	{"a script that only ends checks nothing", SCRIPT("exit 0"), "", NULL},
	{"a build in front of it may have checked the same",
		"on: {push: , schedule: [{cron: '17 6 * * *'}]}\npermissions: {}\njobs:\n  a:\n"
		"    runs-on: x\n    timeout-minutes: 9\n    concurrency: a\n"
		"    permissions: {packages: write}\n"
		"    env: {CACHE_REPO: ghcr.io/team/cache, ENVBUILDER_CACHE_TTL_DAYS: 6, "
		"ENVBUILDER_INIT_SCRIPT: ./check}\n"
		"    steps:\n"
		"      - run: ENVBUILDER_PUSH_IMAGE=0 precache-apply\n"
		"        env: {ENVBUILDER_DOCKER_CONFIG_BASE64: '${{ secrets.C }}'}\n"
		"      - run: precache-apply\n"
		"        env: {ENVBUILDER_DOCKER_CONFIG_BASE64: '${{ secrets.C }}'}\n",
		"", NULL},
	{"arguments that take the script's place",
		ENV("      ENVBUILDER_INIT_SCRIPT: ./check\n"
		    "      ENVBUILDER_INIT_ARGS: -c ./other\n"),
		"18:29 PC0314 warning\n", "replaces the init script"},
	{"a command that reads no script",
		ENV("      ENVBUILDER_INIT_SCRIPT: ./check\n"
		    "      ENVBUILDER_INIT_COMMAND: /bin/true\n"),
		"18:32 PC0314 warning\n", "is no shell"},
	{"another shell reads it",
		ENV("      ENVBUILDER_INIT_SCRIPT: exit\n"
		    "      ENVBUILDER_INIT_COMMAND: /bin/bash\n"),
		"", NULL},
};

static const struct lint_row names[] = {
	{"latest", IMAGE("ghcr.io/coder/envbuilder:latest"), "17:25 PC0304 warning\n", NULL},
	{"no tag is latest", IMAGE("ghcr.io/coder/envbuilder"), "17:25 PC0304 warning\n", NULL},
	{"a tag without a digest", IMAGE("ghcr.io/coder/envbuilder:1.3.0"), "17:25 PC0305 note\n",
		NULL},
	{"a tag with its digest", IMAGE("ghcr.io/coder/envbuilder:1.3.0" DIGEST), "", NULL},
	{"latest with a digest is that image", IMAGE("ghcr.io/coder/envbuilder:latest" DIGEST), "",
		NULL},
	{"an image that is not known", IMAGE("${{ vars.IMAGE }}"), "", NULL},
	{"GHCR wants an owner", REPO("ghcr.io/cache"), "12:23 PC0306 error\n",
		"ghcr.io/OWNER/NAME"},
	{"GHCR takes more", REPO("ghcr.io/team/repository/cache"), "", NULL},
	{"Docker Hub takes two parts", REPO("docker.io/team/repository/cache"),
		"12:23 PC0306 error\n", NULL},
	{"as it does without its name", REPO("team/cache"), "", NULL},
	{"Artifact Registry wants three", REPO("europe-docker.pkg.dev/team/cache"),
		"12:23 PC0306 error\n", NULL},
	{"and takes them", REPO("europe-docker.pkg.dev/team/repository/cache"), "", NULL},
	{"another registry takes any", REPO("registry.example.com/cache"), "", NULL},
	{"an owner may have capital letters", REPO("ghcr.io/${{ github.repository_owner }}/cache"),
		"12:23 PC0307 note\n", NULL},
	{"a repository too", REPO("ghcr.io/${{ github.repository }}"), "12:23 PC0307 note\n", NULL},
	{"its number has none", REPO("ghcr.io/team/c-${{ github.repository_id }}"), "", NULL},
	{"what the planner refuses is found too", REPO("ghcr.io/Team/cache"),
		"12:23 PC0402 error\n", NULL},
};

int main(void)
{
	return ROWS_RUN("what happens when something fails", failures, lint_row_check) +
	       ROWS_RUN("what the container runs at last", scripts, lint_row_check) +
	       ROWS_RUN("names of images and repositories", names, lint_row_check);
}
