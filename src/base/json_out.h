/* SPDX-License-Identifier: MIT */
#ifndef BASE_JSON_OUT_H
#define BASE_JSON_OUT_H

/*
 * Writes canonical JSON as it is told, in one pass: two spaces an indent, every member and element
 * on its own line, {} and [] when empty, ASCII only. Code points above U+007E or below U+0020
 * become \uXXXX in upper case (pairs above U+FFFF), '"' and '\' are escaped, nothing else is. It
 * builds no tree and keeps no memory beside the buffer. The caller must nest rightly; an assert
 * says when not. What is nested deeper than JSON_OUT_DEPTH makes the buffer fail.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

#define JSON_OUT_DEPTH 66u /* what fromJSON may give, in an object */

struct json_out {
	struct strbuf *out;
	unsigned depth;
	bool filled[JSON_OUT_DEPTH]; /* the level has a member already */
	bool after_key;
};

void json_out_init(struct json_out *json, struct strbuf *out);

void json_out_open_object(struct json_out *json);
void json_out_close_object(struct json_out *json);
void json_out_open_array(struct json_out *json);
void json_out_close_array(struct json_out *json);

/* A member's name; its value comes next. */
void json_out_key(struct json_out *json, struct str key);

/* Bytes that are not UTF-8 become U+FFFD; the planner refuses such input long before. */
void json_out_string(struct json_out *json, struct str s);
void json_out_integer(struct json_out *json, int64_t number);
void json_out_boolean(struct json_out *json, bool value);
void json_out_null(struct json_out *json);

/* A number as its canonical text, which the caller has made. */
void json_out_number_text(struct json_out *json, struct str text);

/* The last LF. */
void json_out_finish(struct json_out *json);

#endif
