/* SPDX-License-Identifier: MIT */

/* What a devcontainer.json says that the builder does not do, or does otherwise. */

#include "review/content_making.h"

/* Members that do nothing here, and what to do about it. */
static const struct {
	const char *name;
	const char *hint;
} silent[] = {
	{"initializeCommand", "run it as a step of the workflow, before the build"},
	{"postAttachCommand", "use postStartCommand"},
	{"waitFor", "take it out: commands run one after the other"},
};

static void check_silent(struct content *content)
{
	struct content_file *file = &content->description;

	for (size_t i = 0; i < sizeof(silent) / sizeof(silent[0]); i++) {
		const struct node *name = jsonc_name(content->document->root, silent[i].name);
		if (!name)
			continue;
		diag_hint(&file->found,
			content_find(file, RULE_LIFECYCLE, name->start, name->end,
				"'%s' does nothing: the builder does not know it", silent[i].name),
			"%s", silent[i].hint);
	}
}

static void check_base(struct content *content)
{
	struct content_file *file = &content->description;
	const struct node *root = content->document->root;
	const struct node *compose = jsonc_name(root, "dockerComposeFile");
	const struct node *image = content_member(content, "image");
	struct diag *diag;

	if (content->from_dockerfile || (image && image->kind == NODE_STRING && image->text.len))
		return;
	if (compose) {
		diag = content_find(file, RULE_COMPOSE, compose->start, compose->end,
			"the builder builds no dev container of Docker Compose");
		diag_hint(&file->found, diag,
			"name the service's image in 'image', or its Dockerfile in "
			"'build.dockerfile'");
		return;
	}
	diag = content_find(file, RULE_NO_BASE, root->start, root->start + 1,
		"there is neither 'image' nor 'build.dockerfile': the builder has nothing to "
		"build");
	diag_hint(&file->found, diag, "name one of them");
}

/* Whether the stage that is built, or one that it is built on, sets a user. */
static bool stage_has_user(const struct content *content)
{
	const struct instruction *items = content->instructions.items;
	struct str wanted = STR_NONE;
	size_t end = content->instructions.count;

	for (size_t i = end; i > 0; i--) {
		const struct instruction *from = &items[i - 1];
		if (!instruction_is(from, "FROM"))
			continue;
		const size_t count = from->count - from->flags;
		const struct docker_word *words = &from->words[from->flags];
		const bool is_wanted =
			!wanted.ptr || (count > 2 && str_eq_nocase(words[2].text, wanted));
		for (size_t k = i; is_wanted && k < end; k++)
			if (instruction_is(&items[k], "USER"))
				return true;
		if (is_wanted && count > 0)
			wanted = words[0].text;
		end = i - 1;
	}
	return false;
}

static void check_user(struct content *content)
{
	struct content_file *file = &content->description;
	const struct node *root = content->document->root;
	struct diag *diag;

	if (content_member(content, "remoteUser") || content_member(content, "containerUser") ||
		stage_has_user(content))
		return;
	diag = content_find(file, RULE_NO_USER, root->start, root->start + 1,
		"neither 'remoteUser' nor 'containerUser' is set: the user is the base image's, "
		"often root");
	diag_hint(&file->found, diag, "write \"remoteUser\", the user that works in the container");
}

void content_check_description(struct content *content)
{
	check_base(content);
	check_user(content);
	check_silent(content);
}

/* What may stand in a build argument without hanging on whose environment it is. */
static bool is_fixed(struct str variable)
{
	return str_starts(variable, STR("localWorkspaceFolder")) ||
	       str_starts(variable, STR("containerWorkspaceFolder")) ||
	       str_starts(variable, STR("devcontainerId"));
}

/* The first variable of a text that is not fixed, without "${" and "}"; STR_NONE: there is none. */
static struct str first_variable(struct str text)
{
	for (size_t at = str_find(text, STR("${"), 0); at != STR_NOWHERE;
		at = str_find(text, STR("${"), at + 2)) {
		const size_t end = str_find_char(text, '}', at);
		if (end == STR_NOWHERE)
			return STR_NONE;
		if (!is_fixed(str_slice(text, at + 2, end)))
			return str_slice(text, at + 2, end);
	}
	return STR_NONE;
}

static void check_argument(struct content *content, const struct node *value)
{
	struct content_file *file = &content->description;
	const struct str variable = first_variable(value->text);

	if (!variable.ptr)
		return;
	diag_hint(&file->found,
		content_find(file, RULE_BUILD_ARG, value->start, value->end,
			"'${%.*s}' comes from the environment of whoever builds, so CI and "
			"workspaces make different layers",
			STR_ARG(variable)),
		"write the value here");
}

static void check_arguments(struct content *content)
{
	const struct node *args = content_build(content, "args");

	if (!args || args->kind != NODE_MAPPING)
		return;
	for (size_t i = 0; i < args->count; i++)
		if (args->members[i].value->kind == NODE_STRING)
			check_argument(content, args->members[i].value);
}

static void check_target(struct content *content)
{
	struct content_file *file = &content->description;
	const struct node *target = content_build(content, "target");
	const size_t last = content_last_stage(content);
	struct diag *diag;

	if (!target || target->kind != NODE_STRING)
		return;
	if (last != STR_NOWHERE) {
		const struct instruction *from = &content->instructions.items[last];
		const size_t count = from->count - from->flags;
		if (count > 2 && str_eq_nocase(from->words[from->flags + 2].text, target->text))
			return;
	}
	diag = content_find(file, RULE_BUILD_TARGET, target->start, target->end,
		"the stage '%.*s' is not what is built: the builder always builds the last one",
		STR_ARG(target->text));
	diag_hint(&file->found, diag, "move this stage to the end of the Dockerfile");
}

void content_check_build(struct content *content)
{
	struct content_file *file = &content->description;
	const struct node *from = jsonc_name(content_member(content, "build"), "cacheFrom");

	check_arguments(content);
	check_target(content);
	if (!from)
		return;
	diag_hint(&file->found,
		content_find(file, RULE_CACHE_FROM, from->start, from->end,
			"'cacheFrom' does nothing: the builder takes layers from its cache "
			"repository alone"),
		"take it out");
}
