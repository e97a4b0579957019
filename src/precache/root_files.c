/* SPDX-License-Identifier: MIT */
#include "precache/root_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/limits.h"
#include "base/vec.h"
#include "precache/root.h"

#define FOLDER_FLAGS (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
#define FILE_FLAGS (O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
#define HASH_BYTES 65536u

/* One part of a path with a NUL behind it. */
struct part {
	char name[NAME_MAX + 1];
};

/* The part of `path` that begins at `from`; false when it is none that leads on from a folder. */
static bool part_at(struct str path, size_t from, struct part *ret, size_t *ret_end)
{
	const size_t slash = str_find_char(path, '/', from);
	const struct str name = str_slice(path, from, slash);

	*ret_end = slash;
	if (!name.len || name.len > NAME_MAX || str_is(name, ".") || str_is(name, "..") ||
		str_find_char(name, '\0', 0) != STR_NOWHERE)
		return false;
	memcpy(ret->name, name.ptr, name.len);
	ret->name[name.len] = '\0';
	return true;
}

/* Whether the folder has an entry of just these letters: some file systems fold their case. */
static bool has_name(int folder, const char *name)
{
	const int fd = openat(folder, ".", FOLDER_FLAGS);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *entry = NULL;

	if (!dir) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	while ((entry = readdir(dir)) && strcmp(entry->d_name, name) != 0)
		continue;
	closedir(dir);
	return entry != NULL;
}

/* A descriptor of the regular file, or -1. A device is not opened even to be looked at. */
static int open_file(int folder, const char *name)
{
	struct stat info;
	int fd;

	if (fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) || !S_ISREG(info.st_mode))
		return -1;
	fd = openat(folder, name, FILE_FLAGS);
	if (fd >= 0 && (fstat(fd, &info) || !S_ISREG(info.st_mode))) {
		close(fd);
		return -1;
	}
	return fd;
}

/* A descriptor of the file below the root, or -1; `exact`: see has_name. */
static int open_below(int root, struct str path, bool exact)
{
	int folder = root;
	int fd = -1;
	struct part part;
	size_t end;

	for (size_t from = 0; folder >= 0 && part_at(path, from, &part, &end); from = end + 1) {
		const bool there = !exact || has_name(folder, part.name);
		const bool last = end == STR_NOWHERE;
		int next = -1;
		if (there)
			next = last ? open_file(folder, part.name)
				    : openat(folder, part.name, FOLDER_FLAGS);
		if (folder != root)
			close(folder);
		folder = last ? -1 : next;
		if (last)
			fd = next;
		if (last || next < 0)
			return fd;
	}
	if (folder >= 0 && folder != root)
		close(folder);
	return fd;
}

/* Up to `size` bytes; -1 when they cannot be read. */
static ssize_t read_some(int fd, char *to, size_t size)
{
	size_t len = 0;

	while (len < size) {
		const ssize_t got = read(fd, to + len, size - len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		len += (size_t)got;
	}
	return (ssize_t)len;
}

static struct str read_whole(struct arena *arena, int fd)
{
	struct stat info;
	size_t size;
	char *bytes;
	ssize_t len;

	if (fstat(fd, &info) || info.st_size < 0 || info.st_size > (off_t)LIMIT_FILE_BYTES)
		return STR_NONE;
	size = (size_t)info.st_size;
	bytes = arena_alloc(arena, size + 1);
	len = bytes ? read_some(fd, bytes, size + 1) : -1;
	/* A file that grows meanwhile is none to rely on. */
	if (len < 0 || (size_t)len > size)
		return STR_NONE;
	return (struct str){bytes, (size_t)len};
}

static struct str root_files_read(void *context, struct arena *arena, struct str path)
{
	const struct root_files *files = context;
	const int fd = open_below(files->root, path, true);
	struct str bytes;

	if (fd < 0)
		return STR_NONE;
	bytes = read_whole(arena, fd);
	close(fd);
	return bytes;
}

static bool hash_whole(int fd, unsigned char *ret_digest)
{
	crypto_hash_sha256_state state;
	char bytes[HASH_BYTES];
	ssize_t len = 0;

	crypto_hash_sha256_init(&state);
	do {
		len = read_some(fd, bytes, sizeof(bytes));
		if (len < 0)
			return false;
		crypto_hash_sha256_update(&state, (const unsigned char *)bytes, (size_t)len);
	} while (len == (ssize_t)sizeof(bytes));
	crypto_hash_sha256_final(&state, ret_digest);
	return true;
}

static bool root_files_hash(void *context, struct str path, unsigned char ret_digest[32])
{
	const struct root_files *files = context;
	const int fd = open_below(files->root, path, false);
	bool done;

	if (fd < 0)
		return false;
	done = hash_whole(fd, ret_digest);
	close(fd);
	return done;
}

/* A walk through all folders; each is open as long as the walk is in it. */
struct listing {
	struct arena *arena;
	struct vec found; /* struct str */
	unsigned depth;
};

static bool list_folder(struct listing *listing, int fd, struct str path);

static bool list_below(struct listing *listing, int folder, const char *name, struct str path)
{
	const int fd = openat(folder, name, FOLDER_FLAGS);
	bool done;

	/* What nobody may read is not there, as for any other file. */
	if (fd < 0)
		return errno == EACCES || errno == ENOENT || errno == ELOOP || errno == ENOTDIR;
	if (listing->depth == LIMIT_FOLDER_DEPTH) {
		close(fd);
		return false;
	}
	listing->depth++;
	done = list_folder(listing, fd, path);
	listing->depth--;
	return done;
}

static bool list_entry(struct listing *listing, int folder, const char *name, struct str path)
{
	struct stat info;
	struct str *entry;

	if (str_is(STR("."), name) || str_is(STR(".."), name) || str_is(STR(".git"), name) ||
		fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) ||
		!(S_ISREG(info.st_mode) || S_ISDIR(info.st_mode)))
		return true;
	entry = arena_alloc(listing->arena, sizeof(*entry));
	if (!entry)
		return false;
	*entry = path_join(listing->arena, path, str_of(name));
	if (!entry->ptr)
		return false;
	if (S_ISDIR(info.st_mode))
		return list_below(listing, folder, name, *entry);
	return listing->found.len < LIMIT_FILES && vec_push(&listing->found, entry);
}

