/* SPDX-License-Identifier: MIT */
#include "actions/uses_check.h"

#include "actions/template.h"

/* A reference to something in another repository, taken apart. */
struct remote {
	struct str owner;
	struct str repository;
	struct str path; /* without the slash before it */
	struct str reference;
};

static bool is_local(struct str text)
{
	return str_starts(text, STR("./")) || str_starts(text, STR(".\\")) ||
	       str_starts(text, STR("$/"));
}

static size_t find_slash(struct str text, size_t from)
{
	const size_t slash = str_find_char(text, '/', from);
	const size_t other = str_find_char(text, '\\', from);
	return slash < other ? slash : other;
}

/* Cuts the first part off. */
static struct str next_part(struct str *text)
{
	const size_t end = find_slash(*text, 0);
	const struct str part = str_slice(*text, 0, end);
	*text = end == STR_NOWHERE ? STR("") : str_slice(*text, end + 1, text->len);
	return part;
}

/* Why the text is no reference to another repository, as the end of a sentence; NULL: it is. */
static const char *read_remote(struct str text, struct remote *ret)
{
	const size_t at = str_find_char(text, '@', 0);
	if (at == STR_NOWHERE)
		return "it has no '@' with a version";
	ret->reference = str_slice(text, at + 1, text.len);
	if (ret->reference.len == 0)
		return "there is no version behind the '@'";
	if (str_find_char(ret->reference, '@', 0) != STR_NOWHERE)
		return "it has more than one '@'";
	ret->path = str_slice(text, 0, at);
	ret->owner = next_part(&ret->path);
	ret->repository = next_part(&ret->path);
	if (ret->owner.len == 0 || ret->repository.len == 0)
		return "it names no owner and repository";
	return NULL;
}

/* Why the path is none of a workflow that can be called; NULL: it is one. */
static const char *path_fault(struct str path)
{
	static const char *const folders[] = {".github/workflows/", ".github/workflows-lab/"};
	struct str name = STR_NONE;
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		const struct str folder = str_of(folders[i]);
		if (str_starts(path, folder))
			name = str_slice(path, folder.len, path.len);
	}
	if (!name.ptr || str_find_char(name, '/', 0) != STR_NOWHERE)
		return "it does not lie in '.github/workflows' itself";
	if (!str_ends(name, STR(".yml")) && !str_ends(name, STR(".yaml")))
		return "its name ends neither with '.yml' nor with '.yaml'";
	return name.ptr[0] == '.' ? "it has no name before its ending" : NULL;
}

static const char *workflow_fault(struct str text)
{
	struct remote remote;
	if (is_local(text)) {
		if (str_find_char(text, '@', 0) != STR_NOWHERE)
			return "one in the same repository takes no '@' with a version";
		return path_fault(str_slice(text, 2, text.len));
	}
	const char *fault = read_remote(text, &remote);
	return fault ? fault : path_fault(remote.path);
}

static const char *action_fault(struct str text)
{
	struct remote remote;
	if (is_local(text) || str_starts(text, STR("docker://")))
		return NULL;
	const char *fault = read_remote(text, &remote);
	if (!fault && str_starts(remote.path, STR(".github/workflows/")))
		return "a workflow is called by a job, not by a step";
	return fault;
}

static void report(const struct checker *checker, const struct node *uses, const char *what,
	const char *fault, const char *hint)
{
	struct diag *diag = checker_add(checker, RULE_USES, node_place(checker->document, uses),
		"'%.*s' is no %s: %s", STR_ARG(uses->text), what, fault);
	diag_hint(checker->diags, diag, "%s", hint);
}

void uses_check_action(const struct checker *checker, const struct node *uses)
{
	const char *fault = node_is_literal(uses) ? action_fault(uses->text) : NULL;
	if (fault)
		report(checker, uses, "action", fault,
			"write OWNER/REPOSITORY[/PATH]@REF, ./PATH or docker://IMAGE");
}

void uses_check_workflow(const struct checker *checker, const struct node *uses)
{
	const char *fault = node_is_literal(uses) ? workflow_fault(uses->text) : NULL;
	if (fault)
		report(checker, uses, "workflow that can be called", fault,
			"write OWNER/REPOSITORY/.github/workflows/FILE@REF or "
			"./.github/workflows/FILE");
}
