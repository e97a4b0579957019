/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_FINDINGS_H
#define REVIEW_FINDINGS_H

/*
 * What was found, for machines: the diagnostics of a run as JSON, as annotations of a GitHub run,
 * and as SARIF. All of it is text made from text: the same diagnostics give the same bytes. What
 * was silenced in a file is no diagnostic, so it is in none of them.
 */

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#define FINDINGS_SCHEMA "precache.findings/1"

/* What is rendered, and where GitHub would look for the files. */
struct findings {
	const struct diags *diags;
	struct str root;   /* the repository's, absolute, links resolved; STR_NONE: none */
	struct str folder; /* the one that relative names of files start in, likewise */
};

/*
 * Canonical JSON: "schema", "counts" of what was found by severity, "omitted" (how many of them are
 * not listed, for their number), and "findings" in the order in which they were found: rule, name,
 * severity, file (as the user named it), line, column, end_line, end_column, message, hint, related
 * {file, line, column, message}. What is not known of one is left out. A reader ignores members
 * that it does not know. STR_NONE when the arena is exhausted.
 */
struct str findings_json(struct arena *arena, const struct findings *findings);

/*
 * Workflow commands for the runner: "::error file=…,line=…,col=…,title=…::message", a line each,
 * errors first. Of errors, warnings and notices at most GITHUB_ANNOTATIONS each are shown, then a
 * line says how many more there are: the runner drops what is beyond ten of a kind. Files are named
 * from the repository's root. No byte of a finding can end its line or begin another command.
 * Sources: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands,
 * escapeData and escapeProperty of the package @actions/core; the runner cuts a message at 4,096
 * UTF-16 units. STR_NONE when the arena is exhausted.
 */
struct str findings_github(struct arena *arena, const struct findings *findings);
#define GITHUB_ANNOTATIONS ((size_t)9)
#define GITHUB_MESSAGE_UNITS ((size_t)4096)

/*
 * A SARIF 2.1.0 log that GitHub's code scanning takes: one run, every rule of lint described, every
 * result with a location and a fingerprint that does not depend on the line's number. More than
 * SARIF_RESULTS are cut to the gravest, as GitHub would; a notification then says how many are
 * missing. Sources: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html and
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 * STR_NONE when the arena is exhausted.
 */
struct str findings_sarif(struct arena *arena, const struct findings *findings);
#define SARIF_RESULTS ((size_t)5000)

#endif
