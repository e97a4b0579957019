/* SPDX-License-Identifier: MIT */

/* What may run and what may not: lists, branches, loops, functions, other shells. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/rows.h"
#include "harness/scripts.h"

#define CALL "\nprecache-apply"

static const struct script_row lists[] = {
	{"behind && of what may fail it may run", "make && precache-apply", NULL, NULL,
		"precache-apply 1:9 maybe"},
	{"behind && of what cannot it runs", "cd x && export A=1 && precache-apply", NULL, NULL,
		"precache-apply 1:23\nA=1"},
	{"behind || it may run", "make || precache-apply", NULL, NULL, "precache-apply 1:9 maybe"},
	{"before either it runs", "precache-apply && make || true", NULL, NULL,
		"precache-apply 1:1"},
	{"|| true changes nothing", "make || true" CALL, NULL, NULL, "precache-apply 2:1"},
	{"what is set behind && may be set", "make && export A=1" CALL, NULL, NULL,
		"precache-apply 2:1\nA?$A"},
	{"behind exit nothing runs", "exit 0" CALL, NULL, NULL, ""},
	{"behind a way out that may be taken it may", "[ -f x ] && exit 0" CALL, NULL, NULL,
		"precache-apply 2:1 maybe"},
	{"a way out that fails the step does not count", "[ -f x ] || exit 1" CALL, NULL, NULL,
		"precache-apply 2:1"},
	{"a part of a pipe that fails is not seen", "{ make; precache-apply; } | tee log", NULL,
		NULL, "precache-apply 1:9 maybe"},
	{"its first command runs", "{ echo x; precache-apply; } | tee log", NULL, NULL,
		"precache-apply 1:11"},
	{"the last part is seen", "make | { make; precache-apply; }", NULL, NULL,
		"precache-apply 1:16"},
	{"and each under pipefail", "set -eo pipefail\n{ make; precache-apply; } | tee log", NULL,
		NULL, "precache-apply 2:9"},
	{"which GitHub turns on", "{ make; precache-apply; } | tee log", NULL, "bash",
		"precache-apply 1:9"},
	{"but not behind a !", "! { make; precache-apply; } | tee log", NULL, "bash",
		"precache-apply 1:11 maybe"},
	{"nor one of a subshell", "(exit 0)" CALL, NULL, NULL, "precache-apply 2:1"},
};

static const struct script_row branches[] = {
	{"a call in a branch may run", "if [ -f x ]; then\n  precache-apply\nfi", NULL, NULL,
		"precache-apply 2:3 maybe"},
	{"and in its other", "if x; then y; else precache-apply; fi", NULL, NULL,
		"precache-apply 1:20 maybe"},
	{"what a branch sets is unknown behind it", "if x; then A=b; fi" CALL, "A=a", NULL,
		"precache-apply 2:1\nA?$A"},
	{"and known in it", "if x; then A=b; precache-apply; fi", "A=a", NULL,
		"precache-apply 1:17 maybe\nA=b"},
	{"what no branch sets stays", "if x; then B=b; fi" CALL, "A=a", NULL,
		"precache-apply 2:1\nA=a"},
	{"what one branch sets and the other sets for one command",
		"if x; then export A=b; else A=c y; fi" CALL, NULL, NULL,
		"precache-apply 2:1\nA?$A"},
	{"the other way round", "if x; then A=c y; else export A=b; fi" CALL, NULL, NULL,
		"precache-apply 2:1\nA?$A"},
	{"what both set for one command is not there behind them",
		"if x; then A=b y; else A=c y; fi" CALL, NULL, NULL, "precache-apply 2:1"},
	{"a condition's own commands run", "if precache-apply; then x; fi", NULL, NULL,
		"precache-apply 1:4"},
	{"the second condition may", "if x; then y; elif precache-apply; then z; fi", NULL, NULL,
		"precache-apply 1:20 maybe"},
	{"a case is branches", "case $X in\n a) A=b;;\n *) precache-apply;;\nesac" CALL, "A=a",
		NULL, "precache-apply 3:5 maybe\nA=a\nprecache-apply 5:1\nA?$A"},
	{"a loop's body may run", "for i in 1 2; do precache-apply; done", NULL, NULL,
		"precache-apply 1:18 maybe"},
	{"a loop's name is unknown", "export i=0\nfor i in 1 2; do x; done" CALL, NULL, NULL,
		"precache-apply 3:1\ni?$i"},
	{"what its body sets is unknown", "while x; do A=b; done" CALL, "A=a", NULL,
		"precache-apply 2:1\nA?$A"},
	{"also in it", "until x; do precache-apply; A=b; done", "A=a", NULL,
		"precache-apply 1:13 maybe\nA?$A"},
	{"what it sets before it leaves it may be left",
		"for i in a; do A=b; if x; then break; fi; A=a; done" CALL, "A=a", NULL,
		"precache-apply 2:1\nA?$A"},
	{"a C-style loop", "for ((i = 0; i < 3; i++)); do precache-apply; done", NULL, NULL,
		"precache-apply 1:31 maybe"},
	{"a select", "select x in a b; do precache-apply; done", NULL, NULL,
		"precache-apply 1:21 maybe"},
	{"[[ … ]] is a test", "[[ -n $A && $A == precache-apply ]]" CALL, "A=a", NULL,
		"precache-apply 2:1\nA=a"},
};

static const struct script_row functions[] = {
	{"a function's body runs when it is called", "f() { precache-apply; }\nf", NULL, NULL,
		"precache-apply 1:7 maybe"},
	{"one that nothing calls may be called", "f() { precache-apply; }", "A=a", NULL,
		"precache-apply 1:7 maybe dry?\nA?$A\n?eval"},
	{"what it sets is unknown", "f() { A=b; }\nf" CALL, "A=a", NULL,
		"precache-apply 3:1\nA?$A"},
	{"with the other word", "function f {\n  precache-apply\n}\nf", NULL, NULL,
		"precache-apply 2:3 maybe"},
	{"a function of an executor's name is that function", "precache-apply() { :; }" CALL, NULL,
		NULL, "precache-apply 2:1"},
	{"those that define and call each other come to an end", "f() g() h() f", NULL, NULL, ""},
	{"one that calls itself comes to an end", "f() { f; }\nf" CALL, NULL, NULL,
		"precache-apply 3:1"},
};

static const struct script_row shells[] = {
	{"sh", "export A=b" CALL, NULL, "sh", "precache-apply 2:1\nA=b"},
	{"bash with its options", "export A=b" CALL, NULL, "bash -euo pipefail {0}",
		"precache-apply 2:1\nA=b"},
	{"bash by its path", "export A=b" CALL, NULL, "/usr/bin/bash {0}",
		"precache-apply 2:1\nA=b"},
	{"a shell of its own text is another", "A=b" CALL, NULL, "bash -c 'x {0}'",
		"precache-apply 2:1 maybe dry?\n?precache-apply"},
	{"PowerShell", "$env:A = 'b'" CALL, "A=a", "pwsh",
		"precache-apply 2:1 maybe dry?\nA?$A\n?precache-apply"},
	{"PowerShell may write to GITHUB_ENV", "\"A=b\" >> $env:GITHUB_ENV", "A=a", "pwsh",
		"> ?$GITHUB_ENV"},
	{"Python", "import os\nprecache-apply", NULL, "python",
		"precache-apply 2:1 maybe dry?\n?precache-apply"},
	{"cmd", "call .\\scripts\\precache-apply plan.json", NULL, "cmd", ""},
	{"a shell that is not known is another", "A=b" CALL, NULL, "${{ matrix.shell }}",
		"precache-apply 2:1 maybe dry?\n?precache-apply"},
	{"a known one is what it is", "export A=b" CALL, NULL, "${{ format('{0}sh', 'ba') }}",
		"precache-apply 2:1\nA=b"},
};

static const struct script_row broken[] = {
	{"a quote without an end", "echo 'x\nprecache-apply", NULL, NULL, ""},
	{"a word that ends nothing", "fi" CALL, "A=a", NULL,
		"precache-apply 2:1 maybe dry?\nA?$A\n?eval"},
	{"a branch without an end", "if x; then\nprecache-apply", NULL, NULL,
		"precache-apply 2:1 maybe"},
	{"a here-document without an end", "cat <<END\nprecache-apply", NULL, NULL, ""},
	{"nothing at all", "", NULL, NULL, ""},
	{"groups in a pipeline without an end", "y | (y | (| y\nprecache-apply", NULL, NULL,
		"precache-apply 2:1 maybe dry?\n?eval"},
	{"an operator alone", "&& precache-apply", NULL, NULL,
		"precache-apply 1:4 maybe dry?\n?eval"},
};

int main(void)
{
	return ROWS_RUN("lists", lists, script_row_check) +
	       ROWS_RUN("branches and loops", branches, script_row_check) +
	       ROWS_RUN("functions", functions, script_row_check) +
	       ROWS_RUN("shells", shells, script_row_check) +
	       ROWS_RUN("scripts that no shell takes", broken, script_row_check);
}
