"""The outlets that a wish names, called as articles call them: what is kept is read once, and holds for good.

>>> wanted = Filter(("나룻배", "언론사:ㅎㅂㅇㅂ"), ("언론사:나루",), ("한빛",))
>>> outlets_in(wanted)
('한빛', 'ㅎㅂㅇㅂ', '나루')
>>> named = with_outlets(wanted, {"ㅎㅂㅇㅂ": ("한빛일보",), "나루": ("나루신문",), "한빛": ("한빛일보",)})
>>> named.include, named.exclude, named.papers
(('나룻배', '언론사:한빛일보'), ('언론사:나루',), ('한빛일보',))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.digests.subscription import Filter, is_filter
from bot.search.filters import Filters
from bot.search.names import letters
from bot.search.query_language import Asked, read_query, write_query

Names = Mapping[str, Sequence[str]]  # by what was typed; those that mean none are not in it


def outlets_in(wanted: Filter) -> tuple[str, ...]:
    """The outlets that *wanted* names, as typed."""
    named = (name for word in (*wanted.include, *wanted.exclude) for name in _outlets_of(word))
    return tuple(dict.fromkeys((*wanted.papers, *named)))


def with_outlets(wanted: Filter, names: Names) -> Filter:
    """*wanted* with *names* for what was typed. A filter that has them all as it is stays: it is a part of a name."""
    papers = (name for typed in wanted.papers for name in names.get(typed) or (typed,))
    return replace(
        wanted,
        include=_renamed(wanted.include, names),
        exclude=_renamed(wanted.exclude, names),
        papers=tuple(dict.fromkeys(papers)),
    )


def _outlets_of(word: str) -> tuple[str, ...]:
    return read_query(word).filters.publisher if is_filter(word) else ()


def _renamed(words: Iterable[str], names: Names) -> tuple[str, ...]:
    renamed: list[str] = []
    for word in words:
        typed = _outlets_of(word)
        if all(letters(one) in letters(name) for one in typed for name in names.get(one, ())):
            renamed.append(word)
        else:
            meant = (name for one in typed for name in names.get(one) or (one,))
            renamed += [write_query(Asked("", Filters(publisher=(name,)))) for name in meant]
    return tuple(dict.fromkeys(renamed))
