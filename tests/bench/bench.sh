#!/bin/bash
# Time and memory as ratios, each from one run in which the commands take turns.
# usage: tests/bench/bench.sh PLANNER EXECUTOR PAIR EVENTS
set -eu
planner=$1
executor=$2
pair=$3
events=$4
export CACHE_REPO=ghcr.io/team/devcontainer-cache GHCR_USER=me GHCR_TOKEN=token DRY_RUN=1

echo 'A plan beside a process that does nothing (at most x 2 and 1 ms, 8 MiB):'
"$pair" 200 /bin/true /bin/true -- \
	'precache plan' "$planner" plan -q workflows/cache-devcontainer.yml

echo 'A plan beside a bash script that does the dry run (at most x 0.5):'
"$pair" 100 'bash dry_run.sh' bash tests/bench/dry_run.sh -- \
	'precache plan' "$planner" plan -q workflows/cache-devcontainer.yml -- \
	'precache-apply, dry' "$executor"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/.git" "$work/golden"

# Workflows as large as they get before a warning.
for shape in plain expressions matrices mix; do
	tests/bench/large.sh 480000 1 "$shape" >"$work/$shape.yml"
	echo "480 KB, $shape, beside libyaml alone (a plan at most x 2, all jobs x 3, 60 bytes a byte + 4 MiB):"
	"$pair" 50 'libyaml, events' "$events" "$work/$shape.yml" -- \
		'precache plan' "$planner" plan -q "$work/$shape.yml" -- \
		'precache plan, all jobs' "$planner" plan -q --stop-after=jobs --format json "$work/$shape.yml"
done

# Half of it, and one with a hundred builds.
tests/bench/large.sh 240000 1 plain >"$work/half.yml"
tests/bench/large.sh 480000 100 plain >"$work/builds.yml"

echo 'The plain one beside half of it (at most x 2), and with a hundred builds:'
"$pair" 50 'precache plan, 240 KB' "$planner" plan -q "$work/half.yml" -- \
	'precache plan, 480 KB' "$planner" plan -q "$work/plain.yml" -- \
	'precache plan, 480 KB, 100 builds' "$planner" plan -q "$work/builds.yml"

# 256 legs, of which every one differs between the two plans.
legs() {
	cat <<-END
	on: push
	jobs:
	  cache:
	    runs-on: ubuntu-24.04
	    permissions: {contents: read, packages: write}
	    strategy:
	      matrix: {a: [$(seq -s, 16)], b: [$(seq -s, 16)]}
	    env:
	      CACHE_REPO: ghcr.io/team/$1-\${{ matrix.a }}-\${{ matrix.b }}
	      ENVBUILDER_IMAGE: ghcr.io/coder/envbuilder:$2
	    steps:
	      - uses: actions/checkout@v5
	      - run: precache-apply plan.json
	        env:
	          GHCR_USER: \${{ github.actor }}
	          GHCR_TOKEN: \${{ secrets.GITHUB_TOKEN }}
	END
}
legs cache 1.2.0 | "$planner" plan -q - -o "$work/old.json" >/dev/null
legs image 1.3.0 | "$planner" plan -q - -o "$work/new.json" >/dev/null

echo 'A diff of two plans with 256 builds each (at most 20 ms):'
"$pair" 50 /bin/true /bin/true -- \
	'precache diff' "$planner" diff "$work/old.json" "$work/new.json" -- \
	'precache diff, Markdown' "$planner" diff --format markdown "$work/old.json" "$work/new.json"

# The golden cases that have their workflow beside them and look at no other file, over and over.
mapfile -t cases < <(grep -L hashFiles golden/*/*/workflow.yml | xargs dirname)
for ((i = 0; i < 1000; i++)); do
	cp -r "${cases[i % ${#cases[@]}]}" "$work/golden/$i"
done
"$planner" check -q --update=force "$work/golden" >/dev/null

echo 'A check of 1,000 cases (at most 500 ms):'
"$pair" 5 /bin/true /bin/true -- 'precache check' "$planner" check -q "$work/golden"
