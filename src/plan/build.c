/* SPDX-License-Identifier: MIT */
#include "plan/building.h"
#include "plan/value_check.h"

const struct value *plain_value(const struct making *making, struct str text)
{
	return value_string(making->arena, text, NULL);
}

/* A setting as a value. Of a secret the presence is all there is: it is unknown and secret. */
const struct value *setting_value(const struct making *making, const struct setting *setting)
{
	const struct place *at = arena_copy(making->arena, &setting->at, sizeof(setting->at));

	if (!at)
		return NULL;
	if (setting->value.len && setting_is_secret(setting->name))
		return value_unknown(making->arena, setting->value, MARK_SECRET | MARK_OTHER_SECRET,
			WHY_EXPRESSION, at);
	return value_string(making->arena, setting->value, at);
}

struct place building_place(const struct building *b, const struct value *value)
{
	return value && value->origin ? *value->origin : b->call->at;
}

struct place building_name_place(const struct building *b, struct str name)
{
	const struct value *value = map_get(&b->vars, name);
	const struct place *at = b->call->names ? map_get(b->call->names, name) : NULL;
	const struct place value_at = building_place(b, value);
	return at && at->line == value_at.line ? *at : value_at;
}

static bool same_place(const struct place *a, const struct place *b)
{
	return a && b && a->line == b->line && a->column == b->column && str_eq(a->file, b->file);
}

void building_relate(const struct building *b, struct diag *diag, const struct value *value)
{
	const struct place *from = value->given_at;

	if (!from || !from->line || (value->origin && same_place(from, value->origin)))
		return;
	diag_relate(b->making->diags, diag, *from, "the value comes from here");
	if (diag)
		diag->conceal_related = diag->conceal;
}

struct diag *refuse_value(const struct making *making, enum diag_rule rule, struct place at,
	const struct refusal *refusal)
{
	struct diag *diag;

	if (!refusal->message.ptr)
		return NULL;
	diag = diag_add(making->diags, rule, at, "%.*s", STR_ARG(refusal->message));
	if (diag)
		diag->conceal = rule == RULE_SECRET_LITERAL;
	if (refusal->hint.ptr)
		diag_hint(making->diags, diag, "%.*s", STR_ARG(refusal->hint));
	return diag;
}

/*
 * Where a secret came from: the variable that it was passed on from, in an expression or a script,
 * keeps its text in the value's.
 */
static const struct place *source_of(const struct map *vars, const struct value *value)
{
	if (value->secret_at && !same_place(value->secret_at, value->origin))
		return value->secret_at;
	for (size_t i = 0; i < vars->len; i++) {
		const struct value *other = vars->entries[i].value;
		if (other != value && value_is_secret(other) && other->origin &&
			!same_place(other->origin, value->origin) &&
			str_find(value->text, other->text, 0) != STR_NOWHERE)
			return other->origin;
	}
	return value->secret_at ? value->secret_at : value->origin;
}

void refuse_secret(const struct making *making, const struct map *vars, const struct value *value,
	const char *what)
{
	const struct place *source = source_of(vars, value);
	struct diag *diag = diag_add(making->diags, RULE_SECRET_SINK,
		value->origin ? *value->origin : place_of_file(STR_NONE), "a secret reaches '%s'",
		what);

	if (source && source->line)
		diag_relate(making->diags, diag, *source, "the secret comes from here");
	diag_hint(making->diags, diag,
		"a secret may stand in a step's env for the credential, and nowhere else");
}

const struct value *building_given(const struct building *b, const char *name)
{
	const struct value *value = map_get(&b->vars, str_of(name));
	return value && (value->text.len || value_is_unknown(value)) ? value : NULL;
}

const struct value *building_default(const struct building *b, const char *name, struct str text)
{
	return value_over(
		b->making->arena, plain_value(b->making, text), map_get(&b->vars, str_of(name)));
}

/* The override over those of its name that were given before, and they over the call's own. */
static const struct value *override_value(
	const struct building *b, const struct setting *setting, const struct value *under)
{
	struct value *top = NULL;
	struct value *lowest = NULL;

	for (; setting; setting = setting->before) {
		const struct value *made = setting_value(b->making, setting);
		struct value *value =
			made ? arena_copy(b->making->arena, made, sizeof(*made)) : NULL;
		if (!value)
			return NULL;
		if (lowest)
			lowest->over = value;
		else
			top = value;
		lowest = value;
	}
	lowest->over = under;
	return top;
}

