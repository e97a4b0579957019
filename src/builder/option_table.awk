# Makes option_table.c from option_table.txt, for any POSIX awk: `make tables` runs it. What is wrong
# with the data is said with its line, and ends the run with 1.

function fail(text) {
	print "option_table.txt:" FNR ": " text > "/dev/stderr"
	failed = 1
	exit 1
}

function trim(text) {
	sub(/^[ \t]+/, "", text)
	sub(/[ \t]+$/, "", text)
	return text
}

# "-" is no text.
function text_of(column) {
	return column == "-" ? "" : column
}

function quote(text) {
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	return "\"" text "\""
}

function quote_row(text) {
	return "STR_ROW(" quote(text) ")"
}

function release(version,    part) {
	if (split(version, part, ".") != 3 || version !~ /^[0-9]+\.[0-9]+\.[0-9]+$/)
		fail("'" version "' is no version")
	return "{" part[1] ", " part[2] ", " part[3] "}"
}

# A version that must have its release line.
function known(version) {
	if (!(version in dates))
		fail("there is no release '" version "'")
	return release(version)
}

function pad(text, width) {
	while (length(text) < width)
		text = text " "
	return text
}

# The text behind the first `count` words of a line that is indented.
function behind(count,    text) {
	text = trim($0)
	while (count-- > 0)
		text = trim(substr(text, index(text, " ")))
	return text
}

function read_release(version) {
	if (version in dates)
		fail("the release '" version "' stands there twice")
	last_release = release(version)
	dates[version] = trim($3)
	if (dates[version] !~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$/)
		fail("'" dates[version] "' is no date")
	releases = releases "\t{" last_release ", " quote(dates[version]) "},\n"
}

function read_option(name, since,    bare) {
	if (option != "" && name <= option)
		fail("'" name "' is not in its place: options are sorted by name")
	if (!(trim($3) in types) || !(trim($4) in secrecies))
		fail("no such type or secrecy")
	known(since)
	bare = "\"\""
	if (dates[since] < dates[prefix_since] && index(name, prefix) == 1) {
		bare = quote(substr(name, length(prefix) + 1))
		since = prefix_since
	}
	finish_option()
	option = name
	is_option[name] = 1
	row = "\tROW(" quote(name) ", " bare ", " types[trim($3)] ", " secrecies[trim($4)] ", " \
		since_call(since) ", " quote(text_of(trim($6))) ", " quote(text_of(trim($7))) ",\n"
}

# A row's argument: braces would be cut at their commas.
function since_call(version,    text) {
	text = release(version)
	gsub(/[{}]/, "", text)
	return "SINCE(" text ")"
}

function finish_option() {
	if (option == "")
		return
	if (meaning == "")
		fail("'" option "' has no 'means'")
	options = options row "\t\t" quote(meaning) ")\n"
	meaning = ""
}

BEGIN {
	FS = "|"
	types["string"] = "STRING"
	types["boolean"] = "BOOLEAN"
	types["integer"] = "INTEGER"
	types["list"] = "LIST"
	secrecies["plain"] = "PUBLIC"
	secrecies["may-embed"] = "MAY_EMBED"
	secrecies["secret"] = "SECRET"
}

/^#/ || /^[ \t]*$/ { next }

/^release / && NF == 3 { read_release(trim($2)); next }

/^  note / {
	if (last_release == "")
		fail("a note belongs to a release")
	notes = notes "\t{" last_release ", " quote(behind(1)) "},\n"
	next
}

/^prefix / && NF == 3 {
	prefix_since = trim($2)
	known(prefix_since)
	prefix = trim($3)
	next
}

/^option / && NF == 7 { read_option(trim($2), trim($5)); next }

/^  means / { meaning = behind(1); next }

/^  until / {
	split(trim($0), words, " ")
	known(words[2])
	defaults = defaults "\t{" quote_row(option) ", " release(words[2]) ", " quote(behind(2)) "},\n"
	next
}

/^mistake / && NF == 3 {
	finish_option()
	option = ""
	if (trim($2) in is_option || !(trim($3) in is_option))
		fail("a mistake is no option, and means one")
	mistakes = mistakes "\t{" quote_row(trim($2)) ", " quote_row(trim($3)) "},\n"
	next
}

{ fail("what is this?") }

function table(kind, name, count, rows) {
	printf "const struct %s %s[] = {\n%s};\n", kind, name, rows
	printf "const size_t %s = sizeof(%s) / sizeof(%s[0]);\n\n", count, name, name
}

END {
	if (failed)
		exit 1
	finish_option()
	print "/* SPDX-License-Identifier: MIT */"
	print "/* Made from option_table.txt by `make tables`: edit that file, not this one. */"
	print "#include \"builder/option_table.h\"\n"
	print "/* clang-format off */"
	table("release_row", "release_rows", "release_row_count", releases)
	print "const struct release release_newest = " last_release ";\n"
	table("release_note", "release_note_rows", "release_note_count", notes)
	print "#define ROW(name, bare, type, secrecy, since, declared, standard, meaning) \\"
	print "\t{STR_ROW(name), STR_ROW(bare), OPTION_##type, OPTION_##secrecy, since, \\"
	print "\t\tdeclared, standard, meaning},"
	print "#define SINCE(major, minor, patch) {major, minor, patch}\n"
	table("option", "option_table_rows", "option_table_count", options)
	table("option_default", "option_default_rows", "option_default_count", defaults)
	table("option_mistake", "option_mistake_rows", "option_mistake_count", mistakes)
	print "/* clang-format on */"
}
