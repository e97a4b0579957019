/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "actions/trigger.h"
#include "base/limits.h"
#include "harness/findings.h"
#include "harness/rows.h"

struct trigger_row {
	const char *name;
	const char *yaml;   /* what stands under `on:` */
	const char *result; /* the value as JSON, or what is found */
};

static const struct trigger_row good[] = {
	{"one event", "push", "{\"push\":{}}"},
	{"a list of events", "[push, pull_request]", "{\"pull_request\":{},\"push\":{}}"},
	{"an event without settings", "{workflow_dispatch: }", "{\"workflow_dispatch\":{}}"},
	{"an event with empty settings", "{workflow_dispatch: {}}", "{\"workflow_dispatch\":{}}"},
	{"a filter keeps its order", "push: {branches: [main, '!x', a]}",
		"{\"push\":{\"branches\":[\"main\",\"!x\",\"a\"]}}"},
	{"a filter that is a word is a list of one", "push: {branches: main}",
		"{\"push\":{\"branches\":[\"main\"]}}"},
	{"a filter that is a number is text", "push: {tags: [1.10, 2]}",
		"{\"push\":{\"tags\":[\"1.1\",\"2\"]}}"},
	{"a filter that is null is none", "push: {branches: , tags: a}",
		"{\"push\":{\"tags\":[\"a\"]}}"},
	{"members are sorted", "{push: {tags: a, branches: b}, issues: {types: opened}}",
		"{\"issues\":{\"types\":[\"opened\"]},\"push\":{\"branches\":[\"b\"],\"tags\":["
		"\"a\"]}}"},
	{"a schedule", "schedule: [{cron: 0 6 * * 1}]",
		"{\"schedule\":[{\"cron\":\"0 6 * * 1\"}]}"},
	{"a schedule keeps its order and its time zone",
		"schedule: [{timezone: Europe/Berlin, cron: 5 5 * * *}, {cron: 4 4 * * *}]",
		"{\"schedule\":[{\"cron\":\"5 5 * * *\",\"timezone\":\"Europe/Berlin\"},"
		"{\"cron\":\"4 4 * * *\"}]}"},
	{"space in a cron line does not count", "schedule:\n- cron: |\n    0  6\t*  * 1\n",
		"{\"schedule\":[{\"cron\":\"0 6 * * 1\"}]}"},
	{"a schedule without an entry", "schedule:", "{\"schedule\":[]}"},
	{"a dispatch's inputs are typed",
		"workflow_dispatch: {inputs: {b: {type: boolean, required: true, default: false}, "
		"a: "
		"{description: 3, default: 1.50, type: number}, c: {type: choice, options: [x, "
		"2]}, "
		"d: }}",
		"{\"workflow_dispatch\":{\"inputs\":{\"a\":{\"default\":1.5,\"description\":\"3\","
		"\"type\":\"number\"},\"b\":{\"default\":false,\"required\":true,\"type\":"
		"\"boolean\"},\"c\":{\"options\":[\"x\",\"2\"],\"type\":\"choice\"},\"d\":{}}}}"},
	{"a call's inputs, secrets and outputs",
		"workflow_call: {inputs: {a: {type: string, deprecationMessage: x}}, secrets: {s: "
		", t: "
		"{required: true}}, outputs: {o: {value: '${{ jobs.a.outputs.b }}', description: "
		"d}}}",
		"{\"workflow_call\":{\"inputs\":{\"a\":{\"deprecationMessage\":\"x\",\"type\":"
		"\"string\"}},\"outputs\":{\"o\":{\"description\":\"d\",\"value\":"
		"\"${{ jobs.a.outputs.b }}\"}},\"secrets\":{\"s\":{},\"t\":{\"required\":true}}}}"},
	{"a default may be written as text of its type",
		"workflow_dispatch: {inputs: {a: {type: boolean, default: 'true'}, b: {type: "
		"number, "
		"default: '5'}}}",
		"{\"workflow_dispatch\":{\"inputs\":{\"a\":{\"default\":\"true\",\"type\":"
		"\"boolean\"},"
		"\"b\":{\"default\":\"5\",\"type\":\"number\"}}}}"},
	{"an empty default of a number is taken",
		"workflow_dispatch: {inputs: {a: {type: number, default: ''}}}",
		"{\"workflow_dispatch\":{\"inputs\":{\"a\":{\"default\":\"\",\"type\":\"number\"}}}"
		"}"},
	{"a default without a type is of any kind",
		"workflow_dispatch: {inputs: {a: {default: 7}, b: {options: [x]}}}",
		"{\"workflow_dispatch\":{\"inputs\":{\"a\":{\"default\":7},\"b\":{\"options\":["
		"\"x\"]}}}}"},
	{"a run of another workflow", "workflow_run: {workflows: CI, types: [completed]}",
		"{\"workflow_run\":{\"types\":[\"completed\"],\"workflows\":[\"CI\"]}}"},
	{"a dispatch of the repository", "repository_dispatch: {types: [a, b]}",
		"{\"repository_dispatch\":{\"types\":[\"a\",\"b\"]}}"},
	{"filters that the event has no use for are taken",
		"{create: {tags: v*}, workflow_dispatch: {branches: main}}",
		"{\"create\":{\"tags\":[\"v*\"]},\"workflow_dispatch\":{\"branches\":[\"main\"]}}"},
};

