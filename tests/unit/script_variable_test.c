/* SPDX-License-Identifier: MIT */

/* What the calls of a script see: assignments, exports and expansions. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/rows.h"
#include "harness/scripts.h"

#define CALL "\nprecache-apply"

static const struct script_row assignments[] = {
	{"an assignment before a call is the call's", "A=b precache-apply", NULL, NULL,
		"precache-apply 1:5\nA=b"},
	{"several are", "A=1 B= C='x y' precache-apply", NULL, NULL,
		"precache-apply 1:16\nA=1\nB=\nC=x y"},
	{"it beats the environment", "A=b precache-apply", "A=a", NULL, "precache-apply 1:5\nA=b"},
	{"it holds for that command alone", "A=b make" CALL, NULL, NULL, "precache-apply 2:1"},
	{"and leaves what was there", "A=b make" CALL, "A=a", NULL, "precache-apply 2:1\nA=a"},
	{"one by itself is the shell's own", "A=b" CALL, NULL, NULL, "precache-apply 2:1"},
	{"but not when the name is exported", "export A\nA=b" CALL, NULL, NULL,
		"precache-apply 3:1\nA=b"},
	{"or was in the environment", "A=b" CALL, "A=a", NULL, "precache-apply 2:1\nA=b"},
	{"export with a value", "export A=b" CALL, NULL, NULL, "precache-apply 2:1\nA=b"},
	{"export behind the assignment", "A=b\nexport A" CALL, NULL, NULL,
		"precache-apply 3:1\nA=b"},
	{"export of several", "export A=1 B='2'" CALL, NULL, NULL, "precache-apply 2:1\nA=1\nB=2"},
	{"export of a name that nobody knows", "export A" CALL, NULL, NULL,
		"precache-apply 2:1\nA?$A"},
	{"export -n takes it back", "export A=b\nexport -n A" CALL, NULL, NULL,
		"precache-apply 3:1"},
	{"unset takes it away", "unset A" CALL, "A=a\nB=b", NULL, "precache-apply 2:1\nB=b"},
	{"declare -x exports", "declare -x A=b" CALL, NULL, NULL, "precache-apply 2:1\nA=b"},
	{"declare alone does not", "declare A=b" CALL, NULL, NULL, "precache-apply 2:1"},
	{"readonly does not", "readonly A=b" CALL, NULL, NULL, "precache-apply 2:1"},
	{"set -a exports what comes", "A=1\nset -a\nB=2" CALL, NULL, NULL,
		"precache-apply 4:1\nB=2"},
	{"until set +a", "set -a\nA=1\nset +a\nB=2" CALL, NULL, NULL, "precache-apply 5:1\nA=1"},
	{"set -o allexport is the same", "set -euo pipefail -o allexport\nA=1" CALL, NULL, NULL,
		"precache-apply 3:1\nA=1"},
	{"other options change nothing", "set -euxo pipefail\nA=1" CALL, "A=0", NULL,
		"precache-apply 3:1\nA=1"},
	{"a shell that says -a exports", "A=1" CALL, NULL, "bash -a {0}",
		"precache-apply 2:1\nA=1"},
	{"+= adds", "A=1\nexport A+=2" CALL, NULL, NULL, "precache-apply 3:1\nA=12"},
	{"an assignment in an earlier command of the line", "A=b; export A; precache-apply", NULL,
		NULL, "precache-apply 1:16\nA=b"},
	{"what was set after the call is not the call's", "precache-apply\nexport A=b", NULL, NULL,
		"precache-apply 1:1"},
	{"a name that is none is a command", "A-B=c\n1A=c" CALL, NULL, NULL, "precache-apply 3:1"},
	{"two steps of one name", "export A=1\nexport A=2" CALL, NULL, NULL,
		"precache-apply 3:1\nA=2"},
};

static const struct script_row expansions[] = {
	{"$NAME of a known name", "export A=$K/x" CALL, "K=k", NULL,
		"precache-apply 2:1\nK=k\nA=k/x"},
	{"${NAME}", "export A=${K}x" CALL, "K=k", NULL, "precache-apply 2:1\nK=k\nA=kx"},
	{"in double quotes", "export A=\"$K ${K}\"" CALL, "K=k", NULL,
		"precache-apply 2:1\nK=k\nA=k k"},
	{"not in single quotes", "export A='$K'" CALL, "K=k", NULL,
		"precache-apply 2:1\nK=k\nA=$K"},
	{"not behind a backslash", "export A=\\$K" CALL, "K=k", NULL,
		"precache-apply 2:1\nK=k\nA=$K"},
	{"a name that the script made", "X=1\nexport A=$X$X" CALL, NULL, NULL,
		"precache-apply 3:1\nA=11"},
	{"an assignment's value is not split", "X='1  2'\nexport A=$X" CALL, NULL, NULL,
		"precache-apply 3:1\nA=1  2"},
	{"a name that nobody knows", "export A=x-$X-y" CALL, NULL, NULL,
		"precache-apply 2:1\nA?x-$X-y"},
	{"a name that holds an expression", "export A=x-$K" CALL, "K=${{ inputs.k }}", NULL,
		"precache-apply 2:1\nK?${{ inputs.k }} expression\nA?x-${{ inputs.k }} expression"},
	{"a secret stays one", "export A=x-$K" CALL, "K=${{ secrets.K }}", NULL,
		"precache-apply 2:1\nK?${{ secrets.K }} expression secret\n"
		"A?x-${{ secrets.K }} expression secret"},
	{"an expression in the script", "export A=${{ github.repository }}-${{ inputs.k }}" CALL,
		NULL, NULL, "precache-apply 2:1\nA?o/r-${{ inputs.k }} expression"},
	{"a default of a name that is set", "export A=${K:-d}" CALL, "K=k", NULL,
		"precache-apply 2:1\nK=k\nA=k"},
	{"a default of an empty one", "export A=${K:-d}${K-e}" CALL, "K=", NULL,
		"precache-apply 2:1\nK=\nA=d"},
	{"a default of one that is unset", "unset K\nexport A=${K:-d}" CALL, "K=k", NULL,
		"precache-apply 3:1\nA=d"},
	{"a default of one that nobody knows", "export A=${X:-d}" CALL, NULL, NULL,
		"precache-apply 2:1\nA?${X:-d}"},
	{"a default with a name in it", "export A=${K:-$L}" CALL, "K=\nL=l", NULL,
		"precache-apply 2:1\nK=\nL=l\nA=l"},
	{"${NAME:=word} sets it", "export A=${K:=d}" CALL, "K=", NULL,
		"precache-apply 2:1\nK=d\nA=d"},
	{": \"${NAME:=word}\" too", ": \"${K:=d}\"" CALL, "K=", NULL, "precache-apply 2:1\nK=d"},
	{"${NAME:+word}", "export A=${K:+x}${L:+y}" CALL, "K=k\nL=", NULL,
		"precache-apply 2:1\nK=k\nL=\nA=x"},
	{"${NAME:?word} of a name that is set", "export A=${K:?no}" CALL, "K=k", NULL,
		"precache-apply 2:1\nK=k\nA=k"},
	{"${#NAME} is unknown", "export A=${#K}" CALL, "K=k", NULL,
		"precache-apply 2:1\nK=k\nA?${#K}"},
	{"${NAME%pattern} is unknown", "export A=${K%.x}" CALL, "K=k", NULL,
		"precache-apply 2:1\nK=k\nA?${K%.x}"},
	{"so is ${NAME/a/b}", "export A=${K/a/b}" CALL, "K=k", NULL,
		"precache-apply 2:1\nK=k\nA?${K/a/b}"},
	{"so is ${!NAME}", "export A=${!K}" CALL, "K=k", NULL, "precache-apply 2:1\nK=k\nA?${!K}"},
	{"so is $1", "export A=$1-${2}" CALL, NULL, NULL, "precache-apply 2:1\nA?$1-${2}"},
	{"so is what a command says", "export A=v-$(date)" CALL, NULL, NULL,
		"precache-apply 2:1\nA?v-$(date)"},
	{"and in back quotes", "export A=v-`date`" CALL, NULL, NULL,
		"precache-apply 2:1\nA?v-`date`"},
	{"so is arithmetic", "export A=$((1 + 1))" CALL, NULL, NULL,
		"precache-apply 2:1\nA?$((1 + 1))"},
	{"so is a home folder", "export A=~/x" CALL, NULL, NULL, "precache-apply 2:1\nA?~/x"},
	{"an ANSI string", "export A=$'a\\tb'" CALL, NULL, NULL, "precache-apply 2:1\nA=a\tb"},
	{"a secret in a substitution stays one", "export A=$(echo $K)" CALL, "K=${{ secrets.K }}",
		NULL,
		"precache-apply 2:1\nK?${{ secrets.K }} expression secret\nA?$(echo $K) secret"},
};

static const struct script_row unknown[] = {
	{"eval may set anything", "eval \"$X\"" CALL, "A=a", NULL,
		"precache-apply 2:1 dry?\nA?$A\n?eval"},
	{"so may source", "source ./x.sh" CALL, "A=a", NULL,
		"precache-apply 2:1 dry?\nA?$A\n?source"},
	{"and .", ". ./x.sh" CALL, "A=a", NULL, "precache-apply 2:1 dry?\nA?$A\n?."},
	{"what is set behind it is known", "source ./x.sh\nexport A=b" CALL, "A=a", NULL,
		"precache-apply 3:1 dry?\nA=b\n?source"},
	{"read sets its names", "read -r A" CALL, "A=a\nB=b", NULL,
		"precache-apply 2:1\nA?$A\nB=b"},
	{"so does mapfile", "mapfile -t A" CALL, "A=a", NULL, "precache-apply 2:1\nA?$A"},
	{"printf -v sets its name", "printf -v A x" CALL, "A=a", NULL, "precache-apply 2:1\nA?$A"},
	{"let sets its names", "let A=1+1" CALL, "A=a", NULL, "precache-apply 2:1\nA?$A"},
	{"arithmetic sets its names", "((A++))" CALL, "A=1", NULL, "precache-apply 2:1\nA?$A"},
	{"a program sets nothing", "make\n./x.sh\npython3 x.py" CALL, "A=a", NULL,
		"precache-apply 4:1\nA=a"},
	{"a subshell sets nothing", "(A=b)" CALL, "A=a", NULL, "precache-apply 2:1\nA=a"},
	{"but what is in it sees it", "(A=b; precache-apply)", "A=a", NULL,
		"precache-apply 1:7\nA=b"},
	{"a substitution sets nothing", "X=$(A=b)" CALL, "A=a", NULL, "precache-apply 2:1\nA=a"},
	{"a command in a pipe sets nothing", "A=b | cat" CALL, "A=a", NULL,
		"precache-apply 2:1\nA=a"},
	{"a command behind bash -c sets nothing", "bash -c 'export A=b'" CALL, "A=a", NULL,
		"precache-apply 2:1\nA=a"},
	{"and sees what is exported alone", "X=1\nbash -c 'export A=$X-$K; precache-apply'", "K=k",
		NULL, "precache-apply 2:26\nK=k\nA?$X-k"},
};

int main(void)
{
	return ROWS_RUN("assignments", assignments, script_row_check) +
	       ROWS_RUN("expansions", expansions, script_row_check) +
	       ROWS_RUN("what may set a name", unknown, script_row_check);
}
