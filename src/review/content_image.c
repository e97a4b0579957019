/* SPDX-License-Identifier: MIT */

/* Base images: their digest is the start of every layer's key. */

#include "base/limits.h"
#include "builder/image.h"
#include "review/content_making.h"

void content_check_image(struct content *content, struct content_file *file, struct str reference,
	size_t start, size_t end, struct place from)
{
	struct refusal refusal;
	struct image image;
	struct diag *diag;

	if (!image_parse(content->arena, reference, &image, &refusal) || image.digest.ptr)
		return;
	if (!image.tag.ptr)
		diag = content_find(file, RULE_BASE_FLOATS, start, end,
			"'%.*s' has no tag, so it is 'latest': when that moves, every layer is "
			"made anew",
			STR_ARG(reference));
	else if (str_is(image.tag, "latest"))
		diag = content_find(file, RULE_BASE_FLOATS, start, end,
			"'%.*s' moves, and then every layer is made anew", STR_ARG(reference));
	else
		diag = content_find_as(file, RULE_BASE_FLOATS, DIAG_NOTE, start, end,
			"'%.*s' has no digest: when its tag moves, every layer is made anew",
			STR_ARG(reference));
	if (from.file.ptr)
		diag_relate(&file->found, diag, from, "the name comes from here");
	diag_hint(&file->found, diag, "write it as NAME:TAG@sha256:…");
}

/* The stages and arguments of a Dockerfile, as far as they are read. */
struct stages {
	struct content *content;
	struct docker_arg args[LIMIT_BUILD_ARGUMENTS];
	struct place places[LIMIT_BUILD_ARGUMENTS]; /* where the value of each stands */
	size_t arg_count;
	size_t given;             /* of them from devcontainer.json, at the start */
	const struct str **names; /* of the stages so far; NULL: one without */
	size_t name_count;
};

static void add_arg(struct stages *stages, struct docker_arg arg, struct place place)
{
	if (stages->arg_count == LIMIT_BUILD_ARGUMENTS)
		return;
	stages->places[stages->arg_count] = place;
	stages->args[stages->arg_count++] = arg;
}

/* What devcontainer.json says of build arguments: text that is known. */
static void take_given(struct stages *stages)
{
	const struct node *args = content_build(stages->content, "args");

	for (size_t i = 0; args && args->kind == NODE_MAPPING && i < args->count; i++) {
		const struct node *value = args->members[i].value;
		const bool known = value->kind == NODE_STRING &&
				   str_find(value->text, STR("${"), 0) == STR_NOWHERE;
		add_arg(stages,
			(struct docker_arg){
				args->members[i].key->text, known ? value->text : STR_NONE},
			node_place(stages->content->document, value));
	}
	stages->given = stages->arg_count;
}

/* What devcontainer.json gives for an argument, or where there is none. */
static size_t find_given(const struct stages *stages, struct str name)
{
	for (size_t i = stages->given; i > 0; i--)
		if (str_eq(stages->args[i - 1].name, name))
			return i - 1;
	return STR_NOWHERE;
}

/* An ARG before the first FROM: what devcontainer.json gives beats its default. */
static void take_arg(struct stages *stages, const struct docker_word *word)
{
	const size_t equals = str_find_char(word->text, '=', 0);
	const struct docker_arg *from = NULL;
	struct docker_arg arg = {.name = str_slice(word->text, 0, equals)};
	const size_t given = find_given(stages, arg.name);

	if (given != STR_NOWHERE) {
		add_arg(stages, stages->args[given], stages->places[given]);
		return;
	}
	if (equals != STR_NOWHERE)
		arg.value = docker_expand(stages->content->arena,
			str_slice(word->text, equals + 1, word->text.len), stages->args,
			stages->arg_count, &from);
	add_arg(stages, arg, content_place(&stages->content->dockerfile, word->start));
}

static bool is_stage(const struct stages *stages, struct str name)
{
	for (size_t i = 0; i < stages->name_count; i++)
		if (stages->names[i] && str_eq_nocase(*stages->names[i], name))
			return true;
	return str_is(name, "scratch") || str_all_in(name, "0123456789");
}

static void check_word(struct stages *stages, struct str text, const struct docker_word *word)
{
	struct content *content = stages->content;
	const struct docker_arg *from = NULL;
	const struct str reference =
		docker_expand(content->arena, text, stages->args, stages->arg_count, &from);

	if (reference.len && !is_stage(stages, reference))
		content_check_image(content, &content->dockerfile, reference, word->start,
			word->end,
			from ? stages->places[from - stages->args] : place_of_file(STR_NONE));
}

static void take_from(struct stages *stages, const struct instruction *from)
{
	const size_t count = from->count - from->flags;
	const struct docker_word *words = &from->words[from->flags];

	if (count > 0)
		check_word(stages, words[0].text, &words[0]);
	stages->names[stages->name_count++] = count > 2 ? &words[2].text : NULL;
}

/* "COPY --from=IMAGE" */
static void take_copy(struct stages *stages, const struct instruction *copy)
{
	const struct str from = instruction_flag(copy, "from");

	for (size_t i = 0; from.len && i < copy->flags; i++)
		if (str_starts(copy->words[i].text, STR("--from=")))
			check_word(stages, from, &copy->words[i]);
}

static void check_stages(struct stages *stages, const struct dockerfile *file)
{
	for (size_t i = 0; i < file->count; i++) {
		const struct instruction *item = &file->items[i];
		if (instruction_is(item, "FROM"))
			take_from(stages, item);
		else if (instruction_is(item, "COPY"))
			take_copy(stages, item);
		else if (instruction_is(item, "ARG") && stages->name_count == 0)
			for (size_t word = 0; word < item->count; word++)
				take_arg(stages, &item->words[word]);
	}
}

void content_check_images(struct content *content)
{
	const struct node *image = content_member(content, "image");
	struct stages *stages = arena_alloc(content->arena, sizeof(*stages));

	if (image && image->kind == NODE_STRING && !content->from_dockerfile)
		content_check_image(content, &content->description, image->text, image->start,
			image->end, place_of_file(STR_NONE));
	if (!stages)
		return;
	stages->content = content;
	stages->names =
		arena_array(content->arena, content->instructions.count, sizeof(*stages->names));
	if (!stages->names)
		return;
	take_given(stages);
	check_stages(stages, &content->instructions);
}
