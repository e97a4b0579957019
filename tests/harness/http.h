/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_HTTP_H
#define HARNESS_HTTP_H

/*
 * A small HTTP server on 127.0.0.1 that answers from a table and keeps what it was asked: the
 * double for an API that a test cannot ask. It serves one request after the other and ends with the
 * test, at the latest after HTTP_SECONDS.
 */

#include <stddef.h>
#include <sys/types.h>

#define HTTP_SECONDS 60

/* What is answered; the first row that fits counts. No row: 404. */
struct http_row {
	const char *method;
	const char *target; /* how the path with its query begins */
	int status;
	const char *body;
};

struct http_server {
	pid_t pid;
	int port;
};

/* Starts it; what it is asked is appended to `log`: a line "METHOD TARGET", headers, and body. */
struct http_server http_start(const struct http_row *rows, size_t count, const char *log);
void http_stop(struct http_server *server);

#endif
