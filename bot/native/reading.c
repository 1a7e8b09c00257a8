/* Articles read again: where the terms of a query stand, how close together, and which articles tell one story. */

#include "kernel.h"

/* From a term to its place among those wanted. */
typedef struct {
    struct {
        uint32_t id, place;
    } *slots;
    size_t mask;
} Lookup;

static inline size_t slot_of(const Lookup *lookup, uint32_t id)
{
    size_t at = (id * 0x9E3779B1u >> 11) & lookup->mask;
    while (lookup->slots[at].id && lookup->slots[at].id != id)
        at = (at + 1) & lookup->mask;
    return at;
}

static int prepare(Lookup *lookup, const uint32_t *wanted, Py_ssize_t count)
{
    size_t room = 64;
    while (room < 4 * (size_t)count)
        room *= 2;
    lookup->slots = calloc(room, sizeof *lookup->slots);
    lookup->mask = room - 1;
    if (!lookup->slots)
        return -1;
    for (Py_ssize_t i = 0; i < count; i++)
        if (wanted[i]) { /* 0 is no term, and marks an empty slot */
            size_t at = slot_of(lookup, wanted[i]);
            lookup->slots[at].id = wanted[i];
            lookup->slots[at].place = (uint32_t)i;
        }
    return 0;
}

/* find(codes, kind, powers, wanted, places, positions, kinds) -> how many
 *
 * As `terms`, but only those wanted, which are distinct; places: which of them each is. */
