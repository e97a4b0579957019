/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_SCRIPT_VARS_H
#define ACTIONS_SCRIPT_VARS_H

/*
 * The shell's variables while a script is read. Every change goes into a log, so that a subshell, a
 * branch or an assignment in front of one command is taken back at the cost of what it changed. A
 * name that was never set is not known to be unset: the runner may have it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/condition.h"
#include "actions/value.h"
#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"

struct script_var {
	const struct value *value; /* NULL: known to be unset */
	enum tri exported; /* unknown: the value is what it is, and who is called may not see it */
	bool readonly;
	bool typed;  /* an array or the like: what is assigned is not what it then holds */
	size_t when; /* the change that made it; the table sets it */
};

struct script_change {
	struct str name;
	const struct script_var *before; /* NULL: there was none */
};

/* What a mark keeps beside the log. */
struct script_horizon {
	size_t spoiled;          /* what was set up to this change may be anything */
	size_t hidden;           /* of what was set up to this change only the exported is there */
	size_t cleared;          /* nothing that was set up to this change is there */
	const struct value *any; /* any name may have been exported, and this is why; NULL: no */
	enum tri allexport;      /* set -a */
};

struct script_vars {
	struct arena *arena;   /* of texts and values */
	struct arena *scratch; /* of all else */
	struct map names;      /* name → const struct script_var *, NULL when taken back */
	struct map unknowns;   /* name → the unknown value of that name, made once */
	struct script_change *log;
	size_t len;
	size_t cap;
	size_t now; /* number of changes so far */
	struct script_horizon horizon;
};

struct script_mark {
	size_t len;
	struct script_horizon horizon;
};

/* What a branch did: names and what they were at its end. */
struct script_outcome {
	struct map names; /* name → const struct script_var * */
	bool spoiled;
	const struct value *any;
	enum tri allexport; /* TRI_UNKNOWN: the branches differ */
};

/* Whatever returns false or NULL found the arena exhausted, unless it says otherwise. */

/* Starts from an environment: name → const struct value *. An entry without a name is `any`. */
bool script_vars_init(struct script_vars *vars, struct arena *arena, struct arena *scratch,
	const struct map *env);

/* The variable as the script sees it now, spoiled or not. False: nothing is known of the name. */
bool script_vars_get(struct script_vars *vars, struct str name, struct script_var *ret);

/* The marks that the name's value has, as far as known. */
unsigned script_vars_marks(struct script_vars *vars, struct str name);

bool script_vars_set(struct script_vars *vars, struct str name, struct script_var var);

/* Makes the name's value unknown; its marks and whether it is exported stay. */
bool script_vars_taint(struct script_vars *vars, struct str name);

/* What the name is now, for putting it back behind an assignment that holds for one command. */
const struct script_var *script_vars_save(const struct script_vars *vars, struct str name);
bool script_vars_restore(struct script_vars *vars, struct str name, const struct script_var *saved);

/* The unknown value "$NAME". */
const struct value *script_vars_unknown(struct script_vars *vars, struct str name, unsigned marks);

/* Any name may now have any value, exported or not; `why` is the command that did it. */
void script_vars_spoil(struct script_vars *vars, const struct value *why);

/* Every value that was set up to this change becomes unknown, and no name is added. */
void script_vars_blur(struct script_vars *vars, size_t when);

/* What is not exported is gone, as in a new shell. */
void script_vars_hide(struct script_vars *vars);

/* Everything is gone. */
void script_vars_clear(struct script_vars *vars);

struct script_mark script_vars_mark(const struct script_vars *vars);
bool script_vars_rollback(struct script_vars *vars, struct script_mark mark);

/* An outcome of nothing yet. */
void script_outcome_init(struct script_outcome *outcome, const struct script_vars *vars);

/* Adds what changed since the mark. */
bool script_outcome_add(
	struct script_outcome *outcome, struct script_vars *vars, struct script_mark mark);

/* Every name that a branch may have changed becomes what all ways agree on, else unknown. */
bool script_vars_join(struct script_vars *vars, const struct script_outcome *outcome);

/* Every name that a loop's body sets is unknown in it: what it was depends on the turn before. */
bool script_vars_taint_outcome(struct script_vars *vars, const struct script_outcome *outcome);

/* The exported names with their values, in the order in which they came; `any` under no name. */
const struct map *script_vars_environment(struct script_vars *vars);

#endif
