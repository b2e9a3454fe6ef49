/* The order of dictionaries. SPDX-License-Identifier: Apache-2.0 */
#include "tap.h"

static int order(const char *a, const char *b) {
    int ab = ghotona_compare(ghotona_pack_builtin(), str_of(a), str_of(b)), ba = ghotona_compare(ghotona_pack_builtin(), str_of(b), str_of(a));
    return (ab < 0) == (ba > 0) && (ab == 0) == (ba == 0) ? ab : 99;
}

/* Each stands before all behind it. */
static const char *const sorted[] = {
    "", " ", "-", "0", "২", "৯", "অ", "অংশ", "অঃ", "অঁ", "অক", "আ", "ই", "ঈ", "উ", "উতলা", "উত্তর", "উৎসব", "ঊ", "ঋ", "এ", "ঐ", "ও", "ঔ", "ক", "কই", "কং", "কঃ",
    "কঁ", "কক", "কথা", "কহ", "কা", "কাঁচা", "কাক", "কি", "কী", "কু", "কূ", "কৃ", "কে", "কৈ", "কো", "কৌ", "ক্", "ক্ক", "ক্ত", "ক্র", "ক্ষ", "ক্ষমা", "খ", "ডাক",
    "ঢ", "বট", "বড", "বড়", "বড়াই", "বণ", "ম", "য", "যা", "র", "হ", "হ্য", "a", "dhaka", "é",
};

int main(void) {
    for (size_t i = 0; i < LENGTH(sorted); i++)
        for (size_t j = i + 1; j < LENGTH(sorted); j++)
            if (order(sorted[i], sorted[j]) >= 0) ok(false, "%s stands before %s", sorted[i], sorted[j]);
    ok(true, "%zu texts in order", LENGTH(sorted));
    ok(order("বা\u09DCি", "বাড\u09BCি") == 0, "two spellings of one word are equal");
    ok(order("২৫ RAB", "25 rab") == 0, "digits and capitals too");
    ok(order("ক\u09DFা", "কযা") > 0 && order("ক\u09DFা", "কযি") < 0, "য় stands with য, behind it when nothing else differs");
    ok(order("\xFF", "\xEF\xBF\xBD") == 0, "a bad byte is U+FFFD");
    ok(order("ক\0খ", "ক") == 0 && ghotona_compare(ghotona_pack_builtin(), STR("ক\0খ"), STR("ক")) > 0, "NUL is a sign as others");
    return tap_end();
}
