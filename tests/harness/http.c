/* SPDX-License-Identifier: MIT */
#include "harness/http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define REQUEST_BYTES (256u * 1024u)

/* The length that a request's headers announce. */
static size_t body_length(const char *headers)
{
	static const char name[] = "\r\ncontent-length:";
	for (const char *at = headers; (at = strstr(at, "\r\n")); at += 2) {
		if (!strncasecmp(at, name, sizeof(name) - 1))
			return (size_t)strtoul(at + sizeof(name) - 1, NULL, 10);
	}
	return 0;
}

/* Whether all of a request is there. */
static bool is_whole(const char *request, size_t len)
{
	const char *end = strstr(request, "\r\n\r\n");
	return end && len >= (size_t)(end + 4 - request) + body_length(request);
}

static void receive(int connection, char *request)
{
	size_t len = 0;
	ssize_t got;

	request[0] = '\0';
	while (len < REQUEST_BYTES && !is_whole(request, len)) {
		got = read(connection, request + len, REQUEST_BYTES - len);
		if (got <= 0)
			return;
		len += (size_t)got;
		request[len] = '\0';
	}
}

static bool fits(const struct http_row *row, const char *request)
{
	const size_t method = strlen(row->method);
	return !strncmp(request, row->method, method) && request[method] == ' ' &&
	       !strncmp(request + method + 1, row->target, strlen(row->target));
}

static void answer(int connection, const struct http_row *row)
{
	static const struct http_row none = {"", "", 404, "{\"message\": \"Not Found\"}"};
	char head[128];

	row = row ? row : &none;
	const int len = snprintf(head, sizeof(head),
		"HTTP/1.1 %d -\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n", row->status,
		strlen(row->body));
	(void)!write(connection, head, (size_t)len);
	(void)!write(connection, row->body, strlen(row->body));
}

static void serve(int listener, const struct http_row *rows, size_t count, const char *log)
{
	static char request[REQUEST_BYTES + 1];

	for (;;) {
		const int connection = accept(listener, NULL, NULL);
		const struct http_row *row = rows;
		FILE *file = fopen(log, "a");
		if (connection < 0 || !file)
			_exit(1);
		receive(connection, request);
		fprintf(file, "%s\n", request);
		fclose(file);
		while (row < rows + count && !fits(row, request))
			row++;
		answer(connection, row < rows + count ? row : NULL);
		close(connection);
	}
}

struct http_server http_start(const struct http_row *rows, size_t count, const char *log)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct sockaddr *const any = (struct sockaddr *)&address;
	socklen_t size = sizeof(address);
	const int listener = socket(AF_INET, SOCK_STREAM, 0);
	struct http_server server;

	assert_true(listener >= 0);
	assert_int_equal(bind(listener, any, size), 0);
	assert_int_equal(listen(listener, 16), 0);
	assert_int_equal(getsockname(listener, any, &size), 0);
	server = (struct http_server){fork(), ntohs(address.sin_port)};
	assert_true(server.pid >= 0);
	if (!server.pid) {
		alarm(HTTP_SECONDS);
		serve(listener, rows, count, log);
	}
	close(listener);
	return server;
}

void http_stop(struct http_server *server)
{
	kill(server->pid, SIGKILL);
	waitpid(server->pid, NULL, 0);
	server->pid = 0;
}
