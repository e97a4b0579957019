/* SPDX-License-Identifier: MIT */

/*
 * Pairs of workflows before and after a change, below tests/diff/: each change is found, said once
 * and with its cost, and nothing else is said. Beside old.yml and new.yml stand the exact bytes in
 * every form, the Markdown without the plan that is folded away. The first comment of new.yml (of
 * old.yml, when there is no new one) is the promise. `diff_test --update` rewrites them.
 */

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/process.h"
#include "harness/rows.h"
#include "review/markdown.h"
#include "review/review.h"
#include "review/words.h"

#define PAIRS "tests/diff"
#define PAIRS_MAX 500
#define PAIRS_LEAST 100 /* fewer than these are found only when something is lost */

struct pair_row {
	const char *name;
	char *folder;
};

static struct pair_row rows[PAIRS_MAX];
static size_t row_count;

/* A pair while it is looked at. */
struct pair {
	const char *folder;
	struct arena arena;
	struct diags diags;
	struct diff_side old;
	struct diff_side now;
};

static struct str load(struct pair *pair, const char *name)
{
	char *path = path_of(pair->folder, name);
	char *text = file_get(path);
	struct str copy = text ? str_dup(&pair->arena, str_of(text)) : STR_NONE;

	free(text);
	free(path);
	return copy;
}

/* An empty file is a workflow that is not there. */
static const struct plan *plan_of(struct pair *pair, const char *name)
{
	const struct plan_input input = {.file = str_of(name), .source = load(pair, name)};
	const struct plan *plan;

	assert_non_null(input.source.ptr);
	if (!str_trim(input.source).len)
		return NULL;
	plan = plan_make(&pair->arena, &pair->diags, &input);
	if (!plan)
		assert_int_equal(pair->diags.items[0]->rule, RULE_NO_BUILD);
	return plan;
}

static void open_pair(struct pair *pair, const char *folder)
{
	pair->folder = folder;
	arena_init(&pair->arena, LIMIT_ARENA_BYTES);
	diags_init(&pair->diags, &pair->arena);
	pair->old = (struct diff_side){plan_of(pair, "old.yml"), STR("old.yml"), false};
	pair->now = (struct diff_side){plan_of(pair, "new.yml"), STR("new.yml"), false};
}

static struct str markdown_of(struct pair *pair, const struct diff *diff)
{
	const struct markdown_form form = {MARKDOWN_BUDGET, STR("team/cache")};
	const struct str text = diff_markdown(&pair->arena, diff, &form);

	return str_dup(&pair->arena, str_slice(text, 0, str_find(text, STR("\n<details>"), 0)));
}

struct form {
	const char *file;
	struct str text;
};
#define FORMS 3

static void render(struct pair *pair, struct form *ret)
{
	const struct diff *diff = diff_make(&pair->arena, pair->old, pair->now);

	assert_non_null(diff);
	ret[0] = (struct form){"expected.txt", diff_text(&pair->arena, diff, SUMMARY_WIDTH, false)};
	ret[1] = (struct form){"expected.json", diff_json(&pair->arena, diff)};
	ret[2] = (struct form){"expected.md", markdown_of(pair, diff)};
}

static void check_pair(void **state)
{
	const struct pair_row *row = *state;
	struct form forms[FORMS];
	struct pair pair;

	open_pair(&pair, row->folder);
	render(&pair, forms);
	for (size_t i = 0; i < FORMS; i++) {
		assert_non_null(forms[i].text.ptr);
		assert_string_equal(forms[i].text.ptr, load(&pair, forms[i].file).ptr);
	}
	arena_release(&pair.arena);
}

static size_t count_changes(struct pair *pair, struct diff_side old, struct diff_side now)
{
	const struct diff *diff = diff_make(&pair->arena, old, now);

	assert_non_null(diff);
	return diff->count;
}

static struct diff_side as_plan(struct pair *pair, struct diff_side side)
{
	const struct str json = side.plan ? plan_json(&pair->arena, side.plan) : STR_NONE;

	if (side.plan)
		side.plan = plan_view(&pair->arena, &pair->diags, side.name, json);
	side.is_plan = true;
	return side;
}

static bool says(struct pair *pair, const struct diff *diff, const struct change *change)
{
	struct strbuf wanted;
	struct strbuf found;

	strbuf_init(&wanted, &pair->arena, LIMIT_PLAN_BYTES);
	words_change(&wanted, change);
	for (size_t i = 0; i < diff->count; i++) {
		strbuf_init(&found, &pair->arena, LIMIT_PLAN_BYTES);
		words_change(&found, &diff->changes[i]);
		if (str_eq(strbuf_str(&wanted), strbuf_str(&found)))
			return diff->changes[i].cost == change->cost &&
			       diff->changes[i].widening == change->widening;
	}
	return false;
}

