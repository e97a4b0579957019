/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_SCHEMA_ACTION_H
#define ACTIONS_SCHEMA_ACTION_H

/* What an action's metadata file may look like. Only src/actions includes this. Source:
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/action_yaml.json */

#include "actions/schema.h"

/* A file whose `runs` is a composite action's; one of any other action. */
extern const struct schema schema_composite_action;
extern const struct schema schema_action;

#endif
