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

/* frequencies(terms, starts, docs, live, wanted, totals): adds to totals; live is empty where every article lives */
PyObject *frequencies(PyObject *self, PyObject *args)
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
PyObject *best(PyObject *self, PyObject *args)
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

