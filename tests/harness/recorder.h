/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_RECORDER_H
#define HARNESS_RECORDER_H

/*
 * precache-apply with an engine that only records how it was called: a shell script named docker
 * (or podman) in a folder of its own. For what a real engine cannot be asked: exit codes, exact
 * words.
 */

#include <stdbool.h>

#include "harness/process.h"

#define CANARY "CANARY-0123456789"

struct recorder {
	char *folder;    /* of everything */
	char *bin;       /* the only folder on PATH beside the shell's */
	char *workspace; /* a checkout: it has .git and .devcontainer */
};

/* One run. NULL members take what suits an ordinary run without a plan. */
struct recorded_run {
	const char *plan;        /* path of a plan, or NULL */
	const char *const *args; /* further arguments, NULL-terminated */
	const char *const *env;  /* further variables, NULL-terminated; later ones win */
	bool bare;               /* none of the usual variables: only PATH and `env` */
	const char *folder;      /* where it runs; NULL: the recorder's folder */
	int signal;              /* sent once the engine has said "ready" */
};

struct recorder recorder_make(const char *engine);
void recorder_remove(struct recorder *recorder);
struct process recorder_run(const struct recorder *recorder, const struct recorded_run *run);

/* What the engine recorded, to be freed: its words a line each, or its environment. NULL: not
 * called. */
char *recorded(const struct recorder *recorder, const char *what);

/* Makes a plan of a workflow's text with the planner; returns its path, to be freed. */
char *recorder_plan(
	const struct recorder *recorder, const char *workflow, const char *const *options);

/* The canary in no form in what the process said, nor in any file below the recorder's folder but
 * the recorded environment. */
void assert_no_canary(const struct recorder *recorder, const struct process *process);

#endif
