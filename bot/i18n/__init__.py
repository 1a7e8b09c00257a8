"""Every sentence a reader sees, in Korean and English, and the one function that says it.

>>> say("ko", "search.nothing", query="네이버")
'«네이버»에 맞는 기사를 찾지 못했어요.'
>>> say("en", "count.articles", count=1), say("en", "count.articles", count=1200)
('1 article', '1,200 articles')

The sentences are in `locales/`, one `.po` file a language; CONTRIBUTING.md tells how one is added.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations
from string import Formatter

from bot.i18n.catalogue import load
from bot.i18n.language import Key, Language, language_of
from bot.i18n.particles import PARTICLES, particle

__all__ = ["Key", "Language", "language_of", "say"]


class _Sentence(Formatter):
    """Fills values in. `{count:,}` groups the digits; `{name:은}` is not the name but its particle, 은 or 는."""

    def format_field(self, value: object, format_spec: str) -> str:
        return particle(str(value), format_spec) if format_spec in PARTICLES else format(value, format_spec)


_SENTENCE = _Sentence()
_catalogue = cache(load)


def say(language: Language, key: Key, **values: object) -> str:
    """The sentence *key* in *language* with *values* filled in. Raises KeyError for an unknown key.

    A whole number called `count` chooses between singular and plural. Values are put in as they are: whoever renders
    HTML escapes them first.
    """
    catalogue: GNUTranslations = _catalogue(language)
    count = values.get("count")
    form = catalogue.ngettext(key, key, count) if isinstance(count, int) else catalogue.gettext(key)
    return _SENTENCE.vformat(form, (), values)
