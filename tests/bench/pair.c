/* SPDX-License-Identifier: MIT */

/*
 * Times commands as whole processes, in turn, so that a machine whose speed drifts treats them
 * alike: A B C A B C … Prints a line for each: the median wall time, the ratio of that to the
 * first's, and the most memory of one run. What the commands print is thrown away.
 *
 * usage: pair ROUNDS NAME COMMAND [ARG...] -- NAME COMMAND [ARG...] [-- …]
 */

#define _DEFAULT_SOURCE /* wait4 */

#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define COMMANDS_MAX 8
#define ROUNDS_MAX 1000

extern char **environ;

struct command {
	const char *name;
	char **argv;
	double seconds[ROUNDS_MAX];
	long kib; /* the most of all runs */
};

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static long kibibytes(const struct rusage *usage)
{
#ifdef __APPLE__
	return usage->ru_maxrss / 1024;
#else
	return usage->ru_maxrss;
#endif
}

/* One run; false when the command could not be started or failed. Exit 1 says "different". */
static bool run(struct command *command, const posix_spawn_file_actions_t *silence, size_t round)
{
	struct rusage usage;
	pid_t child;
	int status;
	const double start = now();

	if (posix_spawnp(&child, command->argv[0], silence, NULL, command->argv, environ))
		return false;
	while (wait4(child, &status, 0, &usage) < 0)
		continue;
	command->seconds[round] = now() - start;
	if (kibibytes(&usage) > command->kib)
		command->kib = kibibytes(&usage);
	return WIFEXITED(status) && WEXITSTATUS(status) <= 1;
}

static int by_size(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void report(struct command *commands, size_t count, size_t rounds)
{
	for (size_t i = 0; i < count; i++) {
		qsort(commands[i].seconds, rounds, sizeof(double), by_size);
		const double median = commands[i].seconds[rounds / 2];
		printf("  %-44s %8.2f ms  x %-6.2f %7.1f MiB\n", commands[i].name, median * 1e3,
			median / commands[0].seconds[rounds / 2], (double)commands[i].kib / 1024.0);
	}
}

/* The commands between the "--"; 0 when there are too many or one is empty. */
static size_t split(char **words, struct command *commands)
{
	size_t count = 0;

	while (*words) {
		if (count == COMMANDS_MAX || !words[1])
			return 0;
		commands[count].name = words[0];
		commands[count++].argv = words + 1;
		while (*words && strcmp(*words, "--") != 0)
			words++;
		if (*words)
			*words++ = NULL;
	}
	return count;
}

int main(int argc, char **argv)
{
	static struct command commands[COMMANDS_MAX];
	posix_spawn_file_actions_t silence;
	const long rounds = argc > 3 ? strtol(argv[1], NULL, 10) : 0;
	const size_t count = argc > 3 ? split(argv + 2, commands) : 0;

	if (rounds < 1 || rounds > ROUNDS_MAX || !count) {
		fputs("usage: pair ROUNDS NAME COMMAND [ARG...] [-- NAME COMMAND [ARG...]]...\n",
			stderr);
		return 2;
	}
	posix_spawn_file_actions_init(&silence);
	posix_spawn_file_actions_addopen(&silence, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&silence, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	for (long round = -1; round < rounds; round++) { /* the first is for the caches */
		for (size_t i = 0; i < count; i++) {
			if (!run(&commands[i], &silence, round < 0 ? 0 : (size_t)round)) {
				fprintf(stderr, "pair: '%s' failed\n", commands[i].name);
				return 1;
			}
		}
	}
	report(commands, count, (size_t)rounds);
	posix_spawn_file_actions_destroy(&silence);
	return 0;
}
