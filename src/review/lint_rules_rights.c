/* SPDX-License-Identifier: MIT */
#include "review/lint_rules.h"

#define SECURE LINT_DOCS "reference/security/secure-use"
#define SYNTAX LINT_DOCS "reference/workflows-and-actions/workflow-syntax"
#define SECRETS LINT_DOCS "concepts/security/secrets"
#define PREVENTING                                                                                 \
	"https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/"
#define UNTRUSTED "https://securitylab.github.com/resources/github-actions-untrusted-input/"

static const struct lint_rule rows[] = {
	{RULE_PACKAGES_MISSING, LINT_RIGHTS, DIAG_ERROR,
		"The registry answers 'denied' to a token that may not write packages. Of a layer "
		"that is a warning in the log alone.",
		"Give 'packages: write' to the job with the build.", SYNTAX "#permissions",
		{.build = lint_packages_missing}},
	{RULE_PACKAGES_BROAD, LINT_RIGHTS, DIAG_WARNING,
		"What the workflow grants, each of its jobs has, with every action and script in "
		"it, "
		"and every job that is added later.",
		"Write 'permissions: {}' in the workflow and 'packages: write' in the one job that "
		"pushes.",
		SYNTAX "#permissions", {.file = lint_packages_broad}},
	{RULE_PERMISSIONS_UNSAID, LINT_RIGHTS, DIAG_NOTE,
		"A setting of the repository, or of its organization, then decides: all rights, or "
		"too few for a push. A reviewer cannot see which.",
		"Write 'permissions' in the workflow or in each job.", SYNTAX "#permissions",
		{.file = lint_permissions_unsaid}},
	{RULE_FORK_CODE, LINT_RIGHTS, DIAG_WARNING,
		"pull_request_target, workflow_run and issue_comment start with the repository's "
		"token and secrets, whoever caused them. With a checkout of the other side, a "
		"stranger's script, build file or dependency has them too.",
		"Build and test code of others by 'pull_request'. Do what needs rights in a second "
		"workflow that runs the base's code and takes the first one's results as data.",
		PREVENTING, {.job = lint_fork_code}},
	{RULE_FORK_ARTIFACT, LINT_RIGHTS, DIAG_NOTE,
		"workflow_run also follows runs of forks, and what such a run uploaded is a "
		"stranger's: a name, a number or a script in it is not what it seems.",
		"Unpack it into a folder of its own, check what is in it, and run none of it.",
		PREVENTING, {.job = lint_fork_artifact}},
	{RULE_FORK_RUNNER, LINT_RIGHTS, DIAG_NOTE,
		"A machine that stays after the job keeps what a stranger's code left on it, and "
		"reaches what stands in its network.",
		"Use a runner of GitHub's for pull requests, or one that lives for a single job.",
		SECURE, {.job = lint_fork_runner}},
	{RULE_UNTRUSTED_SCRIPT, LINT_RIGHTS, DIAG_WARNING,
		"GitHub puts the text of an expression into a script before it runs. A title, a "
		"branch or a message can hold a command: $(…), a quote, a semicolon.",
		"Hand the value over in 'env' and write \"$NAME\" in the script.", UNTRUSTED,
		{.step = lint_untrusted_script}},
	{RULE_INPUT_SCRIPT, LINT_RIGHTS, DIAG_NOTE,
		"Whoever may start the run may then run anything with the rights and secrets of "
		"the "
		"job, also a person or a token that may do no more than that.",
		"Hand the input over in 'env', or declare it a choice, a boolean or a number.",
		SECURE, {.step = lint_input_script}},
	{RULE_SECRET_PRINTED, LINT_RIGHTS, DIAG_WARNING,
		"GitHub hides the very text of a secret in the log and no form of it: no part, no "
		"base64, no JSON. Logs of a public repository are public.",
		"Print whether it is set, and nothing of it.", SECRETS,
		{.step = lint_secret_printed}},
	{RULE_SECRET_STORED, LINT_RIGHTS, DIAG_WARNING,
		"What stands in GITHUB_ENV or in an output is there for every later step, with "
		"every "
		"action that it runs, and an output goes to other jobs.",
		"Give the secret to the one step that needs it, in that step's 'env'.", SECURE,
		{.step = lint_secret_stored}},
	{RULE_SECRET_ARGUMENT, LINT_RIGHTS, DIAG_WARNING,
		"Every process of the machine can read the arguments of the others, and a program "
		"that fails prints its own. An expression is part of the script besides: a quote "
		"or "
		"a dollar sign in the secret changes what runs.",
		"Hand it over in the environment, or on standard input.", SECURE,
		{.step = lint_secret_argument}},
	{RULE_SECRET_TRACE, LINT_RIGHTS, DIAG_NOTE,
		"With 'set -x' the shell prints each command with the values in it. GitHub hides "
		"the "
		"very text of a secret and no form of it.",
		"Switch tracing off where a secret is at hand.", SECRETS,
		{.step = lint_secret_trace}},
	{RULE_UNPINNED, LINT_RIGHTS, DIAG_NOTE,
		"A tag or branch can be moved: whoever gets hold of the action's repository then "
		"runs "
		"code with the rights of the job.",
		"Write the full commit, and the version behind it as a comment.", SECURE,
		{.job = lint_unpinned_job, .step = lint_unpinned_step}},
	{RULE_CREDENTIAL_KEPT, LINT_RIGHTS, DIAG_WARNING,
		"A checkout writes the job's token into .git/config. The builder mounts that "
		"folder "
		"into the container in which the scripts of features and packages run.",
		"Add 'persist-credentials: false' to the checkout.",
		"https://github.com/actions/checkout#usage", {.build = lint_credential_kept}},
	{RULE_NO_CONCURRENCY, LINT_RIGHTS, DIAG_WARNING,
		"Each push moves the same tag. Of two runs at once the older may end last, and its "
		"image then stands for the newer one's.",
		"Add 'concurrency' with one group for all runs that push, and 'cancel-in-progress: "
		"false'.",
		SYNTAX "#concurrency", {.build = lint_no_concurrency}},
	{RULE_NO_TIMEOUT, LINT_RIGHTS, DIAG_WARNING,
		"A build that hangs, or a container that does not end, holds the runner for six "
		"hours.",
		"Add 'timeout-minutes' to the job.", SYNTAX "#jobsjob_idtimeout-minutes",
		{.build = lint_no_timeout}},
	{RULE_CONTINUE, LINT_RIGHTS, DIAG_WARNING,
		"The run is green although nothing was published, so that nobody looks until the "
		"workspaces are slow.",
		"Take 'continue-on-error' out.", SYNTAX "#jobsjob_idcontinue-on-error",
		{.build = lint_continue}},
	{RULE_SECRETS_INHERIT, LINT_RIGHTS, DIAG_WARNING,
		"The called workflow gets all secrets of the repository, also those that are added "
		"later, and its owner decides what it does with them.",
		"Hand over by name those that it needs.",
		LINT_DOCS "reference/workflows-and-actions/reusing-workflow-configurations",
		{.job = lint_secrets_inherit}},
};

const struct lint_rules lint_rules_rights = {rows, sizeof(rows) / sizeof(rows[0])};
