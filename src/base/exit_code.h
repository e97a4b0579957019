/* SPDX-License-Identifier: MIT */
#ifndef BASE_EXIT_CODE_H
#define BASE_EXIT_CODE_H

/* What both programs exit with. The numbers are part of the contract with CI scripts. */

enum exit_code {
	EXIT_DONE = 0,         /* check: no difference */
	EXIT_DIFFERENT = 1,    /* check: something differs */
	EXIT_USAGE = 2,        /* the command line is wrong; never anything else */
	EXIT_INPUT = 3,        /* the input is wrong, or something that it needs is missing */
	EXIT_REFUSED = 4,      /* the plan is not what its own fields or its reviewers say */
	EXIT_SURROUNDINGS = 5, /* no engine, no memory, a full disk */
	EXIT_BUILD = 6,        /* the build ran and failed, or ran out of time */
};

/* What a code means, for the manual: rows by code. */
#define EXIT_CODE_COUNT 7
extern const char *const exit_code_words[EXIT_CODE_COUNT];

#define PRECACHE_VERSION "0.1.0"
#define PRECACHE_HOME "https://github.com/bmorton/precache"

#endif
