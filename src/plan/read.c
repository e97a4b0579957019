/* SPDX-License-Identifier: MIT */
#include "actions/json_canonical.h"
#include "actions/json_value.h"
#include "base/limits.h"
#include "plan/derive.h"
#include "plan/difference.h"
#include "plan/honest.h"
#include "plan/read_value.h"
#include "plan/shape.h"
#include "plan/verify.h"
#include "plan/write.h"

struct reading {
	struct arena *arena;
	struct diags *diags;
	struct str file;
	struct str bytes;
	const struct value
		*root;    /* as it stands in the file, when it is viewed less what is unknown */
	bool viewed;      /* nothing will be run: what cannot be trusted can be shown */
	bool passed_over; /* the file has members that are not known here */
	bool canonical;   /* the file is in a plan's own form */
};

static struct place whole(const struct reading *reading)
{
	return place_of_file(reading->file);
}

/* A plan of another schema may have any shape, so this comes before all else. */
static bool check_schema(const struct reading *reading)
{
	const struct value *root = reading->root;
	const struct value *schema =
		root->kind == VALUE_OBJECT ? map_get(root->members, STR("schema")) : NULL;

	if (!schema || schema->kind != VALUE_STRING) {
		struct diag *diag = diag_add(reading->diags, RULE_PLAN_DIFFERS, whole(reading),
			"'/schema' is missing: this is no plan");
		diag_hint(reading->diags, diag, PLAN_EDITED_HINT);
		return false;
	}
	if (str_is(schema->text, PLAN_SCHEMA))
		return true;
	struct diag *diag = diag_add(reading->diags, RULE_PLAN_SCHEMA, whole(reading),
		"'%.*s' is not the schema that this program knows",
		STR_ARG(str_slice(schema->text, 0, 100)));
	diag_hint(reading->diags, diag, "it knows '%s'", PLAN_SCHEMA);
	return false;
}

/* The job's id: of a leg or a repeated build, what stands before the space. */
static struct str job_of(struct str id)
{
	return str_slice(id, 0, str_find_char(id, ' ', 0));
}

/* Ids are how a build is chosen: each is there once, and they come by job. */
static bool check_ids(const struct reading *reading, const struct plan *plan)
{
	const struct pointer all = pointer_member(NULL, STR("builds"));
	struct verify verify = {.arena = reading->arena, .diags = reading->diags};
	struct map ids;

	verify.place = whole(reading);
	map_init(&ids, reading->arena);
	for (size_t i = 0; i < plan->build_count; i++) {
		const struct pointer build = pointer_item(&all, i);
		const struct pointer at = pointer_member(&build, STR("id"));
		const struct str id = plan->builds[i].id;
		if (map_find(&ids, id))
			return verify_refuse(&verify, &at, "is the id of another build too");
		if (i > 0 && str_compare(job_of(plan->builds[i - 1].id), job_of(id)) > 0)
			return verify_refuse(&verify, &build, "is not in its place");
		if (!map_put(&ids, id, &plan->builds[i]))
			return false;
	}
	return true;
}

static bool check_builds(const struct reading *reading, const struct plan *plan)
{
	const struct pointer all = pointer_member(NULL, STR("builds"));

	if (plan->build_count > LIMIT_BUILDS) {
		diag_add(reading->diags, RULE_TOO_MANY, whole(reading),
			"the plan has more than %u builds", LIMIT_BUILDS);
		return false;
	}

	for (size_t i = 0; !reading->viewed && i < plan->build_count; i++) {
		const struct pointer at = pointer_item(&all, i);
		if (!build_verify(reading->arena, reading->diags, whole(reading), plan,
			    &plan->builds[i], &at))
			return false;
	}
	return check_ids(reading, plan);
}

/* Always false. */
static bool refuse(const struct reading *reading, struct place place, struct str message)
{
	if (message.ptr) {
		struct diag *diag = diag_add(
			reading->diags, RULE_PLAN_DIFFERS, place, "%.*s", STR_ARG(message));
		diag_hint(reading->diags, diag, PLAN_EDITED_HINT);
	}
	return false;
}

static struct str difference_text(struct arena *arena, const struct difference *found)
{
	switch (found->kind) {
	case DIFFERENCE_MISSING:
		return str_printf(arena,
			"'%.*s' is missing, but the plan's own fields make it %.*s",
			STR_ARG(found->at), STR_ARG(found->wanted));
	case DIFFERENCE_EXTRA:
		return str_printf(arena,
			"'%.*s' is %.*s, but the plan's own fields make nothing there",
			STR_ARG(found->at), STR_ARG(found->given));
	case DIFFERENCE_MOVED:
		return str_printf(arena, "'%.*s' is not in its place", STR_ARG(found->at));
	case DIFFERENCE_CHANGED:
		break;
	}
	return str_printf(arena, "'%.*s' is %.*s, but the plan's own fields make it %.*s",
		STR_ARG(found->at), STR_ARG(found->given), STR_ARG(found->wanted));
}

