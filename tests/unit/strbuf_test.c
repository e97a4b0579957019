/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "harness/rows.h"

#define ROOM ((size_t)1024 * 1024)

/* `piece` added `times` times to a buffer of at most `max` bytes in an arena of `limit`. */
struct buf_row {
	const char *name;
	const char *piece;
	size_t times;
	size_t max;
	size_t limit;
	bool fails;
};

static const struct buf_row buf_rows[] = {
	{"a buffer without additions is empty text", "", 0, 10, ROOM, false},
	{"a buffer takes what it may hold", "abcde", 2, 10, ROOM, false},
	{"a buffer fails over its limit", "abcde", 3, 14, ROOM, true},
	{"a buffer grows", "0123456789abcdef", 1000, SIZE_MAX, ROOM, false},
	{"a buffer fails with its arena", "0123456789abcdef", 1000, SIZE_MAX, 8192, true},
	{"nothing can be added to a buffer of nothing", "", 3, 0, ROOM, false},
};

/* Every other time the bytes are written where the buffer says. */
static void add_piece(struct strbuf *buf, struct str piece, size_t time)
{
	char *room = time % 2 ? strbuf_extend(buf, piece.len) : NULL;
	if (time % 2 == 0)
		strbuf_add(buf, piece);
	else if (room)
		memcpy(room, piece.ptr, piece.len);
	else
		assert_true(buf->failed);
}

static void check_buf(void **state)
{
	const struct buf_row *row = *state;
	const struct str piece = str_of(row->piece);
	struct arena arena;
	struct strbuf buf;
	arena_init(&arena, row->limit);
	strbuf_init(&buf, &arena, row->max);
	for (size_t i = 0; i < row->times; i++)
		add_piece(&buf, piece, i);
	assert_int_equal(buf.failed, row->fails);
	const struct str made = strbuf_str(&buf);
	assert_int_equal(made.ptr == NULL, row->fails);
	if (made.ptr) {
		assert_int_equal(made.len, piece.len * row->times);
		assert_int_equal(made.ptr[made.len], '\0');
	}
	for (size_t i = 0; i < made.len; i++)
		assert_int_equal(made.ptr[i], piece.ptr[i % piece.len]);
	arena_release(&arena);
}

struct sticky_row {
	const char *name;
	char c;
	size_t times;
	const char *made; /* NULL: it has failed */
};

static const struct sticky_row sticky_rows[] = {
	{"a byte is added several times", '-', 3, "<--->"},
	{"a byte is added no times", '-', 0, "<>"},
	{"a failed buffer stays failed", '-', 6, NULL},
	{"a count near the largest number fails", '-', SIZE_MAX, NULL},
};

static void check_sticky(void **state)
{
	const struct sticky_row *row = *state;
	struct arena arena;
	struct strbuf buf;
	arena_init(&arena, ROOM);
	strbuf_init(&buf, &arena, 5);
	strbuf_add_char(&buf, '<');
	strbuf_add_times(&buf, row->c, row->times);
	strbuf_add_char(&buf, '>');
	const struct str made = strbuf_str(&buf);
	assert_int_equal(made.ptr == NULL, row->made == NULL);
	assert_true(str_is(made, row->made));
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("text is built", buf_rows, check_buf) +
	       ROWS_RUN("a buffer remembers its failure", sticky_rows, check_sticky);
}
