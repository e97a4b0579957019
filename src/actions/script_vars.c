/* SPDX-License-Identifier: MIT */
#include "actions/script_vars.h"

#define CAP_FIRST ((size_t)16)

/* Names whose value bash makes anew whenever they are read. */
static const char *const dynamic_names[] = {"_", "BASHPID", "BASH_COMMAND", "EPOCHREALTIME",
	"EPOCHSECONDS", "LINENO", "OPTARG", "OPTIND", "PIPESTATUS", "RANDOM", "SECONDS", "SRANDOM"};

bool script_vars_init(
	struct script_vars *vars, struct arena *arena, struct arena *scratch, const struct map *env)
{
	*vars = (struct script_vars){.arena = arena, .scratch = scratch};
	map_init(&vars->names, scratch);
	map_init(&vars->unknowns, scratch);
	for (size_t i = 0; env && i < env->len; i++) {
		const struct map_entry *entry = &env->entries[i];
		const struct script_var var = {.value = entry->value, .exported = TRI_TRUE};
		if (entry->key.len == 0)
			vars->horizon.any = entry->value;
		else if (!script_vars_set(vars, entry->key, var))
			return false;
	}
	return true;
}

/* The newest state of a name that a script can see, whether or not it was spoiled since. */
static const struct script_var *visible(const struct script_vars *vars, struct str name)
{
	const struct script_var *var = map_get(&vars->names, name);
	if (!var || var->when <= vars->horizon.cleared)
		return NULL;
	return var->exported != TRI_FALSE || var->when > vars->horizon.hidden ? var : NULL;
}

static bool is_dynamic(struct str name)
{
	for (size_t i = 0; i < sizeof(dynamic_names) / sizeof(dynamic_names[0]); i++)
		if (str_is(name, dynamic_names[i]))
			return true;
	return false;
}

bool script_vars_get(struct script_vars *vars, struct str name, struct script_var *ret)
{
	const struct script_var *var = visible(vars, name);
	if (!var || is_dynamic(name))
		return false;
	struct script_var seen = *var;
	const bool gone = var->when <= vars->horizon.hidden && var->exported == TRI_UNKNOWN;
	const bool lost = gone || var->when <= vars->horizon.spoiled;
	if (lost)
		seen.value = script_vars_unknown(vars, name, var->value ? var->value->marks : 0);
	*ret = seen;
	return seen.value || !lost;
}

unsigned script_vars_marks(struct script_vars *vars, struct str name)
{
	const struct script_var *var = visible(vars, name);
	return var && var->value ? var->value->marks & ~(unsigned)MARK_UNKNOWN : 0;
}

static bool log_change(struct script_vars *vars, struct str name, const struct script_var *before)
{
	if (vars->len == vars->cap) {
		const size_t cap = vars->cap ? vars->cap * 2 : CAP_FIRST;
		struct script_change *grown = arena_grow(
			vars->scratch, vars->log, vars->cap * sizeof(*grown), cap * sizeof(*grown));
		if (!grown)
			return false;
		vars->log = grown;
		vars->cap = cap;
	}
	vars->log[vars->len++] = (struct script_change){name, before};
	return true;
}

bool script_vars_set(struct script_vars *vars, struct str name, struct script_var var)
{
	var.when = ++vars->now;
	const struct script_var *made = arena_copy(vars->scratch, &var, sizeof(var));
	return made && log_change(vars, name, map_get(&vars->names, name)) &&
	       map_put(&vars->names, name, made);
}

const struct value *script_vars_unknown(struct script_vars *vars, struct str name, unsigned marks)
{
	const unsigned wanted = marks | MARK_UNKNOWN;
	const struct value *made = map_get(&vars->unknowns, name);
	if (made && made->marks == wanted)
		return made;
	const struct str text = str_printf(vars->arena, "$%.*s", STR_ARG(name));
	made = text.ptr ? value_unknown(vars->arena, text, wanted, WHY_SCRIPT, NULL) : NULL;
	return made && map_put(&vars->unknowns, name, made) ? made : NULL;
}

bool script_vars_taint(struct script_vars *vars, struct str name)
{
	const struct script_var *var = visible(vars, name);
	if (!var && vars->horizon.allexport == TRI_FALSE)
		return true;
	struct script_var tainted = var ? *var : (struct script_var){.exported = TRI_FALSE};
	if (tainted.exported == TRI_FALSE)
		tainted.exported = vars->horizon.allexport;
	tainted.value = script_vars_unknown(vars, name, script_vars_marks(vars, name));
	return tainted.value && script_vars_set(vars, name, tainted);
}

const struct script_var *script_vars_save(const struct script_vars *vars, struct str name)
{
	return map_get(&vars->names, name);
}

bool script_vars_restore(struct script_vars *vars, struct str name, const struct script_var *saved)
{
	return log_change(vars, name, map_get(&vars->names, name)) &&
	       map_put(&vars->names, name, saved);
}

void script_vars_spoil(struct script_vars *vars, const struct value *why)
{
	vars->horizon.spoiled = vars->now;
	vars->horizon.any = why;
	vars->horizon.allexport = TRI_UNKNOWN;
}

void script_vars_blur(struct script_vars *vars, size_t when)
{
	if (vars->horizon.spoiled < when)
		vars->horizon.spoiled = when;
}

void script_vars_hide(struct script_vars *vars)
{
	vars->horizon.hidden = vars->now;
	vars->horizon.allexport = TRI_FALSE;
}

