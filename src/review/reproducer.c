/* SPDX-License-Identifier: MIT */
#include "review/reproducer.h"

#include "base/limits.h"
#include "base/utf8.h"

#define CONFIG_NAME "ENVBUILDER_DOCKER_CONFIG_BASE64"

static const char top[] = "set -eu\n"
			  "ENGINE=${ENGINE:-docker}\n"
			  "WORKSPACE=${WORKSPACE:-$PWD}\n";

static const char config[] =
	"\n"
	"# registry_config HOST USER TOKEN: the credential as the builder reads it.\n"
	"registry_config() {\n"
	"\tauth=$(printf '%s:%s' \"$2\" \"$3\" | base64 | tr -d '\\n')\n"
	"\t" CONFIG_NAME "=$(printf '{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}' \"$1\" \"$auth\" |\n"
	"\t\tbase64 | tr -d '\\n')\n"
	"\texport " CONFIG_NAME "\n"
	"}\n";

/* Whether a character would be seen as something else than it is; lines and tabs are plain text. */
static bool is_unseen(uint32_t point)
{
	return point != '\n' && point != '\t' && utf8_is_hidden(point);
}

static bool has_unseen(struct str text)
{
	uint32_t point;
	size_t len;

	for (size_t at = 0; at < text.len; at += len) {
		if (!utf8_decode(text, at, &point, &len) || is_unseen(point))
			return true;
	}
	return false;
}

static void add_quoted(struct strbuf *out, struct str text)
{
	strbuf_add_char(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\'')
			strbuf_add(out, STR("'\\''"));
		else
			strbuf_add_char(out, text.ptr[i]);
	}
	strbuf_add_char(out, '\'');
}

/* What printf's %b reads: every byte of an unseen character in octal, a backslash doubled. */
static struct str octal(struct arena *arena, struct str text)
{
	struct strbuf out;
	uint32_t point;
	size_t len;

	strbuf_init(&out, arena, LIMIT_PLAN_BYTES);
	for (size_t at = 0; at < text.len; at += len) {
		const bool unseen = !utf8_decode(text, at, &point, &len) || is_unseen(point);
		for (size_t i = at; i < at + len; i++) {
			if (unseen)
				strbuf_printf(&out, "\\0%03o", (unsigned char)text.ptr[i]);
			else if (text.ptr[i] == '\\')
				strbuf_add(&out, STR("\\\\"));
			else
				strbuf_add_char(&out, text.ptr[i]);
		}
	}
	return strbuf_str(&out);
}

/* One word of the shell that is exactly the text. */
static void add_word(struct strbuf *out, struct str text)
{
	size_t end = text.len;

	if (!has_unseen(text)) {
		add_quoted(out, text);
		return;
	}
	/* The shell takes the newlines at the end of what a command prints. */
	while (end > 0 && text.ptr[end - 1] == '\n')
		end--;
	strbuf_add(out, STR("\"$(printf '%b' "));
	add_quoted(out, octal(out->arena, str_slice(text, 0, end)));
	strbuf_add(out, STR(")\""));
	if (end < text.len)
		add_quoted(out, str_slice(text, end, text.len));
}

static void add_comment(struct strbuf *out, const char *label, struct str text)
{
	strbuf_printf(out, "\t# %s", label);
	utf8_show(out, text);
	strbuf_add_char(out, '\n');
}

/* A variable that must be there, and why. */
static void demand(struct strbuf *out, struct str name, const char *why)
{
	strbuf_printf(out, "\t: \"${%.*s:?%s}\"\n", STR_ARG(name), why);
}

static void demand_unknown(struct strbuf *out, struct str name, const struct value *value)
{
	if (!value || !value_is_unknown(value))
		return;
	add_comment(out, "the plan knows it only as: ", value->text);
	demand(out, name, "it is not known when planning");
}

static struct str host_name(struct str name, size_t index, struct arena *arena)
{
	return str_printf(arena, "%.*s_%zu", STR_ARG(name), index + 1);
}

static void demand_values(struct strbuf *out, const struct plan_build *build)
{
	demand_unknown(out, STR("ENVBUILDER_IMAGE"), build->image);
	for (size_t i = 0; i < build->set->len; i++)
		demand_unknown(out, build->set->entries[i].key, build->set->entries[i].value);
	for (enum engine_setting i = 0; i < ENGINE_SETTING_COUNT; i++) {
		const struct value *value = build->engine[i];
		const struct str name = engine_row(i)->variable;
		if (value && value->kind != VALUE_ARRAY)
			demand_unknown(out, name, value);
		for (size_t j = 0; value && value->kind == VALUE_ARRAY && j < value->count; j++)
			demand_unknown(out, host_name(name, j, out->arena), value->items[j]);
	}
}

/* As a docker config names Docker Hub. */
static struct str config_host(struct str registry)
{
	return str_is(registry, "docker.io") ? STR("https://index.docker.io/v1/") : registry;
}

static void make_config(struct strbuf *out, const struct plan_credentials *credentials)
{
	for (size_t i = 0; i < 2; i++)
		demand(out, credentials->from[i], "the registry asks for it");
	demand_unknown(out, STR("REGISTRY_HOST"), credentials->registry);
	strbuf_add(out, STR("\tregistry_config "));
	if (value_is_unknown(credentials->registry))
		strbuf_add(out, STR("\"$REGISTRY_HOST\""));
	else
		add_word(out, config_host(credentials->registry->text));
	strbuf_printf(out, " \"$%.*s\" \"$%.*s\"\n", STR_ARG(credentials->from[0]),
		STR_ARG(credentials->from[1]));
}

