/* SPDX-License-Identifier: MIT */
#include "base/json_out.h"
#include "base/limits.h"
#include "review/options.h"

#define OPTIONS_SCHEMA "precache.options/1"
#define CHANGES_SCHEMA "precache.options-changes/1"

struct writer {
	struct arena *arena;
	struct strbuf out;
	struct json_out json;
};

static void begin(struct writer *w, struct arena *arena, const char *schema)
{
	w->arena = arena;
	strbuf_init(&w->out, arena, LIMIT_TEXT_BYTES);
	json_out_init(&w->json, &w->out);
	json_out_open_object(&w->json);
	json_out_key(&w->json, STR("schema"));
	json_out_string(&w->json, str_of(schema));
}

static struct str end(struct writer *w)
{
	json_out_close_object(&w->json);
	json_out_finish(&w->json);
	return strbuf_str(&w->out);
}

static void put(struct writer *w, const char *key, struct str value)
{
	json_out_key(&w->json, str_of(key));
	json_out_string(&w->json, value);
}

/* "" is no value. */
static void put_or_null(struct writer *w, const char *key, const char *value)
{
	json_out_key(&w->json, str_of(key));
	if (value[0])
		json_out_string(&w->json, str_of(value));
	else
		json_out_null(&w->json);
}

static void put_boolean(struct writer *w, const char *key, bool value)
{
	json_out_key(&w->json, str_of(key));
	json_out_boolean(&w->json, value);
}

static void put_option(struct writer *w, const struct option *option, struct release release)
{
	json_out_open_object(&w->json);
	put(w, "name", option_name_in(option, release));
	put(w, "type", str_of(option_type_name(option->type)));
	put(w, "since", release_text(w->arena, option_since_in(option, release)));
	put(w, "secrecy", str_of(option_secrecy_name(option->secrecy)));
	put_or_null(w, "declared_default", option->declared);
	put_or_null(w, "default", option_standard_in(option, release));
	put_boolean(w, "passed_on", option_in(option, release) && !option_is_agents(option));
	put(w, "meaning", str_of(option->meaning));
	json_out_close_object(&w->json);
}

struct str options_json(struct arena *arena, struct release release)
{
	struct writer w;
	size_t count = 0;
	const struct option *const options = option_table(&count);

	begin(&w, arena, OPTIONS_SCHEMA);
	put(&w, "release", release_text(arena, release));
	put(&w, "date", str_of(release_date(release)));
	put_boolean(&w, "pushes", release_compare(release, release_first_to_push) >= 0);
	json_out_key(&w.json, STR("options"));
	json_out_open_array(&w.json);
	for (size_t i = 0; i < count; i++) {
		if (option_name_in(&options[i], release).ptr)
			put_option(&w, &options[i], release);
	}
	json_out_close_array(&w.json);
	return end(&w);
}

/* What changed about an option, in the form of the list that it stands in. */
static void put_change(struct writer *w, const struct option *option, enum option_change change,
	struct release from, struct release to)
{
	if (change == OPTION_ADDED) {
		put_option(w, option, to);
		return;
	}
	if (change == OPTION_REMOVED) {
		json_out_string(&w->json, option_name_in(option, from));
		return;
	}
	json_out_open_object(&w->json);
	if (change == OPTION_RENAMED) {
		put(w, "from", option_name_in(option, from));
		put(w, "to", option_name_in(option, to));
	} else {
		put(w, "name", option_name_in(option, to));
		put_or_null(w, "from", option_standard_in(option, from));
		put_or_null(w, "to", option_standard_in(option, to));
	}
	json_out_close_object(&w->json);
}

static void put_changes(struct writer *w, const char *key, enum option_change change,
	struct release from, struct release to)
{
	size_t count = 0;
	const struct option *const options = option_table(&count);

	json_out_key(&w->json, str_of(key));
	json_out_open_array(&w->json);
	for (size_t i = 0; i < count; i++) {
		if (option_changes(&options[i], from, to) & change)
			put_change(w, &options[i], change, from, to);
	}
	json_out_close_array(&w->json);
}

static void put_notes(struct writer *w, struct release from, struct release to)
{
	size_t count = 0;
	const struct release_note *const notes = release_notes(&count);

	json_out_key(&w->json, STR("notes"));
	json_out_open_array(&w->json);
	for (size_t i = 0; i < count; i++) {
		if (!release_between(notes[i].release, from, to))
			continue;
		json_out_open_object(&w->json);
		put(w, "release", release_text(w->arena, notes[i].release));
		put(w, "text", str_of(notes[i].text));
		json_out_close_object(&w->json);
	}
	json_out_close_array(&w->json);
}

struct str options_changes_json(struct arena *arena, struct release from, struct release to)
{
	struct writer w;

	begin(&w, arena, CHANGES_SCHEMA);
	put(&w, "from", release_text(arena, from));
	put(&w, "to", release_text(arena, to));
	put_changes(&w, "added", OPTION_ADDED, from, to);
	put_changes(&w, "removed", OPTION_REMOVED, from, to);
	put_changes(&w, "renamed", OPTION_RENAMED, from, to);
	put_changes(&w, "default_changed", OPTION_DEFAULT_CHANGED, from, to);
	put_notes(&w, from, to);
	return end(&w);
}
