/* SPDX-License-Identifier: MIT */
#include "review/diff_runner.h"

#include "review/diff_making.h"

static const struct value *labels_of(const struct value *runs_on)
{
	return runs_on && runs_on->kind == VALUE_OBJECT ? diff_part(runs_on, "labels") : runs_on;
}

static size_t label_count(const struct value *labels)
{
	return labels && labels->kind == VALUE_ARRAY ? labels->count : 0;
}

/* What stands behind the system's name, or STR_NONE. */
static struct str behind_system(struct str label)
{
	static const char *const systems[] = {"ubuntu-", "windows-", "macos-"};

	for (size_t i = 0; i < sizeof(systems) / sizeof(systems[0]); i++) {
		const struct str system = str_of(systems[i]);
		if (str_eq_nocase(str_slice(label, 0, system.len), system))
			return str_slice(label, system.len, label.len);
	}
	return STR_NONE;
}

/* GitHub's own images: "ubuntu-24.04", "windows-latest", "macos-15-intel", "ubuntu-24.04-arm". A
 * larger runner has whatever name its owner gave it. */
static bool is_image(struct str label)
{
	static const char *const ends[] = {"", "-arm", "-intel", "-large", "-xlarge", "-vs2026"};
	static const struct str words[] = {STR_ROW("latest"), STR_ROW("slim")};
	const struct str rest = behind_system(label);
	size_t at = 0;

	if (!rest.ptr)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (str_eq_nocase(str_slice(rest, 0, words[i].len), words[i]))
			at = words[i].len;
	}
	while (at < rest.len && (char_is_digit(rest.ptr[at]) || rest.ptr[at] == '.'))
		at++;
	for (size_t i = 0; at && i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (str_eq_nocase(str_slice(rest, at, rest.len), str_of(ends[i])))
			return true;
	}
	return false;
}

/* A row is what a label ends in or is, when it says an architecture. */
static const struct {
	const char *end;
	bool of_image; /* only behind the name of one of GitHub's images */
	enum architecture architecture;
} rows[] = {
	{"-arm", true, ARCHITECTURE_ARM64},
	{"-xlarge", true, ARCHITECTURE_ARM64},
	{"-intel", true, ARCHITECTURE_X64},
	{"-large", true, ARCHITECTURE_X64},
	{"x64", false, ARCHITECTURE_X64},
	{"amd64", false, ARCHITECTURE_X64},
	{"x86_64", false, ARCHITECTURE_X64},
	{"arm64", false, ARCHITECTURE_ARM64},
	{"aarch64", false, ARCHITECTURE_ARM64},
	{"arm", false, ARCHITECTURE_ARM},
};

static bool row_fits(size_t row, struct str label, bool image)
{
	const struct str end = str_of(rows[row].end);
	const struct str tail = str_slice(
		label, label.len - (end.len < label.len ? end.len : label.len), label.len);

	if (rows[row].of_image)
		return image && str_eq_nocase(tail, end);
	return str_eq_nocase(label, end) ||
	       (label.len > end.len && str_eq_nocase(tail, end) &&
		       !char_is_alnum(label.ptr[label.len - end.len - 1]));
}

static enum architecture architecture_of(struct str label)
{
	const bool image = is_image(label);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (row_fits(i, label, image))
			return rows[i].architecture;
	}
	/* Images of macOS moved from one architecture to the other under their names. */
	return image && !str_eq_nocase(str_slice(label, 0, 5), STR("macos")) ? ARCHITECTURE_X64
									     : ARCHITECTURE_UNKNOWN;
}

enum architecture runner_architecture(const struct value *runs_on)
{
	const struct value *labels = labels_of(runs_on);

	for (size_t i = 0; i < label_count(labels); i++) {
		const struct value *label = labels->items[i];
		const enum architecture found = label->kind == VALUE_STRING && !label->marks
							? architecture_of(label->text)
							: ARCHITECTURE_UNKNOWN;
		if (found != ARCHITECTURE_UNKNOWN)
			return found;
	}
	return ARCHITECTURE_UNKNOWN;
}

static bool has_label(const struct value *labels, const struct value *label)
{
	for (size_t i = 0; i < label_count(labels); i++) {
		if (diff_same(labels->items[i], label))
			return true;
	}
	return false;
}

bool runner_is_foreign(const struct value *old, const struct value *now)
{
	const struct value *group = diff_part(now, "group");
	const struct value *labels = labels_of(now);

	if (!now || (group && !diff_same(group, diff_part(old, "group"))))
		return now != NULL;
	if (labels && labels->kind != VALUE_ARRAY)
		return true;
	for (size_t i = 0; i < label_count(labels); i++) {
		const struct value *label = labels->items[i];
		const bool known = label->kind == VALUE_STRING && !label->marks;
		if (has_label(labels_of(old), label) || (known && is_image(label->text)))
			continue;
		return true;
	}
	return false;
}
