/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/plans.h"
#include "harness/rows.h"
#include "plan/binding.h"
#include "plan/derive.h"
#include "plan/pattern.h"

#define CACHE "ENVBUILDER_CACHE_REPO"
#define SCRIPT "ENVBUILDER_INIT_SCRIPT"
#define CACHE_AT "/builds/0/cache/repo"
#define SCRIPT_AT "/builds/0/init_script"

/* The full plan's first build with one variable unknown in the golden, and its value in the plan.
 */
struct bind_row {
	const char *name;
	const char *variable;
	const char *golden;
	enum unknown_why why;
	const char *value;
	const char *allowed;
	const char *message; /* NULL: it is taken */
};

static const struct bind_row bind_rows[] = {
	{"a value in the place of the expression", CACHE,
		"ghcr.io/${{ github.repository_owner }}/cache", WHY_EXPRESSION,
		"ghcr.io/alice/cache", NULL, NULL},
	{"a value in the place of all", CACHE, "${{ vars.CACHE }}", WHY_EXPRESSION,
		"ghcr.io/alice/cache", NULL, NULL},
	{"values in two places", CACHE, "${{ vars.HOST }}/x/${{ vars.NAME }}", WHY_EXPRESSION,
		"ghcr.io/x/x/x", NULL, NULL},
	{"another host before the expression", CACHE,
		"ghcr.io/${{ github.repository_owner }}/cache", WHY_EXPRESSION,
		"evil.example/alice/cache", NULL,
		"differs from the reviewed one at '/builds/0/cache/repo'"},
	{"another path behind the expression", CACHE,
		"ghcr.io/${{ github.repository_owner }}/cache", WHY_EXPRESSION,
		"ghcr.io/alice/cache2", NULL,
		"differs from the reviewed one at '/builds/0/cache/repo'"},
	{"a value with a control byte", SCRIPT, "echo ${{ github.sha }}", WHY_EXPRESSION,
		"echo a\nrm -rf /", NULL,
		"differs from the reviewed one at '/builds/0/init_script'"},
	{"an input that nobody allowed", CACHE, "ghcr.io/${{ inputs.repo }}/cache", WHY_EXPRESSION,
		"ghcr.io/alice/cache", NULL,
		"'" CACHE_AT "' hangs on 'inputs.repo', which whoever starts the run chooses"},
	{"an input that is allowed", CACHE, "ghcr.io/${{ inputs.repo }}/cache", WHY_EXPRESSION,
		"ghcr.io/alice/cache", CACHE_AT, NULL},
	{"an input that is allowed elsewhere", CACHE, "ghcr.io/${{ inputs.repo }}/cache",
		WHY_EXPRESSION, "ghcr.io/alice/cache", SCRIPT_AT, "hangs on 'inputs.repo'"},
	{"what is allowed keeps what stands around it", CACHE, "ghcr.io/${{ inputs.repo }}/cache",
		WHY_EXPRESSION, "evil.example/alice/cache", CACHE_AT,
		"differs from the reviewed one at '/builds/0/cache/repo'"},
	{"what a script makes", SCRIPT, "$(cat script)", WHY_SCRIPT, "anything", NULL,
		"'" SCRIPT_AT "' hangs on '$(cat script)', which a step of the run makes"},
	{"what a script makes, allowed", SCRIPT, "$(cat script)", WHY_SCRIPT, "anything", SCRIPT_AT,
		NULL},
	{"what a step puts out", SCRIPT, "${{ steps.a.outputs.b }}", WHY_STEP_OUTPUT, "x", NULL,
		"hangs on '${{ steps.a.outputs.b }}', which a step of the run makes"},
	{"what a matrix holds", SCRIPT, "echo ${{ matrix.os }}", WHY_MATRIX, "echo linux", NULL,
		NULL},
};

static const struct plan *read_full(struct fixture *fixture)
{
	json_t *tree = plans_full();
	char *bytes = plans_bytes(tree);
	const struct plan *plan = read_text(fixture, bytes);
	assert_non_null(plan);
	free(bytes);
	json_decref(tree);
	return plan;
}

