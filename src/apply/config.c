/* SPDX-License-Identifier: MIT */
#include "apply/applying.h"
#include "base/limits.h"
#include "base/utf8.h"

static void add(struct strbuf *out, const char *label, struct str value)
{
	strbuf_add(out, str_of(label));
	utf8_show(out, value);
}

/* An option that the release lacks is not in the plan. */
static struct str set_value(const struct plan_build *build, const char *name)
{
	const struct value *value = map_get(build->set, str_of(name));
	return value ? value->text : STR("unset");
}

bool config_print(const struct applying *a, const struct plan_build *build)
{
	struct strbuf out;

	strbuf_init(&out, a->arena, LIMIT_TEXT_BYTES);
	add(&out, "config: envbuilder_image=", build->image->text);
	add(&out, "\nconfig: cache_repo=", build->shown.cache_repo->text);
	add(&out, "\nconfig: push_image=", set_value(build, "ENVBUILDER_PUSH_IMAGE"));
	add(&out, " exit_on_push_failure=", set_value(build, "ENVBUILDER_EXIT_ON_PUSH_FAILURE"));
	add(&out, " cache_ttl_days=", set_value(build, "ENVBUILDER_CACHE_TTL_DAYS"));
	add(&out, "\nconfig: init_script=", build->shown.init_script->text);
	strbuf_add(&out, STR("\nconfig: docker_config_base64=<redacted>\n"));
	return apply_print(a, strbuf_str(&out));
}
