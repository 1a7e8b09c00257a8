"""A page of a portal or a paper, copied as a whole: buttons, times and a copyright stand around the text.

>>> draft = read_portal("다리 개통\\n입력2026.03.04. 오후 2:38\\n다리가 열렸다.\\nⓒ 한빛일보. 무단 전재 금지")
>>> draft.title, draft.body, draft.fields["publisher"]
('다리 개통', '다리가 열렸다.', '한빛일보')
"""

from __future__ import annotations

import re

from bot.articles import release
from bot.articles.byline import is_name, read_byline
from bot.articles.draft import Draft
from bot.articles.fields import Fields
from bot.articles.head import is_date_line, without_ago
from bot.articles.moment import read_published
from bot.articles.plain import take_dateline

MOST_LINES = 40  # above the text, and below it
DATE_WITHIN = 8  # lines; a date without a word further down is of the text
LEAST_TITLE = 10  # characters of a line of words; a shorter one is the paper's name, or a section

_WHEN = re.compile(
    r"(?:기사\s?)?(?:last (?:modified|updated)(?: on)?|first published(?: on)?|Published|Posted|Updated"
    r"|입력|등록|승인|작성|송고|게시|발행|최초입력|수정|최종수정|업데이트)"
    r"(?:일|일시|시간)?[ \t]*[:：|]?[ \t]*(?=\d|[A-Z])",
    re.IGNORECASE,
)
_BUTTONS = (
    r"\[?[가-힣A-Za-z]{0,12}\s?(?:구독|구독하기|구독중|주요뉴스",
    r"랭킹뉴스|많이 본 뉴스)\]?|본문\s?(?:듣기|읽기|요약봇?|바로가기)",
    r"메뉴 바로가기|글자\s?크기(?:\s?(?:변경|조정|변경하기))?|글꼴",
    r"가가?|인쇄(?:하기)?|프린트|공유(?:하기)?|스크랩|북마크|신고|저장",
    r"SNS\s?(?:보내기|공유)?|댓글\s?\d*(?:개|\s?쓰기)?|추천\s?\d*",
    r"좋아요\s?\d*|훈훈해요\s?\d*|슬퍼요\s?\d*|화나요\s?\d*",
    r"후속(?:기사)?\s?원해요\s?\d*|쏠쏠정보\s?\d*|흥미진진\s?\d*|공감백배\s?\d*|분석탁월\s?\d*|후속강추\s?\d*",
    r"이 기사를 추천합니다|기사\s?원문|원문\s?보기|요약보기|음성으로 듣기",
    r"번역\s?설정|텍스트 음성 변환 서비스(?: 사용하기)?",
    r"성별|남성|여성|말하기 속도|느림|보통|빠름|동영상 고정 취소",
    r"이전|다음|닫기|홈|로그인|전체\s?메뉴|페이스북|트위터|카카오톡",
    r"카카오스토리|밴드|네이버\s?(?:블로그|카페)?|URL\s?복사|메일",
    r"글씨\s?크기(?:\s?(?:변경|조정|조절|설정)(?:하기)?)?|글자\s?크기\s?설정|번역\s?beta.{0,40}|조회\s?[\d,]{1,9}",
    r"공감(?:하기|한 사람 보러\s?가기)?\s?\d*|(?:서로)?\s?이웃\s?추가|본문 기타 기능|내보내기",
    r"1:1\s?채팅|프로필(?:\s?사진)?|게시글\s?관리|반응형|통계|댓글\s?\d*\s?(?:URL\s?복사|공유\s?신고)|공유\s?신고",
    r"저작자\s?표시(?:\s?비영리)?(?:\s?(?:변경\s?금지|동일\s?조건))?|라이킷\s?\d*|구독자\s?[\d,.만]*(?:명)?|\(끝\)|끝|#{3}",
    r"이메일|언론사\s?홈|PICK\s?안내|\d{1,4}|LIVE|AD|광고",
)
_BUTTON = re.compile("|".join(_BUTTONS))
_COPYRIGHT = re.compile(
    r"(?:copyrights?|저작권자|ⓒ|©|\(c\))[^가-힣A-Za-z0-9]{0,8}+"
    r"(?:ⓒ|©|\(c\))?\s?(?:by\s)?(?P<paper>[^.,\n|<>()]{2,30}?)"
    r"(?:\s?(?:All\s|무단|,|\.|$|\())",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"copyright|all rights reserved|무단\s?(?:전재|복제|배포)|재배포\s?금지|저작권자|^[ⓒ©]|AI\s?학습 및 활용 금지",
    re.IGNORECASE,
)
_SECTION = re.compile(r"이 기사는 언론사에서 (?P<name>[가-힣A-Za-z·/]{1,20})\s?섹션으로 분류")
_BELOW = re.compile(
    r"이 기사(?:의 본문|는)|기사 섹션 분류|언론사는 개별 기사를|기자\s?프로필|기자의? 구독|네이버에서 .{0,20}구독"
    r"|.{0,30}\b(?:제보|구독)(?:하기|은|:)"
    r"|관련\s?기사|많이 본 (?:뉴스|기사)|좋아요|바로가기"
)
_NAMED = re.compile(r"^(?:by\s?(?=[가-힣]{2,4}$)|기자명|글|취재|기자)\s?[:=]?\s+(?=[가-힣])")
_SIGNED = re.compile(r"(?<!\s)\s*+(?:by\s?)?([가-힣]{2,4})\s?[・·|,]\s?(?=\d{4})")  # 노다솜 ・ 2025. 2. 11.
_SENT = re.compile(r"\d{4}[/.-]\d\d?[/.-]\d\d?\.?\s\d\d?:\d\d\s송고|[\w.+-]{1,40}@[\w.-]{3,60}+")
_REPORTERS = re.compile(
    r"(?:[가-힣]{2,4}\s?(?:[가-힣]{0,8})?(?:기자|특파원|논설위원|선임기자|인턴기자|PD)(?:\s?[·,/]\s?)?){1,5}+"
    r"(?:\s?[(<]?[\w.+-]{1,40}@[\w.-]{3,60}+[)>]?){0,3}+(?:\s?(?:TALK|다른 기사 보기|구독))?"
)


