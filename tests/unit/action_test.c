/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "actions/action.h"
#include "base/limits.h"
#include "harness/findings.h"
#include "harness/rows.h"

#define COMPOSITE "runs:\n  using: composite\n  steps:\n"

struct action_row {
	const char *name;
	const char *text;
	const char *said; /* what findings_text gives; "" it is an action */
};

static const struct action_row composite_rows[] = {
	{"steps are those of a job, with a shell", COMPOSITE "  - {run: x, shell: bash}\n", ""},
	{"they may be none", "runs: {using: composite, steps: []}\n", ""},
	{"the way may be written in any case", "runs: {using: Composite, steps: []}\n", ""},
	{"a step has a shell", COMPOSITE "  - run: x\n",
		"4:5 MISSING_KEY 'shell' is missing in a step"},
	{"and runs something", COMPOSITE "  - name: x\n",
		"4:5 MISSING_KEY 'uses' or 'run' is missing in a step"},
	{"it takes no time-out", COMPOSITE "  - {run: x, shell: bash, timeout-minutes: 1}\n",
		"4:27 UNKNOWN_KEY 'timeout-minutes' is no key of a composite action's step with "
		"'run'"},
	{"there are steps", "runs: {using: composite}\n",
		"1:7 MISSING_KEY 'steps' is missing in 'runs'"},
	{"and nothing of another action", "runs: {using: composite, steps: [], main: x}\n",
		"1:37 UNKNOWN_KEY 'main' is no key of a composite action"},
	{"expressions see inputs, env and steps",
		COMPOSITE
		"  - {run: '${{ inputs.a }}${{ env.B }}${{ steps.c.outputs.d }}', shell: sh}\n",
		""},
	{"and neither vars nor needs",
		COMPOSITE
		"  - {run: '${{ vars.a }}', shell: sh}\n  - {uses: ./a, with: {b: '${{ needs.x "
		"}}'}}\n",
		"4:16 EXPRESSION context 'vars' is not available here (available are github, env, "
		"inputs,"
		" strategy, matrix, steps, job and runner)\n"
		"5:32 EXPRESSION context 'needs' is not available here (available are github, env,"
		" inputs, strategy, matrix, steps, job and runner)"},
	{"a condition may ask for the status",
		COMPOSITE "  - {if: always() && inputs.x, run: x, shell: sh}\n", ""},
	{"hashFiles() may stand in it",
		COMPOSITE "  - {run: \"${{ hashFiles('x') }}\", shell: sh}\n", ""},
	{"a reference is one", COMPOSITE "  - uses: nobody\n",
		"4:11 USES 'nobody' is no action: it has no '@' with a version (write"
		" OWNER/REPOSITORY[/PATH]@REF, ./PATH or docker://IMAGE)"},
};

static const struct action_row file_rows[] = {
	{"JavaScript", "runs: {using: node24, main: index.js}\n", ""},
	{"of any version", "runs: {using: node12, main: index.js, post: x.js}\n", ""},
	{"a container", "runs: {using: docker, image: Dockerfile}\n", ""},
	{"no other way", "runs: {using: node, main: x}\n",
		"1:15 VALUE_RANGE 'node' is no way to run an action (write composite, docker, or "
		"node"
		" and its version)"},
	{"a way", "runs: {main: x}\n", "1:7 MISSING_KEY 'using' is missing in 'runs'"},
	{"what runs", "name: x\n", "1:1 MISSING_KEY 'runs' is missing in the action"},
	{"a mapping", "- x\n", "1:1 WRONG_TYPE the action is a mapping, not a sequence"},
	{"texts for people hold anything",
		"name: ${{ x }}\ndescription: ${{ secrets.x }}\nbranding: {icon: x}\nothers: [1]\n"
		"runs: {using: composite, steps: []}\n",
		""},
	{"an input says nothing, or what it is",
		"inputs: {a: , b: {description: '${{ c }}', required: yes, x: y}}\n"
		"runs: {using: composite, steps: []}\n",
		""},
	{"a default sees github, and no inputs",
		"inputs: {a: {default: '${{ github.token }}'}, b: {default: '${{ inputs.a }}'}}\n"
		"runs: {using: composite, steps: []}\n",
		"1:65 EXPRESSION context 'inputs' is not available here (available are github, "
		"strategy,"
		" matrix, job and runner)"},
	{"a default is a text", "inputs: {a: {default: []}}\nruns: {using: composite, steps: []}\n",
		"1:23 WRONG_TYPE 'default' is a string, not a sequence"},
	{"inputs are a mapping", "inputs: [a]\nruns: {using: composite, steps: []}\n",
		"1:9 WRONG_TYPE 'inputs' is null or a mapping, not a sequence"},
};

static void check_action(void **state)
{
	const struct action_row *row = *state;
	struct arena arena;
	struct diags diags;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct document *document =
		yaml_read(&arena, &diags, STR("action.yml"), str_of(row->text));
	assert_non_null(document);
	const struct action *action = action_read(&arena, &diags, document);
	assert_string_equal(findings_text(&arena, &diags).ptr, row->said);
	assert_int_equal(action != NULL, row->said[0] == '\0');
	arena_release(&arena);
}

static void inputs_are_found_by_name(void **state)
{
	const struct str text =
		STR("inputs: {Repo: {required: true, default: x}, b: {required: 1}}\n"
		    "runs: {using: composite, steps: []}\n");
	struct arena arena;
	struct diags diags;

	(void)state;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct document *document = yaml_read(&arena, &diags, STR("action.yml"), text);
	const struct action *action = action_read(&arena, &diags, document);
	assert_non_null(action);
	assert_true(action->composite);
	assert_int_equal(action->input_count, 2);
	const struct action_input *input = action_input(action, STR("REPO"));
	assert_ptr_equal(input, &action->inputs[0]);
	assert_true(input->required);
	assert_true(str_is(input->standard->text, "x"));
	assert_false(action_input(action, STR("b"))->required);
	assert_null(action_input(action, STR("c")));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(inputs_are_found_by_name)};

	return ROWS_RUN("composite actions", composite_rows, check_action) +
	       ROWS_RUN("an action is", file_rows, check_action) +
	       cmocka_run_group_tests_name("inputs of actions", tests, NULL, NULL);
}
