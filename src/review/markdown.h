/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_MARKDOWN_H
#define REVIEW_MARKDOWN_H

#define MARKDOWN_BUDGET 60000u   /* of a comment: GitHub takes 65,536 characters */
#define MARKDOWN_BUDGET_MIN 1000u /* below it there is no room for a headline, a cut and a marker */

#endif
