/* SPDX-License-Identifier: MIT */
#include "actions/matrix.h"

#include "actions/matrix_match.h"
#include "actions/template.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/vec.h"

/* A leg that is being made. */
struct draft {
	struct map *values;
	struct str label;
};

struct expansion {
	struct diags *diags;
	struct arena *arena;
	const struct document *document;
	const struct node *node;     /* `matrix` as it is written; NULL: it is nowhere */
	struct place at;             /* of `matrix` */
	struct map vectors;          /* name to array, in the file's order */
	const struct value *exclude; /* arrays, or NULL */
	const struct value *include;
	struct vec drafts; /* struct draft: the product, then include's own */
	size_t product;    /* how many of them are of the product */
	bool unknown;      /* the legs hang on something unknown */
};

static bool is_unknown(const struct value *value)
{
	return value->kind == VALUE_STRING && (value->marks & MARK_UNKNOWN);
}

static struct place place_of(const struct expansion *expansion, const struct value *value)
{
	return value->origin ? *value->origin : expansion->at;
}

/* An array with something in it; one that is unknown makes the matrix so, and is none. */
static bool check_array(struct expansion *expansion, struct str name, const struct value *value)
{
	if (value->kind == VALUE_ARRAY)
		return true;
	if (is_unknown(value)) {
		expansion->unknown = true;
		return true;
	}
	diag_add(expansion->diags, RULE_MATRIX, place_of(expansion, value),
		"'%.*s' of the matrix is no sequence", STR_ARG(name));
	return false;
}

static bool add_vector(struct expansion *expansion, struct str name, const struct value *value)
{
	if (value->kind == VALUE_ARRAY && value->count == 0) {
		diag_add(expansion->diags, RULE_MATRIX, place_of(expansion, value),
			"vector '%.*s' is empty", STR_ARG(name));
		return false;
	}
	return map_put(&expansion->vectors, name, value);
}

static bool collect(struct expansion *expansion, const struct value *matrix)
{
	bool fits = true;
	for (size_t i = 0; i < matrix->members->len; i++) {
		const struct str name = matrix->members->entries[i].key;
		const struct value *value = matrix->members->entries[i].value;
		if (!check_array(expansion, name, value))
			fits = false;
		else if (str_is(name, "include"))
			expansion->include = value;
		else if (str_is(name, "exclude"))
			expansion->exclude = value;
		else
			fits = add_vector(expansion, name, value) && fits;
	}
	if (!fits)
		return false;
	const bool has_include = expansion->include && (expansion->include->kind != VALUE_ARRAY ||
							       expansion->include->count > 0);
	if (expansion->vectors.len > 0 || has_include)
		return true;
	diag_add(expansion->diags, RULE_MATRIX, expansion->at,
		"a matrix has a vector or an 'include', and this one has neither");
	return false;
}

/* Whether every entry of `include` or `exclude` is a mapping with something in it. */
static bool check_entries(
	struct expansion *expansion, const char *name, const struct value *entries)
{
	const size_t count = entries && entries->kind == VALUE_ARRAY ? entries->count : 0;
	bool fits = true;
	for (size_t i = 0; i < count; i++) {
		const struct value *entry = entries->items[i];
		if (is_unknown(entry)) {
			expansion->unknown = true;
			continue;
		}
		if (entry->kind == VALUE_OBJECT && entry->members->len > 0)
			continue;
		diag_add(expansion->diags, RULE_MATRIX, place_of(expansion, entry),
			entry->kind == VALUE_OBJECT ? "an item of '%s' is empty"
						    : "an item of '%s' is no mapping",
			name);
		fits = false;
	}
	return fits;
}

/* The key of an entry of `exclude`, or its value when the key stands in no file. */
static struct place excluded_place(
	const struct expansion *expansion, size_t index, const struct map_entry *member)
{
	const struct node *list = expansion->node ? node_get(expansion->node, "exclude") : NULL;
	/* An item that is an expression may become several: then the items are not the entries. */
	const bool same = list && list->kind == NODE_SEQUENCE &&
			  list->count == expansion->exclude->count &&
			  list->items[index]->kind == NODE_MAPPING;
	for (size_t i = 0; same && i < list->items[index]->count; i++) {
		const struct node *key = list->items[index]->members[i].key;
		if (str_eq(key->text, member->key))
			return node_place(expansion->document, key);
	}
	return place_of(expansion, member->value);
}

