/* SPDX-License-Identifier: MIT */
#include <sodium.h>

#include "plan/write.h"

#define HEX_BYTES (2 * crypto_hash_sha256_BYTES + 1)

bool plan_seal_written(struct arena *arena, struct plan *plan, struct str bytes)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[HEX_BYTES];

	if (!bytes.ptr)
		return false;
	crypto_hash_sha256(hash, (const unsigned char *)bytes.ptr, bytes.len);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	plan->id = str_printf(arena, "sha256:%s", hex);
	return plan->id.ptr != NULL;
}
