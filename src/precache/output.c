/* SPDX-License-Identifier: MIT */
#include "precache/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include "base/limits.h"
#include "review/markdown.h"
#include "review/review.h"

#define WIDTH_MIN 60u

static const struct str names[OUTPUT_FORMATS] = {
	[OUTPUT_TEXT] = STR_ROW("text"),
	[OUTPUT_JSON] = STR_ROW("json"),
	[OUTPUT_MARKDOWN] = STR_ROW("markdown"),
	[OUTPUT_SH] = STR_ROW("sh"),
};

static int refuse(const struct invocation *in, unsigned allowed, struct str given)
{
	struct strbuf list;

	strbuf_init(&list, in->arena, LIMIT_TEXT_BYTES);
	for (unsigned i = 0; i < OUTPUT_FORMATS; i++) {
		if (!(allowed & 1u << i))
			continue;
		if (list.len)
			strbuf_add(&list, allowed >> (i + 1) ? STR(", ") : STR(" or "));
		strbuf_add(&list, names[i]);
	}
	return usage_error(in, "'%.*s' is no format: %.*s", STR_ARG(given),
		STR_ARG(strbuf_str(&list)));
}

int output_format_of(const struct invocation *in, unsigned allowed, enum output_format *ret)
{
	const struct str given = given_value(in->args, OPT_FORMAT);

	*ret = OUTPUT_TEXT;
	if (!given.ptr)
		return EXIT_DONE;
	for (unsigned i = 0; i < OUTPUT_FORMATS; i++) {
		if (!(allowed & 1u << i) || !str_eq(given, names[i]))
			continue;
		*ret = (enum output_format)i;
		return EXIT_DONE;
	}
	return refuse(in, allowed, given);
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

int output_budget(const struct invocation *in, size_t *ret)
{
	const struct str given = given_value(in->args, OPT_BUDGET);
	int64_t bytes = MARKDOWN_BUDGET;

	*ret = MARKDOWN_BUDGET;
	if (!given.ptr)
		return EXIT_DONE;
	if (!str_to_int64(given, &bytes) || bytes < MARKDOWN_BUDGET_MIN || bytes > LIMIT_PLAN_BYTES)
		return usage_error(in, "'%.*s' is no number of bytes from %u to %u", STR_ARG(given),
			MARKDOWN_BUDGET_MIN, LIMIT_PLAN_BYTES);
	*ret = (size_t)bytes;
	return EXIT_DONE;
}
