/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_WORKFLOW_CHECK_H
#define ACTIONS_WORKFLOW_CHECK_H

/*
 * What GitHub refuses in a workflow file, beyond what makes it no YAML. All checks run, whatever
 * the earlier ones found: a person wants every error at once. workflow_read calls it.
 */

#include <stdbool.h>

#include "actions/checker.h"
#include "actions/workflow.h"

/* Whether the file holds a mapping at all; reported when not. */
bool workflow_check_root(const struct checker *checker);

/* Reports each mistake at its token, `on` first, then in the order of the tables. */
void workflow_check(const struct checker *checker, const struct workflow *workflow);

/* The same of the steps of one job, beyond what the tables say: ids, what they use, wait for or
 * run. */
void steps_check(const struct checker *checker, const struct node *steps);

/* Reports an id that is none; `what`: "job", "step". */
void id_check(const struct checker *checker, const struct node *id, const char *what);

#endif
