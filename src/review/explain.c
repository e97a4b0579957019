/* SPDX-License-Identifier: MIT */
#include "actions/json_value.h"
#include "base/limits.h"
#include "base/near.h"
#include "plan/walk.h"
#include "review/explaining.h"

#define EDITS_MAX ((size_t)3)

/* A run of explain_plan: the spots that are explained, in the plan's order. */
struct selection {
	struct explaining x;
	struct spot asked;
	bool everything;   /* then what the plan repeats is left out, not led back */
	struct map chosen; /* pointers; the values are not looked at */
};

static void spot_of_walk(const struct explaining *x, const struct pointer *at, struct spot *ret)
{
	if (!at) {
		ret->count = 0;
		return;
	}
	spot_of_walk(x, at->up, ret);
	if (ret->count < SPOT_PARTS)
		ret->parts[ret->count++] =
			at->key.ptr ? at->key : str_printf(x->arena, "%zu", at->index);
}

static bool is_below(const struct spot *spot, const struct spot *above)
{
	bool same = spot->count >= above->count;

	for (size_t i = 0; same && i < above->count; i++)
		same = str_eq(spot->parts[i], above->parts[i]);
	return same;
}

/* Whether only whoever asks for it wants to read of it. */
static bool is_apart(const struct spot *spot)
{
	static const char *const names[] = {"schema", "plan_id", "unknown"};

	for (size_t i = 0; spot->count && i < sizeof(names) / sizeof(names[0]); i++) {
		if (str_is(spot->parts[0], names[i]))
			return true;
	}
	return spot->count > 2 && str_is(spot->parts[2], "argv");
}

static bool select_spot(struct selection *selection, const struct spot *spot)
{
	const struct str pointer = spot_text(selection->x.arena, spot);

	return pointer.ptr && !selection->x.arena->exhausted &&
	       map_put(&selection->chosen, pointer, selection);
}

/* Each scalar of the plan's JSON, and each that is empty. */
static const struct value *visit(void *context, const struct pointer *at, const struct value *value)
{
	struct selection *const selection = context;
	struct spot spot;
	struct spot decides;

	spot_of_walk(&selection->x, at, &spot);
	if (!is_below(&spot, &selection->asked) || (selection->everything && is_apart(&spot)))
		return value;
	if (!spot_decides(&selection->x, &spot, &decides))
		return NULL;
	/* What is said elsewhere is explained there. */
	if (selection->everything && (decides.count != spot.count || !is_below(&spot, &decides)))
		return value;
	return select_spot(selection, &decides) ? value : NULL;
}

/* The key of the object that is nearest to the part; STR_NONE: none is near. */
static struct str nearest_key(const struct value *object, struct str part)
{
	struct str nearest = STR_NONE;
	size_t least = (part.len + 2) / 3 < EDITS_MAX ? (part.len + 2) / 3 + 1 : EDITS_MAX + 1;

	for (size_t i = 0; i < object->members->len; i++) {
		const struct str key = object->members->entries[i].key;
		const size_t edits = near_distance(part, key);
		if (edits < least) {
			least = edits;
			nearest = key;
		}
	}
	return nearest;
}

/* What the part that leads to nothing was meant to be: a key that is there, or an option. */
static struct str meant_key(
	const struct selection *selection, const struct value *object, size_t parts)
{
	const struct spot *const asked = &selection->asked;
	const struct plan_build *const build = spot_build(&selection->x, asked);
	const struct str near = nearest_key(object, asked->parts[parts]);
	const struct option *option = NULL;

	if (!near.ptr && build && parts == 4 && str_is(asked->parts[3], "set"))
		option = option_nearest(asked->parts[parts], build_release(build));
	return option ? option->name : near;
}

/* "'a', 'b'" */
static struct str keys_of(struct arena *arena, const struct value *object)
{
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < object->members->len; i++)
		strbuf_printf(
			&out, "%s'%.*s'", i ? ", " : "", STR_ARG(object->members->entries[i].key));
	return strbuf_str(&out);
}

