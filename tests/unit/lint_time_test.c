/* SPDX-License-Identifier: MIT */
#include "harness/lints.h"
#include "harness/rows.h"

#define BUILD(on, days)                                                                            \
	"on: " on "\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    timeout-minutes: 60\n"      \
	"    permissions: {packages: write}\n    concurrency: a\n"                                 \
	"    env: {CACHE_REPO: ghcr.io/team/cache" days "}\n"                                      \
	"    steps:\n      - run: precache-apply plan.json\n"                                      \
	"        env: {GHCR_USER: u, GHCR_TOKEN: '${{ secrets.GITHUB_TOKEN }}'}\n"
#define DAYS(days) ", ENVBUILDER_CACHE_TTL_DAYS: " days
#define WEEKLY "{schedule: [{cron: '17 6 * * 1'}]}"
#define OTHER(on) "on: " on "\njobs: {a: {runs-on: x, steps: [{run: echo}]}}\npermissions: {}\n"

static const struct lint_row colds[] = {
	{"weekly runs and 30 days: 80 % for the default of 7 days", BUILD(WEEKLY, DAYS("30")),
		"9:70 PC0320 warning\n", "default of 7 days finds it expired 80 % of the time"},
	{"14 % for as many as the build", BUILD(WEEKLY, DAYS("30")), "9:70 PC0320 warning\n",
		"with 30 days 14 %"},
	{"none from the cycle on", BUILD(WEEKLY, DAYS("30")), "9:70 PC0320 warning\n",
		"with 35 days 0 %"},
	{"a day more than the cycle is the advice", BUILD(WEEKLY, DAYS("30")),
		"9:70 PC0320 warning\n", "accept 36 days"},
	{"the schedule is the second place", BUILD(WEEKLY, DAYS("30")), "9:70 PC0320 warning\n",
		"the first run of this schedule that comes after 30 days"},
	{"without days of its own the build has 30, and the schedule is the place",
		BUILD(WEEKLY, ""), "1:24 PC0320 warning\n", "after 35 days"},
	{"the default of 7 days is said once", BUILD(WEEKLY, DAYS("7")), "9:70 PC0320 warning\n",
		"finds it expired 50 % of the time, with 14 days 0 %"},
	{"a cycle that the default covers", BUILD(WEEKLY, DAYS("6")), "", NULL},
	{"days that are not known", BUILD(WEEKLY, DAYS("'${{ vars.DAYS }}'")), "", NULL},
	{"a build that pushes nothing", BUILD(WEEKLY, DAYS("30") ", ENVBUILDER_PUSH_IMAGE: 0"), "",
		NULL},
	{"without a schedule", BUILD("push", DAYS("6")), "1:5 PC0321 warning\n", NULL},
	{"a schedule whose runs do not push",
		"on: {push: , schedule: [{cron: '17 6 * * *'}]}\npermissions: {}\njobs:\n  a:\n"
		"    runs-on: x\n    timeout-minutes: 60\n    permissions: {packages: write}\n"
		"    concurrency: a\n    if: github.event_name == 'push'\n"
		"    env: {CACHE_REPO: ghcr.io/team/cache, ENVBUILDER_CACHE_TTL_DAYS: 6}\n"
		"    steps:\n      - run: precache-apply plan.json\n"
		"        env: {GHCR_USER: u, GHCR_TOKEN: '${{ secrets.GITHUB_TOKEN }}'}\n",
		"12:14 PC0321 warning\n", "the schedule's runs do not push"},
	{"a workflow that others call has theirs", BUILD("workflow_call", DAYS("6")), "", NULL},
	{"a workflow without a build needs none", OTHER("push"), "", NULL},
};

static const struct lint_row lines[] = {
	{"the 30th of February", OTHER("{schedule: [{cron: '17 6 30 2 *'}]}"),
		"1:24 PC0322 warning\n", "'17 6 30 2 *' never fires"},
	{"a leap day fires", OTHER("{schedule: [{cron: '17 6 29 2 *'}]}"), "", NULL},
	{"the first minute of an hour", OTHER("{schedule: [{cron: '0 6 * * *'}]}"),
		"1:24 PC0323 note\n", NULL},
	{"among a few others", OTHER("{schedule: [{cron: '*/15 6 * * *'}]}"), "1:24 PC0323 note\n",
		NULL},
	{"among many others it makes no difference", OTHER("{schedule: [{cron: '*/10 * * * *'}]}"),
		"", NULL},
	{"another minute", OTHER("{schedule: [{cron: '17 * * * *'}]}"), "", NULL},
	{"every two minutes", OTHER("{schedule: [{cron: '*/2 * * * *'}]}"), "1:24 PC0324 warning\n",
		"2 minutes after itself"},
	{"a step that does not divide the hour", OTHER("{schedule: [{cron: '*/7 * * * *'}]}"),
		"1:24 PC0324 warning\n", "4 minutes after itself"},
	{"five minutes", OTHER("{schedule: [{cron: '*/5 * * * *'}]}"), "", NULL},
	{"each line has its own", OTHER("{schedule: [{cron: '17 6 * * *'}, {cron: '0 6 * * *'}]}"),
		"1:46 PC0323 note\n", NULL},
};

static const struct lint_row filters[] = {
	{"branches that are only left out", OTHER("{push: {branches: ['!main', '!next']}}"),
		"1:24 PC0325 warning\n", "'branches' lets nothing through"},
	{"one path without a sequence", OTHER("{pull_request: {paths: '!docs/**'}}"),
		"1:28 PC0325 warning\n", "write 'paths-ignore' without the '!'"},
	{"a pattern before it", OTHER("{push: {tags: ['v*', '!v1']}}"), "", NULL},
	{"a pattern behind it, which lets some through",
		OTHER("{push: {branches: ['!main', 'm*']}}"), "", NULL},
	{"a filter of no patterns", OTHER("{push: {branches: []}}"), "", NULL},
	{"an event without settings", OTHER("{push: }"), "", NULL},
	{"events in a sequence", OTHER("[push]"), "", NULL},
};

int main(void)
{
	return ROWS_RUN("whether a workspace finds the layers", colds, lint_row_check) +
	       ROWS_RUN("cron lines", lines, lint_row_check) +
	       ROWS_RUN("filters of events", filters, lint_row_check);
}