/* The line on which two texts part. */
static unsigned parting_line(struct str a, struct str b)
{
	unsigned line = 1;

	for (size_t i = 0; i < a.len && i < b.len && a.ptr[i] == b.ptr[i]; i++)
		line += a.ptr[i] == '\n';
	return line;
}

/* Whether the plan's bytes are those of the file; else says what differs. */
static bool compare(const struct reading *reading, const struct plan *plan, struct str written)
{
	struct difference difference;
	struct place place = whole(reading);

	if (plan_is_written(plan, written, reading->bytes))
		return true;
	const struct str bytes = plan_json(reading->arena, plan);
	if (!bytes.ptr)
		return false;
	const struct value *wanted =
		json_value(reading->arena, reading->diags, RULE_PLAN_SYNTAX, reading->file, bytes);
	if (!wanted)
		return false;
	if (difference_find(reading->arena, reading->root, wanted, &difference) &&
		!(reading->passed_over && str_is(difference.at, "/plan_id")))
		return refuse(reading, place, difference_text(reading->arena, &difference));
	if (reading->passed_over)
		return true;
	place.source = reading->bytes;
	place.line = parting_line(bytes, reading->bytes);
	place.column = 1;
	return refuse(reading, place,
		STR("the bytes are not those of a plan: its members are right, their form is not"));
}

/*
 * Whether the plan has the shape of one, with marks on what is unknown in *ret. To a viewer, it may
 * have members that are not known here; the id is made of them too, and cannot be held against what
 * is left.
 */
static bool check_shape(struct reading *reading, const struct value **ret)
{
	struct arena *arena = reading->arena;
	struct diags ignored;
	const struct value *known;

	*ret = unknown_marked(arena, reading->root);
	if (!*ret)
		return false;
	if (!reading->viewed)
		return shape_check(arena, reading->diags, whole(reading), *ret);
	diags_init(&ignored, arena);
	if (shape_check(arena, &ignored, whole(reading), *ret))
		return true;
	known = shape_known(arena, reading->root);
	reading->passed_over = known != reading->root;
	reading->root = known;
	*ret = known ? unknown_marked(arena, known) : NULL;
	return *ret && shape_check(arena, reading->diags, whole(reading), *ret);
}

/* A plan's own form is read quickly; what is not in it is read for the reason. */
static const struct value *read_root(struct reading *reading)
{
	const struct place at = whole(reading);
	const struct place *kept = arena_copy(reading->arena, &at, sizeof(at));
	const struct value *root =
		kept ? json_canonical(reading->arena, reading->bytes, kept) : NULL;

	reading->canonical = root != NULL;
	if (root || reading->arena->exhausted)
		return root;
	return json_value(
		reading->arena, reading->diags, RULE_PLAN_SYNTAX, reading->file, reading->bytes);
}

/* A viewer's short way: what it does not hold for honest is written again, for the reason. */
static bool is_honest(const struct reading *reading, struct plan *plan, const struct value *root)
{
	if (!reading->viewed || !reading->canonical || reading->passed_over ||
		!plan_derive_unsealed(reading->arena, plan) ||
		!plan_is_honest(plan, root, reading->bytes))
		return false;
	plan->id = ((const struct value *)map_get(root->members, STR("plan_id")))->text;
	return true;
}

static const struct plan *read_all(struct reading *reading)
{
	struct plan *plan = arena_alloc(reading->arena, sizeof(*plan));
	const struct value *marked;
	struct str written;

	if (!plan)
		return NULL;
	reading->root = read_root(reading);
	if (!reading->root || !check_schema(reading))
		return NULL;
	if (!check_shape(reading, &marked))
		return NULL;
	if (!plan_take(reading->arena, marked, plan) || !check_builds(reading, plan))
		return NULL;
	if (is_honest(reading, plan, marked))
		return plan;
	if (!plan_derive_written(reading->arena, plan, &written))
		return NULL;
	return compare(reading, plan, written) || (reading->viewed && !reading->arena->exhausted)
		       ? plan
		       : NULL;
}

static const struct plan *read(struct reading *reading)
{
	const struct plan *plan;

	if (reading->bytes.len > LIMIT_PLAN_BYTES) {
		diag_add(reading->diags, RULE_FILE_TOO_LARGE, whole(reading),
			"the plan is larger than %u bytes", LIMIT_PLAN_BYTES);
		return NULL;
	}
	plan = read_all(reading);
	if (!plan && reading->arena->exhausted)
		diag_add(reading->diags, RULE_NO_MEMORY, whole(reading), "no memory for the plan");
	return plan;
}

const struct plan *plan_read(
	struct arena *arena, struct diags *diags, struct str file, struct str bytes)
{
	struct reading reading = {.arena = arena, .diags = diags, .file = file, .bytes = bytes};

	return read(&reading);
}

const struct plan *plan_view(
	struct arena *arena, struct diags *diags, struct str file, struct str bytes)
{
	struct reading reading = {
		.arena = arena, .diags = diags, .file = file, .bytes = bytes, .viewed = true};

	return read(&reading);
}
