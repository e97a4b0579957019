#!/bin/sh
# Runs a Python test with an interpreter that has its modules: the first on PATH may be one that the
# distribution's packages do not reach. Without any it says so, and fails only where nothing may skip.
# usage: tests/python.sh FILE [ARG...]
for python in python3 /usr/bin/python3; do
	if "$python" -c 'import jsonschema, yaml' 2>/dev/null; then
		exec "$python" "$@"
	fi
done
echo "SKIP $1: no python3 with jsonschema and yaml here"
[ "${PRECACHE_TEST_ENGINE:-}" != required ]
