/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "actions/workflow.h"
#include "base/limits.h"
#include "harness/findings.h"
#include "harness/rows.h"

#define JOB "on: push\njobs:\n  a:\n    runs-on: x\n"
#define STEPS JOB "    steps:\n"
#define CALL(uses) "on: push\njobs:\n  a:\n    uses: " uses
#define STEP(uses) STEPS "    - uses: " uses
#define ACTION(text, why)                                                                          \
	"6:13 USES '" text "' is no action: " why                                                  \
	" (write OWNER/REPOSITORY[/PATH]@REF, ./PATH or docker://IMAGE)"
#define WORKFLOW(text, why)                                                                        \
	"4:11 USES '" text "' is no workflow that can be called: " why                             \
	" (write OWNER/REPOSITORY/.github/workflows/FILE@REF or ./.github/workflows/FILE)"

struct check_row {
	const char *name;
	const char *yaml;
	const char *findings; /* "": GitHub takes it */
};

static const struct check_row actions[] = {
	{"an action of another repository", STEP("actions/checkout@v4"), ""},
	{"an action in a folder of one", STEP("github/codeql-action/init@v3"), ""},
	{"a folder of this repository", STEP("./.github/actions/x"), ""},
	{"this repository itself", STEP("./"), ""},
	{"a folder, as Windows writes it", STEP(".\\actions\\x"), ""},
	{"a folder at the running commit", STEP("$/actions/x"), ""},
	{"an image", STEP("docker://alpine:3.20@sha256:00"), ""},
	{"a branch with a slash", STEP("a/b@feature/c"), ""},
	{"no version", STEP("actions/checkout"),
		ACTION("actions/checkout", "it has no '@' with a version")},
	{"an empty version", STEP("actions/checkout@"),
		ACTION("actions/checkout@", "there is no version behind the '@'")},
	{"two versions", STEP("a/b@c@d"), ACTION("a/b@c@d", "it has more than one '@'")},
	{"no owner", STEP("checkout@v4"),
		ACTION("checkout@v4", "it names no owner and repository")},
	{"an empty owner", STEP("/checkout@v4"),
		ACTION("/checkout@v4", "it names no owner and repository")},
	{"a folder without the dot before it", STEP(".github/actions/x"),
		ACTION(".github/actions/x", "it has no '@' with a version")},
	{"a workflow", STEP("o/r/.github/workflows/w.yml@v1"),
		ACTION("o/r/.github/workflows/w.yml@v1",
			"a workflow is called by a job, not by a step")},
};

static const struct check_row workflows[] = {
	{"a workflow of another repository", CALL("o/r/.github/workflows/w.yml@main"), ""},
	{"a workflow of this repository", CALL("./.github/workflows/w.yaml"), ""},
	{"a workflow at the running commit", CALL("$/.github/workflows/w.yml"), ""},
	{"a workflow of this repository at a version", CALL("./.github/workflows/w.yml@main"),
		WORKFLOW("./.github/workflows/w.yml@main",
			"one in the same repository takes no '@' with a version")},
	{"a workflow of another repository at none", CALL("o/r/.github/workflows/w.yml"),
		WORKFLOW("o/r/.github/workflows/w.yml", "it has no '@' with a version")},
	{"a workflow elsewhere", CALL("./ci/w.yml"),
		WORKFLOW("./ci/w.yml", "it does not lie in '.github/workflows' itself")},
	{"a workflow in a folder below", CALL("o/r/.github/workflows/x/w.yml@v1"),
		WORKFLOW("o/r/.github/workflows/x/w.yml@v1",
			"it does not lie in '.github/workflows' itself")},
	{"another kind of file", CALL("./.github/workflows/w.json"),
		WORKFLOW("./.github/workflows/w.json",
			"its name ends neither with '.yml' nor with '.yaml'")},
	{"an ending alone", CALL("./.github/workflows/.yml"),
		WORKFLOW("./.github/workflows/.yml", "it has no name before its ending")},
	{"an action", CALL("o/r@v1"),
		WORKFLOW("o/r@v1", "it does not lie in '.github/workflows' itself")},
};

