/* SPDX-License-Identifier: MIT */
#include "actions/permission.h"

#include "actions/schema.h"

enum level_bit {
	LEVEL_NONE = 1u << 0,
	LEVEL_READ = 1u << 1,
	LEVEL_WRITE = 1u << 2
};

#define LEVELS_ALL ((unsigned)LEVEL_NONE | LEVEL_READ | LEVEL_WRITE)
#define LEVELS_READ ((unsigned)LEVEL_NONE | LEVEL_READ)
#define LEVELS_WRITE ((unsigned)LEVEL_NONE | LEVEL_WRITE)

struct scope_row {
	struct str name;
	unsigned levels;
};

static const struct scope_row scope_rows[] = {
	{STR_ROW("actions"), LEVELS_ALL},
	{STR_ROW("artifact-metadata"), LEVELS_ALL},
	{STR_ROW("attestations"), LEVELS_ALL},
	{STR_ROW("checks"), LEVELS_ALL},
	{STR_ROW("code-quality"), LEVELS_ALL},
	{STR_ROW("contents"), LEVELS_ALL},
	{STR_ROW("copilot-requests"), LEVELS_WRITE},
	{STR_ROW("deployments"), LEVELS_ALL},
	{STR_ROW("discussions"), LEVELS_ALL},
	{STR_ROW("drives"), LEVELS_ALL},
	{STR_ROW("id-token"), LEVELS_WRITE},
	{STR_ROW("issues"), LEVELS_ALL},
	{STR_ROW("models"), LEVELS_READ},
	{STR_ROW("packages"), LEVELS_ALL},
	{STR_ROW("pages"), LEVELS_ALL},
	{STR_ROW("pull-requests"), LEVELS_ALL},
	{STR_ROW("repository-projects"), LEVELS_ALL},
	{STR_ROW("security-events"), LEVELS_ALL},
	{STR_ROW("statuses"), LEVELS_ALL},
	{STR_ROW("vulnerability-alerts"), LEVELS_READ},
};

struct level_row {
	struct str name;
	unsigned bit;
	enum permission_level level;
};

static const struct level_row level_rows[] = {
	{STR_ROW("none"), LEVEL_NONE, PERMISSION_NONE},
	{STR_ROW("read"), LEVEL_READ, PERMISSION_READ},
	{STR_ROW("write"), LEVEL_WRITE, PERMISSION_WRITE},
};

/* The strings that stand for all scopes at once. */
static const struct level_row all_rows[] = {
	{STR_ROW("read-all"), LEVEL_READ, PERMISSION_READ},
	{STR_ROW("write-all"), LEVEL_WRITE, PERMISSION_WRITE},
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct schema permissions_schema = {
	.kinds = KIND_STRING | KIND_MAPPING, .values = &schema_elsewhere};

static const struct scope_row *find_scope(struct str name)
{
	for (size_t i = 0; i < COUNT(scope_rows); i++)
		if (str_eq(scope_rows[i].name, name))
			return &scope_rows[i];
	return NULL;
}

static const struct level_row *find_level(
	const struct level_row *rows, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(rows[i].name, name))
			return &rows[i];
	return NULL;
}

/* "read, write" of a scope's levels, for a hint. */
static struct str levels_text(struct arena *arena, unsigned levels)
{
	struct str text = STR("");
	for (size_t i = 0; i < COUNT(level_rows); i++)
		if (levels & level_rows[i].bit)
			text = str_printf(arena, "%.*s%s%.*s", STR_ARG(text),
				text.len > 0 ? ", " : "", STR_ARG(level_rows[i].name));
	return text;
}

static bool check_all(const struct checker *checker, const struct node *node)
{
	if (find_level(all_rows, COUNT(all_rows), node->text))
		return true;
	struct diag *diag =
		checker_add(checker, RULE_PERMISSION, node_place(checker->document, node),
			"'%.*s' is no permission", STR_ARG(node->text));
	diag_hint(checker->diags, diag,
		"write 'read-all', 'write-all', or a mapping of scopes to levels");
	return false;
}

