/* SPDX-License-Identifier: MIT */
#include "review/lint_rules.h"

#define EVENTS LINT_DOCS "reference/workflows-and-actions/events-that-trigger-workflows#schedule"
#define FILTERS                                                                                    \
	LINT_DOCS                                                                                  \
	"reference/workflows-and-actions/"                                                         \
	"workflow-syntax#onpushbranchestagsbranches-ignoretags-ignore"

static const struct lint_rule rows[] = {
	{RULE_COLD, LINT_TIME, DIAG_WARNING,
		"The TTL is the reader's: how old a layer may be. A run that finds a layer does "
		"not "
		"push it again, so it is made again only by the first run after the build's own "
		"TTL, "
		"and until then it is too old for a workspace that accepts fewer days. The share "
		"is "
		"(cycle - reader's TTL) / cycle.",
		"Let the workspaces accept the longest cycle and a day more. 'precache consumer' "
		"prints what their template must say.",
		LINT_BUILDER_DOCS "caching.md", {.build = lint_cold}},
	{RULE_UNSCHEDULED, LINT_TIME, DIAG_WARNING,
		"Layers expire whether or not anybody pushes. Without a scheduled run a quiet week "
		"is "
		"enough for every workspace to build all of it.",
		"Add 'schedule' to the workflow's triggers, and see that its runs push.", EVENTS,
		{.build = lint_unscheduled}},
	{RULE_CRON_NEVER, LINT_TIME, DIAG_WARNING,
		"GitHub accepts a day that no month has, and never starts the workflow.",
		"Write a day that there is, or take the line out.", EVENTS,
		{.file = lint_cron_never}},
	{RULE_CRON_BUSY, LINT_TIME, DIAG_NOTE,
		"At the start of every hour GitHub has most to do: scheduled runs are late then, "
		"and "
		"some are dropped.",
		"Choose another minute.", EVENTS, {.file = lint_cron_busy}},
	{RULE_CRON_INTERVAL, LINT_TIME, DIAG_WARNING,
		"GitHub runs a scheduled workflow every five minutes at most. A step that does not "
		"divide the hour is shorter at its end.",
		"Leave five minutes or more between two runs.", EVENTS,
		{.file = lint_cron_interval}},
	{RULE_FILTER_NEVER, LINT_TIME, DIAG_WARNING,
		"A pattern with '!' only takes back what one before it let through, so without "
		"such a one the event starts nothing.",
		"Name what to leave out in branches-ignore, tags-ignore or paths-ignore.", FILTERS,
		{.file = lint_filter_never}},
};

const struct lint_rules lint_rules_time = {rows, sizeof(rows) / sizeof(rows[0])};
