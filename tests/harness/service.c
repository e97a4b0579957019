/* SPDX-License-Identifier: MIT */
#include "harness/service.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

static void pause_briefly(void)
{
	const struct timespec tenth = {0, 100 * 1000 * 1000};
	nanosleep(&tenth, NULL);
}

struct service service_start(const char *const *argv, const char *log)
{
	union {
		const char *const *given;
		char *const *wanted;
	} words = {argv};
	struct service service = {fork()};

	if (service.pid)
		return service;
#ifdef __linux__
	/* A test that is killed takes its services along. */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
	const int in = open("/dev/null", O_RDONLY);
	const int out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	execvp(words.wanted[0], words.wanted);
	_exit(127);
}

void service_stop(struct service *service)
{
	if (service->pid <= 0)
		return;
	kill(service->pid, SIGTERM);
	for (int tenth = 0; tenth < 100; tenth++) {
		if (waitpid(service->pid, NULL, WNOHANG)) {
			service->pid = 0;
			return;
		}
		pause_briefly();
	}
	kill(service->pid, SIGKILL);
	waitpid(service->pid, NULL, 0);
	service->pid = 0;
}

bool service_wait(const struct service *service, bool (*answers)(const void *ctx), const void *ctx,
	int seconds)
{
	for (int tenth = 0; tenth < seconds * 10; tenth++) {
		if (answers(ctx))
			return true;
		if (kill(service->pid, 0))
			return false;
		pause_briefly();
	}
	return false;
}

static int loopback_socket(struct sockaddr_in *address, int port)
{
	*address = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	address->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return socket(AF_INET, SOCK_STREAM, 0);
}

int port_free(void)
{
	struct sockaddr_in address;
	socklen_t len = sizeof(address);
	const int fd = loopback_socket(&address, 0);
	int port = 0;

	if (!bind(fd, (const struct sockaddr *)&address, sizeof(address)) &&
		!getsockname(fd, (struct sockaddr *)&address, &len))
		port = ntohs(address.sin_port);
	close(fd);
	return port;
}

bool port_answers(const void *port)
{
	struct sockaddr_in address;
	const int fd = loopback_socket(&address, *(const int *)port);
	const bool answers = !connect(fd, (const struct sockaddr *)&address, sizeof(address));
	close(fd);
	return answers;
}

const char *program_on_path(const char *name)
{
	static char path[4096];
	const char *folders = getenv("PATH");

	while (folders && *folders) {
		const size_t len = strcspn(folders, ":");
		snprintf(path, sizeof(path), "%.*s/%s", (int)len, folders, name);
		if (!access(path, X_OK))
			return path;
		folders += len + (folders[len] == ':');
	}
	return NULL;
}
