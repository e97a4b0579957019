/* SPDX-License-Identifier: MIT */
#ifndef BASE_RULES_H
#define BASE_RULES_H

/*
 * Every sentence that precache says about an input belongs to a rule. A row: name, id, severity,
 * what the rule demands. Ids are for ever; a row that goes leaves its number unused.
 *
 *   PC00 the surroundings     PC01 YAML              PC02 the workflow language
 *   PC03 lint                 PC04 values, builder   PC05 plans
 *   PC06 cases, golden files  PC07 credentials
 */
/* clang-format off */
#define DIAG_RULES(X) \
	X(NO_MEMORY,          "PC0001", ERROR,   "there is memory enough for the input") \
	X(FILE_UNREADABLE,    "PC0002", ERROR,   "a file that is named can be read") \
	X(FILE_TOO_LARGE,     "PC0003", ERROR,   "a file is within its limit") \
	X(ENVIRONMENT_UNREAD, "PC0004", NOTE,    "with a workflow, the process environment is not read") \
	X(TOO_MANY,           "PC0005", ERROR,   "a count is within its limit") \
	X(ENGINE_MISSING,     "PC0006", ERROR,   "a container engine is there") \
	X(WORKSPACE,          "PC0007", ERROR,   "the workspace is a folder that can be mounted") \
	X(YAML_SYNTAX,        "PC0101", ERROR,   "the file is YAML") \
	X(YAML_ENCODING,      "PC0102", ERROR,   "the file is UTF-8 without NUL or control bytes") \
	X(YAML_DUPLICATE,     "PC0103", ERROR,   "a mapping has each key once, whatever its case") \
	X(YAML_DOCUMENTS,     "PC0104", ERROR,   "the file holds one document") \
	X(YAML_ALIAS,         "PC0105", ERROR,   "an alias names an anchor that stands before it") \
	X(YAML_DEPTH,         "PC0106", ERROR,   "nesting is within GitHub's limit") \
	X(YAML_NODES,         "PC0107", ERROR,   "the number of nodes is within GitHub's limit") \
	X(YAML_TAG,           "PC0108", ERROR,   "a tag is one of YAML's core schema") \
	X(FILE_LARGE,         "PC0109", WARNING, "a workflow is within github.com's 500 KB") \
	X(WRONG_TYPE,         "PC0201", ERROR,   "a value has a type that its key takes") \
	X(UNKNOWN_KEY,        "PC0202", ERROR,   "a key is one that GitHub knows") \
	X(MISSING_KEY,        "PC0203", ERROR,   "a required key is there") \
	X(EXPRESSION,         "PC0204", ERROR,   "an expression is well formed") \
	X(PERMISSION,         "PC0205", ERROR,   "a permission is a scope and a level that GitHub has") \
	X(CRON,               "PC0206", ERROR,   "a cron line is one that GitHub accepts") \
	X(TRIGGER,            "PC0207", ERROR,   "a trigger is an event that GitHub has") \
	X(IDENTIFIER,         "PC0208", ERROR,   "an id is one that GitHub accepts") \
	X(NEEDS,              "PC0209", ERROR,   "needs names jobs and has no cycle") \
	X(MATRIX,             "PC0210", ERROR,   "a matrix is one that GitHub accepts") \
	X(VALUE_RANGE,        "PC0211", ERROR,   "a value is in its range") \
	X(USES,               "PC0212", ERROR,   "uses names an action or a workflow in a form that GitHub reads") \
	X(CALL,               "PC0220", ERROR,   "what is called can be called, with what it is given") \
	X(CALL_CIRCLE,        "PC0221", ERROR,   "calls have an end within GitHub's limits") \
	X(CALL_PERMISSION,    "PC0222", ERROR,   "a called workflow asks for no more than its caller has") \
	X(FALLBACK_IMAGE,     "PC0301", ERROR,   "a build that publishes has no fallback image") \
	X(SKIP_REBUILD,       "PC0302", WARNING, "the build is not skipped") \
	X(ENDLESS,            "PC0303", ERROR,   "what the container runs at last comes to an end") \
	X(IMAGE_LATEST,       "PC0304", WARNING, "the builder's image names a release") \
	X(IMAGE_DIGEST,       "PC0305", NOTE,    "the builder's image is pinned by a digest") \
	X(REPOSITORY_NAME,    "PC0306", ERROR,   "the cache repository has the form that its registry wants") \
	X(REPOSITORY_CASE,    "PC0307", NOTE,    "the cache repository surely has no capital letters") \
	X(PUSH_FAILURE,       "PC0308", WARNING, "a push that fails ends the run with an error") \
	X(BUILD_FAILURE,      "PC0309", WARNING, "a build that fails ends the run with an error") \
	X(IGNORE_PATHS,       "PC0310", WARNING, "the ignored paths keep /var/run") \
	X(INSECURE,           "PC0311", ERROR,   "a public registry's certificate is checked") \
	X(GIT_CREDENTIALS,    "PC0312", ERROR,   "a URL holds no credential") \
	X(LATE_CHECK,         "PC0313", NOTE,    "a check runs before the image is published") \
	X(INIT_REPLACED,      "PC0314", WARNING, "the init script is what runs at last") \
	X(COLD,               "PC0320", WARNING, "a workspace finds the layers whenever it starts") \
	X(UNSCHEDULED,        "PC0321", WARNING, "a schedule makes expired layers again") \
	X(CRON_NEVER,         "PC0322", WARNING, "a cron line fires on some day") \
	X(CRON_BUSY,          "PC0323", NOTE,    "a cron line avoids the first minute of an hour") \
	X(CRON_INTERVAL,      "PC0324", WARNING, "a cron line leaves five minutes between runs") \
	X(FILTER_NEVER,       "PC0325", WARNING, "a filter of an event lets something through") \
	X(PACKAGES_MISSING,   "PC0330", ERROR,   "a build that pushes with the job's token may write packages") \
	X(PACKAGES_BROAD,     "PC0331", WARNING, "only the job that pushes may write packages") \
	X(PERMISSIONS_UNSAID, "PC0332", WARNING, "a job says what its token may do") \
	X(FORK_CODE,          "PC0333", ERROR,   "code from a fork runs without rights and secrets") \
	X(FORK_ARTIFACT,      "PC0334", WARNING, "what a fork's run left is taken without rights") \
	X(FORK_RUNNER,        "PC0335", WARNING, "code from a fork runs on no machine of your own") \
	X(UNTRUSTED_SCRIPT,   "PC0336", ERROR,   "no text of strangers is part of a script") \
	X(INPUT_SCRIPT,       "PC0337", NOTE,    "no input that is any text is part of a script") \
	X(SECRET_PRINTED,     "PC0338", ERROR,   "no secret is printed") \
	X(SECRET_STORED,      "PC0339", ERROR,   "no secret goes to GITHUB_ENV or an output") \
	X(SECRET_ARGUMENT,    "PC0340", WARNING, "no secret stands on a command line") \
	X(SECRET_TRACE,       "PC0341", WARNING, "commands with a secret are not traced") \
	X(UNPINNED,           "PC0342", WARNING, "an action is pinned by its commit") \
	X(CREDENTIAL_KEPT,    "PC0343", WARNING, "what is built holds no token of the job") \
	X(NO_CONCURRENCY,     "PC0344", WARNING, "runs that push the same tag wait for each other") \
	X(NO_TIMEOUT,         "PC0345", WARNING, "the job of a build has a time-out") \
	X(CONTINUE,           "PC0346", WARNING, "a build that fails makes the run fail") \
	X(SECRETS_INHERIT,    "PC0347", WARNING, "a workflow of others gets secrets by name") \
	X(BIDI,               "PC0360", ERROR,   "nothing turns the order in which a line is shown") \
	X(INVISIBLE,          "PC0361", WARNING, "every character can be seen") \
	X(ODD_SPACE,          "PC0362", WARNING, "a space in code is an ordinary one") \
	X(ALLOW_UNKNOWN,      "PC0366", WARNING, "an allowance names rules of lint") \
	X(ALLOW_REASON,       "PC0367", WARNING, "an allowance says why") \
	X(ALLOW_UNUSED,       "PC0368", WARNING, "an allowance silences something") \
	X(EVALUATION,         "PC0230", ERROR,   "an expression can be evaluated") \
	X(DEVCONTAINER_SYNTAX, "PC0370", ERROR,   "the dev container's files can be read") \
	X(DEVCONTAINER_MISSING, "PC0371", ERROR,   "the builder finds the dev container's files") \
	X(FEATURE_FLOATS,      "PC0372", WARNING, "a feature has a whole version") \
	X(FEATURE_LOCAL,       "PC0373", WARNING, "a feature's files are part of the layer's key") \
	X(FEATURE_PROVIDER,    "PC0374", NOTE,    "the Terraform provider can find the finished image") \
	X(BASE_FLOATS,         "PC0375", WARNING, "a base image does not move") \
	X(ADD,                 "PC0376", WARNING, "every instruction can be taken from the cache") \
	X(COPY_GIT,            "PC0377", WARNING, "COPY takes in nothing that differs in every clone") \
	X(IGNORE_BUILDER,      "PC0378", ERROR,   "the builder's own files are not ignored") \
	X(NO_USER,             "PC0379", NOTE,    "the dev container says who its user is") \
	X(BUILD_TARGET,        "PC0380", WARNING, "the wanted stage is the last one") \
	X(CACHE_FROM,          "PC0381", NOTE,    "what is said of a cache has an effect") \
	X(MOUNT_IGNORED,       "PC0382", WARNING, "a mount of RUN is one that the builder has") \
	X(LIFECYCLE,           "PC0383", NOTE,    "a command is one that the builder runs") \
	X(BUILD_ARG,           "PC0384", WARNING, "a build argument is the same for everybody") \
	X(COMPOSE,             "PC0385", ERROR,   "the dev container is one container") \
	X(NO_BASE,             "PC0386", ERROR,   "the dev container has an image or a Dockerfile") \
	X(CACHE_REPO_MISSING, "PC0401", ERROR,   "CACHE_REPO is set") \
	X(CACHE_REPO,         "PC0402", ERROR,   "the cache repository is one that a registry takes") \
	X(CACHE_REPO_TWICE,   "PC0403", ERROR,   "CACHE_REPO and ENVBUILDER_CACHE_REPO agree") \
	X(IMAGE,              "PC0404", ERROR,   "the builder's image is an image reference") \
	X(TTL,                "PC0405", ERROR,   "the TTL is a whole number of days from 1 to 106751") \
	X(FOLDER,             "PC0406", ERROR,   "the workspace folder is absolute and can be mounted") \
	X(OPTION_UNKNOWN,     "PC0407", ERROR,   "an option is one that the pinned release has") \
	X(OPTION_VALUE,       "PC0408", ERROR,   "an option's value is one that the builder can read") \
	X(ENGINE_OPTION,      "PC0409", ERROR,   "an engine option is one of the allowed values") \
	X(CONTROL_BYTE,       "PC0410", ERROR,   "a value holds no NUL or other control byte") \
	X(RELEASE_NEAREST,    "PC0411", WARNING, "the builder's release is one that precache knows") \
	X(RELEASE_UNKNOWN,    "PC0412", WARNING, "the image's tag says which release the builder is") \
	X(NO_PUSH,            "PC0413", ERROR,   "the builder's release can push an image") \
	X(OPTIONS_CLASH,      "PC0414", ERROR,   "options that exclude each other are not on together") \
	X(OPTION_CASE,        "PC0415", WARNING, "an option's name is written in upper case") \
	X(OPTION_CASE_SECRET, "PC0416", ERROR,   "a secret option's name is written in upper case") \
	X(OPTION_TWICE,       "PC0417", ERROR,   "an option is set under one name") \
	X(OPTION_UNPASSED,    "PC0418", NOTE,    "an option is one that a cache is built with") \
	X(LIST_CUT,           "PC0419", WARNING, "a list is one line") \
	X(NO_BUILD,           "PC0501", ERROR,   "the workflow has a build") \
	X(SECRET_SINK,        "PC0502", ERROR,   "a secret reaches nothing but env and env.inherit") \
	X(SECRET_LITERAL,     "PC0503", ERROR,   "a secret does not stand in the file") \
	X(PLAN_SYNTAX,        "PC0504", ERROR,   "a plan is JSON") \
	X(PLAN_SCHEMA,        "PC0505", ERROR,   "a plan is of a schema that this program knows") \
	X(PLAN_DIFFERS,       "PC0506", ERROR,   "a plan is what its own fields say") \
	X(PLAN_NOT_REVIEWED,  "PC0507", ERROR,   "the plan is the one that was reviewed") \
	X(PLAN_UNKNOWN,       "PC0508", ERROR,   "a build that runs has no unknown value") \
	X(NO_CREDENTIAL_STEP, "PC0509", WARNING, "the build's step has a credential to push with") \
	X(CREDENTIAL_HOST,    "PC0510", WARNING, "the credential serves the cache's registry") \
	X(LOCAL_UNREADABLE,   "PC0511", WARNING, "a local file that a workflow calls can be read") \
	X(CONTEXT,            "PC0512", ERROR,   "a context value is one that can be used") \
	X(REMOTE_WORKFLOW,    "PC0513", WARNING, "a workflow that is called is in the repository") \
	X(ACTION_INPUT,       "PC0514", WARNING, "an action gets the inputs that it has") \
	X(POINTER,            "PC0515", ERROR,   "a pointer leads to a value of the plan") \
	X(CASE,               "PC0601", ERROR,   "a case says what it promises, in keys that are known") \
	X(CREDENTIAL_MISSING, "PC0701", ERROR,   "the credential that the build needs is there") \
	X(CREDENTIAL_STRANGER,"PC0702", ERROR,   "a credential goes only to the host that it is for")
/* clang-format on */

#endif
