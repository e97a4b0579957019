#!/bin/sh
# Runs test programs, as many side by side as there are processors, or JOBS; prints what a failing one
# said, in the order of the programs, and one line at the end.
# usage: [JOBS=N] tests/run.sh PROGRAM...
set -u

logs=$(mktemp -d) || exit 5
trap 'rm -rf "$logs"' EXIT

# A program's log is its number; one that does not end well leaves NUMBER.failed too.
# shellcheck disable=SC2016 # the inner shell expands them
run='"$1" >"$2" 2>&1 || : >"$2.failed"'
number=0
for program in "$@"; do
	number=$((number + 1))
	printf '%s\n%s\n' "$program" "$logs/$number"
done | xargs -P "${JOBS:-$(getconf _NPROCESSORS_ONLN)}" -n 2 sh -c "$run" sh

number=0
broken=0
for program in "$@"; do
	number=$((number + 1))
	log=$logs/$number
	[ ! -e "$log" ] || [ -e "$log.failed" ] || continue
	# Rows that went well are not worth reading beside one that did not.
	grep -v -e '^\[ RUN' -e '^\[ *OK \]' "$log"
	echo "FAILED: $program"
	# One that names no row ended before its rows, or between them.
	grep -q '^\[ *FAILED *\] [^0-9]' "$log" || broken=$((broken + 1))
done

cat "$logs"/*[0-9] | awk -v failed="$broken" '
/^SKIP/ { print }
/^\[ RUN/ { run++ }
/^\[ *OK *\]/ { passed++ }
/^\[ *SKIPPED *\] [^0-9]/ { skipped++ }
END {
	failed += run - passed - skipped
	printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
	exit failed > 0
}'
