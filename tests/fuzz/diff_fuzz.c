/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "base/utf8.h"
#include "fuzz/fuzz.h"
#include "review/markdown.h"
#include "review/reproducer.h"
#include "review/review.h"

static const char reference[] =
	"on:\n  push:\n    branches: [main]\njobs:\n  a:\n    runs-on: ubuntu-24.04\n"
	"    if: github.ref == 'x'\n    strategy:\n      matrix:\n        b: [1, 2]\n"
	"    env:\n      CACHE_REPO: ghcr.io/a/${{ matrix.b }}\n"
	"    steps:\n      - uses: actions/checkout@v5\n      - run: precache-apply\n"
	"        env:\n          GHCR_USER: a\n          GHCR_TOKEN: ${{ secrets.T }}\n";

static const struct plan *plan_of(struct arena *arena, struct diags *diags, struct str bytes)
{
	const struct plan_input input = {.file = STR("fuzz"), .source = bytes};

	return plan_make(arena, diags, &input);
}

static void check(struct arena *arena, const struct plan *old, const struct plan *now)
{
	const struct markdown_form form = {4000, STR_NONE};
	const struct diff_side sides[] = {{old, STR("old"), false}, {now, STR("now"), false}};
	const struct diff *diff = diff_make(arena, sides[0], sides[1]);

	PROMISE(diff != NULL);
	PROMISE((diff->count == 0) == (old == now || (old && now && str_eq(old->id, now->id))));
	const struct str text = diff_text(arena, diff, 80, true);
	const struct str json = diff_json(arena, diff);
	const struct str markdown = diff_markdown(arena, diff, &form);
	PROMISE(utf8_check(text) == STR_NOWHERE);
	PROMISE(json.ptr != NULL);
	PROMISE(markdown.ptr && markdown.len <= form.budget && utf8_check(markdown) == STR_NOWHERE);
}

/* A workflow's plan against itself, nothing, and another: each form is there, and nothing is told
 * where nothing differs. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str bytes = {(const char *)data, size};
	struct arena arena;
	struct diags diags;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct plan *plan = plan_of(&arena, &diags, bytes);
	if (plan) {
		const struct plan *other = plan_of(&arena, &diags, str_of(reference));
		PROMISE(other != NULL);
		check(&arena, plan, plan);
		check(&arena, NULL, plan);
		check(&arena, plan, other);
		check(&arena, other, plan);
		PROMISE(reproducer_text(&arena, plan).ptr != NULL);
	}
	arena_release(&arena);
	return 0;
}
