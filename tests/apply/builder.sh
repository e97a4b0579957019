#!/bin/sh
# Stands in for envbuilder in the tests with a real engine: checks that it was called as envbuilder
# would be, pushes a small image with the credential that it got, then runs the init script. It says
# what it did in the builder's own words. Runs on busybox alone.
set -eu

refuse() {
	echo "error: $1" >&2
	exit 1
}

# expect NAME VALUE: the environment that the plan promises.
expect() {
	value=""
	eval "value=\${$1-}"
	[ "$value" = "$2" ] || refuse "$1 is '$value', not '$2'"
}

expect ENVBUILDER_PUSH_IMAGE 1
expect ENVBUILDER_EXIT_ON_PUSH_FAILURE 1
expect ENVBUILDER_EXIT_ON_BUILD_FAILURE 1
expect ENVBUILDER_WORKSPACE_FOLDER /workspaces/devcontainer
[ -n "${ENVBUILDER_DOCKER_CONFIG_BASE64-}" ] || refuse "no ENVBUILDER_DOCKER_CONFIG_BASE64"
[ -z "${REGISTRY_TOKEN-}${GHCR_TOKEN-}" ] || refuse "a token came in under its own name"
[ -f "$ENVBUILDER_WORKSPACE_FOLDER/.devcontainer/devcontainer.json" ] || refuse "no devcontainer.json in the mount"

registry=${ENVBUILDER_CACHE_REPO%%/*}
name=${ENVBUILDER_CACHE_REPO#*/}
host=${registry%:*}
port=${registry#*:}
config=$(printf %s "$ENVBUILDER_DOCKER_CONFIG_BASE64" | base64 -d)
auth=$(printf %s "$config" | sed -n "s/.*\"$registry\":{\"auth\":\"\([^\"]*\)\"}.*/\1/p")
[ -n "$auth" ] || refuse "no credential for $registry"
work=/tmp/push
mkdir -p "$work"

# http METHOD PATH TYPE FILE: one request with the credential; the answer's head goes to $work/head.
http() {
	{
		printf '%s %s HTTP/1.0\r\nHost: %s\r\n' "$1" "$2" "$registry"
		printf 'Authorization: Basic %s\r\nContent-Type: %s\r\n' "$auth" "$3"
		printf 'Content-Length: %s\r\n\r\n' "$(wc -c <"$4")"
		cat "$4"
	} | nc "$host" "$port" | tr -d '\r' >"$work/head"
	read -r _ status _ <"$work/head" || status='no answer'
}

digest() { printf 'sha256:%s' "$(sha256sum <"$1" | cut -d' ' -f1)"; }

# push_blob FILE: uploads it and prints nothing.
push_blob() {
	: >"$work/empty"
	http POST "/v2/$name/blobs/uploads/" application/octet-stream "$work/empty"
	[ "$status" = 202 ] || refuse "do push: failed to push to destination $ENVBUILDER_CACHE_REPO: $status"
	location=$(sed -n 's/^[Ll]ocation: //p' "$work/head")
	path=/${location#*://*/}
	http PUT "$path&digest=$(digest "$1")" application/octet-stream "$1"
	[ "$status" = 201 ] || refuse "blob: $status"
}

echo "#1: Building image..." >&2
mkdir -p "$work/layer"
cp "$ENVBUILDER_WORKSPACE_FOLDER/.devcontainer/devcontainer.json" "$work/layer/"
tar -C "$work/layer" -cf "$work/layer.tar" .
printf '{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["%s"]}}' \
	"$(digest "$work/layer.tar")" >"$work/config.json"
push_blob "$work/layer.tar"
push_blob "$work/config.json"
media=application/vnd.oci.image
printf '{"schemaVersion":2,"mediaType":"%s.manifest.v1+json","config":{"mediaType":"%s.config.v1+json","digest":"%s","size":%s},"layers":[{"mediaType":"%s.layer.v1.tar","digest":"%s","size":%s}]}' \
	"$media" "$media" "$(digest "$work/config.json")" "$(wc -c <"$work/config.json")" \
	"$media" "$(digest "$work/layer.tar")" "$(wc -c <"$work/layer.tar")" >"$work/manifest.json"
http PUT "/v2/$name/manifests/latest" "$media.manifest.v1+json" "$work/manifest.json"
[ "$status" = 201 ] || refuse "manifest: $status"
echo "Pushed $ENVBUILDER_CACHE_REPO@$(digest "$work/manifest.json")" >&2

# A build step may print anything, the credential too.
echo "leaky build step: $ENVBUILDER_DOCKER_CONFIG_BASE64 $(printf %s "$auth" | base64 -d)"
unset ENVBUILDER_DOCKER_CONFIG_BASE64
exec /bin/sh -c "$ENVBUILDER_INIT_SCRIPT"
