"""Who is named in an article: people with their offices, and the bodies that speak.

A Cast is read once from the article; a clause before or after a quotation is then asked for its subject.

>>> cast = Cast(["표인혁 해솔시장이 문을 열었다.", "표 시장은 웃었다."])
>>> cast.subject("표 시장은 이날 기자들과 만나").name
'표인혁'
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from bot.answers.clause import (
    BREAK,
    can_be_a_name,
    left_behind,
    noun_phrase,
    strip_asides,
    subject_of,
    words_of,
)
from bot.quotes.roles import (
    ATTRIBUTES,
    BODY,
    LATIN_BODY,
    NON_NAME_WORD,
    NOT_NAMES,
    ROLE,
    SURNAMES,
    THING,
    TWO_SYLLABLE_SURNAMES,
    UNNAMED,
)

_PRONOUN = re.compile(r"^(?:그|그녀|이들|그들|본인)$")
_CALLED = re.compile(
    r"^(?:버스|택시)?(?:기사|교사|의사|간호사|점주|어민|농민|상인|조합원|연구자|개발자|활동가|공인중개사)$"
)
_PLACE = re.compile(r"[시군구도동읍면역대당사측청원]$")
_COMPOUND_NOUN = re.compile(r"[부청당회실측팀법대과협련사원공]$")
# Where something is said by nobody in particular: 정치권에서는 “…”이라며.
_ABOUT_TOWN = re.compile(
    r"(?:정치권|정가|업계|일각|일부|여권|야권|여야|당내|당|내부|안팎|학계|재계|금융권|법조계|의료계|노동계|시민사회|시장"
    r"|온라인|커뮤니티|누리꾼\S*|현장|주변|사이|지역)(?:에서는|에선|에서도|에서|에선)$"
)
_CALLING = re.compile(r"(?:사|장|원|자|관|인|가|수|감|임|역|생)$")
_OBJECT = re.compile(r"(?:을|를|에|에서|에게|으로|은|는|했다|한다)$")
_GLUED_CALLING = re.compile(r"(?<![가-힣])([가-힣]{3})씨(?:는|가|의|를|와|에게|도|,)?(?![가-힣])")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever speaks: *name* as the article gives it in full, *role* what stands beside it."""

    name: str
    role: str = ""
    person: bool = True


@lru_cache(maxsize=20_000)
def is_full_name(word: str) -> bool:
    """Whether *word* can be a Korean full name: surname and one or two syllables, no known other word."""
    if (
        not 2 <= len(word) <= 4
        or word in NOT_NAMES
        or not re.fullmatch(r"[가-힣]{2,4}", word)
        or NON_NAME_WORD.search(word)
    ):
        return False
    if word.startswith(TWO_SYLLABLE_SURNAMES):
        return len(word) in (3, 4)
    return (
        len(word) in (2, 3)
        and word[0] in SURNAMES
        and not word.endswith(("다", "에서", "으로", "는", "껏", "로서"))
    )


