/* SPDX-License-Identifier: MIT */
#include "review/reads.h"

#include "actions/template.h"

#define CAP_FIRST ((size_t)4)

static const struct str untrusted[] = {
	STR_ROW("github.head_ref"),
	STR_ROW("github.event.pull_request.title"),
	STR_ROW("github.event.pull_request.body"),
	STR_ROW("github.event.pull_request.head.ref"),
	STR_ROW("github.event.pull_request.head.label"),
	STR_ROW("github.event.pull_request.head.repo.default_branch"),
	STR_ROW("github.event.pull_request.head.repo.description"),
	STR_ROW("github.event.pull_request.head.repo.homepage"),
	STR_ROW("github.event.pull_request.labels.*.name"),
	STR_ROW("github.event.issue.title"),
	STR_ROW("github.event.issue.body"),
	STR_ROW("github.event.issue.labels.*.name"),
	STR_ROW("github.event.label.name"),
	STR_ROW("github.event.comment.body"),
	STR_ROW("github.event.review.body"),
	STR_ROW("github.event.review_comment.body"),
	STR_ROW("github.event.discussion.title"),
	STR_ROW("github.event.discussion.body"),
	STR_ROW("github.event.changes.*.from"),
	STR_ROW("github.event.pages.*.page_name"),
	STR_ROW("github.event.commits.*.message"),
	STR_ROW("github.event.commits.*.author.email"),
	STR_ROW("github.event.commits.*.author.name"),
	STR_ROW("github.event.commits.*.committer.email"),
	STR_ROW("github.event.commits.*.committer.name"),
	STR_ROW("github.event.head_commit.message"),
	STR_ROW("github.event.head_commit.author.email"),
	STR_ROW("github.event.head_commit.author.name"),
	STR_ROW("github.event.head_commit.committer.email"),
	STR_ROW("github.event.head_commit.committer.name"),
	STR_ROW("github.event.workflow_run.display_title"),
	STR_ROW("github.event.workflow_run.head_branch"),
	STR_ROW("github.event.workflow_run.head_commit.message"),
	STR_ROW("github.event.workflow_run.head_commit.author.email"),
	STR_ROW("github.event.workflow_run.head_commit.author.name"),
	STR_ROW("github.event.workflow_run.head_repository.description"),
	STR_ROW("github.event.workflow_run.pull_requests.*.head.ref"),
};

struct gathering {
	struct arena *arena;
	struct read *items;
	size_t count;
	size_t cap;
};

static bool add(struct gathering *gathering, const struct expression_path *path, size_t offset)
{
	if (gathering->count == gathering->cap) {
		const size_t cap = gathering->cap ? gathering->cap * 2 : CAP_FIRST;
		struct read *grown = arena_grow(gathering->arena, gathering->items,
			gathering->cap * sizeof(*grown), cap * sizeof(*grown));
		if (!grown)
			return false;
		gathering->items = grown;
		gathering->cap = cap;
	}
	gathering->items[gathering->count++] = (struct read){*path, offset + path->offset};
	return true;
}

static bool add_expression(struct gathering *gathering, const struct span *span)
{
	struct expression_error error;
	const struct expression_path *paths;
	size_t count;
	const struct expression *expression =
		expression_parse(gathering->arena, span->inner, &error);

	if (!expression)
		return !gathering->arena->exhausted;
	if (!expression_paths(gathering->arena, expression, &paths, &count))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!add(gathering, &paths[i], span->inner_start))
			return false;
	}
	return true;
}

bool reads_of(struct arena *arena, struct str text, struct reads *ret)
{
	struct gathering gathering = {.arena = arena};
	struct span span;
	bool unclosed = false;

	*ret = (struct reads){NULL, 0};
	if (!text_has_expression(text))
		return true;
	for (size_t from = 0; span_next(text, from, &span, &unclosed); from = span.end) {
		if (span.is_expression && !add_expression(&gathering, &span))
			return false;
	}
	*ret = (struct reads){gathering.items, gathering.count};
	return true;
}

const struct read *reads_secret(const struct reads *reads)
{
	for (size_t i = 0; i < reads->count; i++) {
		const struct expression_path *path = &reads->items[i].path;
		/* All of `github` has the token in it, and GitHub's own examples print that. */
		if (path->flow != PATH_ASKED && (expression_path_fits(path, STR("secrets.*")) ||
							str_is(path->text, "github.token")))
			return &reads->items[i];
	}
	return NULL;
}

bool read_is_untrusted(const struct read *read)
{
	if (read->path.flow == PATH_ASKED)
		return false;
	for (size_t i = 0; i < sizeof(untrusted) / sizeof(untrusted[0]); i++) {
		if (expression_path_fits(&read->path, untrusted[i]))
			return true;
	}
	return false;
}

bool read_is_input(const struct read *read, struct str *ret_name)
{
	const struct str text = read->path.text;

	if (read->path.flow == PATH_ASKED ||
		!(expression_path_fits(&read->path, STR("inputs.*")) ||
			expression_path_fits(&read->path, STR("github.event.inputs.*"))))
		return false;
	const size_t dot = str_find_last(text, '.');
	*ret_name = dot == STR_NOWHERE ? text : str_slice(text, dot + 1, text.len);
	return true;
}

bool read_is_payload(const struct read *read)
{
	return read->path.flow != PATH_ASKED &&
	       str_starts(read->path.text, STR("github.event.client_payload"));
}

const struct node *env_node(const struct node *const *blocks, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++) {
		const struct node *block = blocks[i];
		for (size_t k = 0; block && block->kind == NODE_MAPPING && k < block->count; k++) {
			if (str_eq(block->members[k].key->text, name))
				return block->members[k].value;
		}
	}
	return NULL;
}
