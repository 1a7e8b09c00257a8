"""Who is named in an article: people with their offices, and the bodies that speak.

A Cast is read once from the article; a clause before or after a quotation is then asked for its subject.

>>> cast = Cast(["표인혁 해솔시장이 문을 열었다.", "표 시장은 웃었다."])
>>> cast.subject("표 시장은 이날 기자들과 만나").name
'표인혁'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.korean.surnames import COMMON_SURNAMES, RARE_SURNAMES
from bot.patterns import lazy_compile
from bot.quotes.clause import (
    BREAK,
    can_be_a_name,
    is_reported,
    left_behind,
    noun_phrase,
    strip_asides,
    subject_of,
    words_of,
)
from bot.quotes.names import is_body, is_full_name, is_role, looks_foreign
from bot.quotes.phrase import (
    described,
    given_name,
    name_among,
    office_of,
    offices_agree,
    plain_word,
    side_of,
    unglued,
    unglued_name,
)
from bot.quotes.roles import AMBIGUOUS, CALLED, LATIN_BODY, NO_BODY, THING, UNNAMED

_PRONOUN = lazy_compile(r"^(?:그|그녀|이들|그들|본인)$")
_CALLING = lazy_compile(
    r"^(?:버스|택시)?(?:기사|교사|의사|간호사|점주|어민|농민|상인|조합원|연구자|개발자|활동가|공인중개사|학생"
    r"|회원|직원|주민)$"
)
_CALLING_END = lazy_compile(r"(?:사|장|원|자|관|인|가|수|감|임|역|생)$")
# Where something is said by nobody in particular: 정치권에서는 “…”이라며.
_ABOUT_TOWN = lazy_compile(
    r"(?:정치권|정가|업계|일각|일부|여권|야권|여야|당내|당|내부|안팎|학계|재계|금융권|법조계|의료계|노동계"
    r"|시민사회|시장"
    r"|온라인|커뮤니티|누리꾼\S{0,20}|현장|주변|사이|지역)(?:에서는|에선|에서도|에서|에선)$"
)
_OBJECT = lazy_compile(r"(?:을|를|에|에서|에게|으로|은|는|했다|한다)$")
_GLUED_CALLING = lazy_compile(r"(?<![가-힣])([가-힣]{3})씨(?:는|가|의|를|와|에게|도|,)?(?![가-힣])")
_NO_ONE = lazy_compile(
    r"^(?:두|세|네|여러|모든|다른|일부|양|각|전)?\s?(?:사람|정상|명|상황|전원|일부|쪽|모두|자신|스스로|누구"
    r"|것)(?:들)?$"
)
# Words before the name of somebody famous or of some body that tell what it is.
_INTRODUCING = (
    "가수 배우 방송인 코미디언 개그맨 개그우먼 래퍼 유튜버 그룹 걸그룹 보이그룹 밴드 멤버 바리톤 "
    "소프라노 테너 작곡가 소속사 기획사 매체 전문매체 일간지 "
    "법무법인 로펌 시장조사업체 시장조사기관 조사기관 증권사 운용사 스타트업 시민단체 통신사 방송사 "
    "신문 플랫폼 매거진"
).split()  # fmt: skip
_OTHERS = lazy_compile(
    r"^(?:사람|사람들|정상|세대|양측|양사|양국|일부|전원|모두|쪽|보고서|리포트|공시|판결문|성명|성명서)$"
)
_SYLLABLE = lazy_compile(r"[가-힣]")
_INITIALS = lazy_compile(r"[A-Z]{1,2}")
_FOREIGN = lazy_compile(r"[가-힣A-Za-z.\-·' ]+")
_NOT_IN_NAMES = lazy_compile(r"[\"“”\[\]<>…]")
# 이 주장: a claim, and no captain of that name.
_POINTED_AT = lazy_compile(r"^(?:이|그|저|해당)\s(?:주장|기사|책임|감사|대리|시장|프로)$")
_LONGEST_NAME = 60  # characters; beyond that a phrase was misread


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever speaks: *name* as the article gives it in full, *role* what stands beside it."""

    name: str
    role: str = ""
    person: bool = True


