/* What the files of the kernel share: arrays lent by Python, texts and their terms. */

#ifndef SOSIK_KERNEL_H
#define SOSIK_KERNEL_H

#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SEPARATOR = 0, SYLLABLE = 1, WORD = 2 };                   /* bot.korean.normalize */
enum { BIGRAM, LONE, LATIN, MIXED, CROSS };                       /* bot.korean.tokens */
enum { NUMBERS = 65536, MOST = 16, BINS = 64, NOTHING = 0xFFFF }; /* segment, here, bot.search.signature */

/* Borrow the arrays in *args*, or set an error. *spec* has two characters for each: bytes an item, and r or w. */
int borrow(PyObject *args, const char *spec, Py_buffer *views);
PyObject *give_back(Py_buffer *views, int count, PyObject *result);
PyObject *refuse(Py_buffer *views, int count, const char *why); /* a ValueError, and the arrays given back */

static inline PyObject *number(Py_ssize_t value) { return PyLong_FromSsize_t(value); }

/* Whether each of *count* numbers is none below the one before it, none below 0 and none above *most*. */
static inline int rising(const int64_t *numbers, Py_ssize_t count, Py_ssize_t most)
{
    for (Py_ssize_t i = 0; i < count; i++)
        if (numbers[i] < (i ? numbers[i - 1] : 0) || numbers[i] > most)
            return 0;
    return 1;
}

#define LENGTH(view) ((view).len / (view).itemsize)

/* What texts are read by: bot.korean.tokens.TABLES, lent as five arrays. */
typedef struct {
    const uint16_t *medial, *initial;
    const uint8_t *is_hanja, *kind;
    const uint64_t *powers;
} Tables;

#define TABLES "2r2r1r1r8r"

int use_tables(const Py_buffer *views, Tables *tables); /* whether they are of the right lengths */
void fold_units(const uint16_t *raw, Py_ssize_t n, const Tables *tables, uint16_t *out);

/* A text without the commas inside numbers, and what each of its units is. */
typedef struct {
    uint16_t *codes;
    uint8_t *kinds;
    int32_t *places; /* where each unit stood */
    Py_ssize_t length, room;
} Text;

int widen(Text *text, Py_ssize_t room); /* 0, or -1 where there is no memory */
void take(Text *text, const uint16_t *codes, Py_ssize_t n, const uint8_t *kind);

static inline int is_digit(uint16_t code) { return code >= '0' && code <= '9'; }

/* One id a run of letters and digits, above the lone syllables and below the bigrams. */
static inline uint32_t finish_hash(uint64_t mixed)
{
    mixed ^= mixed >> 29;
    mixed *= 0xBF58476D1CE4E5B9u;
    mixed ^= mixed >> 32;
    return (uint32_t)(mixed & 0x0FFFFFFF) | 0x10000000u;
}

static inline uint32_t hash_word(const Text *text, Py_ssize_t start, const uint64_t *powers)
{
    uint64_t mixed = 0;
    for (Py_ssize_t i = start; i < text->length && text->kinds[i] == WORD; i++)
        mixed += text->codes[i] * powers[i - start < 63 ? i - start : 63];
    return finish_hash(mixed);
}

/* What a unit is: a point or comma inside a number belongs to it. */
static inline uint8_t kind_at(const uint16_t *codes, Py_ssize_t n, Py_ssize_t i, const uint8_t *kind)
{
    uint16_t code = codes[i];
    int inside = (code == ',' || code == '.') && i && i + 1 < n && is_digit(codes[i - 1]) && is_digit(codes[i + 1]);
    return inside ? WORD : kind[code];
}

/* The id of the word that begins at a place of a text as it is, commas included: what `hash_word` says without them. */
static inline uint32_t word_at(const uint16_t *codes, Py_ssize_t n, Py_ssize_t i, const Tables *tables)
{
    uint64_t mixed = 0;
    for (Py_ssize_t units = 0; i < n && kind_at(codes, n, i, tables->kind) == WORD; i++)
        if (codes[i] != ',') {
            mixed += codes[i] * tables->powers[units < 63 ? units : 63];
            units++;
        }
    return finish_hash(mixed);
}

/* The terms that begin at a place, two at most. */
static inline int terms_at(
    const Text *t, Py_ssize_t i, const uint64_t *powers, uint32_t ids[2], uint8_t kinds[2])
{
    const uint8_t *k = t->kinds + i;
    uint32_t here = t->codes[i];
    Py_ssize_t left = t->length - i - 1;
    uint8_t before = i ? k[-1] : SEPARATOR, next = left > 0 ? k[1] : SEPARATOR;
    int found = 0;
    if (k[0] == SYLLABLE) {
        if (next == SYLLABLE) {
            ids[found] = here << 16 | t->codes[i + 1];
            kinds[found++] = BIGRAM;
        } else if (before != SYLLABLE) {
            ids[found] = here;
            kinds[found++] = LONE;
        }
        if (left > 1 && t->codes[i + 1] == ' ' && k[2] == SYLLABLE) {
            ids[found] = here << 16 | t->codes[i + 2];
            kinds[found++] = CROSS;
        }
    } else if (k[0] == WORD) {
        if (before != WORD) {
            ids[found] = hash_word(t, i, powers);
            kinds[found++] = LATIN;
        }
        if (next == SYLLABLE) {
            ids[found] = here << 16 | t->codes[i + 1];
            kinds[found++] = MIXED;
        }
    }
    return found;
}

int holds(const uint16_t *text, Py_ssize_t n, const uint16_t *word, Py_ssize_t length); /* whether a word is in it */

/* By term, keeping the order of equal terms; least digit first, eleven bits at a time. */
void sort_keys(uint64_t *keys, uint64_t *scratch, Py_ssize_t n);

PyObject *fold(PyObject *, PyObject *);
PyObject *terms(PyObject *, PyObject *);
PyObject *marked(PyObject *, PyObject *);
PyObject *count(PyObject *, PyObject *);
PyObject *sort(PyObject *, PyObject *);
PyObject *postings(PyObject *, PyObject *);
PyObject *sign(PyObject *, PyObject *);
PyObject *frequencies(PyObject *, PyObject *);
PyObject *recall(PyObject *, PyObject *);
PyObject *remember(PyObject *, PyObject *);
PyObject *tally(PyObject *, PyObject *);
PyObject *best(PyObject *, PyObject *);
PyObject *leads(PyObject *, PyObject *);
PyObject *cosines(PyObject *, PyObject *);
PyObject *find(PyObject *, PyObject *);
PyObject *look(PyObject *, PyObject *);
PyObject *compare(PyObject *, PyObject *);
PyObject *follow(PyObject *, PyObject *);
PyObject *mentions(PyObject *, PyObject *);

#endif
