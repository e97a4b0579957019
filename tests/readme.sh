#!/bin/bash
# Runs the examples of the README as they stand. Each `console` block is a command behind "$ " and what
# it prints, both streams; --update writes what they print now. The `sh` blocks behind the first are one
# script, run on a new repository: it has to succeed.
# usage: tests/readme.sh FOLDER-OF-PROGRAMS [--update]
set -u
programs=$(cd "$1" && pwd)
update=${2-}
root=$(cd "$(dirname "$0")/.." && pwd)
readme=$root/README.md
work=$(mktemp -d) || exit 5
trap 'rm -rf "$work"' EXIT
cd "$root" || exit 5

# run COMMAND: in an environment of its own, so that nobody's variables change the example.
run() {
	env -i PATH="$programs:/usr/bin:/bin" HOME="$work" bash -c "$1" 2>&1 </dev/null
}

rewrite() {
	local line block=''
	while IFS= read -r line; do
		if [ "$line" = '```console' ]; then
			block=console
		elif [ "$line" = '```' ]; then
			block=''
		elif [ "$block" = console ] && [ "${line#\$ }" != "$line" ]; then
			printf '%s\n' "$line"
			run "${line#\$ }"
			continue
		elif [ "$block" = console ]; then
			continue
		fi
		printf '%s\n' "$line"
	done <"$readme"
}

# Every `sh` block but the first, which runs make.
script() {
	awk '/^```sh$/ { n++; on = n > 1; next } /^```$/ { on = 0 } on' "$readme"
}

rewrite >"$work/readme"
examples=$(grep -c '^\$ ' "$work/readme")
if [ "$update" = --update ]; then
	cat "$work/readme" >"$readme"
elif ! diff -u "$readme" "$work/readme"; then
	echo "readme: an example prints something else; accept it with: tests/readme.sh $1 --update" >&2
	exit 1
fi
git init --quiet "$work/repository"
if ! run "set -eux; repository='$work/repository'; $(script)" >"$work/log"; then
	cat "$work/log" >&2
	echo "readme: the steps for a repository fail" >&2
	exit 1
fi
echo "readme: $examples examples are as they stand"