@dataclass(slots=True)
class Cast:
    """The people of one article, in the order of their introduction."""

    sentences: Sequence[str]
    title: str = ""
    people: list[Speaker] = field(default_factory=list)
    _text: str = ""
    _named: dict[str, Speaker] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._text = " ".join([self.title, *self.sentences])
        for sentence in self.sentences:
            plain = strip_asides(sentence)
            words = [word.strip("\"'“”‘’.,·…[]<>ⓒ") for word in plain.split()]
            last_name = -9
            for at, word in enumerate(words):
                if at - last_name <= 6 and (office := office_of(word)):
                    if office == word and at + 1 < len(words) and office_of(words[at + 1]):
                        continue  # 대통령 비서실장: the office goes on
                    if len(office) > 1 or office == "씨" or office in CALLED:
                        self._introduce(words, at, office)
                if is_full_name(word):
                    last_name = at
            for match in _GLUED_CALLING.finditer(plain) if "씨" in plain else ():
                if is_full_name(match[1]):
                    self._remember(Speaker(match[1], "씨"))

    def _introduce(self, words: list[str], at: int, office: str) -> None:
        """Remember the person whose office is words[at], if a full name stands in its phrase."""
        nearest = at - 1
        if (
            nearest < 0
            or (len(words[nearest]) == 1 and words[nearest] not in "전현부당도시군구")
            or (office.endswith("특검") and office != "특검")
        ):
            return  # 김 의원: a short form introduces nobody; 내란특검 is no person
        begin = nearest
        while begin > max(0, at - 6):
            word = words[begin - 1]
            if is_body(word) and word[-1] in "인은과":
                pass  # 법무법인
            elif (BREAK.search(word) and not is_full_name(word)) or (len(word) > 2 and _OBJECT.search(word)):
                break
            begin -= 1
        chosen = name_among(words[begin:at])
        if chosen is None:
            return
        chosen += begin
        if chosen < nearest and self._follows_a_first_name(words[chosen], words[chosen + 1], office):
            return
        between = words[chosen + 1 : at]
        if chosen == nearest and at >= 2 and is_body(words[at - 2]):
            between = [words[at - 2]]
        self._remember(Speaker(words[chosen], " ".join([*between, office])))

    def _follows_a_first_name(self, first: str, last: str, office: str) -> bool:
        """Whether 도널드 is the first name of 트럼프 대통령, who is mentioned without it too."""
        if len(first) == 3:
            return False
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
        family = [
            person
            for person in self.people
            if surname in (person.name[:1], person.name.split()[-1])
            and not person.role.endswith(("기자", "앵커", "특파원"))
        ]
        same = [person for person in family if offices_agree(person.role, office)]
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
        lenient: take a topic that is named like somebody, where a verb of saying follows.
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
            after = words[at + 1 :]
            if not topic and (fallback is not None or left_behind(after[:3] if anywhere else after)):
                continue
            place = word.endswith(("에서는", "에는"))
            found = self._who(words, at, base) if not (place and is_role(base)) else None
            if found is None and lenient and topic and not place and not any(map(is_reported, after)):
                found = self._unheard_of(words, at, base)
            if found is None or not _is_someone(found):
                continue
            if topic or inner or at == len(words) - 1:
                return found
            fallback = found
        return fallback

    def _unheard_of(self, words: list[str], at: int, base: str) -> Speaker | None:
        """A topic that nobody introduced and that is named like somebody: 홍나루, 가수 나루, 사갈로프."""
        if not can_be_a_name(base) or THING.search(base):
            return None
        phrase = noun_phrase(words, at, base)
        before = phrase[-2] if len(phrase) > 1 else ""
        if _CALLING_END.search(base):
            for k, word in enumerate(phrase[:-1]):
                if len(word) == 3 and is_full_name(word):
                    return self._first_met(word, " ".join(phrase[k + 1 :]))
            if before in COMMON_SURNAMES:
                return self.short_form(before, base) or Speaker(f"{before} {base}")
        if len(base) == 3 and is_full_name(base) and base[-1] not in "이내추키":
            return Speaker(base)
        if before in _INTRODUCING or before.endswith(("업체", "매체", "기관", "그룹", "소속사", "단체")):
            return Speaker(base)
        if any(mark in self._text for mark in (f"{base} 측", f"{base}씨", f"{base} 씨")):
            return Speaker(base)
        introduced = any(f" {calling} {base}" in self._text for calling in _INTRODUCING)
        if introduced or re.search(
            rf"{re.escape(base)}(?:에 따르면| 관계자| 본사| 대표|가 운영| 홈페이지)", self._text
        ):
            return Speaker(base, person=False)
        if given := given_name(phrase, self._text):
            return Speaker(f"{given} {base}")
        return Speaker(base) if len(base) > 2 and looks_foreign(base) else None

    def has_other_topic(self, clause: str) -> bool:
        """Whether *clause* has a topic that nobody here recognises, so that nothing may be carried over."""
        for word in words_of(clause):
            bare = word.rstrip(",")
            base = bare[:-1]
            if (
                bare.endswith(("은", "는"))
                and base
                and (base == "○" or can_be_a_name(base) or _OTHERS.search(base))
            ):
                return True
            if _ABOUT_TOWN.match(bare):
                return True
        return False

    def _who(self, words: list[str], at: int, base: str) -> Speaker | None:
        """The speaker whose noun phrase ends in *base*, the word at *at* without its particle."""
        if _PRONOUN.match(base):
            return Speaker(base, "", person=base not in ("이들", "그들"))
        base = unglued(base, self._named, self._text)
        person = self.known(base) or self.known(base.removesuffix("씨")) or self._by_last_name(base)
        if person is not None:
            return person
        phrase = noun_phrase(words, at, base)
        before = phrase[-2] if len(phrase) > 1 else ""
        whose = words[at - 1] if len(phrase) == 1 and at else ""
        if (
            whose.endswith("의")
            and is_body(whose[:-1])
            and base not in AMBIGUOUS
            and (UNNAMED.search(base) or is_role(base))
        ):
            return Speaker(f"{whose} {base}")  # 한빛그룹의 관계자
        if base.endswith("측"):
            side = side_of(phrase)
            return Speaker(side, "", person=False) if side else None
        if is_role(base):
            holder = self._office_holder(phrase, before, base)
            if holder is not None or not is_body(base) or before:
                return holder
        if _CALLING.search(base) and len(before) == 3 and is_full_name(before):
            return Speaker(before, base)  # 추온달 기사
        if base.endswith("들") and is_role(base[:-1]):
            return Speaker(described(phrase))
        if UNNAMED.search(base) and not (base == "인사" and before in ("승진", "정기", "이번", "")):
            return Speaker(described(phrase), "", person=True)
        if THING.search(base):
            return None
        if is_body(base):
            parted = before and (
                is_body(before) or looks_foreign(before) or (len(base) == 2 and LATIN_BODY.match(before))
            )
            return Speaker(f"{before} {base}" if parted else base, "", person=False)
        return self.known(" ".join(phrase))

    def _by_last_name(self, name: str) -> Speaker | None:
        """The foreigner of whom only the last name is said: 로저스 for 해럴드 로저스."""
        return next((p for p in self.people if " " in p.name and p.name.split()[-1] == name), None)

    def _office_holder(self, phrase: list[str], before: str, base: str) -> Speaker | None:
        """Who holds the office *base* at the end of *phrase*."""
        words = [unglued(word, self._named, self._text) for word in phrase[:-1]]
        if words:
            words[-1] = unglued(words[-1], self._named, self._text, before_office=True)
        glued = base.removesuffix("씨")
        if glued != base and glued:
            return self.known(glued) or (Speaker(base) if len(glued) < 5 else None)
        for word in reversed(words):
            person = self.known(word) or self._by_last_name(word)
            if person is not None:
                return person
        if len(base) in (4, 5) and base.endswith(("스님", "신부", "목사", "수녀")):
            return Speaker(base, " ".join(words))
        if before == "소속":
            return Speaker(described([*phrase]))
        former = ""
        if before in ("전", "현", "당시", "신임") and len(words) > 1 and len(words[-2]) == 1:
            former, before = f"{before} ", words[-2]
        held_before = before in ("전", "현") and len(words) > 1  # 메르켈 전 총리; 전 총리 alone may be a 전
        if before in COMMON_SURNAMES and not held_before:
            return self.short_form(before, base) or Speaker(f"{before} {former}{base}")
        family = before[-1:] in COMMON_SURNAMES or before in RARE_SURNAMES
        if family and (person := self.short_form(before[-1], base)) is not None:
            return person if not is_body(before) and not is_full_name(before) else None
        chosen = name_among(words)
        if chosen is not None:
            role = words[chosen + 1 :] or [word for word in words[:chosen] if is_body(word)][-1:]
            return Speaker(words[chosen], " ".join([*role, base]))
        if not before:
            alone = [person for person in self.people if offices_agree(person.role, base) and len(base) > 1]
            return alone[0] if len(alone) == 1 else None
        return self._foreigner(words, base)

    def _foreigner(self, phrase: list[str], office: str) -> Speaker | None:
        """A name that is not Korean: 도널드 트럼프 미국 대통령, 로저스 대표, 쿠팡 로저스 대표, A 씨."""
        last = phrase[-1]
        if len(phrase) == 1 and _SYLLABLE.fullmatch(last):
            return Speaker(f"{last} {office}")  # 루 교수, 제 할머니: a syllable alone is nobody's name
        if _INITIALS.fullmatch(last):
            return Speaker(f"{last} {office}")
        if last in ("모", "아무개"):
            return Speaker(" ".join([*phrase[-2:], office]))
        if office in AMBIGUOUS and not any(map(looks_foreign, phrase)):
            return None  # 암호화폐 시장
        phrase = [unglued_name(phrase, self._text), *phrase[1:]]
        whole = described([*phrase, office])
        if not any(map(looks_foreign, phrase)) and len(phrase) == 1:
            return Speaker(whole)  # 에너지기업 대표: who it is is not said
        while len(phrase) > 1 and (plain_word(phrase[0]) or self._is_affiliation(phrase)):
            phrase = phrase[1:]
        size = 0
        while size < min(3, len(phrase)) and not plain_word(phrase[size]):
            size += 1
        named = size > 0 and _FOREIGN.fullmatch(" ".join(phrase[:size])) is not None
        if not named or not any(map(looks_foreign, phrase[:size])):
            return Speaker(whole)
        if len(phrase) == 1 and self._text.count(last) > 1.5 * self._text.count(f"{last} {office}") + 1:
            return Speaker(whole)  # 구글 CEO: a name is seldom said without an office
        whole = " ".join([*phrase[:3], office])
        if size == 3 and self._text.count(f"{phrase[2]} {office}") <= self._text.count(whole):
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


def _is_someone(speaker: Speaker) -> bool:
    """The last look: whether the words name somebody or some body at all."""
    name = speaker.name
    return not (
        len(name) > _LONGEST_NAME
        or _NO_ONE.match(name)
        or (
            THING.search(name)
            and " " not in name
            and not (speaker.role and len(name) == 3 and is_full_name(name))
        )
        or name in AMBIGUOUS
        or _POINTED_AT.match(name)
        or NO_BODY.match(name)
        or _NOT_IN_NAMES.search(name)
    )
