/* SPDX-License-Identifier: MIT */
#include "precache/output.h"

#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/limits.h"
#include "precache/file.h"
#include "review/review.h"

#define WIDTH_MIN 60u

static const struct str names[OUTPUT_FORMATS] = {
	[OUTPUT_TEXT] = STR_ROW("text"),
	[OUTPUT_JSON] = STR_ROW("json"),
	[OUTPUT_MARKDOWN] = STR_ROW("markdown"),
	[OUTPUT_SH] = STR_ROW("sh"),
};

static int find_format(const struct invocation *in, unsigned formats, enum output_format *ret)
{
	const struct str given = given_value(in->args, OPT_FORMAT);

	for (unsigned i = 0; given.ptr && i < OUTPUT_FORMATS; i++) {
		if (!(formats & 1u << i) || !str_eq(given, names[i]))
			continue;
		*ret = (enum output_format)i;
		return EXIT_DONE;
	}
	return given.ptr ? choice_error(in, OPT_FORMAT, "format") : EXIT_DONE;
}

static int find_budget(const struct invocation *in, size_t *ret)
{
	const struct str given = given_value(in->args, OPT_BUDGET);
	int64_t bytes = MARKDOWN_BUDGET;

	if (given.ptr && (!str_to_int64(given, &bytes) || bytes < MARKDOWN_BUDGET_MIN ||
				 bytes > LIMIT_PLAN_BYTES))
		return usage_error(in, "'%.*s' is no number of bytes from %u to %u", STR_ARG(given),
			MARKDOWN_BUDGET_MIN, LIMIT_PLAN_BYTES);
	*ret = (size_t)bytes;
	return EXIT_DONE;
}

/* What shapes the Markdown has nothing to say in another form. */
static int check_form(const struct invocation *in, enum output_format format)
{
	if (format == OUTPUT_MARKDOWN)
		return EXIT_DONE;
	if (is_given(in->args, OPT_MARKER))
		return usage_error(in, "'--marker' is for --format markdown");
	if (is_given(in->args, OPT_BUDGET))
		return usage_error(in, "'--budget' is for --format markdown");
	return EXIT_DONE;
}

int output_gather(const struct invocation *in, unsigned formats, struct output *ret)
{
	int code;

	*ret = (struct output){.format = OUTPUT_TEXT};
	ret->markdown.key = given_value(in->args, OPT_MARKER);
	code = find_format(in, formats, &ret->format);
	if (!code)
		code = find_budget(in, &ret->markdown.budget);
	return code ? code : check_form(in, ret->format);
}

int output_write(const struct invocation *in, struct str text)
{
	if (!text.ptr) {
		diag_add(in->diags, RULE_NO_MEMORY, place_of_file(STR_NONE), "out of memory");
		return EXIT_SURROUNDINGS;
	}
	if (stream_write(STDOUT_FILENO, text))
		return EXIT_DONE;
	diag_add(in->diags, RULE_FILE_UNREADABLE, place_of_file(STR("<stdout>")),
		"cannot write '<stdout>': %s", strerror(errno));
	return EXIT_SURROUNDINGS;
}

unsigned output_width(void)
{
	struct winsize size;

	if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_col)
		return SUMMARY_WIDTH;
	if (size.ws_col < WIDTH_MIN)
		return WIDTH_MIN;
	return size.ws_col < SUMMARY_WIDTH ? size.ws_col : SUMMARY_WIDTH;
}
