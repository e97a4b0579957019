/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_CONSUMER_H
#define REVIEW_CONSUMER_H

/*
 * What the side that uses a cache must say so that it finds what a plan's builds have pushed: the
 * same release of the builder, the same repository, the same folder and files, and a TTL that lasts
 * until the schedule makes a layer again. Nothing else is named: no pushing, no secret, no exit
 * rule, since these are CI's. What a plan does not know becomes a variable, with the text that the
 * workflow has for it. Sources: envbuilder v1.3.0, terraform-provider-envbuilder v1.0.0.
 */

#include "base/arena.h"
#include "base/str.h"
#include "plan/plan.h"

/*
 * A resource "envbuilder_cached_image" for each build, as `terraform fmt` leaves it. STR_NONE when
 * the arena is exhausted.
 */
struct str consumer_terraform(struct arena *arena, const struct plan *plan);

/*
 * The environment of a workspace that takes layers from the cache: NAME=VALUE a line, comments
 * behind '#', as docker's --env-file reads it. STR_NONE when the arena is exhausted.
 */
struct str consumer_env(struct arena *arena, const struct plan *plan);

#endif