static const struct check_row forms[] = {
	{"uses behind run is the mistake", STEPS "    - run: x\n      uses: a/b@c",
		"7:7 UNKNOWN_KEY 'uses' is no key of a step with 'run'"},
	{"run behind with is the mistake", STEPS "    - with: {}\n      run: x",
		"6:7 MISSING_KEY 'uses' is missing in a step\n"
		"7:7 UNKNOWN_KEY 'run' is no key of a step with 'uses'"},
	{"a condition is nothing that a step waits with",
		STEPS "    - wait-all:\n      if: always()",
		"7:7 UNKNOWN_KEY 'if' is no key of a step with 'wait-all' (did you mean 'id'?)"},
	{"a group has nothing beside its steps", STEPS "    - parallel: [{run: x}]\n      name: n",
		"7:7 UNKNOWN_KEY 'name' is no key of a step with 'parallel'"},
	{"wait-all may be true", STEPS "    - wait-all: true", ""},
	{"wait-all is never false", STEPS "    - wait-all: false",
		"6:17 VALUE_RANGE 'wait-all' is true or nothing, not false"},
	{"a step waits for one before it", STEPS "    - wait: b\n    - {id: b, run: x}",
		"6:13 IDENTIFIER 'b' is the id of no step before it"},
	{"a step waits for several", STEPS "    - {id: b, run: x}\n    - wait: [b, c]",
		"7:17 IDENTIFIER 'c' is the id of no step before it"},
	{"a step does not cancel itself", STEPS "    - cancel: b\n      id: b",
		"6:15 IDENTIFIER 'b' is the step itself"},
	{"what a step waits for is not null, which is said once", STEPS "    - wait: [~]",
		"6:14 WRONG_TYPE an item of 'wait' is a string, not null"},
	{"a step of a group is no background", STEPS "    - parallel: [{run: x, background: true}]",
		"6:27 UNKNOWN_KEY 'background' is no key of a step in 'parallel'"},
	{"a step of a group waits for none",
		STEPS "    - {run: x, id: b}\n    - parallel: [{wait: b}]",
		"7:19 UNKNOWN_KEY 'wait' is no key of a step in 'parallel'"},
	{"a group holds no group", STEPS "    - parallel: [{parallel: [{run: x}]}]",
		"6:19 UNKNOWN_KEY 'parallel' is no key of a step in 'parallel'"},
	{"ids are one set in a group and around it",
		STEPS "    - {run: x, id: b}\n    - parallel: [{run: x, id: B}]",
		"7:31 IDENTIFIER 'B' is the id of two steps"},
	{"a step that an alias repeats has its id once more",
		STEPS "    - &s {run: x, id: b}\n    - *s", ""},
	{"a step id is never empty", STEPS "    - {run: x, id: ''}",
		"6:20 VALUE_RANGE 'id' is empty"},
	{"a step id of GitHub's own", STEPS "    - {run: x, id: __run}",
		"6:20 IDENTIFIER '__run' is no step id: ids that start with '__' are GitHub's own"},
};

static void check_findings(void **state)
{
	const struct check_row *const row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct document *document =
		yaml_read(&arena, &diags, STR("w.yml"), str_of(row->yaml));
	assert_non_null(document);
	const struct workflow *workflow = workflow_read(&arena, &diags, document);
	assert_string_equal(findings_text(&arena, &diags).ptr, row->findings);
	assert_true((workflow == NULL) == (row->findings[0] != '\0'));
	arena_release(&arena);
}

struct length_row {
	const char *name;
	const char *head;
	const char *character;
	size_t count;
	const char *tail;
	const char *findings;
};

static const struct length_row lengths[] = {
	{"a script of 21,000 characters", "", "x", 21000, "", ""},
	{"characters count, not bytes", "", "\xC3\xA4", 21000, "", ""},
	{"a script of one more", "", "x", 21001, "",
		"6:12 VALUE_RANGE 'run' has 21001 characters, and 21000 are the most"},
	{"a longer text with an expression is one expression", "", "x", 21000, " ${{ github.sha }}",
		"6:12 EXPRESSION exceeded max expression length 21000 (a text with expressions in "
		"it counts as one)"},
	{"of one that is nothing else what is between the braces counts", "${{ github.sha || '",
		"x", 20984, "' }}", ""},
	{"and is told once", "${{ github.sha || '", "x", 20985, "' }}",
		"6:16 EXPRESSION exceeded max expression length 21000"},
};

static void check_length(void **state)
{
	const struct length_row *const row = *state;
	struct arena arena;
	struct diags diags;
	struct strbuf yaml;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	strbuf_init(&yaml, &arena, LIMIT_FILE_BYTES);
	strbuf_add(&yaml, STR(STEPS "    - run: "));
	strbuf_add(&yaml, str_of(row->head));
	for (size_t i = 0; i < row->count; i++)
		strbuf_add(&yaml, str_of(row->character));
	strbuf_add(&yaml, str_of(row->tail));
	const struct document *document =
		yaml_read(&arena, &diags, STR("w.yml"), strbuf_str(&yaml));
	assert_non_null(document);
	(void)workflow_read(&arena, &diags, document);
	assert_string_equal(findings_text(&arena, &diags).ptr, row->findings);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("what a step uses", actions, check_findings) +
	       ROWS_RUN("what a job calls", workflows, check_findings) +
	       ROWS_RUN("the forms of a step", forms, check_findings) +
	       ROWS_RUN("how long a script may be", lengths, check_length);
}