static bool put_overrides(struct building *b)
{
	const struct plan_input *input = b->making->input;

	for (size_t i = 0; i < input->override_count; i++) {
		const struct setting *setting = &input->overrides[i];
		const struct value *value =
			override_value(b, setting, map_get(&b->vars, setting->name));
		if (!value || !map_put(&b->vars, setting->name, value))
			return false;
	}
	return true;
}

/* A secret whose text stands in the file is no secret any more. The source line is not shown. */
static void check_literal_secrets(const struct building *b)
{
	for (size_t i = 0; i < b->vars.len; i++) {
		const struct str name = b->vars.entries[i].key;
		const struct value *value = b->vars.entries[i].value;
		struct diag *diag;
		if (!setting_is_secret(name) || value_is_unknown(value) || !value->text.len)
			continue;
		diag = diag_add(b->making->diags, RULE_SECRET_LITERAL, building_place(b, value),
			"'%.*s' holds a literal secret", STR_ARG(name));
		if (diag)
			diag->conceal = true;
		building_relate(b, diag, value);
		diag_hint(b->making->diags, diag, "take it from secrets: ${{ secrets.NAME }}");
	}
}

/* The image's release, when it is not one that the table knows; STR_NONE hints at nothing. */
static void say_release(const struct building *b, const struct value *reference,
	enum release_source source, struct str tag, struct str hint)
{
	const struct str release = release_text(b->making->arena, b->release);
	struct diag *diag;

	if (source == RELEASE_NEAREST)
		diag = diag_add(b->making->diags, RULE_RELEASE_NEAREST,
			building_place(b, reference),
			"'%.*s' is no release that precache knows: options are held against "
			"envbuilder %.*s",
			STR_ARG(tag), STR_ARG(release));
	else
		diag = diag_add(b->making->diags, RULE_RELEASE_UNKNOWN,
			building_place(b, reference),
			"the release of '%.*s' is not known: options are held against "
			"envbuilder %.*s",
			STR_ARG(reference->text), STR_ARG(release));
	if (hint.ptr)
		diag_hint(b->making->diags, diag, "%.*s", STR_ARG(hint));
}

static struct str release_hint(const struct building *b, const struct image *image)
{
	if (!image_is_builder(image))
		return STR("a tag counts as a release when 'envbuilder' is in the image's name");
	if (image->digest.ptr && !image->tag.ptr)
		return STR("write the tag in front of the digest: NAME:TAG@DIGEST");
	const struct str newest = release_text(b->making->arena, release_newest);
	return str_printf(b->making->arena, "pin a release, such as '%.*s'", STR_ARG(newest));
}

/* Which release the image is: what it cannot do is refused, and what is not known is said. */
static void take_release(
	struct building *b, const struct value *reference, const struct image *image)
{
	const enum release_source source = release_of_image(image, &b->release);
	struct diag *diag;

	if (release_compare(b->release, release_first_to_push) < 0) {
		diag = diag_add(b->making->diags, RULE_NO_PUSH, building_place(b, reference),
			"envbuilder %.*s cannot push an image", STR_ARG(image->tag));
		diag_hint(b->making->diags, diag, "pin envbuilder 1.0.0 or newer");
	} else if (source == RELEASE_NEAREST) {
		say_release(b, reference, source, image->tag, STR("'precache options' shows them"));
	} else if (source == RELEASE_NONE) {
		say_release(b, reference, source, STR_NONE, release_hint(b, image));
	}
}

static bool make_image(struct building *b)
{
	const struct value *value = building_given(b, IMAGE_NAME);
	struct refusal refusal;
	struct image image;

	b->release = release_newest;
	if (!value)
		value = building_default(
			b, IMAGE_NAME, plan_default(b->making->arena, STR(IMAGE_NAME), STR_NONE));
	b->build->image = value;
	if (!value)
		return false;
	if (value_is_secret(value))
		refuse_secret(b->making, &b->vars, value, IMAGE_NAME);
	else if (value_is_unknown(value))
		say_release(b, value, RELEASE_NONE, STR_NONE, STR_NONE);
	else if (image_parse(b->making->arena, value->text, &image, &refusal))
		take_release(b, value, &image);
	else
		building_relate(b,
			refuse_value(b->making, RULE_IMAGE, building_place(b, value), &refusal),
			value);
	return !b->making->arena->exhausted;
}

