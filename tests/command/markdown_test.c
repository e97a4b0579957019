/* SPDX-License-Identifier: MIT */

/*
 * Markdown of hostile workflows, read by GitHub's own parser (cmark-gfm with its extensions): what
 * stands in names and values stays in code, in its cell. Without cmark-gfm the structure is not
 * looked at; `.ci/install test` brings it.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/process.h"
#include "harness/rows.h"
#include "harness/service.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

/* What an author of a pull request can write into a value, as a YAML double-quoted text. */
struct hostile_row {
	const char *name;
	const char *text;
};

static const struct hostile_row hostile_rows[] = {
	{"a pipe", "a | b"},
	{"an escaped pipe", "a \\\\| b"},
	{"two backslashes and a pipe", "a \\\\\\\\| b"},
	{"a backslash at the end", "a \\\\"},
	{"a backtick", "a ` b"},
	{"backticks around it", "`` a ``"},
	{"a fence", "```"},
	{"a fence that is longer", "````````````"},
	{"a tilde fence", "~~~\\n~~~"},
	{"backticks and pipes", "`|`|``|"},
	{"spaces at both ends", "  a  "},
	{"a tag", "<b>bold</b>"},
	{"an image with a script", "<img src=x onerror=alert(1)>"},
	{"the end of a cell", "</td></tr></table>"},
	{"the end of a fold", "</details>\\n\\n# title"},
	{"a comment", "<!-- a -->"},
	{"a forged marker", "<!-- precache:v1 key=other plan=sha256:00 -->"},
	{"half a comment", "<!-- a"},
	{"a processing instruction", "<?php ?>"},
	{"CDATA", "<![CDATA[ a ]]>"},
	{"a mention", "@octocat"},
	{"a team", "@octo/cats"},
	{"an issue", "#1"},
	{"an issue elsewhere", "octo/cats#1"},
	{"an issue in words", "GH-1"},
	{"a commit", "08c6903cd8c0fde910a37f88322edcfb5dd907a8"},
	{"a link", "[a](http://x.example)"},
	{"a link by reference", "[a]: http://x.example\\n[a]"},
	{"an image", "![a](http://x.example/a.png)"},
	{"an address", "http://x.example/a"},
	{"an address with www", "www.x.example"},
	{"an address in angles", "<http://x.example>"},
	{"an address of mail", "a@x.example"},
	{"an entity", "&lt;b&gt; &amp; &#124; &#x60;"},
	{"emphasis", "*a* **b** _c_ ~~d~~"},
	{"a title", "# a"},
	{"a list", "- a\\n- [ ] b"},
	{"a table", "a | b\\n--- | ---\\nc | d"},
	{"a quotation", "> a"},
	{"an emoji's name", ":tada:"},
	{"mathematics", "$a$ $$b$$ $`c`$"},
	{"a footnote", "[^1]: a [^1]"},
	{"an alert", "> [!WARNING]\\n> a"},
	{"a line's end", "a\\nb"},
	{"a carriage return", "a\\rb"},
	{"a tab", "a\\tb"},
	{"an override of direction", "a\\u202Eb\\u202C"},
	{"what takes no room", "a\\u200Bb\\uFEFF\\u00AD"},
	{"a line separator", "a\\u2028b"},
	{"characters of other planes", "a\\U0001F600\\U000E0041b"},
};

/* The workflow whose leg has the text as its name, in its check and its name too. */
#define WORKFLOW                                                                                   \
	"name: \"%s\"\n"                                                                           \
	"on: push\njobs:\n  cache:\n    runs-on: [\"%s\"]\n    environment: \"%s\"\n"              \
	"    strategy:\n      matrix:\n        a: [\"plain\", \"%s\"]\n"                           \
	"    env:\n      CACHE_REPO: ghcr.io/a/%s\n      ENVBUILDER_SETUP_SCRIPT: \"x%s\"\n"       \
	"    steps:\n      - run: precache-apply\n"

static void write_workflow(
	const char *folder, const char *name, const char *text, const char *repository)
{
	char workflow[4096];
	char *path = path_of(folder, name);

	snprintf(workflow, sizeof(workflow), WORKFLOW, text, text[0] ? text : "r", text, text,
		repository, text);
	file_put(path, workflow);
	free(path);
}

