/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_SERVICE_H
#define HARNESS_SERVICE_H

/*
 * Programs that a test needs beside it for a while. They are stopped with the test, also when it
 * fails or is killed, and everything that they write lies in the test's own folder.
 */

#include <stdbool.h>
#include <sys/types.h>

struct service {
	pid_t pid; /* 0: not running */
};

/* Starts argv[0] (looked up on PATH) with its output in `log`. */
struct service service_start(const char *const *argv, const char *log);

/* Ends it by SIGTERM and waits; by SIGKILL after ten seconds. */
void service_stop(struct service *service);

/* Waits until something answers; false after `seconds`, or when the service has ended. */
bool service_wait(const struct service *service, bool (*answers)(const void *ctx), const void *ctx,
	int seconds);

/* A TCP port on 127.0.0.1 that nobody listens on now. */
int port_free(void);

/* Whether something listens on that port of 127.0.0.1. */
bool port_answers(const void *port);

/* The path of a program on PATH, or NULL. */
const char *program_on_path(const char *name);

#endif
