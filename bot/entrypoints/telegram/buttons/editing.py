"""The actions of buttons that are about the desk; `callbacks` writes and reads them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.entrypoints.telegram.buttons.data import ArticleId, CallbackData, Few, Number, OfDraft, Offset
from bot.i18n import Language


@dataclass(frozen=True)
class Publish(OfDraft):
    """[게시]"""


@dataclass(frozen=True)
class UpdateExisting(OfDraft):
    """[기존 기사 갱신]"""


@dataclass(frozen=True)
class ChooseField(OfDraft):
    """[고치기]"""


@dataclass(frozen=True)
class ShowProof(OfDraft):
    """[◀]"""


@dataclass(frozen=True)
class CancelDraft(OfDraft):
    """[취소]"""


@dataclass(frozen=True)
class Remove(OfDraft):
    """[지우기]"""


@dataclass(frozen=True)
class Leave(OfDraft):
    """[그만두기]"""


@dataclass(frozen=True)
class AskField(CallbackData):
    """field: its place among those of a manuscript."""

    draft: Number
    field: Few
    language: Language


@dataclass(frozen=True)
class Restore(CallbackData):
    """[되살리기]"""

    article: ArticleId
    language: Language


@dataclass(frozen=True)
class LogPage(CallbackData):
    """What was done."""

    offset: Offset
    language: Language


@dataclass(frozen=True)
class RejectedPage(CallbackData):
    """Files that could not be read."""

    offset: Offset
    language: Language


@dataclass(frozen=True)
class Reread(CallbackData):
    """[다시 읽기]"""

    language: Language


TAGS: dict[type[CallbackData], str] = {
    Publish: "ap",
    UpdateExisting: "au",
    ChooseField: "af",
    ShowProof: "ab",
    CancelDraft: "ac",
    AskField: "aq",
    Remove: "ar",
    Leave: "an",
    Restore: "at",
    LogPage: "al",
    RejectedPage: "aj",
    Reread: "ax",
}
