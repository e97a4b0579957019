/* SPDX-License-Identifier: MIT */
#include "apply/run.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "apply/redact.h"

/* Written by the handler alone; how many signals came, and the first. */
static volatile sig_atomic_t signals_seen;
static volatile sig_atomic_t first_signal;

static void note_signal(int number)
{
	if (number == SIGCHLD)
		return;
	if (!signals_seen)
		first_signal = number;
	signals_seen++;
}

static const int passed_on[] = {SIGINT, SIGTERM, SIGHUP, SIGCHLD};
#define PASSED_ON (sizeof(passed_on) / sizeof(passed_on[0]))

/* Signals are let in only while pselect waits, so that none is missed and none interrupts else. */
struct guard {
	struct sigaction before[PASSED_ON];
	sigset_t mask_before;
};

static void guard_enter(struct guard *guard)
{
	struct sigaction action = {.sa_handler = note_signal};
	sigset_t mask;

	sigemptyset(&mask);
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < PASSED_ON; i++) {
		sigaddset(&mask, passed_on[i]);
		sigaction(passed_on[i], &action, &guard->before[i]);
	}
	sigprocmask(SIG_BLOCK, &mask, &guard->mask_before);
	signal(SIGPIPE, SIG_IGN);
}

static void guard_leave(const struct guard *guard)
{
	for (size_t i = 0; i < PASSED_ON; i++)
		sigaction(passed_on[i], &guard->before[i], NULL);
	sigprocmask(SIG_SETMASK, &guard->mask_before, NULL);
}

/* One of the child's two streams on its way to ours. */
struct stream {
	int from; /* -1: ended */
	int to;
	struct redactor redactor;
	char *held;
	bool lost;
};

struct run {
	const struct run_request *request;
	struct guard guard;
	struct stream streams[2];
	pid_t child;
	time_t deadline; /* when the child is to be told to stop; 0: never */
	time_t kill_at;  /* when it is killed; 0: not yet told to stop */
	bool reaped;
	struct run_result result;
};

static time_t now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec;
}

static void become_child(const struct run *run, const int *out, const int *err)
{
	const int nothing = open("/dev/null", O_RDONLY);

	setpgid(0, 0);
	dup2(nothing, STDIN_FILENO);
	dup2(out[1], STDOUT_FILENO);
	dup2(err[1], STDERR_FILENO);
	guard_leave(&run->guard);
	signal(SIGPIPE, SIG_DFL);
	execve(run->request->argv[0], run->request->argv, run->request->envp);
	_exit(errno == ENOENT ? 127 : 126);
}

static bool open_pipe(int *ends)
{
	if (pipe(ends))
		return false;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return true;
}

static bool start_child(struct run *run)
{
	int out[2];
	int err[2];

	if (!open_pipe(out))
		return false;
	if (!open_pipe(err)) {
		close(out[0]);
		close(out[1]);
		return false;
	}
	run->child = fork();
	if (run->child == 0)
		become_child(run, out, err);
	close(out[1]);
	close(err[1]);
	run->streams[0].from = out[0];
	run->streams[1].from = err[0];
	/* Both sides set the group, so that it is there whoever comes first. */
	if (run->child > 0)
		setpgid(run->child, run->child);
	return run->child > 0;
}

static bool write_stream(void *ctx, struct str bytes)
{
	struct stream *stream = ctx;
	/* A reader that went away must not stop the build: it is drained to its end. */
	if (!stream->lost && !apply_write(stream->to, bytes))
		stream->lost = true;
	return true;
}

static void drain(struct stream *stream)
{
	static char chunk[REDACT_CHUNK];
	const ssize_t got = read(stream->from, chunk, sizeof(chunk));

	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	redactor_feed(&stream->redactor, (struct str){chunk, got > 0 ? (size_t)got : 0}, got <= 0,
		write_stream, stream);
	sodium_memzero(chunk, sizeof(chunk));
	if (got > 0)
		return;
	close(stream->from);
	stream->from = -1;
}

/* Passes a new signal on, starts the grace period, and ends it. */
static void attend(struct run *run, int *told)
{
	const time_t time = now();

	if (run->deadline && !run->kill_at && time >= run->deadline) {
		run->result.timed_out = true;
		kill(-run->child, SIGTERM);
		run->kill_at = time + RUN_GRACE_SECONDS;
	}
	if (signals_seen > *told) {
		kill(-run->child, first_signal);
		run->kill_at = *told ? time : time + RUN_GRACE_SECONDS;
		*told = (int)signals_seen;
	}
	if (run->kill_at && time >= run->kill_at)
		kill(-run->child, SIGKILL);
}

