/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "harness/failing.h"
#include "harness/hostile.h"
#include "harness/rows.h"
#include "review/findings.h"

/* What is found, and the bytes. */
struct whole_row {
	const char *name;
	void (*find)(struct diags *diags);
	const char *text;
};

static const struct place place = {STR_ROW("w.yml"), {NULL, 0}, 3, 14};

static void find_nothing(struct diags *diags)
{
	(void)diags;
}

static void find_all(struct diags *diags)
{
	struct diag *diag = diag_add(diags, RULE_IMAGE, place, "'X\"' is no image");
	diag_until(diag, 3, 17);
	diag_hint(diags, diag, "write 'x'");
	diag_relate(
		diags, diag, (struct place){STR("a.yml"), STR_NONE, 7, 2}, "it comes from here");
}

static void find_little(struct diags *diags)
{
	(void)diag_add(diags, RULE_ENVIRONMENT_UNREAD, place_of_file(STR_NONE), "a note");
	(void)diag_add(diags, RULE_CREDENTIAL_HOST, place_of_file(STR("-e")), "a warning");
	struct diag *diag = diag_add(diags, RULE_TTL, place, "an error");
	diag_relate(diags, diag, place_of_file(STR_NONE), "it is the default");
}

static void find_much(struct diags *diags)
{
	for (size_t i = 0; i < LIMIT_ERRORS + 2; i++)
		(void)diag_add(diags, RULE_TTL, place, "an error");
	diags->len = 1;
}

#define START "{\n  \"schema\": \"precache.findings/1\",\n  \"counts\": {\n"

static const struct whole_row whole_rows[] = {
	{"nothing was found", find_nothing,
		START "    \"error\": 0,\n    \"warning\": 0,\n    \"note\": 0\n  },\n"
		      "  \"omitted\": 0,\n  \"findings\": []\n}\n"},
	{"a finding has all that is known of it", find_all,
		START "    \"error\": 1,\n    \"warning\": 0,\n    \"note\": 0\n  },\n"
		      "  \"omitted\": 0,\n"
		      "  \"findings\": [\n"
		      "    {\n"
		      "      \"rule\": \"PC0404\",\n"
		      "      \"name\": \"IMAGE\",\n"
		      "      \"severity\": \"error\",\n"
		      "      \"file\": \"w.yml\",\n"
		      "      \"line\": 3,\n"
		      "      \"column\": 14,\n"
		      "      \"end_line\": 3,\n"
		      "      \"end_column\": 17,\n"
		      "      \"message\": \"'X\\\"' is no image\",\n"
		      "      \"hint\": \"write 'x'\",\n"
		      "      \"related\": {\n"
		      "        \"file\": \"a.yml\",\n"
		      "        \"line\": 7,\n"
		      "        \"column\": 2,\n"
		      "        \"message\": \"it comes from here\"\n"
		      "      }\n"
		      "    }\n"
		      "  ]\n}\n"},
	{"what is not known is left out, and the order is that of the finds", find_little,
		START "    \"error\": 1,\n    \"warning\": 1,\n    \"note\": 1\n  },\n"
		      "  \"omitted\": 0,\n"
		      "  \"findings\": [\n"
		      "    {\n"
		      "      \"rule\": \"PC0004\",\n"
		      "      \"name\": \"ENVIRONMENT_UNREAD\",\n"
		      "      \"severity\": \"note\",\n"
		      "      \"message\": \"a note\"\n"
		      "    },\n"
		      "    {\n"
		      "      \"rule\": \"PC0510\",\n"
		      "      \"name\": \"CREDENTIAL_HOST\",\n"
		      "      \"severity\": \"warning\",\n"
		      "      \"file\": \"-e\",\n"
		      "      \"message\": \"a warning\"\n"
		      "    },\n"
		      "    {\n"
		      "      \"rule\": \"PC0405\",\n"
		      "      \"name\": \"TTL\",\n"
		      "      \"severity\": \"error\",\n"
		      "      \"file\": \"w.yml\",\n"
		      "      \"line\": 3,\n"
		      "      \"column\": 14,\n"
		      "      \"message\": \"an error\",\n"
		      "      \"related\": {\n"
		      "        \"message\": \"it is the default\"\n"
		      "      }\n"
		      "    }\n"
		      "  ]\n}\n"},
	{"what was found and is not listed is counted", find_much,
		START "    \"error\": 12,\n    \"warning\": 0,\n    \"note\": 0\n  },\n"
		      "  \"omitted\": 11,\n"
		      "  \"findings\": [\n"
		      "    {\n"
		      "      \"rule\": \"PC0405\",\n"
		      "      \"name\": \"TTL\",\n"
		      "      \"severity\": \"error\",\n"
		      "      \"file\": \"w.yml\",\n"
		      "      \"line\": 3,\n"
		      "      \"column\": 14,\n"
		      "      \"message\": \"an error\"\n"
		      "    }\n"
		      "  ]\n}\n"},
};

static struct str render(struct arena *arena, const struct diags *diags)
{
	const struct findings findings = {diags, STR_NONE, STR_NONE};
	return findings_json(arena, &findings);
}

static void check_whole(void **state)
{
	const struct whole_row *row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	row->find(&diags);
	assert_string_equal(render(&arena, &diags).ptr, row->text);
	arena_release(&arena);
}

/* Hostile text in every field: it is read back as it is, and the bytes are ASCII. */
static void check_hostile(void **state)
{
	const struct hostile_row *row = *state;
	const struct str text = row->text;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	struct diag *diag = diag_add(&diags, RULE_IMAGE, (struct place){text, text, 1, 1}, "x");
	diag->message = text;
	diag->hint = text;
	diag->related = diag->at;
	diag->related_message = text;
	const struct str json = render(&arena, &diags);
	assert_non_null(json.ptr);
	for (size_t i = 0; i < json.len; i++)
		assert_true(json.ptr[i] == '\n' || (json.ptr[i] >= ' ' && json.ptr[i] <= '~'));
	json_t *tree =
		json_loadb(json.ptr, json.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
	assert_non_null(tree);
	const json_t *finding = json_array_get(json_object_get(tree, "findings"), 0);
	static const char *const members[] = {"file", "message", "hint"};
	for (size_t i = 0; i < 3; i++) {
		const json_t *member = json_object_get(finding, members[i]);
		if (utf8_check(text) != STR_NOWHERE)
			continue;
		assert_int_equal(json_string_length(member), text.len);
		assert_memory_equal(json_string_value(member), text.ptr, text.len);
	}
	json_decref(tree);
	arena_release(&arena);
}

/* There is the whole text, or none without a request for memory. */
static bool renders(struct arena *arena, const void *data)
{
	const struct whole_row *row = data;
	struct arena ground;
	struct diags diags;

	arena_init(&ground, LIMIT_ARENA_BYTES);
	diags_init(&diags, &ground);
	row->find(&diags);
	const struct str text = render(arena, &diags);
	arena_release(&ground);
	return text.ptr != NULL;
}

static void check_memory(void **state)
{
	failing_each(renders, *state);
}

int main(void)
{
	return ROWS_RUN("findings as JSON", whole_rows, check_whole) +
	       HOSTILE_RUN("JSON of hostile text", check_hostile) +
	       ROWS_RUN("JSON without memory", whole_rows, check_memory);
}
