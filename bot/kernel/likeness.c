/* How alike titles and a query are, as they are typed. */

#include "kernel.h"

enum { INITIALS = 19, VOWELS = 21, FINALS = 28, JAMO = 51, FIRST_JAMO = 0x3131, FIRST = 0xAC00, LAST = 0xD7A3 };
enum { STROKES = INITIALS + VOWELS + FINALS + JAMO, MOST_KEYS = 5 }; /* MOST_KEYS: of a syllable */

static Py_ssize_t put_keys(uint16_t *out, const uint16_t *pair)
{
    out[0] = pair[0];
    out[1] = pair[1];
    return (pair[0] != 0) + (pair[1] != 0);
}

/* The keys of a text; *strokes* has one or two for each part of a syllable and each lone jamo. *out* has room for
 * MOST_KEYS a unit and one more. */
static Py_ssize_t keystrokes(const uint16_t *codes, Py_ssize_t n, const uint16_t *strokes, uint16_t *out)
{
    uint16_t *at = out;
    for (Py_ssize_t i = 0; i < n; i++) {
        uint16_t code = codes[i];
        if (code >= FIRST && code <= LAST) {
            int index = code - FIRST;
            at += put_keys(at, strokes + 2 * (index / (VOWELS * FINALS)));
            at += put_keys(at, strokes + 2 * (INITIALS + index / FINALS % VOWELS));
            at += put_keys(at, strokes + 2 * (INITIALS + VOWELS + index % FINALS));
        } else if (code >= FIRST_JAMO && code < FIRST_JAMO + JAMO) {
            at += put_keys(at, strokes + 2 * (INITIALS + VOWELS + FINALS + code - FIRST_JAMO));
        } else {
            *at++ = code;
        }
    }
    return at - out;
}

/* What comparing needs. */
typedef struct {
    uint16_t *ranks; /* of each unit among those of the needle, 0 for others */
    uint16_t *hay;   /* the ranks of the longer text */
    uint64_t *masks; /* for each rank where it stands in the needle, and where in the needle reversed */
    uint64_t *state;
} Scratch;

static inline void step(uint64_t *state, const uint64_t *mask, Py_ssize_t width)
{
    uint64_t carry = 0;
    for (Py_ssize_t w = 0; w < width; w++) {
        uint64_t met = state[w] & mask[w], sum = state[w] + met, all = sum + carry;
        carry = (sum < met) | (all < sum);
        state[w] = all | (state[w] - met);
    }
}

