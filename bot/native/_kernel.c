/* The inner loops of indexing and ranking. Every function has a twin in numpy, beside its caller, which gives the
 * same results and is used where no compiler was at hand; tests compare the two.
 *
 * All arguments are contiguous arrays made by the caller, outputs included. What is read from them is checked as far
 * as memory safety needs it, since some come from a file. The interpreter's lock is released while a loop runs.
 *
 * Limited API, so that one build serves every Python from 3.11.
 */

#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SEPARATOR = 0, SYLLABLE = 1, WORD = 2 };                   /* bot.korean.normalize */
enum { BIGRAM, LONE, LATIN, MIXED, CROSS };                       /* bot.korean.tokens */
enum { NUMBERS = 65536, MOST = 16, BINS = 64, NOTHING = 0xFFFF }; /* segment, here, bot.search.signature */

/* Borrow the arrays in *args*. *spec* has two characters for each: bytes an item, and r or w. */
static int borrow(PyObject *args, const char *spec, Py_buffer *views)
{
    Py_ssize_t wanted = (Py_ssize_t)strlen(spec) / 2;
    if (PyTuple_Size(args) < wanted) {
        PyErr_SetString(PyExc_TypeError, "too few arguments");
        return -1;
    }
    for (Py_ssize_t i = 0; i < wanted; i++) {
        int flags = spec[2 * i + 1] == 'w' ? PyBUF_WRITABLE : PyBUF_SIMPLE;
        int failed = PyObject_GetBuffer(PyTuple_GetItem(args, i), &views[i], flags);
        if (!failed && views[i].itemsize != spec[2 * i] - '0') {
            PyErr_Format(PyExc_TypeError, "argument %zd has items of the wrong size", i);
            PyBuffer_Release(&views[i]);
            failed = 1;
        }
        if (failed) {
            while (i--)
                PyBuffer_Release(&views[i]);
            return -1;
        }
    }
    return 0;
}

static PyObject *give_back(Py_buffer *views, int count, PyObject *result)
{
    while (count--)
        PyBuffer_Release(&views[count]);
    return result;
}

static PyObject *refuse(Py_buffer *views, int count, const char *why)
{
    PyErr_SetString(PyExc_ValueError, why);
    return give_back(views, count, NULL);
}

static PyObject *number(Py_ssize_t value) { return PyLong_FromSsize_t(value); }

#define LENGTH(view) ((view).len / (view).itemsize)

/* fold(raw, medial, initial, is_hanja, kind, out) */
static PyObject *fold(PyObject *self, PyObject *args)
{
    Py_buffer v[6];
    if (borrow(args, "2r2r2r1r1r2w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]);
    if (LENGTH(v[1]) != 65536 || LENGTH(v[2]) != 65536 || LENGTH(v[3]) != 65536 || LENGTH(v[4]) != 65536 ||
        LENGTH(v[5]) < n)
        return refuse(v, 6, "fold: wrong lengths");
    const uint16_t *raw = v[0].buf, *medial = v[1].buf, *initial = v[2].buf;
    const uint8_t *is_hanja = v[3].buf, *kind = v[4].buf;
    uint16_t *out = v[5].buf;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; i < n; i++) {
        uint16_t code = raw[i];
        out[i] = medial[code];
        if (is_hanja[code] && (i == 0 || kind[out[i - 1]] != SYLLABLE))
            out[i] = initial[code];
    }
    Py_END_ALLOW_THREADS
    return give_back(v, 6, number(n));
}

/* A text without the commas inside numbers, and what each of its units is. */
typedef struct {
    uint16_t *codes;
    uint8_t *kinds;
    int32_t *places; /* where each unit stood */
    Py_ssize_t length, room;
} Text;

static int widen(Text *text, Py_ssize_t room)
{
    if (room <= text->room)
        return 0;
    free(text->places);
    text->room = 0;
    text->places = malloc((size_t)room * 7); /* one piece, the widest items first */
    if (!text->places)
        return -1;
    text->codes = (uint16_t *)(text->places + room);
    text->kinds = (uint8_t *)(text->codes + room);
    text->room = room;
    return 0;
}

static int is_digit(uint16_t code) { return code >= '0' && code <= '9'; }

static void take(Text *text, const uint16_t *codes, Py_ssize_t n, const uint8_t *kind)
{
    Py_ssize_t length = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        uint16_t code = codes[i];
        uint8_t what = kind[code];
        if ((code == ',' || code == '.') && i && i + 1 < n && is_digit(codes[i - 1]) && is_digit(codes[i + 1])) {
            if (code == ',')
                continue;
            what = WORD;
        }
        text->codes[length] = code;
        text->kinds[length] = what;
        text->places[length++] = (int32_t)i;
    }
    text->length = length;
}

