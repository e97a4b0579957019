/* SPDX-License-Identifier: MIT */
#include "harness/process.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

static const char *const bare[] = {
	"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", NULL};

/* One of the child's streams. */
struct capture {
	int fd;
	char *text; /* with a NUL behind it */
	size_t len;
	size_t room; /* without the NUL; at most PROCESS_BYTES */
};

/* Most children say little, and a test that holds much is slow to fork. */
#define ROOM_FIRST ((size_t)16 * 1024)

static void become_child(const struct process_request *request, int in, int out, int err)
{
	union {
		const char *const *given;
		char *const *wanted;
	} argv = {request->argv}, envp = {request->envp ? request->envp : bare};

	setpgid(0, 0);
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	if (request->folder && chdir(request->folder))
		_exit(120);
	execve(request->argv[0], argv.wanted, envp.wanted);
	_exit(121);
}

/* What the child reads: a file that is gone but for its descriptor, so that nobody has to feed it.
 */
static int open_input(const char *input)
{
	char name[] = "/tmp/precache-input-XXXXXX";
	int fd;

	if (!input)
		return open("/dev/null", O_RDONLY);
	fd = mkstemp(name);
	assert_true(fd >= 0);
	unlink(name);
	assert_int_equal(write(fd, input, strlen(input)), (ssize_t)strlen(input));
	lseek(fd, 0, SEEK_SET);
	return fd;
}

static void grow(struct capture *capture, size_t room)
{
	capture->room = room < PROCESS_BYTES ? room : PROCESS_BYTES;
	capture->text = realloc(capture->text, capture->room + 1);
	assert_non_null(capture->text);
	capture->text[capture->len] = '\0';
}

static void start_capture(struct capture *capture, int *ret_write)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	capture->fd = ends[0];
	grow(capture, ROOM_FIRST);
	*ret_write = ends[1];
}

static void take(struct capture *capture)
{
	char lost[4096];

	if (capture->len == capture->room)
		grow(capture, capture->room * 2);
	const bool full = capture->len == capture->room;
	const ssize_t got = read(capture->fd, full ? lost : capture->text + capture->len,
		full ? sizeof(lost) : capture->room - capture->len);

	if (got > 0 && !full) {
		capture->len += (size_t)got;
		capture->text[capture->len] = '\0';
	}
	if (got > 0)
		return;
	close(capture->fd);
	capture->fd = -1;
}

static bool follow(struct capture *streams, const struct process_request *request, pid_t child)
{
	const time_t end = time(NULL) + PROCESS_SECONDS;
	bool signalled = request->signal == 0;

	while (streams[0].fd >= 0 || streams[1].fd >= 0) {
		struct pollfd fds[2] = {{streams[0].fd, POLLIN, 0}, {streams[1].fd, POLLIN, 0}};
		poll(fds, 2, 200);
		for (size_t i = 0; i < 2; i++) {
			if (fds[i].revents)
				take(&streams[i]);
		}
		if (!signalled && (strstr(streams[0].text, request->signal_after) ||
					  strstr(streams[1].text, request->signal_after))) {
			kill(child, request->signal);
			signalled = true;
		}
		if (time(NULL) > end) {
			kill(-child, SIGKILL);
			return false;
		}
	}
	return true;
}

struct process process_run(const struct process_request *request)
{
	struct capture streams[2] = {{.fd = -1}, {.fd = -1}};
	struct process process = {.exit_code = -1};
	const int in = open_input(request->input);
	int out;
	int err;
	int status = 0;
	bool in_time;
	pid_t child;

	start_capture(&streams[0], &out);
	start_capture(&streams[1], &err);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		become_child(request, in, out, err);
	close(in);
	close(out);
	close(err);
	in_time = follow(streams, request, child);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	assert_true(in_time);
	if (WIFEXITED(status))
		process.exit_code = WEXITSTATUS(status);
	if (WIFSIGNALED(status))
		process.signal = WTERMSIG(status);
	process.out = streams[0].text;
	process.out_len = streams[0].len;
	process.err = streams[1].text;
	return process;
}

void process_free(struct process *process)
{
	free(process->out);
	free(process->err);
}

void assert_says(const char *said, const char *wanted)
{
	if (!*wanted)
		assert_string_equal(said, "");
	else if (!strstr(said, wanted))
		fail_msg("'%s' is not in '%s'", wanted, said);
}

void assert_ended(const struct process *process, int exit_code, const char *out, const char *err)
{
	if (process->exit_code != exit_code)
		print_error("%s%s", process->out, process->err);
	assert_int_equal(process->exit_code, exit_code);
	assert_says(process->out, out);
	assert_says(process->err, err);
}

char *folder_make(void)
{
	char name[] = "/tmp/precache-test-XXXXXX";
	assert_non_null(mkdtemp(name));
	return strdup(name);
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *walk)
{
	(void)info;
	(void)type;
	(void)walk;
	return remove(path);
}

void folder_remove(char *folder)
{
	if (folder)
		nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(folder);
}

char *path_of(const char *folder, const char *name)
{
	const size_t size = strlen(folder) + strlen(name) + 2;
	char *path = malloc(size);
	assert_non_null(path);
	snprintf(path, size, "%s/%s", folder, name);
	return path;
}

void file_put(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
}

char *file_get(const char *path)
{
	FILE *file = fopen(path, "rb");
	struct stat info;
	char *text;
	size_t size;

	if (!file)
		return NULL;
	assert_int_equal(fstat(fileno(file), &info), 0);
	size = (size_t)info.st_size < PROCESS_BYTES ? (size_t)info.st_size : PROCESS_BYTES;
	text = malloc(size + 1);
	assert_non_null(text);
	text[fread(text, 1, size, file)] = '\0';
	fclose(file);
	return text;
}

bool has_line(const char *text, const char *line)
{
	const size_t len = strlen(line);

	for (const char *at = strstr(text, line); at; at = strstr(at + 1, line)) {
		if ((at == text || at[-1] == '\n') && (at[len] == '\n' || !at[len]))
			return true;
	}
	return false;
}

const char *program_path(const char *variable, const char *fallback)
{
	static char planner[PATH_MAX], executor[PATH_MAX];
	char *resolved = strcmp(variable, "PRECACHE") == 0 ? planner : executor;
	const char *path = getenv(variable);

	if (!realpath(path && *path ? path : fallback, resolved))
		fail_msg("%s is not built", fallback);
	return resolved;
}
