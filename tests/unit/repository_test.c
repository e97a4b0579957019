/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "builder/image.h"
#include "harness/rows.h"

#define A16 "aaaaaaaaaaaaaaaa"
#define A64 A16 A16 A16 A16
#define A247 A64 A64 A64 A16 A16 A16 "aaaaaaa"
#define HEX64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

struct split_row {
	const char *name;
	const char *repository;
	const char *registry;
	const char *path;
};

static const struct split_row splits[] = {
	{"the reference repository is split", "ghcr.io/bmorton/devcontainer-cache", "ghcr.io",
		"bmorton/devcontainer-cache"},
	{"a name without a host is on Docker Hub", "bmorton/cache", "docker.io", "bmorton/cache"},
	{"docker.io is Docker Hub", "docker.io/bmorton/cache", "docker.io", "bmorton/cache"},
	{"index.docker.io is Docker Hub", "index.docker.io/bmorton/cache", "docker.io",
		"bmorton/cache"},
	{"a host may have a port", "localhost:5000/cache", "localhost:5000", "cache"},
	{"an address may have a port", "127.0.0.1:5000/a/b", "127.0.0.1:5000", "a/b"},
	{"the highest port is a port", "127.0.0.1:65535/ab", "127.0.0.1:65535", "ab"},
	{"a label with a port is a host", "registry:5000/cache", "registry:5000", "cache"},
	{"an IPv6 address is a host", "[::1]:5000/cache", "[::1]:5000", "cache"},
	{"a registry other than Docker Hub needs no account", "registry.example.com/cache",
		"registry.example.com", "cache"},
	{"a path may be deep", "eu.gcr.io/project/team/cache", "eu.gcr.io", "project/team/cache"},
	{"separators may join", "ghcr.io/a.b/c_d/e__f/g--h", "ghcr.io", "a.b/c_d/e__f/g--h"},
	{"a path may have two characters", "ghcr.io/ab", "ghcr.io", "ab"},
	{"digits are fine", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/42",
		"123456789012.dkr.ecr.eu-west-1.amazonaws.com", "42"},
	{"a name may have 255 characters", "ghcr.io/" A247, "ghcr.io", A247},
};

struct fault_row {
	const char *name;
	const char *repository;
	const char *message;
	const char *hint;
};

#define IS_NONE(repository, why) repository, "'" repository "' is not a cache repository: " why
#define EXAMPLE "'ghcr.io/OWNER/devcontainer-cache'"
#define NO_USER "the cache repository has a user in front of its host"
#define TAGS "; the builder makes a tag for each layer"
#define JOINED "is not letters and digits joined by '.', '_', '__' or dashes"

