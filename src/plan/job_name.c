/* SPDX-License-Identifier: MIT */
#include "plan/job_name.h"

#include "actions/template.h"
#include "base/utf8.h"

#define NAME_MAX_UNITS ((size_t)100)
#define ELLIPSIS "..."

/* The offset behind as many code points as fit into `units` of UTF-16; the length: all do. */
static size_t offset_of_unit(struct str text, size_t units)
{
	size_t at = 0;

	while (at < text.len) {
		uint32_t point = 0;
		size_t len;
		if (!utf8_decode(text, at, &point, &len))
			point = 0xFFFD;
		const size_t wide = point > 0xFFFF ? 2 : 1;
		if (wide > units)
			break;
		units -= wide;
		at += len;
	}
	return at;
}

static struct str cut(struct arena *arena, struct str name)
{
	/* No text has more units than bytes. */
	if (!name.ptr || name.len <= NAME_MAX_UNITS ||
		offset_of_unit(name, NAME_MAX_UNITS) == name.len)
		return name;
	name.len = offset_of_unit(name, NAME_MAX_UNITS - (sizeof(ELLIPSIS) - 1));
	return str_printf(arena, "%.*s" ELLIPSIS, STR_ARG(name));
}

struct str name_with_label(struct arena *arena, struct str name, struct str label)
{
	const struct str parts[] = {name, STR(" ("), label, STR(")")};

	return str_join(arena, parts, sizeof(parts) / sizeof(parts[0]));
}

/* "name (v1, v2)"; of what is unknown in a leg's values the name is unknown too. */
static const struct value *name_of_leg(
	const struct making *making, const struct leg_making *leg, struct str prefix)
{
	const struct str label = leg->leg->label;
	struct str name = prefix;

	if (label.ptr)
		name = name_with_label(making->arena, prefix, label);
	name = cut(making->arena, name);
	return name.ptr ? plain_value(making, name) : NULL;
}

const struct value *job_name(const struct making *making, const struct leg_making *leg)
{
	const struct node *node = leg->job->name;
	const struct value *value;
	struct str text;

	if (!node)
		return name_of_leg(making, leg, leg->job->id);
	value = template_value(making->document, node, &leg->scope);
	text = value ? value_to_string(making->arena, value) : STR_NONE;
	if (!text.ptr)
		return NULL;
	if (!text.len)
		return name_of_leg(making, leg, leg->job->id);
	if (node->kind == NODE_STRING && text_has_expression(node->text))
		return plain_value(making, text);
	return name_of_leg(making, leg, text);
}
