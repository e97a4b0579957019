#!/bin/bash
# Puts precache on PATH: the archive at PRECACHE_URL when its SHA-256 is PRECACHE_SHA256, else built from
# the source that this action came with. Built outside the checkout, which is mounted into builds.
set -euo pipefail

fail() {
	printf '::error title=precache setup::%s\n' "$1"
	exit 1
}

folder=$(mktemp -d "$RUNNER_TEMP/precache.XXXXXX")

download() {
	local archive=$folder/archive.tar.gz sum
	[[ $PRECACHE_SHA256 =~ ^[0-9a-fA-F]{64}$ ]] || fail "sha256 must be the archive's SHA-256: 64 hex digits"
	curl --proto '=https,file' --proto-redir '=https' --fail --silent --show-error --location \
		--max-time 300 --output "$archive" -- "$PRECACHE_URL" || fail 'the archive cannot be fetched'
	sum=$(sha256sum "$archive" | cut -d ' ' -f 1)
	[ "$sum" = "${PRECACHE_SHA256,,}" ] || fail "the archive's SHA-256 is $sum, not the one that was asked for"
	tar -xzf "$archive" -C "$folder" --no-same-owner
	for program in precache precache-apply; do
		[ -x "$folder/bin/$program" ] || fail "the archive lacks bin/$program"
	done
}

build() {
	local source
	source=$(cd "$GITHUB_ACTION_PATH/../../.." && pwd)
	mkdir "$folder/source" "$folder/bin"
	tar -C "$source" --exclude=./.git --exclude=./build -cf - . | tar -C "$folder/source" -xf -
	"$folder/source/.ci/install" build
	make -C "$folder/source" --no-print-directory -s all
	cp "$folder/source/build/precache" "$folder/source/build/precache-apply" "$folder/bin/"
	rm -rf "$folder/source"
}

if [ -n "$PRECACHE_URL" ]; then
	download
elif [ -n "$PRECACHE_SHA256" ]; then
	fail 'sha256 goes with url'
else
	build
fi
version=$("$folder/bin/precache" --version)
printf '%s\n' "$folder/bin" >>"$GITHUB_PATH"
printf 'version=%s\n' "$version" >>"$GITHUB_OUTPUT"
printf '%s is on PATH\n' "$version"
