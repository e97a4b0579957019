#!/bin/sh
# Runs test programs one after the other; prints what a failing one said, and one line at the end.
# usage: tests/run.sh PROGRAM...
set -u

passed=0
failed=0
skipped=0
log=$(mktemp) || exit 5
trap 'rm -f "$log"' EXIT

# count PATTERN: how many lines of the log cmocka marked so.
count() { grep -c "^\[ *$1 *\]" "$log" || true; }

for program in "$@"; do
	if ! "$program" >"$log" 2>&1; then
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
