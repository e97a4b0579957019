/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/failing.h"
#include "harness/memory_files.h"
#include "harness/rows.h"
#include "review/content.h"

#define ROW_FILES 4

struct row_file {
	const char *path; /* NULL: the row has no more */
	const char *text;
};

/* A dev container, and where a rule finds something in it. */
struct content_row {
	const char *name;
	enum diag_rule rule;
	struct row_file files[ROW_FILES];
	const char *found; /* "path:line:col-line:col severity", a line each */
	const char *says;  /* stands in the first message */
};

/* The same in another folder, or in one that is no repository. */
struct placed_row {
	struct content_row row;
	const char *folder;
	bool no_git;
};

#define DC ".devcontainer/devcontainer.json"
#define DF ".devcontainer/Dockerfile"
#define USER "\"remoteUser\": \"me\""
#define FEATURES(list) "{\"image\": \"a\", " USER ", \"features\": {" list "}}"
/* The description on one line, the Dockerfile beside it. */
#define BUILT(more, lines)                                                                         \
	{                                                                                          \
		{DF, lines},                                                                       \
		{                                                                                  \
			DC, "{\"build\": {\"dockerfile\": \"Dockerfile\"" more "}, " USER "}"      \
		}                                                                                  \
	}
#define ROOTED(lines) BUILT(", \"context\": \"..\"", lines)
#define IGNORING(ignore)                                                                           \
	{                                                                                          \
		{DF, "FROM a\nCOPY . /\n"},                                                        \
			{DC, "{\"build\": {\"dockerfile\": \"Dockerfile\", \"context\": "          \
			     "\"..\"}}"},                                                          \
		{                                                                                  \
			".dockerignore", ignore                                                    \
		}                                                                                  \
	}
