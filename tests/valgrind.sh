#!/bin/bash
# The planner, the executor's dry run and the unit tests under valgrind: no error, no lost byte. Tests
# whose tables would take minutes there run under the sanitizers alone.
# usage: tests/valgrind.sh PLANNER EXECUTOR UNIT-TEST...
set -u
planner=$1
executor=$2
shift 2
slow=' number_test option_test option_value_test plan_tamper_test oom_test unified_test image_test plan_forged_test '

check() {
	valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite,possible "$@" >/dev/null
	local code=$?
	if [ "$code" -eq 99 ]; then
		echo "valgrind: $*" >&2
		exit 1
	fi
}

check "$planner" plan workflows/cache-devcontainer.yml
check "$planner" plan golden/refuse/unknown-option/workflow.yml
check "$planner" check golden/script golden/matrix
CACHE_REPO=ghcr.io/a/b GHCR_USER=u GHCR_TOKEN=t check "$executor" --dry-run
count=4
for unit in "$@"; do
	case $slow in
	*" $(basename "$unit") "*) ;;
	*)
		check "$unit"
		count=$((count + 1))
		;;
	esac
done
echo "valgrind: $count programs, no error"
