/* schema.sql as it stands, in the program. SPDX-License-Identifier: Apache-2.0 */
#include "archive/store.h"

__asm__(".section .rodata\n.globl ghotona_schema_sql\n.hidden ghotona_schema_sql\nghotona_schema_sql:\n.incbin \"schema.sql\"\n.byte 0\n.previous\n");
extern const char ghotona_schema_sql[];

const char *schema_sql(void) { return ghotona_schema_sql; }