/* From a user and a token; else the config itself is the secret. */
static bool config_is_made(const struct plan_build *build)
{
	return build->credentials.from_count > 1;
}

static void demand_secrets(struct strbuf *out, const struct plan_build *build)
{
	const bool made = config_is_made(build);

	if (made)
		make_config(out, &build->credentials);
	for (size_t i = 0; i < build->inherit_count; i++) {
		if (made && str_is(build->inherit[i], CONFIG_NAME))
			continue;
		demand(out, build->inherit[i], "a secret that the build is given");
		strbuf_printf(out, "\texport %.*s\n", STR_ARG(build->inherit[i]));
	}
}

static void start_line(struct strbuf *out, struct str flag)
{
	strbuf_printf(out, " \\\n\t\t%.*s", STR_ARG(flag));
}

static void add_value(struct strbuf *out, struct str name, const struct value *value)
{
	if (value_is_unknown(value))
		strbuf_printf(out, "\"$%.*s\"", STR_ARG(name));
	else
		add_word(out, value->text);
}

static void add_engine(struct strbuf *out, const struct plan_build *build)
{
	for (enum engine_setting i = 0; i < ENGINE_SETTING_COUNT; i++) {
		const struct value *value = build->engine[i];
		const struct engine_row *row = engine_row(i);
		const bool list = value && value->kind == VALUE_ARRAY;
		for (size_t j = 0; value && j < (list ? value->count : 1); j++) {
			start_line(out, row->flag);
			strbuf_add_char(out, ' ');
			add_value(out,
				list ? host_name(row->variable, j, out->arena) : row->variable,
				list ? value->items[j] : value);
		}
	}
}

static void add_call(struct strbuf *out, const struct plan_build *build)
{
	strbuf_add(out, STR("\t\"$ENGINE\" run --rm"));
	add_engine(out, build);
	for (size_t i = 0; i < build->set->len; i++) {
		const struct map_entry *entry = &build->set->entries[i];
		const struct value *value = entry->value;
		start_line(out, STR("-e "));
		if (value_is_unknown(value))
			strbuf_printf(
				out, "\"%.*s=$%.*s\"", STR_ARG(entry->key), STR_ARG(entry->key));
		else
			add_word(out, str_printf(out->arena, "%.*s=%.*s", STR_ARG(entry->key),
					      STR_ARG(value->text)));
	}
	for (size_t i = 0; i < build->inherit_count; i++) {
		start_line(out, STR("-e "));
		strbuf_add(out, build->inherit[i]);
	}
	start_line(out, STR("-v \"$WORKSPACE\":"));
	add_value(out, STR("ENVBUILDER_WORKSPACE_FOLDER"), build->shown.workspace_folder);
	start_line(out, STR(""));
	add_value(out, STR("ENVBUILDER_IMAGE"), build->image);
	strbuf_add_char(out, '\n');
}

static void add_build(struct strbuf *out, const struct plan_build *build, size_t number)
{
	strbuf_printf(out, "\nbuild_%zu() {\n", number);
	add_comment(out, "", build->id);
	demand_values(out, build);
	demand_secrets(out, build);
	add_call(out, build);
	strbuf_add(out, STR("}\n"));
}

static void add_choice(struct strbuf *out, const struct plan *plan)
{
	strbuf_add(out, STR("\ncase ${1-} in\n"));
	if (plan->build_count == 1)
		strbuf_add(out, STR("'') build_1 ;;\n"));
	for (size_t i = 0; i < plan->build_count; i++) {
		add_word(out, plan->builds[i].id);
		strbuf_printf(out, ") build_%zu ;;\n", i + 1);
	}
	strbuf_add(out, STR("*)\n\techo \"$0: name one of these builds:\" >&2\n"));
	for (size_t i = 0; i < plan->build_count; i++) {
		strbuf_add(out, STR("\tprintf '  %s\\n' "));
		add_word(out, plan->builds[i].id);
		strbuf_add(out, STR(" >&2\n"));
	}
	strbuf_add(out, STR("\texit 2\n\t;;\nesac\n"));
}

static bool any_config_is_made(const struct plan *plan)
{
	for (size_t i = 0; i < plan->build_count; i++) {
		if (config_is_made(&plan->builds[i]))
			return true;
	}
	return false;
}

struct str reproducer_text(struct arena *arena, const struct plan *plan)
{
	struct strbuf out;

	strbuf_init(&out, arena, (size_t)2 * LIMIT_PLAN_BYTES);
	strbuf_printf(&out,
		"#!/bin/sh\n"
		"# What precache-apply runs of the plan %.*s, without it.\n"
		"# usage: [WORKSPACE=DIR] [ENGINE=docker] sh FILE [BUILD]\n"
		"# The quoted words are the plan's: nothing in them is meant to expand.\n"
		"# shellcheck disable=SC1003,SC1110,SC1111,SC1112,SC2016\n",
		STR_ARG(plan->id));
	strbuf_add(&out, str_of(top));
	if (any_config_is_made(plan))
		strbuf_add(&out, str_of(config));
	for (size_t i = 0; i < plan->build_count; i++)
		add_build(&out, &plan->builds[i], i + 1);
	add_choice(&out, plan);
	return strbuf_str(&out);
}
