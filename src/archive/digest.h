/* What tells texts from each other. SPDX-License-Identifier: Apache-2.0 */
#ifndef DIGEST_H
#define DIGEST_H

#include "base/base.h"

struct digest { unsigned char bytes[16]; };
/* Of parts one after another, each with its length; an unknown one is as an empty one. */
struct digest digest_of(const str *parts, size_t count);
/* Good as long as *digest. */
str digest_view(const struct digest *digest);

#endif