/* Takes the descriptor. */
static bool list_folder(struct listing *listing, int fd, struct str path)
{
	DIR *dir = fdopendir(fd);
	const struct dirent *entry;
	bool done = true;

	if (!dir) {
		close(fd);
		return false;
	}
	while (done && (entry = readdir(dir)))
		done = list_entry(listing, fd, entry->d_name, path);
	closedir(dir);
	return done;
}

static int by_path(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* The paths as a row; NULL when there are too many, or no memory for them. */
static const struct str *list_all(struct arena *arena, int root, size_t *ret_count)
{
	struct listing listing = {.arena = arena};
	const int fd = openat(root, ".", FOLDER_FLAGS);
	struct str *paths;

	vec_init(&listing.found, arena);
	if (fd < 0 || !list_folder(&listing, fd, STR(".")) || !vec_sort(&listing.found, by_path))
		return NULL;
	paths = arena_array(arena, listing.found.len, sizeof(*paths));
	for (size_t i = 0; paths && i < listing.found.len; i++)
		paths[i] = *(const struct str *)listing.found.items[i];
	*ret_count = listing.found.len;
	return paths;
}

static const struct str *root_files_list(void *context, struct arena *arena, size_t *ret_count)
{
	struct root_files *files = context;

	(void)arena;
	if (!files->is_listed)
		files->paths = list_all(&files->arena, files->root, &files->path_count);
	files->is_listed = true;
	*ret_count = files->path_count;
	return files->paths;
}

void root_files_open(struct root_files *files, struct str root)
{
	*files = (struct root_files){.root = -1};
	arena_init(&files->arena, LIMIT_ARENA_BYTES);
	if (root.ptr)
		files->root = open(root.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (files->root < 0)
		return;
	files->path = root;
	files->calls = (struct files){root_files_read, root_files_list, root_files_hash, files};
}

void root_files_close(struct root_files *files)
{
	if (files->root >= 0)
		close(files->root);
	files->root = -1;
	arena_release(&files->arena);
}

static bool is_path_end(struct str path, struct str end)
{
	return str_ends(path, end) &&
	       (path.len == end.len || path.ptr[path.len - end.len - 1] == '/');
}

/* "../" for each folder of the path. */
static struct str way_up(struct arena *arena, struct str folders)
{
	struct strbuf up;

	strbuf_init(&up, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < folders.len; i++)
		if (folders.ptr[i] == '/')
			strbuf_add(&up, STR("../"));
	return strbuf_str(&up);
}

/* A folder's name as what stands before the path of a file in it. */
static struct str as_prefix(struct arena *arena, struct str folder)
{
	if (str_is(folder, ".") || str_is(folder, "./"))
		return STR("");
	return str_ends(folder, STR("/")) ? folder : str_printf(arena, "%.*s/", STR_ARG(folder));
}

/*
 * What stands before a path from the root so that it names the file as the user named the workflow:
 * nothing in the root, "../../" in the workflow's own folder, "sub/" outside of it.
 */
static struct str shown_root(const struct root_files *files, struct arena *arena, struct str shown,
	struct str from_root, struct str named)
{
	while (str_starts(shown, STR("./")))
		shown = str_slice(shown, 2, shown.len);
	if (from_root.ptr && is_path_end(shown, from_root))
		return str_slice(shown, 0, shown.len - from_root.len);
	if (from_root.ptr && is_path_end(from_root, shown))
		return way_up(arena, str_slice(from_root, 0, from_root.len - shown.len));
	return as_prefix(arena, named.ptr ? named : files->path);
}

bool root_files_give(const struct root_files *files, struct arena *arena, struct str workflow,
	struct str named, struct plan_input *input)
{
	if (files->root < 0)
		return true;
	input->files = &files->calls;
	if (workflow.ptr && path_is_below(workflow, files->path))
		input->file_from_root = path_from_root(workflow, files->path);
	input->root_shown = shown_root(files, arena, input->file, input->file_from_root, named);
	return input->root_shown.ptr != NULL;
}

bool root_files_for(struct root_files *files, struct arena *arena, struct str path, struct str repo,
	struct plan_input *input)
{
	const bool standard = str_is(path, "-");

	root_files_open(files, repo.ptr || !standard ? root_of(arena, path.ptr, repo) : STR_NONE);
	return root_files_give(
		files, arena, standard ? STR_NONE : path_resolve(arena, path.ptr), repo, input);
}
