#!/bin/bash
# Form: formatting, sizes, shell scripts, pinned actions, clang-tidy. Says everything that it finds.
set -u
cd "$(dirname "$0")/.." || exit 5
found=0
say() {
	echo "lint: $1" >&2
	found=1
}

mapfile -t sources < <(git ls-files --cached --others --exclude-standard 'src/*.[ch]' 'tests/*.[ch]')
mapfile -t scripts < <(git ls-files --cached --others --exclude-standard '*.sh' .ci/install .ci/run)

clang-format --dry-run -Werror "${sources[@]}" || say 'clang-format: run make format'
shellcheck "${scripts[@]}" || say 'shellcheck'

for file in "${sources[@]}"; do
	lines=$(wc -l <"$file")
	[ "$lines" -lt 400 ] || say "$file: $lines lines, and 400 are too many"
	head -n 1 "$file" | grep -q '^/\* SPDX-License-Identifier: MIT \*/$' || say "$file: no licence line"
	! grep -n '[[:space:]]$' "$file" || say "$file: white space at the end of a line"
done
for file in "${scripts[@]}" Makefile README.md; do
	! grep -n '[[:space:]]$' "$file" || say "$file: white space at the end of a line"
done

# A function over 60 lines, or a median of 20 and more.
pmccabe src/*/*.c | sort -n -k 5,5 | awk '
	{ lines[NR] = $5 }
	$5 > 60 { print "lint: " $6 ": " $7 " has " $5 " lines"; bad = 1 }
	END {
		median = lines[int((NR + 1) / 2)]
		print "lint: " NR " functions, median " median ", longest " lines[NR] " lines"
		exit bad || median >= 20
	}' || say 'functions are too long'

# What the programs say of themselves to shells and man.
make --no-print-directory -s manual
shellcheck build/plain/manual/*.bash || say 'a completion for bash'
for file in build/plain/manual/*.zsh; do
	zsh -n "$file" || say "$file"
done
for file in build/plain/manual/*.fish; do
	fish --no-execute "$file" || say "$file"
done
for file in build/plain/manual/*.1 schema/*.5; do
	warnings=$(groff -man -Tutf8 -ww "$file" 2>&1 >/dev/null)
	[ -z "$warnings" ] || say "$file: $warnings"
done

# Our own workflows and those that users copy give no finding, not even a note; neither to actionlint,
# where it is there.
build/precache lint --fail-on=note --devcontainer .devcontainer .github/workflows/*.yml workflows/*.yml || say 'a workflow has a finding'
! command -v actionlint >/dev/null || actionlint .github/workflows/*.yml workflows/*.yml || say 'actionlint'

# Names of the banned: they write past an end, or take a locale.
! grep -nE '\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atof|strtod|setlocale|alloca)\(' src/*/*.[ch] ||
	say 'a banned function'

# The inner shell expands its arguments.
# shellcheck disable=SC2016
printf '%s\n' src/*/*.c | xargs -P "$(nproc)" -n 12 sh -c \
	'clang-tidy --quiet "$@" -- -std=c17 -D_XOPEN_SOURCE=700 -Isrc 2>/dev/null' - |
	grep -E 'warning:|error:' && say 'clang-tidy'
exit "$found"