PyObject *find(PyObject *self, PyObject *args)
{
    Py_buffer v[7];
    if (borrow(args, "2r1r8r4r8w8w1w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]), wanted = LENGTH(v[3]), found = 0;
    if (n > INT32_MAX / 8 || wanted > INT32_MAX / 8 || LENGTH(v[1]) != 65536 || LENGTH(v[2]) != 64 ||
        LENGTH(v[4]) < 2 * n || LENGTH(v[5]) < 2 * n || LENGTH(v[6]) < 2 * n)
        return refuse(v, 7, "find: wrong lengths");
    Text text = {0};
    Lookup lookup = {0};
    if (widen(&text, n + 1) || prepare(&lookup, v[3].buf, wanted)) {
        free(text.places);
        give_back(v, 7, NULL);
        return PyErr_NoMemory();
    }
    int64_t *places = v[4].buf, *positions = v[5].buf;
    uint32_t ids[2];
    uint8_t *kinds = v[6].buf, what[2];
    Py_BEGIN_ALLOW_THREADS
    take(&text, v[0].buf, n, v[1].buf);
    for (Py_ssize_t i = 0; i < text.length; i++)
        for (int many = terms_at(&text, i, v[2].buf, 1, ids, what), j = 0; j < many; j++) {
            size_t at = slot_of(&lookup, ids[j]);
            if (lookup.slots[at].id) {
                places[found] = lookup.slots[at].place;
                positions[found] = text.places[i];
                kinds[found++] = what[j];
            }
        }
    free(text.places);
    free(lookup.slots);
    Py_END_ALLOW_THREADS
    return give_back(v, 7, number(found));
}

enum { ROWS = 4, STEP = 16 }; /* overlapping rows of windows, STEP apart; a window is ROWS * STEP units */

/* The most that distinct wanted terms of a text weigh within one window. *seen*: ROWS stamps a wanted term, which
 * *stamp* exceeds. */
static double densest(const Text *text, const uint64_t *powers, const Lookup *lookup, const double *worth,
                      Py_ssize_t wanted, uint64_t *seen, uint64_t *stamp)
{
    int32_t window[ROWS] = {-1, -1, -1, -1};
    uint64_t mark[ROWS] = {0};
    double sum[ROWS] = {0}, most = 0;
    uint32_t ids[2];
    uint8_t kinds[2];
    for (Py_ssize_t i = 0; i < text->length; i++)
        for (int many = terms_at(text, i, powers, 1, ids, kinds), j = 0; j < many; j++) {
            size_t at = slot_of(lookup, ids[j]);
            if (!lookup->slots[at].id)
                continue;
            uint32_t place = lookup->slots[at].place;
            for (int row = 0; row < ROWS; row++) {
                int32_t here = (text->places[i] + row * STEP) / (ROWS * STEP);
                if (here != window[row]) {
                    window[row] = here;
                    mark[row] = ++*stamp;
                    sum[row] = 0;
                }
                uint64_t *last = seen + row * wanted + place;
                if (*last != mark[row]) {
                    *last = mark[row];
                    sum[row] += worth[place];
                    most = sum[row] > most ? sum[row] : most;
                }
            }
        }
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

/* look(raw, ends, *TABLES, wanted, worth, words, word_ends, densities, held)
 *
 * raw: texts one after the other, each ending at its place in *ends*; likewise the words. Wanted terms are distinct,
 * and worth is not negative. For each text how dense the wanted terms stand, and which of the words it holds. */
PyObject *look(PyObject *self, PyObject *args)
{
    Py_buffer v[13];
    if (borrow(args, "2r8r" TABLES "4r8r2r8r8w1w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]), texts = LENGTH(v[1]), wanted = LENGTH(v[7]), words = LENGTH(v[10]);
    const uint16_t *raw = v[0].buf, *word = v[9].buf;
    const int64_t *ends = v[1].buf, *word_ends = v[10].buf;
    Tables tables;
    int sound = use_tables(v + 2, &tables) && n <= INT32_MAX / 8 && wanted <= INT32_MAX / 8 &&
                LENGTH(v[8]) == wanted && LENGTH(v[11]) >= texts && LENGTH(v[12]) >= texts * words &&
                rising(ends, texts, n) && rising(word_ends, words, LENGTH(v[9]));
    if (!sound)
        return refuse(v, 13, "look: wrong lengths");
    double *densities = v[11].buf;
    uint8_t *held = v[12].buf;
    Text text = {0};
    Lookup lookup = {0};
    uint16_t *codes = malloc((size_t)(n + 1) * sizeof *codes);
    uint64_t *seen = calloc((size_t)wanted * ROWS + 1, sizeof *seen), stamp = 0;
    int failed = !codes || !seen || widen(&text, n + 1) || prepare(&lookup, v[7].buf, wanted);
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t t = 0, start = 0; t < texts && !failed; start = (Py_ssize_t)ends[t++]) {
        Py_ssize_t length = (Py_ssize_t)ends[t] - start;
        fold_units(raw + start, length, &tables, codes);
        take(&text, codes, length, tables.kind);
        densities[t] = densest(&text, tables.powers, &lookup, v[8].buf, wanted, seen, &stamp);
        for (Py_ssize_t w = 0, from = 0; w < words; from = (Py_ssize_t)word_ends[w++])
            held[t * words + w] = (uint8_t)holds(codes, length, word + from, (Py_ssize_t)word_ends[w] - from);
    }
    free(codes);
    free(seen);
    free(text.places);
    free(lookup.slots);
    Py_END_ALLOW_THREADS
    give_back(v, 13, NULL);
    return failed ? PyErr_NoMemory() : number(texts);
}

/* products(columns, rows, weights, out): the products of every two rows of a sparse table, n x n, added to out.
 *
 * Entries stand by rising column; what each column adds is added in that order. */
PyObject *products(PyObject *self, PyObject *args)
{
    Py_buffer v[4];
    if (borrow(args, "8r8r8r8w", v))
        return NULL;
    Py_ssize_t entries = LENGTH(v[0]), n = 0;
    const int64_t *columns = v[0].buf, *rows = v[1].buf;
    const double *weights = v[2].buf;
    double *out = v[3].buf;
    while ((n + 1) * (n + 1) <= LENGTH(v[3]))
        n++;
    int sound = LENGTH(v[1]) == entries && LENGTH(v[2]) == entries;
    for (Py_ssize_t i = 0; sound && i < entries; i++)
        sound = rows[i] >= 0 && rows[i] < n;
    if (!sound)
        return refuse(v, 4, "products: wrong lengths");
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t start = 0, end; start < entries; start = end) {
        for (end = start + 1; end < entries && columns[end] == columns[start];)
            end++;
        for (Py_ssize_t a = start; a < end; a++)
            for (Py_ssize_t b = start; b < end; b++)
                out[n * rows[a] + rows[b]] += weights[a] * weights[b];
    }
    Py_END_ALLOW_THREADS
    return give_back(v, 4, number(entries));
}

