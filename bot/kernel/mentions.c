/* Where articles have a reader's words: see bot.search.keywords, whose patterns say the same. */

#include "kernel.h"

enum { SHORT = 3 }; /* bot.search.keywords */

typedef struct {
    const uint16_t *units;
    Py_ssize_t length;
    int exact, latin_start, latin_end;
} Word;

static inline int is_latin(uint16_t code) { return is_digit(code) || (code >= 'a' && code <= 'z'); }

static inline int is_letter(uint16_t code) { return is_latin(code) || (code >= 0xAC00 && code <= 0xD7A3); }

/* Where *word* ends that begins at a place of a folded text; -1 where it does not. */
static Py_ssize_t word_end(const uint16_t *codes, Py_ssize_t n, Py_ssize_t at, const Word *word)
{
    Py_ssize_t i = at;
    int apart = 0;
    for (Py_ssize_t k = 0; k < word->length; k++, i++) {
        if (word->exact) {
            while (k && word->units[k - 1] == ' ' && i < n && codes[i] == ' ')
                i++;
        } else if (k && word->length >= SHORT && i < n && codes[i] == ' ') {
            i++;
            apart = 1;
        }
        if (i >= n || codes[i] != word->units[k])
            return -1;
    }
    if (word->latin_end && i < n && is_latin(codes[i]))
        return -1;
    if (at && (word->latin_start ? is_latin(codes[at - 1]) : apart && is_letter(codes[at - 1])))
        return -1;
    return i;
}

/* mentions(raw, starts, ends, *TABLES, words, word_ends, exact, found)
 *
 * found: for each text, from its start to its end in *raw*, and each word the first two places, as they are; in units
 * from the start of the text. What is not found is left as it was. */
PyObject *mentions(PyObject *self, PyObject *args)
{
    Py_buffer v[12];
    if (borrow(args, "2r8r8r" TABLES "2r8r1r4w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]), texts = LENGTH(v[1]), count = LENGTH(v[9]), longest = 0;
    const uint16_t *raw = v[0].buf, *spelled = v[8].buf;
    const int64_t *starts = v[1].buf, *ends = v[2].buf, *word_ends = v[9].buf;
    const uint8_t *exact = v[10].buf;
    int32_t *found = v[11].buf;
    Tables tables;
    int sound = use_tables(v + 3, &tables) && LENGTH(v[2]) == texts && LENGTH(v[10]) == count &&
                LENGTH(v[11]) >= texts * count * 2 && rising(word_ends, count, LENGTH(v[8]));
    for (Py_ssize_t t = 0; t < texts && sound; t++) {
        sound = starts[t] >= 0 && starts[t] <= ends[t] && ends[t] <= n && ends[t] - starts[t] <= INT32_MAX / 8;
        if (sound && ends[t] - starts[t] > longest)
            longest = (Py_ssize_t)(ends[t] - starts[t]);
    }
    if (!sound)
        return refuse(v, 12, "mentions: wrong lengths");
    uint16_t *codes = malloc((size_t)(longest + 1) * sizeof *codes);
    Word *words = malloc((size_t)(count + 1) * sizeof *words);
    int failed = !codes || !words;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t w = 0, from = 0; w < count && !failed; from = (Py_ssize_t)word_ends[w++]) {
        Py_ssize_t length = (Py_ssize_t)word_ends[w] - from;
        const uint16_t *begin = spelled + from;
        words[w] = (Word){begin, length, exact[w], length && is_latin(begin[0]), length && is_latin(begin[length - 1])};
    }
    for (Py_ssize_t t = 0; t < texts && !failed; t++) {
        Py_ssize_t length = (Py_ssize_t)(ends[t] - starts[t]);
        fold_units(raw + starts[t], length, &tables, codes);
        for (Py_ssize_t w = 0; w < count; w++) {
            int32_t *places = found + (t * count + w) * 2;
            Py_ssize_t met = 0, i = 0;
            if (!words[w].length)
                continue;
            uint16_t first = words[w].units[0];
            while (met < 2 && i < length) {
                Py_ssize_t end = codes[i] == first ? word_end(codes, length, i, &words[w]) : -1;
                if (end >= 0)
                    places[met++] = (int32_t)i;
                i = end >= 0 ? end : i + 1;
            }
        }
    }
    free(codes);
    free(words);
    Py_END_ALLOW_THREADS
    give_back(v, 12, NULL);
    return failed ? PyErr_NoMemory() : number(texts);
}
