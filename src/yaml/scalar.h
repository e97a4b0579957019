/* SPDX-License-Identifier: MIT */
#ifndef YAML_SCALAR_H
#define YAML_SCALAR_H

/*
 * The YAML 1.2 core schema as GitHub applies it: a plain scalar is what it looks like, every other
 * style is a string, and a tag demands one type, which it takes only from a plain scalar.
 */

#include "yaml/node.h"

/* What a tag demands; ANY is no tag. */
enum scalar_type {
	SCALAR_ANY,
	SCALAR_NULL,
	SCALAR_BOOLEAN,
	SCALAR_INTEGER,
	SCALAR_FLOAT,
	SCALAR_STRING,
};

enum scalar_result {
	SCALAR_FITS,
	SCALAR_UNFIT,     /* it is not of the type that its tag demands */
	SCALAR_TOO_LARGE, /* a 0x or 0o number over 32 bits */
};

/* Sets kind and value of a node by its style and text. */
enum scalar_result scalar_resolve(struct node *node, enum scalar_type demanded);

#endif