static uint32_t hash_word(const Text *text, Py_ssize_t start, const uint64_t *powers)
{
    uint64_t mixed = 0;
    for (Py_ssize_t i = start; i < text->length && text->kinds[i] == WORD; i++)
        mixed += text->codes[i] * powers[i - start < 63 ? i - start : 63];
    mixed ^= mixed >> 29;
    mixed *= 0xBF58476D1CE4E5B9u;
    mixed ^= mixed >> 32;
    return (uint32_t)(mixed & 0x0FFFFFFF) | 0x10000000u;
}

/* The term of one kind at a place, or 0. */
static inline uint32_t term_at(const Text *t, Py_ssize_t i, int kind, const uint64_t *powers)
{
    const uint8_t *k = t->kinds + i;
    uint32_t here = t->codes[i];
    Py_ssize_t left = t->length - i - 1;
    switch (kind) {
    case BIGRAM:
        return left > 0 && k[0] == SYLLABLE && k[1] == SYLLABLE ? here << 16 | t->codes[i + 1] : 0;
    case LONE:
        return k[0] == SYLLABLE && !(i && k[-1] == SYLLABLE) && !(left > 0 && k[1] == SYLLABLE) ? here : 0;
    case CROSS:
        return left > 1 && k[0] == SYLLABLE && t->codes[i + 1] == ' ' && k[2] == SYLLABLE
                   ? here << 16 | t->codes[i + 2] : 0;
    case LATIN:
        return k[0] == WORD && !(i && k[-1] == WORD) ? hash_word(t, i, powers) : 0;
    default:
        return left > 0 && k[0] == WORD && k[1] == SYLLABLE ? here << 16 | t->codes[i + 1] : 0;
    }
}

static const int ORDER[] = {BIGRAM, LONE, CROSS, LATIN, MIXED}; /* in which the twin in numpy finds them */