/* A plan has no lines, so what one line gave to several builds may be several changes in it. */
static void the_plans_say_the_same_as_the_workflows(void **state)
{
	(void)state;
	for (size_t i = 0; i < row_count; i++) {
		struct pair pair;
		open_pair(&pair, rows[i].folder);
		const struct diff *diff = diff_make(&pair.arena, pair.old, pair.now);
		const struct diff *plans =
			diff_make(&pair.arena, as_plan(&pair, pair.old), as_plan(&pair, pair.now));
		assert_true(diff && plans && plans->count >= diff->count);
		for (size_t j = 0; j < diff->count; j++) {
			if (!says(&pair, plans, &diff->changes[j]))
				fail_msg("%s: change %zu", rows[i].folder, j);
		}
		arena_release(&pair.arena);
	}
}

static void nothing_differs_from_itself(void **state)
{
	(void)state;
	for (size_t i = 0; i < row_count; i++) {
		struct pair pair;
		open_pair(&pair, rows[i].folder);
		assert_int_equal(count_changes(&pair, pair.old, pair.old), 0);
		assert_int_equal(count_changes(&pair, pair.now, pair.now), 0);
		assert_int_equal(count_changes(&pair, as_plan(&pair, pair.now), pair.now), 0);
		arena_release(&pair.arena);
	}
}

/* There and back again is as many changes, and what narrowed widens on one of the ways at most. */
static void the_way_back_has_as_many_changes(void **state)
{
	(void)state;
	for (size_t i = 0; i < row_count; i++) {
		struct pair pair;
		open_pair(&pair, rows[i].folder);
		const size_t there = count_changes(&pair, pair.old, pair.now);
		const size_t back = count_changes(&pair, pair.now, pair.old);
		if (there != back)
			fail_msg("%s: %zu there, %zu back", rows[i].folder, there, back);
		arena_release(&pair.arena);
	}
}

/* "trigger/branch-added: A branch more widens." */
static char *name_of(const char *folder)
{
	char *path = path_of(folder, "new.yml");
	char *text = file_get(path);

	free(path);
	if (!text || text[0] != '#') {
		free(text);
		path = path_of(folder, "old.yml");
		text = file_get(path);
		free(path);
	}
	const char *promise = text && strncmp(text, "# ", 2) == 0 ? text + 2 : "(no promise)";
	const size_t size = strlen(folder) + strlen(promise) + 3;
	char *name = malloc(size);
	if (name)
		snprintf(name, size, "%s: %.*s", folder + sizeof(PAIRS),
			(int)strcspn(promise, "\n"), promise);
	free(text);
	return name;
}

static int found(const char *path, const struct stat *info, int type, struct FTW *walk)
{
	(void)info;
	if (type != FTW_F || strcmp(path + walk->base, "new.yml") != 0 || row_count == PAIRS_MAX)
		return 0;
	char *folder = strdup(path);
	if (!folder)
		return 1;
	folder[walk->base - 1] = '\0';
	rows[row_count].name = name_of(folder);
	rows[row_count++].folder = folder;
	return 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct pair_row *)a)->folder, ((const struct pair_row *)b)->folder);
}

static void update(const char *folder)
{
	struct form forms[FORMS];
	struct pair pair;

	open_pair(&pair, folder);
	render(&pair, forms);
	for (size_t i = 0; i < FORMS; i++) {
		char *path = path_of(folder, forms[i].file);
		file_put(path, forms[i].text.ptr);
		free(path);
	}
	arena_release(&pair.arena);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_differs_from_itself),
		cmocka_unit_test(the_plans_say_the_same_as_the_workflows),
		cmocka_unit_test(the_way_back_has_as_many_changes),
	};
	int failed = 0;

	if (nftw(PAIRS, found, 16, FTW_PHYS) || row_count < PAIRS_LEAST)
		return 1;
	qsort(rows, row_count, sizeof(rows[0]), by_name);
	if (argc > 1 && strcmp(argv[1], "--update") == 0) {
		for (size_t i = 0; i < row_count; i++)
			update(rows[i].folder);
	} else {
		failed = rows_run("pairs", rows, row_count, sizeof(rows[0]), check_pair) +
			 cmocka_run_group_tests_name("all pairs", tests, NULL, NULL);
	}
	for (size_t i = 0; i < row_count; i++) {
		free((char *)(uintptr_t)rows[i].name);
		free(rows[i].folder);
	}
	return failed;
}