static int by_name(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* Secret options that are there; the credential's own is there when there is a credential. */
static bool inherit(struct building *b)
{
	const struct str config = STR("ENVBUILDER_DOCKER_CONFIG_BASE64");
	struct str *names = arena_array(b->making->arena, b->vars.len + 1, sizeof(*names));
	const struct place **places =
		arena_array(b->making->arena, b->vars.len + 1, sizeof(const struct place *));
	const struct value **values =
		arena_array(b->making->arena, b->vars.len + 1, sizeof(const struct value *));
	struct vec sorted;

	vec_init(&sorted, b->making->arena);
	if (!names || !places || !values)
		return false;
	for (size_t i = 0; i < b->vars.len; i++) {
		const struct option *option = option_find(b->vars.entries[i].key);
		const struct value *value = b->vars.entries[i].value;
		if (!option || option->secrecy != OPTION_SECRET || option_is_agents(option) ||
			!option_in(option, b->release) || str_eq(option->name, config) ||
			!(value->text.len || value_is_unknown(value)))
			continue;
		if (!vec_push(&sorted, &option->name))
			return false;
	}
	if (b->build->credentials.from_count && !vec_push(&sorted, &option_find(config)->name))
		return false;
	if (!vec_sort(&sorted, by_name))
		return false;
	for (size_t i = 0; i < sorted.len; i++) {
		names[i] = *(const struct str *)sorted.items[i];
		values[i] = map_get(&b->vars, names[i]);
		places[i] = values[i] ? values[i]->origin : b->build->credentials.at;
	}
	b->build->inherit = names;
	b->build->inherit_at = places;
	b->build->inherit_set = values;
	b->build->inherit_count = sorted.len;
	return true;
}

static bool make_values(struct building *b)
{
	if (!map_copy(&b->vars, b->making->arena, b->call->env) || !put_overrides(b))
		return false;
	check_literal_secrets(b);
	if (!make_image(b))
		return false;
	/* It has other options under other names: there is nothing to hold them against. */
	if (release_compare(b->release, release_first_to_push) < 0)
		return true;
	return names_settle(b) && set_make(b) && engine_make(b->making, &b->vars, b->build);
}

/* Options that exclude each other, at the one of the two that is rather meant to be there. */
static void check_clashes(const struct building *b)
{
	const struct set_clash *clash;
	size_t from = 0;

	while ((clash = set_clash_find(b->build, &from))) {
		const struct value *other = map_get(&b->vars, str_of(clash->other));
		struct diag *diag = diag_add(b->making->diags, RULE_OPTIONS_CLASH,
			building_place(b, map_get(&b->vars, str_of(clash->name))),
			"'%s' and '%s' exclude each other: %s", clash->name, clash->other,
			clash->effect);
		if (other && other->origin)
			diag_relate(b->making->diags, diag, *other->origin,
				"the other one stands here");
		diag_hint(b->making->diags, diag, "%s", clash->remedy);
	}
}

/* Where a job's own step leads to the place, through local actions or none. */
static struct build_site site_of(const struct leg_making *leg, struct place at)
{
	const struct step *step = leg->step;

	for (const struct acting *acting = leg->acting; acting; acting = acting->up) {
		step = acting->step;
		at = acting->at;
	}
	return (struct build_site){leg->making->workflow, leg->job, step, at};
}

static struct build_origin origin_of(
	const struct call *call, const struct credential_finding *credential)
{
	struct build_origin origin = {
		.own.at = call->at, .root.at = call->at, .token_marks = credential->marks};
	const struct calling *calling;

	if (!call->leg)
		return origin;
	origin.own = site_of(call->leg, call->at);
	origin.root = origin.own;
	for (calling = call->leg->making->calling; calling; calling = calling->making->calling) {
		origin.called = true;
		origin.root = (struct build_site){
			calling->making->workflow, calling->leg->job, NULL, calling->at};
	}
	return origin;
}

/* What people review beside the values; an environment has no workflow to say any of it. */
static bool make_review(struct building *b, const struct credential_finding *credential)
{
	b->build->origin = origin_of(b->call, credential);
	check_clashes(b);
	if (!b->call->leg) {
		b->build->id = STR("environment");
		return true;
	}
	return facts_make(b->making, b->call, b->build);
}

bool build_make(struct making *making, const struct call *call)
{
	struct building b = {.making = making, .call = call};
	const size_t errors = making->probing ? making->diags->errors : 0;
	struct credential_finding credential;

	b.build = arena_alloc(making->arena, sizeof(*b.build));
	map_init(&b.chosen, making->arena);
	if (!b.build || !make_values(&b))
		return false;
	/* What follows reads the values: there is nothing to say of them when some were refused. */
	if (making->diags->errors > errors)
		return !making->probing || verdict_add(making, call, NULL, NULL);
	if (!credentials_make(making, call, &b.vars, b.build, &credential) || !inherit(&b))
		return false;
	if (!making->probing && !make_review(&b, &credential))
		return false;
	if (call->leg && !verdict_add(making, call, b.build, &credential))
		return false;
	return making->probing || vec_push(making->builds, b.build);
}
