/* SPDX-License-Identifier: MIT */
#include "harness/json_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "actions/template.h"

json_t *json_under(json_t *json, const char *path)
{
	while (*path && json) {
		char name[64];
		const size_t len = strcspn(path, "/");
		assert_true(len < sizeof(name));
		memcpy(name, path, len);
		name[len] = '\0';
		json = json_is_array(json) ? json_array_get(json, strtoul(name, NULL, 10))
					   : json_object_get(json, name);
		path += path[len] ? len + 1 : len;
	}
	return json;
}

void json_assert(const json_t *found, const char *wanted)
{
	char *text = found ? json_dumps(found, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;

	for (char *at = text; at && *at; at++)
		*at = *at == '"' ? '\'' : *at;
	assert_string_equal(text ? text : "nothing", wanted ? wanted : "nothing");
	free(text);
}

const struct value *context_of_yaml(struct arena *arena, struct diags *diags, const char *text)
{
	struct map contexts;
	const struct scope scope = {.arena = arena, .contexts = &contexts};
	const struct document *document =
		text ? yaml_read(arena, diags, STR("context"), str_of(text)) : NULL;

	map_init_nocase(&contexts, arena);
	return document ? template_value(document, document->root, &scope) : NULL;
}
