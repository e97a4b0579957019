#!/bin/sh
# Holds the include lines of src/ against the table of layers, and compiles every header alone.
# usage: tests/layers.sh COMPILE-COMMAND
set -u
compile=$1
bad=0

# A folder, and the folders that it may include beside itself.
table='base:
yaml: base
actions: base yaml
builder: base
plan: base yaml actions builder
review: base yaml actions builder plan
precache: base yaml actions builder plan review
apply: base builder plan'

allowed() {
	echo "$table" | sed -n "s/^$1://p"
}

for folder in src/*/; do
	layer=$(basename "$folder")
	if ! echo "$table" | grep -q "^$layer:"; then
		echo "layers: $folder is in no layer" >&2
		bad=1
	fi
	grep -Hno '#include "[^"]*"' "$folder"*.[ch] |
		awk -F'[:"/]' -v layer="$layer" -v allowed=" $layer$(allowed "$layer") " '
			{ target = $(NF - 2) }
			index(allowed, " " target " ") == 0 {
				print $0 ": \047" layer "\047 may not include \047" target "\047"
				bad = 1
			}
			END { exit bad }' >&2 || bad=1
done

# Every header comes first once, in a file of its own; all in one run of the compiler.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for header in src/*/*.h; do
	name=$(echo "${header#src/}" | tr / -)
	printf '#include "%s"\nextern int unit;\n' "${header#src/}" >"$work/$name.c"
done
# The command is words of the Makefile's: splitting it is meant.
# shellcheck disable=SC2086
$compile -O0 -fsyntax-only "$work"/*.c || bad=1
exit "$bad"
