/* SPDX-License-Identifier: MIT */

/*
 * The executor on a real Docker Engine and a real registry, both started here, private to this test
 * and stopped again. No image can be pulled: the builder is made on the spot of busybox and
 * builder.sh, and tagged for the local registry. Skips, saying why, where the parts are not there;
 * with PRECACHE_TEST_ENGINE=required that is a failure.
 */

#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "harness/process.h"
#include "harness/service.h"

#define USER "builder"
#define PASSWORD "CANARY-7f3a9c51d2"
/* bcrypt of PASSWORD, as the registry's password file wants it. */
#define PASSWORD_LINE USER ":$2y$05$0UocUkj27zrV8lk9AGQRheaKmeOZJHLtdSIR8n/E.HjKXtw7Glu5.\n"
/* base64 of USER:PASSWORD */
#define PASSWORD_PAIR "YnVpbGRlcjpDQU5BUlktN2YzYTljNTFkMg=="

#define TEXT 4096
#define NAME 256

static struct {
	const char *skip; /* why nothing can be run here */
	char *folder;
	int port;
	struct service docker;
	struct service registry;
	char host[NAME];  /* DOCKER_HOST=unix://… */
	char image[NAME]; /* the builder's */
	char repo[NAME];  /* the cache's */
	const char *apply;
} lab;

/* -- starting and stopping ----------------------------------------------------------------------
 */

static const char *missing_part(void)
{
	if (geteuid() != 0)
		return "an engine of one's own needs root";
	if (!program_on_path("dockerd"))
		return "there is no dockerd";
	if (!program_on_path("docker-registry"))
		return "there is no docker-registry";
	if (!program_on_path("busybox"))
		return "there is no busybox";
	return NULL;
}

static void shell(const char *command)
{
	const char *const argv[] = {"/bin/sh", "-euc", command, NULL};
	const char *const envp[] = {
		"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", lab.host,
		NULL};
	const struct process_request request = {.argv = argv, .envp = envp, .folder = lab.folder};
	struct process process = process_run(&request);

	if (process.exit_code)
		fprintf(stderr, "%s\n%s%s", command, process.out, process.err);
	const int code = process.exit_code;
	process_free(&process);
	assert_int_equal(code, 0);
}

static bool engine_answers(const void *socket)
{
	struct stat info;
	return !stat(socket, &info) && S_ISSOCK(info.st_mode);
}

static void start_engine(void)
{
	static char data[TEXT], exec[TEXT], host[TEXT], pid[TEXT];
	char *socket = path_of(lab.folder, "docker.sock");
	char *log = path_of(lab.folder, "docker.log");

	snprintf(data, TEXT, "--data-root=%s/data", lab.folder);
	snprintf(exec, TEXT, "--exec-root=%s/exec", lab.folder);
	snprintf(host, TEXT, "--host=unix://%s", socket);
	snprintf(pid, TEXT, "--pidfile=%s/docker.pid", lab.folder);
	snprintf(lab.host, NAME, "DOCKER_HOST=unix://%s", socket);
	const char *const argv[] = {"dockerd", data, exec, host, pid, "--iptables=false",
		"--ip6tables=false", "--bridge=none", "--log-level=warn", NULL};
	lab.docker = service_start(argv, log);
	const bool up = service_wait(&lab.docker, engine_answers, socket, 60);
	free(socket);
	free(log);
	assert_true(up);
}

static void start_registry(void)
{
	char *config = path_of(lab.folder, "registry.yml");
	char *users = path_of(lab.folder, "users");
	char *log = path_of(lab.folder, "registry.log");
	char text[TEXT];

	snprintf(text, TEXT,
		"version: 0.1\nlog: {level: warn}\nstorage: {filesystem: {rootdirectory: "
		"%s/store}}\n"
		"http: {addr: '127.0.0.1:%d'}\nauth: {htpasswd: {realm: test, path: %s}}\n",
		lab.folder, lab.port, users);
	file_put(config, text);
	file_put(users, PASSWORD_LINE);
	const char *const argv[] = {"docker-registry", "serve", config, NULL};
	lab.registry = service_start(argv, log);
	const bool up = service_wait(&lab.registry, port_answers, &lab.port, 30);
	free(config);
	free(users);
	free(log);
	assert_true(up);
}

