/* SPDX-License-Identifier: MIT */
#include "base/diag.h"

/* The last source that was copied: most places are in one file. */
struct copying {
	struct arena *arena;
	struct str from;
	struct str to;
};

static bool copy_text(const struct copying *copying, struct str *text)
{
	if (!text->ptr)
		return true;
	*text = str_dup(copying->arena, *text);
	return text->ptr != NULL;
}

static bool copy_place(struct copying *copying, struct place *place)
{
	if (place->source.ptr && place->source.ptr != copying->from.ptr) {
		copying->from = place->source;
		copying->to = str_dup(copying->arena, place->source);
	}
	if (place->source.ptr)
		place->source = copying->to;
	return copy_text(copying, &place->file) && (!place->source.len || place->source.ptr);
}

bool diags_copy(struct diags *to, const struct diags *from)
{
	struct copying copying = {.arena = to->arena};
	size_t errors = 0;

	for (size_t i = 0; i < from->len; i++) {
		struct diag *diag = arena_copy(to->arena, from->items[i], sizeof(*diag));
		if (!diag || !copy_place(&copying, &diag->at) ||
			!copy_place(&copying, &diag->related) ||
			!copy_text(&copying, &diag->message) || !copy_text(&copying, &diag->hint) ||
			!copy_text(&copying, &diag->related_message))
			return false;
		errors += diag->severity == DIAG_ERROR;
		diag_take(to, diag);
	}
	to->errors += from->errors - errors;
	to->warnings += from->warnings - (from->len - errors);
	return true;
}
