/* SPDX-License-Identifier: MIT */

/* What a script writes to GITHUB_ENV. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/rows.h"
#include "harness/scripts.h"

#define TO " >> $GITHUB_ENV"

static const struct script_row printed[] = {
	{"echo", "echo A=b" TO, NULL, NULL, "> A=b"},
	{"quoted as a whole", "echo \"A=b c\" >> \"$GITHUB_ENV\"", NULL, NULL, "> A=b c"},
	{"with braces around the name", "echo A=b >> \"${GITHUB_ENV}\"", NULL, NULL, "> A=b"},
	{"with the context", "echo A=b >> ${{ github.env }}", NULL, NULL, "> A=b"},
	{"with the redirection first", ">> $GITHUB_ENV echo A=b", NULL, NULL, "> A=b"},
	{"without spaces", "echo A=b>>$GITHUB_ENV", NULL, NULL, "> A=b"},
	{"several words are one value", "echo A=b  c" TO, NULL, NULL, "> A=b c"},
	{"an empty value", "echo A=" TO, NULL, NULL, "> A="},
	{"a value with an equals sign", "echo A=b=c" TO, NULL, NULL, "> A=b=c"},
	{"one that may be a file's name", "X='*'\necho A=$X b?" TO "\necho \"B=$X\"" TO, NULL, NULL,
		"> A?* b?\n> B=*"},
	{"a known name in it", "X=1\necho \"A=$X-$K\"" TO, "K=k", NULL, "> A=1-k"},
	{"one that nobody knows", "echo \"A=x-$X\"" TO, NULL, NULL, "> A?x-$X"},
	{"a secret", "echo A=$K" TO, "K=${{ secrets.K }}", NULL,
		"> A?${{ secrets.K }} expression secret"},
	{"an unknown name may be any", "echo $X=b" TO, NULL, NULL, "> ?$GITHUB_ENV"},
	{"two lines", "echo A=1" TO "\necho B=2" TO, NULL, NULL, "> A=1\n> B=2"},
	{"the later of one name wins", "echo A=1" TO "\necho A=2" TO, NULL, NULL, "> A=2"},
	{"lines in quotes", "echo 'A=1\nB=2'" TO, NULL, NULL, "> A=1\n> B=2"},
	{"echo -e follows backslashes", "echo -e 'A=1\\nB=x\\\\y\\t'" TO, NULL, NULL,
		"> A=1\n> B=x\\y\t"},
	{"around what is unknown too", "echo -e \"A=$X\\nB=2\"" TO, NULL, NULL, "> A?$X\n> B=2"},
	{"those that are rare it does not", "echo -e 'A=\\x41'" TO, NULL, NULL, "> ?$GITHUB_ENV"},
	{"echo of bash does not", "echo 'A=1\\n'" TO, NULL, NULL, "> A=1\\n"},
	{"echo of sh does", "echo 'A=1\\nB=2'" TO, NULL, "sh", "> A=1\n> B=2"},
	{"echo -n goes on in the next line", "echo -n A=" TO "\necho b" TO, NULL, NULL,
		"> A?$A\n> ?$GITHUB_ENV"},
	{"also when that looks like one", "echo -n A=" TO "\necho B=b" TO "\necho C=c" TO, NULL,
		NULL, "> A?$A\n> ?$GITHUB_ENV\n> B?$B\n> C=c"},
	{"so may that behind what nobody knows", "cat x.env" TO "\necho A=1" TO "\necho B=2" TO,
		NULL, NULL, "> ?$GITHUB_ENV\n> A?$A\n> B=2"},
	{"the file's variable is always set",
		"echo A=1 >> \"${GITHUB_ENV:?}\"\necho B=2 >> ${GITHUB_ENV:-x}", NULL, NULL,
		"> A=1\n> B=2"},
	{"printf", "printf 'A=b\\n'" TO, NULL, NULL, "> A=b"},
	{"printf with arguments", "printf '%s=%s\\n' A b B c" TO, NULL, NULL, "> A=b\n> B=c"},
	{"printf of a number", "printf 'A=%d\\n' 1" TO, NULL, NULL, "> A=1"},
	{"nor of one that is too large", "printf 'A=%d\\n' 9999999999999999999" TO, NULL, NULL,
		"> ?$GITHUB_ENV"},
	{"printf of what may be several",
		"printf 'A=%s\\n' $X" TO "\nprintf 'B=%s\\nC=%s\\n' $X" TO, NULL, NULL,
		"> A?$X\n> ?$GITHUB_ENV"},
	{"also when they go through the format again", "printf '%s=%s\\n' A $X" TO, NULL, NULL,
		"> ?$GITHUB_ENV"},
	{"printf of another form is not followed", "printf 'A=%05d\\n' 1" TO, NULL, NULL,
		"> ?$GITHUB_ENV"},
	{"nor of a word that is no number", "printf 'A=%d\\n' 0x1" TO, NULL, NULL,
		"> ?$GITHUB_ENV"},
	{"a group", "{\n  echo A=1\n  echo B=2\n}" TO, NULL, NULL, "> A=1\n> B=2"},
	{"a subshell", "(echo A=1; echo B=2)" TO, NULL, NULL, "> A=1\n> B=2"},
	{"cat of a here-document", "cat <<END" TO "\nA=1\nB=$K\nEND", "K=k", NULL, "> A=1\n> B=k"},
	{"one whose word is quoted", "cat >> $GITHUB_ENV <<'END'\nA=$K\nEND", "K=k", NULL,
		"> A=$K"},
	{"one without its tabs", "cat <<-END" TO "\n\tA=1\n\tEND", NULL, NULL, "> A=1"},
	{"cat of a here-string", "cat <<< A=1" TO, NULL, NULL, "> A=1"},
	{"tee -a", "echo A=1 | tee -a \"$GITHUB_ENV\"", NULL, NULL, "> A=1"},
	{"tee with other options", "echo A=1" TO "\necho B=2 | tee -ia \"$GITHUB_ENV\"", NULL, NULL,
		"> A=1\n> B=2"},
	{"tee --append", "echo A=1 | tee --append $GITHUB_ENV > /dev/null", NULL, NULL, "> A=1"},
	{"tee of a here-document", "tee -a $GITHUB_ENV <<END\nA=1\nEND", NULL, NULL, "> A=1"},
	{"behind a pipe of cat", "echo A=1 | cat" TO, NULL, NULL, "> A=1"},
	{"> takes back what was written", "echo A=1" TO "\necho B=2 > $GITHUB_ENV", NULL, NULL,
		"> B=2"},
	{"a name in a variable for the file", "F=$GITHUB_ENV\necho A=1 >> $F", NULL, NULL, "> A=1"},
	{"another file is none", "echo A=1 >> $GITHUB_OUTPUT\necho B=1 >> x", NULL, NULL, ""},
	{"what goes to standard error is none", "echo A=1 2>> $GITHUB_ENV", NULL, NULL, ""},
	{"a command that is not followed may write any", "jq -r . x.json" TO, NULL, NULL,
		"> ?$GITHUB_ENV"},
	{"so may cat of a file", "cat x.env" TO, NULL, NULL, "> ?$GITHUB_ENV"},
	{"and sed in a pipe", "echo A=1 | sed s/1/2/" TO, NULL, NULL, "> ?$GITHUB_ENV"},
	{"and a program that gets the file", "./x.sh \"$GITHUB_ENV\"", NULL, NULL,
		"> ?$GITHUB_ENV"},
	{"a command substitution is an unknown value", "echo \"A=$(git rev-parse HEAD)\"" TO, NULL,
		NULL, "> A?$(git rev-parse HEAD)"},
	{"and code of another language that names it",
		"python3 -c \"open(os.environ['GITHUB_ENV'], 'a')\"", NULL, NULL, "> ?$GITHUB_ENV"},
	{"behind which a line may go on", "cp x \"$GITHUB_ENV\"\necho A=1" TO, NULL, NULL,
		"> ?$GITHUB_ENV\n> A?$A"},
	{"also in a here-document", "python3 - <<'END'\nopen(os.environ['GITHUB_ENV'])\nEND", NULL,
		NULL, "> ?$GITHUB_ENV"},
	{"and commands that run later", "trap 'echo A=1 >> $GITHUB_ENV' EXIT", NULL, NULL,
		"> A?$A\n> ?$GITHUB_ENV"},
	{"and those of eval", "eval 'echo A=1 >> $GITHUB_ENV'", NULL, NULL,
		"> A?$A\n> ?$GITHUB_ENV"},
	{"and all that comes behind exec", "exec >> $GITHUB_ENV\necho A=1", NULL, NULL,
		"> ?$GITHUB_ENV"},
	{"and what goes through another descriptor", "exec 3>> $GITHUB_ENV\necho A=1 >&3", NULL,
		NULL, "> ?$GITHUB_ENV"},
	{"but not what only says its name", "echo 'see $GITHUB_ENV'", NULL, NULL, ""},
	{"and a quote that does not end", "echo \"A=b" TO, NULL, NULL, "> ?$GITHUB_ENV"},
	{"a line that is no assignment may set any", "echo b" TO, NULL, NULL, "> ?$GITHUB_ENV"},
	{"an empty line sets nothing", "echo" TO "\necho ''" TO, NULL, NULL, ""},
};

#define DOCUMENT(value) "{\necho 'A<<END'\n" value "\necho END\n}" TO

static const struct script_row documents[] = {
	{"a value of several lines", DOCUMENT("echo one\necho two"), NULL, NULL, "> A=one\ntwo"},
	{"an empty one", DOCUMENT(""), NULL, NULL, "> A="},
	{"lines that look like others are its own", DOCUMENT("echo B=c"), NULL, NULL, "> A=B=c"},
	{"an unknown line makes it unknown", DOCUMENT("cat x"), NULL, NULL, "> A?$A"},
	{"without an end it is unknown", "echo 'A<<END'" TO "\necho x" TO, NULL, NULL, "> A?$A"},
	{"in a here-document", "cat <<EOF" TO "\nA<<END\none\nEND\nB=2\nEOF", NULL, NULL,
		"> A=one\n> B=2"},
	{"line after line", "echo 'A<<END'" TO "\necho x" TO "\necho END" TO, NULL, NULL, "> A=x"},
	{"with a known delimiter", "D=END\necho \"A<<$D\"" TO "\necho x" TO "\necho \"$D\"" TO,
		NULL, NULL, "> A=x"},
	{"with a delimiter that is the same unknown",
		"D=$(uuidgen)\necho \"A<<$D\"" TO "\necho x" TO "\necho \"$D\"" TO, NULL, NULL,
		"> A=x"},
	{"a << behind an equals sign is a value", "echo 'A=b<<c'" TO, NULL, NULL, "> A=b<<c"},
};

static const struct script_row perhaps[] = {
	{"in a branch it is unknown", "if x; then echo A=1" TO "; fi", NULL, NULL, "> A?$A"},
	{"behind && too", "x && echo A=1" TO, NULL, NULL, "> A?$A"},
	{"a document that may have begun there",
		"x && echo 'A<<E'" TO "\necho B=1" TO "\necho E" TO, NULL, NULL,
		"> A?$A\n> ?$GITHUB_ENV"},
	{"a line that may have ended there", "cat x" TO "\nx && echo A=1" TO "\necho B=1" TO, NULL,
		NULL, "> ?$GITHUB_ENV\n> A?$A\n> B?$B"},
	{"behind what may fail in front of a pipe too",
		"{ cd x; echo A=1; make >&2; echo B=1; } | tee -a $GITHUB_ENV", NULL, NULL,
		"> A=1\n> B?$B"},
	{"also when it goes there at once", "{ make; echo A=1" TO "; } | cat", NULL, NULL,
		"> A?$A"},
	{"in a loop too", "for i in a b; do echo \"$i=1\"" TO "; done", NULL, NULL,
		"> ?$GITHUB_ENV"},
	{"in a function too", "f() { echo A=1" TO "; }\nf", NULL, NULL, "> A?$A"},
	{"behind exit nothing is written", "exit 0\necho A=1" TO, NULL, NULL, ""},
	{"a branch leaves what was written unknown",
		"echo A=1" TO "\nif x; then echo A=2" TO "; fi", NULL, NULL, "> A?$A"},
	{"a branch as a whole", "if [ -f x ]; then echo A=1; else echo A=2; fi" TO, NULL, NULL,
		"> A?$A"},
	{"behind set -e it is written", "set -e\nmake\necho A=1" TO, NULL, NULL, "> A=1"},
	{"in a shell of its own", "bash -c 'echo A=1 >> $GITHUB_ENV'", NULL, NULL, "> A=1"},
	{"through a here-document for a shell", "bash <<'END'\necho A=1" TO "\nEND", NULL, NULL,
		"> A=1"},
};

int main(void)
{
	return ROWS_RUN("lines", printed, script_row_check) +
	       ROWS_RUN("values of several lines", documents, script_row_check) +
	       ROWS_RUN("what may not be written", perhaps, script_row_check);
}
