/* SPDX-License-Identifier: MIT */
#include "plan/library.h"

static const struct local_workflow no_workflow = {.state = LOCAL_UNREADABLE};
static const struct local_action no_action = {.state = LOCAL_UNREADABLE};

void library_init(struct library *library, struct arena *arena, struct diags *diags,
	const struct plan_input *input)
{
	*library = (struct library){.arena = arena, .diags = diags, .input = input};
	map_init(&library->workflows, arena);
	map_init(&library->actions, arena);
}

void called_from(struct diags *diags, size_t from, struct place called_at)
{
	for (size_t i = from; i < diags->len; i++) {
		struct diag *diag = diags->items[i];
		if (!diag->related_message.ptr && !str_eq(diag->at.file, called_at.file))
			diag_relate(diags, diag, called_at, "called here");
	}
}

/* Why nothing is known of what is called, and what to do. */
struct unreadable {
	const char *why;
	const char *hint;
};

static const struct unreadable through_parent = {
	"a path through '..' is not followed", "write the path from the repository's root"};
static const struct unreadable of_another = {"another repository is checked out there",
	"if it is this one, say so: --context github.repository=OWNER/REPOSITORY"};
static const struct unreadable without_root = {
	"the repository's root is not known", "name the root with --repo"};
static const struct unreadable no_file = {"the repository has no such file",
	"it must be a regular file of at most 1 MiB, reached through no link"};
static const struct unreadable no_folder = {"the repository has no action there",
	"an action has an action.yml: a regular file of at most 1 MiB, reached through no link"};

/* `absent`: what there is to say when the path is good and there is nothing. */
static void say_unreadable(const struct library *library, const struct local_call *call,
	const struct unreadable *absent)
{
	const struct unreadable *why = absent;
	struct diag *diag;

	if (!call->path.ptr)
		why = &through_parent;
	else if (call->foreign)
		why = &of_another;
	else if (!library->input->files)
		why = &without_root;
	diag = diag_add_as(library->diags, RULE_LOCAL_UNREADABLE,
		library->input->strict ? DIAG_ERROR : DIAG_WARNING, call->at,
		"cannot read '%.*s': %s", STR_ARG(call->text), why->why);
	diag_hint(library->diags, diag, "%s", why->hint);
}

/* The bytes of a file; STR_NONE: it is not there. */
static struct str read_file(const struct library *library, struct str path)
{
	const struct files *files = library->input->files;

	return files && path.ptr ? files->read(files->context, library->arena, path) : STR_NONE;
}

/* NULL when it is no YAML that GitHub reads, or the arena is exhausted. */
static const struct document *read_document(
	const struct library *library, struct str path, struct str source)
{
	const struct str shown = str_printf(
		library->arena, "%.*s%.*s", STR_ARG(library->input->root_shown), STR_ARG(path));

	return shown.ptr ? yaml_read(library->arena, library->diags, shown, source) : NULL;
}

static bool read_workflow(
	const struct library *library, struct local_workflow *local, const struct local_call *call)
{
	const size_t before = library->diags->len;
	const struct str source = read_file(library, call->path);

	if (!source.ptr)
		return false;
	local->state = LOCAL_WRONG;
	local->document = read_document(library, call->path, source);
	if (local->document)
		local->workflow = workflow_read(library->arena, library->diags, local->document);
	if (local->workflow)
		local->state = LOCAL_READ;
	if (local->workflow && call_interface_exists(local->workflow->on))
		local->interface = call_interface_read(library->arena, local->workflow->on);
	called_from(library->diags, before, call->at);
	return true;
}

const struct local_workflow *library_workflow(
	struct library *library, const struct local_call *call)
{
	const struct local_workflow *known = map_get(&library->workflows, call->path);
	struct local_workflow *local;

	if (known)
		return known;
	local = arena_alloc(library->arena, sizeof(*local));
	if (!local)
		return NULL;
	if (!read_workflow(library, local, call)) {
		say_unreadable(library, call, &no_file);
		return library->arena->exhausted ? NULL : &no_workflow;
	}
	if (library->arena->exhausted || !map_put(&library->workflows, call->path, local))
		return NULL;
	return local;
}

/* The first of two files of an action's folder that is there, and its bytes. */
static struct str find_file(const struct library *library, struct str folder,
	const char *const names[2], struct str *ret_source)
{
	*ret_source = STR_NONE;
	for (size_t i = 0; folder.ptr && i < 2; i++) {
		const struct str path = str_printf(library->arena, "%.*s%s%s", STR_ARG(folder),
			folder.len ? "/" : "", names[i]);
		*ret_source = read_file(library, path);
		if (ret_source->ptr)
			return path;
	}
	return STR_NONE;
}

static bool read_action(
	const struct library *library, struct local_action *local, const struct local_call *call)
{
	static const char *const metadata[] = {"action.yml", "action.yaml"};
	static const char *const container[] = {"Dockerfile", "dockerfile"};
	static const struct action plain_container = {.composite = false};
	const size_t before = library->diags->len;
	const struct document *document;
	struct str source;
	const struct str path = find_file(library, call->path, metadata, &source);

	local->state = LOCAL_READ;
	if (!path.ptr) {
		local->action = &plain_container;
		return find_file(library, call->path, container, &source).ptr != NULL;
	}
	document = read_document(library, path, source);
	local->action = document ? action_read(library->arena, library->diags, document) : NULL;
	if (!local->action)
		local->state = LOCAL_WRONG;
	called_from(library->diags, before, call->at);
	return true;
}

const struct local_action *library_action(struct library *library, const struct local_call *call)
{
	const struct local_action *known = map_get(&library->actions, call->path);
	struct local_action *local;

	if (call->foreign) {
		say_unreadable(library, call, &no_folder);
		return &no_action;
	}
	if (known)
		return known;
	local = arena_alloc(library->arena, sizeof(*local));
	if (!local)
		return NULL;
	if (!read_action(library, local, call)) {
		say_unreadable(library, call, &no_folder);
		return library->arena->exhausted ? NULL : &no_action;
	}
	if (library->arena->exhausted || !map_put(&library->actions, call->path, local))
		return NULL;
	return local;
}
