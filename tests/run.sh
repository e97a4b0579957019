#!/bin/sh
# Runs test programs, as many side by side as there are processors, or JOBS; prints what a failing one
# said, in the order of the programs, and one line at the end.
# usage: [JOBS=N] tests/run.sh PROGRAM...
set -u

passed=0
failed=0
skipped=0
logs=$(mktemp -d) || exit 5
trap 'rm -rf "$logs"' EXIT

# log PROGRAM: where it writes; a program that does not end well leaves LOG.failed too.
log() { echo "$logs/$(echo "$1" | tr / .)"; }

# shellcheck disable=SC2016 # the inner shell expands them
run='"$1" >"$2" 2>&1 || : >"$2.failed"'
for program in "$@"; do
	printf '%s\n%s\n' "$program" "$(log "$program")"
done | xargs -P "${JOBS:-$(getconf _NPROCESSORS_ONLN)}" -n 2 sh -c "$run" sh

# count PATTERN: how many lines of the log cmocka marked so.
count() { grep -c "^\[ *$1 *\]" "$log" || true; }

for program in "$@"; do
	log=$(log "$program")
	if [ ! -e "$log" ] || [ -e "$log.failed" ]; then
		# Rows that went well are not worth reading beside one that did not.
		grep -v -e '^\[ RUN' -e '^\[ *OK \]' "$log"
		echo "FAILED: $program"
		[ "$(grep -c '^\[ *FAILED *\] [^0-9]' "$log")" -gt 0 ] || failed=$((failed + 1))
	fi
	grep '^SKIP' "$log"
	passed=$((passed + $(count OK)))
	skipped=$((skipped + $(count SKIPPED)))
	failed=$((failed + $(grep -c '^\[ RUN' "$log" || true) - $(count OK) - $(count SKIPPED)))
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
