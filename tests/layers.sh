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
	grep -Hno '#include "[^"]*"' "$folder"*.[ch] | sed 's/#include "\([^/]*\)\/.*"/\1/' >"${TMPDIR:-/tmp}/layers.$$"
	while IFS=: read -r file line target; do
		case " $layer$(allowed "$layer") " in
		*" $target "*) ;;
		*)
			echo "$file:$line: '$layer' may not include '$target'" >&2
			bad=1
			;;
		esac
	done <"${TMPDIR:-/tmp}/layers.$$"
	rm -f "${TMPDIR:-/tmp}/layers.$$"
done

# One compiler run over all headers: each comes first once, in a file of its own.
for header in src/*/*.h; do
	printf '#include "%s"\n' "${header#src/}" | $compile -x c -fsyntax-only - || {
		echo "$header: does not compile alone" >&2
		bad=1
	}
done
exit "$bad"
