/* Which articles tell one story, by the words of their leads. */

#include "kernel.h"

/* leads(raw, ends, *TABLES, keys, scratch, distinct) -> (how many keys, how many distinct terms)
 *
 * The plain terms of texts (as in `look`) but those across a space, sorted: term << 24 | text << 8 | how often, to 255.
 * Keys and scratch have room for two a unit, distinct for as many terms. */
PyObject *leads(PyObject *self, PyObject *args)
{
    Py_buffer v[10];
    if (borrow(args, "2r8r" TABLES "8w8w4w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]), texts = LENGTH(v[1]), found = 0, held = 0, terms = 0;
    const uint16_t *raw = v[0].buf;
    const int64_t *ends = v[1].buf;
    Tables tables;
    if (!use_tables(v + 2, &tables) || n > INT32_MAX / 8 || texts > NUMBERS || !rising(ends, texts, n) ||
        LENGTH(v[7]) < 2 * n || LENGTH(v[8]) < 2 * n || LENGTH(v[9]) < 2 * n)
        return refuse(v, 10, "leads: wrong lengths");
    uint64_t *keys = v[7].buf;
    uint32_t *distinct = v[9].buf;
    uint16_t *codes = malloc((size_t)(n + 1) * sizeof *codes);
    if (!codes) {
        give_back(v, 10, NULL);
        return PyErr_NoMemory();
    }
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t t = 0, start = 0; t < texts; start = (Py_ssize_t)ends[t++]) {
        Py_ssize_t length = (Py_ssize_t)ends[t] - start;
        fold_units(raw + start, length, &tables, codes);
        uint64_t mark = (uint64_t)t << 8 | 1;
        uint8_t before = SEPARATOR, what = length ? tables.kind[codes[0]] : SEPARATOR, next;
        for (Py_ssize_t i = 0; i < length; i++, before = what, what = next) {
            uint64_t here = codes[i], after = i + 1 < length ? codes[i + 1] : 0;
            next = i + 1 < length ? tables.kind[after] : SEPARATOR;
            if (what == WORD && before != WORD && (!i || kind_at(codes, length, i - 1, tables.kind) != WORD))
                keys[found++] = (uint64_t)word_at(codes, length, i, &tables) << 24 | mark;
            /* written in any case, and kept where it is a term: guesses about that would often fail */
            keys[found] = (next == SYLLABLE ? here << 16 | after : here) << 24 | mark;
            found += (what != SEPARATOR) & ((next == SYLLABLE) | ((what == SYLLABLE) & (before != SYLLABLE)));
        }
    }
    free(codes);
    sort_keys(keys, v[8].buf, found);
    uint64_t last = 0; /* no key, since no term is 0; nothing is guessed here either */
    for (Py_ssize_t i = 0; i < found; i++) {
        uint64_t key = keys[i], again = last >> 8 == key >> 8;
        held += !again;
        terms += last >> 24 != key >> 24;
        distinct[terms - 1] = (uint32_t)(key >> 24);
        last = again ? last + ((last & 0xFF) != 0xFF) : key;
        keys[held - 1] = last;
    }
    Py_END_ALLOW_THREADS
    give_back(v, 10, NULL);
    return Py_BuildValue("nn", held, terms);
}

/* cosines(keys, rarities, roots, out): of every two texts of `leads`, n x n; a term weighs its rarity times the root
 * for how often it occurs, the last of which stands for more. */
PyObject *cosines(PyObject *self, PyObject *args)
{
    Py_buffer v[4];
    if (borrow(args, "8r8r8r8w", v))
        return NULL;
    Py_ssize_t count = LENGTH(v[0]), terms = LENGTH(v[1]), most = LENGTH(v[2]), n = 0, distinct = 0;
    const uint64_t *keys = v[0].buf;
    const double *rarities = v[1].buf, *roots = v[2].buf;
    double *out = v[3].buf;
    while ((n + 1) * (n + 1) <= LENGTH(v[3]))
        n++;
    int sound = most > 0;
    for (Py_ssize_t i = 0; sound && i < count; i++) {
        distinct += !i || keys[i - 1] >> 24 != keys[i] >> 24;
        sound = (Py_ssize_t)(keys[i] >> 8 & 0xFFFF) < n && (keys[i] & 0xFF);
    }
    if (!sound || distinct != terms)
        return refuse(v, 4, "cosines: wrong lengths");
    double *weights = malloc((size_t)(n + 1) * sizeof *weights);
    int32_t *rows = malloc((size_t)(n + 1) * sizeof *rows);
    if (!weights || !rows) {
        free(weights);
        free(rows);
        give_back(v, 4, NULL);
        return PyErr_NoMemory();
    }
    Py_BEGIN_ALLOW_THREADS
    memset(out, 0, (size_t)(n * n) * sizeof *out);
    for (Py_ssize_t i = 0, term = 0; i < count; term++) {
        Py_ssize_t many = 0;
        for (uint64_t id = keys[i] >> 24; i < count && keys[i] >> 24 == id; i++) {
            Py_ssize_t often = (Py_ssize_t)(keys[i] & 0xFF);
            if (many < n) { /* a text stands once under a term */
                rows[many] = (int32_t)(keys[i] >> 8 & 0xFFFF);
                weights[many++] = rarities[term] * roots[(often < most ? often : most) - 1];
            }
        }
        if (rarities[term] > 0)
            for (Py_ssize_t a = 0; a < many; a++)
                for (Py_ssize_t b = a; b < many; b++)
                    out[n * rows[a] + rows[b]] += weights[a] * weights[b];
    }
    for (Py_ssize_t a = 0; a < n; a++)
        weights[a] = out[n * a + a] > 0 ? 1 / sqrt(out[n * a + a]) : 0;
    for (Py_ssize_t a = 0; a < n; a++)
        for (Py_ssize_t b = a; b < n; b++)
            out[n * a + b] = out[n * b + a] = out[n * a + b] * weights[a] * weights[b];
    Py_END_ALLOW_THREADS
    free(weights);
    free(rows);
    give_back(v, 4, NULL);
    return number(n);
}
