/* SPDX-License-Identifier: MIT */
#ifndef BUILDER_IMAGE_H
#define BUILDER_IMAGE_H

/*
 * Image references and cache repository names, by the grammar of the OCI distribution
 * specification and Docker's reference rules. Names only; nothing is looked up.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* Why something is refused: a message in a diagnostic's words, and what to do. */
struct refusal {
	struct str message; /* STR_NONE: the arena is exhausted */
	struct str hint;    /* STR_NONE: none */
};

struct image {
	struct str reference;  /* as written */
	struct str registry;   /* "ghcr.io"; Docker Hub is "docker.io" */
	struct str repository; /* "coder/envbuilder"; Docker Hub's own are "library/…" */
	struct str tag;        /* STR_NONE: none */
	struct str digest;     /* "sha256:<64 hex>"; STR_NONE: none */
};

/*
 * Splits `[registry/]path[:tag][@digest]`. The first part is a registry when it holds '.' or ':' or
 * is "localhost". False with *ret_refusal when it is no reference; *ret is then untouched.
 */
bool image_parse(
	struct arena *arena, struct str reference, struct image *ret, struct refusal *ret_refusal);

struct repository {
	struct str name;     /* as written */
	struct str registry; /* "docker.io" when the name has no host */
	struct str path;
};

/*
 * A cache repository: host and path, lower case, no tag, digest, scheme, and a path behind the
 * host. envbuilder makes a tag per layer, so a tag or digest of its own would make every layer
 * miss.
 */
bool repository_parse(
	struct arena *arena, struct str name, struct repository *ret, struct refusal *ret_refusal);

/* A registry's host with optional port, lower case: "ghcr.io", "127.0.0.1:5000". */
bool registry_host_valid(struct str host);

#endif