static const struct fault_row faults[] = {
	{"nothing is refused", "", "the cache repository is empty",
		"write a name such as " EXAMPLE},
	{"a tag is refused", IS_NONE("ghcr.io/bmorton/cache:latest", "it has a tag"),
		"write 'ghcr.io/bmorton/cache'" TAGS},
	{"a tag behind a port is refused", IS_NONE("localhost:5000/cache:v1", "it has a tag"),
		"write 'localhost:5000/cache'" TAGS},
	{"an empty tag is refused", IS_NONE("ghcr.io/bmorton/cache:", "it has a tag"),
		"write 'ghcr.io/bmorton/cache'" TAGS},
	{"a tag on Docker Hub is refused", IS_NONE("bmorton/cache:1", "it has a tag"),
		"write 'bmorton/cache'" TAGS},
	{"a name alone with a tag is refused", IS_NONE("cache:latest", "it has a tag"),
		"write 'cache'" TAGS},
	{"a digest is refused", IS_NONE("ghcr.io/bmorton/cache@sha256:" HEX64, "it has a digest"),
		"take '@sha256:" HEX64 "' out" TAGS},
	{"a tag with a digest is refused",
		IS_NONE("ghcr.io/bmorton/cache:1@sha256:" HEX64, "it has a digest"),
		"take '@sha256:" HEX64 "' out" TAGS},
	{"https is refused", IS_NONE("https://ghcr.io/bmorton/cache", "it has a scheme"),
		"write 'ghcr.io/bmorton/cache'"},
	{"http is refused", IS_NONE("http://localhost:5000/cache", "it has a scheme"),
		"write 'localhost:5000/cache'"},
	{"docker's transport is refused",
		IS_NONE("docker://ghcr.io/bmorton/cache", "it has a scheme"),
		"write 'ghcr.io/bmorton/cache'"},
	{"oci is refused", IS_NONE("oci://ghcr.io/bmorton/cache", "it has a scheme"),
		"write 'ghcr.io/bmorton/cache'"},
	{"an upper-case account is refused",
		IS_NONE("ghcr.io/BMorton/cache", "it has an upper-case letter"),
		"write 'ghcr.io/bmorton/cache'"},
	{"an upper-case name is refused",
		IS_NONE("ghcr.io/bmorton/Cache", "it has an upper-case letter"),
		"write 'ghcr.io/bmorton/cache'"},
	{"an upper-case host is refused",
		IS_NONE("GHCR.io/bmorton/cache", "it has an upper-case letter"),
		"write 'ghcr.io/bmorton/cache'"},
	{"an upper-case account on Docker Hub is refused",
		IS_NONE("BMorton/cache", "it has an upper-case letter"), "write 'bmorton/cache'"},
	{"a host alone is refused", IS_NONE("ghcr.io", "it has no path behind the host"),
		"write 'ghcr.io/OWNER/NAME', such as " EXAMPLE},
	{"a host with a slash alone is refused",
		IS_NONE("ghcr.io/", "it has no path behind the host"),
		"write 'ghcr.io/OWNER/NAME', such as " EXAMPLE},
	{"a host with a port alone is refused",
		IS_NONE("localhost:5000", "it has no path behind the host"),
		"write 'localhost:5000/OWNER/NAME', such as " EXAMPLE},
	{"a label with a port alone is refused",
		IS_NONE("registry:5000", "it has no path behind the host"),
		"write 'registry:5000/OWNER/NAME', such as " EXAMPLE},
	{"localhost alone is a name without an account",
		IS_NONE("localhost", "it has no path: Docker Hub wants an account in front"),
		"write 'docker.io/ACCOUNT/localhost', or " EXAMPLE},
	{"an IPv6 address alone is refused", IS_NONE("[::1]", "it has no path behind the host"),
		"write '[::1]/OWNER/NAME', such as " EXAMPLE},
	{"a name alone is refused",
		IS_NONE("cache", "it has no path: Docker Hub wants an account in front"),
		"write 'docker.io/ACCOUNT/cache', or " EXAMPLE},
	{"a name alone behind docker.io is refused",
		IS_NONE("docker.io/cache", "it has no path: Docker Hub wants an account in front"),
		"write 'docker.io/ACCOUNT/cache', or " EXAMPLE},
	{"localhost without a port is refused",
		IS_NONE("localhost/cache",
			"'localhost' has no port, so the builder goes to Docker Hub"),
		"write 'localhost:PORT/NAME'"},
	{"a slash in front is refused", IS_NONE("/bmorton/cache", "it begins with a slash"), NULL},
	{"a slash at the end is refused", IS_NONE("ghcr.io/bmorton/", "it ends with a slash"),
		NULL},
	{"two slashes are refused", IS_NONE("ghcr.io//cache", "it has two slashes in a row"), NULL},
	{"two slashes inside the path are refused",
		IS_NONE("ghcr.io/bmorton//cache", "it has two slashes in a row"), NULL},
	{"a slash alone is refused", IS_NONE("/", "it begins with a slash"), NULL},
	{"a space is refused", IS_NONE("ghcr.io/my cache", "' ' cannot stand in a name"), NULL},
	{"a space in front is refused", IS_NONE(" ghcr.io/a/b", "' ' cannot stand in a name"),
		NULL},
	{"a space at the end is refused", IS_NONE("ghcr.io/a/b ", "' ' cannot stand in a name"),
		NULL},
	{"spaces alone are refused", IS_NONE("  ", "' ' cannot stand in a name"), NULL},
	{"a line feed is refused", IS_NONE("ghcr.io/a/b\n", "'\n' cannot stand in a name"), NULL},
	{"a control byte is refused", IS_NONE("ghcr.io/a\x1b/b", "'\x1b' cannot stand in a name"),
		NULL},
	{"a hidden character is refused",
		IS_NONE("ghcr.io/a\xe2\x80\x8b/b", "'\xe2\x80\x8b' cannot stand in a name"), NULL},
	{"a shell's variable is refused",
		IS_NONE("ghcr.io/$OWNER/cache", "'$' cannot stand in a name"), NULL},
	{"a comma is refused", IS_NONE("ghcr.io/a,b", "',' cannot stand in a name"), NULL},
	{"a question mark is refused", IS_NONE("ghcr.io/a/b?x", "'?' cannot stand in a name"),
		NULL},
	{"brackets in a path are refused", IS_NONE("ghcr.io/a[b]", "'[' cannot stand in a name"),
		NULL},
	{"a dash in front of a part is refused", IS_NONE("ghcr.io/-a/b", "'-a' " JOINED), NULL},
	{"a dot behind a part is refused", IS_NONE("ghcr.io/a./b", "'a.' " JOINED), NULL},
	{"a part of two dots is refused", IS_NONE("ghcr.io/../b", "'..' " JOINED), NULL},
	{"three underscores are refused", IS_NONE("ghcr.io/a___b", "'a___b' " JOINED), NULL},
	{"a host with an underscore is refused",
		IS_NONE("my_host.io/cache", "'my_host.io' is not a registry's host"), NULL},
	{"a port of letters is refused",
		IS_NONE("ghcr.io:x/cache", "'ghcr.io:x' is not a registry's host"), NULL},
	{"port 0 is refused", IS_NONE("ghcr.io:0/cache", "'ghcr.io:0' is not a registry's host"),
		NULL},
	{"a port above 65535 is refused",
		IS_NONE("ghcr.io:65536/cache", "'ghcr.io:65536' is not a registry's host"), NULL},
	{"a path of one character is refused",
		IS_NONE("ghcr.io/a", "its path is shorter than 2 characters"), NULL},
	{"a name of 256 characters is refused",
		IS_NONE("ghcr.io/a" A247, "it is longer than 255 characters"), NULL},
	{"a user is refused, and his password not repeated", "bob:s3cret@ghcr.io/a/b", NO_USER,
		"take everything up to the '@' out"},
	{"a user behind a scheme is refused, and his password not repeated",
		"https://bob:s3cret@ghcr.io/a/b", NO_USER, "take everything up to the '@' out"},
};

