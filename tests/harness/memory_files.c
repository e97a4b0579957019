/* SPDX-License-Identifier: MIT */
#include "harness/memory_files.h"

#include <stdlib.h>

#include <sodium.h>

static const struct memory_file *find(const struct memory_files *files, struct str path)
{
	for (size_t i = 0; i < files->count; i++)
		if (str_eq(files->items[i].path, path))
			return &files->items[i];
	return NULL;
}

static struct str read_one(void *context, struct arena *arena, struct str path)
{
	const struct memory_file *file = find(context, path);

	return file ? str_dup(arena, file->text) : STR_NONE;
}

static int by_bytes(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static const struct str *list_all(void *context, struct arena *arena, size_t *ret_count)
{
	const struct memory_files *files = context;
	struct str *paths = arena_array(arena, files->count, sizeof(*paths));

	for (size_t i = 0; paths && i < files->count; i++)
		paths[i] = files->items[i].path;
	if (paths)
		qsort(paths, files->count, sizeof(*paths), by_bytes);
	*ret_count = paths ? files->count : 0;
	return paths;
}

static bool hash_one(void *context, struct str path, unsigned char ret_digest[32])
{
	const struct memory_file *file = find(context, path);

	if (file)
		crypto_hash_sha256(
			ret_digest, (const unsigned char *)file->text.ptr, file->text.len);
	return file != NULL;
}

/* Where the next "== " begins a line. */
static size_t next_file(struct str text, size_t from)
{
	const size_t at = str_find(text, STR("\n== "), from);

	return at == STR_NOWHERE ? text.len : at + 1;
}

void memory_files_init(struct memory_files *files, struct str text)
{
	const struct str mark = STR("== ");
	size_t from = str_starts(text, mark) ? 0 : next_file(text, 0);

	*files = (struct memory_files){.count = 0};
	files->calls = (struct files){read_one, list_all, hash_one, files};
	while (from < text.len && files->count < MEMORY_FILES_MAX) {
		size_t line = str_find_char(text, '\n', from);
		line = line == STR_NOWHERE ? text.len : line;
		const size_t end = next_file(text, line);
		files->items[files->count++] = (struct memory_file){
			str_slice(text, from + mark.len, line), str_slice(text, line + 1, end)};
		from = end;
	}
}
