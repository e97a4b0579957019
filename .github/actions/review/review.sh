#!/bin/bash
# Comments on the pull request of a `workflow_run` event what it changes in dev container caches. Takes the
# head commit from the event and everything else from GitHub's API; files of the pull request are data.
set -euo pipefail

work=$(mktemp -d "$RUNNER_TEMP/precache-review.XXXXXX")
file_bytes=1048576 # a workflow file; larger ones GitHub does not read either
file_count=200     # of one commit
comment_bytes=60000
changes=false

fail() {
	printf '::error title=precache review::%s\n' "$1"
	exit 1
}

# api METHOD PATH [CURL-OPTION...]: the token goes through a file, never through arguments.
api() {
	local method=$1 path=$2
	shift 2
	curl --config "$work/curl" --request "$method" "$@" -- "$GITHUB_API_URL/$path"
}

event() { jq -r "$1 // empty" "$GITHUB_EVENT_PATH"; }

is_name() { [[ $1 =~ ^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$ ]]; }
is_commit() { [[ $1 =~ ^[0-9a-f]{40,64}$ ]]; }

write_config() {
	[[ $PRECACHE_TOKEN =~ ^[A-Za-z0-9._-]+$ ]] || fail 'the token is none'
	(
		umask 077
		cat >"$work/curl" <<END
silent
show-error
fail
location
max-time = 60
max-filesize = 33554432
header = "Authorization: Bearer $PRECACHE_TOKEN"
header = "Accept: application/vnd.github+json"
header = "X-GitHub-Api-Version: 2022-11-28"
END
	)
}

# The open pull request whose head is that commit: asked for by the branch, chosen by the commit.
find_pull_request() {
	local branch
	branch=$(jq -r '.workflow_run | "\(.head_repository.owner.login):\(.head_branch)" | @uri' "$GITHUB_EVENT_PATH")
	api GET "repos/$GITHUB_REPOSITORY/pulls?state=open&per_page=100&head=$branch" |
		jq -c --arg commit "$head" '[.[] | select(.head.sha == $commit)][0] // empty' >"$work/pull"
}

# fetch REPOSITORY COMMIT FOLDER: the files that planning may read, small ones, no links.
fetch() {
	local repository=$1 commit=$2 folder=$3 path id
	mkdir -p "$folder"
	api GET "repos/$repository/git/trees/$commit?recursive=1" >"$work/tree"
	jq -r --rawfile folders "$work/folders" --argjson most "$file_bytes" '
		($folders | split("\n") | map(select(. != "") | sub("/+$"; "") + "/")) as $wanted
		| .tree[]
		| select(.type == "blob" and (.mode == "100644" or .mode == "100755") and .size <= $most)
		| select(.path | test("\\.ya?ml$") and (test("[\\x00-\\x1f\\x7f]") | not))
		| select(.path | split("/") | any(. == "" or . == "." or . == ".." or . == ".git") | not)
		| select(.path | startswith(".github/") or test("(^|/)action\\.ya?ml$")
			or (. as $path | $wanted | any(. as $folder | $path | startswith($folder))))
		| "\(.sha)\t\(.path)"' "$work/tree" >"$work/files"
	while IFS=$'\t' read -r id path; do
		is_commit "$id" || continue
		mkdir -p "$folder/$(dirname -- "$path")"
		api GET "repos/$repository/git/blobs/$id" --header 'Accept: application/vnd.github.raw+json' \
			--max-filesize "$file_bytes" >"$folder/$path"
	done < <(head -n "$file_count" "$work/files")
}

# The workflow files of either side, by their paths.
list_workflows() {
	local folder side
	while IFS= read -r folder; do
		for side in base head; do
			[ -z "$folder" ] || ! [ -d "$work/$side/$folder" ] ||
				(cd "$work/$side" && find "./${folder%/}" -maxdepth 1 -type f)
		done
	done <"$work/folders" | sed 's,^\./,,' | LC_ALL=C sort -u
}

