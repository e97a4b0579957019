/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "harness/expressions.h"
#include "harness/rows.h"

static const char contexts[] =
	"o: {key: v, Other: 1, a-b: dash, _x: low, '1': one, '': nothing, 'true': yes,\n"
	"    'a b': space, null: no, list: [x, y], deep: {er: {est: 7}}, \"\xC3\xA9\": accent}\n"
	"a: [zero, one, [2, 3], {k: v}]\n"
	"e: []\n"
	"s: text\n"
	"n: 5\n"
	"none: ~\n"
	"people: [{name: Ann, age: 3, pets: [{kind: cat}, {kind: dog}]},\n"
	"  {name: Bob, pets: []}, {Name: Cid, pets: [{kind: cow, age: 1}]}, text, [x], ~]\n"
	"fruit: {apple: {color: red, n: 1}, pear: {color: green}, plum: 3, fig: [{color: blue}]}\n"
	"table: [[1, 2, 3], [4, 5], [], {x: 6}]\n"
	"env: {Home: /root, N: 1}\n";

static const struct expression_row members[] = {
	{"a member by name", "o.key", "\"v\""},
	{"the case of a member's name does not count", "o.KEY", "\"v\""},
	{"nor on the other side", "o.other", "1"},
	{"nor that of a context", "O.key", "\"v\""},
	{"nor of letters beyond ASCII", "o['\xC3\x89']", "\"accent\""},
	{"a name with a dash", "o.a-b", "\"dash\""},
	{"a name with a low line", "o._x", "\"low\""},
	{"a literal's word as a name", "o.true", "\"yes\""},
	{"null as a name", "o.null", "\"no\""},
	{"a member by index", "o['key']", "\"v\""},
	{"a name with a space by index", "o['a b']", "\"space\""},
	{"a number as an index is its text", "o[1]", "\"one\""},
	{"another form of the number is the same", "o[1.0]", "\"one\""},
	{"a boolean as an index is its text", "o[true]", "\"yes\""},
	{"null as an index is empty", "o[null]", "\"nothing\""},
	{"an empty string is a name", "o['']", "\"nothing\""},
	{"an array as an index finds nothing", "o[a]", "null"},
	{"an object as an index finds nothing", "o[o]", "null"},
	{"an expression as an index", "o[format('{0}-{1}', 'a', 'b')]", "\"dash\""},
	{"a member as an index", "o[people[0].missing || 'key']", "\"v\""},
	{"a member of a member", "o.deep.er.est", "7"},
	{"points and indexes mixed", "o['deep'].er['est']", "7"},
	{"spaces around points", "o . deep . er", "{\"est\":7}"},
	{"a member that is not there is null", "o.missing", "null"},
	{"so are those below it", "o.missing.more.and.more", "null"},
	{"a member of a string is null", "s.length", "null"},
	{"a member of a number is null", "n.x", "null"},
	{"a member of null is null", "none.x", "null"},
	{"an index into a string is null", "s[0]", "null"},
	{"an index is not evaluated where there is nothing", "none[fromJSON('no')]", "null"},
	{"of env the case counts", "env.home", "null"},
	{"of env in its own case", "env.Home", "\"/root\""},
	{"of env by index", "env['Home']", "\"/root\""},
	{"of env as a whole too", "(env || o).home", "null"},
};

