/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "actions/permission.h"
#include "base/limits.h"
#include "harness/findings.h"
#include "harness/rows.h"

struct check_row {
	const char *name;
	const char *yaml;
	const char *findings;
};

static const struct check_row checks[] = {
	{"everything may be read", "read-all", ""},
	{"everything may be written", "write-all", ""},
	{"nothing, as an empty mapping", "{}", ""},
	{"null is no way to say nothing", "",
		"1:1 WRONG_TYPE 'permissions' is a string or a mapping, not null"},
	{"all scopes that have three levels",
		"{actions: read, artifact-metadata: write, attestations: none, checks: read, "
		"code-quality: read, contents: write, deployments: none, discussions: read, "
		"drives: "
		"read, issues: write, packages: write, pages: none, pull-requests: read, "
		"repository-projects: write, security-events: none, statuses: read}",
		""},
	{"scopes that are written or not at all", "{id-token: write, copilot-requests: none}", ""},
	{"scopes that are read or not at all", "{models: read, vulnerability-alerts: none}", ""},
	{"another word", "write-everything",
		"1:1 PERMISSION 'write-everything' is no permission (write 'read-all', "
		"'write-all', "
		"or a mapping of scopes to levels)"},
	{"a scope that is nearly one", "contents: read\npackage: write",
		"2:1 PERMISSION 'package' is no permission scope (did you mean 'packages'?)"},
	{"a scope that is like none", "everything: write",
		"1:1 PERMISSION 'everything' is no permission scope"},
	{"a level that GitHub does not have", "contents: admin",
		"1:11 PERMISSION 'admin' is no level of 'contents' (its levels are none, read, "
		"write)"},
	{"an id-token to read", "id-token: read",
		"1:11 PERMISSION 'read' is no level of 'id-token' (its levels are none, write)"},
	{"models to write", "models: write",
		"1:9 PERMISSION 'write' is no level of 'models' (its levels are none, read)"},
	{"a level that is a sequence", "contents: [read]",
		"1:11 WRONG_TYPE 'contents' is a string, not a sequence"},
	{"a sequence of scopes", "- contents",
		"1:1 WRONG_TYPE 'permissions' is a string or a mapping, not a sequence"},
	{"two mistakes", "a: read\nb: read",
		"1:1 PERMISSION 'a' is no permission scope\n"
		"2:1 PERMISSION 'b' is no permission scope"},
};

static void check_check(void **state)
{
	const struct check_row *const row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct document *document =
		yaml_read(&arena, &diags, STR("w.yml"), str_of(row->yaml));
	assert_non_null(document);
	const bool fits = permissions_check(&arena, &diags, document, document->root);
	assert_string_equal(findings_text(&arena, &diags).ptr, row->findings);
	assert_int_equal(fits, row->findings[0] == '\0');
	arena_release(&arena);
}

struct value_row {
	const char *name;
	const char *yaml; /* {w: the workflow's, j: the job's} */
	const char *value;
	enum permission_level packages;
};

static const struct value_row values[] = {
	{"nothing is said", "{}", "\"default\"", PERMISSION_UNKNOWN},
	{"the workflow's block", "{w: {packages: write, contents: read}}",
		"{\"contents\":\"read\",\"packages\":\"write\"}", PERMISSION_WRITE},
	{"the job's block replaces the workflow's", "{w: {packages: write}, j: {contents: read}}",
		"{\"contents\":\"read\"}", PERMISSION_NONE},
	{"a scope that is none is left out", "{j: {packages: none, contents: read}}",
		"{\"contents\":\"read\"}", PERMISSION_NONE},
	{"nothing may be done", "{w: write-all, j: {}}", "{}", PERMISSION_NONE},
	{"null is nothing too", "{w: write-all, j: }", "{}", PERMISSION_NONE},
	{"all may be read", "{j: read-all}", "\"read-all\"", PERMISSION_READ},
	{"all may be written", "{w: write-all}", "\"write-all\"", PERMISSION_WRITE},
	{"packages may be read", "{j: {packages: read}}", "{\"packages\":\"read\"}",
		PERMISSION_READ},
};

static void check_value(void **state)
{
	const struct value_row *const row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct document *document =
		yaml_read(&arena, &diags, STR("w.yml"), str_of(row->yaml));
	assert_non_null(document);
	const struct value *value = permissions_value(
		&arena, document, node_get(document->root, "w"), node_get(document->root, "j"));
	assert_non_null(value);
	assert_string_equal(value_line(&arena, value).ptr, row->value);
	assert_int_equal(permission_granted(value, STR("packages")), row->packages);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("permissions that GitHub takes or refuses", checks, check_check) +
	       ROWS_RUN("what a job's token may do", values, check_value);
}
