/* SPDX-License-Identifier: MIT */
#include "precache/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_READ 16384u

static struct place start_of(struct str shown)
{
	return (struct place){shown, STR_NONE, 1, 1};
}

static struct str unreadable(struct diags *diags, struct str shown, const char *why)
{
	diag_add(diags, RULE_FILE_UNREADABLE, start_of(shown), "cannot read '%.*s': %s",
		STR_ARG(shown), why);
	return STR_NONE;
}

/* What is read first: a file's size and one byte more, so that most are read at once. */
static size_t first_size(int fd, size_t limit)
{
	struct stat info;
	if (fstat(fd, &info) || !S_ISREG(info.st_mode) || info.st_size < 0)
		return FIRST_READ;
	return (size_t)info.st_size < limit ? (size_t)info.st_size + 1 : limit + 1;
}

static char *grow(struct arena *arena, const char *from, size_t len, size_t cap)
{
	char *to = arena_alloc(arena, cap);
	if (to)
		memcpy(to, from, len);
	return to;
}

static struct str read_all(
	struct arena *arena, struct diags *diags, int fd, struct str shown, size_t limit)
{
	size_t cap = first_size(fd, limit);
	size_t len = 0;
	char *bytes = arena_alloc(arena, cap);

	while (bytes) {
		const ssize_t got = read(fd, bytes + len, cap - len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return unreadable(diags, shown, strerror(errno));
		if (got == 0)
			return (struct str){bytes, len};
		len += (size_t)got;
		if (len > limit) {
			diag_add(diags, RULE_FILE_TOO_LARGE, start_of(shown),
				"'%.*s' is over the limit of %zu bytes", STR_ARG(shown), limit);
			return STR_NONE;
		}
		if (len == cap) {
			cap = cap * 2 < limit + 1 ? cap * 2 : limit + 1;
			bytes = grow(arena, bytes, len, cap);
		}
	}
	return STR_NONE;
}

struct str file_read(
	struct arena *arena, struct diags *diags, const char *path, struct str shown, size_t limit)
{
	struct stat info;
	struct str bytes;
	const bool standard = str_is(str_of(path), "-");
	const int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0)
		return unreadable(diags, shown, strerror(errno));
	if (!fstat(fd, &info) && S_ISDIR(info.st_mode))
		bytes = unreadable(diags, shown, "it is a folder");
	else
		bytes = read_all(arena, diags, fd, shown, limit);
	if (!standard)
		close(fd);
	return bytes;
}

bool file_exists(const char *path)
{
	struct stat info;
	return !stat(path, &info) && !S_ISDIR(info.st_mode);
}

static bool write_all(int fd, struct str bytes)
{
	while (bytes.len) {
		const ssize_t done = write(fd, bytes.ptr, bytes.len);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		bytes = str_slice(bytes, (size_t)done, bytes.len);
	}
	return true;
}

bool stream_write(int fd, struct str bytes)
{
	return write_all(fd, bytes);
}

/* A new file is as open as the user's mask says; a replaced one keeps the mode that it had. */
static mode_t target_mode(const char *path)
{
	struct stat info;
	const mode_t mask = umask(0);
	umask(mask);
	return stat(path, &info) ? 0666 & ~mask : info.st_mode & 07777;
}

bool file_write(struct arena *arena, const char *path, struct str bytes, struct str *ret_problem)
{
	const struct str name = str_printf(arena, "%s.XXXXXX", path);
	char *beside = name.ptr ? arena_copy(arena, name.ptr, name.len + 1) : NULL;
	int fd;
	bool done;

	*ret_problem = STR("out of memory");
	if (!beside)
		return false;
	fd = mkstemp(beside);
	if (fd < 0) {
		*ret_problem = str_of(strerror(errno));
		return false;
	}
	done = write_all(fd, bytes) && !fchmod(fd, target_mode(path));
	done = !close(fd) && done && !rename(beside, path);
	if (!done) {
		*ret_problem = str_of(strerror(errno));
		unlink(beside);
	}
	return done;
}
