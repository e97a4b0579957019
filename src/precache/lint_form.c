/* SPDX-License-Identifier: MIT */
#include "precache/lint_form.h"

#include "base/limits.h"
#include "precache/root.h"
#include "review/findings.h"
#include "review/lint.h"

/*
 * What was found, behind what kept a file from being read: whoever reads a machine's form sees no
 * standard error.
 */
static bool gather(const struct invocation *in, const struct diags *findings, struct diags *ret_all)
{
	const struct diags *const parts[] = {in->diags, findings};

	diags_init_max(ret_all, in->arena, LIMIT_FINDINGS);
	for (size_t part = 0; part < 2; part++) {
		for (size_t i = 0; i < parts[part]->len; i++)
			diag_take(ret_all, parts[part]->items[i]);
	}
	ret_all->errors = in->diags->errors + findings->errors;
	ret_all->warnings = in->diags->warnings + findings->warnings;
	return !in->arena->exhausted;
}

/* Files are named from the repository of the first workflow, or of the dev container. */
static struct str root_of_files(const struct invocation *in)
{
	const struct str first = in->args->operand_count ? in->args->operands[0]
							 : given_value(in->args, OPT_DEVCONTAINER);

	return root_of(in->arena, first.ptr, given_value(in->args, OPT_REPO));
}

static struct str render(const struct invocation *in, const struct diags *findings,
	struct str (*form)(struct arena *arena, const struct findings *findings))
{
	struct diags all;
	struct findings rendered = {.diags = &all};

	if (!gather(in, findings, &all))
		return STR_NONE;
	rendered.folder = path_resolve(in->arena, ".");
	rendered.root = root_of_files(in);
	return form(in->arena, &rendered);
}

/* Under --quiet only errors are printed, as everywhere; the last line counts all. */
static struct str as_text(const struct invocation *in, const struct diags *findings)
{
	/* Of a file that was not read it cannot be said that it has none. */
	if (in->diags->errors && !findings->len)
		return STR("");
	return lint_text(in->arena, findings, in->quiet ? DIAG_ERROR : DIAG_NOTE,
		in->color_out ? DIAG_COLORED : DIAG_PLAIN);
}

static struct str as_json(const struct invocation *in, const struct diags *findings)
{
	return render(in, findings, findings_json);
}

static struct str as_github(const struct invocation *in, const struct diags *findings)
{
	return render(in, findings, findings_github);
}

static struct str as_sarif(const struct invocation *in, const struct diags *findings)
{
	return render(in, findings, findings_sarif);
}

static const struct lint_form forms[] = {
	{"text", as_text, lint_rules_text, "error"},
	{"json", as_json, lint_rules_json, "error"},
	{"github", as_github, NULL, "error"},
	/* A step that fails would keep the next one from uploading the log. */
	{"sarif", as_sarif, NULL, "never"},
};

const struct lint_form *lint_form_find(struct str name)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (!name.ptr || str_is(name, forms[i].name))
			return &forms[i];
	}
	return NULL;
}