/* Whether the known entries of `exclude` name vectors alone. */
static bool check_excluded_keys(const struct expansion *expansion)
{
	const struct value *exclude = expansion->exclude;
	const size_t count = exclude && exclude->kind == VALUE_ARRAY ? exclude->count : 0;
	bool fits = true;
	for (size_t i = 0; i < count; i++) {
		const struct value *entry = exclude->items[i];
		const size_t keys = entry->kind == VALUE_OBJECT ? entry->members->len : 0;
		for (size_t j = 0; j < keys; j++) {
			const struct map_entry *member = &entry->members->entries[j];
			if (map_find(&expansion->vectors, member->key))
				continue;
			diag_add(expansion->diags, RULE_MATRIX,
				excluded_place(expansion, i, member),
				"'%.*s' of 'exclude' is no vector of the matrix",
				STR_ARG(member->key));
			fits = false;
		}
	}
	return fits;
}

static bool too_many(const struct expansion *expansion)
{
	diag_add(expansion->diags, RULE_MATRIX, expansion->at,
		"the matrix has more than %u combinations", LIMIT_MATRIX_LEGS);
	return false;
}

static bool add_draft(struct expansion *expansion, struct map *values)
{
	if (expansion->drafts.len == LIMIT_MATRIX_LEGS)
		return too_many(expansion);
	struct draft *draft = arena_alloc(expansion->arena, sizeof(*draft));
	if (!draft)
		return false;
	*draft = (struct draft){values, matrix_label(expansion->arena, values)};
	return vec_push(&expansion->drafts, draft);
}

static enum tri excluded(const struct expansion *expansion, const struct map *values)
{
	enum tri found = TRI_FALSE;
	const size_t count = expansion->exclude ? expansion->exclude->count : 0;
	for (size_t i = 0; i < count && found != TRI_TRUE; i++) {
		const struct value *entry = expansion->exclude->items[i];
		const enum tri match = matrix_match(&expansion->vectors, entry->members, values);
		if (match != TRI_FALSE)
			found = match;
	}
	return found;
}

/* The combination of the product that the counters stand at. */
static struct map *combination(const struct expansion *expansion, const size_t *counters)
{
	struct map *values = arena_alloc(expansion->arena, sizeof(*values));
	if (!values)
		return NULL;
	map_init_nocase(values, expansion->arena);
	for (size_t i = 0; i < expansion->vectors.len; i++) {
		const struct map_entry *vector = &expansion->vectors.entries[i];
		const struct value *array = vector->value;
		if (!map_put(values, vector->key, array->items[counters[i]]))
			return NULL;
	}
	return values;
}

/* Counts on, the last vector quickest. False behind the last combination. */
static bool count_on(const struct expansion *expansion, size_t *counters)
{
	for (size_t i = expansion->vectors.len; i > 0; i--) {
		const struct value *array = expansion->vectors.entries[i - 1].value;
		if (++counters[i - 1] < array->count)
			return true;
		counters[i - 1] = 0;
	}
	return false;
}

static bool add_combination(struct expansion *expansion, const size_t *counters)
{
	struct map *values = combination(expansion, counters);
	if (!values)
		return false;
	const enum tri out = excluded(expansion, values);
	if (out == TRI_UNKNOWN)
		expansion->unknown = true;
	return out == TRI_TRUE || add_draft(expansion, values);
}

static bool add_product(struct expansion *expansion)
{
	size_t *counters = arena_array(expansion->arena, expansion->vectors.len, sizeof(*counters));
	if (!counters)
		return false;
	size_t made = 0;
	bool more = expansion->vectors.len > 0;
	while (more) {
		if (++made > LIMIT_MATRIX_PRODUCT)
			return too_many(expansion);
		if (!add_combination(expansion, counters))
			return false;
		more = count_on(expansion, counters);
	}
	expansion->product = expansion->drafts.len;
	return true;
}

/* What an entry adds beside the vectors; the originals stay, extras of earlier entries do not. */
static bool add_extras(
	const struct expansion *expansion, struct map *values, const struct map *entry)
{
	for (size_t i = 0; i < entry->len; i++) {
		const struct map_entry *extra = &entry->entries[i];
		if (map_find(&expansion->vectors, extra->key))
			continue;
		if (!map_put(values, extra->key, extra->value))
			return false;
	}
	return true;
}

