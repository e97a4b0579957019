/* SPDX-License-Identifier: MIT */

/* The yardstick: libyaml reads a file's events and nobody looks at them. usage: events FILE */

#include <stdio.h>
#include <stdlib.h>

#include <yaml.h>

static unsigned char bytes[2 * 1024 * 1024];

static int parse(yaml_parser_t *parser)
{
	yaml_event_type_t type = YAML_NO_EVENT;

	while (type != YAML_STREAM_END_EVENT) {
		yaml_event_t event;
		if (!yaml_parser_parse(parser, &event))
			return EXIT_FAILURE;
		type = event.type;
		yaml_event_delete(&event);
	}
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	yaml_parser_t parser;
	size_t size;
	int status;

	if (!file || !yaml_parser_initialize(&parser))
		return EXIT_FAILURE;
	size = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	yaml_parser_set_input_string(&parser, bytes, size);
	status = parse(&parser);
	yaml_parser_delete(&parser);
	return status;
}
