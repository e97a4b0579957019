/* SPDX-License-Identifier: MIT */
#include "apply/container.h"

#include "apply/run.h"

#define ID_LENGTH 64u
#define IDS_MAX 16u

/* The engine's words are only read: what runs keeps their types. */
static char *word(const struct applying *a, struct str text)
{
	const struct str copy = str_dup(a->arena, text);
	return copy.ptr ? arena_copy(a->arena, copy.ptr, copy.len + 1) : NULL;
}

static bool is_id(struct str line)
{
	return line.len == ID_LENGTH && str_all_in(line, "0123456789abcdef");
}

void container_stop(const struct applying *a, const struct plan_build *build, struct str engine,
	struct str workspace, char **envp)
{
	const struct str volume = str_printf(a->arena, "volume=%.*s", STR_ARG(workspace));
	const struct str image = str_printf(a->arena, "ancestor=%.*s", STR_ARG(build->image->text));
	char *list[] = {word(a, engine), word(a, STR("ps")), word(a, STR("--quiet")),
		word(a, STR("--no-trunc")), word(a, STR("--filter")), word(a, volume),
		word(a, STR("--filter")), word(a, image), NULL};
	char *stop[IDS_MAX + 3] = {word(a, engine), word(a, STR("kill"))};
	size_t count = 2;
	struct str ids;

	for (size_t i = 0; i + 1 < sizeof(list) / sizeof(list[0]); i++) {
		if (!list[i])
			return;
	}
	ids = run_quietly(a->arena, list, envp);
	for (size_t from = 0; from < ids.len && count < IDS_MAX + 2;) {
		size_t end = str_find_char(ids, '\n', from);
		end = end == STR_NOWHERE ? ids.len : end;
		const struct str id = str_slice(ids, from, end);
		if (is_id(id) && stop[1])
			stop[count++] = word(a, id);
		from = end + 1;
	}
	if (count > 2)
		run_quietly(a->arena, stop, envp);
}
