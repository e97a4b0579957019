/* SPDX-License-Identifier: MIT */
#include "harness/lints.h"
#include "harness/rows.h"

#define LINE(text)                                                                                 \
	"on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n      " text "\n"
#define RUN(text) LINE("- run: " text)

static const struct lint_row hidden[] = {
	{"an override",
		RUN("echo a\xe2\x80\xae"
		    "b"),
		"7:20 PC0360 error\n", "U+202E RIGHT-TO-LEFT OVERRIDE"},
	{"in a comment", RUN("echo # \xe2\x81\xa6hello\xe2\x81\xa9"),
		"7:21 PC0360 error\n7:27 PC0360 error\n", "U+2066 LEFT-TO-RIGHT ISOLATE"},
	{"in a comment of the file", "# \xe2\x80\xab\n" RUN("echo"), "1:3 PC0360 error\n",
		"U+202B RIGHT-TO-LEFT EMBEDDING"},
	{"in a key", LINE("- run: echo\n        env: {A\xe2\x80\xae: b}"), "8:16 PC0360 error\n",
		NULL},
	{"behind letters of several bytes the column counts characters",
		RUN("echo \xc3\xa9\xc3\xa9 \xf0\x9f\x98\x80 \xe2\x80\xae"), "7:24 PC0360 error\n",
		NULL},
	{"behind CR LF", "# a\r\n# \xe2\x80\xae\r\n" RUN("echo"), "2:3 PC0360 error\n", NULL},
	{"a zero-width space",
		RUN("echo a\xe2\x80\x8b"
		    "b"),
		"7:20 PC0361 warning\n", "U+200B ZERO WIDTH SPACE"},
	{"a soft hyphen",
		RUN("echo a\xc2\xad"
		    "b"),
		"7:20 PC0361 warning\n", "U+00AD SOFT HYPHEN"},
	{"a joiner between Latin letters",
		RUN("echo a\xe2\x80\x8d"
		    "b"),
		"7:20 PC0361 warning\n", NULL},
	{"a filler that looks like nothing", RUN("echo \xe3\x85\xa4"), "7:19 PC0361 warning\n",
		"U+3164 HANGUL FILLER"},
	{"a byte order mark that is no first character", RUN("echo \xef\xbb\xbf"),
		"7:19 PC0361 warning\n", NULL},
	{"tags that carry a text are one finding",
		RUN("echo \xf3\xa0\x81\xa8\xf3\xa0\x81\xa9\xf3\xa0\x81\xa1"),
		"7:19 PC0361 warning\n", "and 2 more follow"},
	{"a selector behind a letter", RUN("echo a\xef\xb8\x8f"), "7:20 PC0361 warning\n",
		"VARIATION SELECTOR-16"},
	{"tags behind a black flag that are no subdivision's",
		RUN("echo \xf0\x9f\x8f\xb4\xf3\xa0\x81\xa8\xf3\xa0\x81\xa9"),
		"7:20 PC0361 warning\n", NULL},
	{"a non-breaking space in a script", RUN("echo\xc2\xa0hello"), "7:18 PC0362 warning\n",
		"U+00A0 NO-BREAK SPACE"},
	{"a wide space in a script", RUN("ls\xe3\x80\x80-l"), "7:16 PC0362 warning\n", NULL},
};

static const struct lint_row seen[] = {
	{"a byte order mark at the start", "\xef\xbb\xbf" RUN("echo"), "", NULL},
	{"a family of emoji",
		RUN("echo "
		    "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"),
		"", NULL},
	{"a heart on fire", RUN("echo \xe2\x9d\xa4\xef\xb8\x8f\xe2\x80\x8d\xf0\x9f\x94\xa5"), "",
		NULL},
	{"a skin's colour and a profession",
		RUN("echo \xf0\x9f\x91\xa9\xf0\x9f\x8f\xbd\xe2\x80\x8d\xf0\x9f\x92\xbb"), "", NULL},
	{"a warning sign", RUN("echo \xe2\x9a\xa0\xef\xb8\x8f"), "", NULL},
	{"a keycap", RUN("echo 1\xef\xb8\x8f\xe2\x83\xa3"), "", NULL},
	{"a subdivision's flag",
		RUN("echo \xf0\x9f\x8f\xb4\xf3\xa0\x81\xa7\xf3\xa0\x81\xa2\xf3\xa0\x81\xb3"
		    "\xf3\xa0\x81\xa3\xf3\xa0\x81\xb4\xf3\xa0\x81\xbf"),
		"", NULL},
	{"Persian with its non-joiner",
		RUN("echo \xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae\xd9\x88\xd8\xa7\xd9\x87\xd9\x85"),
		"", NULL},
	{"Hindi with a joiner", RUN("echo \xe0\xa4\x95\xe0\xa5\x8d\xe2\x80\x8d\xe0\xa4\xb7"), "",
		NULL},
	{"Hebrew with a direction mark", RUN("echo \"\xd7\xa9\xd7\x9c (x)\xe2\x80\x8e!\""), "",
		NULL},
	{"Japanese with wide spaces", RUN("echo \xe5\xae\x8c\xe4\xba\x86\xe3\x80\x80\xe3\x81\xa7"),
		"", NULL},
	{"a variant of an ideograph", RUN("echo \xe8\x91\x9b\xf3\xa0\x84\x80"), "", NULL},
	{"French typography in a name", "name: V\xc3\xa9rifier\xc2\xa0! tout\n" RUN("echo"), "",
		NULL},
	{"in quotes", RUN("echo 'Termin\xc3\xa9\xc2\xa0!'"), "", NULL},
	{"in a comment", RUN("echo # fini\xc2\xa0!"), "", NULL},
	{"what is written as an escape can be seen", RUN("\"echo \\u202E\""), "", NULL},
};

