/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_CONTENT_MAKING_H
#define REVIEW_CONTENT_MAKING_H

/* What the checks of a dev container's files share; internal to review. */

#include "builder/dockerfile.h"
#include "review/content.h"
#include "yaml/cursor.h"
#include "yaml/jsonc.h"

/* A file that is linted, and what was found in it. */
struct content_file {
	struct str path; /* from the root */
	struct str shown;
	struct str source; /* STR_NONE: there is no such file */
	struct cursor cursor;
	struct diags found;
};

struct content {
	struct arena *arena;
	const struct content_input *input;
	struct content_file description; /* devcontainer.json */
	const struct document *document; /* NULL: it does not read */
	struct content_file dockerfile;
	struct dockerfile instructions; /* none: there is no Dockerfile, or it does not read */
	struct content_file ignore;     /* the .dockerignore that is in effect */
	struct str context;             /* the build context's folder, from the root */
	bool from_dockerfile;           /* a Dockerfile is built, and no image */
};

/*
 * A finding of the bytes [start, end) of a file; content_find_as with another severity than the
 * rule's own. NULL when it is not kept.
 */
struct diag *content_find(struct content_file *file, enum diag_rule rule, size_t start, size_t end,
	const char *format, ...) __attribute__((format(printf, 5, 6)));
struct diag *content_find_as(struct content_file *file, enum diag_rule rule,
	enum diag_severity severity, size_t start, size_t end, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/* The place of an offset. */
struct place content_place(struct content_file *file, size_t offset);

/*
 * "folder/path" with "." and ".." resolved, from the root. STR_NONE when it leads out of it or the
 * arena is exhausted.
 */
struct str content_path(struct arena *arena, struct str folder, struct str path);

/* Reads a file of the repository for linting; its source is STR_NONE when it is not there. */
void content_open(struct content *content, struct content_file *file, struct str path);

/*
 * Finds and reads the description, the Dockerfile that it names and the .dockerignore in effect.
 * What is missing or does not read is found. False when there is no description at all; `findings`
 * then says so.
 */
bool content_gather(struct content *content, struct diags *findings);

/* A member of the description, or of its "build"; NULL: it is not there. */
const struct node *content_member(const struct content *content, const char *name);
const struct node *content_build(const struct content *content, const char *name);

/* The stage that is built: the index of its FROM among the instructions, STR_NOWHERE without one.
 */
size_t content_last_stage(const struct content *content);

/* The checks. */
void content_check_description(struct content *content);
void content_check_features(struct content *content);
void content_check_build(struct content *content);
void content_check_images(struct content *content);
void content_check_dockerfile(struct content *content);
void content_check_ignore(struct content *content);

/* Reports an image that can move: by no tag or "latest", or by a tag without a digest. */
void content_check_image(struct content *content, struct content_file *file, struct str reference,
	size_t start, size_t end, struct place from);

#endif
