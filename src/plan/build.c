/* SPDX-License-Identifier: MIT */
#include "plan/making.h"
#include "plan/value_check.h"

#define PREFIX "ENVBUILDER_"
#define IMAGE_NAME "ENVBUILDER_IMAGE" /* the original script's name; no option of the builder */
#define CACHE_NAME "ENVBUILDER_CACHE_REPO"

/* A build while its variables are held against the builder. */
struct building {
	struct making *making;
	const struct call *call;
	struct map vars; /* the call's variables, overrides over them */
	struct release release;
	struct map chosen; /* what goes into env.set, in the order in which it is found */
	struct plan_build *build;
};

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

static struct place place_of(const struct building *b, const struct value *value)
{
	return value && value->origin ? *value->origin : b->call->at;
}

/* Where a name stands; the place of its value when that is not kept. */
static struct place place_of_name(const struct building *b, struct str name)
{
	const struct value *value = map_get(&b->vars, name);
	const struct place *at = b->call->names ? map_get(b->call->names, name) : NULL;
	const struct place value_at = place_of(b, value);
	return at && at->line == value_at.line ? *at : value_at;
}

void refuse_value(const struct making *making, enum diag_rule rule, struct place at,
	const struct refusal *refusal)
{
	struct diag *diag;

	if (!refusal->message.ptr)
		return;
	diag = diag_add(making->diags, rule, at, "%.*s", STR_ARG(refusal->message));
	if (refusal->hint.ptr)
		diag_hint(making->diags, diag, "%.*s", STR_ARG(refusal->hint));
}

