#!/usr/bin/env bash
# Runs inside the built dev container, as its init script: what a developer counts on must be there.
# Copy it to scripts/ and set the values below. Every check that fails is printed; any makes it fail.
set -u

# Who works in the container: devcontainer.json's remoteUser.
expected_user=${VERIFY_USER:-vscode}
# What the last lifecycle command leaves behind, for example "postCreateCommand": "touch ~/.devcontainer-ready".
sentinel=${VERIFY_SENTINEL:-$HOME/.devcontainer-ready}

failures=0

fail() {
	printf 'verify: FAILED: %s\n' "$1" >&2
	failures=$((failures + 1))
}

pass() {
	printf 'verify: ok: %s\n' "$1"
}

check_user() {
	local user
	user=$(id -un 2>/dev/null) || user="uid $(id -u)"
	if [ "$(id -u)" -eq 0 ]; then
		fail "the effective user is root"
	elif [ "$user" != "$expected_user" ]; then
		fail "the effective user is $user, not $expected_user"
	else
		pass "the effective user is $user"
	fi
}

# Prints the user's tmux configuration, if there is one.
tmux_configuration() {
	local file
	for file in "$HOME/.tmux.conf" "${XDG_CONFIG_HOME:-$HOME/.config}/tmux/tmux.conf"; do
		if [ -f "$file" ]; then
			printf '%s\n' "$file"
			return
		fi
	done
}

# A server of its own: one that runs already would say nothing about the configuration.
check_tmux() {
	local configuration output socket
	if ! command -v tmux >/dev/null 2>&1; then
		fail "tmux is not installed"
		return
	fi
	configuration=$(tmux_configuration)
	socket="verify-$$"
	if ! output=$(tmux -L "$socket" -f /dev/null new-session -d -s verify 2>&1); then
		fail "tmux does not start: $output"
	elif [ -n "$configuration" ] && ! output=$(tmux -L "$socket" source-file "$configuration" 2>&1); then
		fail "tmux does not take $configuration: $output"
	else
		pass "tmux starts${configuration:+ with $configuration}"
	fi
	tmux -L "$socket" kill-server >/dev/null 2>&1 || true
}

check_sentinel() {
	if [ -e "$sentinel" ]; then
		pass "the lifecycle commands ran: $sentinel is there"
	else
		fail "the lifecycle commands did not finish: $sentinel is not there"
	fi
}

check_user
check_tmux
check_sentinel

if [ "$failures" -ne 0 ]; then
	printf 'verify: %d of 3 checks failed\n' "$failures" >&2
	exit 1
fi
printf 'verify: the dev container is as expected\n'