static const struct lint_row allowances[] = {
	{"at the end of the line",
		RUN("echo a\xc2\xad"
		    "b # precache: allow PC0361 because it is a test"),
		"", NULL},
	{"on the line above",
		LINE("# precache: allow PC0361 because it is a test\n      - run: echo a\xc2\xad"
		     "b"),
		"", NULL},
	{"above other comments and an empty line",
		LINE("# precache: allow PC0361 because it is a test\n      # more\n\n"
		     "      - run: echo a\xc2\xad"
		     "b"),
		"", NULL},
	{"two of them above one line",
		LINE("# precache: allow PC0361 because of one\n"
		     "      # precache: allow PC0360 because of another\n"
		     "      - run: echo a\xc2\xad\xe2\x80\xae"
		     "b"),
		"", NULL},
	{"two ids in one",
		LINE("# precache: allow PC0361, PC0360 because of both\n"
		     "      - run: echo a\xc2\xad\xe2\x80\xae"
		     "b"),
		"", NULL},
	{"inside a script",
		LINE("- run: |\n          # precache: allow PC0361 because it is a test\n"
		     "          echo a\xc2\xad"
		     "b"),
		"", NULL},
	{"not two lines down",
		LINE("# precache: allow PC0361 because it is a test\n      - run: echo\n"
		     "      - run: echo a\xc2\xad"
		     "b"),
		"7:25 PC0368 warning\n9:20 PC0361 warning\n", "'PC0361' is allowed and not found"},
	{"not another rule",
		RUN("echo a\xc2\xad"
		    "b # precache: allow PC0360 because it is a test"),
		"7:20 PC0361 warning\n7:41 PC0368 warning\n", NULL},
	{"a reason is required",
		RUN("echo a\xc2\xad"
		    "b # precache: allow PC0361"),
		"7:20 PC0361 warning\n7:23 PC0367 warning\n", "without a reason silences nothing"},
	{"because of nothing is no reason",
		RUN("echo a\xc2\xad"
		    "b # precache: allow PC0361 because"),
		"7:20 PC0361 warning\n7:23 PC0367 warning\n", NULL},
	{"an unknown rule", RUN("echo # precache: allow PC9999 because of what"),
		"7:37 PC0366 warning\n", "'PC9999' is no rule of lint"},
	{"what the planner refuses cannot be allowed",
		RUN("echo # precache: allow PC0402 because of what"), "7:37 PC0366 warning\n",
		"cannot be allowed"},
	{"nor what is wrong with an allowance",
		RUN("echo # precache: allow PC0368 because of what"), "7:37 PC0366 warning\n",
		NULL},
	{"a mistyped word", RUN("echo # precache: ignore PC0361 because of what"),
		"7:19 PC0366 warning\n", "'ignore' is nothing"},
	{"other words to precache are prose", RUN("echo # precache: a tool for caches"), "", NULL},
	{"a rule of content may be found elsewhere",
		RUN("echo # precache: allow PC0361 because of what"), "7:37 PC0368 warning\n",
		NULL},
};

static const struct lint_row refused[] = {
	{"what is no YAML is refused", "on: [", "refused 1:6 YAML_SYNTAX\n", NULL},
	{"what is no workflow is refused", "on: push\njobs: 1\n", "refused 2:7 WRONG_TYPE\n", NULL},
};

int main(void)
{
	return ROWS_RUN("what a reviewer does not see", hidden, lint_row_check) +
	       ROWS_RUN("what is ordinary writing", seen, lint_row_check) +
	       ROWS_RUN("what a file allows", allowances, lint_row_check) +
	       ROWS_RUN("what cannot be linted", refused, lint_row_check);
}
