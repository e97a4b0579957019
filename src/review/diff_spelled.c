/* SPDX-License-Identifier: MIT */
#include "actions/workflow.h"
#include "plan/checkout.h"
#include "review/diff_making.h"

/* Members of a plan's source, and the inputs of the checkout that give them. */
static const struct {
	const char *path;
	const char *input;
} inputs[] = {
	{"source.persist_credentials", "persist-credentials"},
	{"source.lfs", "lfs"},
	{"source.submodules", "submodules"},
	{"source.ref", "ref"},
	{"source.repository", "repository"},
	{"source.path", "path"},
};

static bool same_place(const struct place *a, const struct place *b)
{
	return a->line == b->line && a->column == b->column && str_eq(a->file, b->file);
}

/* The step that the build's source was taken from: the one whose `uses` stands where that says. */
static const struct step *checkout_of(const struct build_site *site, const struct value *source)
{
	const struct value *uses = diff_part(source, "uses");

	if (!uses || !uses->origin)
		return NULL;
	for (size_t i = 0; i < site->job->step_count; i++) {
		const struct step *step = &site->job->steps[i];
		struct place at;
		if (!step->uses)
			continue;
		at = node_place(site->workflow->document, step->uses);
		if (same_place(&at, uses->origin))
			return step;
	}
	return NULL;
}

static const struct node *node_of(
	const struct build_site *site, const struct value *source, struct str path)
{
	if (str_is(path, "continue_on_error"))
		return site->job->continue_on_error;
	if (str_is(path, "step.continue_on_error"))
		return site->step ? site->step->continue_on_error : NULL;
	for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++) {
		const struct step *checkout;
		if (!str_is(path, inputs[i].path))
			continue;
		checkout = checkout_of(site, source);
		return checkout ? step_input(checkout, str_of(inputs[i].input)) : NULL;
	}
	return NULL;
}

struct place diff_spelled_out(const struct differ *differ, struct str path)
{
	const struct diff_build *now = differ->pair ? differ->pair->now : NULL;
	const struct build_site *site = now ? &now->build->origin.own : NULL;
	const struct node *node = NULL;

	if (site && site->workflow && site->job)
		node = node_of(site, now->members[FACT_SOURCE], path);
	return node ? node_place(site->workflow->document, node) : place_of_file(STR_NONE);
}
