/* SPDX-License-Identifier: MIT */
#include "base/exit_code.h"
#include "base/limits.h"
#include "base/vec.h"
#include "review/finding.h"
#include "review/lint.h"
#include "review/sarif.h"

#define MESSAGE_UNITS ((size_t)1000) /* as much of a message as GitHub shows */

/* A log that is being written. */
struct log {
	struct json_out json;
	struct arena *arena;
	const struct findings *findings;
	const struct str *fingerprints; /* of each diagnostic */
	size_t rules[RULE_COUNT]; /* index of a rule among the described, from 1; 0: it is not */
	struct str home; /* the file of what has none: GitHub refuses a result without a place */
};

static void put_text(struct log *log, struct str key, struct str text)
{
	json_out_key(&log->json, key);
	json_out_string(&log->json, text);
}

static void put_number(struct log *log, struct str key, size_t number)
{
	json_out_key(&log->json, key);
	json_out_integer(&log->json, (int64_t)number);
}

/* Those of lint are described in every log, so that GitHub knows them when nothing is found. */
static void choose_rules(struct log *log)
{
	const struct diags *diags = log->findings->diags;
	bool used[RULE_COUNT] = {false};
	size_t count = 0;
	for (size_t i = 0; i < diags->len; i++)
		used[diags->items[i]->rule] = true;
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (used[i] || lint_rule_of((enum diag_rule)i))
			log->rules[i] = ++count;
}

static void put_driver(struct log *log)
{
	json_out_key(&log->json, STR("tool"));
	json_out_open_object(&log->json);
	json_out_key(&log->json, STR("driver"));
	json_out_open_object(&log->json);
	put_text(log, STR("name"), STR("precache"));
	put_text(log, STR("version"), STR(PRECACHE_VERSION));
	put_text(log, STR("semanticVersion"), STR(PRECACHE_VERSION));
	put_text(log, STR("informationUri"), STR(PRECACHE_HOME));
	json_out_key(&log->json, STR("rules"));
	json_out_open_array(&log->json);
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (log->rules[i] > 0)
			sarif_rule(&log->json, (enum diag_rule)i);
	json_out_close_array(&log->json);
	json_out_close_object(&log->json);
	json_out_close_object(&log->json);
}

static void put_region(struct log *log, struct place at, const struct diag *end_of)
{
	json_out_key(&log->json, STR("region"));
	json_out_open_object(&log->json);
	put_number(log, STR("startLine"), at.line > 0 ? at.line : 1);
	if (at.line > 0 && at.column > 0)
		put_number(log, STR("startColumn"), at.column);
	if (end_of && end_of->end_line > 0) {
		put_number(log, STR("endLine"), end_of->end_line);
		put_number(log, STR("endColumn"), end_of->end_column);
	}
	json_out_close_object(&log->json);
}

/* The file and region of a place, as the member "physicalLocation". */
static void put_location(struct log *log, struct place at, const struct diag *end_of)
{
	struct strbuf uri;
	const struct str path = at.file.len > 0 && at.line > 0
					? finding_path(log->arena, log->findings, at.file)
					: log->home;
	strbuf_init(&uri, log->arena, LIMIT_TEXT_BYTES);
	log->json.out->failed = log->json.out->failed || !path.ptr;
	sarif_uri(&uri, path);
	json_out_key(&log->json, STR("physicalLocation"));
	json_out_open_object(&log->json);
	json_out_key(&log->json, STR("artifactLocation"));
	json_out_open_object(&log->json);
	put_text(log, STR("uri"), strbuf_str(&uri));
	put_text(log, STR("uriBaseId"), STR("%SRCROOT%"));
	json_out_close_object(&log->json);
	put_region(log, at, end_of);
	json_out_close_object(&log->json);
}

/* The message, a link to the second place when that is in a file, and what to do. */
static void put_message(struct log *log, const struct diag *diag)
{
	struct strbuf text;
	strbuf_init(&text, log->arena, LIMIT_TEXT_BYTES);
	if (diag->at.file.len > 0 && diag->at.line == 0) {
		sarif_plain(&text, diag->at.file, MESSAGE_UNITS);
		strbuf_add(&text, STR(": "));
	}
	sarif_plain(&text, diag->message, MESSAGE_UNITS);
	if (diag->related_message.ptr) {
		const bool linked = diag->related.line > 0;
		strbuf_add(&text, linked ? STR(" ([") : STR(" ("));
		sarif_plain(&text, diag->related_message, MESSAGE_UNITS);
		strbuf_add(&text, linked ? STR("](1))") : STR(")"));
	}
	if (diag->hint.ptr) {
		strbuf_add(&text, STR("; hint: "));
		sarif_plain(&text, diag->hint, MESSAGE_UNITS);
	}
	sarif_message(&log->json, STR("message"), strbuf_str(&text));
}

