/* SPDX-License-Identifier: MIT */
#ifndef BUILDER_ENGINE_H
#define BUILDER_ENGINE_H

/*
 * The few things that a plan may ask of the container engine, as rows of a table: each has the name
 * of its plan member, its command-line option and its variable (PRECACHE_<NAME>), and the values
 * that are allowed. There is no way to ask for anything else, --privileged least of all.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "builder/image.h"

enum engine_setting {
	ENGINE_NETWORK,   /* host, bridge, none */
	ENGINE_PLATFORM,  /* linux/amd64, linux/arm64, linux/arm/v7: what envbuilder is built for */
	ENGINE_MEMORY,    /* a whole number with b, k, m or g */
	ENGINE_ADD_HOSTS, /* name:address, several of them separated by commas */
	ENGINE_SETTING_COUNT
};

struct engine_row {
	struct str member;   /* "add_hosts", as in the plan */
	struct str flag;     /* "--add-host", as docker run takes it and precache too */
	struct str variable; /* "PRECACHE_ADD_HOSTS" */
	bool several;        /* a comma separates values, each gets a flag of its own */
};

const struct engine_row *engine_row(enum engine_setting setting);

/* Checks one value (one of several, for a setting that takes several). */
bool engine_value_check(struct arena *arena, enum engine_setting setting, struct str value,
	struct refusal *ret_refusal);

#endif
