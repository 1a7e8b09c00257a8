"""What a sentence looks like that answers one kind of question: it defines, has both of two, or decides in few words.

>>> from bot.answers.frame import read_frame
>>> answer_forms(read_frame("물꼬당이 뭐야?"), "물꼬당은 물을 트는 잔치를 뜻하는 사투리다.")
{'meaning told': 1.0}
"""

from __future__ import annotations

from bot.answers.comparing import compared, places_of, winner
from bot.answers.frame import Frame, Want
from bot.patterns import lazy_compile

FORMS = ("meaning told", "both named", "at length")
_MEANING = lazy_compile(
    r"[을를]\s?(?:(?:뜻|의미|말)[하한함]|가리[키킨킴]|일컫|일컬)|의\s약자|줄임말|준말|신조어|(?:라는|다는)\s(?:뜻|의미)"
)
_LONG = 200  # characters; what decides is said in few words, what only touches it in many
_HEADING = lazy_compile(r"^.{8,120}?[가-힣'\"…](?<!월)(?<!년)(?=\d{1,2}일\s)")  # glued to the day of the lead
_SOME = 0.5  # of a sentence that has both and does not say which has more


def answer_forms(frame: Frame, text: str) -> dict[str, float]:
    """Which of FORMS *text* has, of those that matter for what *frame* asks."""
    if frame.want is Want.ABOUT:
        return {"meaning told": float(_MEANING.search(text) is not None)}
    if frame.want is Want.COMPARE:
        two = compared(frame.text)
        if two is None or not all(places_of(text, one) for one in two):
            return {"both named": 0.0}
        return {"both named": 1.0 if winner(frame, text) is not None else _SOME}
    if frame.want is Want.WHETHER:
        return {"at length": min(len(_HEADING.sub("", text)), _LONG) / _LONG}
    return {}