static void check_good(void **state)
{
	const struct trigger_row *const row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct document *document =
		yaml_read(&arena, &diags, STR("w.yml"), str_of(row->yaml));
	assert_non_null(document);
	triggers_check(&arena, &diags, document, document->root);
	assert_string_equal(findings_text(&arena, &diags).ptr, "");
	const struct value *value = triggers_value(document, document->root, &arena);
	assert_non_null(value);
	assert_string_equal(value_line(&arena, value).ptr, row->result);
	arena_release(&arena);
}

static const struct trigger_row bad[] = {
	{"null", "", "1:1 WRONG_TYPE 'on' is a string, a sequence or a mapping, not null"},
	{"a boolean", "true",
		"1:1 WRONG_TYPE 'on' is a string, a sequence or a mapping, not a boolean"},
	{"no event at all", "[]", "1:1 VALUE_RANGE 'on' is empty"},
	{"an event that is nearly one", "pull-request",
		"1:1 TRIGGER 'pull-request' is no event that starts a workflow (did you mean "
		"'pull_request'?)"},
	{"an event that is like none", "[push, sunrise]",
		"1:8 TRIGGER 'sunrise' is no event that starts a workflow"},
	{"an unknown event with settings", "psuh: {branches: main}",
		"1:1 TRIGGER 'psuh' is no event that starts a workflow (did you mean 'push'?)"},
	{"a mapping in a list", "[push, {pull_request: }]",
		"1:8 WRONG_TYPE an item of 'on' is a string, not a mapping"},
	{"settings that are a string", "push: main",
		"1:7 WRONG_TYPE 'push' is null or a mapping, not a string"},
	{"a setting that the event lacks", "push: {branch: main}",
		"1:8 UNKNOWN_KEY 'branch' is no key of 'push' (did you mean 'branches'?)"},
	{"a filter that is empty text", "push: {branches: ''}",
		"1:18 VALUE_RANGE 'branches' is empty"},
	{"a filter that is a mapping", "push: {branches: {a: b}}",
		"1:18 WRONG_TYPE 'branches' is a string or a sequence, not a mapping"},
	{"an item of a filter that is a mapping", "push: {branches: [{a: b}]}",
		"1:19 WRONG_TYPE an item of 'branches' is a string, not a mapping"},
	{"branches and branches-ignore", "push: {branches: [a], branches-ignore: [b]}",
		"1:23 TRIGGER 'branches' and 'branches-ignore' exclude each other (write what to "
		"leave out as '!pattern' in 'branches')"},
	{"tags-ignore and tags", "push: {tags-ignore: [a], tags: [b]}",
		"1:8 TRIGGER 'tags' and 'tags-ignore' exclude each other (write what to leave out "
		"as "
		"'!pattern' in 'tags')"},
	{"paths and paths-ignore", "pull_request: {paths: a, paths-ignore: b}",
		"1:26 TRIGGER 'paths' and 'paths-ignore' exclude each other (write what to leave "
		"out "
		"as '!pattern' in 'paths')"},
	{"a schedule that is a mapping", "schedule: {cron: 0 6 * * 1}",
		"1:11 WRONG_TYPE 'schedule' is null or a sequence, not a mapping"},
	{"a schedule without a cron line", "schedule: [{timezone: UTC}]",
		"1:12 MISSING_KEY 'cron' is missing in an item of 'schedule'"},
	{"a bad cron line is shown where it begins", "schedule: [{cron: '0 25 * * *'}]",
		"1:19 CRON '25' is no hour: 0 to 23"},
	{"a cron line that is null is said once", "schedule: [{cron: ~}]",
		"1:19 WRONG_TYPE 'cron' is a string, not null"},
	{"so is a time zone", "schedule: [{cron: 0 6 * * 1, timezone: ~}]",
		"1:40 WRONG_TYPE 'timezone' is a string, not null"},
	{"a bad cron line in a block", "schedule:\n- cron: >\n    0 6\n    * 13 *\n",
		"2:9 CRON '13' is no month: 1 to 12 or JAN to DEC"},
	{"two bad cron lines", "schedule: [{cron: a}, {cron: b}]",
		"1:19 CRON a cron line has 5 fields, not 1\n"
		"1:30 CRON a cron line has 5 fields, not 1"},
	{"an activity type that the event lacks", "pull_request_review: {types: [submited]}",
		"1:31 VALUE_RANGE 'submited' is no activity type of 'pull_request_review': "
		"submitted, edited or dismissed (did you mean 'submitted'?)"},
	{"an activity type that is a mapping", "watch: {types: [{started: x}]}",
		"1:17 WRONG_TYPE activity type of 'watch' is a string, not a mapping"},
	{"a time zone that is none", "schedule: [{cron: 0 6 * * 1, timezone: Mars/Phobos}]",
		"1:40 CRON 'Mars/Phobos' is no time zone (write a name of the IANA time zone "
		"database: UTC, Europe/Berlin)"},
	{"a bad cron line beside a mistake of another kind",
		"schedule: [{cron: 0 6 * *, zone: UTC}]",
		"1:28 UNKNOWN_KEY 'zone' is no key of an item of 'schedule'\n"
		"1:19 CRON a cron line has 5 fields, not 4"},
	{"a choice without options", "workflow_dispatch: {inputs: {a: {type: choice}}}",
		"1:33 MISSING_KEY 'options' is missing in input 'a', which is a choice"},
	{"a choice of nothing", "workflow_dispatch: {inputs: {a: {type: choice, options: []}}}",
		"1:57 VALUE_RANGE 'options' is empty in input 'a', which is a choice"},
	{"options of what is no choice",
		"workflow_dispatch: {inputs: {a: {type: string, options: [b]}}}",
		"1:33 TRIGGER input 'a' has 'options' and is no choice, but of type 'string'"},
	{"a default that is no boolean",
		"workflow_dispatch: {inputs: {a: {type: boolean, default: maybe}}}",
		"1:58 TRIGGER the default 'maybe' is no boolean"},
	{"a default that is no number",
		"workflow_call: {inputs: {a: {type: number, default: many}}}",
		"1:53 TRIGGER the default 'many' is no number"},
	{"a call's input that is required as text",
		"workflow_call: {inputs: {a: {type: string, required: 'true'}}}",
		"1:54 WRONG_TYPE 'required' is a boolean, not a string"},
	{"a call's filter", "workflow_call: {branches: main}",
		"1:17 UNKNOWN_KEY 'branches' is no key of 'workflow_call'"},
	{"a call's inputs that are null", "workflow_call: {inputs: }",
		"1:25 WRONG_TYPE 'inputs' is a mapping, not null"},
	{"an input of a type that GitHub lacks", "workflow_dispatch: {inputs: {a: {type: strin}}}",
		"1:40 VALUE_RANGE 'strin' is no 'type': string, boolean, number, choice or "
		"environment (did you mean 'string'?)"},
	{"a call's input without a type", "workflow_call: {inputs: {a: {required: true}}}",
		"1:29 MISSING_KEY 'type' is missing in input 'a'"},
	{"a call's input to choose from", "workflow_call: {inputs: {a: {type: choice}}}",
		"1:36 VALUE_RANGE 'choice' is no 'type': string, boolean or number"},
	{"an input that is maybe required", "workflow_dispatch: {inputs: {a: {required: maybe}}}",
		"1:44 VALUE_RANGE 'maybe' is no 'required': true or false"},
	{"an output without a value", "workflow_call: {outputs: {o: {description: d}}}",
		"1:30 MISSING_KEY 'value' is missing in output 'o'"},
};

static void check_bad(void **state)
{
	const struct trigger_row *const row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct document *document =
		yaml_read(&arena, &diags, STR("w.yml"), str_of(row->yaml));
	assert_non_null(document);
	assert_false(triggers_check(&arena, &diags, document, document->root));
	assert_string_equal(findings_text(&arena, &diags).ptr, row->result);
	arena_release(&arena);
}

struct event_case {
	const char *name;
	const char *event;
	bool exists;
	bool from_fork;
};

static const struct event_case events[] = {
	{"push is an event", "push", true, false},
	{"a pull request may come from a fork", "pull_request", true, true},
	{"pull_request_target runs with the base's rights", "pull_request_target", true, false},
	{"an event's case counts", "Push", false, false},
	{"nothing is no event", "", false, false},
};

static void check_event(void **state)
{
	const struct event_case *const row = *state;
	const struct event_row *event = event_find(str_of(row->event));
	assert_int_equal(event != NULL, row->exists);
	if (event)
		assert_int_equal(event->from_fork, row->from_fork);
}

int main(void)
{
	return ROWS_RUN("triggers in one form", good, check_good) +
	       ROWS_RUN("triggers that GitHub refuses", bad, check_bad) +
	       ROWS_RUN("events", events, check_event);
}