/* The plan with another value, written and read again. */
static const struct plan *with(struct fixture *fixture, const struct plan *plan,
	const char *variable, const struct value *value)
{
	struct arena *arena = &fixture->arena;
	struct plan made = *plan;
	struct plan_build *builds =
		arena_copy(arena, plan->builds, plan->build_count * sizeof(*builds));
	struct map set;
	assert_true(map_copy(&set, arena, builds[0].set));
	assert_true(map_put(&set, str_of(variable), value));
	builds[0].set = &set;
	made.builds = builds;
	assert_true(plan_derive(arena, &made));
	const struct plan *read =
		plan_read(arena, &fixture->diags, STR("plan.json"), plan_json(arena, &made));
	if (!read)
		fail_msg("%.*s", STR_ARG(fixture->diags.items[0]->message));
	return read;
}

static void assert_not_reviewed(const struct fixture *fixture, const char *message)
{
	assert_int_equal(fixture->diags.errors, 1);
	const struct diag *diag = fixture->diags.items[0];
	assert_int_equal(diag->rule, RULE_PLAN_NOT_REVIEWED);
	if (str_find(diag->message, str_of(message), 0) == STR_NOWHERE)
		fail_msg("%.*s", STR_ARG(diag->message));
	assert_true(diag->hint.len > 0);
}

static void check_bind(void **state)
{
	const struct bind_row *row = *state;
	struct fixture fixture;
	struct bindings bindings;
	const struct str allowed = str_of(row->allowed);
	set_up(&fixture);
	const struct plan *full = read_full(&fixture);
	const struct value *text =
		value_unknown(&fixture.arena, str_of(row->golden), 0, row->why, NULL);
	const struct value *value = value_string(&fixture.arena, str_of(row->value), NULL);
	const struct plan *golden = with(&fixture, full, row->variable, text);
	const struct plan *plan = with(&fixture, full, row->variable, value);
	const bool bound = plan_bind(&fixture.arena, &fixture.diags, golden, plan, &allowed,
		row->allowed ? 1 : 0, &bindings);
	assert_int_equal(bound, row->message == NULL);
	if (bound) {
		assert_int_equal(bindings.count, 1);
		assert_true(str_is(bindings.items[0].text, row->golden));
		assert_true(str_is(bindings.items[0].value, row->value));
		assert_true(str_is(bindings.items[0].at,
			strcmp(row->variable, CACHE) == 0 ? CACHE_AT : SCRIPT_AT));
	} else {
		assert_not_reviewed(&fixture, row->message);
	}
	arena_release(&fixture.arena);
}

/* The full plan as golden, and one that differs from it in a member that is no unknown. */
struct differ_row {
	const char *name;
	const char *at;
	const char *golden; /* JSON; a text with an expression is listed as unknown */
	const char *plan;
	const char *message; /* NULL: they are the same plan */
};