static void hint_pointer(const struct selection *selection, struct diags *diags, struct diag *diag,
	const struct value *parent, size_t parts)
{
	struct arena *const arena = selection->x.arena;
	struct spot good = selection->asked;
	struct str near;

	good.count = parts;
	const struct str found = spot_text(arena, &good);
	if (parent->kind == VALUE_ARRAY) {
		diag_hint(diags, diag, "'%.*s' has %zu element%s, counted from 0", STR_ARG(found),
			parent->count, parent->count == 1 ? "" : "s");
		return;
	}
	if (parent->kind != VALUE_OBJECT) {
		diag_hint(diags, diag, "did you mean '%.*s'?", STR_ARG(found));
		return;
	}
	near = meant_key(selection, parent, parts);
	if (!near.ptr) {
		const struct str keys = keys_of(arena, parent);
		diag_hint(diags, diag, "'%.*s' has %.*s", STR_ARG(found), STR_ARG(keys));
		return;
	}
	good.parts[good.count++] = near;
	/* The rest may be right: then the whole is what was meant. */
	struct spot whole = selection->asked;
	size_t followed = 0;
	whole.parts[parts] = near;
	spot_follow(selection->x.tree, &whole, &followed);
	const struct str meant = spot_text(arena, followed == whole.count ? &whole : &good);
	diag_hint(diags, diag, "did you mean '%.*s'?", STR_ARG(meant));
}

/* A pointer without its first '/' is most of one. */
static void hint_slash(
	const struct selection *selection, struct diags *diags, struct diag *diag, struct str asked)
{
	struct spot spot;
	size_t parts = 0;
	const struct str slashed = str_printf(selection->x.arena, "/%.*s", STR_ARG(asked));

	if (slashed.ptr && spot_read(selection->x.arena, slashed, &spot))
		spot_follow(selection->x.tree, &spot, &parts);
	if (parts > 0 && parts == spot.count)
		diag_hint(diags, diag, "did you mean '%.*s'?", STR_ARG(slashed));
	else
		diag_hint(diags, diag, "it begins with '/': '/builds/0/cache/repo'");
}

/* What is asked for must be there, or be an option that the build could have set. */
static bool find_asked(
	struct selection *selection, struct diags *diags, struct str asked, bool *ret_unset)
{
	static const char *const set[] = {"builds", "*", "env", "set", "*", NULL};
	size_t parts = 0;
	struct diag *diag;

	if (!spot_read(selection->x.arena, asked, &selection->asked)) {
		diag = diag_add(diags, RULE_POINTER, place_of_file(STR_NONE),
			"'%.*s' is no JSON pointer", STR_ARG(asked));
		hint_slash(selection, diags, diag, asked);
		return false;
	}
	const struct value *const parent =
		spot_follow(selection->x.tree, &selection->asked, &parts);
	if (parts == selection->asked.count)
		return true;
	*ret_unset = spot_is(&selection->asked, set) && parts == 4 &&
		     spot_could_be_set(&selection->x, &selection->asked);
	if (*ret_unset)
		return true;
	diag = diag_add(diags, RULE_POINTER, place_of_file(STR_NONE),
		"'%.*s' leads to nothing in the plan", STR_ARG(asked));
	hint_pointer(selection, diags, diag, parent, parts);
	return false;
}

static bool explain_all(struct selection *selection, struct explanation *ret)
{
	const struct map *const chosen = &selection->chosen;
	struct explain_entry *entries =
		arena_array(selection->x.arena, chosen->len + 1, sizeof(*entries));

	for (size_t i = 0; entries && i < chosen->len; i++) {
		struct spot spot;
		size_t parts = 0;
		if (!spot_read(selection->x.arena, chosen->entries[i].key, &spot) ||
			!explain_spot(&selection->x, &spot, &entries[i]))
			return false;
		const struct value *const value = spot_follow(selection->x.tree, &spot, &parts);
		entries[i].value = parts == spot.count ? value : NULL;
	}
	ret->entries = entries;
	ret->count = chosen->len;
	return entries != NULL;
}

static bool begin(struct selection *selection, struct arena *arena, struct diags *diags,
	const struct plan *plan)
{
	const struct str json = plan_json(arena, plan);

	selection->x.arena = arena;
	selection->x.plan = plan;
	selection->x.documents = arena_alloc(arena, sizeof(struct map));
	if (!json.ptr || !selection->x.documents)
		return false;
	map_init(selection->x.documents, arena);
	map_init(&selection->chosen, arena);
	selection->x.tree = json_value(arena, diags, RULE_PLAN_SYNTAX, STR("plan"), json);
	return selection->x.tree != NULL;
}

bool explain_plan(struct arena *arena, struct diags *diags, const struct plan *plan,
	struct str asked, struct explanation *ret)
{
	struct selection selection = {.everything = asked.len == 0};
	const struct plan_walk walk = {arena, visit, &selection};
	bool unset = false;

	*ret = (struct explanation){.asked = asked};
	if (!begin(&selection, arena, diags, plan))
		return false;
	if (!selection.everything && !find_asked(&selection, diags, asked, &unset))
		return false;
	if (unset ? !select_spot(&selection, &selection.asked)
		  : !value_walk(&walk, NULL, selection.x.tree))
		return false;
	return explain_all(&selection, ret) && !arena->exhausted;
}