static bool same_place(const struct place *a, const struct place *b)
{
	return a && b && a->line == b->line && a->column == b->column;
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

/* An empty value is an unset one to the builder, and so to its planner. */
static const struct value *given(const struct building *b, const char *name)
{
	const struct value *value = map_get(&b->vars, str_of(name));
	return value && (value->text.len || value_is_unknown(value)) ? value : NULL;
}

static bool put_overrides(struct building *b)
{
	const struct plan_input *input = b->making->input;

	for (size_t i = 0; i < input->override_count; i++) {
		const struct value *value = setting_value(b->making, &input->overrides[i]);
		if (!value || !map_put(&b->vars, input->overrides[i].name, value))
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
		diag = diag_add(b->making->diags, RULE_SECRET_LITERAL, place_of(b, value),
			"'%.*s' holds a literal secret", STR_ARG(name));
		if (diag)
			diag->conceal = true;
		diag_hint(b->making->diags, diag, "take it from secrets: ${{ secrets.NAME }}");
	}
}

static bool make_image(struct building *b)
{
	const struct value *value = given(b, IMAGE_NAME);
	struct refusal refusal;
	struct image image;

	b->release = release_newest;
	if (!value)
		value = plain_value(b->making, STR(PLAN_DEFAULT_IMAGE));
	b->build->image = value;
	if (!value)
		return false;
	if (value_is_secret(value))
		refuse_secret(b->making, &b->vars, value, IMAGE_NAME);
	if (value_is_unknown(value))
		return true;
	if (image_parse(b->making->arena, value->text, &image, &refusal))
		release_of_image(&image, &b->release);
	else
		refuse_value(b->making, RULE_IMAGE, place_of(b, value), &refusal);
	return !b->making->arena->exhausted;
}

/* Holds a value against the builder and keeps it. False when the arena is exhausted. */
static bool choose(
	struct building *b, struct str name, const struct value *value, const char *shown_name)
{
	struct value_verdict verdict;
	struct str normal = value->text;

	if (value_is_secret(value)) {
		refuse_secret(b->making, &b->vars, value, shown_name);
		return true;
	}
	if (!value_is_unknown(value) && !set_value_check(b->making->arena, name, value->text,
						b->release, &normal, &verdict)) {
		refuse_value(b->making, verdict.rule,
			verdict.rule == RULE_OPTION_UNKNOWN ? place_of_name(b, name)
							    : place_of(b, value),
			&verdict.refusal);
		return !b->making->arena->exhausted;
	}
	if (!str_eq(normal, value->text))
		value = value_string(b->making->arena, normal, value->origin);
	return value && map_put(&b->chosen, name, value);
}

static bool choose_default(struct building *b, const char *name, struct str text)
{
	const struct option *option = option_find(str_of(name));
	const struct value *value;

	if (map_find(&b->chosen, str_of(name)) || !option || !option_in(option, b->release))
		return true;
	value = plain_value(b->making, text);
	return value && map_put(&b->chosen, str_of(name), value);
}

/* CACHE_REPO is the original script's name for ENVBUILDER_CACHE_REPO: both may be there and agree.
 */
static bool choose_repository(struct building *b)
{
	const struct value *set = map_get(&b->vars, STR("CACHE_REPO"));
	const struct value *first = given(b, "CACHE_REPO");
	const struct value *second = given(b, CACHE_NAME);
	struct diag *diag;

	if (set && !first) {
		diag = diag_add(b->making->diags, RULE_CACHE_REPO_MISSING, place_of(b, set),
			"'CACHE_REPO' is empty");
		diag_hint(b->making->diags, diag, "write the repository: HOST/PATH");
		return true;
	}
	if (!first && !second) {
		diag = diag_add(b->making->diags, RULE_CACHE_REPO_MISSING, b->call->at,
			"'CACHE_REPO' is not set");
		diag_hint(b->making->diags, diag,
			"set it in the job's env, or with -e CACHE_REPO=HOST/PATH");
		return true;
	}
	if (first && second && !str_eq(first->text, second->text)) {
		diag = diag_add(b->making->diags, RULE_CACHE_REPO_TWICE, place_of(b, first),
			"'CACHE_REPO' is not '" CACHE_NAME "'");
		diag_relate(
			b->making->diags, diag, place_of(b, second), "the other one stands here");
		diag_hint(b->making->diags, diag, "set one of them");
		return true;
	}
	return choose(
		b, STR(CACHE_NAME), first ? first : second, first ? "CACHE_REPO" : CACHE_NAME);
}

/* Names that the builder would not know are refused, whatever their value. */
static bool check_name(const struct building *b, struct str name)
{
	const struct option *option = option_find(name);
	struct value_verdict verdict;
	struct str ignored;

	if (option && option_in(option, b->release))
		return true;
	if (!set_value_check(b->making->arena, name, STR("1"), b->release, &ignored, &verdict))
		refuse_value(b->making, verdict.rule, place_of_name(b, name), &verdict.refusal);
	return false;
}

static bool is_options_name(struct str name)
{
	const struct str prefix = STR(PREFIX);
	return option_name_claimed(name) && str_eq_nocase(str_slice(name, 0, prefix.len), prefix) &&
	       !str_is(name, IMAGE_NAME);
}

static bool choose_options(struct building *b)
{
	for (size_t i = 0; i < b->vars.len; i++) {
		const struct str name = b->vars.entries[i].key;
		const struct value *value = b->vars.entries[i].value;
		const struct str shown = str_dup(b->making->arena, name);
		if (!is_options_name(name) || str_is(name, CACHE_NAME) || !check_name(b, name) ||
			setting_is_secret(name))
			continue;
		if (!shown.ptr)
			return false;
		if ((value->text.len || value_is_unknown(value)) &&
			!choose(b, name, value, shown.ptr))
			return false;
	}
	return true;
}

/* "bash <folder>/scripts/…", as unknown as the folder is. */
static bool choose_script(struct building *b)
{
	const struct str name = STR("ENVBUILDER_INIT_SCRIPT");
	const struct value *folder = map_get(&b->chosen, STR("ENVBUILDER_WORKSPACE_FOLDER"));
	const struct value *script;
	struct str text;

	if (map_find(&b->chosen, name) || !folder)
		return true;
	text = str_printf(b->making->arena, "bash %.*s%s" PLAN_DEFAULT_SCRIPT,
		STR_ARG(folder->text), str_ends(folder->text, STR("/")) ? "" : "/");
	if (!text.ptr)
		return false;
	script = value_is_unknown(folder)
			 ? value_unknown(b->making->arena, text, folder->marks, folder->why, NULL)
			 : plain_value(b->making, text);
	return script && map_put(&b->chosen, name, script);
}

static bool choose_all(struct building *b)
{
	return choose_repository(b) && choose_options(b) &&
	       choose_default(b, "ENVBUILDER_WORKSPACE_FOLDER", STR(PLAN_DEFAULT_FOLDER)) &&
	       choose_script(b) && choose_default(b, "ENVBUILDER_PUSH_IMAGE", STR("1")) &&
	       choose_default(b, "ENVBUILDER_EXIT_ON_PUSH_FAILURE", STR("1")) &&
	       choose_default(b, "ENVBUILDER_EXIT_ON_BUILD_FAILURE", STR("1")) &&
	       choose_default(b, "ENVBUILDER_CACHE_TTL_DAYS", STR(PLAN_DEFAULT_TTL));
}

/* The seven in their order, then the others sorted. */
static bool order_set(struct building *b)
{
	struct map *set = arena_alloc(b->making->arena, sizeof(*set));

	if (!set || !map_sort(&b->chosen))
		return false;
	map_init(set, b->making->arena);
	for (const char *const *name = set_order; *name; name++) {
		const struct map_entry *entry = map_find(&b->chosen, str_of(*name));
		if (entry && !map_put(set, entry->key, entry->value))
			return false;
	}
	for (size_t i = 0; i < b->chosen.len; i++) {
		const struct map_entry *entry = &b->chosen.entries[i];
		if (!map_find(set, entry->key) && !map_put(set, entry->key, entry->value))
			return false;
	}
	b->build->set = set;
	return true;
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
	struct vec sorted;

	vec_init(&sorted, b->making->arena);
	if (!names || !places)
		return false;
	for (size_t i = 0; i < b->vars.len; i++) {
		const struct option *option = option_find(b->vars.entries[i].key);
		const struct value *value = b->vars.entries[i].value;
		if (!option || option->secrecy != OPTION_SECRET || !is_options_name(option->name) ||
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
		const struct value *value;
		names[i] = *(const struct str *)sorted.items[i];
		value = map_get(&b->vars, names[i]);
		places[i] = value ? value->origin : b->build->credentials.at;
	}
	b->build->inherit = names;
	b->build->inherit_at = places;
	b->build->inherit_count = sorted.len;
	return true;
}

static bool make_values(struct building *b)
{
	if (!map_copy(&b->vars, b->making->arena, b->call->env) || !put_overrides(b))
		return false;
	check_literal_secrets(b);
	return make_image(b) && choose_all(b) && order_set(b) &&
	       engine_make(b->making, &b->vars, b->build);
}

static struct build_origin origin_of(const struct making *making, const struct call *call,
	const struct credential_finding *credential)
{
	struct build_origin origin = {.at = call->at, .token_marks = credential->marks};

	if (call->leg) {
		origin.workflow = making->workflow;
		origin.job = call->leg->job;
		origin.step = call->leg->step;
	}
	return origin;
}

bool build_make(struct making *making, const struct call *call)
{
	struct building b = {.making = making, .call = call};
	struct credential_finding credential;

	b.build = arena_alloc(making->arena, sizeof(*b.build));
	map_init(&b.chosen, making->arena);
	if (!b.build || !make_values(&b))
		return false;
	/* What follows reads the values: there is nothing to say of them when some were refused. */
	if (making->diags->errors)
		return true;
	if (!credentials_make(making, call, &b.vars, b.build, &credential) || !inherit(&b))
		return false;
	b.build->origin = origin_of(making, call, &credential);
	if (!call->leg)
		b.build->id = STR("environment");
	else if (!facts_make(making, call, b.build))
		return false;
	if (call->leg) {
		b.build->facts[FACT_EVENTS] = events_make(making, call, b.build, &credential);
		if (!b.build->facts[FACT_EVENTS])
			return false;
	}
	return vec_push(making->builds, b.build);
}