/* A root file system of one program, with the builder's stand-in as its entry point. */
static void make_builder(void)
{
	char command[4 * TEXT];
	char script[PATH_MAX];

	assert_non_null(realpath("tests/apply/builder.sh", script));
	snprintf(command, sizeof(command),
		"mkdir -p root/bin root/tmp root/etc root/workspaces/devcontainer\n"
		"cp \"$(command -v busybox)\" root/bin/busybox\n"
		"for name in sh base64 sed wc cat nc tr cut sha256sum mkdir cp tar printf sleep "
		"true; do\n"
		"  ln -sf busybox root/bin/$name\n"
		"done\n"
		"cp %s root/bin/envbuilder\n"
		"tar -C root -c . | docker import --change 'ENTRYPOINT [\"/bin/envbuilder\"]' - %s",
		script, lab.image);
	shell(command);
	shell("mkdir -p work/.devcontainer && echo '{}' > work/.devcontainer/devcontainer.json");
}

static int start_lab(void **state)
{
	(void)state;
	lab.skip = missing_part();
	if (lab.skip) {
		printf("SKIP: executor on a real engine: %s\n", lab.skip);
		const char *wanted = getenv("PRECACHE_TEST_ENGINE");
		return wanted && !strcmp(wanted, "required") ? -1 : 0;
	}
	lab.apply = program_path("PRECACHE_APPLY", "build/precache-apply");
	lab.folder = folder_make();
	lab.port = port_free();
	snprintf(lab.image, NAME, "127.0.0.1:%d/test/envbuilder:1.3.0", lab.port);
	snprintf(lab.repo, NAME, "127.0.0.1:%d/team/cache", lab.port);
	start_engine();
	start_registry();
	make_builder();
	return 0;
}

static int stop_lab(void **state)
{
	(void)state;
	service_stop(&lab.registry);
	service_stop(&lab.docker);
	/* The engine leaves its network name space mounted. */
	if (lab.host[0])
		shell("umount exec/netns/* 2>/dev/null || true");
	if (lab.folder)
		folder_remove(lab.folder);
	return 0;
}

/* -- running ------------------------------------------------------------------------------------
 */

struct wish {
	const char *repo;     /* NULL: the lab's */
	const char *password; /* NULL: the right one */
	const char *init;     /* the init script */
	const char *network;  /* NULL: host */
	int signal;           /* sent once the init script has said "ready" */
};

static struct process apply(const struct wish *wish)
{
	char cache[TEXT], image[TEXT], init[TEXT], host[TEXT], token[TEXT], work[TEXT],
		network[TEXT];

	snprintf(cache, TEXT, "CACHE_REPO=%s", wish->repo ? wish->repo : lab.repo);
	snprintf(image, TEXT, "ENVBUILDER_IMAGE=%s", lab.image);
	snprintf(init, TEXT, "ENVBUILDER_INIT_SCRIPT=%s", wish->init);
	snprintf(host, TEXT, "REGISTRY_HOST=127.0.0.1:%d", lab.port);
	snprintf(token, TEXT, "REGISTRY_TOKEN=%s", wish->password ? wish->password : PASSWORD);
	snprintf(work, TEXT, "GITHUB_WORKSPACE=%s/work", lab.folder);
	snprintf(network, TEXT, "PRECACHE_NETWORK=%s", wish->network ? wish->network : "host");
	const char *const envp[] = {
		"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", lab.host,
		cache, image, init, host, token, work, network, "REGISTRY_USER=" USER, NULL};
	const char *const argv[] = {lab.apply, NULL};
	const struct process_request request = {.argv = argv,
		.envp = envp,
		.folder = lab.folder,
		.signal = wish->signal,
		.signal_after = "ready"};
	return process_run(&request);
}

static void assert_no_canary(const struct process *process)
{
	const char *const forms[] = {PASSWORD, PASSWORD_PAIR, "eyJhdXRocyI6"};
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		assert_null(strstr(process->out, forms[i]));
		assert_null(strstr(process->err, forms[i]));
	}
}