static const struct differ_row differ_rows[] = {
	{"the same plan", "/workflow/name", "'a'", "'a'", NULL},
	{"another name", "/workflow/name", "'a'", "'b'",
		"differs from the reviewed one at '/workflow/name'"},
	{"a name less", "/workflow/name", "'a'", NULL,
		"differs from the reviewed one at '/workflow/name'"},
	{"another runner", "/builds/0/runs_on/0", "'linux'", "'macos'",
		"differs from the reviewed one at '/builds/0/runs_on/0'"},
	{"a runner more", "/builds/0/runs_on", "['linux']", "['linux','x64']",
		"differs from the reviewed one at '/builds/0/runs_on/1'"},
	{"other rights", "/builds/0/permissions", "'default'", "'write-all'",
		"differs from the reviewed one at '/builds/0/permissions'"},
	{"a build less", "/builds/1", NULL, "", "differs from the reviewed one at '/builds/1'"},
	{"a runner that got a name", "/builds/0/runs_on/0", "'${{ vars.R }}'", "'linux'", NULL},
	{"a timeout that got a number", "/builds/1/timeout_minutes", "'${{ vars.T }}'", "30", NULL},
	{"a runner that became a list", "/builds/0/runs_on", "'${{ vars.R }}'", "['linux']",
		"differs from the reviewed one at '/builds/0/runs_on'"},
	{"a group that is known in part", "/workflow/concurrency/group",
		"'${{ github.ref }}-${{ vars.A }}'", "'main-${{ vars.A }}'", NULL},
	{"a group with an expression that was not there", "/workflow/concurrency/group",
		"'${{ github.ref }}-${{ vars.A }}'", "'main-${{ vars.B }}'",
		"differs from the reviewed one at '/workflow/concurrency/group'"},
	{"a group that was known and is not", "/workflow/concurrency/group", "'main'",
		"'${{ vars.A }}'",
		"differs from the reviewed one at '/workflow/concurrency/group'"},
	{"an event that is decided now", "/builds/0/events/push/pushes", "'unknown'", "true", NULL},
	{"an event that is decided otherwise", "/builds/0/events/push/pushes", "false", "true",
		"differs from the reviewed one at '/builds/0/events/push/pushes'"},
};

static const struct plan *read_with(struct fixture *fixture, const char *at, const char *value)
{
	json_t *tree = plans_full();
	if (!value || *value)
		plans_set(tree, at, value);
	if (value)
		plans_list_unknown(tree, at, value);
	char *bytes = plans_bytes(tree);
	const struct plan *plan = read_text(fixture, bytes);
	if (!plan)
		fail_msg("%.*s", STR_ARG(fixture->diags.items[0]->message));
	free(bytes);
	json_decref(tree);
	return plan;
}

static void check_differ(void **state)
{
	const struct differ_row *row = *state;
	struct fixture fixture;
	struct bindings bindings;
	set_up(&fixture);
	const struct plan *golden = read_with(&fixture, row->at, row->golden);
	const struct plan *plan = read_with(&fixture, row->at, row->plan);
	const bool bound =
		plan_bind(&fixture.arena, &fixture.diags, golden, plan, NULL, 0, &bindings);
	if (bound && row->message)
		fail_msg("it is taken");
	if (!bound)
		assert_not_reviewed(&fixture, row->message ? row->message : "(nothing)");
	arena_release(&fixture.arena);
}

/* Which expressions are in the hands of whoever starts the run. */
struct chosen_row {
	const char *name;
	const char *text;
	const char *on; /* NULL: they are not */
};

static const struct chosen_row chosen_rows[] = {
	{"github.sha is not chosen", "${{ github.sha }}", NULL},
	{"github.event_name is not chosen", "${{ github.event_name }}", NULL},
	{"vars are not chosen", "${{ vars.inputs }}", NULL},
	{"a matrix is not chosen", "${{ matrix.os }}", NULL},
	{"the word inputs in a string is not chosen", "${{ format('inputs.x {0}', github.ref) }}",
		NULL},
	{"a property named inputs is not chosen", "${{ vars . inputs }}", NULL},
	{"github['sha'] is not chosen", "${{ github['sha'] }}", NULL},
	{"literals are not chosen", "${{ true && 0x1F || 'it''s' }}", NULL},
	{"inputs are chosen", "a-${{ inputs.x }}", "inputs.x"},
	{"inputs by index are chosen", "${{ inputs['x'] }}", "inputs['x']"},
	{"inputs in capitals are chosen", "${{ INPUTS.x }}", "INPUTS.x"},
	{"inputs in a call are chosen", "${{ format('{0}', inputs.x) }}", "inputs.x"},
	{"inputs in an index are chosen", "${{ vars[inputs.x] }}", "inputs.x"},
	{"inputs behind a string with quotes are chosen", "${{ 'it''s' == inputs.x }}", "inputs.x"},
	{"inputs in the second expression are chosen", "${{ vars.a }}${{ inputs.b }}", "inputs.b"},
	{"the event is chosen", "${{ github.event.pull_request.title }}",
		"github.event.pull_request.title"},
	{"the event in capitals is chosen", "${{ GitHub.Event.x }}", "GitHub.Event.x"},
	{"the event by index is chosen", "${{ github['event'].x }}", "github['event'].x"},
	{"the event by index with spaces is chosen", "${{ github [ 'EVENT' ] }}",
		"github [ 'EVENT' ]"},
	{"the event behind spaces is chosen", "${{ github . event }}", "github . event"},
	{"the head's name is chosen", "${{ github.head_ref }}", "github.head_ref"},
	{"a computed index is chosen", "${{ github[vars.x] }}", "github[vars.x]"},
	{"a computed string is chosen", "${{ github[format('event')] }}",
		"github[format('event')]"},
	{"a filter is chosen", "${{ github.*.x }}", "github."},
	{"all of github is chosen", "${{ toJSON(github) }}", "toJSON(github)"},
	{"outputs are chosen", "${{ needs.a.outputs.b }}", "needs.a.outputs.b"},
	{"an environment that is not known is chosen", "${{ env.X }}", "env.X"},
	{"a context that there is not is chosen", "${{ foo.bar }}", "foo.bar"},
	{"a condition without braces is read too", "inputs.x == 'a'", "inputs.x"},
	{"a condition without braces that is not chosen", "github.ref == 'a'", NULL},
};

