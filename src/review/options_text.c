/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "review/options.h"
#include "review/wrap.h"

#define NAME_COLUMNS 39u /* the longest name, and two spaces */
#define TYPE_COLUMNS 9u
#define SINCE_COLUMNS 7u
#define INDENT ((size_t)4)

struct sheet {
	struct arena *arena;
	struct strbuf out;
	unsigned width;
};

static void sheet_init(struct sheet *sheet, struct arena *arena, unsigned width)
{
	*sheet = (struct sheet){.arena = arena, .width = width};
	strbuf_init(&sheet->out, arena, LIMIT_TEXT_BYTES);
}

static void put_padded(struct strbuf *line, struct str text, size_t columns)
{
	strbuf_add(line, text);
	strbuf_add_times(line, ' ', columns > text.len ? columns - text.len : 1);
}

static void put_line(struct sheet *sheet, size_t indent, struct str text)
{
	wrap_put(&sheet->out, text, indent, sheet->width);
}

static void add_part(struct strbuf *parts, const char *word, const char *text)
{
	if (parts->len)
		strbuf_add(parts, STR(", "));
	strbuf_printf(parts, "%s%s", word, text);
}

/* What is worth a word: secrecy that is not plain, the default, and that it goes nowhere. */
static struct str particulars(
	const struct sheet *sheet, const struct option *option, struct release release)
{
	const char *const standard = option_standard_in(option, release);
	struct strbuf parts;

	strbuf_init(&parts, sheet->arena, LIMIT_TEXT_BYTES);
	if (option->secrecy == OPTION_SECRET)
		add_part(&parts, "secret", "");
	if (option->secrecy == OPTION_MAY_EMBED)
		add_part(&parts, "may embed a secret", "");
	if (option_is_agents(option))
		add_part(&parts, "not passed on", "");
	if (standard[0])
		add_part(&parts, "default ", standard);
	return strbuf_str(&parts);
}

/* The option on a line, with particulars that do not fit on the next; below it what it means. */
static void put_option(
	struct sheet *sheet, size_t indent, const struct option *option, struct release release)
{
	const struct str more = particulars(sheet, option, release);
	const struct str since = release_text(sheet->arena, option_since_in(option, release));
	struct strbuf line;

	strbuf_init(&line, sheet->arena, LIMIT_TEXT_BYTES);
	put_padded(&line, option_name_in(option, release), NAME_COLUMNS);
	put_padded(&line, str_of(option_type_name(option->type)), TYPE_COLUMNS);
	put_padded(&line, since, SINCE_COLUMNS);
	if (indent + line.len + more.len <= sheet->width) {
		strbuf_add(&line, more);
		put_line(sheet, indent, str_trim(strbuf_str(&line)));
	} else {
		put_line(sheet, indent, str_trim(strbuf_str(&line)));
		put_line(sheet, indent + INDENT, more);
	}
	put_line(sheet, indent + INDENT, str_of(option->meaning));
}

static size_t count_options(struct release release)
{
	size_t count = 0;
	size_t had = 0;
	const struct option *const options = option_table(&count);

	for (size_t i = 0; i < count; i++)
		had += option_name_in(&options[i], release).ptr ? 1 : 0;
	return had;
}

static struct str title(const struct sheet *sheet, struct release release)
{
	const struct str text = release_text(sheet->arena, release);

	return str_printf(
		sheet->arena, "envbuilder %.*s of %s", STR_ARG(text), release_date(release));
}

struct str options_text(struct arena *arena, struct release release, unsigned width)
{
	struct sheet sheet;
	size_t count = 0;
	const struct option *const options = option_table(&count);

	sheet_init(&sheet, arena, width);
	const struct str name = title(&sheet, release);
	put_line(&sheet, 0,
		str_printf(arena, "%.*s has %zu options: name, type, since, particulars",
			STR_ARG(name), count_options(release)));
	if (release_compare(release, release_first_to_push) < 0)
		put_line(&sheet, 0, STR("It cannot push an image: a plan with it is refused."));
	strbuf_add_char(&sheet.out, '\n');
	for (size_t i = 0; i < count; i++) {
		if (option_name_in(&options[i], release).ptr)
			put_option(&sheet, 0, &options[i], release);
	}
	return strbuf_str(&sheet.out);
}

static const char *or_none(const char *standard)
{
	return standard[0] ? standard : "none";
}

static void put_change(struct sheet *sheet, const struct option *option, enum option_change change,
	struct release from, struct release to)
{
	const struct str before = option_name_in(option, from);
	const struct str now = option_name_in(option, to);

	switch (change) {
	case OPTION_ADDED:
		put_option(sheet, INDENT, option, to);
		break;
	case OPTION_REMOVED:
		put_line(sheet, INDENT, before);
		break;
	case OPTION_RENAMED:
		put_line(sheet, INDENT,
			str_printf(sheet->arena, "%.*s → %.*s", STR_ARG(before), STR_ARG(now)));
		break;
	case OPTION_DEFAULT_CHANGED:
		put_line(sheet, INDENT, now);
		put_line(sheet, 2 * INDENT,
			str_printf(sheet->arena, "%s → %s",
				or_none(option_standard_in(option, from)),
				or_none(option_standard_in(option, to))));
		break;
	}
}

static void put_changes(struct sheet *sheet, const char *heading, enum option_change change,
	struct release from, struct release to)
{
	size_t count = 0;
	size_t found = 0;
	const struct option *const options = option_table(&count);

	for (size_t i = 0; i < count; i++) {
		if (!(option_changes(&options[i], from, to) & change))
			continue;
		if (!found++)
			put_line(sheet, 0, str_of(heading));
		put_change(sheet, &options[i], change, from, to);
	}
}

static void put_notes(struct sheet *sheet, struct release from, struct release to)
{
	size_t count = 0;
	size_t found = 0;
	const bool up = release_compare(from, to) < 0;
	const struct release_note *const notes = release_notes(&count);

	for (size_t i = 0; i < count; i++) {
		if (!release_between(notes[i].release, from, to))
			continue;
		if (!found++)
			put_line(sheet, 0, up ? STR("also new") : STR("not so yet"));
		const struct str since = release_text(sheet->arena, notes[i].release);
		put_line(sheet, INDENT,
			str_printf(sheet->arena, "%.*s: %s", STR_ARG(since), notes[i].text));
	}
}

struct str options_changes_text(
	struct arena *arena, struct release from, struct release to, unsigned width)
{
	struct sheet sheet;

	sheet_init(&sheet, arena, width);
	const struct str before = title(&sheet, from);
	const struct str now = title(&sheet, to);
	put_line(&sheet, 0, str_printf(arena, "%.*s → %.*s", STR_ARG(before), STR_ARG(now)));
	const size_t head = sheet.out.len;
	if (release_compare(from, to) == 0) {
		put_line(&sheet, 0, STR("the same release"));
		return strbuf_str(&sheet.out);
	}
	put_changes(&sheet, "added", OPTION_ADDED, from, to);
	put_changes(&sheet, "removed", OPTION_REMOVED, from, to);
	put_changes(&sheet, "renamed", OPTION_RENAMED, from, to);
	put_changes(&sheet, "default changed", OPTION_DEFAULT_CHANGED, from, to);
	put_notes(&sheet, from, to);
	if (sheet.out.len == head)
		put_line(&sheet, 0, STR("no option changed, and nothing else that is known"));
	put_line(&sheet, 0,
		STR("Change both sides at once: the builder itself is a layer of the image, so "
		    "what one release pushes, a workspace with another does not find."));
	return strbuf_str(&sheet.out);
}
