/* The postings of a segment: in how many articles terms occur, and which articles are best. */

#include "kernel.h"

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

enum { STRIDE = 32, BATCH = 64 }; /* bot.search.segment; terms that are looked up side by side */

#ifdef __GNUC__
#define FETCH(address) __builtin_prefetch(address) /* what is read soon, and is far away in memory */
#else
#define FETCH(address) ((void)0)
#endif

/* Which STRIDE of terms may hold one: the last that begins no higher. *from* as for `stretch`. */
static Py_ssize_t stride_of(const uint32_t *guide, Py_ssize_t strides, uint32_t term, Py_ssize_t *from)
{
    Py_ssize_t low = guide[*from] <= term ? *from : 0, high = low + 1;
    for (Py_ssize_t step = 1; high < strides && guide[high] <= term; step *= 2) {
        low = high;
        high = step < strides - high ? high + step : strides;
    }
    while (high - low > 1) {
        Py_ssize_t middle = low + (high - low) / 2;
        if (guide[middle] <= term)
            low = middle;
        else
            high = middle;
    }
    return *from = low;
}

/* How many of the dead, which rise, are among documents that rise too. */
static Py_ssize_t buried(const uint16_t *docs, Py_ssize_t count, const uint16_t *dead, Py_ssize_t many)
{
    Py_ssize_t found = 0, low = 0;
    for (Py_ssize_t i = 0; i < many && low < count; i++) {
        Py_ssize_t high = count;
        while (low < high) {
            Py_ssize_t middle = low + (high - low) / 2;
            if (docs[middle] < dead[i])
                low = middle + 1;
            else
                high = middle;
        }
        found += low < count && docs[low] == dead[i];
    }
    return found;
}

/* frequencies(terms, starts, docs, live, guide, wanted, totals): adds to totals
 *
 * live: empty where every article lives. guide: the first of every STRIDE terms. */
PyObject *frequencies(PyObject *self, PyObject *args)
{
    Py_buffer v[7];
    if (borrow(args, "4r8r2r1r4r4r8w", v))
        return NULL;
    Postings p = {v[0].buf, v[1].buf, v[2].buf, LENGTH(v[0]), LENGTH(v[2])};
    Py_ssize_t wanted = LENGTH(v[5]), living = LENGTH(v[3]), strides = LENGTH(v[4]), many = 0;
    if (LENGTH(v[1]) != p.count + 1 || living > NUMBERS || strides != (p.count + STRIDE - 1) / STRIDE ||
        LENGTH(v[6]) < wanted)
        return refuse(v, 7, "frequencies: wrong lengths");
    const uint8_t *live = v[3].buf;
    const uint32_t *guide = v[4].buf, *term = v[5].buf;
    int64_t *totals = v[6].buf;
    uint16_t *dead = malloc((size_t)(living + 1) * sizeof *dead);
    if (!dead) {
        give_back(v, 7, NULL);
        return PyErr_NoMemory();
    }
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; i < living; i++)
        if (!live[i])
            dead[many++] = (uint16_t)i;
    for (Py_ssize_t done = 0, from = 0; done < wanted && p.count; done += BATCH) {
        Py_ssize_t at[BATCH], batch = wanted - done < BATCH ? wanted - done : BATCH;
        for (Py_ssize_t i = 0; i < batch; i++) {
            at[i] = stride_of(guide, strides, term[done + i], &from) * STRIDE;
            FETCH(p.terms + at[i]);
            FETCH(p.terms + (at[i] + STRIDE / 2 < p.count ? at[i] + STRIDE / 2 : at[i])); /* the other line */
        }
        for (Py_ssize_t i = 0; i < batch; i++) {
            Py_ssize_t low = at[i], high = low + STRIDE < p.count ? low + STRIDE : p.count;
            while (low < high) {
                Py_ssize_t middle = low + (high - low) / 2;
                if (p.terms[middle] < term[done + i])
                    low = middle + 1;
                else
                    high = middle;
            }
            at[i] = low < p.count && p.terms[low] == term[done + i] ? low : -1;
            FETCH(p.starts + low);
        }
        for (Py_ssize_t i = 0; i < batch; i++) {
            if (at[i] < 0)
                continue;
            int64_t start = p.starts[at[i]], end = p.starts[at[i] + 1];
            if (start < 0 || start > end || end > p.postings)
                continue;
            totals[done + i] += end - start;
            if (many * 16 < end - start)
                totals[done + i] -= buried(p.docs + start, (Py_ssize_t)(end - start), dead, many);
            else
                for (; many && start < end; start++)
                    totals[done + i] -= p.docs[start] < living && !live[p.docs[start]];
        }
    }
    Py_END_ALLOW_THREADS
    free(dead);
    return give_back(v, 7, number(wanted));
}

/* A slot of a memory of frequencies: term << 32 | frequency, or 0; where two terms want one slot the later has it. */
static inline size_t memory_slot(uint32_t term, size_t slots) { return (term * 0x9E3779B1u >> 7) & (slots - 1); }

/* recall(memory, wanted, totals, missing) -> how many are missing: the places of those the memory lacks
 *
 * The interpreter's lock is held, here and in `remember`, so that threads may share a memory. */
