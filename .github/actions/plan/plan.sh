#!/bin/bash
# Plans the workflows PRECACHE_WORKFLOW (all of .github/workflows when it is empty), compares them with
# the merge base of PRECACHE_BASE, checks the golden cases in PRECACHE_GOLDEN, and writes outputs and the
# step's summary. Fails when a workflow is wrong or a golden case differs.
set -euo pipefail

work=$(mktemp -d "$RUNNER_TEMP/precache-plan.XXXXXX")
random() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }
base=''
ids=''
paths=''
changes=unknown
failed=0
options=(-q)
[ "$PRECACHE_CONTEXT_FROM_RUNNER" != true ] || options+=(--context-from-runner)

# output NAME VALUE: behind a delimiter that the value cannot know.
output() {
	local end
	end=end-$(random)
	printf '%s<<%s\n%s\n%s\n' "$1" "$end" "$2" "$end" >>"$GITHUB_OUTPUT"
}

# The commit to compare with: the merge base, else the first parent of a pull request's merge commit, which
# is all that a shallow checkout has.
find_base() {
	if ! [[ $PRECACHE_BASE =~ ^[0-9a-f]{40,64}$ ]]; then
		return
	fi
	if ! git merge-base HEAD "$PRECACHE_BASE" 2>/dev/null && git rev-parse --verify --quiet 'HEAD^2' >/dev/null; then
		git rev-parse --verify --quiet 'HEAD^1' || true
	fi
}

# The names of the workflows, here and at the base: one that is gone is a change too.
list_workflows() {
	if [ -n "$PRECACHE_WORKFLOW" ]; then
		printf '%s\n' "$PRECACHE_WORKFLOW" | sed '/^[[:space:]]*$/d'
		return
	fi
	{
		find .github/workflows -maxdepth 1 -type f 2>/dev/null || true
		[ -z "$base" ] || git ls-tree --name-only "$base" .github/workflows/
	} | grep -E '\.ya?ml$' | LC_ALL=C sort -u || true
}

# What planning may read, as it was: workflows, and the actions and workflows that they call.
unpack_base() {
	git ls-tree -r -z --name-only "$base" >"$work/tree"
	{
		grep -zE '^\.github/|(^|/)action\.ya?ml$' "$work/tree" || true
		grep -zxFf "$work/workflows" "$work/tree" || true
	} >"$work/listed"
	GIT_INDEX_FILE=$work/index git read-tree "$base"
	GIT_INDEX_FILE=$work/index git checkout-index --force --prefix="$work/base/" -z --stdin <"$work/listed"
}

# plan WORKFLOW NUMBER: fails when there is no plan of it.
plan() {
	local file=$work/plan-$2.json errors=$work/errors-$2
	if precache plan "${options[@]}" --format json -- "$1" >"$file" 2>"$errors"; then
		ids+=${ids:+$'\n'}$(sed -n '3s/.*"\(sha256:[0-9a-f]*\)".*/\1/p' "$file")
		paths+=${paths:+$'\n'}$file
		return
	fi
	rm -f "$file"
	if grep -q '\[PC0501\]$' "$errors"; then
		printf '%s: builds no cache\n' "$1"
	else
		cat "$errors"
		failed=1
	fi
	return 1
}

# compare WORKFLOW: what is different now, in words, for the summary. A file that is not there is empty.
compare() {
	local old=$work/base/$1 new=$1 code=0
	[ -f "$old" ] || old=/dev/null
	[ -f "$new" ] || new=/dev/null
	precache diff --format markdown --name="$1" --budget 900000 -- "$old" "$new" >"$work/words" 2>"$work/errors" || code=$?
	case $code in
	0) return ;;
	1) changes=true ;;
	*)
		cat "$work/errors"
		[ "$changes" = true ] || changes=unknown
		return
		;;
	esac
	# The base lies in a temporary folder, whose name says nothing to a reader.
	sed "s|\`$work/|\`|" "$work/words" >>"$GITHUB_STEP_SUMMARY"
}

check() {
	if [ -z "$PRECACHE_GOLDEN" ] || ! [ -d "$PRECACHE_GOLDEN" ]; then
		return
	fi
	precache check -- "$PRECACHE_GOLDEN" || failed=1
}

# Nothing of a file's text may be taken for a command of the runner.
printf '::add-matcher::%s\n' "$GITHUB_ACTION_PATH/../../precache-matcher.json"
token=$(random)
printf '::stop-commands::%s\n' "$token"

base=$(find_base)
list_workflows >"$work/workflows"
if [ -n "$base" ]; then
	unpack_base
	changes=false
fi
number=0
while IFS= read -r workflow; do
	number=$((number + 1))
	if [ -f "$workflow" ] || [ -n "$PRECACHE_WORKFLOW" ]; then
		planned=true
		plan "$workflow" "$number" || planned=false
	else
		planned=false
	fi
	if [ -n "$base" ]; then
		compare "$workflow"
	elif [ "$planned" = true ]; then
		precache plan "${options[@]}" --format markdown -- "$workflow" >>"$GITHUB_STEP_SUMMARY"
	fi
done <"$work/workflows"
check

printf '::%s::\n' "$token"
printf '::remove-matcher owner=precache::\n'
output changes "$changes"
output plan-id "$ids"
output plan-path "$paths"
exit "$failed"
