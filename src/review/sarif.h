/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_SARIF_H
#define REVIEW_SARIF_H

/* The parts of a SARIF log that are the same whatever renders them. */

#include "base/diag.h"
#include "base/json_out.h"

/*
 * A rule as a reportingDescriptor: id, name, what it demands, why, what to do, where that is
 * written, its level, and the properties that GitHub's code scanning reads.
 */
void sarif_rule(struct json_out *json, enum diag_rule rule);

/* A member {"text": …} of that key. */
void sarif_message(struct json_out *json, struct str key, struct str text);

/*
 * Adds plain text, as much as fits in `max` characters, to a message that may hold links: SARIF
 * takes [text](1) for one, so brackets of the text itself get a backslash (3.11.6 of the
 * specification). Hidden characters are shown.
 */
void sarif_plain(struct strbuf *out, struct str text, size_t max);

/* A relative path as a URI: every byte that is no part of one as %XX. */
void sarif_uri(struct strbuf *out, struct str path);

/*
 * For each diagnostic what GitHub knows it by from one run to the next: the start of a SHA-256 over
 * its rule and the words of its source line, and the how-manieth of these it is in its file
 * ("3f6c0a9d21b47e58:1"). Lines that move, or whose spaces change, keep it. Where a source line is
 * concealed, only what stands before the secret counts; without a source line the message counts.
 * NULL when the arena is exhausted.
 */
const struct str *sarif_fingerprints(struct arena *arena, const struct diags *diags);

#endif
