#!/bin/sh
# Replays the corpus of each fuzz target, and the files of the project that are of its kind.
# usage: tests/fuzz/replay.sh PROGRAM...
set -u
here=$(dirname "$0")
failed=0

for program in "$@"; do
	target=$(basename "$program" _fuzz)
	case $target in
	yaml | plan | diff | lint) more=$(find golden workflows -name '*.yml') ;;
	plan_read) more=$(find golden -name plan.json) ;;
	*) more='' ;;
	esac
	# Names of the project's own files hold no spaces.
	# shellcheck disable=SC2086
	"$program" "$here/corpus/$target"/* $more || {
		echo "fuzz: $target fails on its corpus" >&2
		failed=1
	}
done
exit "$failed"