static void put_related(struct log *log, const struct diag *diag)
{
	struct strbuf text;
	if (!diag->related_message.ptr || diag->related.line == 0)
		return;
	strbuf_init(&text, log->arena, LIMIT_TEXT_BYTES);
	sarif_plain(&text, diag->related_message, MESSAGE_UNITS);
	json_out_key(&log->json, STR("relatedLocations"));
	json_out_open_array(&log->json);
	json_out_open_object(&log->json);
	put_number(log, STR("id"), 1);
	put_location(log, diag->related, NULL);
	sarif_message(&log->json, STR("message"), strbuf_str(&text));
	json_out_close_object(&log->json);
	json_out_close_array(&log->json);
}

static void put_result(struct log *log, size_t index)
{
	const struct diag *diag = log->findings->diags->items[index];
	json_out_open_object(&log->json);
	put_text(log, STR("ruleId"), str_of(diag_rule_row(diag->rule)->id));
	put_number(log, STR("ruleIndex"), log->rules[diag->rule] - 1);
	put_text(log, STR("level"), finding_severity(diag->severity));
	put_message(log, diag);
	json_out_key(&log->json, STR("locations"));
	json_out_open_array(&log->json);
	json_out_open_object(&log->json);
	put_location(log, diag->at, diag);
	json_out_close_object(&log->json);
	json_out_close_array(&log->json);
	put_related(log, diag);
	json_out_key(&log->json, STR("partialFingerprints"));
	json_out_open_object(&log->json);
	put_text(log, STR("primaryLocationLineHash"), log->fingerprints[index]);
	json_out_close_object(&log->json);
	json_out_close_object(&log->json);
}

/* The gravest first, until there are as many as GitHub keeps. */
static void put_results(struct log *log)
{
	const struct diags *diags = log->findings->diags;
	size_t count = 0;
	json_out_key(&log->json, STR("results"));
	json_out_open_array(&log->json);
	for (int severity = DIAG_ERROR; severity >= DIAG_NOTE; severity--)
		for (size_t i = 0; i < diags->len; i++)
			if ((int)diags->items[i]->severity == severity && count++ < SARIF_RESULTS)
				put_result(log, i);
	json_out_close_array(&log->json);
}

/* Says how many results are missing, if any. */
static void put_invocation(struct log *log)
{
	const struct diags *diags = log->findings->diags;
	const size_t listed = diags->len < SARIF_RESULTS ? diags->len : SARIF_RESULTS;
	const size_t missing = diags->errors + diags->warnings - listed;
	json_out_key(&log->json, STR("invocations"));
	json_out_open_array(&log->json);
	json_out_open_object(&log->json);
	json_out_key(&log->json, STR("executionSuccessful"));
	json_out_boolean(&log->json, true);
	if (missing > 0) {
		json_out_key(&log->json, STR("toolExecutionNotifications"));
		json_out_open_array(&log->json);
		json_out_open_object(&log->json);
		put_text(log, STR("level"), STR("warning"));
		sarif_message(&log->json, STR("message"),
			str_printf(log->arena, "%zu more results are not listed", missing));
		json_out_close_object(&log->json);
		json_out_close_array(&log->json);
	}
	json_out_close_object(&log->json);
	json_out_close_array(&log->json);
}

static void put_run(struct log *log)
{
	json_out_open_object(&log->json);
	put_driver(log);
	put_invocation(log);
	json_out_key(&log->json, STR("originalUriBaseIds"));
	json_out_open_object(&log->json);
	json_out_key(&log->json, STR("%SRCROOT%"));
	json_out_open_object(&log->json);
	sarif_message(&log->json, STR("description"), STR("the root of the repository"));
	json_out_close_object(&log->json);
	json_out_close_object(&log->json);
	put_text(log, STR("columnKind"), STR("unicodeCodePoints"));
	put_results(log);
	json_out_close_object(&log->json);
}

/* The first file that something was found in. */
static struct str home_of(struct arena *arena, const struct findings *findings)
{
	for (size_t i = 0; i < findings->diags->len; i++) {
		const struct place at = findings->diags->items[i]->at;
		if (finding_in_file(at))
			return finding_path(arena, findings, at.file);
	}
	return STR(".");
}

struct str findings_sarif(struct arena *arena, const struct findings *findings)
{
	struct strbuf out;
	struct log log = {.arena = arena, .findings = findings};
	strbuf_init(&out, arena, LIMIT_FINDINGS_BYTES);
	json_out_init(&log.json, &out);
	log.fingerprints = sarif_fingerprints(arena, findings->diags);
	log.home = home_of(arena, findings);
	if (!log.fingerprints || !log.home.ptr)
		return STR_NONE;
	choose_rules(&log);
	json_out_open_object(&log.json);
	put_text(&log, STR("$schema"), STR("https://json.schemastore.org/sarif-2.1.0.json"));
	put_text(&log, STR("version"), STR("2.1.0"));
	json_out_key(&log.json, STR("runs"));
	json_out_open_array(&log.json);
	put_run(&log);
	json_out_close_array(&log.json);
	json_out_close_object(&log.json);
	json_out_finish(&log.json);
	return strbuf_str(&out);
}
