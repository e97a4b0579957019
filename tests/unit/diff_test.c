/* SPDX-License-Identifier: MIT */

/*
 * Each member of a plan, changed alone, is exactly one change; what only repeats another is none.
 * The members are those of two builds that have every one between them, so a member that is new to
 * plans is new to this test too.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "harness/failing.h"
#include "harness/plans.h"
#include "harness/rows.h"
#include "review/markdown.h"
#include "review/reproducer.h"
#include "review/words.h"

#define POINTER_MAX 256

/* A plan as a side of a diff; what it says of itself is not asked. */
static struct diff_side side_of(struct arena *arena, json_t *plan)
{
	char *bytes = plans_bytes(plan);
	struct diags diags;
	struct diff_side side = {.name = STR("plan.json"), .is_plan = true};

	diags_init(&diags, arena);
	side.plan = plan_view(arena, &diags, side.name, str_dup(arena, str_of(bytes)));
	free(bytes);
	return side;
}

/* A member whose other value goes without saying: that is no member at all. */
static bool is_left_out(const char *pointer)
{
	static const char *const names[] = {"/lfs", "/persist_credentials", "/continue_on_error"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(strrchr(pointer, '/'), names[i]) == 0)
			return true;
	}
	return false;
}

/* Another value of the same kind that a plan may have there; NULL: none at all. */
static json_t *other_value(const char *pointer, const json_t *node)
{
	static const char *const words[][2] = {{"read", "write"}, {"write", "read"},
		{"default", "read-all"}, {"0 6 * * 1", "0 6 * * 2"}};
	char text[512];

	if (is_left_out(pointer))
		return NULL;
	if (strcmp(strrchr(pointer, '/'), "/submodules") == 0)
		return json_true();
	if (json_is_boolean(node))
		return json_boolean(!json_is_true(node));
	if (json_is_integer(node))
		return json_integer(json_integer_value(node) + 1);
	if (json_is_real(node))
		return json_real(json_real_value(node) + 1);
	if (json_is_null(node))
		return strstr(pointer, "/source") ? json_pack("{s:s}", "uses", "x")
						  : json_string("x");
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(json_string_value(node), words[i][0]) == 0)
			return json_string(words[i][1]);
	}
	if (strcmp(json_string_value(node), "unknown") == 0)
		return json_true();
	snprintf(text, sizeof(text), "%sx", json_string_value(node));
	return json_string(text);
}

/* What repeats another member, or is made of all of them. */
static bool is_repetition(const char *pointer)
{
	static const char *const parts[] = {"/schema", "/plan_id", "/image/registry",
		"/image/repository", "/image/tag", "/image/digest", "/cache/repo",
		"/cache/ttl_days", "/workspace_folder", "/init_script", "/argv/", "/unknown"};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (strstr(pointer, parts[i]))
			return true;
	}
	return false;
}

struct counting {
	json_t *plan;
	size_t leaves;
};

static void check_leaf(struct counting *counting, const char *pointer, const json_t *node)
{
	json_t *changed = json_deep_copy(counting->plan);
	json_t *value = other_value(pointer, node);
	char *text = value ? json_dumps(value, JSON_ENCODE_ANY) : NULL;
	struct arena arena;

	for (char *c = text; c && *c; c++)
		*c = *c == '"' ? '\'' : *c;
	plans_set(changed, pointer, text);
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct diff_side old = side_of(&arena, counting->plan);
	const struct diff_side now = side_of(&arena, changed);
	if (!strstr(pointer, "/schema")) {
		if (!old.plan || !now.plan)
			fail_msg("%s: %s cannot be viewed", pointer, text ? text : "nothing");
		const struct diff *diff = diff_make(&arena, old, now);
		const size_t wanted = is_repetition(pointer) ? 0 : 1;
		if (!diff || diff->count != wanted)
			fail_msg("%s: %s is %zu changes, not %zu", pointer, text ? text : "nothing",
				diff ? diff->count : 0, wanted);
		counting->leaves++;
	}
	arena_release(&arena);
	free(text);
	json_decref(value);
	json_decref(changed);
}

static void check_all(struct counting *counting, const char *pointer, json_t *node)
{
	char below[POINTER_MAX];
	const char *key;
	json_t *item;
	size_t index;

	json_object_foreach(node, key, item)
	{
		/* A '/' in a name would have to be escaped. */
		if (strchr(key, '/'))
			continue;
		snprintf(below, sizeof(below), "%s/%s", pointer, key);
		check_all(counting, below, item);
	}
	json_array_foreach(node, index, item)
	{
		snprintf(below, sizeof(below), "%s/%zu", pointer, index);
		check_all(counting, below, item);
	}
	if (!json_is_object(node) && !json_is_array(node))
		check_leaf(counting, pointer, node);
}

