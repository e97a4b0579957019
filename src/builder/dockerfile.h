/* SPDX-License-Identifier: MIT */
#ifndef BUILDER_DOCKERFILE_H
#define BUILDER_DOCKERFILE_H

/*
 * A Dockerfile as data: its instructions and their words, each with its offset in the file. Lines
 * that a backslash (or what the escape directive names) joins are one, comments and the bodies of
 * here-documents are left out. It judges nothing: an instruction that Docker does not have is one
 * like the others. Source: https://docs.docker.com/reference/dockerfile/
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct docker_word {
	struct str text; /* without the quotes around it; what was escaped stays escaped */
	size_t start;    /* offset of its first byte in the source */
	size_t end;      /* behind its last byte */
};

struct instruction {
	struct str name;                 /* as written: "FROM", "from" */
	size_t start;                    /* offset of the name */
	const struct docker_word *words; /* flags among them; of a JSON array its strings */
	size_t count;
	size_t flags; /* how many of the words, at the start, begin with "--" */
};

struct dockerfile {
	struct str source;
	const struct instruction *items;
	size_t count;
};

/*
 * Reads a file of at most LIMIT_FILE_BYTES with at most LIMIT_INSTRUCTIONS. False, with *ret_why
 * and *ret_at, the offset of what is wrong, when it is larger, no UTF-8, or a here-document has no
 * end. Also false, with *ret_why STR_NONE, when the arena is exhausted.
 */
bool dockerfile_read(struct arena *arena, struct str source, struct dockerfile *ret,
	struct str *ret_why, size_t *ret_at);

/* Whether the instruction has that name, in whatever case. */
bool instruction_is(const struct instruction *instruction, const char *name);

/* The value of a flag ("--from=x"), or STR_NONE. The last one counts. */
struct str instruction_flag(const struct instruction *instruction, const char *name);

/* A build argument that a FROM can use. */
struct docker_arg {
	struct str name;
	struct str value; /* STR_NONE: it has none, or it is not known */
};

/*
 * A word with $NAME, ${NAME}, ${NAME:-word} and ${NAME:+word} replaced by the last argument of that
 * name. STR_NONE when an argument is missing or has no value, in any other form, or when the arena
 * is exhausted. *ret_from becomes the first argument whose value is used; NULL: there is none.
 */
struct str docker_expand(struct arena *arena, struct str word, const struct docker_arg *args,
	size_t count, const struct docker_arg **ret_from);

#endif