PyObject *recall(PyObject *self, PyObject *args)
{
    Py_buffer v[4];
    if (borrow(args, "8r4r8w8w", v))
        return NULL;
    size_t slots = (size_t)LENGTH(v[0]);
    Py_ssize_t wanted = LENGTH(v[1]), found = 0;
    if (!slots || slots & (slots - 1) || LENGTH(v[2]) < wanted || LENGTH(v[3]) < wanted)
        return refuse(v, 4, "recall: wrong lengths");
    const uint64_t *memory = v[0].buf;
    const uint32_t *term = v[1].buf;
    int64_t *totals = v[2].buf, *missing = v[3].buf;
    for (Py_ssize_t i = 0; i < wanted; i++) {
        uint64_t slot = memory[memory_slot(term[i], slots)];
        if (slot >> 32 == term[i] && slot)
            totals[i] = (int64_t)(slot & 0xFFFFFFFF);
        else
            missing[found++] = i;
    }
    return give_back(v, 4, number(found));
}

/* remember(memory, terms, totals) */
PyObject *remember(PyObject *self, PyObject *args)
{
    Py_buffer v[3];
    if (borrow(args, "8w4r8r", v))
        return NULL;
    size_t slots = (size_t)LENGTH(v[0]);
    Py_ssize_t count = LENGTH(v[1]);
    if (!slots || slots & (slots - 1) || LENGTH(v[2]) != count)
        return refuse(v, 3, "remember: wrong lengths");
    uint64_t *memory = v[0].buf;
    const uint32_t *term = v[1].buf;
    const int64_t *totals = v[2].buf;
    for (Py_ssize_t i = 0; i < count; i++)
        if (totals[i] >= 0 && totals[i] <= UINT32_MAX)
            memory[memory_slot(term[i], slots)] = (uint64_t)term[i] << 32 | (uint64_t)totals[i];
    return give_back(v, 3, number(count));
}

/* tally(owners, starts, rows, counts): adds one to counts of every owner in the chosen rows, up to 255 */
PyObject *tally(PyObject *self, PyObject *args)
{
    Py_buffer v[4];
    if (borrow(args, "4r8r8r1w", v))
        return NULL;
    const uint32_t *owners = v[0].buf;
    const int64_t *starts = v[1].buf, *row = v[2].buf;
    Py_ssize_t size = LENGTH(v[0]), rows = LENGTH(v[1]) - 1, chosen = LENGTH(v[2]), all = LENGTH(v[3]);
    uint8_t *counts = v[3].buf;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; i < chosen; i++) {
        if (row[i] < 0 || row[i] >= rows)
            continue;
        int64_t start = starts[row[i]], end = starts[row[i] + 1];
        for (; start >= 0 && start < end && end <= size; start++)
            if (owners[start] < all)
                counts[owners[start]] += counts[owners[start]] != 0xFF;
    }
    Py_END_ALLOW_THREADS
    return give_back(v, 4, number(chosen));
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

enum { BLOCK = 128 }; /* scores that are passed over together */

static inline int reaches(const int32_t *sums, Py_ssize_t count, int32_t least)
{
    int met = 0;
    for (Py_ssize_t i = 0; i < count; i++) /* to the end, so that several are compared at a time */
        met |= sums[i] >= least;
    return met;
}

/* best(terms, starts, docs, impacts, moments, live, wanted, weights, numbers, scores, limit, least) -> how many
 *
 * The best *limit* articles that score *least* or more, by score, then moment, and all that tie with the last of them;
 * by rising number. */
PyObject *best(PyObject *self, PyObject *args)
{
    Py_buffer v[10];
    if (borrow(args, "4r8r2r1r8r1r4r4r8w4w", v))
        return NULL;
    Postings p = {v[0].buf, v[1].buf, v[2].buf, LENGTH(v[0]), LENGTH(v[2])};
    Py_ssize_t articles = LENGTH(v[4]), living = LENGTH(v[5]), wanted = LENGTH(v[6]), found = 0, held = 0;
    int given = PyTuple_Size(args) == 12;
    Py_ssize_t limit = given ? PyLong_AsSsize_t(PyTuple_GetItem(args, 10)) : 0;
    int32_t least = given ? (int32_t)PyLong_AsLong(PyTuple_GetItem(args, 11)) : 0;
    if (PyErr_Occurred() || articles > NUMBERS || limit < 1 || LENGTH(v[1]) != p.count + 1 || LENGTH(v[3]) != p.postings ||
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
    least = least > 1 ? least : 1; /* what a score must reach to matter */
    for (Py_ssize_t start = 0; start < articles; start += BLOCK) {
        Py_ssize_t end = start + BLOCK < articles ? start + BLOCK : articles;
        if (!reaches(sums + start, end - start, least))
            continue;
        for (Py_ssize_t i = start; i < end; i++) {
            if (sums[i] < least)
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
            if (held == limit && (int32_t)(heap[0] >> 33) > least)
                least = (int32_t)(heap[0] >> 33);
        }
    }
    uint64_t worst = held < limit ? 0 : heap[0];
    for (Py_ssize_t start = 0; start < articles; start += BLOCK) {
        Py_ssize_t end = start + BLOCK < articles ? start + BLOCK : articles;
        if (!reaches(sums + start, end - start, least))
            continue;
        for (Py_ssize_t i = start; i < end; i++)
            if (sums[i] >= least && rank_key(sums[i], moments[i]) >= worst) {
                numbers[found] = i;
                scores[found++] = sums[i];
            }
    }
    free(sums);
    free(heap);
    Py_END_ALLOW_THREADS
    return give_back(v, 10, number(found));
}