/* terms(codes, kind, powers, ids, positions, kinds) -> how many; at most two a unit */
static PyObject *terms(PyObject *self, PyObject *args)
{
    Py_buffer v[6];
    if (borrow(args, "2r1r8r4w8w1w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]), found = 0;
    if (n > INT32_MAX / 8 || LENGTH(v[1]) != 65536 || LENGTH(v[2]) != 64 || LENGTH(v[3]) < 2 * n ||
        LENGTH(v[4]) < 2 * n || LENGTH(v[5]) < 2 * n)
        return refuse(v, 6, "terms: wrong lengths");
    Text text = {0};
    if (widen(&text, n + 1)) {
        give_back(v, 6, NULL);
        return PyErr_NoMemory();
    }
    uint32_t *ids = v[3].buf;
    int64_t *positions = v[4].buf;
    uint8_t *kinds = v[5].buf;
    Py_BEGIN_ALLOW_THREADS
    take(&text, v[0].buf, n, v[1].buf);
    for (int turn = 0; turn < 5; turn++)
        for (Py_ssize_t i = 0; i < text.length; i++) {
            uint32_t id = term_at(&text, i, ORDER[turn], v[2].buf);
            if (id && found < 2 * n) {
                ids[found] = id;
                positions[found] = text.places[i];
                kinds[found++] = (uint8_t)ORDER[turn];
            }
        }
    free(text.places);
    Py_END_ALLOW_THREADS
    return give_back(v, 6, number(found));
}

/* The distinct terms of one article with how often each occurs, as term << 8 | frequency. */
typedef struct {
    uint64_t *slots;
    uint32_t *used; /* slots in the order in which they were taken */
    Py_ssize_t room, count, total;
} Bag;

static int ready(Bag *bag, Py_ssize_t most)
{
    Py_ssize_t room = 1024;
    while (room < 2 * most)
        room *= 2;
    if (room > bag->room) {
        free(bag->slots);
        free(bag->used);
        bag->slots = calloc((size_t)room, sizeof *bag->slots);
        bag->used = malloc((size_t)room * sizeof *bag->used);
        bag->room = bag->slots && bag->used ? room : 0;
        bag->count = 0; /* all slots are empty */
        if (!bag->room)
            return -1;
    }
    for (Py_ssize_t i = 0; i < bag->count; i++)
        bag->slots[bag->used[i]] = 0;
    bag->count = bag->total = 0;
    return 0;
}

static inline void put(Bag *bag, uint32_t id)
{
    size_t mask = (size_t)bag->room - 1, at = (id * 0x9E3779B1u >> 7) & mask;
    bag->total++;
    for (;; at = (at + 1) & mask) {
        uint64_t slot = bag->slots[at];
        if (!slot) {
            bag->slots[at] = (uint64_t)id << 8 | 1;
            bag->used[bag->count++] = (uint32_t)at;
            return;
        }
        if (slot >> 8 == id) {
            bag->slots[at] += (slot & 0xFF) != 0xFF;
            return;
        }
    }
}

/* Every term of a text, as `term_at` finds them, in one pass. */
static void put_all(Bag *bag, const Text *text, const uint64_t *powers, int across)
{
    const uint16_t *codes = text->codes;
    const uint8_t *kinds = text->kinds;
    uint8_t before = SEPARATOR;
    for (Py_ssize_t i = 0; i < text->length; before = kinds[i++]) {
        uint32_t here = codes[i];
        uint8_t next = i + 1 < text->length ? kinds[i + 1] : SEPARATOR;
        if (kinds[i] == SYLLABLE) {
            if (next == SYLLABLE)
                put(bag, here << 16 | codes[i + 1]);
            else if (before != SYLLABLE)
                put(bag, here);
            if (across && i + 2 < text->length && codes[i + 1] == ' ' && kinds[i + 2] == SYLLABLE)
                put(bag, here << 16 | codes[i + 2]);
        } else if (kinds[i] == WORD) {
            if (before != WORD)
                put(bag, hash_word(text, i, powers));
            if (next == SYLLABLE)
                put(bag, here << 16 | codes[i + 1]);
        }
    }
}

/* count(codes, ends, kind, powers, extra_ids, extra_numbers, keys, sizes, base, across) -> how many keys
 *
 * Keys are term << 24 | (article + base) << 8 | frequency, by article, unordered within one. At most two keys a unit
 * and one an extra; extra_numbers rise. sizes: terms of each article. across: 0 leaves out terms across a space. */
static PyObject *count(PyObject *self, PyObject *args)
{
    Py_buffer v[8];
    if (borrow(args, "2r8r1r8r4r8r8w8w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]), articles = LENGTH(v[1]), extras = LENGTH(v[4]), found = 0;
    int given = PyTuple_Size(args) == 10;
    Py_ssize_t base = given ? PyLong_AsSsize_t(PyTuple_GetItem(args, 8)) : -1;
    int across = given ? PyObject_IsTrue(PyTuple_GetItem(args, 9)) : 0;
    const int64_t *ends = v[1].buf, *extra_numbers = v[5].buf;
    int sound = n <= INT32_MAX / 8 && LENGTH(v[2]) == 65536 && LENGTH(v[3]) == 64 && LENGTH(v[5]) == extras &&
                LENGTH(v[6]) >= 2 * n + extras && LENGTH(v[7]) >= articles && base >= 0 && base + articles <= NUMBERS;
    for (Py_ssize_t i = 0; sound && i < articles; i++)
        sound = ends[i] >= (i ? ends[i - 1] : 0) && ends[i] <= n;
    if (!sound)
        return PyErr_Occurred() ? give_back(v, 8, NULL) : refuse(v, 8, "count: wrong lengths");
    const uint16_t *codes = v[0].buf;
    const uint32_t *extra_ids = v[4].buf;
    uint64_t *keys = v[6].buf;
    int64_t *sizes = v[7].buf;
    Text text = {0};
    Bag bag = {0};
    int failed = 0;
    Py_BEGIN_ALLOW_THREADS
    Py_ssize_t start = 0, extra = 0;
    for (Py_ssize_t a = 0; a < articles && !failed; a++) {
        Py_ssize_t length = (Py_ssize_t)ends[a] - start, more = extra;
        while (more < extras && extra_numbers[more] <= a)
            more++;
        failed = widen(&text, length + 1) || ready(&bag, 2 * length + more - extra);
        if (failed)
            break;
        take(&text, codes + start, length, v[2].buf);
        put_all(&bag, &text, v[3].buf, across);
        for (; extra < more; extra++)
            put(&bag, extra_ids[extra]);
        for (Py_ssize_t i = 0; i < bag.count; i++) {
            uint64_t slot = bag.slots[bag.used[i]];
            keys[found++] = (slot >> 8) << 24 | (uint64_t)(a + base) << 8 | (slot & 0xFF);
        }
        sizes[a] = bag.total;
        start = (Py_ssize_t)ends[a];
    }
    free(text.places);
    free(bag.slots);
    free(bag.used);
    Py_END_ALLOW_THREADS
    give_back(v, 8, NULL);
    return failed ? PyErr_NoMemory() : number(found);
}

/* sort(keys, scratch): by term, keeping the order of equal terms; least digit first, eleven bits at a time. */
static PyObject *sort(PyObject *self, PyObject *args)
{
    Py_buffer v[2];
    if (borrow(args, "8w8w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]);
    if (LENGTH(v[1]) < n)
        return refuse(v, 2, "sort: wrong lengths");
    uint64_t *from = v[0].buf, *to = v[1].buf;
    Py_BEGIN_ALLOW_THREADS
    for (int shift = 24; shift < 56; shift += 11) {
        size_t at[2048] = {0}, sum = 0;
        for (Py_ssize_t i = 0; i < n; i++)
            at[from[i] >> shift & 2047]++;
        for (int digit = 0; digit < 2048; digit++) {
            size_t here = at[digit];
            at[digit] = sum;
            sum += here;
        }
        for (Py_ssize_t i = 0; i < n; i++)
            to[at[from[i] >> shift & 2047]++] = from[i];
        uint64_t *swap = from;
        from = to;
        to = swap;
    }
    memcpy(v[0].buf, from, (size_t)n * sizeof *from); /* three passes end in the scratch */
    Py_END_ALLOW_THREADS
    return give_back(v, 2, number(n));
}

/* sign(codes, kept, bins): see bot.search.signature; bins come filled with NOTHING */
static PyObject *sign(PyObject *self, PyObject *args)
{
    Py_buffer v[3];
    if (borrow(args, "2r1r2w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]);
    if (LENGTH(v[1]) != 65536 || LENGTH(v[2]) != BINS)
        return refuse(v, 3, "sign: wrong lengths");
    const uint16_t *codes = v[0].buf;
    const uint8_t *kept = v[1].buf;
    uint16_t *bins = v[2].buf, own[BINS];
    uint64_t shingle = 0;
    Py_ssize_t seen = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        if (!kept[codes[i]])
            continue;
        shingle = shingle << 16 | codes[i];
        if (++seen < 4)
            continue;
        uint32_t hash = (uint32_t)(shingle * 0x9E3779B97F4A7C15u >> 32);
        uint16_t value = (hash & 0xFFFF) < NOTHING ? (uint16_t)hash : NOTHING - 1;
        if (value < bins[hash >> 26])
            bins[hash >> 26] = value;
    }
    memcpy(own, bins, sizeof own);
    for (int i = 0; i < BINS; i++)
        for (int step = 1; own[i] == NOTHING && step < BINS; step++) {
            uint32_t value = own[(i + step) % BINS];
            if (value != NOTHING) { /* an empty bin borrows from the next that is not */
                bins[i] = (uint16_t)((value + (uint32_t)step * 0x9E37u) % NOTHING);
                break;
            }
        }
    return give_back(v, 3, number(n));
}

/* An inverted index as it stands in a segment. */
typedef struct {
    const uint32_t *terms;
    const int64_t *starts;
    const uint16_t *docs;
    Py_ssize_t count, postings;
} Postings;

/* The stretch of a term's postings; empty where the index lacks it, or is not sound. *from* is where to look first:
 * the place of a lesser term, or 0; it is moved on, since many terms are mostly asked for in their order. */
static Py_ssize_t stretch(const Postings *p, uint32_t term, Py_ssize_t *from, Py_ssize_t *end)
{
    Py_ssize_t low = *from && p->terms[*from - 1] < term ? *from : 0, high = low;
    for (Py_ssize_t step = 1; high < p->count && p->terms[high] < term; step *= 2) {
        low = high + 1;
        high = step < p->count - high ? high + step : p->count;
    }
    while (low < high) {
        Py_ssize_t middle = low + (high - low) / 2;
        if (p->terms[middle] < term)
            low = middle + 1;
        else
            high = middle;
    }
    *from = low;
    *end = 0;
    if (low == p->count || p->terms[low] != term)
        return 0;
    int64_t first = p->starts[low], last = p->starts[low + 1];
    if (first < 0 || first > last || last > p->postings)
        return 0;
    *end = (Py_ssize_t)last;
    return (Py_ssize_t)first;
}

/* frequencies(terms, starts, docs, live, wanted, totals): adds to totals; live is empty where every article lives */
static PyObject *frequencies(PyObject *self, PyObject *args)
{
    Py_buffer v[6];
    if (borrow(args, "4r8r2r1r4r8w", v))
        return NULL;
    Postings p = {v[0].buf, v[1].buf, v[2].buf, LENGTH(v[0]), LENGTH(v[2])};
    Py_ssize_t wanted = LENGTH(v[4]), living = LENGTH(v[3]);
    if (LENGTH(v[1]) != p.count + 1 || LENGTH(v[5]) < wanted)
        return refuse(v, 6, "frequencies: wrong lengths");
    const uint8_t *live = v[3].buf;
    const uint32_t *term = v[4].buf;
    int64_t *totals = v[5].buf;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0, from = 0; i < wanted; i++) {
        Py_ssize_t end, at = stretch(&p, term[i], &from, &end);
        if (!living)
            totals[i] += end - at;
        else
            for (; at < end; at++)
                totals[i] += p.docs[at] < living && live[p.docs[at]];
    }
    Py_END_ALLOW_THREADS
    return give_back(v, 6, number(wanted));
}

static inline uint64_t rank_key(int32_t sum, int64_t moment)
{
    int64_t shifted = moment + ((int64_t)1 << 32), most = ((int64_t)1 << 33) - 1;
    return (uint64_t)sum << 33 | (uint64_t)(shifted < 0 ? 0 : shifted > most ? most : shifted);
}

static void sink(uint64_t *heap, Py_ssize_t at, Py_ssize_t count)
{
    for (Py_ssize_t child; (child = 2 * at + 1) < count; at = child) {
        child += child + 1 < count && heap[child + 1] < heap[child];
        if (heap[at] <= heap[child])
            return;
        uint64_t swap = heap[at];
        heap[at] = heap[child];
        heap[child] = swap;
    }
}

/* best(terms, starts, docs, impacts, moments, live, wanted, weights, numbers, scores, limit) -> how many
 *
 * The best *limit* articles by score, then moment, and all that tie with the last of them; by rising number. */
static PyObject *best(PyObject *self, PyObject *args)
{
    Py_buffer v[10];
    if (borrow(args, "4r8r2r1r8r1r4r4r8w4w", v))
        return NULL;
    Postings p = {v[0].buf, v[1].buf, v[2].buf, LENGTH(v[0]), LENGTH(v[2])};
    Py_ssize_t articles = LENGTH(v[4]), living = LENGTH(v[5]), wanted = LENGTH(v[6]), found = 0, held = 0;
    Py_ssize_t limit = PyTuple_Size(args) == 11 ? PyLong_AsSsize_t(PyTuple_GetItem(args, 10)) : 0;
    if (articles > NUMBERS || limit < 1 || LENGTH(v[1]) != p.count + 1 || LENGTH(v[3]) != p.postings ||
        (living && living != articles) || LENGTH(v[7]) != wanted || LENGTH(v[8]) < articles ||
        LENGTH(v[9]) < articles)
        return PyErr_Occurred() ? give_back(v, 10, NULL) : refuse(v, 10, "best: wrong lengths");
    limit = limit < articles ? limit : articles;
    const uint8_t *impacts = v[3].buf, *live = v[5].buf;
    const int64_t *moments = v[4].buf;
    const uint32_t *term = v[6].buf;
    const int32_t *weights = v[7].buf;
    int64_t *numbers = v[8].buf;
    int32_t *scores = v[9].buf;
    int32_t *sums = calloc(NUMBERS, sizeof *sums); /* of every number a posting can hold */
    uint64_t *heap = malloc((size_t)(limit + 1) * sizeof *heap);
    if (!sums || !heap) {
        free(sums);
        free(heap);
        give_back(v, 10, NULL);
        return PyErr_NoMemory();
    }
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0, from = 0; i < wanted; i++) {
        Py_ssize_t end, at = stretch(&p, term[i], &from, &end);
        int32_t weight = weights[i];
        for (; at < end; at++)
            sums[p.docs[at]] += impacts[at] * weight;
    }
    if (living)
        for (Py_ssize_t i = 0; i < articles; i++)
            sums[i] = live[i] ? sums[i] : 0;
    int32_t least = 0; /* what a score must exceed or equal to matter */
    for (Py_ssize_t i = 0; i < articles; i++) {
        if (sums[i] <= 0 || sums[i] < least)
            continue;
        uint64_t key = rank_key(sums[i], moments[i]);
        if (held < limit) {
            heap[held++] = key;
            if (held == limit)
                for (Py_ssize_t top = limit / 2; top >= 0; top--)
                    sink(heap, top, held);
        } else if (key > heap[0]) {
            heap[0] = key;
            sink(heap, 0, held);
        } else {
            continue;
        }
        if (held == limit)
            least = (int32_t)(heap[0] >> 33);
    }
    uint64_t worst = held < limit || !held ? 0 : heap[0];
    for (Py_ssize_t i = 0; i < articles; i++)
        if (sums[i] > 0 && sums[i] >= least && rank_key(sums[i], moments[i]) >= worst) {
            numbers[found] = i;
            scores[found++] = sums[i];
        }
    free(sums);
    free(heap);
    Py_END_ALLOW_THREADS
    return give_back(v, 10, number(found));
}

/* products(columns, rows, weights, out): the products of every two rows of a sparse table, n x n, added to out.
 *
 * Entries stand by rising column; what each column adds is added in that order. */
static PyObject *products(PyObject *self, PyObject *args)
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

static PyMethodDef methods[] = {
    {"fold", fold, METH_VARARGS, NULL},
    {"terms", terms, METH_VARARGS, NULL},
    {"count", count, METH_VARARGS, NULL},
    {"sort", sort, METH_VARARGS, NULL},
    {"sign", sign, METH_VARARGS, NULL},
    {"frequencies", frequencies, METH_VARARGS, NULL},
    {"best", best, METH_VARARGS, NULL},
    {"products", products, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_kernel", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__kernel(void) { return PyModule_Create(&module); }
