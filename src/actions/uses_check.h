/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_USES_CHECK_H
#define ACTIONS_USES_CHECK_H

/*
 * Whether a `uses:` has a form that GitHub reads; whether it names something that exists nobody
 * here can tell. Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsuses
 */

#include "actions/checker.h"

/* A step's: OWNER/REPOSITORY[/PATH]@REF, ./PATH, $/PATH, docker://IMAGE. Reports any other. */
void uses_check_action(const struct checker *checker, const struct node *uses);

/*
 * A job's: OWNER/REPOSITORY/.github/workflows/FILE@REF, or ./.github/workflows/FILE (also with
 * "$/") without a reference; the file's name ends with .yml or .yaml. Reports any other.
 */
void uses_check_workflow(const struct checker *checker, const struct node *uses);

#endif