static void every_member_changed_alone_is_one_change(void **state)
{
	struct counting counting = {plans_full(), 0};
	(void)state;

	check_all(&counting, "", counting.plan);
	assert_true(counting.leaves > 150);
	json_decref(counting.plan);
}

/* A change of the full plan, and how it is told. */
struct told_row {
	const char *name;
	const char *pointer;
	const char *value; /* NULL: it goes */
	const char *words;
	enum cost cost;
	enum widening widening;
};

static const struct told_row told_rows[] = {
	{"a member that goes", "/builds/1/timeout_minutes", NULL, "timeout_minutes removed: 60",
		COST_NONE, WIDENS_NOTHING},
	{"a leg's value below its name", "/builds/1/matrix/deep", "{'a/b':[1.5,null,false]}",
		"matrix.deep.a/b true → false", COST_NONE, WIDENS_NOTHING},
	{"an element that goes", "/builds/1/needs/1", NULL, "needs removed: lint", COST_WHEN,
		WIDENS_NOTHING},
	{"elements in another order", "/builds/1/needs", "['lint','cache']",
		"needs in another order: cache, lint → lint, cache", COST_WHEN, WIDENS_NOTHING},
	{"no checkout in place of one", "/builds/1/source", "null",
		"source uses: actions/checkout@v4, repository: bob/other, ref: main, path: sub, "
		"submodules: recursive, lfs: true, persist_credentials: false → none",
		COST_MAY_REBUILD, WIDENS_SOURCE},
	{"a group in place of labels", "/builds/0/runs_on", "{'group':'big'}",
		"runs_on linux, x64 → group: big", COST_MAY_REBUILD, WIDENS_RUNNER},
	{"scopes in place of the default", "/builds/0/permissions", "{'contents':'read'}",
		"permissions default → contents: read", COST_WHO, WIDENS_NOTHING},
	{"all scopes to write", "/builds/1/permissions", "'write-all'",
		"permissions contents: read, packages: write → write-all", COST_WHO, WIDENS_RIGHTS},
	{"a network that goes", "/builds/1/engine/network", NULL, "engine.network removed: host",
		COST_NONE, WIDENS_NOTHING},
	{"an option of a release to come", "/builds/0/env/set/ENVBUILDER_NEW", "'1'",
		"env.set.ENVBUILDER_NEW added: 1", COST_MAY_REBUILD, WIDENS_NOTHING},
	{"a secret of a release to come", "/builds/0/env/inherit/1", "'ENVBUILDER_NEW'",
		"env.inherit added: ENVBUILDER_NEW", COST_MAY_REBUILD, WIDENS_NOTHING},
	{"an event that ends in a push", "/builds/0/events/push/pushes", "true",
		"events: now pushed by push", COST_WHO, WIDENS_PUSH},
	{"one that does not any more", "/builds/1/events/push/pushes", "false",
		"events: no longer pushed by push", COST_WHO, WIDENS_NOTHING},
	{"one that does not even run", "/builds/1/events/push", "{'runs':false,'pushes':false}",
		"events: no longer run by push", COST_WHO, WIDENS_NOTHING},
	{"a fork's", "/builds/1/events/pull_request/fork/runs", "'unknown'",
		"events: unknown whether run by a fork's pull_request", COST_WHO, WIDENS_NOTHING},
	{"a hidden character", "/builds/1/if", "'a\\u202Eb'", "if github.ref == 1 → a\\u202Eb",
		COST_WHEN, WIDENS_START},
	{"an empty text", "/workflow/name", "''", "workflow.name Cache → ''", COST_NONE,
		WIDENS_NOTHING},
};

static void check_told(void **state)
{
	const struct told_row *row = *state;
	json_t *old = plans_full();
	json_t *now = plans_full();
	struct arena arena;
	struct strbuf words;

	plans_set(now, row->pointer, row->value);
	arena_init(&arena, LIMIT_ARENA_BYTES);
	strbuf_init(&words, &arena, LIMIT_TEXT_BYTES);
	const struct diff *diff = diff_make(&arena, side_of(&arena, old), side_of(&arena, now));
	assert_non_null(diff);
	assert_int_equal(diff->count, 1);
	words_change(&words, &diff->changes[0]);
	assert_string_equal(strbuf_str(&words).ptr, row->words);
	assert_int_equal(diff->changes[0].cost, row->cost);
	assert_int_equal(diff->changes[0].widening, row->widening);
	arena_release(&arena);
	json_decref(now);
	json_decref(old);
}

