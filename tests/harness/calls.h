/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_CALLS_H
#define HARNESS_CALLS_H

/* A workflow w.yml whose job `a` calls y.yml, which has a build in its job `b`, as repo.h reads it.
 */

#define CALL "./.github/workflows/y.yml"
#define CALLER(keys) "== .github/workflows/w.yml\non: push\njobs:\n  a:\n    uses: " CALL "\n" keys
#define CALLED "== .github/workflows/y.yml\n"
#define BUILD                                                                                      \
	"    steps:\n    - run: precache-apply\n      env: {CACHE_REPO: ghcr.io/o/c, GHCR_USER: "  \
	"u,"                                                                                       \
	" GHCR_TOKEN: '${{ secrets.T }}'}\n"
#define BUILD_OF(repo)                                                                             \
	"    steps:\n    - run: precache-apply\n      env: {CACHE_REPO: '" repo "', GHCR_USER: u," \
	" GHCR_TOKEN: '${{ secrets.GITHUB_TOKEN }}'}\n"
#define PLAIN CALLED "on: workflow_call\njobs:\n  b:\n    runs-on: x\n"
#define TAKES(inputs)                                                                              \
	CALLED "on:\n  workflow_call:\n    inputs:\n" inputs "jobs:\n  b:\n    runs-on: x\n"

#endif
