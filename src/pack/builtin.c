/* The pack that is linked into the program, as the bytes that tools/packc wrote.
 * SPDX-License-Identifier: Apache-2.0 */
#include "pack/pack.h"
#include <pthread.h>

__asm__(".section .rodata\n.balign 16\n.globl ghotona_bn_pack\n.hidden ghotona_bn_pack\nghotona_bn_pack:\n.incbin \"bn.pack\"\n"
        ".globl ghotona_bn_pack_end\n.hidden ghotona_bn_pack_end\nghotona_bn_pack_end:\n.byte 0\n.previous\n");
extern const char ghotona_bn_pack[], ghotona_bn_pack_end[];

static pack builtin;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static void open_builtin(void) { pack_open(&builtin, ghotona_bn_pack, (size_t)(ghotona_bn_pack_end - ghotona_bn_pack)); }

const pack *ghotona_pack_builtin(void) {
    pthread_once(&once, open_builtin);
    return &builtin;
}
