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

#define HEX16 "0123456789abcdef"
#define HEX32 HEX16 HEX16
#define HEX64 HEX32 HEX32
#define A63 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define A64 A63 "a"
#define A128 A64 A64
#define A255 A128 A64 A63

struct split_row {
	const char *name;
	const char *reference;
	const char *registry;
	const char *repository;
	const char *tag;
	const char *digest;
};

static const struct split_row splits[] = {
	{"the reference image is split into its parts", "ghcr.io/coder/envbuilder:1.3.0", "ghcr.io",
		"coder/envbuilder", "1.3.0", NULL},
	{"a tag may be missing", "ghcr.io/coder/envbuilder", "ghcr.io", "coder/envbuilder", NULL,
		NULL},
	{"a digest may stand without a tag", "ghcr.io/coder/envbuilder@sha256:" HEX64, "ghcr.io",
		"coder/envbuilder", NULL, "sha256:" HEX64},
	{"a digest may stand behind a tag", "ghcr.io/coder/envbuilder:1.3.0@sha256:" HEX64,
		"ghcr.io", "coder/envbuilder", "1.3.0", "sha256:" HEX64},
	{"a digest may be sha384", "a/b@sha384:" HEX64 HEX32, "docker.io", "a/b", NULL,
		"sha384:" HEX64 HEX32},
	{"a digest may be sha512", "a/b@sha512:" HEX64 HEX64, "docker.io", "a/b", NULL,
		"sha512:" HEX64 HEX64},
	{"a name alone is one of Docker Hub's own", "debian", "docker.io", "library/debian", NULL,
		NULL},
	{"one of Docker Hub's own may have a tag", "debian:12", "docker.io", "library/debian", "12",
		NULL},
	{"one of Docker Hub's own may have a digest", "debian@sha256:" HEX64, "docker.io",
		"library/debian", NULL, "sha256:" HEX64},
	{"an account without a host is on Docker Hub", "coder/envbuilder:1.3.0", "docker.io",
		"coder/envbuilder", "1.3.0", NULL},
	{"docker.io is Docker Hub", "docker.io/coder/envbuilder", "docker.io", "coder/envbuilder",
		NULL, NULL},
	{"docker.io has images of its own", "docker.io/debian", "docker.io", "library/debian", NULL,
		NULL},
	{"index.docker.io is Docker Hub", "index.docker.io/coder/envbuilder", "docker.io",
		"coder/envbuilder", NULL, NULL},
	{"another registry has no library", "quay.io/debian", "quay.io", "debian", NULL, NULL},
	{"a host may have a port", "registry.example.com:5000/a/b:c", "registry.example.com:5000",
		"a/b", "c", NULL},
	{"a port makes a host of a single label", "registry:5000/a", "registry:5000", "a", NULL,
		NULL},
	{"a port without a tag is no tag", "127.0.0.1:5000/envbuilder", "127.0.0.1:5000",
		"envbuilder", NULL, NULL},
	{"an IPv4 address is a host", "10.0.0.1/a", "10.0.0.1", "a", NULL, NULL},
	{"an IPv6 address in brackets is a host", "[::1]/a:b", "[::1]", "a", "b", NULL},
	{"an IPv6 address may have a port", "[2001:db8::1]:5000/a", "[2001:db8::1]:5000", "a", NULL,
		NULL},
	{"localhost is a host", "localhost/a", "localhost", "a", NULL, NULL},
	{"localhost with a port is a host", "localhost:5000/a:1", "localhost:5000", "a", "1", NULL},
	{"localhost alone is a name", "localhost", "docker.io", "library/localhost", NULL, NULL},
	{"what stands behind a name alone is its tag", "localhost:5000", "docker.io",
		"library/localhost", "5000", NULL},
	{"a host may have upper-case letters", "GHCR.io/coder/envbuilder", "GHCR.io",
		"coder/envbuilder", NULL, NULL},
	{"a host may have dashes inside", "my-registry.example/a", "my-registry.example", "a", NULL,
		NULL},
	{"a path may have many parts", "ghcr.io/a/b/c/d/e/f", "ghcr.io", "a/b/c/d/e/f", NULL, NULL},
	{"a dot may join", "ghcr.io/a.b", "ghcr.io", "a.b", NULL, NULL},
	{"an underscore may join", "ghcr.io/a_b", "ghcr.io", "a_b", NULL, NULL},
	{"two underscores may join", "ghcr.io/a__b", "ghcr.io", "a__b", NULL, NULL},
	{"a dash may join", "ghcr.io/a-b", "ghcr.io", "a-b", NULL, NULL},
	{"many dashes may join", "ghcr.io/a-----b", "ghcr.io", "a-----b", NULL, NULL},
	{"separators may take turns", "ghcr.io/a.b_c__d-e.f", "ghcr.io", "a.b_c__d-e.f", NULL,
		NULL},
	{"digits alone are a part", "ghcr.io/1/2", "ghcr.io", "1/2", NULL, NULL},
	{"a tag may have upper-case letters", "a/b:Latest", "docker.io", "a/b", "Latest", NULL},
	{"a tag may begin with an underscore", "a/b:_1", "docker.io", "a/b", "_1", NULL},
	{"a tag may have dots and dashes", "a/b:v1.3.0-rc.1", "docker.io", "a/b", "v1.3.0-rc.1",
		NULL},
	{"a tag may end with a separator", "a/b:1.-", "docker.io", "a/b", "1.-", NULL},
	{"a tag may have 128 characters", "a/b:" A128, "docker.io", "a/b", A128, NULL},
	{"a name may have 255 characters", A128 "/" A63 A63, "docker.io", A128 "/" A63 A63, NULL,
		NULL},
	{"63 hex digits are a name", A63, "docker.io", "library/" A63, NULL, NULL},
};

