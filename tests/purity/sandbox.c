/* SPDX-License-Identifier: MIT */

/*
 * Plans a workflow under a seccomp filter that lets memory calls and write() through and kills the
 * process at anything else: no file, socket, clock, process or random number can be asked for.
 * Prints the plan. Where the kernel has no seccomp it says so and passes.
 *
 * usage: sandbox WORKFLOW
 */

#include <stdio.h>

#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__)

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/limits.h"
#include "plan/plan.h"
#include "review/markdown.h"
#include "review/reproducer.h"
#include "review/review.h"

#define ALLOW(call)                                                                                \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1),                                         \
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

static int confine(void)
{
	/* clang-format off */
	struct sock_filter rules[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		ALLOW(SYS_brk), ALLOW(SYS_mmap), ALLOW(SYS_munmap), ALLOW(SYS_mremap),
		ALLOW(SYS_write), ALLOW(SYS_exit_group),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
	};
	/* clang-format on */
	const struct sock_fprog program = {sizeof(rules) / sizeof(rules[0]), rules};

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return -1;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

static size_t load(const char *path, char *bytes, size_t size)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	const ssize_t got = fd < 0 ? -1 : read(fd, bytes, size);
	if (got < 0) {
		perror(path);
		exit(5);
	}
	close(fd);
	return (size_t)got;
}

static void say(struct str text)
{
	if (write(STDOUT_FILENO, text.ptr, text.len) < 0)
		_exit(5);
}

/* A diff against nothing, in every form, and the other forms of a plan. */
static int review_all(
	struct arena *arena, struct diags *diags, struct str file, const struct plan *plan)
{
	const struct markdown_form form = {MARKDOWN_BUDGET, STR_NONE};
	const struct diff_side old = {.name = file};
	const struct diff_side now = {
		plan_view(arena, diags, file, plan_json(arena, plan)), file, true};
	const struct diff *diff = diff_make(arena, old, now);

	if (!now.plan || !diff)
		return 1;
	say(diff_text(arena, diff, SUMMARY_WIDTH, false));
	say(diff_json(arena, diff));
	say(diff_markdown(arena, diff, &form));
	say(plan_markdown(arena, plan, file, &form));
	say(reproducer_text(arena, plan));
	return 0;
}

/* Everything that the planner can do: a plan, its text, its bytes read back, and a golden check. */
static int plan_all(struct str file, struct str source)
{
	struct arena arena;
	struct diags diags;
	const struct plan_input input = {.file = file, .source = source};
	const struct plan *plan;
	struct str json = STR_NONE;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	plan = plan_make(&arena, &diags, &input);
	if (plan)
		json = plan_json(&arena, plan);
	if (!json.ptr || !plan_read(&arena, &diags, file, json))
		return 1;
	say(json);
	say(summary_text(&arena, plan, SUMMARY_WIDTH));
	say(unified_diff(&arena, file, source, file, json));
	say(changes_in_words(&arena, json, json));
	return review_all(&arena, &diags, file, plan);
}

int main(int argc, char **argv)
{
	static char bytes[LIMIT_FILE_BYTES];
	size_t len;

	if (argc != 2)
		return 2;
	len = load(argv[1], bytes, sizeof(bytes));
	/* glibc's first allocation asks for a random number; what comes behind it does not. */
	char *volatile warm = malloc(1);
	free(warm);
	if (confine()) {
		fprintf(stderr, "sandbox: SKIPPED, no seccomp: %s\n", strerror(errno));
		return 0;
	}
	_exit(plan_all(str_of(argv[1]), (struct str){bytes, len}));
}

#else

int main(void)
{
	fprintf(stderr, "sandbox: SKIPPED, no seccomp in this build\n");
	return 0;
}

#endif
