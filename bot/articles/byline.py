"""Who wrote it: names out of the many ways in which papers print a byline.

>>> read_byline("윤서린 기자(seorin@hanbit.example)\\n한빛=도하람 특파원", "한빛일보")
(('윤서린', '도하람'), ('seorin@hanbit.example',))
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.korean.surnames import COMMON_SURNAMES, LONG_SURNAMES
from bot.patterns import lazy_compile

MAX_AUTHORS = 20
MAX_NAME_CHARS = 60

_EMAIL = lazy_compile(r"(?<![A-Za-z0-9])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{0,252}")
_EMAIL_IN_BRACKETS = lazy_compile(rf"[(\[<]?\s{{0,3}}({_EMAIL.pattern})\s*[)\]>]?", re.ASCII)
_BRACKETED = lazy_compile(r"\([^()]*\)")
_NO_BRACKETS = str.maketrans("()", "  ")
_SEPARATOR = lazy_compile(r"[,،、;·ㆍ․•&/\n]|(?<=\s)and(?=\s)")
_LABEL = lazy_compile(r"^.*[=|::]\s*")  # 고양=이경환 · 베이징 | 박은하 · 영상편집 : 김현수
_BY = lazy_compile(r"^by\s+", re.IGNORECASE)
_ENGLISH_ROLE = lazy_compile(
    r"(?:(?:staff|senior|chief|contributing|special)\s+)*(?:reporter|writer|correspondent|contributor|editor)s?",
    re.IGNORECASE,
)
_ROLES = frozenset(
    "기자 특파원 통신원 논설위원 위원 편집장 국장 부장 차장 팀장 아나운서 앵커 작가 칼럼니스트 평론가 교수 대표 원장 "
    "연구원 변호사 의사 감독 에디터 리포터 PD 인턴 수습 객원 선임 전문 명예 시민 대학생".split()
)
_ROLE = lazy_compile(rf"(?:{'|'.join(sorted(_ROLES, key=len, reverse=True))})$")
_WORK = frozenset(
    "글 사진 그림 영상 취재 촬영 편집 정리 그래픽 자료 번역 일러스트 구성 기획 진행 대담".split()
)  # 글·사진 윤서린 기자
_ACCOUNTS = frozenset(
    "admin administrator webmaster editor root master user test system 관리자 운영자 편집자 최고관리자".split()
)
_DESK = lazy_compile(r"(?:부|팀|실|뉴스|일보|신문|방송|닷컴|지역국|보도국|편집국)$")
_CODE = lazy_compile(r"[A-Z*\d]{1,9}|[a-z\d]{1,3}")  # photo desks sign GE ASE KG: no name to show
_SURNAMES = COMMON_SURNAMES | frozenset("두라모목봉예용은인제태편피형")  # rare ones that reporters bear
_PLACES = frozenset(
    "서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 수원 성남 고양 용인 천안 "
    "청주 전주 포항 창원 무안 도쿄 방콕 하노이 모스크바 한국 전국 국제 정치 경제 사회 문화 체육 인턴".split()
)


@lru_cache(maxsize=4096)  # the same few hundred reporters sign everything
def read_byline(text: str, publisher: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names and e-mail addresses in *text*, each once and in order.

    Titles, places and departments around a name are left out. A paper signing with its own name is no author.
    """
    text = text[:2000]
    emails = tuple(dict.fromkeys(address.rstrip(".-") for address in _EMAIL.findall(text)))
    within = ", ".join(_BRACKETED.findall(text)) if emails and "(" in text else ""
    text = _EMAIL_IN_BRACKETS.sub(",", text)
    while (flat := _BRACKETED.sub(" ", text)) != text:
        text = flat
    pieces = [words for piece in _SEPARATOR.split(text) if (words := _words(piece))]
    people = [_people(words) for words in pieces]
    names: list[str] = []
    for words, found in zip(pieces, people, strict=True):
        if not found and (
            len(words) == 1 or not any(people)
        ):  # else it only tells more of a person named before
            found = [" ".join(_without_role(words))]
        names += [name[:MAX_NAME_CHARS] for name in found if _is_shown(name, publisher)]
    if not names and within:  # haram@hanbit.example (도하람), as feeds write it
        names = [name for name in read_byline(within.translate(_NO_BRACKETS), publisher)[0] if is_name(name)]
    return tuple(dict.fromkeys(names))[:MAX_AUTHORS], emails[:MAX_AUTHORS]


def _words(piece: str) -> list[str]:
    piece = _LABEL.sub("", piece.strip(" \t[]()<>*\"'"))
    if piece.isascii() and _ENGLISH_ROLE.fullmatch(piece):
        return []
    return _BY.sub("", piece).strip(" \t[]()<>*=\"'").split()


def _without_role(words: list[str]) -> list[str]:
    kept = list(words)
    while kept and (role := _ROLE.search(kept[-1])):
        rest = kept[-1][: role.start()]
        if rest and is_name(rest):
            kept[-1] = rest  # 홍예정기자
            break
        if len(kept) == 1 and rest:
            break
        kept.pop()
    return kept


def _people(words: list[str]) -> list[str]:
    """The Korean names of a piece: all of them where nothing else stands there, else the likeliest one."""
    words = _without_role(words)
    names = [word for word in words if is_name(word)]
    if len(names) == len(words):
        return names
    return [name for name in names if len(name) > 2][:1] or names[:1]


def is_name(word: str) -> bool:
    """Looks like a Korean person's name: a surname and one or two syllables more."""
    if not 2 <= len(word) <= 4 or not all("가" <= syllable <= "힣" for syllable in word):
        return False
    if word in _PLACES or word in _ROLES or (len(word) > 2 and _DESK.search(word)):
        return False
    return word[0] in _SURNAMES if len(word) < 4 else word.startswith(LONG_SURNAMES)


def _is_shown(name: str, publisher: str) -> bool:
    if not name or all(map(_CODE.fullmatch, name.split())) or name in _WORK or name.lower() in _ACCOUNTS:
        return False
    name, publisher = ("".join(text.split()).casefold() for text in (name, publisher))
    if len(name) > 2 and name != publisher and is_name(name):  # 윤서린의 글 is called after its author
        return True
    return not publisher or not (name.startswith(publisher) or publisher.startswith(name))
