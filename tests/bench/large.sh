#!/bin/bash
# Prints a workflow of about BYTES bytes: jobs as people write them, BUILDS of them with a build.
# usage: tests/bench/large.sh BYTES BUILDS
set -eu
awk -v bytes="$1" -v builds="$2" '
function add(text) {
	print text
	size += length(text) + 1
}
function add_job(n) {
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
