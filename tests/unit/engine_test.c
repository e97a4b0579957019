/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "builder/engine.h"
#include "harness/rows.h"

struct name_row {
	const char *name;
	enum engine_setting setting;
	const char *member;
	const char *flag;
	const char *variable;
	bool several;
};

static const struct name_row names[] = {
	{"the network has its names", ENGINE_NETWORK, "network", "--network", "PRECACHE_NETWORK",
		false},
	{"the platform has its names", ENGINE_PLATFORM, "platform", "--platform",
		"PRECACHE_PLATFORM", false},
	{"the memory has its names", ENGINE_MEMORY, "memory", "--memory", "PRECACHE_MEMORY", false},
	{"added hosts have their names, and may be several", ENGINE_ADD_HOSTS, "add_hosts",
		"--add-host", "PRECACHE_ADD_HOSTS", true},
};

struct value_row {
	const char *name;
	enum engine_setting setting;
	const char *value;
	bool allowed;
};

static const struct value_row values[] = {
	{"the host's network is allowed", ENGINE_NETWORK, "host", true},
	{"the bridge is allowed", ENGINE_NETWORK, "bridge", true},
	{"no network is allowed", ENGINE_NETWORK, "none", true},
	{"an empty network is refused", ENGINE_NETWORK, "", false},
	{"a network in upper case is refused", ENGINE_NETWORK, "HOST", false},
	{"another container's network is refused", ENGINE_NETWORK, "container:registry", false},
	{"a network of one's own is refused", ENGINE_NETWORK, "my-net", false},
	{"a network with a space is refused", ENGINE_NETWORK, "host ", false},
	{"a second option behind the network is refused", ENGINE_NETWORK, "host --privileged",
		false},
	{"amd64 is allowed", ENGINE_PLATFORM, "linux/amd64", true},
	{"arm64 is allowed", ENGINE_PLATFORM, "linux/arm64", true},
	{"arm v7 is allowed", ENGINE_PLATFORM, "linux/arm/v7", true},
	{"an empty platform is refused", ENGINE_PLATFORM, "", false},
	{"arm v6 is refused", ENGINE_PLATFORM, "linux/arm/v6", false},
	{"a platform without its system is refused", ENGINE_PLATFORM, "amd64", false},
	{"another system is refused", ENGINE_PLATFORM, "windows/amd64", false},
	{"several platforms are refused", ENGINE_PLATFORM, "linux/amd64,linux/arm64", false},
	{"a platform in upper case is refused", ENGINE_PLATFORM, "linux/AMD64", false},
	{"bytes are allowed", ENGINE_MEMORY, "6291456b", true},
	{"kilobytes are allowed", ENGINE_MEMORY, "8192k", true},
	{"megabytes are allowed", ENGINE_MEMORY, "512m", true},
	{"gigabytes are allowed", ENGINE_MEMORY, "4g", true},
	{"as many bytes as 64 bits hold are allowed", ENGINE_MEMORY, "9223372036854775807b", true},
	{"as many gigabytes as 64 bits hold are allowed", ENGINE_MEMORY, "8589934591g", true},
	{"one gigabyte more is refused", ENGINE_MEMORY, "8589934592g", false},
	{"one byte more is refused", ENGINE_MEMORY, "9223372036854775808b", false},
	{"memory without a unit is refused", ENGINE_MEMORY, "512", false},
	{"a unit without a number is refused", ENGINE_MEMORY, "g", false},
	{"empty memory is refused", ENGINE_MEMORY, "", false},
	{"no memory is refused", ENGINE_MEMORY, "0g", false},
	{"a leading zero is refused", ENGINE_MEMORY, "04g", false},
	{"a sign in front of memory is refused", ENGINE_MEMORY, "+4g", false},
	{"negative memory is refused", ENGINE_MEMORY, "-1g", false},
	{"a fraction of memory is refused", ENGINE_MEMORY, "1.5g", false},
	{"a unit in upper case is refused", ENGINE_MEMORY, "4G", false},
	{"a unit of two letters is refused", ENGINE_MEMORY, "4gb", false},
	{"an unknown unit is refused", ENGINE_MEMORY, "4t", false},
	{"a space in front of the unit is refused", ENGINE_MEMORY, "4 g", false},
	{"a host with an IPv4 address is allowed", ENGINE_ADD_HOSTS, "registry:127.0.0.1", true},
	{"a host with dots is allowed", ENGINE_ADD_HOSTS, "a.example.com:10.0.0.255", true},
	{"a host with an underscore is allowed", ENGINE_ADD_HOSTS, "my_host:10.0.0.1", true},
	{"the host's own gateway is allowed", ENGINE_ADD_HOSTS, "host.docker.internal:host-gateway",
		true},
	{"a host with an IPv6 address is allowed", ENGINE_ADD_HOSTS, "registry:::1", true},
	{"a host with an IPv6 address in brackets is allowed", ENGINE_ADD_HOSTS, "registry:[::1]",
		true},
	{"a whole IPv6 address is allowed", ENGINE_ADD_HOSTS, "r:1:2:3:4:5:6:7:8", true},
	{"a gap inside an IPv6 address is allowed", ENGINE_ADD_HOSTS, "r:2001:db8::1", true},
	{"a gap at the end is allowed", ENGINE_ADD_HOSTS, "r:fe80::", true},
	{"a gap alone is allowed", ENGINE_ADD_HOSTS, "r:::", true},
	{"upper-case hex is allowed", ENGINE_ADD_HOSTS, "r:2001:DB8::A", true},
	{"IPv4 at the end of IPv6 is allowed", ENGINE_ADD_HOSTS, "r:::ffff:10.0.0.1", true},
	{"IPv4 at the end of a whole IPv6 address is allowed", ENGINE_ADD_HOSTS,
		"r:1:2:3:4:5:6:10.0.0.1", true},
	{"an empty host is refused", ENGINE_ADD_HOSTS, "", false},
	{"a host without an address is refused", ENGINE_ADD_HOSTS, "registry", false},
	{"a host with an empty address is refused", ENGINE_ADD_HOSTS, "registry:", false},
	{"an address without a host is refused", ENGINE_ADD_HOSTS, ":127.0.0.1", false},
	{"a host with a dash in front is refused", ENGINE_ADD_HOSTS, "-r:127.0.0.1", false},
	{"a host with a space is refused", ENGINE_ADD_HOSTS, "a b:127.0.0.1", false},
	{"a name for an address is refused", ENGINE_ADD_HOSTS, "r:example.com", false},
	{"two hosts at once are refused", ENGINE_ADD_HOSTS, "a:10.0.0.1,b:10.0.0.2", false},
	{"three octets are refused", ENGINE_ADD_HOSTS, "r:10.0.0", false},
	{"five octets are refused", ENGINE_ADD_HOSTS, "r:10.0.0.1.2", false},
	{"an octet above 255 is refused", ENGINE_ADD_HOSTS, "r:10.0.0.256", false},
	{"an octet with a leading zero is refused", ENGINE_ADD_HOSTS, "r:10.0.0.01", false},
	{"an empty octet is refused", ENGINE_ADD_HOSTS, "r:10..0.1", false},
	{"a signed octet is refused", ENGINE_ADD_HOSTS, "r:10.0.0.+1", false},
	{"an address with a prefix length is refused", ENGINE_ADD_HOSTS, "r:10.0.0.0/8", false},
	{"an address with a port is refused", ENGINE_ADD_HOSTS, "r:10.0.0.1:80", false},
	{"seven groups are refused", ENGINE_ADD_HOSTS, "r:1:2:3:4:5:6:7", false},
	{"nine groups are refused", ENGINE_ADD_HOSTS, "r:1:2:3:4:5:6:7:8:9", false},
	{"eight groups beside a gap are refused", ENGINE_ADD_HOSTS, "r:1:2:3:4::5:6:7:8", false},
	{"two gaps are refused", ENGINE_ADD_HOSTS, "r:1::2::3", false},
	{"three colons in a row are refused", ENGINE_ADD_HOSTS, "r:1:::2", false},
	{"a group of five digits is refused", ENGINE_ADD_HOSTS, "r:12345::", false},
	{"a group of letters beyond f is refused", ENGINE_ADD_HOSTS, "r:g::", false},
	{"IPv4 in front of a gap is refused", ENGINE_ADD_HOSTS, "r:10.0.0.1::", false},
	{"an open bracket is refused", ENGINE_ADD_HOSTS, "r:[::1", false},
	{"brackets around IPv4 are refused", ENGINE_ADD_HOSTS, "r:[10.0.0.1]", false},
	{"a bracket alone is refused", ENGINE_ADD_HOSTS, "r:[", false},
	{"a zone is refused", ENGINE_ADD_HOSTS, "r:fe80::1%eth0", false},
};

