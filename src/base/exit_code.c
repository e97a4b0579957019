/* SPDX-License-Identifier: MIT */
#include "base/exit_code.h"

const char *const exit_code_words[EXIT_CODE_COUNT] = {
	[EXIT_DONE] = "done; check and diff: no difference",
	[EXIT_DIFFERENT] =
		"check and diff: something differs; lint: findings at or above --fail-on",
	[EXIT_USAGE] = "the command line is wrong",
	[EXIT_INPUT] = "the input is wrong, or a credential is missing",
	[EXIT_REFUSED] = "the plan is not what its own fields say, or not the reviewed one",
	[EXIT_SURROUNDINGS] = "the surroundings failed: no engine, no registry, a full disk",
	[EXIT_BUILD] = "the build ran and failed, or ran out of time",
};
