/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_PROCESS_H
#define HARNESS_PROCESS_H

/*
 * Runs a program as a user would and keeps what it says. The child sees the environment that it is
 * given and nothing of the test's own. A child that runs longer than PROCESS_SECONDS is killed, and
 * the test fails.
 */

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define PROCESS_SECONDS 120
#define PROCESS_BYTES (4u * 1024u * 1024u)

struct process_request {
	const char *const *argv; /* argv[0] is a path; NULL-terminated */
	const char *const *envp; /* NULL: PATH alone */
	const char *folder;      /* NULL: the test's own */
	const char *input;       /* NULL: /dev/null */
	int signal; /* sent once `signal_after` stands in the child's output; 0: none */
	const char *signal_after;
};

struct process {
	int exit_code; /* of an ordinary end; else -1 */
	int signal;    /* that it died of; else 0 */
	char *out;     /* standard output, NUL-terminated */
	char *err;     /* standard error */
	size_t out_len;
};

/* Runs it to its end. Fails the test when it cannot be started. process_free frees out and err. */
struct process process_run(const struct process_request *request);
void process_free(struct process *process);

/* A stream has `wanted` somewhere in it; wanted "": it has nothing. */
void assert_says(const char *said, const char *wanted);

/* The program ended so, and its standard output and its standard error say that. */
void assert_ended(const struct process *process, int exit_code, const char *out, const char *err);

/* A new folder below the system's temporary one; folder_remove removes it and all in it. */
char *folder_make(void);
void folder_remove(char *folder);

/* "folder/name", to be freed. Writes a file, whole; reads one, to be freed, NULL when it is not
 * there. */
char *path_of(const char *folder, const char *name);
void file_put(const char *path, const char *text);
char *file_get(const char *path);

/* Whether one of the text's lines is exactly `line`. */
bool has_line(const char *text, const char *line);

/* A program of the build, by its variable (PRECACHE or PRECACHE_APPLY), as an absolute path. */
const char *program_path(const char *variable, const char *fallback);

#endif
