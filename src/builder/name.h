/* SPDX-License-Identifier: MIT */
#ifndef BUILDER_NAME_H
#define BUILDER_NAME_H

/*
 * The parts of `[host/]path` that image references and cache repository names share, by the grammar
 * of Docker's reference package. A fault is a refusal whose message is a clause ("it has a
 * scheme"); the caller puts the subject in front of it.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "builder/image.h"

#define NAME_MAX_BYTES 255

struct name {
	struct str host; /* STR_NONE: the name has none */
	struct str path;
};

/* The first part is a host when something follows it and it holds '.' or ':' or is "localhost". */
struct name name_split(struct str name);

/* The registry of a host: "docker.io" for none and for Docker Hub's old name. */
struct str name_registry(struct str host);

/* Cuts `:tag` off the end of *name: STR_NONE when no ':' stands behind the last slash. */
struct str name_cut_tag(struct str *name);

/* Whether a user, and perhaps a password, stands in front of the host: such a name is not quoted.
 */
bool name_has_user(struct str name);

/* Host labels joined by '.', or an IPv6 address in brackets; then perhaps a port. */
bool name_host_valid(struct str host);

/* No slash at an end, none behind another. */
bool name_slashes_check(struct arena *arena, struct str name, struct refusal *ret_fault);

/* Parts of lower-case letters and digits, joined inside by '.', '_', '__' or dashes. */
bool name_path_check(struct arena *arena, struct str path, struct refusal *ret_fault);

/* The character (all bytes of it) at the offset. */
struct str name_character(struct str s, size_t offset);

#endif
