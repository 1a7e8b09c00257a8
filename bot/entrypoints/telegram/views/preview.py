"""What editors are shown of an article before it is published, and of what was done. Pure.

Everything here comes from strangers, and is cut.
"""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup
from telegram.constants import KeyboardButtonStyle

from bot.articles.article import Article
from bot.editing.duplicate import Twin
from bot.editing.history import Action, Kind
from bot.editing.manuscript import FIELDS, Field, Manuscript
from bot.entrypoints.presentation.phrases import phrase
from bot.entrypoints.presentation.text import cut, tidy, units
from bot.entrypoints.presentation.tree import Node, Quote, code, lines, paragraphs
from bot.entrypoints.telegram.buttons.editing import (
    AskField,
    CancelDraft,
    ChooseField,
    Publish,
    ShowProof,
    UpdateExisting,
)
from bot.entrypoints.telegram.callbacks import button
from bot.entrypoints.telegram.views import pages
from bot.i18n import Key, Language, say
from bot.i18n.reasons import Reason
from bot.patterns import lazy_compile

VALUE_UNITS, BODY_UNITS, REASON_UNITS, SUBJECT_UNITS, NAME_UNITS = 200, 400, 120, 90, 30
END_CHARS = 80
FIELD_KEYS: dict[Field, Key] = {
    "title": "field.title",
    "publisher": "field.publisher",
    "published": "field.published",
    "author": "field.author",
    "url": "field.url",
    "category": "field.category",
}
_DEEDS: dict[Kind, Key] = {
    "add": "log.add",
    "edit": "log.edit",
    "remove": "log.remove",
    "restore": "log.restore",
    "undo": "log.undo",
    "appoint": "log.appoint",
    "dismiss": "log.dismiss",
}
FIELD_NAMES: dict[str, Field] = {
    name: field
    for field in FIELDS
    for name in (field, say("ko", FIELD_KEYS[field]), say("en", FIELD_KEYS[field]).lower())
}
FIELD_NAMES |= {
    "신문": "publisher",
    "paper": "publisher",
    "발행일": "published",
    "기자": "author",
    "링크": "url",
}
_MARK = lazy_compile(r"\(✎(\d{1,18}) ([a-z]{1,12})\)$")


def mark(number: int, about: str) -> str:
    """The end of a question, from which the answer to it is understood; nothing else is remembered."""
    return f"(✎{number} {about})"


def read_mark(text: str) -> tuple[int, str] | None:
    """What `mark` wrote."""
    found = _MARK.search(text)
    return (int(found[1]), found[2]) if found else None


def proof(
    language: Language, manuscript: Manuscript, twin: Twin | None, target: str, *, is_full: bool = False
) -> Node:
    """The article as it would be published, what was guessed of it, and what is there already.

    is_full: the message that it came with had no room for more.
    """
    article = manuscript.article
    words = " ".join(tidy(article.body).split())
    body = lines(Quote(cut(words, BODY_UNITS)), phrase(language, "editing.length", count=len(article.body)))
    if units(words) > BODY_UNITS:
        body = lines(body, phrase(language, "editing.ends", end=_end(words)))
    there: Node = ""
    if twin is not None:
        key: Key = "editing.twin_id" if twin.kind == "id" else "editing.twin"
        there = phrase(language, key, **about(language, twin.article))
    return paragraphs(
        phrase(language, "editing.proof_edit", id=target) if target else phrase(language, "editing.proof"),
        lines(*(_field(language, manuscript, field) for field in FIELDS)),
        body,
        phrase(language, "editing.full") if is_full else "",
        there,
    )


def _end(text: str) -> str:
    """The last words of *text*."""
    end = text[-END_CHARS:]
    return "… " + (end.partition(" ")[2] or end)


def _field(language: Language, manuscript: Manuscript, field: Field) -> Node:
    value = value_of(language, manuscript.article, field)
    if not value and field not in manuscript.missing:
        return ""
    key = "editing.field_guessed" if value and field in manuscript.guessed else "editing.field"
    shown = cut(tidy(value), VALUE_UNITS) if value else say(language, "editing.none")
    return phrase(language, key, name=say(language, FIELD_KEYS[field]), value=shown)


def value_of(language: Language, article: Article, field: Field) -> str:
    """A field as text; "" when it is not known."""
    if field == "author":
        return ", ".join((*article.authors, *article.emails))
    if field == "published":
        return pages.when(language, article.published)
    return str(getattr(article, field))


def about(language: Language, article: Article) -> dict[str, Node]:
    """Headline, source and id of an article."""
    source = pages.date_line(language, article) or say(language, "editing.none")
    return {"headline": pages.headline(language, article), "source": source, "id": article.id}


def proof_buttons(language: Language, number: int, twin: Twin | None) -> InlineKeyboardMarkup:
    """[게시] [고치기] [취소]; with a near-duplicate [그래도 게시] [기존 기사 갱신] first."""
    decided = Publish(number, language)
    rows = [[button(say(language, "button.publish"), decided, KeyboardButtonStyle.SUCCESS)]]
    if twin is not None:
        update = button(say(language, "button.update_existing"), UpdateExisting(number, language))
        rows = [[button(say(language, "button.publish_anyway"), decided), update], []]
    rows[-1] += [
        button(say(language, "button.fix"), ChooseField(number, language)),
        button(say(language, "button.cancel"), CancelDraft(number, language)),
    ]
    return InlineKeyboardMarkup(rows)


def field_buttons(language: Language, number: int) -> InlineKeyboardMarkup:
    """A button for each field."""
    fields = [
        button(say(language, FIELD_KEYS[field]), AskField(number, position, language))
        for position, field in enumerate(FIELDS)
    ]
    back = button(say(language, "button.to_proof"), ShowProof(number, language))
    return InlineKeyboardMarkup([fields[:3], fields[3:], [back]])


def deed(language: Language, action: Action) -> str:
    """What somebody did, plain."""
    subject = cut(tidy(action.subject), SUBJECT_UNITS)
    if action.articles > 1:
        subject = say(language, "log.many", subject=subject, count=action.articles)
    what = say(language, _DEEDS[action.kind], subject=subject)
    return say(language, "log.undone", what=what) if action.undone else what


def refusals(language: Language, refused: Sequence[tuple[str, Reason]]) -> Node:
    """Files and why they could not be read, a line each."""
    return lines(
        *(
            phrase(
                language,
                "bundle.rejected",
                name=code(cut(tidy(name), VALUE_UNITS)),
                reason=cut(tidy(why.said(language)), REASON_UNITS),
            )
            for name, why in refused
        )
    )
