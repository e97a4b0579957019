/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "review/consumer_making.h"

/* A block that is being written: of variables first, then of a resource for each build. */
struct block {
	struct strbuf *variables;
	struct strbuf *out;
	struct arena *arena;
	struct str name; /* of the resource; begins the names of its variables */
};

static bool next_is(struct str text, size_t at, char c)
{
	return at + 1 < text.len && text.ptr[at + 1] == c;
}

/* One character of a quoted text. Source: HCL's native syntax specification, template literals. */
static size_t add_character(struct strbuf *out, struct str text, size_t at)
{
	uint32_t point = 0xFFFD;
	size_t len;
	const char c = text.ptr[at];
	const bool valid = utf8_decode(text, at, &point, &len);

	if (c == '"' || c == '\\')
		strbuf_printf(out, "\\%c", c);
	else if (c == '\n' || c == '\r' || c == '\t')
		strbuf_add(out, c == '\n' ? STR("\\n") : c == '\r' ? STR("\\r") : STR("\\t"));
	else if ((c == '$' || c == '%') && next_is(text, at, '{'))
		strbuf_printf(out, "%c%c", c, c);
	else if (!valid || utf8_is_hidden(point))
		strbuf_printf(out, point > 0xFFFF ? "\\U%08X" : "\\u%04X", (unsigned)point);
	else
		strbuf_add(out, str_slice(text, at, at + len));
	return len;
}

static void add_quoted(struct strbuf *out, struct str text)
{
	out->failed = out->failed || !text.ptr;
	strbuf_add_char(out, '"');
	for (size_t at = 0; at < text.len;)
		at += add_character(out, text, at);
	strbuf_add_char(out, '"');
}

static void add_variable(
	struct block *block, struct str name, struct str description, const char *type)
{
	strbuf_printf(block->variables, "variable \"%.*s\" {\n  description = ", STR_ARG(name));
	add_quoted(block->variables, description);
	strbuf_printf(block->variables, "\n  type        = %s\n}\n\n", type);
}

static void begin_attribute(struct block *block, const char *why, struct str attribute)
{
	strbuf_add_char(block->out, '\n');
	consumer_comment(block->out, "  ", str_of(why));
	strbuf_printf(block->out, "  %.*s = ", STR_ARG(attribute));
}

/* A value that only the run knows: a variable. */
static void add_unknown(
	struct block *block, struct str attribute, const struct value *value, const char *type)
{
	const struct str name =
		str_printf(block->arena, "%.*s_%.*s", STR_ARG(block->name), STR_ARG(attribute));

	strbuf_printf(block->out, "var.%.*s\n", STR_ARG(name));
	add_variable(block, name,
		str_printf(
			block->arena, "known when the workflow runs: %.*s", STR_ARG(value->text)),
		type);
}

static void add_value(
	struct block *block, const struct shared_option *option, const struct value *value)
{
	begin_attribute(block, option->why, option->attribute);
	if (value_is_unknown(value)) {
		add_unknown(
			block, option->attribute, value, option->is_boolean ? "bool" : "string");
		return;
	}
	if (option->is_boolean)
		strbuf_add(block->out, str_is(value->text, "1") ? STR("true") : STR("false"));
	else
		add_quoted(block->out, value_to_string(block->arena, value));
	strbuf_add_char(block->out, '\n');
}

static void add_ttl(
	struct block *block, const struct plan_build *build, const struct consumer_ttl *ttl)
{
	const struct str attribute = STR("cache_ttl_days");

	if (!ttl->is_known) {
		if (!build->shown.ttl_days)
			return;
		begin_attribute(block,
			"At least CI's own number and the time between two of its runs.",
			attribute);
		add_unknown(block, attribute, build->shown.ttl_days, "number");
		return;
	}
	if (ttl->is_renewed)
		begin_attribute(block,
			str_printf(block->arena,
				"CI accepts a layer for %u days and then makes it again in its "
				"next "
				"run: it gets up to %lld days old. A day more leaves no gap.",
				ttl->own, (long long)ttl->cycle)
				.ptr,
			attribute);
	else
		begin_attribute(block,
			"CI's own number: no schedule makes layers again, so that after a quiet "
			"time there are none, whatever stands here.",
			attribute);
	strbuf_printf(block->out, "%lld\n", (long long)ttl->days);
}

