/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "apply/applying.h"
#include "base/limits.h"
#include "plan/binding.h"

extern char **environ;

/* A plan file whole; STR_NONE with an error. */
static struct str read_plan_file(const struct applying *a, struct str path)
{
	const bool standard = str_is(path, "-");
	const int fd = standard ? STDIN_FILENO : open(path.ptr, O_RDONLY | O_CLOEXEC);
	struct strbuf bytes;
	char chunk[16384];
	ssize_t got = fd < 0 ? -1 : 1;

	strbuf_init(&bytes, a->arena, LIMIT_PLAN_BYTES);
	while (got > 0 && !bytes.failed) {
		got = read(fd, chunk, sizeof(chunk));
		if (got > 0)
			strbuf_add(&bytes, (struct str){chunk, (size_t)got});
	}
	if (got < 0)
		diag_add(a->diags, RULE_FILE_UNREADABLE, place_of_file(path),
			"cannot read '%.*s': %s", STR_ARG(path), strerror(errno));
	else if (bytes.failed)
		diag_add(a->diags, RULE_FILE_TOO_LARGE, place_of_file(path),
			"'%.*s' is over the limit of %u bytes", STR_ARG(path), LIMIT_PLAN_BYTES);
	if (fd >= 0 && !standard)
		close(fd);
	return got < 0 || bytes.failed ? STR_NONE : strbuf_str(&bytes);
}

/* What is no JSON or cannot be read is a wrong input; what is another plan than it says, refused.
 */
static int refusal_code(const struct applying *a)
{
	for (size_t i = 0; i < a->diags->len; i++) {
		const enum diag_rule rule = a->diags->items[i]->rule;
		if (rule == RULE_PLAN_SCHEMA || rule == RULE_PLAN_DIFFERS ||
			rule == RULE_PLAN_NOT_REVIEWED)
			return EXIT_REFUSED;
	}
	return a->arena->exhausted ? EXIT_SURROUNDINGS : EXIT_INPUT;
}

static int read_plan(const struct applying *a, struct str path, const struct plan **ret)
{
	const struct str bytes = read_plan_file(a, path);

	*ret = bytes.ptr ? plan_read(a->arena, a->diags, path, bytes) : NULL;
	return *ret ? EXIT_DONE : refusal_code(a);
}

static int plan_environment(struct applying *a)
{
	struct plan_input input = {.file = STR_NONE};

	input.environment = settings_of_environ(
		a->arena, (const char *const *)environ, &input.environment_count);
	a->plan = plan_make(a->arena, a->diags, &input);
	return a->plan ? EXIT_DONE : refusal_code(a);
}

static int hold_against_id(const struct applying *a)
{
	const struct str expected = apply_value(a, APPLY_EXPECT);

	if (!expected.ptr || str_eq(expected, a->plan->id))
		return EXIT_DONE;
	diag_hint(a->diags,
		diag_add(a->diags, RULE_PLAN_NOT_REVIEWED, place_of_file(STR("--expect")),
			"the plan's id is '%.*s', not '%.*s'", STR_ARG(a->plan->id),
			STR_ARG(expected)),
		"review the plan, then expect its id");
	return EXIT_REFUSED;
}

static int hold_against_golden(const struct applying *a)
{
	const struct str path = apply_value(a, APPLY_GOLDEN);
	const struct plan *golden;
	struct bindings bindings;
	size_t allowed_count;
	const struct str *allowed = apply_values(a, APPLY_ALLOW_BIND, &allowed_count);
	int code;

	if (!path.ptr)
		return EXIT_DONE;
	code = read_plan(a, path, &golden);
	if (code)
		return code;
	if (!allowed ||
		!plan_bind(a->arena, a->diags, golden, a->plan, allowed, allowed_count, &bindings))
		return refusal_code(a);
	for (size_t i = 0; i < bindings.count; i++)
		apply_note(a, "bound: %.*s: '%.*s' is '%.*s'", STR_ARG(bindings.items[i].at),
			STR_ARG(bindings.items[i].text), STR_ARG(bindings.items[i].value));
	return EXIT_DONE;
}

int plan_obtain(struct applying *a)
{
	int code;

	if (a->args.operand_count)
		code = read_plan(a, a->args.operands[0], &a->plan);
	else
		code = plan_environment(a);
	if (code || !a->plan)
		return code;
	code = hold_against_id(a);
	return code ? code : hold_against_golden(a);
}