#define HEX "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const struct content_row rows[] = {
	/* where the files are */
	{"the folder .devcontainer comes first", RULE_NO_USER,
		{{DC, "{\"image\": \"a\"}"}, {"devcontainer.json", "{}"}}, DC ":1:1-1:2 note\n",
		""},
	{"then the folder itself", RULE_NO_USER,
		{{".devcontainer/a/devcontainer.json", "{}"}, {"devcontainer.json", "{}"}},
		"devcontainer.json:1:1-1:2 note\n", ""},
	{"then the first folder of .devcontainer, by name", RULE_NO_USER,
		{{".devcontainer/a-b/devcontainer.json", "{}"},
			{".devcontainer/a/devcontainer.json", "{}"},
			{".devcontainer/a/b/devcontainer.json", "{}"}},
		".devcontainer/a/devcontainer.json:1:1-1:2 note\n", ""},
	{"without any that is said", RULE_DEVCONTAINER_MISSING, {{"README", ""}},
		".:0:0-0:0 error\n", "there is no devcontainer.json where the builder looks"},
	{"a file in the root with a dot before its name is not looked for",
		RULE_DEVCONTAINER_MISSING, {{".devcontainer.json", "{}"}},
		".devcontainer.json:1:1-0:0 error\n",
		"the builder does not look for '.devcontainer.json'"},
	{"beside another it is not missed", RULE_DEVCONTAINER_MISSING,
		{{".devcontainer.json", "{}"}, {DC, "{}"}}, "", ""},
	{"a Dockerfile that is not there is missing", RULE_DEVCONTAINER_MISSING,
		{{DC, "{\"build\": {\"dockerfile\": \"x\"}}"}}, DC ":1:26-1:29 error\n",
		"there is no Dockerfile 'x'"},
	{"so is one outside of the repository", RULE_DEVCONTAINER_MISSING,
		{{DC, "{\"dockerFile\": \"../../x\"}"}}, DC ":1:16-1:25 error\n", ""},
	{"one in a folder above is found", RULE_DEVCONTAINER_MISSING,
		{{DC, "{\"dockerFile\": \"../x\"}"}, {"x", "FROM a"}}, "", ""},
	/* whether they read */
	{"JSON with comments reads", RULE_DEVCONTAINER_SYNTAX,
		{{DC, "// a\n{ /* b */ \"image\": \"a\", }"}}, "", ""},
	{"what is no JSON does not", RULE_DEVCONTAINER_SYNTAX, {{DC, "{\n  image: a\n}"}},
		DC ":2:3-0:0 error\n", "a name in double quotes is expected"},
	{"JSON that is no object is no dev container", RULE_DEVCONTAINER_SYNTAX, {{DC, "[1]"}},
		DC ":1:1-1:4 error\n", "a sequence is no dev container"},
	{"a Dockerfile with an open here-document does not read", RULE_DEVCONTAINER_SYNTAX,
		BUILT("", "FROM a\nRUN <<E\n"), DF ":2:5-2:5 error\n", "not a Dockerfile: "},
	/* features */
	{"a feature without a version floats", RULE_FEATURE_FLOATS,
		{{DC, FEATURES("\"ghcr.io/a/b/c\": {}")}}, DC ":1:49-1:64 warning\n",
		"names no version"},
	{"a feature that is latest floats", RULE_FEATURE_FLOATS,
		{{DC, FEATURES("\"ghcr.io/a/b/c:latest\": {}")}}, DC ":1:49-1:71 warning\n",
		"names no whole version"},
	{"a feature with one number floats", RULE_FEATURE_FLOATS,
		{{DC, FEATURES("\"ghcr.io/a/b/c:1\": {}")}}, DC ":1:49-1:66 warning\n", ""},
	{"a feature with two numbers floats", RULE_FEATURE_FLOATS,
		{{DC, FEATURES("\"ghcr.io/a/b/c:1.2\": \"x\"")}}, DC ":1:49-1:68 warning\n", ""},
	{"a feature with three does not", RULE_FEATURE_FLOATS,
		{{DC, FEATURES("\"ghcr.io/a/b/c:1.2.3\": {}, \"ghcr.io/a/b/d:1.2.3-rc.1\": {}")}},
		"", ""},
	{"nor does one with a digest", RULE_FEATURE_FLOATS,
		{{DC, FEATURES("\"ghcr.io/a/b/c@sha256:" HEX "\": {}")}}, "", ""},
	{"a local feature has no version", RULE_FEATURE_FLOATS, {{DC, FEATURES("\"./f\": {}")}}, "",
		""},
	{"a local feature's files are not in the key", RULE_FEATURE_LOCAL,
		{{DC, FEATURES("\"./f\": {}, \"../g\": {}")}},
		DC ":1:49-1:54 warning\n" DC ":1:60-1:66 warning\n", ""},
	{"a published feature is not local", RULE_FEATURE_LOCAL,
		{{DC, FEATURES("\"ghcr.io/a/b/c:1\": {}")}}, "", ""},
	{"features keep the provider from finding the image", RULE_FEATURE_PROVIDER,
		{{DC, FEATURES("\"ghcr.io/a/b/c:1.2.3\": {}, \"./f\": {}")}},
		DC ":1:36-1:46 note\n", ""},
	{"without features it finds it", RULE_FEATURE_PROVIDER, {{DC, FEATURES("")}}, "", ""},
	/* base images */
	{"an image without a tag floats", RULE_BASE_FLOATS, {{DC, "{\"image\": \"a\"}"}},
		DC ":1:11-1:14 warning\n", "'a' has no tag"},
	{"an image that is latest floats", RULE_BASE_FLOATS, {{DC, "{\"image\": \"a:latest\"}"}},
		DC ":1:11-1:21 warning\n", "'a:latest' moves"},
	{"an image with a tag is a note", RULE_BASE_FLOATS, {{DC, "{\"image\": \"a:1\"}"}},
		DC ":1:11-1:16 note\n", "'a:1' has no digest"},
	{"an image with a digest is none", RULE_BASE_FLOATS,
		{{DC, "{\"image\": \"a:1@sha256:" HEX "\"}"}}, "", ""},
	{"an image with a variable is not known", RULE_BASE_FLOATS,
		{{DC, "{\"image\": \"a:${localEnv:X}\"}"}}, "", ""},
	{"beside a Dockerfile the image is not built", RULE_BASE_FLOATS,
		{{DF, "FROM scratch"}, {DC, "{\"image\": \"a\", \"dockerFile\": \"Dockerfile\"}"}},
		"", ""},
	{"every FROM has a base", RULE_BASE_FLOATS,
		BUILT("", "FROM --platform=linux/amd64 a AS x\nFROM b:latest\nfrom c:1\n"),
		DF ":1:29-1:30 warning\n" DF ":2:6-2:14 warning\n" DF ":3:6-3:9 note\n", ""},
	{"a stage is no image, nor is scratch", RULE_BASE_FLOATS,
		BUILT("",
			"FROM scratch AS One\nFROM one\nCOPY --from=one a b\nCOPY --from=0 a b\n"),
		"", ""},
	{"a copy from an image has a base", RULE_BASE_FLOATS,
		BUILT("", "FROM scratch\nCOPY --from=a a b\n"), DF ":2:6-2:14 warning\n", ""},
	{"an argument's default is followed", RULE_BASE_FLOATS,
		BUILT("", "ARG V=latest B=a:$V\nFROM ${B}\n"), DF ":2:6-2:10 warning\n",
		"'a:latest' moves"},
	{"an argument of the description beats it", RULE_BASE_FLOATS,
		BUILT(", \"args\": {\"B\": \"b:1\"}", "ARG B=a\nFROM $B\n"), DF ":2:6-2:8 note\n",
		"'b:1' has no digest"},
	{"an argument that is not known is left alone", RULE_BASE_FLOATS,
		BUILT(", \"args\": {\"B\": \"${localEnv:B}\"}",
			"ARG B=a\nARG C\nFROM $B\nFROM $C\n"),
		"", ""},
	{"an argument behind FROM is not one of FROM", RULE_BASE_FLOATS,
		BUILT("", "FROM scratch\nARG B=a\nFROM $B\n"), "", ""},
	/* instructions */
	{"ADD is never taken from the cache", RULE_ADD, BUILT("", "FROM a\nadd x y\n"),
		DF ":2:1-2:4 warning\n", "'add' is never"},
	{"COPY is", RULE_ADD, BUILT("", "FROM a\nCOPY x y\nRUN ADD x\n"), "", ""},
	{"COPY of everything takes in .git", RULE_COPY_GIT,
		ROOTED("FROM a\nCOPY . /x\nCOPY ./ /x\nCOPY [\"x\", \".\", \"/y\"]\n"),
		DF ":2:6-2:7 warning\n" DF ":3:6-3:8 warning\n" DF ":4:12-4:15 warning\n", ""},
	{"COPY of a folder does not", RULE_COPY_GIT,
		ROOTED("FROM a\nCOPY src .\nCOPY --from=a . /\nCOPY <<E /x\nE\n"), "", ""},
	{"a context below the root has no .git", RULE_COPY_GIT, BUILT("", "FROM a\nCOPY . /x\n"),
		"", ""},
	{".dockerignore keeps .git out", RULE_COPY_GIT, IGNORING(".git\n"), "", ""},
	{"one that hides other files does not", RULE_COPY_GIT, IGNORING("node_modules\n"),
		DF ":2:6-2:7 warning\n", ""},
	{"the Dockerfile's own .dockerignore beats the context's", RULE_COPY_GIT,
		{{DF, "FROM a\nCOPY . /\n"}, {DF ".dockerignore", "x\n"},
			{DC, "{\"build\": {\"dockerfile\": \"Dockerfile\", \"context\": \"..\"}}"},
			{".dockerignore", ".git\n"}},
		DF ":2:6-2:7 warning\n", ""},
	{"the builder's files are hidden by a star", RULE_IGNORE_BUILDER, IGNORING("# x\n*\n"),
		".dockerignore:2:1-2:2 error\n", "'*' hides .envbuilder.tmp"},
	{"and by a dot and a star", RULE_IGNORE_BUILDER, IGNORING("  .*  \n"),
		".dockerignore:1:3-1:5 error\n", ""},
	{"and when a star comes behind what shows them", RULE_IGNORE_BUILDER,
		IGNORING("!.envbuilder.tmp\n*\n"), ".dockerignore:2:1-2:2 error\n", ""},
	{"not when they are shown behind it", RULE_IGNORE_BUILDER,
		IGNORING("*\n!.envbuilder.tmp\n"), "", ""},
	{"nor by other rules", RULE_IGNORE_BUILDER, IGNORING(".git\nnode_modules/\n"), "", ""},
	{"without a Dockerfile the context is the builder's own", RULE_IGNORE_BUILDER,
		{{DC, "{\"image\": \"a\"}"}, {".dockerignore", "*\n"}}, "", ""},
	{"a mount that is no secret is ignored", RULE_MOUNT_IGNORED,
		BUILT("", "FROM a\nRUN --mount=type=cache,target=/x --mount=target=/y make\n"),
		DF ":2:5-2:33 warning\n" DF ":2:34-2:51 warning\n", "type 'cache'"},
	{"a secret is mounted", RULE_MOUNT_IGNORED,
		BUILT("", "FROM a\nRUN --mount=id=x,type=secret make --mount=type=cache\n"), "",
		""},
	/* what the description says in vain */
	{"without a user there is a note", RULE_NO_USER, {{DC, "\n{\"image\": \"a\"}"}},
		DC ":2:1-2:2 note\n", ""},
	{"remoteUser is one", RULE_NO_USER, {{DC, "{\"remoteUser\": \"a\"}"}}, "", ""},
	{"containerUser is one", RULE_NO_USER, {{DC, "{\"containerUser\": \"a\"}"}}, "", ""},
	{"USER in the last stage is one", RULE_NO_USER,
		{{DF, "FROM a\nUSER b\n"}, {DC, "{\"dockerFile\": \"Dockerfile\"}"}}, "", ""},
	{"USER in a stage below it is one", RULE_NO_USER,
		{{DF, "FROM a AS x\nUSER b\nFROM y\nFROM x\n"},
			{DC, "{\"dockerFile\": \"Dockerfile\"}"}},
		"", ""},
	{"USER in another stage is none", RULE_NO_USER,
		{{DF, "FROM a AS x\nUSER b\nFROM y\n"}, {DC, "{\"dockerFile\": \"Dockerfile\"}"}},
		DC ":1:1-1:2 note\n", ""},
	{"a target that is not the last stage is not built", RULE_BUILD_TARGET,
		BUILT(", \"target\": \"x\"", "FROM a AS x\nFROM b AS y\n"),
		DC ":1:50-1:53 warning\n", "the stage 'x' is not what is built"},
	{"the last stage is built anyhow", RULE_BUILD_TARGET,
		BUILT(", \"target\": \"Y\"", "FROM a AS x\nFROM b AS y\n"), "", ""},
	{"cacheFrom does nothing", RULE_CACHE_FROM, BUILT(", \"cacheFrom\": [\"x\"]", "FROM a"),
		DC ":1:40-1:51 note\n", ""},
	{"without it there is nothing to say", RULE_CACHE_FROM, BUILT("", "FROM a"), "", ""},
	{"commands that the builder does not run", RULE_LIFECYCLE,
		{{DC, "{\"initializeCommand\": \"a\",\n\"postAttachCommand\": \"b\",\n\"waitFor\": "
		      "\"c\"}"}},
		DC ":1:2-1:21 note\n" DC ":2:1-2:20 note\n" DC ":3:1-3:10 note\n", ""},
	{"commands that it runs", RULE_LIFECYCLE,
		{{DC, "{\"onCreateCommand\": \"a\", \"updateContentCommand\": \"b\", "
		      "\"postCreateCommand\": \"c\", \"postStartCommand\": \"d\"}"}},
		"", ""},
	{"a build argument from the environment", RULE_BUILD_ARG,
		BUILT(", \"args\": {\"A\": \"x${localEnv:B}\", \"C\": \"${containerEnv:D:e}\"}",
			"FROM a"),
		DC ":1:54-1:70 warning\n" DC ":1:77-1:98 warning\n", "'${localEnv:B}'"},
	{"a build argument that is fixed", RULE_BUILD_ARG,
		BUILT(", \"args\": {\"A\": \"x\", \"C\": \"${localWorkspaceFolderBasename}\"}",
			"FROM a"),
		"", ""},
	{"Docker Compose is not built", RULE_COMPOSE,
		{{DC, "{\"dockerComposeFile\": \"x.yml\", \"service\": \"a\"}"}},
		DC ":1:2-1:21 error\n", ""},
	{"beside an image it is not read", RULE_COMPOSE,
		{{DC, "{\"dockerComposeFile\": \"x.yml\", \"image\": \"a\"}"}}, "", ""},
	{"without an image and a Dockerfile there is no base", RULE_NO_BASE, {{DC, "{}"}},
		DC ":1:1-1:2 error\n", ""},
	{"an empty image is none", RULE_NO_BASE, {{DC, "{\"image\": \"\"}"}}, DC ":1:1-1:2 error\n",
		""},
	{"with Docker Compose that is said instead", RULE_NO_BASE,
		{{DC, "{\"dockerComposeFile\": \"x.yml\"}"}}, "", ""},
	{"an image is a base", RULE_NO_BASE, {{DC, "{\"image\": \"a\"}"}}, "", ""},
	/* silence, and what is not seen */
	{"a line comment silences the next line", RULE_CACHE_FROM,
		{{DC, "{\n// precache: allow PC0381 because other tools use it\n"
		      "\"build\": {\"cacheFrom\": \"x\"}}"}},
		"", ""},
	{"a comment of a Dockerfile silences its next line", RULE_ADD,
		BUILT("",
			"FROM a\n# precache: allow PC0376 because it is small\nADD x y\nADD x z\n"),
		DF ":4:1-4:4 warning\n", ""},
	{"a comment of .dockerignore silences too", RULE_IGNORE_BUILDER,
		IGNORING("# precache: allow PC0378 because nothing is published\n*\n"), "", ""},
	{"an allowance that silences nothing is found", RULE_ALLOW_UNUSED,
		BUILT("", "# precache: allow PC0376 because it was there\nFROM a\n"),
		DF ":1:19-0:0 warning\n", ""},
	{"hidden characters are found in a Dockerfile", RULE_BIDI,
		BUILT("", "FROM a\nRUN a \xE2\x80\xAE"
			  "b\n"),
		DF ":2:7-0:0 error\n", ""},
	{"and in a description's comments", RULE_INVISIBLE,
		{{DC, "// a\xE2\x80\x8B"
		      "b\n{\"image\": \"a\"}"}},
		DC ":1:5-0:0 warning\n", ""},
};

