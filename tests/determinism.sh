#!/bin/bash
# The same plan, byte for byte, from other folders, locales, time zones, environments and compilers.
# usage: tests/determinism.sh PLANNER OTHER-BUILDS-OF-IT...
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d) || exit 5
trap 'rm -rf "$work"' EXIT
workflows="workflows/cache-devcontainer.yml golden/matrix/product/workflow.yml
	golden/script/original-style/workflow.yml golden/env/hidden-characters/workflow.yml
	golden/env/other-expressions-stay/workflow.yml"
runs=0

fail() {
	echo "determinism: $1" >&2
	exit 1
}

# same NAME COMMAND...: what it prints is what the first build printed.
same() {
	local name=$1
	shift
	"$@" >"$work/out" 2>/dev/null || fail "$name: exit code $?"
	cmp -s "$work/out" "$work/wanted" || fail "$name: other bytes"
	runs=$((runs + 1))
}

# surroundings PLANNER WORKFLOW FORMAT
surroundings() {
	local planner=$1 file=$root/$2 format=$3
	local plan=("$planner" plan -q --format "$format")
	for locale in C POSIX C.UTF-8 tr_TR.UTF-8 de_DE.ISO-8859-1 ''; do
		same "LC_ALL=$locale" env LC_ALL="$locale" LANG="$locale" "${plan[@]}" "$file"
	done
	for zone in UTC Asia/Kolkata America/St_Johns XXX-25; do
		same "TZ=$zone" env TZ="$zone" "${plan[@]}" "$file"
	done
	same 'an empty environment' env -i "${plan[@]}" "$file"
	same 'a noisy environment' env VERBOSE=1 INSECURE=1 CACHE_REPO=ghcr.io/x/y GIT_URL=z \
		ENVBUILDER_CACHE_TTL_DAYS=1 ENVBUILDER_NO_SUCH=1 GITHUB_REPOSITORY_OWNER=x \
		NO_COLOR=1 COLUMNS=20 TERM=dumb HOME=/nowhere MALLOC_PERTURB_=7 "${plan[@]}" "$file"
	same 'another folder' env -C / "${plan[@]}" "$file"
	same 'a relative path' env -C "$root" "${plan[@]}" "./$2"
	# The inner shell expands these.
	# shellcheck disable=SC2016
	same 'standard input' bash -c '"$@" - <"$0"' "$file" "${plan[@]}"
	same 'no standard input' bash -c '"$@" <&-' - "${plan[@]}" "$file"
	same 'another mask and a small stack' bash -c 'umask 077; ulimit -s 512; "$@"' - "${plan[@]}" "$file"
}

for file in $workflows; do
	for format in json text; do
		"$1" plan -q --format "$format" "$root/$file" >"$work/wanted" || fail "$file: exit code $?"
		for planner in "$@"; do
			surroundings "$(realpath "$planner")" "$file" "$format"
		done
	done
done
echo "determinism: $runs runs, the same bytes"
[ "$runs" -ge 170 ] || fail "only $runs runs"
