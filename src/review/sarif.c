/* SPDX-License-Identifier: MIT */
#include "review/sarif.h"

#include "base/limits.h"
#include "review/finding.h"

void sarif_message(struct json_out *json, struct str key, struct str text)
{
	json->out->failed = json->out->failed || !text.ptr;
	json_out_key(json, key);
	json_out_open_object(json);
	json_out_key(json, STR("text"));
	json_out_string(json, text);
	json_out_close_object(json);
}

/* A backslash needs one of its own only where it would be taken for an escape. */
static bool is_special(struct str text, size_t at)
{
	const struct str next = str_slice(text, at + 1, at + 2);
	const char c = text.ptr[at];
	return c == '[' || c == ']' || (c == '\\' && next.len > 0 && str_all_in(next, "[]\\"));
}

void sarif_plain(struct strbuf *out, struct str text, size_t max)
{
	struct strbuf shown;
	strbuf_init(&shown, out->arena, LIMIT_TEXT_BYTES);
	finding_show(&shown, text, max);
	const struct str plain = strbuf_str(&shown);
	if (!plain.ptr)
		out->failed = true;
	if (out->failed)
		return;
	for (size_t i = 0; i < plain.len; i++) {
		if (is_special(plain, i))
			strbuf_add_char(out, '\\');
		strbuf_add_char(out, plain.ptr[i]);
	}
}

void sarif_uri(struct strbuf *out, struct str path)
{
	for (size_t i = 0; i < path.len; i++) {
		const char c = path.ptr[i];
		const struct str byte = str_slice(path, i, i + 1);
		if (char_is_alnum(c) || str_all_in(byte, "-._~/"))
			strbuf_add_char(out, c);
		else
			strbuf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
	}
}