static const struct placed_row placed_rows[] = {
	{{"a folder .devcontainer may itself be named", RULE_NO_USER, {{DC, "{}"}},
		 DC ":1:1-1:2 note\n", ""},
		".devcontainer", false},
	{{"and holds folders then", RULE_NO_USER, {{".devcontainer/a/devcontainer.json", "{}"}},
		 ".devcontainer/a/devcontainer.json:1:1-1:2 note\n", ""},
		".devcontainer", false},
	{{"a folder below the root has its own", RULE_NO_USER,
		 {{"a/.devcontainer/devcontainer.json", "{}"}, {"devcontainer.json", "{}"}},
		 "a/.devcontainer/devcontainer.json:1:1-1:2 note\n", ""},
		"a", false},
	{{"nor has a folder that is no repository", RULE_COPY_GIT, ROOTED("FROM a\nCOPY . /x\n"),
		 "", ""},
		"", true},
};

static struct str found_of(
	struct arena *arena, const struct diags *diags, enum diag_rule rule, struct str *ret_says)
{
	static const char *const severities[] = {"note", "warning", "error"};
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	*ret_says = STR("");
	for (size_t i = 0; i < diags->len; i++) {
		const struct diag *diag = diags->items[i];
		if (diag->rule != rule)
			continue;
		strbuf_printf(&out, "%.*s:%u:%u-%u:%u %s\n", STR_ARG(diag->at.file), diag->at.line,
			diag->at.column, diag->end_line, diag->end_column,
			severities[diag->severity]);
		*ret_says = ret_says->len ? *ret_says : diag->message;
	}
	return strbuf_str(&out);
}

