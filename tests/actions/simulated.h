/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_SIMULATED_H
#define ACTIONS_SIMULATED_H

/*
 * A runner as an action's script sees it: a workspace, a temporary folder, the files that take
 * outputs, the summary and paths, and the variables that name them. The script runs as it stands.
 */

#include "harness/process.h"

#define SIMULATED_VARIABLES 48

struct simulated {
	char *root;      /* of all that follows, removed with it */
	char *workspace; /* the checkout; scripts start there */
	char *temp;
	char *output; /* GITHUB_OUTPUT's file, and so on */
	char *summary;
	char *path;
	char *variables[SIMULATED_VARIABLES]; /* NAME=VALUE, ended by NULL */
	size_t variable_count;
};

struct simulated simulated_make(void);
void simulated_free(struct simulated *runner);

/* Adds a variable to what scripts see. */
void simulated_set(struct simulated *runner, const char *name, const char *value);

/* Runs .github/actions/NAME/NAME.sh in the workspace. */
struct process simulated_run(const struct simulated *runner, const char *name);

/* Runs a shell line in the workspace and fails the test when it fails. */
void simulated_shell(const struct simulated *runner, const char *line);

/* The value of an output, to be freed; NULL when it was not set. */
char *simulated_output(const struct simulated *runner, const char *name);

#endif
