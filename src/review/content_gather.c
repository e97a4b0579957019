/* SPDX-License-Identifier: MIT */

/* Where the builder finds a dev container's files. Source: envbuilder v1.0.0 to v1.3.0. */

#include "base/filepath.h"
#include "base/limits.h"
#include "review/content_making.h"

#define DESCRIPTION "devcontainer.json"

struct str content_path(struct arena *arena, struct str folder, struct str path)
{
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	if (filepath_add(&out, folder) || filepath_add(&out, path))
		return STR_NONE;
	return strbuf_str(&out);
}

void content_open(struct content *content, struct content_file *file, struct str path)
{
	const struct files *files = content->input->files;

	*file = (struct content_file){.path = path};
	diags_init_max(&file->found, content->arena, LIMIT_FINDINGS);
	if (!path.ptr)
		return;
	file->shown = str_printf(
		content->arena, "%.*s%.*s", STR_ARG(content->input->shown_root), STR_ARG(path));
	file->source = files->read(files->context, content->arena, path);
	file->cursor = cursor_begin(file->source);
}

/* The folder of a path: "" for one in the root. */
static struct str folder_of(struct str path)
{
	const size_t slash = str_find_last(path, '/');
	return slash == STR_NOWHERE ? STR("") : str_slice(path, 0, slash);
}

/* The name of DIR in "ABOVE/DIR/devcontainer.json", or STR_NONE for any other path. */
static struct str name_below(struct str path, struct str above)
{
	const struct str folder = folder_of(path);
	const struct str name = str_slice(path, folder.len ? folder.len + 1 : 0, path.len);

	if (!str_is(name, DESCRIPTION) || !str_eq(folder_of(folder), above) ||
		folder.len <= above.len)
		return STR_NONE;
	return str_slice(folder, above.len ? above.len + 1 : 0, folder.len);
}

/* The description in the first folder of `above`, by name; STR_NONE: there is none. */
static struct str first_below(const struct content *content, struct str above)
{
	const struct files *files = content->input->files;
	size_t count = 0;
	const struct str *paths = files->list(files->context, content->arena, &count);
	struct str first = STR_NONE;
	struct str found = STR_NONE;

	for (size_t i = 0; paths && i < count; i++) {
		const struct str name = name_below(paths[i], above);
		if (!name.ptr || (first.ptr && str_compare(name, first) >= 0))
			continue;
		first = name;
		found = paths[i];
	}
	return found;
}

static bool open_description(struct content *content, const char *path)
{
	content_open(content, &content->description,
		content_path(content->arena, content->input->folder, str_of(path)));
	return content->description.source.ptr != NULL;
}

static bool open_below(struct content *content, struct str above)
{
	const struct str path = above.ptr ? first_below(content, above) : STR_NONE;

	content_open(content, &content->description, path);
	return content->description.source.ptr != NULL;
}

/* In the builder's order. A folder that is called .devcontainer may itself be named. */
static bool find_description(struct content *content)
{
	const struct str folder = content->input->folder;
	const bool named =
		str_is(folder, ".devcontainer") || str_ends(folder, STR("/.devcontainer"));

	return open_description(content, ".devcontainer/" DESCRIPTION) ||
	       open_description(content, DESCRIPTION) ||
	       open_below(content, content_path(content->arena, folder, STR(".devcontainer"))) ||
	       (named && open_below(content, folder));
}

/* The folder as the user named it, to say what is not in it. */
static struct str shown_folder(const struct content *content)
{
	const struct content_input *input = content->input;
	const struct str shown = str_printf(
		content->arena, "%.*s%.*s", STR_ARG(input->shown_root), STR_ARG(input->folder));

	if (shown.len > 1 && str_ends(shown, STR("/")))
		return str_slice(shown, 0, shown.len - 1);
	return shown.len ? shown : STR(".");
}