/* The length of the longest common subsequence so far: the zeros of the state. */
static inline Py_ssize_t common(const uint64_t *state, Py_ssize_t width)
{
    Py_ssize_t zeros = 0;
    for (Py_ssize_t w = 0; w < width; w++) {
        uint64_t x = ~state[w];
        x -= x >> 1 & 0x5555555555555555u;
        x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
        zeros += (Py_ssize_t)(((x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u >> 56);
    }
    return zeros;
}

/* The best ratio, or *least*, of a needle with any stretch of a text that is as long, or with a shorter one at either
 * end of it; the text is no shorter than the needle. Source: Hyyrö, bit-parallel LCS (2004). */
static double within(Scratch *s, const uint16_t *needle, Py_ssize_t m, const uint16_t *text, Py_ssize_t n, double least)
{
    Py_ssize_t width = (m + 63) / 64, kinds = 0;
    for (Py_ssize_t i = 0; i < m; i++)
        if (!s->ranks[needle[i]])
            s->ranks[needle[i]] = (uint16_t)++kinds;
    uint64_t *ahead = s->masks, *back = ahead + (kinds + 1) * width;
    memset(s->masks, 0, (size_t)(2 * (kinds + 1) * width) * sizeof *s->masks);
    for (Py_ssize_t i = 0; i < m; i++) {
        Py_ssize_t row = s->ranks[needle[i]] * width, mirrored = m - 1 - i;
        ahead[row + i / 64] |= (uint64_t)1 << i % 64;
        back[row + mirrored / 64] |= (uint64_t)1 << mirrored % 64;
    }
    for (Py_ssize_t i = 0; i < n; i++)
        s->hay[i] = s->ranks[text[i]];
    for (Py_ssize_t i = 0; i < m; i++)
        s->ranks[needle[i]] = 0;

    double best = least;
    for (int turn = 0; turn < 2; turn++) { /* the beginnings of the text, then its ends */
        memset(s->state, 0xFF, (size_t)width * sizeof *s->state);
        for (Py_ssize_t i = 0; i < m; i++) {
            uint16_t rank = s->hay[turn ? n - 1 - i : i];
            if (!rank)
                continue;
            step(s->state, (turn ? back : ahead) + rank * width, width);
            double ratio = 2.0 * (double)common(s->state, width) / (double)(m + i + 1);
            best = ratio > best ? ratio : best;
        }
    }
    for (Py_ssize_t start = 1; start < n - m;) {
        memset(s->state, 0xFF, (size_t)width * sizeof *s->state);
        for (Py_ssize_t i = start; i < start + m; i++)
            if (s->hay[i])
                step(s->state, ahead + s->hay[i] * width, width);
        Py_ssize_t held = common(s->state, width);
        double ratio = (double)held / (double)m;
        best = ratio > best ? ratio : best;
        Py_ssize_t needed = (Py_ssize_t)(best * (double)m) + 1; /* a step to the right adds one at most */
        start += needed > held ? needed - held : 1;
    }
    return best;
}

/* rapidfuzz.fuzz.partial_ratio / 100, or *least* where that is no less. */
static double alike(Scratch *s, const uint16_t *a, Py_ssize_t m, const uint16_t *b, Py_ssize_t n, double least)
{
    if (!m || !n)
        return m == n ? 1 : least;
    if (m > n)
        return within(s, b, n, a, m, least);
    double best = within(s, a, m, b, n, least);
    return m == n ? within(s, b, n, a, m, best) : best;
}

/* compare(raw, ends, *TABLES, strokes, words, word_ends, typed, typed_ends, whole, least, needed, held, shapes, slips)
 *
 * For each title in *raw* (as in `look`): which words it holds; how like its keys without spaces are to *whole*; and
 * how like its keys are to those typed for each needed word that it does not hold, 0 below *least*. */
PyObject *compare(PyObject *self, PyObject *args)
{
    enum { COUNT = 18 };
    Py_buffer v[COUNT];
    if (borrow(args, "2r8r" TABLES "2r2r8r2r8r2r8r1r1w8w8w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]), titles = LENGTH(v[1]), words = LENGTH(v[9]), whole = LENGTH(v[12]);
    const uint16_t *raw = v[0].buf, *strokes = v[7].buf, *word = v[8].buf, *typed = v[10].buf;
    const int64_t *ends = v[1].buf, *word_ends = v[9].buf, *typed_ends = v[11].buf;
    Tables tables;
    int sound = use_tables(v + 2, &tables) && n <= INT32_MAX / 8 && LENGTH(v[7]) == 2 * STROKES &&
                LENGTH(v[11]) == words && LENGTH(v[10]) < 65536 && whole < 65536 && LENGTH(v[13]) == 1 &&
                LENGTH(v[14]) >= titles * words && LENGTH(v[15]) >= titles * words && LENGTH(v[16]) >= titles &&
                LENGTH(v[17]) >= titles * words && rising(ends, titles, n) &&
                rising(word_ends, words, LENGTH(v[8])) && rising(typed_ends, words, LENGTH(v[10]));
    if (!sound)
        return refuse(v, COUNT, "compare: wrong lengths");
    const uint8_t *needed = v[14].buf;
    uint8_t *held = v[15].buf;
    double *shapes = v[16].buf, *slips = v[17].buf, least = *(const double *)v[13].buf;
    Py_ssize_t longest = 0, most = whole;
    for (Py_ssize_t t = 0; t < titles; t++) {
        Py_ssize_t length = (Py_ssize_t)(ends[t] - (t ? ends[t - 1] : 0));
        longest = length > longest ? length : longest;
    }
    for (Py_ssize_t w = 0; w < words; w++) {
        Py_ssize_t length = (Py_ssize_t)(typed_ends[w] - (w ? typed_ends[w - 1] : 0));
        most = length > most ? length : most;
    }
    Py_ssize_t keys = MOST_KEYS * longest + 2, width = (most + 63) / 64;
    uint16_t *units = malloc((size_t)(longest + 2 * keys) * sizeof *units); /* a title, its keys, those without spaces */
    Scratch scratch = {calloc(65536, 2), malloc((size_t)(keys > most ? keys : most) * 2),
                       malloc((size_t)(2 * (most + 1) * width + 1) * sizeof(uint64_t)),
                       malloc((size_t)(width + 1) * sizeof(uint64_t))};
    int failed = !units || !scratch.ranks || !scratch.hay || !scratch.masks || !scratch.state;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t t = 0, start = 0; t < titles && !failed; start = (Py_ssize_t)ends[t++]) {
        Py_ssize_t length = (Py_ssize_t)ends[t] - start, close = 0;
        uint16_t *pressed = units + longest, *together = pressed + keys;
        fold_units(raw + start, length, &tables, units);
        length -= length && !units[length - 1]; /* the 0 behind a title is no key */
        Py_ssize_t many = keystrokes(units, length, strokes, pressed);
        for (Py_ssize_t i = 0; i < many; i++)
            if (pressed[i] != ' ')
                together[close++] = pressed[i];
        shapes[t] = alike(&scratch, v[12].buf, whole, together, close, 0);
        for (Py_ssize_t w = 0, from = 0, first = 0; w < words; w++) {
            Py_ssize_t at = t * words + w;
            held[at] = (uint8_t)holds(units, length, word + from, (Py_ssize_t)word_ends[w] - from);
            slips[at] = 0;
            if (needed[at] && !held[at]) {
                double found = alike(&scratch, typed + first, (Py_ssize_t)typed_ends[w] - first, pressed, many,
                                     least - 0.01);
                slips[at] = found >= least ? found : 0;
            }
            from = (Py_ssize_t)word_ends[w];
            first = (Py_ssize_t)typed_ends[w];
        }
    }
    Py_END_ALLOW_THREADS
    free(units);
    free(scratch.ranks);
    free(scratch.hay);
    free(scratch.masks);
    free(scratch.state);
    give_back(v, COUNT, NULL);
    return failed ? PyErr_NoMemory() : number(titles);
}
