#!/bin/sh
# The pure archive may use the symbols of allowed.txt and no other: whatever is not there could be I/O,
# a clock, the environment, a locale or randomness. Sanitizers add symbols of their own, so only
# ordinary builds are held against the list.
# usage: tests/purity/symbols.sh ARCHIVE VARIANT
set -eu
archive=$1
variant=$2
here=$(dirname "$0")

case $variant in
san | fuzz) exit 0 ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
nm -A -g "$archive" 2>/dev/null | awk '$(NF-1) != "U" { print $NF }' | sort -u >"$work/defined"
nm -u "$archive" 2>/dev/null | awk 'NF == 2 { sub(/@.*/, "", $2); print $2 }' | sort -u >"$work/used"
sed -e 's/#.*//' -e '/^[[:space:]]*$/d' -e 's/[[:space:]]*$//' "$here/allowed.txt" | sort -u >"$work/allowed"
comm -23 "$work/used" "$work/defined" | comm -23 - "$work/allowed" >"$work/bad"
# Nothing writable may outlive a call: constant tables with pointers lie in .data.rel.ro, which the loader
# closes.
nm -A -f sysv "$archive" 2>/dev/null | awk -F'|' '
	$4 ~ /OBJECT/ && $7 !~ /rodata|rel\.ro/ { print "purity: writable data: " $1 $7; bad = 1 }
	END { exit bad }' >&2

if [ -s "$work/bad" ]; then
	echo "purity: the pure archive uses what is not allowed:" >&2
	while read -r symbol; do
		nm -A -u "$archive" 2>/dev/null | sed -n "s/^[^:]*:\([^:]*\):.* U $symbol\$/  $symbol in \1/p" >&2
	done <"$work/bad"
	exit 1
fi
