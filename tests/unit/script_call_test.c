/* SPDX-License-Identifier: MIT */

/* Which words of a script are calls of an executor, and behind which commands. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/rows.h"
#include "harness/scripts.h"

static const struct script_row calls[] = {
	{"a command is known by its name", "precache-apply", NULL, NULL, "precache-apply 1:1"},
	{"behind others, on its own line", "make\nmake -j2\nprecache-apply plan.json", NULL, NULL,
		"precache-apply 3:1"},
	{"or by the last part of its path", "./scripts/build-cache.sh", NULL, NULL,
		"build-cache.sh 1:1"},
	{"an absolute path too", "/usr/local/bin/precache-apply", NULL, NULL, "precache-apply 1:1"},
	{"a path that begins with an unknown folder", "\"$HOME\"/bin/precache-apply", NULL, NULL,
		"precache-apply 1:1"},
	{"or with an expression", "${{ github.workspace }}/precache-apply", NULL, NULL,
		"precache-apply 1:1"},
	{"another name is none", "precache-applyx\nxprecache-apply\nprecache-apply.sh", NULL, NULL,
		""},
	{"an argument is none", "echo precache-apply", NULL, NULL, ""},
	{"a word in a comment is none", "# precache-apply\nmake # precache-apply", NULL, NULL, ""},
	{"a # inside of a word begins no comment", "make a#b; precache-apply", NULL, NULL,
		"precache-apply 1:11"},
	{"a word in quotes is none", "echo 'a\nprecache-apply\n' \"\nprecache-apply\"", NULL, NULL,
		""},
	{"a here-document is none", "cat <<END\nprecache-apply\nEND\n", NULL, NULL, ""},
	{"what stands behind one is", "cat <<END\nx\nEND\nprecache-apply", NULL, NULL,
		"precache-apply 4:1"},
	{"a quoted name is the name", "'precache-apply' x", NULL, NULL, "precache-apply 1:1"},
	{"a name in pieces is the name", "pre\"cache\"-'app'\\ly", NULL, NULL,
		"precache-apply 1:1"},
	{"a name in a variable is the name", "CMD=precache-apply\n$CMD plan.json", NULL, NULL,
		"precache-apply 2:1"},
	{"a variable with arguments too", "CMD='precache-apply plan.json'\n$CMD", NULL, NULL,
		"precache-apply 2:1"},
	{"but not in quotes", "CMD='precache-apply plan.json'\n\"$CMD\"", NULL, NULL, ""},
	{"a name from the environment", "$CMD", "CMD=precache-apply", NULL,
		"precache-apply 1:1\nCMD=precache-apply"},
	{"a continued line is one", "precache\\\n-apply plan.json", NULL, NULL,
		"precache-apply 1:1"},
	{"a ; separates", "make;precache-apply;make", NULL, NULL, "precache-apply 1:6"},
	{"an & separates", "make & precache-apply", NULL, NULL, "precache-apply 1:8"},
	{"two calls are two", "precache-apply a\nbuild-cache.sh", NULL, NULL,
		"precache-apply 1:1\nbuild-cache.sh 2:1"},
	{"a redirection before it", "2>/dev/null precache-apply", NULL, NULL,
		"precache-apply 1:13"},
	{"in a pipe", "yes | precache-apply | tee log", NULL, NULL, "precache-apply 1:7"},
	{"behind a !", "! precache-apply", NULL, NULL, "precache-apply 1:3"},
	{"in braces", "{ precache-apply; }", NULL, NULL, "precache-apply 1:3"},
	{"in a subshell", "(precache-apply)", NULL, NULL, "precache-apply 1:2"},
	{"in a substitution", "x=$(precache-apply)", NULL, NULL, "precache-apply 1:5"},
	{"in back quotes", "echo \"`precache-apply`\"", NULL, NULL, "precache-apply 1:8"},
};

static const struct script_row wrappers[] = {
	{"bash and a file", "bash scripts/build-cache.sh", NULL, NULL, "build-cache.sh 1:6"},
	{"sh and a file", "sh ./build-cache.sh x", NULL, NULL, "build-cache.sh 1:4"},
	{"bash by its path", "/bin/bash build-cache.sh", NULL, NULL, "build-cache.sh 1:11"},
	{"bash with options", "bash -euxo pipefail +e --norc build-cache.sh", NULL, NULL,
		"build-cache.sh 1:31"},
	{"bash and a file behind --", "bash -e -- build-cache.sh", NULL, NULL,
		"build-cache.sh 1:12"},
	{"bash and a text", "bash -c 'make && precache-apply x'", NULL, NULL,
		"precache-apply 1:18 maybe"},
	{"a text behind options", "bash -euo pipefail -c precache-apply", NULL, NULL,
		"precache-apply 1:23"},
	{"options that bring the text", "sh -ec 'precache-apply'", NULL, NULL,
		"precache-apply 1:9"},
	{"a text that is not known", "bash -c \"$SOMETHING\"", NULL, NULL, ""},
	{"bash -n runs nothing", "bash -n build-cache.sh", NULL, NULL, ""},
	{"exec", "exec precache-apply", NULL, NULL, "precache-apply 1:6"},
	{"exec with options", "exec -c -a name precache-apply", "A=1", NULL, "precache-apply 1:17"},
	{"nothing comes behind exec", "exec make\nprecache-apply", NULL, NULL, ""},
	{"but behind one that only redirects", "exec 2>log\nprecache-apply", NULL, NULL,
		"precache-apply 2:1"},
	{"env", "env precache-apply", NULL, NULL, "precache-apply 1:5"},
	{"env with assignments", "env A=b C= precache-apply", NULL, NULL,
		"precache-apply 1:12\nA=b\nC="},
	{"env -i clears", "env -i A=b precache-apply", "B=1", NULL, "precache-apply 1:12\nA=b"},
	{"env - clears too", "env - A=b precache-apply", "B=1", NULL, "precache-apply 1:11\nA=b"},
	{"env -u takes one away", "env -u B precache-apply", "B=1\nC=2", NULL,
		"precache-apply 1:10\nC=2"},
	{"and in one word", "env -uB --unset=C precache-apply", "B=1\nC=2", NULL,
		"precache-apply 1:19"},
	{"env takes assignments behind --", "env -- A=b precache-apply", NULL, NULL,
		"precache-apply 1:12\nA=b"},
	{"env -C changes the folder", "env -C sub precache-apply", NULL, NULL,
		"precache-apply 1:12"},
	{"env -S splits", "env -S 'A=b precache-apply x'", NULL, NULL, "precache-apply 1:8\nA=b"},
	{"what sudo lets through is not known", "sudo precache-apply", "B=1", NULL,
		"precache-apply 1:6\nB?$B"},
	{"but for what is given", "sudo A=b precache-apply", "B=1", NULL,
		"precache-apply 1:10\nB?$B\nA=b"},
	{"sudo -E keeps it", "sudo -E precache-apply", "B=1", NULL, "precache-apply 1:9\nB=1"},
	{"sudo keeps what it is told to", "sudo --preserve-env=B,D precache-apply", "B=1\nC=2",
		NULL, "precache-apply 1:25\nB=1\nC?$C"},
	{"sudo with options that take a word", "sudo -u root -g wheel -- precache-apply", NULL,
		NULL, "precache-apply 1:26"},
	{"nohup", "nohup precache-apply &", NULL, NULL, "precache-apply 1:7"},
	{"time", "time precache-apply", NULL, NULL, "precache-apply 1:6"},
	{"time with options", "time -p precache-apply", NULL, NULL, "precache-apply 1:9"},
	{"one behind another", "time sudo -E env A=b nohup bash -e build-cache.sh", "B=1", NULL,
		"build-cache.sh 1:36\nB=1\nA=b"},
	{"any other command is no wrapper", "xargs precache-apply\ntimeout 5 precache-apply", NULL,
		NULL, ""},
};

static const struct script_row dry[] = {
	{"--dry-run is dry", "precache-apply --dry-run", NULL, NULL, "precache-apply 1:1 dry"},
	{"behind other arguments too", "precache-apply plan.json --dry-run", NULL, NULL,
		"precache-apply 1:1 dry"},
	{"not behind --", "precache-apply -- --dry-run", NULL, NULL, "precache-apply 1:1"},
	{"DRY_RUN=1 is dry", "DRY_RUN=1 precache-apply", NULL, NULL,
		"precache-apply 1:11 dry\nDRY_RUN=1"},
	{"DRY_RUN=false is not", "DRY_RUN=false precache-apply", NULL, NULL,
		"precache-apply 1:15\nDRY_RUN=false"},
	{"one that is not exported is not", "DRY_RUN=1\nprecache-apply", NULL, NULL,
		"precache-apply 2:1"},
	{"one of the step is", "precache-apply", "DRY_RUN=yes", NULL,
		"precache-apply 1:1 dry\nDRY_RUN=yes"},
	{"an unknown one may be", "precache-apply", "DRY_RUN=${{ inputs.dry }}", NULL,
		"precache-apply 1:1 dry?\nDRY_RUN?${{ inputs.dry }} expression"},
	{"an unknown argument may be", "precache-apply $ARGS", NULL, NULL,
		"precache-apply 1:1 dry?"},
	{"a quoted one may be", "precache-apply \"$ARG\"", NULL, NULL, "precache-apply 1:1 dry?"},
	{"a known one is what it is", "ARGS='x --dry-run'\nprecache-apply $ARGS", NULL, NULL,
		"precache-apply 2:1 dry"},
};

int main(void)
{
	return ROWS_RUN("calls", calls, script_row_check) +
	       ROWS_RUN("commands that run another", wrappers, script_row_check) +
	       ROWS_RUN("a dry run", dry, script_row_check);
}
