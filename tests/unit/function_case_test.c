/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "actions/condition.h"
#include "base/limits.h"
#include "harness/expressions.h"
#include "harness/rows.h"

static const char contexts[] = "s: text\n"
			       "t: true\n"
			       "a: [1]\n"
			       "vars: {Known: v}\n";

#define NO_BOOLEAN "a predicate of 'case' must be a boolean"

static const struct expression_row cases[] = {
	{"the value behind true", "case(true, 'a', 'b')", "\"a\""},
	{"the default behind false", "case(false, 'a', 'b')", "\"b\""},
	{"the first that is true", "case(false, 1, true, 2, true, 3, 4)", "2"},
	{"none is true", "case(false, 1, false, 2, 3)", "3"},
	{"a comparison", "case(s == 'TEXT', 1, 2)", "1"},
	{"a boolean from elsewhere", "case(t, 1, 2)", "1"},
	{"a value of any kind", "case(t, a, 2)", "[1]"},
	{"a value that is false", "case(true, '', 'x')", "\"\""},
	{"in a case", "case(false, 1, case(true, 2, 3))", "2"},
	{"a function's case does not count", "CASE(true, 1, 2)", "1"},
	{"the other value is not evaluated", "case(true, 1, fromJSON('no'))", "1"},
	{"nor one before", "case(false, fromJSON('no'), 1)", "1"},
	{"nor a predicate behind", "case(true, 1, fromJSON('no'), 2, 3)", "1"},
	{"nor is it looked at", "case(true, 1, 'no boolean', 2, 3)", "1"},
	{"a number is no boolean", "case(1, 2, 3)", "error at 5: " NO_BOOLEAN},
	{"a string is no boolean", "case('true', 2, 3)", "error at 5: " NO_BOOLEAN},
	{"null is no boolean", "case(null, 2, 3)", "error at 5: " NO_BOOLEAN},
	{"an array is no boolean", "case(a, 2, 3)", "error at 5: " NO_BOOLEAN},
	{"the second is no boolean", "case(false, 1, s, 2, 3)", "error at 15: " NO_BOOLEAN},
	{"an operand is no boolean", "case(t && s, 1, 2)", "error at 7: " NO_BOOLEAN},
	{"twice not makes a boolean", "case(!!s, 1, 2)", "1"},
	{"a predicate that is wrong in itself", "case(fromJSON('no'), 1, 2)",
		"error at 14: not JSON: invalid token near 'no'"},
};

static const struct expression_row statuses[] = {
	{"always is true", "always()", "true"},
	{"success cannot be told", "success()", "unknown: success()"},
	{"nor of jobs", "success('a', 'b')", "unknown: success('a', 'b')"},
	{"failure cannot be told", "failure()", "unknown: failure()"},
	{"cancelled cannot be told", "cancelled()", "unknown: cancelled()"},
	{"always makes a condition true", "always() || failure()", "true"},
	{"what always adds goes", "always() && failure()", "unknown: failure()"},
	{"not failure cannot be told", "!failure()", "unknown: !failure()"},
	{"nor what hangs on it", "success() && s", "unknown: success() && 'text'"},
};

/* -- conditions ------------------------------------------------------------------------------- */

struct condition_row {
	const char *name;
	const char *condition; /* YAML */
	enum tri holds;
};

static const struct condition_row conditions[] = {
	{"nothing holds", "~", TRI_TRUE},
	{"empty text holds", "''", TRI_TRUE},
	{"true holds", "true", TRI_TRUE},
	{"false does not", "false", TRI_FALSE},
	{"0 does not", "0", TRI_FALSE},
	{"a number holds", "2", TRI_TRUE},
	{"a comparison holds", "vars.Known == 'V'", TRI_TRUE},
	{"a comparison does not hold", "vars.Known != 'v'", TRI_FALSE},
	{"it may stand in braces", "${{ vars.Known != 'v' }}", TRI_FALSE},
	{"text around makes it true", "${{ false }} x", TRI_TRUE},
	{"space around does too", "' ${{ false }}'", TRI_TRUE},
	{"two are one text", "${{ false }}${{ false }}", TRI_TRUE},
	{"two that are empty are none", "${{ '' }}${{ null }}", TRI_FALSE},
	{"two that are unknown are unknown", "${{ vars.X }}${{ vars.Y }}", TRI_UNKNOWN},
	{"what is unknown is unknown", "vars.X", TRI_UNKNOWN},
	{"a text that is not empty holds", "vars.Known", TRI_TRUE},
	{"unknown and false does not", "vars.X && false", TRI_FALSE},
	{"unknown or true holds", "vars.X || true", TRI_TRUE},
	{"not of unknown and false holds", "'!(vars.X && false)'", TRI_TRUE},
	{"not of unknown or true does not", "'!(vars.X || true)'", TRI_FALSE},
	{"unknown and something unknown", "vars.X && vars.Y", TRI_UNKNOWN},
	{"deep in a chain", "vars.X && (vars.Y || (vars.Z && 0)) && ''", TRI_FALSE},
	{"success is usual", "success()", TRI_TRUE},
	{"also of jobs", "success('a')", TRI_TRUE},
	{"always holds", "always()", TRI_TRUE},
	{"a run is not cancelled", "cancelled()", TRI_FALSE},
	{"not cancelled holds", "'!cancelled()'", TRI_TRUE},
	{"whether something fails cannot be told", "failure()", TRI_UNKNOWN},
	{"nor whether it does not", "'!failure()'", TRI_UNKNOWN},
	{"failure or success holds", "failure() || success()", TRI_TRUE},
	{"failure when it does not matter", "failure() && vars.Known == 'w'", TRI_FALSE},
	{"success and something unknown", "success() && vars.X", TRI_UNKNOWN},
	{"what GitHub cannot evaluate is unknown", "fromJSON('no')", TRI_UNKNOWN},
};

static void check_condition(void **state)
{
	const struct condition_row *row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct document *document =
		yaml_read(&arena, &diags, STR("w.yml"), str_of(row->condition));
	assert_non_null(document);
	const struct value *given = data_of(&arena, contexts);
	const struct scope scope = {.arena = &arena, .contexts = given->members};
	assert_int_equal(condition_holds(document->root, &scope), row->holds);
	arena_release(&arena);
}

int main(void)
{
	expressions_contexts = contexts;
	return ROWS_RUN("case", cases, check_expression) +
	       ROWS_RUN("status functions", statuses, check_expression) +
	       ROWS_RUN("conditions", conditions, check_condition);
}
