/* SPDX-License-Identifier: MIT */
#include "review/review.h"

#include "actions/template.h"
#include "base/limits.h"
#include "yaml/node.h"

struct reader {
	struct arena *arena;
	struct diags *diags;
	const struct document *document;
	struct golden_case *ret;
};

static struct diag *wrong(
	const struct reader *r, const struct node *node, const char *message, struct str subject)
{
	return diag_add(r->diags, RULE_CASE, node_place(r->document, node), "'%.*s' %s",
		STR_ARG(subject), message);
}

static bool read_text(
	const struct reader *r, struct str key, const struct node *node, struct str *ret)
{
	if (!node_is_scalar(node) || node->kind == NODE_NULL) {
		wrong(r, node, "is a string", key);
		return false;
	}
	*ret = node_string(r->arena, node);
	return ret->ptr != NULL;
}

static bool read_promise(const struct reader *r, struct str key, const struct node *node)
{
	return read_text(r, key, node, &r->ret->promise);
}

static bool read_workflow(const struct reader *r, struct str key, const struct node *node)
{
	return read_text(r, key, node, &r->ret->workflow);
}

static bool read_event(const struct reader *r, struct str key, const struct node *node)
{
	return read_text(r, key, node, &r->ret->event);
}

/* A case never holds a secret: it says whether one is there. */
static bool read_override(
	const struct reader *r, const struct node_member *member, struct setting *ret)
{
	struct diag *diag;

	ret->name = member->key->text;
	ret->at = node_place(r->document, member->value);
	if (member->value->kind == NODE_NULL)
		ret->value = STR("");
	else if (!read_text(r, ret->name, member->value, &ret->value))
		return false;
	if (!setting_is_secret(ret->name) || !ret->value.len || str_is(ret->value, "present"))
		return true;
	diag = diag_add(r->diags, RULE_SECRET_LITERAL, ret->at, "'%.*s' holds a literal secret",
		STR_ARG(ret->name));
	if (diag)
		diag->conceal = true;
	diag_hint(r->diags, diag, "in a case, a secret's value is the word 'present'");
	return false;
}

static bool read_overrides(const struct reader *r, struct str key, const struct node *node)
{
	struct setting *settings;

	if (node->kind != NODE_MAPPING) {
		wrong(r, node, "is a mapping of names to values", key);
		return false;
	}
	settings = arena_array(r->arena, node->count + 1, sizeof(*settings));
	if (!settings)
		return false;
	for (size_t i = 0; i < node->count; i++) {
		if (!read_override(r, &node->members[i], &settings[i]))
			return false;
	}
	r->ret->overrides = settings;
	r->ret->override_count = node->count;
	return true;
}

static bool read_context(const struct reader *r, struct str key, const struct node *node)
{
	struct map nothing;
	const struct scope scope = {.arena = r->arena, .contexts = &nothing};

	map_init_nocase(&nothing, r->arena);
	for (size_t i = 0; node->kind == NODE_MAPPING && i < node->count; i++) {
		const struct str name = node->members[i].key->text;
		if (str_is(name, "github") || str_is(name, "vars") || str_is(name, "inputs"))
			continue;
		diag_hint(r->diags,
			wrong(r, node->members[i].key, "is no context that can be given", name),
			"give github, vars or inputs, each a mapping");
		return false;
	}
	if (node->kind != NODE_MAPPING) {
		wrong(r, node, "is a mapping of contexts", key);
		return false;
	}
	r->ret->context = template_value(r->document, node, &scope);
	return r->ret->context != NULL;
}

static bool read_executors(const struct reader *r, struct str key, const struct node *node)
{
	struct str *names;

	if (node->kind != NODE_SEQUENCE) {
		wrong(r, node, "is a sequence of names", key);
		return false;
	}
	names = arena_array(r->arena, node->count + 1, sizeof(*names));
	for (size_t i = 0; names && i < node->count; i++) {
		if (!read_text(r, key, node->items[i], &names[i]))
			return false;
	}
	r->ret->executors = names;
	r->ret->executor_count = node->count;
	return names != NULL;
}

static bool read_expect(const struct reader *r, struct str key, const struct node *node)
{
	if (node->kind == NODE_NUMBER && node->number >= 0 && node->number <= 3) {
		r->ret->expect = (int)node->number;
		if (r->ret->expect == 0 || r->ret->expect == 3)
			return true;
	}
	diag_hint(r->diags, wrong(r, node, "is no exit code of planning", key),
		"0: there is a plan; 3: the input is wrong");
	return false;
}

/* A row is a key of case.yml. */
static const struct {
	const char *key;
	bool (*read)(const struct reader *r, struct str key, const struct node *node);
} case_rows[] = {
	{"promise", read_promise},
	{"workflow", read_workflow},
	{"overrides", read_overrides},
	{"context", read_context},
	{"event", read_event},
	{"executors", read_executors},
	{"expect", read_expect},
};
#define CASE_ROWS (sizeof(case_rows) / sizeof(case_rows[0]))

static bool read_member(const struct reader *r, const struct node_member *member)
{
	const struct str key = member->key->text;

	for (size_t i = 0; i < CASE_ROWS; i++) {
		if (str_is(key, case_rows[i].key))
			return case_rows[i].read(r, key, member->value);
	}
	diag_hint(r->diags, wrong(r, member->key, "is no key of a case", key),
		"promise, workflow, overrides, context, event, executors, expect");
	return false;
}

static bool read_members(const struct reader *r, const struct node *root)
{
	if (root->kind != NODE_MAPPING) {
		diag_add(r->diags, RULE_CASE, node_place(r->document, root),
			"a case is a mapping, not %s", node_kind_name(root->kind));
		return false;
	}
	for (size_t i = 0; i < root->count; i++) {
		if (!read_member(r, &root->members[i]))
			return false;
	}
	if (!str_trim(r->ret->promise).len) {
		diag_hint(r->diags,
			diag_add(r->diags, RULE_CASE, node_place(r->document, root),
				"the case has no promise"),
			"say in a sentence what it holds: 'promise: …'");
		return false;
	}
	return true;
}

const struct golden_case *golden_case_read(
	struct arena *arena, struct diags *diags, struct str file, struct str source)
{
	struct golden_case *ret = arena_alloc(arena, sizeof(*ret));
	struct reader r = {arena, diags, NULL, ret};

	if (!ret)
		return NULL;
	r.document = yaml_read(arena, diags, file, source);
	if (!r.document || !read_members(&r, r.document->root))
		return NULL;
	return ret;
}

struct golden_outcome golden_outcome_of(
	struct arena *arena, const struct plan *plan, const struct diags *diags)
{
	struct golden_outcome outcome = {.exit_code = plan ? 0 : 3};
	struct strbuf error;

	if (plan) {
		outcome.plan = plan_json(arena, plan);
		outcome.summary = summary_text(arena, plan, SUMMARY_WIDTH);
		return outcome;
	}
	strbuf_init(&error, arena, LIMIT_TEXT_BYTES);
	diags_text(&error, diags, STR("precache"), DIAG_PLAIN);
	outcome.error = strbuf_str(&error);
	return outcome;
}
