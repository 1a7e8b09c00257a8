/* The inner loops of indexing and ranking. Every function has a twin in numpy, beside its caller, which gives the
 * same results and is used where no compiler was at hand; tests compare the two.
 *
 * All arguments are contiguous arrays made by the caller, outputs included. What is read from them is checked as far
 * as memory safety needs it, since some come from a file. The interpreter's lock is released while a loop runs.
 *
 * Limited API, so that one build serves every Python from 3.11.
 */

#include "kernel.h"

int borrow(PyObject *args, const char *spec, Py_buffer *views)
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

PyObject *give_back(Py_buffer *views, int count, PyObject *result)
{
    while (count--)
        PyBuffer_Release(&views[count]);
    return result;
}

PyObject *refuse(Py_buffer *views, int count, const char *why)
{
    PyErr_SetString(PyExc_ValueError, why);
    return give_back(views, count, NULL);
}

int use_tables(const Py_buffer *v, Tables *t)
{
    *t = (Tables){v[0].buf, v[1].buf, v[2].buf, v[3].buf, v[4].buf};
    return LENGTH(v[0]) == 65536 && LENGTH(v[1]) == 65536 && LENGTH(v[2]) == 65536 && LENGTH(v[3]) == 65536 &&
           LENGTH(v[4]) == 64;
}

void fold_units(const uint16_t *raw, Py_ssize_t n, const Tables *t, uint16_t *out)
{
    for (Py_ssize_t i = 0; i < n; i++) {
        uint16_t code = raw[i];
        out[i] = t->medial[code];
        if (t->is_hanja[code] && (i == 0 || t->kind[out[i - 1]] != SYLLABLE))
            out[i] = t->initial[code];
    }
}

/* fold(raw, *TABLES, out) */
PyObject *fold(PyObject *self, PyObject *args)
{
    Py_buffer v[7];
    if (borrow(args, "2r" TABLES "2w", v))
        return NULL;
    Py_ssize_t n = LENGTH(v[0]);
    Tables tables;
    if (!use_tables(v + 1, &tables) || LENGTH(v[6]) < n)
        return refuse(v, 7, "fold: wrong lengths");
    Py_BEGIN_ALLOW_THREADS
    fold_units(v[0].buf, n, &tables, v[6].buf);
    Py_END_ALLOW_THREADS
    return give_back(v, 7, number(n));
}

int widen(Text *text, Py_ssize_t room)
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

void take(Text *text, const uint16_t *codes, Py_ssize_t n, const uint8_t *kind)
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

static PyMethodDef methods[] = {
    {"fold", fold, METH_VARARGS, NULL},
    {"terms", terms, METH_VARARGS, NULL},
    {"marked", marked, METH_VARARGS, NULL},
    {"count", count, METH_VARARGS, NULL},
    {"sort", sort, METH_VARARGS, NULL},
    {"postings", postings, METH_VARARGS, NULL},
    {"sign", sign, METH_VARARGS, NULL},
    {"frequencies", frequencies, METH_VARARGS, NULL},
    {"recall", recall, METH_VARARGS, NULL},
    {"remember", remember, METH_VARARGS, NULL},
    {"tally", tally, METH_VARARGS, NULL},
    {"best", best, METH_VARARGS, NULL},
    {"leads", leads, METH_VARARGS, NULL},
    {"cosines", cosines, METH_VARARGS, NULL},
    {"find", find, METH_VARARGS, NULL},
    {"look", look, METH_VARARGS, NULL},
    {"compare", compare, METH_VARARGS, NULL},
    {"follow", follow, METH_VARARGS, NULL},
    {"mentions", mentions, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_kernel", NULL, 0, methods, NULL, NULL, NULL, NULL};

enum { EDITION = 4 }; /* what bot/kernel/__init__.py wants; a build of an older checkout has another */

PyMODINIT_FUNC PyInit__kernel(void)
{
    PyObject *made = PyModule_Create(&module);
    if (made && PyModule_AddIntConstant(made, "EDITION", EDITION)) {
        Py_DECREF(made);
        return NULL;
    }
    return made;
}
