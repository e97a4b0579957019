#!/bin/bash
# What a bash script does for DRY_RUN=1: checks its environment, encodes the credential, prints what
# it would run. The yardstick for a plan's time; nothing else uses it.
set -euo pipefail

: "${CACHE_REPO:?CACHE_REPO must be set}"
image=${ENVBUILDER_IMAGE:-ghcr.io/coder/envbuilder:1.3.0}
ttl=${ENVBUILDER_CACHE_TTL_DAYS:-30}
folder=${ENVBUILDER_WORKSPACE_FOLDER:-/workspaces/devcontainer}
check="bash $folder/scripts/verify-devcontainer.sh"

auth=$(printf '%s:%s' "${GHCR_USER:?}" "${GHCR_TOKEN:?}" | base64 | tr -d '\n')
config=$(printf '{"auths":{"ghcr.io":{"auth":"%s"}}}' "$auth" | base64 | tr -d '\n')
export ENVBUILDER_DOCKER_CONFIG_BASE64=$config

printf 'config: envbuilder_image=%s\n' "$image"
printf 'config: cache_repo=%s\n' "$CACHE_REPO"
printf 'config: push_image=1 exit_on_push_failure=1 cache_ttl_days=%s\n' "$ttl"
printf 'config: init_script=%s\n' "$check"
printf 'config: docker_config_base64=<redacted>\n'
