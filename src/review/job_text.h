/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_JOB_TEXT_H
#define REVIEW_JOB_TEXT_H

/* A workflow's jobs as a page for people: `precache plan W --stop-after=jobs`. */

#include "plan/job_view.h"
#include "review/page.h"

/*
 * Puts one job on the page: where it runs, with which rights and environment, then a line for each
 * step with what it does, and under it its condition and what it sees beyond the job's environment.
 * Values are cut where a line ends.
 */
void job_text(struct page *page, const struct job_view *job);

#endif