static void finish(struct process *process, int code)
{
	assert_no_canary(process);
	if (process->exit_code != code)
		fprintf(stderr, "%s%s", process->out, process->err);
	const int got = process->exit_code;
	process_free(process);
	assert_int_equal(got, code);
}

/* The containers that the engine runs or keeps, as text. */
static void assert_nothing_left(void)
{
	shell("test -z \"$(docker ps --all --quiet)\"");
}

static void unless_skipped(void)
{
	if (lab.skip)
		skip();
}

static void it_pushes_an_image_that_the_registry_gives_back(void **state)
{
	const struct wish wish = {.init = "true"};
	char command[2 * TEXT];
	(void)state;
	unless_skipped();
	struct process process = apply(&wish);
	assert_non_null(strstr(process.err, "Pushed 127.0.0.1:"));
	finish(&process, 0);
	/* The lab's own client proves it: what was pushed can be pulled and holds the checkout's
	 * file. */
	snprintf(command, sizeof(command),
		"docker --config client login --username " USER " --password-stdin 127.0.0.1:%d"
		" <<'END'\n" PASSWORD "\nEND\n"
		"docker --config client pull --quiet %s\n"
		"docker create --name pulled %s /none\n"
		"docker cp pulled:/devcontainer.json back.json && docker rm pulled\n"
		"cmp back.json work/.devcontainer/devcontainer.json",
		lab.port, lab.repo, lab.repo);
	shell(command);
	assert_nothing_left();
}

static void a_leaky_build_step_shows_stars(void **state)
{
	const struct wish wish = {.init = "true"};
	(void)state;
	unless_skipped();
	struct process process = apply(&wish);
	assert_non_null(strstr(process.out, "leaky build step: ***"));
	finish(&process, 0);
}

static void a_failing_check_fails_the_run(void **state)
{
	const struct wish wish = {.init = "echo 'verify: FAILED' >&2; exit 3"};
	(void)state;
	unless_skipped();
	struct process process = apply(&wish);
	assert_non_null(strstr(process.err, "verify: FAILED"));
	finish(&process, 6);
	assert_nothing_left();
}

static void a_wrong_password_fails_the_push(void **state)
{
	const struct wish wish = {.init = "true", .password = "wrong-password"};
	(void)state;
	unless_skipped();
	struct process process = apply(&wish);
	assert_non_null(strstr(process.err, "do push"));
	finish(&process, 6);
}

static void a_strangers_repository_gets_no_token(void **state)
{
	const struct wish wish = {.init = "true", .repo = "registry.example.com/team/cache"};
	(void)state;
	unless_skipped();
	struct process process = apply(&wish);
	assert_non_null(strstr(process.err, "registry.example.com"));
	assert_non_null(strstr(process.err, "127.0.0.1"));
	assert_null(strstr(process.out, "Pushed"));
	finish(&process, 3);
}

static void an_image_that_is_not_there_is_the_surroundings(void **state)
{
	char before[NAME];
	const struct wish wish = {.init = "true"};
	(void)state;
	unless_skipped();
	memcpy(before, lab.image, NAME);
	snprintf(lab.image, NAME, "127.0.0.1:%d/test/absent:1.3.0", lab.port);
	struct process process = apply(&wish);
	memcpy(lab.image, before, NAME);
	finish(&process, 5);
}

static void a_signal_stops_the_container_too(void **state)
{
	const struct wish wish = {.init = "echo ready; sleep 60", .signal = SIGTERM};
	(void)state;
	unless_skipped();
	struct process process = apply(&wish);
	assert_no_canary(&process);
	const int signal = process.signal;
	process_free(&process);
	assert_int_equal(signal, SIGTERM);
	assert_nothing_left();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_pushes_an_image_that_the_registry_gives_back),
		cmocka_unit_test(a_leaky_build_step_shows_stars),
		cmocka_unit_test(a_failing_check_fails_the_run),
		cmocka_unit_test(a_wrong_password_fails_the_push),
		cmocka_unit_test(a_strangers_repository_gets_no_token),
		cmocka_unit_test(an_image_that_is_not_there_is_the_surroundings),
		cmocka_unit_test(a_signal_stops_the_container_too),
	};
	return cmocka_run_group_tests_name("executor on a real engine", tests, start_lab, stop_lab);
}