static void put_files(struct memory_files *files, const struct content_row *row)
{
	memory_files_init(files, STR(""));
	for (size_t i = 0; i < ROW_FILES && row->files[i].path; i++)
		files->items[files->count++] = (struct memory_file){
			str_of(row->files[i].path), str_of(row->files[i].text)};
}

static void check_found(const struct content_row *row, const char *folder, bool has_git)
{
	struct memory_files files;
	const struct content_input input = {&files.calls, str_of(folder), STR(""), has_git};
	struct arena arena;
	struct diags diags;
	struct str says;
	put_files(&files, row);
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init_max(&diags, &arena, LIMIT_FINDINGS);
	assert_true(lint_content(&arena, &diags, &input));
	assert_string_equal(found_of(&arena, &diags, row->rule, &says).ptr, row->found);
	if (str_find(says, str_of(row->says), 0) == STR_NOWHERE)
		fail_msg("'%s' is not in '%s'", row->says, says.ptr);
	arena_release(&arena);
}

static void check_content(void **state)
{
	check_found(*state, "", true);
}

static void check_placed(void **state)
{
	const struct placed_row *row = *state;
	check_found(&row->row, row->folder, !row->no_git);
}

static bool lints(struct arena *arena, const void *data)
{
	struct memory_files files;
	const struct content_input input = {&files.calls, STR(""), STR(""), true};
	struct diags diags;

	put_files(&files, data);
	diags_init_max(&diags, arena, LIMIT_FINDINGS);
	return lint_content(arena, &diags, &input);
}

static void check_memory(void **state)
{
	failing_each(lints, *state);
}

int main(void)
{
	return ROWS_RUN("a dev container's files", rows, check_content) +
	       ROWS_RUN("a dev container's place", placed_rows, check_placed) +
	       ROWS_RUN("a dev container's files without memory", rows, check_memory);
}
