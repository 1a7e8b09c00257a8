"""The catalogues: gettext's `.po` files, written by people, and the `.mo` that they are compiled to.

A build puts each `.mo` beside its `.po`. The `.mo` says of which `.po` it was made: one that is missing, or of
another text is made again, as Python does with its .pyc, so that words just changed are the words that are said.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from gettext import GNUTranslations, NullTranslations
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, get_args

from bot.i18n.language import Language

if TYPE_CHECKING:
    from babel.messages import Catalog

LOCALES = Path(__file__).parent / "locales"
LANGUAGES: tuple[Language, ...] = get_args(Language)
_PLURALS = {"ko": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}
_HEAD = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"

"""
_WIDTH = 110


class _Unknown(NullTranslations):
    """What is asked when a catalogue has no such key."""

    def gettext(self, message: str) -> NoReturn:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> NoReturn:
        raise KeyError(msgid1)


def source(language: Language, locales: Path = LOCALES) -> Path:
    """Where the `.po` of *language* is; the `.mo` is beside it."""
    return locales / language / "LC_MESSAGES" / "sosik.po"


def load(language: Language, locales: Path = LOCALES) -> GNUTranslations:
    """What is said in *language*. Asking it for an unknown key raises KeyError."""
    po = source(language, locales)
    mo = po.with_suffix(".mo")
    text = po.read_bytes()
    catalogue = GNUTranslations(BytesIO(mo.read_bytes())) if mo.exists() else None
    if catalogue is None or catalogue.info().get("project-id-version") != _edition(text):
        catalogue = GNUTranslations(BytesIO(compiled(language, text)))
        with suppress(OSError):  # of a folder that cannot be written: made again next time
            compile_beside(language, locales)
    catalogue.add_fallback(_Unknown())
    return catalogue


def compile_beside(language: Language, locales: Path = LOCALES) -> Path:
    """Write the `.mo` of *language* beside its `.po`, whole or not at all; returns its path. Raises OSError."""
    po = source(language, locales)
    mo = po.with_suffix(".mo")
    part = mo.with_suffix(f".{os.getpid()}")
    part.write_bytes(compiled(language, po.read_bytes()))
    part.replace(mo)
    return mo


def compiled(language: Language, text: bytes) -> bytes:
    """The `.mo` of a `.po` with this *text*: always the same bytes, with the edition of the text in its header."""
    from babel.messages.mofile import write_mo  # takes a tenth of a second, and is needed after a change only

    catalogue = parse(language, text)
    catalogue.project, catalogue.version = _edition(text).split()
    catalogue.creation_date = catalogue.revision_date = datetime(1970, 1, 1, tzinfo=UTC)
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def parse(language: Language, text: bytes) -> Catalog:
    """The catalogue that is written in *text*. Raises PoFileError where it is not well-formed."""
    from babel.messages.pofile import read_po

    return read_po(BytesIO(text), locale=language, abort_invalid=True)


def written(language: Language, catalogue: Catalog) -> str:
    """The text of *catalogue* as all are written: sorted by key."""
    from babel.messages.pofile import write_po

    head = _HEAD.format(language=language, plurals=_PLURALS[language])
    out = BytesIO()
    write_po(out, catalogue, width=_WIDTH, omit_header=True, sort_output=True)
    return head + out.getvalue().decode()


def _edition(text: bytes) -> str:
    return f"sosik {sha256(text).hexdigest()[:16]}"
