/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "precache/command_line.h"
#include "precache/output.h"
#include "review/options.h"

#define RELEASES_MAX 2u

/* "0.2.9, 1.0.0, …" */
static struct str releases_known(const struct invocation *in)
{
	struct strbuf names;
	size_t count = 0;
	const struct release_row *const rows = release_table(&count);

	strbuf_init(&names, in->arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < count; i++) {
		const struct str name = release_text(in->arena, rows[i].release);
		strbuf_printf(&names, "%s%.*s", i ? ", " : "", STR_ARG(name));
	}
	return strbuf_str(&names);
}

/* What is no release is a mistake; one that is not known is said, and the nearest stands in. */
static int read_release(const struct invocation *in, struct str word, struct release *ret)
{
	const enum release_source source = release_of_text(word, ret);
	const struct str known = releases_known(in);

	if (source == RELEASE_NONE)
		return usage_error(in, "'%.*s' is no release of envbuilder; there are %.*s",
			STR_ARG(word), STR_ARG(known));
	if (source == RELEASE_NEAREST) {
		const struct str shown = release_text(in->arena, *ret);
		diag_hint(in->diags,
			diag_add(in->diags, RULE_RELEASE_NEAREST, place_of_file(STR_NONE),
				"'%.*s' is no release that precache knows: %.*s is shown",
				STR_ARG(word), STR_ARG(shown)),
			"it knows %.*s", STR_ARG(known));
	}
	return EXIT_DONE;
}

static int read_releases(const struct invocation *in, struct release releases[RELEASES_MAX])
{
	int code = EXIT_DONE;

	if (in->args->operand_count > RELEASES_MAX)
		return usage_error(in, "one release or two, not '%.*s' too",
			STR_ARG(in->args->operands[RELEASES_MAX]));
	for (size_t i = 0; i < in->args->operand_count && !code; i++)
		code = read_release(in, in->args->operands[i], &releases[i]);
	return code;
}

static struct str render(
	const struct invocation *in, enum output_format format, const struct release *releases)
{
	const bool json = format == OUTPUT_JSON;

	if (in->args->operand_count == RELEASES_MAX)
		return json ? options_changes_json(in->arena, releases[0], releases[1])
			    : options_changes_text(
				      in->arena, releases[0], releases[1], output_width());
	return json ? options_json(in->arena, releases[0])
		    : options_text(in->arena, releases[0], output_width());
}

int options_command(const struct invocation *in)
{
	struct release releases[RELEASES_MAX] = {release_newest, release_newest};
	struct output output;
	int code = output_gather(in, 1u << OUTPUT_TEXT | 1u << OUTPUT_JSON, &output);

	if (!code)
		code = read_releases(in, releases);
	if (code)
		return code;
	return output_write(in, render(in, output.format, releases));
}