static char *run(const char *folder, const char *const *argv, const char *input, int wanted)
{
	const struct process_request request = {.argv = argv, .folder = folder, .input = input};
	struct process process = process_run(&request);

	if (process.exit_code != wanted)
		print_error("%s%s", process.out, process.err);
	assert_int_equal(process.exit_code, wanted);
	free(process.err);
	return process.out;
}

static char *markdown_of(const char *folder, const char *text)
{
	write_workflow(folder, "old.yml", "old", "b");
	write_workflow(folder, "new.yml", text, "c");
	return run(folder,
		LIST(program_path("PRECACHE", "build/precache"), "diff", "-q", "old.yml", "new.yml",
			"--format=markdown", "--marker=own"),
		NULL, 1);
}

static size_t count(const char *text, const char *part)
{
	size_t found = 0;

	for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
		found++;
	return found;
}

/* Lines of the Markdown that are rows of a table; the second one is the ruler. */
static size_t count_rows(const char *markdown)
{
	return count(markdown, "\n| ");
}

/* The only HTML is the program's own. */
static bool is_own_html(const char *html)
{
	static const char *const own[] = {"&lt;br&gt;", "&lt;details&gt;&lt;summary&gt;The plan",
		"&lt;/details&gt;\n", "&lt;!-- precache:v1 key=own plan=sha256:"};

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		if (strncmp(html, own[i], strlen(own[i])) == 0)
			return true;
	}
	return false;
}

static void check_html(const char *xml)
{
	for (const char *at = strstr(xml, "<html_"); at; at = strstr(at + 1, "<html_")) {
		const char *html = strchr(at, '>') + 1;
		if (!is_own_html(html))
			fail_msg("foreign HTML: %.80s", html);
	}
	assert_int_equal(count(xml, "key=own"), 1);
}

/* Text outside of code is the program's own: words, and nothing that GitHub makes something of. */
static void check_text(const char *xml)
{
	for (const char *at = strstr(xml, "<text "); at; at = strstr(at + 1, "<text ")) {
		const char *text = strchr(at, '>') + 1;
		const size_t len = strcspn(text, "<");
		if (memchr(text, '@', len) || memchr(text, '#', len) || memchr(text, '`', len) ||
			memchr(text, '|', len) || memchr(text, '$', len) ||
			memchr(text, '&', len) || memchr(text, '\\', len))
			fail_msg("not in code: %.*s", (int)len, text);
	}
}

static void check_structure(const char *markdown, const char *xml)
{
	static const char *const foreign[] = {"<link", "<image", "<emph", "<strikethrough",
		"<heading", "<list", "<block_quote", "<thematic_break", "<tasklist", "<footnote"};

	for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
		assert_int_equal(count(xml, foreign[i]), 0);
	assert_int_equal(count(xml, "<table "), 0);
	assert_int_equal(count(xml, "<table>"), 1);
	assert_int_equal(count(xml, "<table_row>"), count_rows(markdown) - 2);
	assert_int_equal(count(xml, "<table_cell"), 6 * (count_rows(markdown) - 1));
	assert_int_equal(count(xml, "<code_block"), 2);
	check_html(xml);
	check_text(xml);
}

static bool is_hidden_byte(unsigned char byte)
{
	return (byte < 0x20 && byte != '\n') || byte == 0x7F;
}

static void check_hostile(void **state)
{
	const struct hostile_row *row = *state;
	const char *parser = program_on_path("cmark-gfm");
	char *folder = folder_make();
	char *markdown = markdown_of(folder, row->text);

	for (const char *c = markdown; *c; c++)
		assert_false(is_hidden_byte((unsigned char)*c));
	assert_null(strstr(markdown, "\xe2\x80\xae"));
	assert_null(strstr(markdown, "\xe2\x80\x8b"));
	assert_int_equal(count(markdown, "<!--"), 1);
	if (parser) {
		char *xml = run(folder,
			LIST(parser, "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e",
				"tagfilter", "-e", "tasklist", "-t", "xml"),
			markdown, 0);
		check_structure(markdown, xml);
		free(xml);
	}
	free(markdown);
	folder_remove(folder);
}

int main(void)
{
	if (!program_on_path("cmark-gfm"))
		printf("SKIP markdown_test: no cmark-gfm here, structure is not looked at\n");
	return ROWS_RUN("hostile values", hostile_rows, check_hostile);
}