struct host_row {
	const char *name;
	const char *host;
	bool valid;
};

static const struct host_row hosts[] = {
	{"a domain is a host", "ghcr.io", true},
	{"a domain with a port is a host", "ghcr.io:443", true},
	{"a single label is a host", "registry", true},
	{"localhost is a host", "localhost", true},
	{"localhost with a port is a host", "localhost:5000", true},
	{"an IPv4 address is a host", "127.0.0.1:5000", true},
	{"an IPv6 address in brackets is a host", "[::1]", true},
	{"an IPv6 address with a port is a host", "[fe80::1]:5000", true},
	{"a dash inside a label is fine", "my-registry.example.com", true},
	{"nothing is no host", "", false},
	{"an upper-case letter is refused", "GHCR.io", false},
	{"an upper-case IPv6 address is refused", "[FE80::1]", false},
	{"a scheme is refused", "https://ghcr.io", false},
	{"a path is refused", "ghcr.io/bmorton", false},
	{"a slash at the end is refused", "ghcr.io/", false},
	{"a user is refused", "bob@ghcr.io", false},
	{"a space is refused", "ghcr.io ", false},
	{"a line feed is refused", "ghcr.io\n", false},
	{"an empty port is refused", "ghcr.io:", false},
	{"port 0 is refused", "ghcr.io:0", false},
	{"port 65536 is refused", "ghcr.io:65536", false},
	{"a port beyond 64 bits is refused", "ghcr.io:99999999999999999999", false},
	{"a signed port is refused", "ghcr.io:+443", false},
	{"two ports are refused", "ghcr.io:1:2", false},
	{"an IPv6 address without brackets is refused", "::1", false},
	{"a port 0 behind brackets is refused", "[::1]:0", false},
	{"a dot at the end is refused", "ghcr.io.", false},
	{"a dot in front is refused", ".ghcr.io", false},
	{"a dash in front is refused", "-ghcr.io", false},
	{"an underscore is refused", "my_registry", false},
	{"a star is refused", "*.ghcr.io", false},
};

static void assert_text(struct str actual, const char *expected)
{
	if (!expected) {
		assert_null(actual.ptr);
		return;
	}
	assert_int_equal(actual.len, str_of(expected).len);
	assert_memory_equal(actual.ptr, expected, actual.len);
}

static void check_split(void **state)
{
	const struct split_row *const row = *state;
	struct arena arena;
	struct repository repository;
	struct refusal refusal;

	arena_init(&arena, 1 << 16);
	assert_true(repository_parse(&arena, str_of(row->repository), &repository, &refusal));
	assert_text(repository.name, row->repository);
	assert_text(repository.registry, row->registry);
	assert_text(repository.path, row->path);
	assert_true(registry_host_valid(repository.registry));
	arena_release(&arena);
}

static void check_fault(void **state)
{
	const struct fault_row *const row = *state;
	struct arena arena;
	struct repository repository = {.name = STR("untouched")};
	struct refusal refusal;

	arena_init(&arena, 1 << 16);
	assert_false(repository_parse(&arena, str_of(row->repository), &repository, &refusal));
	assert_text(refusal.message, row->message);
	assert_text(refusal.hint, row->hint);
	assert_text(repository.name, "untouched");
	arena_release(&arena);
}

static void check_host(void **state)
{
	const struct host_row *const row = *state;

	assert_int_equal(registry_host_valid(str_of(row->host)), row->valid);
}

static void check_memory(void **state)
{
	const struct fault_row *const row = *state;
	struct arena arena;
	struct repository repository;
	struct refusal refusal;

	arena_init(&arena, 0);
	assert_false(repository_parse(&arena, str_of(row->repository), &repository, &refusal));
	assert_null(refusal.message.ptr);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("a cache repository is split", splits, check_split) +
	       ROWS_RUN("what no registry takes is refused", faults, check_fault) +
	       ROWS_RUN("a registry's host is checked", hosts, check_host) +
	       ROWS_RUN("a refusal without memory has no message", faults, check_memory);
}
