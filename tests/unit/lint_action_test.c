/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "harness/failing.h"
#include "harness/lints.h"
#include "harness/memory_files.h"
#include "harness/rows.h"
#include "review/lint.h"

/* A workflow that hands an action `with`; its steps begin in line 6, what is handed in line 7. */
#define USES(events, with)                                                                         \
	"on: " events "\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n"               \
	"      - {uses: ./act, with: {" with "}}\n"
#define COMPOSITE(inputs, steps)                                                                   \
	"== act/action.yml\nname: act\ninputs: {" inputs                                           \
	"}\nruns:\n  using: composite\n  steps:\n" steps
#define RUN(script) "    - run: " script "\n      shell: bash\n"

static const struct lint_row texts[] = {
	{"a stranger's text in an action's script", USES("issues", ""),
		"act/action.yml:6:21 PC0336 warning\n", "whoever writes 'github.event.issue.title'",
		COMPOSITE("", RUN("echo ${{ github.event.issue.title }}"))},
	{"an input that was handed a stranger's text",
		USES("issues", "t: '${{ github.event.issue.title }}'"),
		"act/action.yml:6:21 PC0336 warning\n", "the text comes from here",
		COMPOSITE("t: {}", RUN("echo ${{ inputs.t }}"))},
	{"whatever the case of its name", USES("issues", "T: '${{ github.head_ref }}'"),
		"act/action.yml:6:21 PC0336 warning\n", NULL,
		COMPOSITE("t: {}", RUN("echo ${{ inputs.t }}"))},
	{"an input that was handed a constant", USES("issues", "t: x"), "", NULL,
		COMPOSITE("t: {}", RUN("echo ${{ inputs.t }}"))},
	{"an input that was handed nothing", USES("issues", ""), "", NULL,
		COMPOSITE("t: {}", RUN("echo ${{ inputs.t }}"))},
	{"an input in the environment of the step, as it should be",
		USES("issues", "t: '${{ github.head_ref }}'"), "", NULL,
		COMPOSITE("t: {}", RUN("echo \"$T\"") "      env: {T: '${{ inputs.t }}'}\n")},
	{"what whoever starts the run chooses",
		USES("{workflow_dispatch: {inputs: {w: {type: string}}}}", "t: '${{ inputs.w }}'"),
		"act/action.yml:6:21 PC0337 note\n", "whoever starts the run writes 'inputs.t'",
		COMPOSITE("t: {}", RUN("echo ${{ inputs.t }}"))},
	{"an action's input has the workflow's name alone",
		USES("{workflow_dispatch: {inputs: {t: {type: string}}}}", "t: x"), "", NULL,
		COMPOSITE("t: {}", RUN("echo ${{ inputs.t }}"))},
	{"an action that an action uses", USES("issues", "t: '${{ github.head_ref }}'"),
		"in/action.yml:6:21 PC0336 warning\n", NULL,
		COMPOSITE("t: {}", "    - {uses: ./in, with: {u: 'x ${{ inputs.t "
				   "}}'}}\n") "== in/action.yml\nname: in\ninputs: "
					      "{u: {}}\nruns:\n  using: composite\n"
					      "  steps:\n" RUN("echo ${{ inputs.u }}")},
	{"an action that uses itself is left to the plan", USES("issues", ""),
		"act/action.yml:6:13 PC0221 error\n", NULL, COMPOSITE("", "    - uses: ./act\n")},
};

static const struct lint_row secrets[] = {
	{"an input that was handed a secret", USES("push", "t: '${{ secrets.X }}'"),
		"act/action.yml:6:17 PC0338 warning\n", "the secret comes from here",
		COMPOSITE("t: {}", RUN("echo ${{ inputs.t }}"))},
	{"an input whose default is one", USES("push", ""), "act/action.yml:6:17 PC0338 warning\n",
		NULL,
		COMPOSITE("t: {default: '${{ github.token }}'}", RUN("echo ${{ inputs.t }}"))},
	{"a variable that is set from such an input", USES("push", "t: '${{ secrets.X }}'"),
		"act/action.yml:6:19 PC0338 warning\n", "the secret in '$T' is printed",
		COMPOSITE("t: {}", RUN("'echo \"$T\"'") "      env: {T: '${{ inputs.t }}'}\n")},
	{"a variable of the job",
		"on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n"
		"    env: {T: '${{ secrets.X }}'}\n    steps: [{uses: ./act}]\n",
		"act/action.yml:6:19 PC0338 warning\n", NULL, COMPOSITE("", RUN("'echo \"$T\"'"))},
	{"one of two uses hands a secret",
		USES("push", "t: x") "      - {uses: ./act, with: {t: '${{ secrets.X }}'}}\n",
		"act/action.yml:6:17 PC0338 warning\n", NULL,
		COMPOSITE("t: {}", RUN("echo ${{ inputs.t }}"))},
};

static const struct lint_row files[] = {
	{"an action's own pins", USES("push", ""), "act/action.yml:6:22 PC0342 note\n", NULL,
		COMPOSITE("", "    - uses: team/act@v1\n")},
	{"hidden characters of an action", USES("push", ""), "act/action.yml:6:18 PC0361 warning\n",
		NULL, COMPOSITE("", RUN("'echo \xE2\x80\x8B'"))},
	{"a comment in the action allows it", USES("push", ""), "", NULL,
		COMPOSITE("", "    # precache: allow PC0342 because it is the team's own\n"
			      "    - uses: team/act@v1\n")},
	{"an allowance that another workflow may need is not said to be unused", USES("push", ""),
		"", NULL,
		COMPOSITE("",
			"    # precache: allow PC0342 because it is the team's own\n" RUN("make"))},
	{"an action with code of its own", USES("push", ""), "", NULL,
		"== act/action.yml\nname: act\nruns: {using: node20, main: x.js}\n"},
};

/* There is all that is found, or no say without a request for memory. */
static bool lints(struct arena *arena, const void *data)
{
	const struct lint_row *row = data;
	struct plan_input input = {.file = STR("w.yml"), .source = str_of(row->yaml)};
	struct memory_files repository;
	struct diags findings;
	struct diags errors;

	memory_files_init(&repository, str_of(row->files));
	input.files = &repository.calls;
	diags_init_max(&findings, arena, LIMIT_FINDINGS);
	diags_init(&errors, arena);
	return lint_workflow(arena, &findings, &errors, &input);
}

static void check_memory(void **state)
{
	failing_each(lints, *state);
}

int main(void)
{
	return ROWS_RUN("text in an action's script", texts, lint_row_check) +
	       ROWS_RUN("secrets in an action", secrets, lint_row_check) +
	       ROWS_RUN("an action's file", files, lint_row_check) +
	       ROWS_RUN("an action's secrets without memory", secrets, check_memory);
}
