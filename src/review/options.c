/* SPDX-License-Identifier: MIT */
#include "review/options.h"

unsigned option_changes(const struct option *option, struct release from, struct release to)
{
	const struct str before = option_name_in(option, from);
	const struct str now = option_name_in(option, to);
	unsigned changes = 0;

	if (!before.ptr)
		return now.ptr ? OPTION_ADDED : 0;
	if (!now.ptr)
		return OPTION_REMOVED;
	if (!str_eq(before, now))
		changes |= OPTION_RENAMED;
	if (!str_is(str_of(option_standard_in(option, from)), option_standard_in(option, to)))
		changes |= OPTION_DEFAULT_CHANGED;
	return changes;
}

bool release_between(struct release release, struct release from, struct release to)
{
	const bool up = release_compare(from, to) < 0;
	const struct release low = up ? from : to;
	const struct release high = up ? to : from;

	return release_compare(low, release) < 0 && release_compare(release, high) <= 0;
}