/* What a command makes of two plans, every form of it; true when there is one. */
static bool render_all(struct arena *arena, json_t *old, json_t *now)
{
	const struct markdown_form form = {MARKDOWN_BUDGET, STR_NONE};
	const struct diff_side sides[] = {side_of(arena, old), side_of(arena, now)};
	const struct diff *diff =
		sides[0].plan && sides[1].plan ? diff_make(arena, sides[0], sides[1]) : NULL;

	if (!diff)
		return false;
	const bool texts[] = {
		diff_text(arena, diff, 100, true).ptr != NULL,
		diff_json(arena, diff).ptr != NULL,
		diff_markdown(arena, diff, &form).ptr != NULL,
		plan_markdown(arena, sides[1].plan, STR("x"), &form).ptr != NULL,
		reproducer_text(arena, sides[1].plan).ptr != NULL,
	};
	bool all = true;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		all = all && texts[i];
	return all;
}

static void each_allocation_can_fail(void **state)
{
	struct failing failing = {0};
	json_t *old = plans_full();
	json_t *now = plans_full();
	(void)state;

	plans_set(now, "/builds/0/id", "'cached'");
	plans_set(now, "/builds/1/permissions/contents", "'write'");
	plans_set(now, "/builds/1/events/push/pushes", "false");
	plans_set(now, "/workflow/triggers/push/branches/1", "'b'");
	for (failing.fail_at = 1;; failing.fail_at++) {
		struct arena arena;
		failing.calls = 0;
		arena_init_with(&arena, failing_allocator(&failing), LIMIT_ARENA_BYTES);
		const bool done = render_all(&arena, old, now);
		const bool failed = failing.calls >= failing.fail_at;
		assert_int_equal(done, !failed);
		arena_release(&arena);
		assert_int_equal(failing.live, 0);
		if (!failed)
			break;
	}
	assert_true(failing.fail_at > 3);
	json_decref(now);
	json_decref(old);
}

static void no_line_is_wider_than_it_may_be(void **state)
{
	json_t *old = plans_full();
	json_t *now = plans_full();
	(void)state;

	plans_set(now, "/builds/1/if", "'a b c d e f g h i j k l m n o p q r s t u v w x y z'");
	plans_set(now, "/builds/1/env/set/ENVBUILDER_SETUP_SCRIPT",
		"'0123456789012345678901234567890123456789012345678901234567890123456789'");
	for (unsigned width = 60; width <= 100; width += 20) {
		struct arena arena;
		arena_init(&arena, LIMIT_ARENA_BYTES);
		const struct diff *diff =
			diff_make(&arena, side_of(&arena, old), side_of(&arena, now));
		const struct str text = diff_text(&arena, diff, width, false);
		for (size_t at = 0; at < text.len;) {
			const size_t end = str_find_char(text, '\n', at);
			const struct str line = str_slice(text, at, end);
			assert_true(utf8_count(line) <= width);
			at = end + 1;
		}
		arena_release(&arena);
	}
	json_decref(now);
	json_decref(old);
}

static void both_sides_may_be_without_a_build(void **state)
{
	const struct diff_side none = {NULL, STR("/dev/null"), false};
	struct arena arena;
	json_t *plan = plans_full();
	(void)state;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct diff_side side = side_of(&arena, plan);
	assert_int_equal(diff_make(&arena, none, none)->count, 0);
	assert_int_equal(diff_make(&arena, none, side)->count, 2);
	assert_int_equal(diff_make(&arena, side, none)->count, 2);
	assert_int_equal(diff_make(&arena, none, side)->widening_count, 2);
	assert_int_equal(diff_make(&arena, side, none)->widening_count, 0);
	assert_string_equal(diff_text(&arena, diff_make(&arena, none, none), 100, false).ptr,
		"no change: no build on either side\n");
	arena_release(&arena);
	json_decref(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_member_changed_alone_is_one_change),
		cmocka_unit_test(each_allocation_can_fail),
		cmocka_unit_test(no_line_is_wider_than_it_may_be),
		cmocka_unit_test(both_sides_may_be_without_a_build),
	};

	return ROWS_RUN("what is told", told_rows, check_told) +
	       cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
