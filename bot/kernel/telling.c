/* How the words of a query stand in articles: in one sentence, and one after the other. */

#include "kernel.h"

enum { PLACES = 64 }; /* of a word that are looked at: bot.search.likeness */

typedef struct {
    int32_t at, sentence;
    double held;
} Stand;

/* Where each word stands, or a word that begins as it does; returns the number of sentences. */
static int32_t stand(const uint16_t *raw, const uint16_t *codes, Py_ssize_t n, const uint8_t *kind,
                     const uint16_t *words, const int64_t *ends, Py_ssize_t count, double least,
                     const int32_t *begins, const int32_t *next, Stand *stands, int32_t *many)
{
    int32_t sentence = 0;
    memset(many, 0, (size_t)count * sizeof *many);
    for (Py_ssize_t i = 0; i < n; i++) {
        for (int32_t w = begins[codes[i] & 255]; w >= 0; w = next[w]) {
            Py_ssize_t from = w ? (Py_ssize_t)ends[w - 1] : 0, length = (Py_ssize_t)ends[w] - from, same = 0;
            while (same < length && i + same < n && codes[i + same] == words[from + same])
                same++;
            if (many[w] == PLACES || same < (length > 1 ? 2 : 1))
                continue;
            if (same < length && ((double)same / (double)length < least || (i && kind[codes[i - 1]] != SEPARATOR)))
                continue;
            stands[w * PLACES + many[w]++] = (Stand){(int32_t)i, sentence, (double)same / (double)length};
        }
        uint16_t code = raw[i];
        if (code == '\n' || ((code == '.' || code == '?' || code == '!') && i + 1 < n && raw[i + 1] <= ' '))
            sentence++;
    }
    return sentence + 1;
}

/* The most that words of one sentence weigh; those of the next count half, of the one after it a quarter. */
static double told_together(const Stand *stands, const int32_t *many, const double *shares, Py_ssize_t count,
                            int32_t sentences, double *near, double *sum)
{
    double most = 0;
    memset(sum, 0, (size_t)sentences * sizeof *sum);
    for (Py_ssize_t w = 0; w < count; w++) {
        if (!many[w])
            continue;
        memset(near, 0, (size_t)sentences * sizeof *near);
        for (const Stand *s = stands + w * PLACES, *end = s + many[w]; s < end; s++)
            near[s->sentence] = fmax(near[s->sentence], s->held);
        for (int32_t k = 1; k < sentences; k++)
            near[k] = fmax(near[k], near[k - 1] / 2);
        for (int32_t k = sentences - 2; k >= 0; k--)
            near[k] = fmax(near[k], near[k + 1] / 2);
        for (int32_t k = 0; k < sentences; k++)
            sum[k] += shares[w] * near[k];
    }
    for (int32_t k = 0; k < sentences; k++)
        most = fmax(most, sum[k]);
    return most;
}

/* How close each word follows the one before it: 1 where all stand side by side. */
static double in_order(const Stand *stands, const int32_t *many, const double *shares, const int64_t *ends,
                       Py_ssize_t count, double half)
{
    double value = 0, whole = 0;
    for (Py_ssize_t w = 0; w + 1 < count; w++) {
        const Stand *one = stands + w * PLACES, *other = one + PLACES;
        int32_t length = (int32_t)(ends[w] - (w ? ends[w - 1] : 0)), gap = INT32_MAX;
        double share = shares[w] + shares[w + 1];
        whole += share;
        for (int32_t a = 0, b = 0; a < many[w]; a++) {
            while (b < many[w + 1] && other[b].at <= one[a].at)
                b++;
            if (b == many[w + 1])
                break;
            int32_t here = other[b].at - one[a].at - length;
            here = here > 0 ? here : 0;
            gap = here < gap ? here : gap;
        }
        if (gap < INT32_MAX)
            value += share * half / (half + gap);
    }
    return whole > 0 ? value / whole : 0;
}

/* follow(raw, ends, *TABLES, words, word_ends, shares, (least, half), told, order)
 *
 * raw: texts one after the other, each ending at its place in *ends*; likewise the words. least: the share of a word
 * that must agree with the beginning of another; half: units between two words at which they count half. */
PyObject *follow(PyObject *self, PyObject *args)
{
    Py_buffer v[13];
    if (borrow(args, "2r8r" TABLES "2r8r8r8r8w8w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]), texts = LENGTH(v[1]), count = LENGTH(v[8]);
    const uint16_t *raw = v[0].buf, *words = v[7].buf;
    const int64_t *ends = v[1].buf, *word_ends = v[8].buf;
    const double *shares = v[9].buf, *limits = v[10].buf;
    double *told = v[11].buf, *order = v[12].buf;
    Tables tables;
    int sound = use_tables(v + 2, &tables) && n <= INT32_MAX / 8 && count <= INT32_MAX / 8 / PLACES &&
                LENGTH(v[9]) == count && LENGTH(v[10]) == 2 && LENGTH(v[11]) >= texts && LENGTH(v[12]) >= texts &&
                rising(ends, texts, n) && rising(word_ends, count, LENGTH(v[7]));
    if (!sound)
        return refuse(v, 13, "follow: wrong lengths");
    uint16_t *codes = malloc((size_t)(n + 1) * sizeof *codes);
    double *near = malloc((size_t)(n + 1) * 2 * sizeof *near), *sum = near ? near + n + 1 : NULL;
    Stand *stands = malloc((size_t)(count * PLACES + 1) * sizeof *stands);
    int32_t *many = malloc((size_t)(count + 1) * 2 * sizeof *many), *next = many ? many + count + 1 : NULL;
    int32_t begins[256];
    int failed = !codes || !near || !stands || !many;
    Py_BEGIN_ALLOW_THREADS
    memset(begins, -1, sizeof begins);
    for (Py_ssize_t w = count - 1; w >= 0 && !failed; w--) {
        Py_ssize_t from = w ? (Py_ssize_t)word_ends[w - 1] : 0;
        if (from == word_ends[w])
            continue;
        next[w] = begins[words[from] & 255];
        begins[words[from] & 255] = (int32_t)w;
    }
    for (Py_ssize_t t = 0, start = 0; t < texts && !failed; start = (Py_ssize_t)ends[t++]) {
        Py_ssize_t length = (Py_ssize_t)ends[t] - start;
        fold_units(raw + start, length, &tables, codes);
        int32_t sentences = stand(raw + start, codes, length, tables.kind, words, word_ends, count, limits[0], begins,
                                  next, stands, many);
        told[t] = told_together(stands, many, shares, count, sentences, near, sum);
        order[t] = in_order(stands, many, shares, word_ends, count, limits[1]);
    }
    free(codes);
    free(near);
    free(stands);
    free(many);
    Py_END_ALLOW_THREADS
    give_back(v, 13, NULL);
    return failed ? PyErr_NoMemory() : number(texts);
}