list_comments() {
	local page
	for page in 1 2 3 4 5 6 7 8 9 10; do
		api GET "repos/$GITHUB_REPOSITORY/issues/$number/comments?per_page=100&page=$page" >"$work/page"
		cat "$work/page"
		[ "$(jq length "$work/page")" -eq 100 ] || break
	done | jq -s add >"$work/comments"
}

# The comment that carries this workflow's marker; only a bot's, since anybody can write a marker.
find_comment() {
	jq -r --arg marker "<!-- precache:v1 key=$1 " \
		'[.[] | select(.user.type == "Bot" and (.body | contains($marker)))][0].id // empty' "$work/comments"
}

# comment KEY FILE DIFFERENT: edits the comment that is there; writes a first one when something changed.
comment() {
	local id method path
	id=$(find_comment "$1")
	if [ -n "$id" ]; then
		method=PATCH path=repos/$GITHUB_REPOSITORY/issues/comments/$id
	elif [ "$3" = 1 ]; then
		method=POST path=repos/$GITHUB_REPOSITORY/issues/$number/comments
	else
		return 0
	fi
	jq -n --rawfile body "$2" '{body: $body}' >"$work/request"
	api "$method" "$path" --header 'Content-Type: application/json' --data-binary "@$work/request" >/dev/null
}

# say_wrong WORKFLOW: what stands in an older comment is not true any more. A back quote would end the code.
say_wrong() {
	# The back quotes are Markdown's.
	# shellcheck disable=SC2016
	printf '**precache:** a workflow cannot be planned\n\n```\n%s\n```\n\n<!-- precache:v1 key=%s plan=none -->\n' \
		"$(head -c 4000 "$work/errors" | tr '`' "'")" "$1"
}

# review WORKFLOW: compares its plans and says it in one comment.
review() {
	local old=base/$1 new=head/$1 code=0
	[ -f "$old" ] || old=/dev/null
	[ -f "$new" ] || new=/dev/null
	precache diff --format markdown --name="$1" --marker "$1" --budget "$comment_bytes" -- "$old" "$new" \
		>"$work/body" 2>"$work/errors" || code=$?
	case $code in
	0) ;;
	1) changes=true ;;
	*)
		cat "$work/errors"
		say_wrong "$1" >"$work/body"
		comment "$1" "$work/body" 0
		return 0
		;;
	esac
	cat "$work/body" >>"$GITHUB_STEP_SUMMARY"
	comment "$1" "$work/body" "$code"
}

[ "${GITHUB_EVENT_NAME:-}" = workflow_run ] || fail 'review belongs into a job that workflow_run starts'
for tool in curl jq precache; do
	command -v "$tool" >/dev/null || fail "$tool is not on PATH"
done
head=$(event .workflow_run.head_sha)
head_repository=$(event .workflow_run.head_repository.full_name)
if ! is_commit "$head" || ! is_name "$head_repository"; then
	fail 'the event names no head commit'
fi
write_config
printf '%s\n' "$PRECACHE_WORKFLOWS" >"$work/folders"
find_pull_request
number=$(jq -r '.number // empty' "$work/pull")
printf 'pull-request=%s\n' "$number" >>"$GITHUB_OUTPUT"
if [ -z "$number" ]; then
	printf 'changes=false\n' >>"$GITHUB_OUTPUT"
	printf 'no open pull request has %s as its head\n' "$head"
	exit 0
fi
base=$(jq -r .base.sha "$work/pull")
base=$(api GET "repos/$GITHUB_REPOSITORY/compare/$base...$head" | jq -r .merge_base_commit.sha)
is_commit "$base" || fail 'the merge base is not known'
token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
printf '::stop-commands::%s\n' "$token"
fetch "$GITHUB_REPOSITORY" "$base" "$work/base"
fetch "$head_repository" "$head" "$work/head"
list_comments
list_workflows >"$work/workflows"
cd "$work"
while IFS= read -r workflow; do
	review "$workflow"
done <"$work/workflows"
printf '::%s::\n' "$token"
printf 'changes=%s\n' "$changes" >>"$GITHUB_OUTPUT"
