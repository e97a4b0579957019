/* SPDX-License-Identifier: MIT */

/* Instructions that the cache cannot hold, and what the build context gives them. */

#include "builder/dockerignore.h"
#include "review/content_making.h"

size_t content_last_stage(const struct content *content)
{
	for (size_t i = content->instructions.count; i > 0; i--)
		if (instruction_is(&content->instructions.items[i - 1], "FROM"))
			return i - 1;
	return STR_NOWHERE;
}

static void check_add(struct content *content, const struct instruction *add)
{
	struct content_file *file = &content->dockerfile;

	diag_hint(&file->found,
		content_find(file, RULE_ADD, add->start, add->start + add->name.len,
			"'%.*s' is never taken from the cache, and a probe for the whole image "
			"fails at it",
			STR_ARG(add->name)),
		"use COPY for files, and RUN with curl or tar for the rest");
}

/* "type" of "type=cache,target=/x"; a mount without one is a bind. */
static struct str mount_type(struct str mount)
{
	for (size_t at = 0; at < mount.len;) {
		size_t end = str_find_char(mount, ',', at);
		end = end == STR_NOWHERE ? mount.len : end;
		const struct str option = str_slice(mount, at, end);
		if (str_starts(option, STR("type=")))
			return str_slice(option, 5, option.len);
		at = end + 1;
	}
	return STR("bind");
}

static void check_mounts(struct content *content, const struct instruction *run)
{
	struct content_file *file = &content->dockerfile;
	const struct str flag = STR("--mount=");

	for (size_t i = 0; i < run->flags; i++) {
		const struct docker_word *word = &run->words[i];
		if (!str_starts(word->text, flag))
			continue;
		const struct str type = mount_type(str_slice(word->text, flag.len, word->text.len));
		if (str_is(type, "secret"))
			continue;
		diag_hint(&file->found,
			content_find(file, RULE_MOUNT_IGNORED, word->start, word->end,
				"the builder ignores a mount of type '%.*s': it mounts secrets "
				"alone",
				STR_ARG(type)),
			"%s",
			str_is(type, "cache") ? "clean up in the same RUN what the cache would hold"
					      : "COPY what the command needs");
	}
}

/* Whether a source of COPY is the whole context. */
static bool is_everything(struct str source)
{
	while (str_starts(source, STR("./")))
		source = str_slice(source, 2, source.len);
	return source.len == 0 || str_is(source, ".") || str_is(source, "/") || str_is(source, "*");
}

/* Whether the context's .git reaches a COPY of everything. */
static bool has_git(const struct content *content)
{
	size_t start;
	size_t end;

	return content->input->has_git && content->context.ptr && !content->context.len &&
	       !(content->ignore.source.ptr &&
		       dockerignore_hides(content->ignore.source, STR(".git/index"), &start, &end));
}

static void check_copy(struct content *content, const struct instruction *copy)
{
	struct content_file *file = &content->dockerfile;

	if (instruction_flag(copy, "from").ptr || !has_git(content))
		return;
	for (size_t i = copy->flags; i + 1 < copy->count; i++) {
		const struct docker_word *word = &copy->words[i];
		if (!is_everything(word->text))
			continue;
		diag_hint(&file->found,
			content_find(file, RULE_COPY_GIT, word->start, word->end,
				"'%.*s' takes in .git, which differs in every clone: this layer is "
				"never found again",
				STR_ARG(word->text)),
			"write '.git' into .dockerignore");
	}
}

void content_check_dockerfile(struct content *content)
{
	for (size_t i = 0; i < content->instructions.count; i++) {
		const struct instruction *item = &content->instructions.items[i];
		if (instruction_is(item, "ADD"))
			check_add(content, item);
		else if (instruction_is(item, "RUN"))
			check_mounts(content, item);
		if (instruction_is(item, "COPY") || instruction_is(item, "ADD"))
			check_copy(content, item);
	}
}

void content_check_ignore(struct content *content)
{
	static const struct str needed[] = {
		STR_ROW(".envbuilder.tmp/envbuilder"), STR_ROW(".envbuilder.tmp/image")};
	struct content_file *file = &content->ignore;
	size_t start = 0;
	size_t end = 0;

	if (!file->source.ptr)
		return;
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
		if (!dockerignore_hides(file->source, needed[i], &start, &end))
			continue;
		diag_hint(&file->found,
			content_find(file, RULE_IGNORE_BUILDER, start, end,
				"'%.*s' hides .envbuilder.tmp, which the builder copies into the "
				"image: the build fails",
				STR_ARG(str_slice(file->source, start, end))),
			"write '!.envbuilder.tmp' behind it");
		return;
	}
}
