/* SPDX-License-Identifier: MIT */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

/* Every size that comes from outside has its limit here, with the reason for the number. */

#define LIMIT_FILE_BYTES 1048576u     /* a workflow: GitHub's parser stops there too */
#define LIMIT_FILE_WARN_BYTES 512000u /* github.com's own limit */
#define LIMIT_PLAN_BYTES 16777216u    /* a plan with 256 builds, and room */
#define LIMIT_JOBS_BYTES 134217728u   /* all jobs of a workflow, each leg with its steps */
#define LIMIT_YAML_DEPTH 50u          /* GitHub's */
#define LIMIT_YAML_NODES 50000u       /* GitHub's, counted after aliases are followed */
#define LIMIT_EXPRESSION_BYTES 21000u /* GitHub's */
#define LIMIT_EXPRESSION_DEPTH 50u    /* GitHub's */
#define LIMIT_JSON_DEPTH 64u          /* Newtonsoft's, which GitHub's fromJSON has */
#define LIMIT_SCRIPT_BYTES 21000u     /* GitHub's for one run: */
#define LIMIT_DISPATCH_INPUTS 25u     /* GitHub's for workflow_dispatch */
#define LIMIT_SCRIPT_DEPTH 32u        /* nested quotes, substitutions and compound commands */
#define LIMIT_SCRIPT_FUNCTIONS 256u   /* of a script, those that a call defines anew each time */
#define LIMIT_MATRIX_LEGS 256u        /* GitHub's for one job */
#define LIMIT_MATRIX_PRODUCT 65536u   /* combinations of one matrix before exclude */
#define LIMIT_CALL_LEVELS 10u         /* GitHub's for workflows in each other, the first included */
#define LIMIT_CALL_FILES 50u          /* GitHub's for workflows that one calls, however deep */
#define LIMIT_ACTION_LEVELS 10u       /* the runner's for composite actions in each other */
#define LIMIT_ACTION_WALKS 16u        /* lint: how often an action's own calls are followed */
#define LIMIT_BUILDS 4096u            /* builds of one plan */
#define LIMIT_TEXT_BYTES 1048576u     /* one evaluated value */
#define LIMIT_ERRORS 10u              /* errors of one run; GitHub's */
#define LIMIT_FILE_ERRORS 1000u       /* of one file, of which the first LIMIT_ERRORS are shown */
#define LIMIT_WARNINGS 100u
#define LIMIT_FINDINGS 10000u /* errors, and as many others, of one lint */
#define LIMIT_OVERRIDES 1024u
#define LIMIT_ADD_HOSTS 64u
#define LIMIT_ARENA_BYTES 268435456u
#define LIMIT_FILES 1000000u      /* of a repository, for hashFiles() */
#define LIMIT_FOLDER_DEPTH 64u    /* folders in each other, of a repository */
#define LIMIT_CASES 100000u       /* cases of one check */
#define LIMIT_CRONS 1000u         /* lines of one schedule */
#define LIMIT_MATCH_PAIRS 262144u /* builds of two plans that a diff weighs against each other */
#define LIMIT_CREDENTIAL_BYTES 65536u
#define LIMIT_BUILD_ARGUMENTS 1000u    /* of a Dockerfile; more are not followed */
#define LIMIT_INSTRUCTIONS 10000u      /* of a Dockerfile */
#define LIMIT_FINDINGS_BYTES 67108864u /* lint in a form for machines */

#endif
