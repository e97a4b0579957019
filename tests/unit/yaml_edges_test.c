/* SPDX-License-Identifier: MIT */

/*
 * Where libyaml 0.2.5 and YAML 1.2 part. GitHub's reader is a port of libyaml, so each row holds
 * that a text is taken, or refused, as libyaml does it; the place is exact all the same.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/rows.h"
#include "harness/trees.h"

struct edge_row {
	const char *name;
	const char *source;
	const char *expected; /* as assert_reads wants it */
};

/* YAML 1.2 refuses what these rows hold. */
static const struct edge_row taken[] = {
	{"a comment right behind a quote", "a: \"x\"#c\n", "{a: 'x'}"},
	{"a comment right behind a comma", "[a,#c\nb]\n", "['a', 'b']"},
	{"a comment right behind a block's indicator", "a: |#c\n  x\n", "{a: 'x\n'}"},
	{"a bracket that is not indented", "a: [\nb\n]\n", "{a: ['b']}"},
	{"a quoted line that is not indented", "a:\n  'b\nc'\n", "{a: 'b c'}"},
	{"a tab that indents inside of brackets", "a: [\n\tb\n]\n", "{a: ['b']}"},
	{"a YAML 1.1 directive, which changes no type", "%YAML 1.1\n---\nyes\n", "'yes'"},
	{"an alias as a key with its colon behind it", "&a a: 1\nb: {*a: 2}", "{a: 1, b: {a: 2}}"},
	{"an anchor that ends at a colon", "&a:b x", "':b x'"},
};

/* YAML 1.2 takes what these rows hold. */
static const struct edge_row refused[] = {
	{"a colon before a bracket", "[a:]",
		"PC0101 1:3 not YAML: found unexpected ':' | 1:2 while scanning a plain scalar"},
	{"a plain scalar in brackets that begins with a colon", "[:x]",
		"PC0101 1:2 not YAML: did not find expected node content"},
	{"an empty key", ": b\n", "PC0101 1:1 not YAML: did not find expected key"},
	{"a key of more than 1024 characters",
#define K64 "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"
#define K512 K64 K64 K64 K64 K64 K64 K64 K64
		K512 K512 "k: 1\n",
		"PC0101 1:1026 not YAML: mapping values are not allowed in this context"},
	{"a plain key over two lines", "{a\n b: 1}\n",
		"PC0101 2:3 not YAML: did not find expected ',' or '}' | 1:1 while parsing a flow "
		"mapping"},
	{"a directive that nobody knows", "%FOO x\n---\na\n",
		"PC0101 1:5 not YAML: found unknown directive name | 1:1 while scanning a "
		"directive"},
	{"a version of YAML to come", "%YAML 1.3\n---\na\n",
		"PC0101 1:1 not YAML: found incompatible YAML document"},
	{"a tab as the first content of a block", "a: |\n\tx\n",
		"PC0101 2:1 not YAML: found a tab character where an indentation space is expected "
		"| 1:4 while scanning a block scalar"},
	{"a line of a block that is a tab", "a: |\n  x\n\t\n  y\n",
		"PC0101 3:1 not YAML: found a tab character where an indentation space is expected "
		"| 1:4 while scanning a block scalar"},
	{"a line behind a plain scalar that is a tab", "a: b\n\t\nc: d\n",
		"PC0101 2:1 not YAML: found a tab character that violates indentation | 1:4 while "
		"scanning a plain scalar"},
	{"a tab behind a dash", "-\ta\n",
		"PC0101 1:2 not YAML: found character that cannot start any token"},
	{"a surrogate pair as JSON escapes it", "\"\\ud83d\\ude00\"",
		"PC0101 1:4 not YAML: found invalid Unicode character escape code | 1:1 while "
		"parsing a quoted scalar"},
	{"an anchor beyond ASCII", "&\xC3\xA9 x",
		"PC0101 1:2 not YAML: did not find expected alphabetic or numeric character | 1:1 "
		"while scanning an anchor"},
	{"the tag of what has none", "! 1", "PC0108 1:1 tag '!' is not one of YAML's core schema"},
	{"a block at the root that is not indented", "--- |\nx\n",
		"PC0101 2:1 not YAML: did not find expected <document start>"},
	{"a document without its marker behind the end of the first", "a\n...\nb\n",
		"PC0101 3:1 not YAML: did not find expected <document start>"},
};

/* libyaml 0.2.5 and YAML 1.2 agree here, and older libyaml does not, or people doubt it. */
static const struct edge_row agreed[] = {
	{"addresses and ports in brackets", "[http://x:80, 5432:5432]",
		"['http://x:80', '5432:5432']"},
	{"a quoted key with its value right behind the colon", "{\"a\":b}", "{a: 'b'}"},
	{"a key without a value in braces", "{a, b: }", "{a: ~, b: ~}"},
	{"an escaped slash", "\"\\/\"", "'/'"},
	{"an escaped apostrophe is none", "\"\\'\"",
		"PC0101 1:2 not YAML: found unknown escape character | 1:1 while parsing a quoted "
		"scalar"},
	{"a tab behind a colon and before a comment", "a:\tb\t# c\n", "{a: 'b'}"},
	{"first lines of blanks that are longer than the indentation", "a: |\n     \n  x\n",
		"PC0101 3:3 not YAML: did not find expected key | 1:1 while parsing a block "
		"mapping"},
	{"two anchors on one node", "&a &b x",
		"PC0101 1:4 not YAML: did not find expected <document start>"},
	{"an anchor on an alias", "a: &x 1\nb: &y *x\n",
		"PC0101 2:7 not YAML: did not find expected key | 1:1 while parsing a block "
		"mapping"},
	{"a mapping behind the document's marker", "--- a: 1\n",
		"PC0101 1:6 not YAML: mapping values are not allowed in this context"},
	{"an empty second document", "a\n---\n", "PC0104 2:1 a second document begins here"},
	{"a document's end said twice", "a\n...\n...\n", "'a'"},
	{"a more indented line in a folded scalar", "a: >\n  x\n  \ty\n  z\n",
		"{a: 'x\n\ty\nz\n'}"},
};

static void check_edge(void **state)
{
	const struct edge_row *row = *state;
	assert_reads(str_of(row->source), row->expected);
}

int main(void)
{
	return ROWS_RUN("taken as libyaml does", taken, check_edge) +
	       ROWS_RUN("refused as libyaml does", refused, check_edge) +
	       ROWS_RUN("agreed", agreed, check_edge);
}