static bool add_own(struct expansion *expansion, const struct map *entry)
{
	struct map *values = arena_alloc(expansion->arena, sizeof(*values));
	if (!values)
		return false;
	map_init_nocase(values, expansion->arena);
	for (size_t i = 0; i < entry->len; i++)
		if (!map_put(values, entry->entries[i].key, entry->entries[i].value))
			return false;
	return add_draft(expansion, values);
}

/* The product's combinations as they were before any extra are what an entry is held against. */
static bool include_entry(struct expansion *expansion, const struct map *entry)
{
	bool matched = false;
	for (size_t i = 0; i < expansion->product; i++) {
		const struct draft *draft = expansion->drafts.items[i];
		const enum tri match = matrix_match(&expansion->vectors, entry, draft->values);
		if (match == TRI_UNKNOWN)
			expansion->unknown = true;
		if (match != TRI_TRUE)
			continue;
		matched = true;
		if (!add_extras(expansion, draft->values, entry))
			return false;
	}
	return matched || add_own(expansion, entry);
}

static bool add_included(struct expansion *expansion)
{
	const size_t count = expansion->include ? expansion->include->count : 0;
	for (size_t i = 0; i < count; i++)
		if (!include_entry(expansion, expansion->include->items[i]->members))
			return false;
	return true;
}

static bool expand(struct expansion *expansion, const struct value *matrix)
{
	if (!collect(expansion, matrix))
		return false;
	bool fits = check_entries(expansion, "exclude", expansion->exclude);
	fits = check_entries(expansion, "include", expansion->include) && fits;
	fits = check_excluded_keys(expansion) && fits;
	return fits && (expansion->unknown || (add_product(expansion) && add_included(expansion)));
}

static bool set_legs(const struct expansion *expansion, struct matrix *ret)
{
	const size_t count = expansion->drafts.len;
	struct leg *legs = arena_array(expansion->arena, count, sizeof(*legs));
	if (!legs)
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct draft *draft = expansion->drafts.items[i];
		legs[i].values = value_object(expansion->arena, draft->values, NULL);
		legs[i].label = draft->label;
		if (!legs[i].values)
			return false;
	}
	*ret = (struct matrix){.known = true, .legs = legs, .count = count};
	return true;
}

static bool set_single(
	struct arena *arena, bool known, const struct value *values, struct matrix *ret)
{
	struct leg *leg = arena_alloc(arena, sizeof(*leg));
	if (!leg)
		return false;
	leg->values = values;
	*ret = (struct matrix){.known = known, .legs = leg, .count = 1};
	return true;
}

/* A matrix that is not known is shown as it is written: a change of it is a change of the plan. */
static bool set_unknown(struct arena *arena, const struct value *from, struct matrix *ret)
{
	const struct value *values = from;
	if (from->kind == VALUE_STRING)
		values = value_unknown(arena, from->text, from->marks, WHY_MATRIX, from->origin);
	return values && set_single(arena, false, values, ret);
}

static bool expand_strategy(
	struct expansion *expansion, const struct value *strategy, struct matrix *ret)
{
	struct arena *arena = expansion->arena;
	if (is_unknown(strategy))
		return set_unknown(arena, strategy, ret);
	const struct value *matrix =
		strategy->kind == VALUE_OBJECT ? value_member(strategy, STR("matrix")) : NULL;
	if (!matrix || matrix->kind == VALUE_NULL)
		return set_single(arena, true, NULL, ret);
	if (is_unknown(matrix))
		return set_unknown(arena, matrix, ret);
	expansion->at = place_of(expansion, matrix);
	if (matrix->kind != VALUE_OBJECT) {
		diag_add(expansion->diags, RULE_MATRIX, expansion->at, "'matrix' is no mapping");
		return false;
	}
	map_init_nocase(&expansion->vectors, arena);
	vec_init(&expansion->drafts, arena);
	if (!expand(expansion, matrix))
		return false;
	return expansion->unknown ? set_unknown(arena, matrix, ret) : set_legs(expansion, ret);
}

bool matrix_expand(struct diags *diags, const struct document *document,
	const struct node *strategy, const struct scope *scope, struct matrix *ret)
{
	if (!strategy)
		return set_single(scope->arena, true, NULL, ret);
	const struct value *value = template_value(document, strategy, scope);
	struct expansion expansion = {
		.diags = diags,
		.arena = scope->arena,
		.document = document,
		.node = node_get(strategy, "matrix"),
		.at = node_place(document, strategy),
	};
	if (!value || !expand_strategy(&expansion, value, ret))
		return false;
	ret->strategy = value;
	return true;
}