struct message_row {
	const char *name;
	enum engine_setting setting;
	const char *message;
	const char *hint;
};

static const struct message_row messages[] = {
	{"a refused network is named", ENGINE_NETWORK,
		"'bad' is not a network that a plan may ask for", "write host, bridge or none"},
	{"a refused platform is named", ENGINE_PLATFORM,
		"'bad' is not a platform that the builder is made for",
		"write linux/amd64, linux/arm64 or linux/arm/v7"},
	{"refused memory is named", ENGINE_MEMORY, "'bad' is not an amount of memory",
		"write a whole number and b, k, m or g, such as 4g"},
	{"a refused host is named", ENGINE_ADD_HOSTS, "'bad' is not a host with its address",
		"write NAME:ADDRESS, such as registry:127.0.0.1"},
};

static void check_names(void **state)
{
	const struct name_row *const row = *state;
	const struct engine_row *const engine = engine_row(row->setting);

	assert_true(str_is(engine->member, row->member));
	assert_true(str_is(engine->flag, row->flag));
	assert_true(str_is(engine->variable, row->variable));
	assert_int_equal(engine->several, row->several);
}

static void check_value(void **state)
{
	const struct value_row *const row = *state;
	struct arena arena;
	struct refusal refusal = {STR_NONE, STR_NONE};

	arena_init(&arena, 1 << 12);
	assert_int_equal(engine_value_check(&arena, row->setting, str_of(row->value), &refusal),
		row->allowed);
	assert_int_equal(refusal.message.ptr == NULL, row->allowed);
	arena_release(&arena);
}

static void check_message(void **state)
{
	const struct message_row *const row = *state;
	struct arena arena;
	struct refusal refusal;

	arena_init(&arena, 1 << 12);
	assert_false(engine_value_check(&arena, row->setting, STR("bad"), &refusal));
	assert_true(str_is(refusal.message, row->message));
	assert_true(str_is(refusal.hint, row->hint));
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("an engine setting has names", names, check_names) +
	       ROWS_RUN("an engine setting allows few values", values, check_value) +
	       ROWS_RUN("a refused engine value is explained", messages, check_message);
}
