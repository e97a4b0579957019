/* SPDX-License-Identifier: MIT */

/*
 * A property of the planner: comments, quotes, flow or block, anchors and the order of a mapping's
 * keys change nothing, neither of the plan nor of the jobs. Every workflow of this repository is
 * written again in each of these forms, from its tree.
 */

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/process.h"
#include "harness/rows.h"
#include "plan/job_view.h"
#include "yaml/node.h"

/* What is another about a form. */
struct form {
	bool flow;
	bool reversed; /* mappings, but for those whose order says something */
	bool commented;
	bool aliased; /* a text that comes again is an alias */
	bool quoted_keys;
};

struct writing {
	struct strbuf out;
	const struct form *form;
	struct map anchors; /* text → its name, as the address of a byte of `names` */
	size_t depth;
};

static const char anchor_names[4096];

static void write_node(struct writing *w, const struct node *node, bool ordered);

static void write_quoted(struct writing *w, struct str text)
{
	struct json_out json;
	json_out_init(&json, &w->out);
	json_out_string(&json, text);
}

/* A string is quoted, so that it stays one; the others are what their text says. */
static void write_scalar(struct writing *w, const struct node *node)
{
	if (node->kind != NODE_STRING) {
		strbuf_add(&w->out, node->kind == NODE_NULL ? STR("~") : node->text);
		return;
	}
	if (w->form->aliased && node->text.len > 3) {
		const char *name = map_get(&w->anchors, node->text);
		if (name) {
			strbuf_printf(&w->out, "*a%zu ", (size_t)(name - anchor_names));
			return;
		}
		if (w->anchors.len < sizeof(anchor_names)) {
			strbuf_printf(&w->out, "&a%zu ", w->anchors.len);
			map_put(&w->anchors, node->text, anchor_names + w->anchors.len);
		}
	}
	write_quoted(w, node->text);
}

static void write_key(struct writing *w, const struct node *key)
{
	if (w->form->quoted_keys || key->style != NODE_PLAIN)
		write_quoted(w, key->text);
	else
		strbuf_add(&w->out, key->text);
}

static void new_line(struct writing *w)
{
	if (w->form->flow) {
		strbuf_add_char(&w->out, ' ');
		return;
	}
	if (w->form->commented)
		strbuf_add(&w->out, STR(" # what: [is, {said\n\n   # here"));
	strbuf_add_char(&w->out, '\n');
	strbuf_add_times(&w->out, ' ', w->depth * (w->form->commented ? 3 : 1));
}

static const struct node_member *member_at(
	const struct writing *w, const struct node *node, size_t index, bool ordered)
{
	const bool reversed = w->form->reversed && !ordered;
	return &node->members[reversed ? node->count - 1 - index : index];
}

static void write_flow(struct writing *w, const struct node *node, bool ordered)
{
	const bool mapping = node->kind == NODE_MAPPING;
	strbuf_add_char(&w->out, mapping ? '{' : '[');
	for (size_t i = 0; i < node->count; i++) {
		const struct node_member *member = mapping ? member_at(w, node, i, ordered) : NULL;
		strbuf_add(&w->out, i ? STR(", ") : STR(""));
		if (member) {
			write_key(w, member->key);
			strbuf_add(&w->out, STR(": "));
		}
		write_node(w, member ? member->value : node->items[i],
			ordered || (member && str_is(member->key->text, "matrix")));
	}
	strbuf_add_char(&w->out, mapping ? '}' : ']');
}

static void write_block(struct writing *w, const struct node *node, bool ordered)
{
	w->depth++;
	for (size_t i = 0; i < node->count; i++) {
		new_line(w);
		if (node->kind == NODE_SEQUENCE) {
			strbuf_add(&w->out, STR("- "));
			write_node(w, node->items[i], ordered);
			continue;
		}
		const struct node_member *member = member_at(w, node, i, ordered);
		write_key(w, member->key);
		strbuf_add(&w->out, STR(": "));
		write_node(w, member->value, ordered || str_is(member->key->text, "matrix"));
	}
	w->depth--;
}

static void write_node(struct writing *w, const struct node *node, bool ordered)
{
	if (node_is_scalar(node))
		write_scalar(w, node);
	else if (w->form->flow || node->count == 0)
		write_flow(w, node, ordered);
	else
		write_block(w, node, ordered);
}

static struct str rewrite(struct arena *arena, const struct node *root, const struct form *form)
{
	struct writing w = {.form = form};
	strbuf_init(&w.out, arena, LIMIT_FILE_BYTES);
	map_init(&w.anchors, arena);
	write_node(&w, root, false);
	strbuf_add_char(&w.out, '\n');
	return strbuf_str(&w.out);
}

static bool take(void *context, const struct job_view *job)
{
	job_view_json(context, job);
	return true;
}

/* All that the planner makes of a workflow; "" for what it refuses. */
static struct str made_of(struct arena *arena, struct str source)
{
	const struct plan_input input = {.file = STR("w.yml"), .source = source};
	struct diags diags;
	struct strbuf out;
	struct json_out json;
	diags_init(&diags, arena);
	strbuf_init(&out, arena, LIMIT_JOBS_BYTES);
	json_out_init(&json, &out);
	json_out_open_array(&json);
	if (!jobs_show(arena, &diags, &input, take, &json))
		return STR("");
	json_out_close_array(&json);
	json_out_finish(&json);
	const struct plan *plan = plan_make(arena, &diags, &input);
	if (plan)
		strbuf_add(&out, plan_json(arena, plan));
	return strbuf_str(&out);
}

static size_t check_file(const char *path, const struct form *form)
{
	struct arena arena;
	struct diags diags;
	char *text = file_get(path);
	size_t checked = 0;
	assert_non_null(text);
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct document *document = yaml_read(&arena, &diags, STR("w.yml"), str_of(text));
	const struct str before = document ? made_of(&arena, str_of(text)) : STR("");
	if (before.len) {
		const struct str written = rewrite(&arena, document->root, form);
		const struct str after = made_of(&arena, written);
		if (!str_eq(after, before))
			fail_msg("%s:\n%.*s", path, STR_ARG(written));
		checked = 1;
	}
	arena_release(&arena);
	free(text);
	return checked;
}

struct form_row {
	const char *name;
	struct form form;
};

static const struct form_row forms[] = {
	{"a workflow in block style with quotes", {.quoted_keys = true}},
	{"a workflow in flow style", {.flow = true}},
	{"a workflow as JSON", {.flow = true, .quoted_keys = true}},
	{"a workflow with comments everywhere", {.commented = true}},
	{"a workflow with its keys in reverse", {.reversed = true}},
	{"a workflow with an alias for what comes again", {.aliased = true}},
	{"a workflow with all of that in one line",
		{.flow = true, .reversed = true, .aliased = true}},
};

static void check_form(void **state)
{
	static const char *const patterns[] = {
		"golden/*/*/workflow.yml", "workflows/*.yml", ".github/workflows/*.yml"};
	const struct form_row *row = *state;
	glob_t found = {0};
	size_t checked = 0;
	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++)
		assert_int_equal(glob(patterns[i], i ? GLOB_APPEND : 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++)
		checked += check_file(found.gl_pathv[i], &row->form);
	/* Fewer are found only when something is lost. */
	assert_true(checked > 50);
	globfree(&found);
}

int main(void)
{
	return ROWS_RUN("the form changes nothing", forms, check_form);
}