struct fault_row {
	const char *name;
	const char *reference;
	const char *message;
};

#define IS_NONE(reference, why) reference, "'" reference "' is not an image reference: " why
#define JOINED "is not letters and digits joined by '.', '_', '__' or dashes"

static const struct fault_row faults[] = {
	{"nothing is no reference", IS_NONE("", "it is empty")},
	{"a scheme is refused",
		IS_NONE("https://ghcr.io/coder/envbuilder:1.3.0", "it has a scheme")},
	{"docker's transport is refused",
		IS_NONE("docker://ghcr.io/coder/envbuilder", "it has a scheme")},
	{"an image's id is refused", IS_NONE(HEX64, "it is an image's id")},
	{"an upper-case letter is named by its part",
		IS_NONE("ghcr.io/Coder/envbuilder", "'Coder' has an upper-case letter")},
	{"an upper-case letter in the last part is found",
		IS_NONE("ghcr.io/coder/envBuilder:1.3.0", "'envBuilder' has an upper-case letter")},
	{"an upper-case account on Docker Hub is refused",
		IS_NONE("Coder/envbuilder", "'Coder' has an upper-case letter")},
	{"an upper-case name alone is refused",
		IS_NONE("Debian", "'Debian' has an upper-case letter")},
	{"an upper-case LOCALHOST is no host",
		IS_NONE("LOCALHOST/a", "'LOCALHOST' has an upper-case letter")},
	{"a space inside is refused", IS_NONE("ghcr.io/a b", "' ' cannot stand in a name")},
	{"a space in front is refused", IS_NONE(" debian", "' ' cannot stand in a name")},
	{"a space at the end of a name is refused",
		IS_NONE("debian ", "' ' cannot stand in a name")},
	{"a space at the end of a tag is refused",
		IS_NONE("debian:12 ", "' ' cannot stand in a tag")},
	{"a line feed at the end is refused",
		IS_NONE("ghcr.io/a/b:1\n", "'\n' cannot stand in a tag")},
	{"a tab is refused", IS_NONE("ghcr.io/a\tb", "'\t' cannot stand in a name")},
	{"a letter that is not ASCII is shown whole",
		IS_NONE("ghcr.io/caf\xc3\xa9", "'\xc3\xa9' cannot stand in a name")},
	{"a byte that is not UTF-8 is refused",
		IS_NONE("ghcr.io/a\xff", "'\xff' cannot stand in a name")},
	{"a dollar sign is refused", IS_NONE("ghcr.io/$OWNER/a", "'$' cannot stand in a name")},
	{"a plus sign in a tag is refused", IS_NONE("a/b:1.3.0+x", "'+' cannot stand in a tag")},
	{"a backslash is refused", IS_NONE("ghcr.io\\a", "'\\' cannot stand in a name")},
	{"an option instead of a name is refused",
		IS_NONE("--privileged", "'--privileged' " JOINED)},
	{"a dash in front of a part is refused", IS_NONE("ghcr.io/-a", "'-a' " JOINED)},
	{"a dash behind a part is refused", IS_NONE("ghcr.io/a-/b", "'a-' " JOINED)},
	{"a dot in front of a part is refused", IS_NONE("ghcr.io/.a", "'.a' " JOINED)},
	{"two dots are refused", IS_NONE("ghcr.io/a..b", "'a..b' " JOINED)},
	{"a part of two dots is refused", IS_NONE("ghcr.io/../b", "'..' " JOINED)},
	{"three underscores are refused", IS_NONE("ghcr.io/a___b", "'a___b' " JOINED)},
	{"a dot beside a dash is refused", IS_NONE("ghcr.io/a.-b", "'a.-b' " JOINED)},
	{"a slash in front is refused", IS_NONE("/coder/envbuilder", "it begins with a slash")},
	{"a slash at the end is refused", IS_NONE("ghcr.io/coder/", "it ends with a slash")},
	{"a slash in front of the tag is refused", IS_NONE("ghcr.io/a/:1", "it ends with a slash")},
	{"two slashes are refused", IS_NONE("ghcr.io//a", "it has two slashes in a row")},
	{"a host without a name is refused", IS_NONE("ghcr.io/", "it ends with a slash")},
	{"a tag without a name is refused", IS_NONE(":1.3.0", "it has no name")},
	{"a digest without a name is refused", IS_NONE("@sha256:" HEX64, "it has no name")},
	{"an empty tag is refused", IS_NONE("ghcr.io/a:", "its tag is empty")},
	{"an empty tag in front of a digest is refused",
		IS_NONE("a/b:@sha256:" HEX64, "its tag is empty")},
	{"a tag that begins with a dot is refused",
		IS_NONE("a/b:.1", "the tag '.1' begins with '.'")},
	{"a tag that begins with a dash is refused",
		IS_NONE("a/b:-1", "the tag '-1' begins with '-'")},
	{"a tag of 129 characters is refused",
		IS_NONE("a/b:" A128 "a", "its tag is longer than 128 characters")},
	{"two tags are refused", IS_NONE("a/b:1:2", "':' cannot stand in a name")},
	{"a name of 256 characters is refused",
		IS_NONE("b" A255, "its name is longer than 255 characters")},
	{"an empty digest is refused", IS_NONE("a/b@", "'' is not a digest")},
	{"a digest without its algorithm is refused",
		IS_NONE("a/b@" HEX64, "'" HEX64 "' is not a digest")},
	{"a digest of an unknown algorithm is refused",
		IS_NONE("a/b@md5:" HEX32, "'md5:" HEX32 "' is not a digest")},
	{"a digest of 63 digits is refused",
		IS_NONE("a/b@sha256:" A63, "'sha256:" A63 "' is not a digest")},
	{"a digest of 65 digits is refused",
		IS_NONE("a/b@sha256:" HEX64 "0", "'sha256:" HEX64 "0' is not a digest")},
	{"a digest in upper case is refused",
		IS_NONE("a/b@sha256:A" A63, "'sha256:A" A63 "' is not a digest")},
	{"sha512 with the digits of sha256 is refused",
		IS_NONE("a/b@sha512:" HEX64, "'sha512:" HEX64 "' is not a digest")},
	{"two digests are refused", IS_NONE("a/b@sha256:" HEX64 "@sha256:" HEX64,
					    "'sha256:" HEX64 "@sha256:" HEX64 "' is not a digest")},
	{"a host with a dash in front is refused",
		IS_NONE("-a.io/b", "'-a.io' is not a registry's host")},
	{"a host with a dash at the end of a label is refused",
		IS_NONE("a-.io/b", "'a-.io' is not a registry's host")},
	{"a host with an underscore is refused",
		IS_NONE("a_b.io/c", "'a_b.io' is not a registry's host")},
	{"a host with an empty label is refused",
		IS_NONE("a..io/b", "'a..io' is not a registry's host")},
	{"a host that ends with a dot is refused",
		IS_NONE("ghcr.io./b", "'ghcr.io.' is not a registry's host")},
	{"a part of one dot is no host", IS_NONE("./b", "'.' is not a registry's host")},
	{"a port without digits is refused",
		IS_NONE("a.io:/b", "'a.io:' is not a registry's host")},
	{"a port of letters is refused", IS_NONE("a.io:x/b", "'a.io:x' is not a registry's host")},
	{"a port without a host is refused",
		IS_NONE(":5000/b", "':5000' is not a registry's host")},
	{"an open bracket is refused", IS_NONE("[::1/b", "'[::1' is not a registry's host")},
	{"empty brackets are refused", IS_NONE("[]:1/b", "'[]:1' is not a registry's host")},
	{"brackets around a name are refused",
		IS_NONE("[a.io]/b", "'[a.io]' is not a registry's host")},
	{"text behind brackets is refused",
		IS_NONE("[::1]a/b", "'[::1]a' is not a registry's host")},
	{"a user is refused, and his password not repeated", "bob:s3cret@ghcr.io/a/b",
		"the image reference has a user in front of its host"},
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
	struct image image;
	struct refusal refusal;

	arena_init(&arena, 1 << 16);
	assert_true(image_parse(&arena, str_of(row->reference), &image, &refusal));
	assert_text(image.reference, row->reference);
	assert_text(image.registry, row->registry);
	assert_text(image.repository, row->repository);
	assert_text(image.tag, row->tag);
	assert_text(image.digest, row->digest);
	arena_release(&arena);
}