static const struct expression_row items[] = {
	{"the first item", "a[0]", "\"zero\""},
	{"another item", "a[1]", "\"one\""},
	{"an item of an item", "a[2][1]", "3"},
	{"a member of an item", "a[3].k", "\"v\""},
	{"an item behind the end is null", "a[4]", "null"},
	{"an item before the start is null", "a[-1]", "null"},
	{"negative zero is the first", "a[-0]", "\"zero\""},
	{"a fraction is cut", "a[1.9]", "\"one\""},
	{"a negative fraction is before the start", "a[-0.1]", "null"},
	{"text of digits is an index", "a['1']", "\"one\""},
	{"hexadecimal text is an index", "a['0x1']", "\"one\""},
	{"text with white space is an index", "a[' 1 ']", "\"one\""},
	{"empty text is the first", "a['']", "\"zero\""},
	{"null is the first", "a[null]", "\"zero\""},
	{"true is the second", "a[true]", "\"one\""},
	{"false is the first", "a[false]", "\"zero\""},
	{"other text finds nothing", "a['x']", "null"},
	{"a name finds nothing", "a.length", "null"},
	{"NaN finds nothing", "a[NaN]", "null"},
	{"infinity finds nothing", "a[Infinity]", "null"},
	{"a number beyond 32 bits finds nothing", "a[4294967296]", "null"},
	{"an array as an index finds nothing", "a[a]", "null"},
	{"an item of an empty array is null", "e[0]", "null"},
	{"an index that is computed", "a[n == 5]", "\"one\""},
	{"what fromJSON gives may be indexed", "fromJSON('[1,2]')[1]", "2"},
};

static const struct expression_row filters[] = {
	{"all items of an array", "o.list.*", "[\"x\",\"y\"]"},
	{"all items by index", "o.list[*]", "[\"x\",\"y\"]"},
	{"all values of an object in their order", "fruit.*.color", "[\"red\",\"green\"]"},
	{"all values of an object", "o.deep.*", "[{\"est\":7}]"},
	{"of an empty array", "e.*", "[]"},
	{"of a string", "s.*", "[]"},
	{"of a number", "n.*", "[]"},
	{"of null", "none.*", "[]"},
	{"of something that is not there", "o.missing.*", "[]"},
	{"a member of each, without those that lack it", "people.*.age", "[3]"},
	{"whatever the case of its name", "people.*.name", "[\"Ann\",\"Bob\",\"Cid\"]"},
	{"a member that none has", "people.*.missing", "[]"},
	{"a member of each by index", "people.*['name']", "[\"Ann\",\"Bob\",\"Cid\"]"},
	{"a filter of each", "people.*.pets.*",
		"[{\"kind\":\"cat\"},{\"kind\":\"dog\"},{\"kind\":\"cow\",\"age\":1}]"},
	{"a member behind two filters", "people.*.pets.*.kind", "[\"cat\",\"dog\",\"cow\"]"},
	{"an index goes into each item", "table.*[0]", "[1,4]"},
	{"an index that some lack", "table.*[2]", "[3]"},
	{"a name goes into objects alone", "table.*.x", "[6]"},
	{"two filters flatten", "table.*.*", "[1,2,3,4,5,6]"},
	{"a third finds nothing in scalars", "table.*.*.*", "[]"},
	{"an index is not into the filtered array", "o.list.*[0]", "[]"},
	{"a member of a member of each", "fruit.*.color.x", "[]"},
	{"an index by text", "table.*['1']", "[2,5]"},
	{"an index by null is the first of arrays", "table.*[null]", "[1,4]"},
	{"a filter behind an item", "people[0].pets.*.kind", "[\"cat\",\"dog\"]"},
	{"a group keeps the filter", "(people.*).name", "[\"Ann\",\"Bob\",\"Cid\"]"},
	{"an operator keeps the filter", "(none || people.*).name", "[\"Ann\",\"Bob\",\"Cid\"]"},
	{"JSON does not", "fromJSON(toJSON(table.*))[0]", "[1,2,3]"},
	{"a filtered array is true", "!e.*", "false"},
	{"a filtered array is an array", "join(o.list.*, '-')", "\"x-y\""},
	{"a filtered array holds items", "contains(people.*.name, 'bob')", "true"},
	{"a filtered array as text", "format('{0}', e.*)", "\"Array\""},
	{"filters of env", "join(env.*)", "\"/root,1\""},
};

int main(void)
{
	expressions_contexts = contexts;
	return ROWS_RUN("members", members, check_expression) +
	       ROWS_RUN("items", items, check_expression) +
	       ROWS_RUN("filters", filters, check_expression);
}