static void check_chosen(void **state)
{
	const struct chosen_row *row = *state;
	const struct value value = {.kind = VALUE_STRING,
		.marks = MARK_UNKNOWN,
		.why = WHY_EXPRESSION,
		.text = str_of(row->text)};
	struct str on;
	const bool chosen = pattern_is_chosen(&value, &on);
	assert_int_equal(chosen, row->on != NULL);
	if (chosen && !str_is(on, row->on))
		fail_msg("it hangs on '%.*s'", STR_ARG(on));
}

/* Which values a text may become. */
struct fit_row {
	const char *name;
	const char *text;
	const char *value;
	bool fits;
};

static const struct fit_row fit_rows[] = {
	{"an expression becomes anything", "${{ a }}", "x y", true},
	{"an expression becomes nothing", "a${{ a }}b", "ab", true},
	{"what stands before stays", "a${{ a }}", "b", false},
	{"what stands behind stays", "${{ a }}b", "a", false},
	{"before and behind do not overlap", "aba${{ a }}ba", "aba", false},
	{"what stands between stays", "${{ a }}/x/${{ b }}", "a/y/b", false},
	{"what stands between may come more than once", "${{ a }}/x/${{ b }}", "/x//x/", true},
	{"the last literal is at the end", "${{ a }}-b", "a-b-b", true},
	{"order stays", "${{ a }}1${{ b }}2${{ c }}", "2 1", false},
	{"two expressions side by side", "${{ a }}${{ b }}c", "xyzc", true},
	{"braces in a string do not end an expression", "${{ format('}}') }}c", "xc", true},
	{"a control byte does not fit", "a${{ a }}", "a\t", false},
	{"a control byte in the middle does not fit", "${{ a }}b${{ c }}",
		"\x7f"
		"b",
		false},
	{"a control byte of the literal fits", "a\nb${{ a }}", "a\nbc", true},
	{"a text without an expression is unknown as a whole", "github.ref", "main", true},
};

static void check_fit(void **state)
{
	const struct fit_row *row = *state;
	const struct value value = {.kind = VALUE_STRING,
		.marks = MARK_UNKNOWN,
		.why = WHY_EXPRESSION,
		.text = str_of(row->text)};
	assert_int_equal(pattern_fits(&value, str_of(row->value)), row->fits);
}

int main(void)
{
	int failed = ROWS_RUN("plan_bind: values", bind_rows, check_bind);
	failed += ROWS_RUN("plan_bind: differences", differ_rows, check_differ);
	failed += ROWS_RUN("pattern: chosen", chosen_rows, check_chosen);
	failed += ROWS_RUN("pattern: fits", fit_rows, check_fit);
	return failed;
}