void script_vars_clear(struct script_vars *vars)
{
	vars->horizon.cleared = vars->now;
	vars->horizon.any = NULL;
}

struct script_mark script_vars_mark(const struct script_vars *vars)
{
	return (struct script_mark){vars->len, vars->horizon};
}

bool script_vars_rollback(struct script_vars *vars, struct script_mark mark)
{
	while (vars->len > mark.len) {
		const struct script_change *change = &vars->log[--vars->len];
		if (!map_put(&vars->names, change->name, change->before))
			return false;
	}
	vars->horizon = mark.horizon;
	return true;
}

void script_outcome_init(struct script_outcome *outcome, const struct script_vars *vars)
{
	*outcome = (struct script_outcome){.allexport = vars->horizon.allexport};
	map_init(&outcome->names, vars->scratch);
}

/* One name with the way it ended, beside the ways of branches before. */
static bool add_ending(struct script_outcome *outcome, struct script_vars *vars, struct str name,
	const struct script_var *var)
{
	const struct script_var *other = map_get(&outcome->names, name);
	if (!other)
		return map_put(&outcome->names, name, var);
	/* Two branches set it: neither value is what it is behind them. */
	const unsigned marks =
		(other->value ? other->value->marks : 0) | (var->value ? var->value->marks : 0);
	const struct script_var both = {.value = script_vars_unknown(vars, name, marks),
		.readonly = other->readonly || var->readonly,
		.typed = other->typed || var->typed,
		.exported = other->exported == var->exported ? var->exported : TRI_UNKNOWN};
	const struct script_var *made = arena_copy(vars->scratch, &both, sizeof(both));
	return both.value && made && map_put(&outcome->names, name, made);
}

bool script_outcome_add(
	struct script_outcome *outcome, struct script_vars *vars, struct script_mark mark)
{
	const size_t horizon = vars->horizon.spoiled;
	if (horizon > mark.horizon.spoiled || vars->horizon.any != mark.horizon.any) {
		outcome->spoiled = true;
		outcome->any = vars->horizon.any;
	}
	if (vars->horizon.allexport != outcome->allexport)
		outcome->allexport = TRI_UNKNOWN;
	for (size_t i = mark.len; i < vars->len; i++) {
		const struct str name = vars->log[i].name;
		const struct script_var *var = map_get(&vars->names, name);
		/* One that was taken back is as it was before the branch: it was not there. */
		if (var && map_get(&outcome->names, name) != var &&
			!add_ending(outcome, vars, name, var))
			return false;
	}
	return true;
}

/* Whether a name has the same known text, or none, on both ways. */
static bool agree(const struct value *a, const struct value *b)
{
	if (!a || !b)
		return a == b;
	return !((a->marks | b->marks) & MARK_UNKNOWN) && a->kind == VALUE_STRING &&
	       b->kind == VALUE_STRING && str_eq(a->text, b->text);
}

/* `agreed`: both ways may agree on a value; else a turn of a loop may follow. */
static bool join_name(
	struct script_vars *vars, const struct script_outcome *outcome, size_t i, bool agreed)
{
	const struct str name = outcome->names.entries[i].key;
	const struct script_var *after = outcome->names.entries[i].value;
	struct script_var before = {.exported = TRI_FALSE};
	const bool known = script_vars_get(vars, name, &before);
	struct script_var joined = before;
	joined.readonly |= after->readonly;
	joined.typed |= after->typed;
	const bool exporting = !agreed && outcome->allexport != TRI_FALSE;
	if (before.exported != after->exported || (exporting && joined.exported == TRI_FALSE))
		joined.exported = TRI_UNKNOWN;
	if (agreed && known && agree(before.value, after->value))
		return script_vars_set(vars, name, joined);
	const unsigned marks =
		script_vars_marks(vars, name) | (after->value ? after->value->marks : 0);
	joined.value = script_vars_unknown(vars, name, marks);
	return joined.value && script_vars_set(vars, name, joined);
}

static bool join(struct script_vars *vars, const struct script_outcome *outcome, bool agreed)
{
	for (size_t i = 0; i < outcome->names.len; i++)
		if (!join_name(vars, outcome, i, agreed))
			return false;
	if (outcome->spoiled)
		script_vars_spoil(vars, outcome->any);
	vars->horizon.allexport = outcome->allexport;
	return true;
}

bool script_vars_join(struct script_vars *vars, const struct script_outcome *outcome)
{
	return join(vars, outcome, true);
}

bool script_vars_taint_outcome(struct script_vars *vars, const struct script_outcome *outcome)
{
	return join(vars, outcome, false);
}

/* Adds what a command that is called sees of one name. */
static bool add_exported(struct script_vars *vars, struct map *env, struct str name)
{
	const struct script_var *var = visible(vars, name);
	if (!var || var->exported == TRI_FALSE)
		return true;
	const struct value *value = var->value;
	if (var->exported == TRI_UNKNOWN || var->when <= vars->horizon.spoiled) {
		value = script_vars_unknown(vars, name, value ? value->marks : 0);
		if (!value)
			return false;
	}
	return !value || map_put(env, name, value);
}

const struct map *script_vars_environment(struct script_vars *vars)
{
	struct map *env = arena_alloc(vars->arena, sizeof(*env));
	if (!env)
		return NULL;
	map_init(env, vars->arena);
	for (size_t i = 0; i < vars->names.len; i++)
		if (!add_exported(vars, env, vars->names.entries[i].key))
			return NULL;
	const struct value *any = vars->horizon.any;
	return !any || map_put(env, STR(""), any) ? env : NULL;
}