static void wait_for_something(struct run *run)
{
	const struct timespec second = {1, 0};
	fd_set ready;
	int highest = -1;

	FD_ZERO(&ready);
	for (size_t i = 0; i < 2; i++) {
		const int fd = run->streams[i].from;
		if (fd < 0)
			continue;
		FD_SET(fd, &ready);
		highest = fd > highest ? fd : highest;
	}
	if (pselect(highest + 1, &ready, NULL, NULL, &second, &run->guard.mask_before) <= 0)
		return;
	for (size_t i = 0; i < 2; i++) {
		if (run->streams[i].from >= 0 && FD_ISSET(run->streams[i].from, &ready))
			drain(&run->streams[i]);
	}
}

/* Ends when the child is gone and its streams are; a grandchild that keeps them open is not waited
 * for longer than the grace period. */
static void follow(struct run *run)
{
	int told = 0;
	time_t gone_at = 0;

	while (!run->reaped || run->streams[0].from >= 0 || run->streams[1].from >= 0) {
		wait_for_something(run);
		attend(run, &told);
		if (!run->reaped &&
			waitpid(run->child, &run->result.status, WNOHANG) == run->child) {
			run->reaped = true;
			gone_at = now();
		}
		if (run->reaped && now() > gone_at + RUN_GRACE_SECONDS)
			break;
	}
}

static size_t longest_needle(const struct vault *vault)
{
	size_t longest = 0;
	for (size_t i = 0; vault && i < vault->needle_count; i++)
		longest = vault->needles[i].len > longest ? vault->needles[i].len : longest;
	return longest;
}

static bool open_streams(struct run *run)
{
	const struct vault *vault = run->request->vault;
	const size_t size = REDACT_CHUNK + longest_needle(vault);

	for (size_t i = 0; i < 2; i++) {
		struct stream *stream = &run->streams[i];
		stream->from = -1;
		stream->to = i ? STDERR_FILENO : STDOUT_FILENO;
		stream->held = sodium_malloc(size);
		if (!stream->held)
			return false;
		redactor_init(&stream->redactor, vault ? vault->needles : NULL,
			vault ? vault->needle_count : 0, stream->held, size);
	}
	return true;
}

static void close_streams(struct run *run)
{
	for (size_t i = 0; i < 2; i++) {
		struct stream *stream = &run->streams[i];
		if (stream->from >= 0)
			close(stream->from);
		run->result.output_lost = run->result.output_lost || stream->lost;
		sodium_free(stream->held);
	}
}

struct run_result run_command(const struct run_request *request)
{
	struct run run = {.request = request};

	signals_seen = 0;
	guard_enter(&run.guard);
	if (request->limit_seconds)
		run.deadline = now() + request->limit_seconds;
	run.result.started = open_streams(&run) && start_child(&run);
	if (run.result.started)
		follow(&run);
	else
		run.result.error = errno;
	close_streams(&run);
	guard_leave(&run.guard);
	run.result.signal = signals_seen ? (int)first_signal : 0;
	return run.result;
}

#define QUIET_BYTES 4096u

struct str run_quietly(struct arena *arena, char **argv, char **envp)
{
	char *bytes = arena_alloc(arena, QUIET_BYTES);
	size_t len = 0;
	ssize_t got = 1;
	int out[2];
	pid_t child;

	if (!bytes || !open_pipe(out))
		return STR("");
	child = fork();
	if (child == 0) {
		const int nothing = open("/dev/null", O_RDWR);
		dup2(nothing, STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		dup2(nothing, STDERR_FILENO);
		execve(argv[0], argv, envp);
		_exit(127);
	}
	close(out[1]);
	while (child > 0 && got > 0 && len < QUIET_BYTES) {
		got = read(out[0], bytes + len, QUIET_BYTES - len);
		len += got > 0 ? (size_t)got : 0;
	}
	close(out[0]);
	while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
		continue;
	return (struct str){bytes, len};
}

void die_of(int number)
{
	sigset_t mask;

	signal(number, SIG_DFL);
	sigemptyset(&mask);
	sigaddset(&mask, number);
	sigprocmask(SIG_UNBLOCK, &mask, NULL);
	raise(number);
	_exit(128 + number);
}