static void check_fault(void **state)
{
	const struct fault_row *const row = *state;
	const struct image before = {.tag = STR("untouched")};
	struct arena arena;
	struct image image = before;
	struct refusal refusal;

	arena_init(&arena, 1 << 16);
	assert_false(image_parse(&arena, str_of(row->reference), &image, &refusal));
	assert_text(refusal.message, row->message);
	assert_text(image.tag, "untouched");
	assert_null(image.reference.ptr);
	arena_release(&arena);
}

struct memory_row {
	const char *name;
	const char *reference;
};

static const struct memory_row memories[] = {
	{"without memory a name of Docker Hub's own is refused without a message", "debian"},
	{"without memory a fault has no message", "ghcr.io/Coder/envbuilder"},
};

static void check_memory(void **state)
{
	const struct memory_row *const row = *state;
	struct arena arena;
	struct image image;
	struct refusal refusal;

	arena_init(&arena, 0);
	assert_false(image_parse(&arena, str_of(row->reference), &image, &refusal));
	assert_null(refusal.message.ptr);
	assert_true(arena.exhausted);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("an image reference is split", splits, check_split) +
	       ROWS_RUN("what is no image reference is refused", faults, check_fault) +
	       ROWS_RUN("an image reference without memory", memories, check_memory);
}
