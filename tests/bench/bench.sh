#!/bin/bash
# Time and memory as ratios, each from one run in which the commands take turns.
# usage: tests/bench/bench.sh PLANNER EXECUTOR PAIR
set -eu
planner=$1
executor=$2
pair=$3
export CACHE_REPO=ghcr.io/team/devcontainer-cache GHCR_USER=me GHCR_TOKEN=token DRY_RUN=1

echo 'A plan beside a process that does nothing (at most x 2 and 1 ms, 8 MiB):'
"$pair" 200 /bin/true /bin/true -- \
	'precache plan' "$planner" plan -q workflows/cache-devcontainer.yml

echo 'A plan beside a bash script that does the dry run (at most x 0.5):'
"$pair" 100 'bash dry_run.sh' bash tests/bench/dry_run.sh -- \
	'precache plan' "$planner" plan -q workflows/cache-devcontainer.yml -- \
	'precache-apply, dry' "$executor"
