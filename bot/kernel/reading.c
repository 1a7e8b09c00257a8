/* Articles read again: where the terms of a query stand, and how close together. */

#include "kernel.h"

/* From a term to its place among those wanted. */
typedef struct {
    struct {
        uint32_t id, place;
    } *slots;
    size_t mask;
    uint8_t *begins; /* of every unit whether a wanted term may begin with it: most do not */
} Lookup;

static inline size_t slot_of(const Lookup *lookup, uint32_t id)
{
    size_t at = (id * 0x9E3779B1u >> 11) & lookup->mask;
    while (lookup->slots[at].id && lookup->slots[at].id != id)
        at = (at + 1) & lookup->mask;
    return at;
}

static void forget(Lookup *lookup)
{
    free(lookup->slots);
    free(lookup->begins);
}

static int prepare(Lookup *lookup, const uint32_t *wanted, Py_ssize_t count, const uint8_t *kind)
{
    size_t room = 64;
    int words = 0; /* whether whole words are wanted */
    while (room < 4 * (size_t)count)
        room *= 2;
    lookup->slots = calloc(room, sizeof *lookup->slots);
    lookup->begins = calloc(65536, 1);
    lookup->mask = room - 1;
    if (!lookup->slots || !lookup->begins)
        return -1;
    for (Py_ssize_t i = 0; i < count; i++) {
        uint32_t id = wanted[i];
        if (!id) /* no term, and the mark of an empty slot */
            continue;
        size_t at = slot_of(lookup, id);
        lookup->slots[at].id = id;
        lookup->slots[at].place = (uint32_t)i;
        lookup->begins[id >> 16 ? id >> 16 : id] = 1;
        words |= id >> 28 == 1;
    }
    for (int code = 0; words && code < 65536; code++)
        lookup->begins[code] |= kind[code] == WORD;
    return 0;
}

/* Of the terms that begin at a place those wanted, two at most. Says the same as `terms_at`, but reads the text as it
 * is, commas included: they stand between digits and concern whole words alone. */
static inline int wanted_at(const uint16_t *codes, Py_ssize_t n, Py_ssize_t i, const Tables *tables,
                            const Lookup *lookup, uint32_t places[2], uint8_t kinds[2])
{
    const uint8_t *kind = tables->kind;
    uint32_t here = codes[i], ids[2];
    uint8_t next = i + 1 < n ? kind[codes[i + 1]] : SEPARATOR, what[2];
    int met = 0, found = 0;
    if (kind[here] == SYLLABLE) {
        if (next == SYLLABLE) {
            ids[met] = here << 16 | codes[i + 1];
            what[met++] = BIGRAM;
        } else if (!i || kind[codes[i - 1]] != SYLLABLE) {
            ids[met] = here;
            what[met++] = LONE;
        }
        if (i + 2 < n && codes[i + 1] == ' ' && kind[codes[i + 2]] == SYLLABLE) {
            ids[met] = here << 16 | codes[i + 2];
            what[met++] = CROSS;
        }
    } else if (kind[here] == WORD) {
        if (!i || kind_at(codes, n, i - 1, kind) != WORD) {
            ids[met] = word_at(codes, n, i, tables);
            what[met++] = LATIN;
        }
        if (next == SYLLABLE) {
            ids[met] = here << 16 | codes[i + 1];
            what[met++] = MIXED;
        }
    }
    for (int j = 0; j < met; j++) {
        size_t at = slot_of(lookup, ids[j]);
        if (lookup->slots[at].id) {
            places[found] = lookup->slots[at].place;
            kinds[found++] = what[j];
        }
    }
    return found;
}

/* find(codes, *TABLES, wanted, places, positions, kinds) -> how many
 *
 * As `terms`, but only those wanted, which are distinct; places: which of them each is. */