static void say_missing(struct content *content, struct diags *findings)
{
	struct diag *diag;

	if (open_description(content, "." DESCRIPTION)) {
		diag = diag_add(findings, RULE_DEVCONTAINER_MISSING,
			content_place(&content->description, 0),
			"the builder does not look for '." DESCRIPTION "', and there is no other");
		diag_hint(findings, diag, "move it to .devcontainer/" DESCRIPTION);
		return;
	}
	diag = diag_add(findings, RULE_DEVCONTAINER_MISSING, place_of_file(shown_folder(content)),
		"there is no " DESCRIPTION " where the builder looks for it");
	diag_hint(findings, diag,
		"it looks at .devcontainer/" DESCRIPTION ", " DESCRIPTION
		" and .devcontainer/*/" DESCRIPTION);
}

const struct node *content_member(const struct content *content, const char *name)
{
	return content->document ? jsonc_get(content->document->root, name) : NULL;
}

const struct node *content_build(const struct content *content, const char *name)
{
	return jsonc_get(content_member(content, "build"), name);
}

/* "build.dockerfile", or "dockerFile" as it was written once. */
static const struct node *dockerfile_node(const struct content *content)
{
	const struct node *node = content_build(content, "dockerfile");

	node = node ? node : content_member(content, "dockerFile");
	return node && node->kind == NODE_STRING && node->text.len ? node : NULL;
}

/* The folder whose files COPY sees. */
static struct str context_of(const struct content *content, struct str folder)
{
	const struct node *node = content_build(content, "context");

	node = node ? node : content_member(content, "context");
	if (!node || node->kind != NODE_STRING)
		return folder;
	return content_path(content->arena, folder, node->text);
}

static void read_dockerfile(struct content *content)
{
	struct content_file *file = &content->dockerfile;
	struct str why = STR_NONE;
	size_t at = 0;

	if (!dockerfile_read(content->arena, file->source, &content->instructions, &why, &at) &&
		why.ptr)
		(void)content_find(file, RULE_DEVCONTAINER_SYNTAX, at, at, "not a Dockerfile: %.*s",
			STR_ARG(why));
}

/* "<Dockerfile>.dockerignore", else the context's own. */
static void open_ignore(struct content *content)
{
	const struct str beside =
		str_printf(content->arena, "%.*s.dockerignore", STR_ARG(content->dockerfile.path));

	content_open(content, &content->ignore, beside);
	if (!content->ignore.source.ptr && content->context.ptr)
		content_open(content, &content->ignore,
			content_path(content->arena, content->context, STR(".dockerignore")));
}

static void open_dockerfile(struct content *content)
{
	const struct node *node = dockerfile_node(content);
	const struct str folder = folder_of(content->description.path);

	if (!node)
		return;
	content->from_dockerfile = true;
	content->context = context_of(content, folder);
	content_open(
		content, &content->dockerfile, content_path(content->arena, folder, node->text));
	if (!content->dockerfile.source.ptr) {
		struct diag *diag =
			content_find(&content->description, RULE_DEVCONTAINER_MISSING, node->start,
				node->end, "there is no Dockerfile '%.*s'", STR_ARG(node->text));
		diag_hint(&content->description.found, diag,
			"its path begins at the folder of " DESCRIPTION);
		return;
	}
	read_dockerfile(content);
	open_ignore(content);
}

bool content_gather(struct content *content, struct diags *findings)
{
	struct content_file *file = &content->description;

	content_open(content, &content->dockerfile, STR_NONE);
	content_open(content, &content->ignore, STR_NONE);
	if (!find_description(content)) {
		if (!content->arena->exhausted)
			say_missing(content, findings);
		return false;
	}
	content->document = jsonc_read(
		content->arena, &file->found, RULE_DEVCONTAINER_SYNTAX, file->shown, file->source);
	if (content->document && content->document->root->kind != NODE_MAPPING) {
		(void)content_find(file, RULE_DEVCONTAINER_SYNTAX, content->document->root->start,
			content->document->root->end, "%s is no dev container: it has no members",
			node_kind_name(content->document->root->kind));
		content->document = NULL;
	}
	open_dockerfile(content);
	return true;
}
