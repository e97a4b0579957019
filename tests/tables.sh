#!/bin/sh
# The committed table of the builder's options is what its data file says.
set -u
cd "$(dirname "$0")/.." || exit 5
if ! awk -f src/builder/option_table.awk src/builder/option_table.txt |
	diff -u src/builder/option_table.c -; then
	echo "tables: option_table.c is not what option_table.txt says: run 'make tables'" >&2
	exit 1
fi