static bool check_scope(const struct checker *checker, const struct node_member *member)
{
	const struct scope_row *scope = find_scope(member->key->text);
	if (!scope) {
		struct diag *diag = checker_add(checker, RULE_PERMISSION,
			node_place(checker->document, member->key), "'%.*s' is no permission scope",
			STR_ARG(member->key->text));
		schema_hint_near(checker, diag, member->key->text, scope_rows, COUNT(scope_rows),
			sizeof(scope_rows[0]));
		return false;
	}
	if (!schema_check(checker, &schema_word, member->value, schema_key_subject(member->key)))
		return false;
	const struct level_row *level =
		find_level(level_rows, COUNT(level_rows), member->value->text);
	if (level && (scope->levels & level->bit))
		return true;
	struct diag *diag = checker_add(checker, RULE_PERMISSION,
		node_place(checker->document, member->value), "'%.*s' is no level of '%.*s'",
		STR_ARG(member->value->text), STR_ARG(scope->name));
	const struct str levels = levels_text(checker->arena, scope->levels);
	diag_hint(checker->diags, diag, "its levels are %.*s", STR_ARG(levels));
	return false;
}

bool permissions_check(struct arena *arena, struct diags *diags, const struct document *document,
	const struct node *permissions)
{
	const struct checker checker = {arena, diags, document, NULL};
	const struct schema_subject subject = {"", STR("permissions")};
	if (!schema_check(&checker, &permissions_schema, permissions, subject))
		return false;
	if (permissions->kind == NODE_STRING)
		return check_all(&checker, permissions);
	bool fits = true;
	for (size_t i = 0; permissions->kind == NODE_MAPPING && i < permissions->count; i++)
		fits = check_scope(&checker, &permissions->members[i]) && fits;
	return fits;
}

static const struct value *scopes_value(struct arena *arena, const struct document *document,
	const struct node *node, const struct place *origin)
{
	struct map *scopes = arena_alloc(arena, sizeof(*scopes));
	if (!scopes)
		return NULL;
	map_init(scopes, arena);
	const size_t count = node->kind == NODE_MAPPING ? node->count : 0;
	for (size_t i = 0; i < count; i++) {
		const struct node_member *member = &node->members[i];
		if (str_is(member->value->text, "none"))
			continue;
		const struct place place = node_place(document, member->value);
		const struct place *at = arena_copy(arena, &place, sizeof(place));
		const struct value *level =
			at ? value_string(arena, member->value->text, at) : NULL;
		if (!level || !map_put(scopes, member->key->text, level))
			return NULL;
	}
	return map_sort(scopes) ? value_object(arena, scopes, origin) : NULL;
}

const struct value *permissions_value(struct arena *arena, const struct document *document,
	const struct node *workflow, const struct node *job)
{
	const struct node *node = job ? job : workflow;
	if (!node)
		return value_string(arena, STR("default"), NULL);
	const struct place place = node_place(document, node);
	const struct place *origin = arena_copy(arena, &place, sizeof(place));
	if (!origin)
		return NULL;
	if (node->kind == NODE_STRING)
		return value_string(arena, node->text, origin);
	return scopes_value(arena, document, node, origin);
}

/* What "read-all" and "write-all" give a scope that lacks the level, no source says for sure. */
static enum permission_level granted_by_all(struct str name, struct str scope)
{
	const struct level_row *all = find_level(all_rows, COUNT(all_rows), name);
	const struct scope_row *row = find_scope(scope);
	if (!all || !row || !(row->levels & all->bit))
		return PERMISSION_UNKNOWN;
	return all->level;
}

enum permission_level permission_granted(const struct value *permissions, struct str scope)
{
	if (permissions->kind == VALUE_STRING)
		return granted_by_all(permissions->text, scope);
	const struct value *given = value_member(permissions, scope);
	if (!given)
		return PERMISSION_NONE;
	const struct level_row *level = find_level(level_rows, COUNT(level_rows), given->text);
	return level ? level->level : PERMISSION_UNKNOWN;
}

static struct str level_name(enum permission_level level)
{
	for (size_t i = 0; i < COUNT(level_rows); i++)
		if (level_rows[i].level == level)
			return level_rows[i].name;
	return STR_NONE;
}

static const struct place *asked_at(const struct value *asked, struct str scope)
{
	const struct value *level = asked->kind == VALUE_OBJECT ? value_member(asked, scope) : NULL;
	return level ? level->origin : asked->origin;
}

bool permissions_exceed(
	const struct value *asked, const struct value *had, struct permission_excess *ret_excess)
{
	for (size_t i = 0; i < COUNT(scope_rows); i++) {
		const struct str scope = scope_rows[i].name;
		const enum permission_level wants = permission_granted(asked, scope);
		const enum permission_level has = permission_granted(had, scope);
		if (wants == PERMISSION_UNKNOWN || has == PERMISSION_UNKNOWN || wants <= has)
			continue;
		*ret_excess = (struct permission_excess){
			scope, level_name(wants), level_name(has), asked_at(asked, scope)};
		return true;
	}
	return false;
}