_BY = re.compile(
    r"By [A-Z][\w.'’-]{0,20}+(?: [A-Z][\w.'’-]{0,20}+){0,3}"
    r"(?:(?:,|,? and) [A-Z][\w.'’-]{0,20}+(?: [A-Z][\w.'’-]{0,20}+){0,3}){0,4}(?:, [\w -]{3,40})?"
)
_IN_PLACE = re.compile(r"((?:[A-Z][\w.'’-]{0,20} ){2,3})in [A-Z][\w .'’-]{1,30}")


def read_portal(text: str) -> Draft | None:
    """None when no line near the beginning of *text* says when it was put on a page."""
    lines = text.strip().split("\n")
    at = next((n for n, line in enumerate(lines[:MOST_LINES]) if _when(line)), None)
    at = min((n for n in (at, _bare_date(lines)) if n is not None), default=None)
    if at is None:
        return None
    fields = Fields()
    above = lines[at - 1].strip()
    if at > 1 and is_name(_NAMED.sub("", above)):
        fields["author"], lines[at - 1] = _NAMED.sub("", above), ""
    elif signed := _SIGNED.match(lines[at]):
        fields["author"], lines[at] = signed[1], lines[at][signed.end() :]
    titles = [line.strip() for line in lines[:at] if line.strip() and not _is_furniture(line, fields)]
    if not titles:
        return None
    start = at
    while start < min(len(lines), at + MOST_LINES) and (
        not lines[start].strip()
        or _when(lines[start])
        or (start == at and is_date_line(lines[start]))
        or _is_furniture(lines[start], fields)
    ):
        _take_when(lines[start], fields)
        start += 1
    end = _end(lines, start, fields)
    title = release.without_name(_title(titles).lstrip("# "))
    title = title[2:-2] if title.startswith("**") and title.endswith("**") else title
    body = "\n".join(lines[start:end]).strip()
    take_dateline(body, fields)
    return Draft("portal page", title, body, fields, "plain")


def _bare_date(lines: list[str]) -> int | None:
    """Where a date stands alone below the title, with nothing that could be text between the two."""
    for number, line in enumerate(lines[:DATE_WITHIN]):
        line = line.strip()
        line = _SIGNED.sub("", line) if number else line
        if number and line[:40].strip() and is_date_line(line.strip(" \t*-|·")):
            return number
        if len(line) > 120 or (number and line.endswith(".") and not _BY.fullmatch(line)):
            return None
    return None


def _title(titles: list[str]) -> str:
    """Of the lines above the date: the first with words that stands there once; names and sections are shorter."""
    if len(titles) == 1:
        return titles[0]
    likely = (line for line in titles if len(line) >= LEAST_TITLE and " " in line and titles.count(line) == 1)
    return next(likely, max(titles[-2:], key=len))


def _when(line: str) -> bool:
    line = line.strip(" \t>*-·|")
    label = _WHEN.match(line) if len(line) <= 120 else None
    return label is not None and read_published(line[label.end() :]) is not None


def _take_when(line: str, fields: Fields) -> None:
    line = without_ago(line.strip(" \t>*-·|"))
    label = _WHEN.match(line)
    if fields["published"] or not (label or is_date_line(line)):
        return
    if read_published(line):
        fields["published"] = fields.keys_found["published"] = line


def _is_furniture(line: str, fields: Fields) -> bool:
    """A button, or the line that names the reporters, who go into *fields*."""
    line = _NAMED.sub("", line.strip(" \t*#-·|>"))
    if not line or _BUTTON.fullmatch(line):
        return True
    if "  " in line and all(map(_BUTTON.fullmatch, re.split(r"\s{2,}", line[:200]))):
        return True
    if len(line) <= 200 and (by := _IN_PLACE.fullmatch(line) or _BY.fullmatch(line)):
        line = by[1] if by.re is _IN_PLACE else line
        fields["author"] = f"{fields['author']}\n{line}".strip()
        return True
    if len(line) <= 120 and _REPORTERS.fullmatch(line) and read_byline(line)[0]:
        if line not in fields["author"]:
            fields["author"] = f"{fields['author']}\n{line}".strip()
        return True
    return False


def _end(lines: list[str], start: int, fields: Fields) -> int:
    """Where the text ends: what stands below it says whose it is, and is not shown."""
    end = len(lines)
    for number in range(len(lines) - 1, max(start, len(lines) - MOST_LINES) - 1, -1):
        line = lines[number].strip()
        if section := _SECTION.search(line):
            fields["category"] = section["name"]
        elif len(line) <= 200 and _CREDIT.search(line):
            if (paper := _COPYRIGHT.search(line)) and not fields["publisher"]:
                fields["publisher"] = paper["paper"].strip()
        elif line and not (_is_furniture(line, fields) or _BELOW.match(line) or _SENT.fullmatch(line)):
            break
        end = number
    return end
