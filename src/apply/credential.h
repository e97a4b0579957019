/* SPDX-License-Identifier: MIT */
#ifndef APPLY_CREDENTIAL_H
#define APPLY_CREDENTIAL_H

/*
 * The one place where a secret is held. Secrets are taken out of the environment into one guarded
 * buffer, which is wiped when it is released; the environment's copies are wiped at once. A child
 * gets them by inheritance, as entries of its environment. They are in no argument, file or
 * message.
 */

#include <stdbool.h>
#include <stddef.h>

#include "apply/applying.h"

#define CREDENTIAL_NEEDLES 64u

struct vault {
	char *bytes; /* guarded memory; NULL: empty */
	size_t used;
	size_t size;
	struct str names[CREDENTIAL_NEEDLES]; /* variables that were taken, and their values */
	struct str values[CREDENTIAL_NEEDLES];
	size_t taken_count;
	struct str needles[CREDENTIAL_NEEDLES]; /* what must not be seen in any output */
	size_t needle_count;
	char *entries[CREDENTIAL_NEEDLES]; /* "NAME=value", for the child of the build at hand */
	size_t entry_count;
	bool overfull; /* something did not fit: nothing may be run */
};

/*
 * Whether all that a build inherits is there and may go to its registry; without looking into it.
 * False with an error that names what is missing, or both hosts.
 */
bool credential_check(const struct applying *a, const struct plan_build *build);

/*
 * Takes everything that a build inherits into the vault: ENVBUILDER_DOCKER_CONFIG_BASE64 is made of
 * user and token, or taken as it is; other secret options are taken as they are. One vault serves
 * the builds of a run one after the other. False with an error when a value cannot be used; the
 * vault is then to be released all the same.
 */
bool vault_fill(const struct applying *a, struct vault *vault, const struct plan_build *build);

/* The environment of the child: the process's own without secrets, then the vault's entries. */
char **vault_environment(const struct applying *a, const struct vault *vault);

/* Wipes and frees. */
void vault_release(struct vault *vault);

#endif