@dataclass(slots=True)
class Cast:
    """The people of one article, in the order of their introduction."""

    sentences: list[str]
    people: list[Speaker] = field(default_factory=list)
    _text: str = ""
    _named: dict[str, Speaker] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._text = " ".join(self.sentences)
        for sentence in self.sentences:
            plain = strip_asides(sentence)
            words = [word.strip("\"'“”‘’.,·…") for word in plain.split()]
            last_name = -9
            for at, word in enumerate(words):
                if at - last_name <= 6 and (office := _office(word)):
                    if office == word and at + 1 < len(words) and _office(words[at + 1]):
                        continue  # 대통령 비서실장: the office goes on
                    if len(office) > 1 or office == "씨":
                        self._introduce(words, at, office)
                if is_full_name(word):
                    last_name = at
            for match in _GLUED_CALLING.finditer(plain) if "씨" in plain else ():
                if is_full_name(match[1]):
                    self._remember(Speaker(match[1], "씨"))

    def _introduce(self, words: list[str], at: int, office: str) -> None:
        """Remember the person whose office is words[at], if a full name stands in its phrase."""
        nearest = at - 1
        if (len(words[nearest]) == 1 and words[nearest] not in "전현부당도시군구") or (
            office.endswith("특검") and office != "특검"
        ):
            return  # 김 의원: a short form introduces nobody; 내란특검 is no person
        names = []
        for back in range(nearest, max(-1, at - 7), -1):
            word = words[back]
            if is_full_name(word) and (len(word) > 2 or back == nearest):
                names.append(back)
            elif back < nearest and (BREAK.search(word) or (len(word) > 2 and _OBJECT.search(word))):
                break
        if not names:
            return
        plain = [back for back in names if not _COMPOUND_NOUN.search(words[back])] or names
        chosen = plain[0] if plain[0] == nearest else plain[-1]
        if chosen < nearest and self._follows_a_first_name(words[chosen], words[chosen + 1], office):
            return
        between = words[chosen + 1 : at]
        if chosen == nearest and at >= 2 and is_body(words[at - 2]):
            between = [words[at - 2]]
        self._remember(Speaker(words[chosen], " ".join([*between, office])))

    def _follows_a_first_name(self, first: str, last: str, office: str) -> bool:
        """Whether 도널드 is the first name of 트럼프 대통령, who is mentioned without it too."""
        return not is_body(last) and self._text.count(f"{last} {office}") > self._text.count(
            f"{first} {last} {office}"
        )

    def _remember(self, speaker: Speaker) -> None:
        if speaker.name not in self._named:
            self._named[speaker.name] = speaker
            self.people.append(speaker)

    def known(self, name: str) -> Speaker | None:
        """The person introduced by exactly this name."""
        return self._named.get(name)

    def short_form(self, surname: str, office: str) -> Speaker | None:
        """Who 성 총괄 is: the one person of that surname, by office where there are several."""
        family = [person for person in self.people if person.name.startswith(surname)]
        same = [person for person in family if _offices_agree(person.role, office)]
        if len(same) > 1:  # 대통령 beside 대통령 정책특별보좌관
            same = [person for person in same if person.role.split()[-1].endswith(office)]
        if len(same) == 1:
            return same[0]
        # 최 위원장 may be the only 최 by another office; with a common surname it may be anybody.
        return family[0] if len(family) == 1 and not same and surname not in "김이박최정강조윤장임" else None

    def subject(
        self, clause: str, *, lenient: bool = False, anywhere: bool = False, inner: bool = False
    ) -> Speaker | None:
        """Who the subject of *clause* is; None when there is none or it is nobody who can speak.

        inner: prefer the nearest subject to the topic: the quotation is told within a report.
        lenient: take a topic that nothing is known about at its word, where a verb of saying follows.
        anywhere: take a subject that other clauses follow, unless one of them takes it at once.
        """
        words = words_of(clause)
        fallback: Speaker | None = None
        for at in range(len(words) - 1, -1, -1):
            word = words[at].rstrip(",")
            base = subject_of(word)
            if not base:
                continue
            topic = word.endswith(("은", "는", "도"))
            if not topic and (
                fallback is not None or left_behind(words[at + 1 : at + 4 if anywhere else None])
            ):
                continue
            place = word.endswith(("에서는", "에는"))
            found = self._who(words, at, base) if not (place and ROLE.search(base)) else None
            if found is None and lenient and topic and not place and can_be_a_name(base):
                found = self._unheard_of(words, at, base)
            if found is None:
                continue
            if topic or inner or at == len(words) - 1:
                return found
            fallback = found
        return fallback

    def _unheard_of(self, words: list[str], at: int, base: str) -> Speaker:
        """A topic of which nothing is known: 이재혁 회계사, 이 편집장, 홍현희, 조계종."""
        phrase = noun_phrase(words, at, base)
        before = phrase[-2] if len(phrase) > 1 else ""
        if not _CALLING.search(base):
            known = [k for k, word in enumerate(phrase[:-1]) if ROLE.search(word) or UNNAMED.search(word)]
            if not known:
                return Speaker(base)
            return Speaker(" ".join(phrase[known[-1] + 1 :]), " ".join(phrase[: known[-1] + 1]))
        for k, word in enumerate(phrase[:-1]):
            if len(word) == 3 and is_full_name(word):
                return Speaker(word, " ".join(phrase[k + 1 :]))
        if len(before) == 1 and before in SURNAMES:
            return self.short_form(before, base) or Speaker(f"{before} {base}")
        return Speaker(base)

    def has_other_topic(self, clause: str) -> bool:
        """Whether *clause* has a topic that nobody here recognises, so that nothing may be carried over."""
        for word in words_of(clause):
            bare = word.rstrip(",")
            base = bare[:-1]
            if bare.endswith(("은", "는")) and base and (base == "○" or can_be_a_name(base)):
                return True
            if _ABOUT_TOWN.match(bare):
                return True
        return False

    def _who(self, words: list[str], at: int, base: str) -> Speaker | None:
        """The speaker whose noun phrase ends in *base*, the word at *at* without its particle."""
        if _PRONOUN.match(base):
            return Speaker(base, "", person=base not in ("이들", "그들"))
        person = self.known(base) or self.known(base.removesuffix("씨")) or self._by_last_name(base)
        if person is not None:
            return person
        phrase = noun_phrase(words, at, base)
        before = phrase[-2] if len(phrase) > 1 else ""
        if base.endswith("측"):
            return Speaker(" ".join(phrase[-3:]), "", person=False) if len(base) > 1 or before else None
        if ROLE.search(base):
            return self._office_holder(phrase, before, base)
        if _CALLED.search(base) and len(before) == 3 and is_full_name(before) and not _PLACE.search(before):
            return Speaker(before, base)  # 추온달 기사
        if UNNAMED.search(base):
            return Speaker(" ".join(phrase[-4:]), "", person=True)
        if THING.search(base):
            return None
        if is_body(base):
            return Speaker(" ".join(phrase[-2:]) if before and is_body(before) else base, "", person=False)
        return self.known(" ".join(phrase))

    def _by_last_name(self, name: str) -> Speaker | None:
        """The foreigner of whom only the last name is said: 로저스 for 해럴드 로저스."""
        return next((p for p in self.people if " " in p.name and p.name.split()[-1] == name), None)

    def _office_holder(self, phrase: list[str], before: str, base: str) -> Speaker | None:
        """Who holds the office *base* at the end of *phrase*."""
        for word in reversed(phrase[:-1]):
            person = self.known(word) or self._by_last_name(word)
            if person is not None:
                return person
        if len(base) in (4, 5) and base.endswith(("스님", "신부", "목사", "수녀")):
            return Speaker(base, " ".join(phrase[:-1]))
        glued = base.removesuffix("씨")
        if glued != base and glued:
            return self.known(glued) or Speaker(base, "")
        if before in ("전", "현", "당시", "신임"):
            if len(phrase) == 2:
                return None
            before = phrase[-3]
        if len(before) == 1 and before in SURNAMES:
            return self.short_form(before, base) or Speaker(f"{before} {base}", "")
        if is_full_name(before):
            return Speaker(before, base)
        if not before:
            alone = [person for person in self.people if _offices_agree(person.role, base) and len(base) > 1]
            return alone[0] if len(alone) == 1 else None
        return self._foreigner(phrase[:-1], base)

    def _foreigner(self, phrase: list[str], office: str) -> Speaker | None:
        """A name that is not Korean: 도널드 트럼프 미국 대통령, 로저스 대표, 쿠팡 로저스 대표, A 씨."""
        last = phrase[-1]
        if len(phrase) == 1 and re.fullmatch(r"[가-힣]", last):
            return Speaker(f"{last} {office}")  # 루 교수, 제 할머니: a syllable alone is nobody's name
        if re.fullmatch(r"[A-Z]{1,2}", last):
            return Speaker(f"{last} {office}")
        if last in ("모", "아무개"):
            return Speaker(" ".join([*phrase[-2:], office]))
        whole = [*phrase[-2:], office]
        while len(phrase) > 1 and (_plain_word(phrase[0]) or self._is_affiliation(phrase)):
            phrase = phrase[1:]
        size = 0
        while size < min(3, len(phrase)) and not _plain_word(phrase[size]):
            size += 1
        if size == 0 or not re.fullmatch(r"[가-힣A-Za-z.\-·' ]+", " ".join(phrase[:size])):
            return Speaker(" ".join(whole))
        if len(phrase) == 1 and self._text.count(last) > 1.5 * self._text.count(f"{last} {office}") + 1:
            return Speaker(" ".join(whole))  # 구글 CEO: a name is seldom said without an office
        whole_name = " ".join([*phrase[:3], office])
        if size == 3 and self._text.count(f"{phrase[2]} {office}") <= self._text.count(whole_name):
            size = 2  # most foreign names have two words; what follows is where they belong to
        return self._first_met(" ".join(phrase[:size]), " ".join([*phrase[size:], office]))

    def _is_affiliation(self, phrase: list[str]) -> bool:
        """Whether the first word of *phrase* is where somebody belongs to rather than a part of the name."""
        first, second = phrase[0], phrase[1]
        if not self._stands_alone(first, besides=second):
            return False
        return self._stands_alone(second, besides=first) or not re.search(
            rf"{re.escape(first)} [가-힣]{{0,6}}(?:총리|대통령|대표|장관|의원|씨|회장|주석|교수|감독|CEO)",
            self._text,
        )

    def _stands_alone(self, word: str, besides: str = "") -> bool:
        """Whether *word* occurs in the article other than beside *besides*."""
        both = self._text.count(f"{word} {besides}") + self._text.count(f"{besides} {word}") if besides else 1
        return self._text.count(word) > both

    def _first_met(self, name: str, role: str) -> Speaker:
        speaker = Speaker(name, role)
        self._remember(speaker)
        return speaker


def _plain_word(word: str) -> bool:
    """Whether *word* is a body, a country or an attribute: no part of a name."""
    return is_body(word) or word in ATTRIBUTES or ROLE.search(word) is not None


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    """*word* without a particle, where an office is left."""
    if ROLE.search(word):
        return word
    match = re.match(
        r"^(.+?)(?:께서는|께서|에게서|에게|으로|로|은|는|이|가|을|를|의|와|과|도|측|였다|이다|인)$", word
    )
    return match[1] if match else word


@lru_cache(maxsize=20_000)
def _office(word: str) -> str:
    """*word* without a particle where it is an office; "" where it is none."""
    bare = _bare(word)
    return bare if ROLE.search(bare) else ""


@lru_cache(maxsize=20_000)
def is_body(word: str) -> bool:
    return bool(word) and (BODY.search(word) is not None or LATIN_BODY.match(word) is not None)


def _offices_agree(long: str, short: str) -> bool:
    """Whether *short* can stand for *long*: 총괄 for AI 기술총괄, 원내대표 for 국민의힘 원내대표."""
    return any(word.endswith(short) for word in long.split()) or short in long.replace(" ", "")
