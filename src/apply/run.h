/* SPDX-License-Identifier: MIT */
#ifndef APPLY_RUN_H
#define APPLY_RUN_H

/*
 * Runs a command in a process group of its own, with its output filtered. SIGINT, SIGTERM and
 * SIGHUP are passed on to it; when it does not end within the grace period, or at the second
 * signal, it is killed. The caller cleans up and then dies of the same signal.
 */

#include <stdbool.h>

#include "apply/credential.h"
#include "base/str.h"

#define RUN_GRACE_SECONDS 10 /* what an engine gives a container to stop */

struct run_request {
	char **argv; /* argv[0] is a path */
	char **envp;
	const struct vault *vault; /* what must not be seen in the output */
	long limit_seconds;        /* 0: none */
};

struct run_result {
	bool started; /* false: `error` is errno of what failed */
	int error;
	int status; /* as waitpid gives it */
	bool timed_out;
	int signal;       /* that came meanwhile, 0: none */
	bool output_lost; /* standard output or error did not take all */
};

struct run_result run_command(const struct run_request *request);

/* Runs a command without output and gives back the first bytes that it writes; empty on failure. */
struct str run_quietly(struct arena *arena, char **argv, char **envp);

/* Restores the signal's default and dies of it. */
void die_of(int number);

#endif