PyObject *find(PyObject *self, PyObject *args)
{
    Py_buffer v[10];
    if (borrow(args, "2r" TABLES "4r8w8w1w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]), wanted = LENGTH(v[6]), found = 0;
    Tables tables;
    if (!use_tables(v + 1, &tables) || n > INT32_MAX / 8 || wanted > INT32_MAX / 8 || LENGTH(v[7]) < 2 * n ||
        LENGTH(v[8]) < 2 * n || LENGTH(v[9]) < 2 * n)
        return refuse(v, 10, "find: wrong lengths");
    Lookup lookup = {0};
    if (prepare(&lookup, v[6].buf, wanted, tables.kind)) {
        forget(&lookup);
        give_back(v, 10, NULL);
        return PyErr_NoMemory();
    }
    const uint16_t *codes = v[0].buf;
    int64_t *places = v[7].buf, *positions = v[8].buf;
    uint32_t here[2];
    uint8_t *kinds = v[9].buf, what[2];
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; i < n; i++) {
        if (!lookup.begins[codes[i]])
            continue;
        for (int many = wanted_at(codes, n, i, &tables, &lookup, here, what), j = 0; j < many; j++) {
            places[found] = here[j];
            positions[found] = i;
            kinds[found++] = what[j];
        }
    }
    forget(&lookup);
    Py_END_ALLOW_THREADS
    return give_back(v, 10, number(found));
}

#define TIE 1e-9 /* sums that differ by less are one: the order of adding must not decide */
enum { ROWS = 4, STEP = 16 }; /* overlapping rows of windows, STEP apart; a window is ROWS * STEP units */

/* The most that distinct wanted terms of a text, *start* units from the first, weigh within one window, and *where* it
 * begins, counted from the first text. *seen*: ROWS stamps a wanted term, which *stamp* exceeds. */
static double densest(const uint16_t *codes, Py_ssize_t start, Py_ssize_t n, const Tables *tables, const Lookup *lookup,
                      const double *worth, Py_ssize_t wanted, uint64_t *seen, uint64_t *stamp, int64_t *where)
{
    Py_ssize_t place = -1;
    Py_ssize_t window[ROWS] = {-1, -1, -1, -1};
    uint64_t mark[ROWS] = {0};
    double sum[ROWS] = {0}, most = 0;
    uint32_t places[2];
    uint8_t kinds[2];
    for (Py_ssize_t i = 0; i < n; i++) {
        if (!lookup->begins[codes[i]])
            continue;
        for (int many = wanted_at(codes, n, i, tables, lookup, places, kinds), j = 0; j < many; j++)
            for (int row = 0; row < ROWS; row++) {
                Py_ssize_t here = (start + i + row * STEP) / (ROWS * STEP);
                if (here != window[row]) {
                    window[row] = here;
                    mark[row] = ++*stamp;
                    sum[row] = 0;
                }
                uint64_t *last = seen + row * wanted + places[j];
                if (*last != mark[row]) {
                    *last = mark[row];
                    sum[row] += worth[places[j]];
                    Py_ssize_t window_here = here * ROWS + row;
                    if (place < 0 || sum[row] > most + TIE || (sum[row] > most - TIE && window_here < place))
                        place = window_here;
                    most = sum[row] > most ? sum[row] : most;
                }
            }
    }
    *where = place < 0 ? start : place / ROWS * (ROWS * STEP) - place % ROWS * STEP;
    return most;
}

/* Blocks without the word's first two units are passed over, several units at a time. */
int holds(const uint16_t *text, Py_ssize_t n, const uint16_t *word, Py_ssize_t length)
{
    enum { BLOCK = 64 };
    if (!length)
        return 1;
    uint16_t first = word[0], second = word[length > 1];
    Py_ssize_t skip = length > 1;
    for (Py_ssize_t i = 0; i + length <= n;) {
        Py_ssize_t end = i + BLOCK;
        if (end + skip <= n) {
            int met = 0;
            for (Py_ssize_t j = i; j < end; j++)
                met |= (text[j] == first) & (text[j + skip] == second);
            if (!met) {
                i = end;
                continue;
            }
        }
        for (; i < end && i + length <= n; i++)
            if (text[i] == first && !memcmp(text + i, word, (size_t)length * sizeof *word))
                return 1;
    }
    return 0;
}

/* look(raw, ends, *TABLES, wanted, worth, words, word_ends, densities, wheres, held)
 *
 * raw: texts one after the other, each ending at its place in *ends*; likewise the words. Wanted terms are distinct,
 * and worth is not negative. For each text how dense the wanted terms stand, where (counted from the first text), and
 * which of the words it holds. */
PyObject *look(PyObject *self, PyObject *args)
{
    Py_buffer v[14];
    if (borrow(args, "2r8r" TABLES "4r8r2r8r8w8w1w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]), texts = LENGTH(v[1]), wanted = LENGTH(v[7]), words = LENGTH(v[10]);
    const uint16_t *raw = v[0].buf, *word = v[9].buf;
    const int64_t *ends = v[1].buf, *word_ends = v[10].buf;
    Tables tables;
    int sound = use_tables(v + 2, &tables) && n <= INT32_MAX / 8 && wanted <= INT32_MAX / 8 &&
                LENGTH(v[8]) == wanted && LENGTH(v[11]) >= texts && LENGTH(v[12]) >= texts &&
                LENGTH(v[13]) >= texts * words && rising(ends, texts, n) && rising(word_ends, words, LENGTH(v[9]));
    if (!sound)
        return refuse(v, 14, "look: wrong lengths");
    double *densities = v[11].buf;
    int64_t *wheres = v[12].buf;
    uint8_t *held = v[13].buf;
    Lookup lookup = {0};
    uint16_t *codes = malloc((size_t)(n + 1) * sizeof *codes);
    uint64_t *seen = calloc((size_t)wanted * ROWS + 1, sizeof *seen), stamp = 0;
    int failed = !codes || !seen || prepare(&lookup, v[7].buf, wanted, tables.kind);
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t t = 0, start = 0; t < texts && !failed; start = (Py_ssize_t)ends[t++]) {
        Py_ssize_t length = (Py_ssize_t)ends[t] - start;
        fold_units(raw + start, length, &tables, codes);
        densities[t] =
            densest(codes, start, length, &tables, &lookup, v[8].buf, wanted, seen, &stamp, wheres + t);
        for (Py_ssize_t w = 0, from = 0; w < words; from = (Py_ssize_t)word_ends[w++])
            held[t * words + w] = (uint8_t)holds(codes, length, word + from, (Py_ssize_t)word_ends[w] - from);
    }
    free(codes);
    free(seen);
    forget(&lookup);
    Py_END_ALLOW_THREADS
    give_back(v, 14, NULL);
    return failed ? PyErr_NoMemory() : number(texts);
}
