/* SPDX-License-Identifier: MIT */
#include "precache/lint_folder.h"

#include "base/limits.h"
#include "precache/root.h"
#include "precache/root_files.h"
#include "review/content.h"

/* What stands before a path from the root, so that it is named as the user would name it. */
static struct str shown_root(struct arena *arena, struct str folder, struct str root)
{
	const struct str here = path_resolve(arena, ".");
	struct strbuf up;

	strbuf_init(&up, arena, LIMIT_TEXT_BYTES);
	if (str_starts(folder, STR("/")) || !here.ptr || !path_is_below(here, root)) {
		strbuf_add(&up, root);
		strbuf_add(&up, str_is(root, "/") ? STR("") : STR("/"));
		return strbuf_str(&up);
	}
	if (str_eq(here, root))
		return STR("");
	const struct str below = path_from_root(here, root);
	strbuf_add(&up, STR("../"));
	for (size_t i = 0; i < below.len; i++)
		strbuf_add(&up, below.ptr[i] == '/' ? STR("../") : STR(""));
	return strbuf_str(&up);
}

/* What stands before a path from the folder itself, where there is no repository around it. */
static struct str shown_folder(struct arena *arena, struct str folder)
{
	while (str_starts(folder, STR("./")))
		folder = str_slice(folder, 2, folder.len);
	if (!folder.len || str_is(folder, "."))
		return STR("");
	return str_ends(folder, STR("/")) ? folder : str_printf(arena, "%.*s/", STR_ARG(folder));
}

static bool has_git(struct arena *arena, struct str root)
{
	const struct str git = path_join(arena, root, STR(".git"));
	return git.ptr && path_resolve(arena, git.ptr).ptr;
}

static int unreadable(const struct invocation *in, struct str folder, const char *why)
{
	(void)diag_add(in->diags, RULE_FILE_UNREADABLE, place_of_file(folder),
		"cannot read '%.*s': %s", STR_ARG(folder), why);
	return EXIT_INPUT;
}

int lint_folder(const struct invocation *in, struct str folder, struct diags *findings)
{
	const struct str resolved = path_resolve(in->arena, folder.ptr);
	struct str root = root_of(in->arena, folder.ptr, given_value(in->args, OPT_REPO));
	struct content_input input = {.files = NULL};
	struct root_files files;
	bool done;

	if (!resolved.ptr)
		return unreadable(in, folder, "there is no such folder");
	if (root.ptr && !path_is_below(resolved, root))
		return unreadable(in, folder, "it lies outside the repository's root");
	if (root.ptr) {
		input.shown_root = shown_root(in->arena, folder, root);
	} else {
		root = resolved;
		input.shown_root = shown_folder(in->arena, folder);
	}
	input.folder = str_eq(resolved, root) ? STR("") : path_from_root(resolved, root);
	input.has_git = has_git(in->arena, root);
	root_files_open(&files, root);
	input.files = &files.calls;
	done = lint_content(in->arena, findings, &input);
	root_files_close(&files);
	return done ? EXIT_DONE : EXIT_SURROUNDINGS;
}