static void add_image(struct block *block, const struct value *image)
{
	const struct str attribute = STR("builder_image");

	consumer_comment(block->out, "  ",
		STR("The release that CI builds with: its program is a layer of the image."));
	strbuf_printf(block->out, "  %.*s = ", STR_ARG(attribute));
	if (value_is_unknown(image)) {
		add_unknown(block, attribute, image, "string");
		return;
	}
	add_quoted(block->out, value_to_string(block->arena, image));
	strbuf_add_char(block->out, '\n');
}

/* Whether the build is known to push layers alone: the resource then finds no image. */
static bool pushes_no_image(const struct plan_build *build)
{
	const struct value *push = map_get(build->set, STR("ENVBUILDER_PUSH_IMAGE"));

	return !push || (!value_is_unknown(push) && str_is(push->text, "0"));
}

static void add_resource(
	struct block *block, const struct plan_build *build, const struct consumer_ttl *ttl)
{
	size_t count;
	const struct shared_option *options = shared_options(&count);

	if (pushes_no_image(build))
		consumer_comment(block->out, "",
			STR("CI pushes the layers of this build and no image: workspaces find "
			    "layers, and this finds nothing."));
	strbuf_printf(block->out, "resource \"envbuilder_cached_image\" \"%.*s\" {\n",
		STR_ARG(block->name));
	add_image(block, build->image);
	begin_attribute(block, "The repository that the workspace clones.", STR("git_url"));
	strbuf_add(block->out, STR("var.git_url\n"));
	for (size_t i = 0; i < count; i++) {
		const struct value *value = shared_value(build, &options[i]);
		if (value && options[i].attribute.ptr)
			add_value(block, &options[i], value);
		if (i == 0)
			add_ttl(block, build, ttl);
	}
	begin_attribute(block,
		"It looks at a clone of its own; for the layers' keys that makes no difference.",
		STR("remote_repo_build_mode"));
	strbuf_add(block->out, STR("true\n}\n"));
}

/* A build's id as an identifier: "cache (18, linux)" is "cache_18_linux". */
static struct str identifier(struct arena *arena, struct str id)
{
	struct strbuf out;
	bool gap = false;

	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < id.len; i++) {
		const char c = id.ptr[i];
		if (!char_is_alnum(c)) {
			gap = true;
			continue;
		}
		if (out.len == 0 && char_is_digit(c))
			strbuf_add(&out, STR("build"));
		if (gap && out.len > 0)
			strbuf_add_char(&out, '_');
		strbuf_add_char(&out, c);
		gap = false;
	}
	if (out.len == 0)
		strbuf_add(&out, STR("build"));
	return strbuf_str(&out);
}

/* The identifier, or with a number behind it when another build has it already. */
static struct str unique(struct arena *arena, struct map *taken, struct str id)
{
	const struct str base = identifier(arena, id);
	struct str name = base;

	for (size_t number = 2; base.ptr && name.ptr && map_find(taken, name); number++)
		name = str_printf(arena, "%.*s_%zu", STR_ARG(base), number);
	if (!base.ptr || !name.ptr || !map_put(taken, name, NULL))
		return STR_NONE;
	return name;
}

static bool add_builds(struct strbuf *variables, struct strbuf *out, const struct plan *plan)
{
	struct map taken;

	map_init(&taken, out->arena);
	for (size_t i = 0; i < plan->build_count; i++) {
		const struct plan_build *build = &plan->builds[i];
		struct block block = {.variables = variables, .out = out, .arena = out->arena};
		struct consumer_ttl ttl;
		block.name = unique(out->arena, &taken, build->id);
		if (!block.name.ptr || !consumer_ttl_of(out->arena, plan, build, &ttl))
			return false;
		if (i)
			strbuf_add_char(out, '\n');
		add_resource(&block, build, &ttl);
	}
	return true;
}

struct str consumer_terraform(struct arena *arena, const struct plan *plan)
{
	struct strbuf out;
	struct strbuf resources;
	struct block head = {.variables = &out, .arena = arena};

	strbuf_init(&out, arena, LIMIT_PLAN_BYTES);
	strbuf_init(&resources, arena, LIMIT_PLAN_BYTES);
	add_variable(&head, STR("git_url"),
		STR("the repository of the workspace, with #refs/heads/BRANCH behind it unless the "
		    "branch is main"),
		"string");
	if (!add_builds(&out, &resources, plan))
		return STR_NONE;
	strbuf_add(&out, strbuf_str(&resources));
	return arena->exhausted || resources.failed ? STR_NONE : strbuf_str(&out);
}
