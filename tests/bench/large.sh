#!/bin/bash
# Prints a workflow of about BYTES bytes, BUILDS of whose jobs have a build. SHAPE says what its jobs
# are like: jobs as most people write them, much of it expressions, matrices of six legs whose
# scripts write variables, or all of these in turn.
# usage: tests/bench/large.sh BYTES BUILDS plain|expressions|matrices|mix
set -eu
awk -v bytes="$1" -v builds="$2" -v shape="$3" '
function add(text) {
	print text
	size += length(text) + 1
}
function add_plain(n) {
	add("  job-" n ":")
	add("    name: Build number " n)
	add("    runs-on: ubuntu-latest")
	add("    if: github.event_name == '\''push'\'' || github.ref == '\''refs/heads/main'\''")
	add("    timeout-minutes: 30")
	add("    env:")
	add("      CACHE_REPO: ghcr.io/team/cache-" n)
	add("      NODE_VERSION: \"20\"")
	add("    steps:")
	add("      - name: Check out")
	add("        uses: actions/checkout@8e8c483db84b4bee98b60c0593521ed34d9990e8 # v6")
	add("        with:")
	add("          persist-credentials: false")
	add("      - uses: actions/setup-node@v4")
	add("        with:")
	add("          node-version: ${{ env.NODE_VERSION }}")
	add("          cache: npm")
	add("      - name: Install and test")
	add("        run: |")
	add("          npm ci")
	add("          npm run build --if-present")
	add("          npm test -- --shard=" n)
	add("          echo \"done with ${{ github.sha }}\" >> \"$GITHUB_STEP_SUMMARY\"")
	add("        env:")
	add("          CI: true")
	add("          TOKEN: ${{ secrets.NPM_TOKEN }}")
	add("      - name: Upload")
	add("        if: always() && !cancelled()")
	add("        uses: actions/upload-artifact@v4")
	add("        with:")
	add("          name: logs-" n)
	add("          path: |")
	add("            logs/*.txt")
	add("            !logs/private.txt")
}
function add_expressions(n) {
	add("  job-" n ":")
	add("    runs-on: ubuntu-latest")
	add("    if: github.event_name == '\''push'\'' && contains(github.ref, '\''part-" n "'\'')")
	add("    env:")
	add("      CACHE_REPO: ghcr.io/${{ github.repository_owner }}/cache-" n)
	add("      BRANCH: ${{ github.event.pull_request.head.ref || github.ref_name }}")
	add("      KIND: ${{ startsWith(github.ref, '\''refs/tags/'\'') && '\''release'\'' || '\''part-" n "'\'' }}")
	add("    steps:")
	add("      - name: Part ${{ env.KIND }} of ${{ env.BRANCH }}")
	add("        if: failure() || github.actor == '\''bot-" n "'\''")
	add("        run: make part-" n)
	add("      - run: echo \"${{ format('\''{0}-{1}'\'', github.sha, " n ") }}\"")
}
function add_matrices(n) {
	add("  job-" n ":")
	add("    name: Part " n " “${{ matrix.os }}” with ${{ matrix.node }}")
	add("    strategy:")
	add("      matrix:")
	add("        os: [ubuntu-24.04, windows-2025, macos-15]")
	add("        node: [22, 24]")
	add("        include:")
	add("          - os: ubuntu-24.04")
	add("            node: 24")
	add("            extra: \"yes\"")
	add("    runs-on: ${{ matrix.os }}")
	add("    env:")
	add("      CACHE_REPO: ghcr.io/team/cache-" n "-${{ matrix.node }}")
	add("      EXTRA: ${{ matrix.extra }}")
	add("    steps:")
	add("      - uses: actions/checkout@v5")
	add("      - shell: bash")
	add("        run: |")
	add("          echo \"PART=" n "\" >>\"$GITHUB_ENV\"")
	add("          echo \"NODE=${{ matrix.node }}\" >>\"$GITHUB_ENV\"")
	add("      - run: npm test")
	add("        env:")
	add("          TOKEN: ${{ secrets.NPM_TOKEN }}")
}
function add_job(n) {
	if (shape == "plain" || (shape == "mix" && n % 3 == 0))
		add_plain(n)
	else if (shape == "expressions" || (shape == "mix" && n % 3 == 1))
		add_expressions(n)
	else
		add_matrices(n)
}
function add_build() {
	add("      - name: Cache")
	add("        run: precache-apply plan.json")
	add("        env:")
	add("          GHCR_USER: ${{ github.actor }}")
	add("          GHCR_TOKEN: ${{ secrets.GITHUB_TOKEN }}")
}
BEGIN {
	count = 0
	add("name: Large")
	add("on:")
	add("  push:")
	add("    branches: [main]")
	add("  pull_request:")
	add("permissions:")
	add("  contents: read")
	add("  packages: write")
	add("jobs:")
	while (size < bytes) {
		add_job(count)
		if (count++ < builds)
			add_build()
	}
}'
