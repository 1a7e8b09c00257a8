"""The catalogues of sentences: complete, in use, and well-formed in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from babel.messages import Catalog

from bot.entrypoints.presentation.phrases import read
from bot.entrypoints.presentation.tree import text_of
from bot.i18n import Language, language_of, say
from bot.i18n.catalogue import LANGUAGES, parse, source, written
from bot.i18n.particles import PARTICLES

BOT = Path(__file__).parents[2] / "bot"
CATALOGUES: dict[Language, Catalog] = {
    language: parse(language, source(language).read_bytes()) for language in LANGUAGES
}


def sentences(language: Language) -> dict[str, tuple[str, ...]]:
    """The forms of every sentence: one, or as many as the language has plurals."""
    found = {}
    for message in CATALOGUES[language]:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return found


KOREAN, ENGLISH = sentences("ko"), sentences("en")
FORMS = {"ko": KOREAN, "en": ENGLISH}
PHONE = 40  # characters of a row
PLURAL = {message.id[0] for message in CATALOGUES["en"] if message.pluralizable}
AREAS = {key.partition(".")[0] for key in ENGLISH if "." in key}


def fields(text: str) -> list[tuple[str, str]]:
    """Name and format of every value in *text*."""
    return [(name, spec or "") for _, name, spec, _ in Formatter().parse(text) if name]


def names(text: str) -> set[str]:
    return {name for name, _ in fields(text)}


def test_there_are_sentences_in_every_language() -> None:
    assert (
        set(get_args(Language)) == set(LANGUAGES) == {path.name for path in source("ko").parents[2].iterdir()}
    )
    assert len(KOREAN) > 300


def test_every_language_has_every_sentence() -> None:
    assert set(ENGLISH) == set(KOREAN)
    assert [] == [key for forms in (KOREAN, ENGLISH) for key, said in forms.items() if not all(said)]


def test_no_translation_is_fuzzy_or_left_over() -> None:
    for catalogue in CATALOGUES.values():
        assert [] == [message.id for message in catalogue if message.id and message.fuzzy]
        assert {} == catalogue.obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_in_order(language: Language) -> None:
    """`just texts` puts it in order."""
    assert written(language, CATALOGUES[language]) == source(language).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_begins_a_line_where_a_phone_breaks_what_is_said(language: Language) -> None:
    """`예:` at the end of a row, and the example on the next one, is read as two things."""
    example = re.compile(r"(?<=[^\n(]) (?:예|Example|Examples|Try): ")
    plain = ("terminal", "shell", "check", "log", "talk")  # of a wide screen; of one line
    broken = {
        key: line
        for key, forms in FORMS[language].items()
        if not key.startswith(plain)
        for line in re.sub(r"</?\w+>", "", forms[0]).split("\n")
        if len(line) > PHONE and example.search(line)
    }
    assert {} == broken


def test_both_languages_say_the_same_values() -> None:
    differing = {
        key: (KOREAN[key], forms)
        for key, forms in ENGLISH.items()
        if len({frozenset(names(form)) for form in (*forms, *KOREAN[key])}) > 1
    }
    assert {} == differing


def test_what_is_counted_has_a_plural() -> None:
    assert {key for key, forms in ENGLISH.items() if "count" in names(forms[-1])} == PLURAL


def test_a_particle_follows_its_word() -> None:
    """Neither one that fits half of all words, nor the way out of writing both."""
    wrong = {}
    for key, (form,) in KOREAN.items():
        bare = re.search(r"\{\w+\}[»”’<>a-z/]*(은|는|을|를|와|과|이라|라는|으로|로)(?![가-힣])", form)
        if bare or re.search(r"은\(는\)|을\(를\)|이\(가\)|와\(과\)|\([이으]\)", form):
            wrong[key] = form
    assert {} == wrong


def test_english_has_no_particles() -> None:
    assert [] == [
        key
        for key, forms in ENGLISH.items()
        for form in forms
        for _, spec in fields(form)
        if spec in PARTICLES
    ]


def test_every_sentence_can_be_sent() -> None:
    for forms in (*KOREAN.values(), *ENGLISH.values()):
        for form in forms:
            assert text_of(read(form)).strip()


def test_english_texts_have_english_examples() -> None:
    """소식, which the bot is called, is the one Korean word in them."""
    assert {} == {
        key: forms
        for key, forms in ENGLISH.items()
        if any(re.search("[가-힣]", form.replace("소식", "")) for form in forms)
    }


# --- and the code


def code() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(BOT.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def literals() -> Iterator[tuple[str, str]]:
    """Every string that is written down in the code, and where."""
    for path, tree in code():
        parts = {
            id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
                yield node.value, f"{path.relative_to(BOT)}:{node.lineno}"


def said(node: ast.Call) -> ast.expr | None:
    """The key that is given to `say`, `turn.say` or an error for readers; None of other calls."""
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    place = 1 if name == "say" and isinstance(node.func, ast.Name) else 0
    if name not in {"say", "ReaderError", "QueryError"} or len(node.args) <= place:
        return None
    return node.args[place]


def calls() -> Iterator[tuple[str, ast.Call, ast.expr]]:
    for path, tree in code():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (key := said(node)) is not None:
                yield f"{path.relative_to(BOT)}:{node.lineno}", node, key


def test_every_sentence_is_in_use() -> None:
    assert [] == sorted(set(ENGLISH) - {text for text, _ in literals()})


def test_every_key_in_the_code_is_in_the_catalogues() -> None:
    key = re.compile(rf"(?:{'|'.join(sorted(AREAS))})\.[a-z_]+(?:\.[a-z_]+)*")
    files = {"error", "log", "status"}  # words that begin other dotted names as well
    unknown = {
        where: text
        for text, where in literals()
        if key.fullmatch(text)
        and text not in ENGLISH
        and text.partition(".")[0] not in files
        and not where.startswith(("adapters/database/", "adapters/opensearch/"))  # columns and fields
    }
    assert {} == unknown
    unknown = {
        where: key.value
        for where, _, key in calls()
        if isinstance(key, ast.Constant) and key.value not in ENGLISH
    }
    assert {} == unknown


def test_no_key_is_put_together() -> None:
    """A key is a literal, where it is said or in a table; so it can be searched for, and its use be proved."""
    made = [
        where
        for where, _, key in calls()
        for part in ((key.body, key.orelse) if isinstance(key, ast.IfExp) else (key,))
        if not isinstance(part, ast.Constant | ast.Name | ast.Attribute | ast.Subscript)
        and not (isinstance(part, ast.Call) and getattr(part.func, "id", "") == "_counted")
    ]
    assert [] == made
    begun = re.compile(rf"(?:{'|'.join(sorted(AREAS))})\.[a-z_.]*")
    put_together = [
        f"{path.relative_to(BOT)}:{node.lineno}"
        for path, tree in code()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        and node.values
        and isinstance(node.values[0], ast.Constant)
        and begun.fullmatch(str(node.values[0].value))
    ]
    assert [] == put_together


def test_what_is_said_gets_all_its_values() -> None:
    missing = {}
    for where, call, key in calls():
        given = {one.arg for one in call.keywords}
        if isinstance(key, ast.Constant) and None not in given:  # no **values
            forms = (*ENGLISH.get(key.value, ()), *KOREAN.get(key.value, ()))
            if wanted := set().union(*map(names, forms)) - given:
                missing[where] = wanted
    assert {} == missing


# --- saying


def test_korean_is_spoken_unless_another_language_is_plain() -> None:
    assert ["ko", "ko", "ko", "en", "en"] == [language_of(code) for code in (None, "ko", "KO-kr", "en", "de")]


def test_an_unknown_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("ko", "no.such.sentence")
    with pytest.raises(KeyError):
        say("en", "no.such.sentence", count=2)


def test_one_and_many_are_said_as_they_are_in_english() -> None:
    said = [say("en", "count.articles", count=count) for count in (0, 1, 2, 12_345)]
    assert ["0 articles", "1 article", "2 articles", "12,345 articles"] == said
    assert ["기사 1건", "기사 12,345건"] == [
        say("ko", "count.articles", count=count) for count in (1, 12_345)
    ]


def test_a_sentence_has_the_particle_of_its_word() -> None:
    said = [say("ko", "editing.future", value=value).split("»")[1][:2] for value in ("2031년", "어제", "KBS")]
    assert ["은 ", "는 ", "는 "] == said
