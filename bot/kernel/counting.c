/* Terms made and counted, when articles are indexed. */

#include "kernel.h"

/* terms(codes, kind, powers, ids, positions, kinds) -> how many, by rising position; at most two a unit */
PyObject *terms(PyObject *self, PyObject *args)
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
    uint32_t *ids = v[3].buf, here[2];
    int64_t *positions = v[4].buf;
    uint8_t *kinds = v[5].buf, what[2];
    Py_BEGIN_ALLOW_THREADS
    take(&text, v[0].buf, n, v[1].buf);
    for (Py_ssize_t i = 0; i < text.length; i++)
        for (int many = terms_at(&text, i, v[2].buf, here, what), j = 0; j < many; j++) {
            ids[found] = here[j];
            positions[found] = text.places[i];
            kinds[found++] = what[j];
        }
    free(text.places);
    Py_END_ALLOW_THREADS
    return give_back(v, 6, number(found));
}

/* marked(codes, marks, places) -> how many: the places of the units that have a mark, rising */
PyObject *marked(PyObject *self, PyObject *args)
{
    Py_buffer v[3];
    if (borrow(args, "2r1r8w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]), found = 0;
    if (LENGTH(v[1]) != 65536 || LENGTH(v[2]) < n)
        return refuse(v, 3, "marked: wrong lengths");
    const uint16_t *codes = v[0].buf;
    const uint8_t *marks = v[1].buf;
    int64_t *places = v[2].buf;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; i < n; i++)
        if (marks[codes[i]])
            places[found++] = i;
    Py_END_ALLOW_THREADS
    return give_back(v, 3, number(found));
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

static void put_all(Bag *bag, const Text *text, const uint64_t *powers)
{
    uint32_t ids[2];
    uint8_t kinds[2];
    for (Py_ssize_t i = 0; i < text->length; i++)
        for (int n = terms_at(text, i, powers, ids, kinds), j = 0; j < n; j++)
            put(bag, ids[j]);
}

/* count(codes, ends, kind, powers, extra_ids, extra_numbers, keys, sizes, base) -> how many keys
 *
 * Keys are term << 24 | (article + base) << 8 | frequency, by article, unordered within one. At most two keys a unit
 * and one an extra; extra_numbers rise. sizes: terms of each article. */
PyObject *count(PyObject *self, PyObject *args)
{
    Py_buffer v[8];
    if (borrow(args, "2r8r1r8r4r8r8w8w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]), articles = LENGTH(v[1]), extras = LENGTH(v[4]), found = 0;
    Py_ssize_t base = PyTuple_Size(args) == 9 ? PyLong_AsSsize_t(PyTuple_GetItem(args, 8)) : -1;
    const int64_t *ends = v[1].buf, *extra_numbers = v[5].buf;
    int sound = n <= INT32_MAX / 8 && LENGTH(v[2]) == 65536 && LENGTH(v[3]) == 64 && LENGTH(v[5]) == extras &&
                LENGTH(v[6]) >= 2 * n + extras && LENGTH(v[7]) >= articles && base >= 0 && base + articles <= NUMBERS;
    if (!sound || !rising(ends, articles, n))
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
        put_all(&bag, &text, v[3].buf);
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

void sort_keys(uint64_t *keys, uint64_t *scratch, Py_ssize_t n)
{
    enum { PASSES = 3, BITS = 11, LOWEST = 24 };
    size_t at[PASSES][1 << BITS] = {{0}}, mask = (1 << BITS) - 1;
    for (Py_ssize_t i = 0; i < n; i++)
        for (int pass = 0; pass < PASSES; pass++)
            at[pass][keys[i] >> (LOWEST + pass * BITS) & mask]++;
    uint64_t *from = keys, *to = scratch;
    for (int pass = 0; pass < PASSES; pass++) {
        size_t sum = 0;
        for (size_t digit = 0; digit <= mask; digit++) {
            size_t here = at[pass][digit];
            at[pass][digit] = sum;
            sum += here;
        }
        for (Py_ssize_t i = 0; i < n; i++)
            to[at[pass][from[i] >> (LOWEST + pass * BITS) & mask]++] = from[i];
        uint64_t *swap = from;
        from = to;
        to = swap;
    }
    memcpy(keys, from, (size_t)n * sizeof *from); /* three passes end in the scratch */
}

/* sort(keys, scratch): as `sort_keys`. */
PyObject *sort(PyObject *self, PyObject *args)
{
    Py_buffer v[2];
    if (borrow(args, "8w8w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]);
    if (LENGTH(v[1]) < n)
        return refuse(v, 2, "sort: wrong lengths");
    Py_BEGIN_ALLOW_THREADS
    sort_keys(v[0].buf, v[1].buf, n);
    Py_END_ALLOW_THREADS
    return give_back(v, 2, number(n));
}

/* postings(keys, norms, terms, starts, docs, impacts) -> how many terms
 *
 * Of keys as `count` gives them, sorted: the distinct terms and where the postings of each start, with the end behind;
 * of each posting its article and its impact, see bot.search.bm25. norms: of every article. */
PyObject *postings(PyObject *self, PyObject *args)
{
    enum { FULL = 255 }; /* bot.search.bm25 */
    Py_buffer v[6];
    if (borrow(args, "8r4r4w8w2w1w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]), articles = LENGTH(v[1]), found = 0, i = 0;
    if (LENGTH(v[2]) < n || LENGTH(v[3]) < n + 1 || LENGTH(v[4]) < n || LENGTH(v[5]) < n)
        return refuse(v, 6, "postings: wrong lengths");
    const uint64_t *keys = v[0].buf;
    const float *norms = v[1].buf;
    uint32_t *distinct = v[2].buf;
    int64_t *starts = v[3].buf;
    uint16_t *docs = v[4].buf;
    uint8_t *impacts = v[5].buf;
    Py_BEGIN_ALLOW_THREADS
    for (; i < n; i++) {
        uint32_t term = (uint32_t)(keys[i] >> 24);
        uint16_t article = (uint16_t)(keys[i] >> 8);
        if (article >= articles)
            break;
        if (!found || distinct[found - 1] != term) {
            distinct[found] = term;
            starts[found++] = i;
        }
        float frequency = (float)(keys[i] & 0xFF);
        float impact = rintf(FULL * frequency / (frequency + norms[article]));
        docs[i] = article;
        impacts[i] = impact < 1 ? 1 : (uint8_t)impact; /* a norm is above 0 */
    }
    starts[found] = n;
    Py_END_ALLOW_THREADS
    return i < n ? refuse(v, 6, "postings: an article without a norm") : give_back(v, 6, number(found));
}

/* sign(codes, kept, bins): see bot.search.signature; bins come filled with NOTHING */
PyObject *sign(PyObject *self, PyObject *args)
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

