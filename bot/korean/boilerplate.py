"""What stands in an article and is none of it: tip lines, by-lines, credits, hashtags, invitations to subscribe.

>>> is_boilerplate("※ '당신의 제보가 뉴스가 됩니다'"), is_boilerplate("그는 제보를 받았다고 말했다.")
(True, False)
"""

from __future__ import annotations

from bot.patterns import lazy_compile

# Taken whole from where it begins or not at all: addresses glued together have no other end.
_EMAIL = r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}+@[A-Za-z0-9-]{1,64}+(?:\.[A-Za-z0-9-]{1,64}+){1,8}+"
_URL = r"(?:https?://|www\.)[\w./?=&%#~:+-]+"
_NAME = r"[가-힣]{2,4}"
_REPORTER = r"(?:기자|특파원|통신원|리포터|앵커|아나운서|캐스터)"
_DAY = r"(?:(?:\d{1,2}월\s?)?\d{1,2}일|이날|오늘)"
# With more before or after the reporter than these, a by-line's verb tells a report of its own.
_WHO = rf"[가-힣]{{3,4}}\s{_REPORTER}(?:가|이)"
_LEAD = (
    r"(?:(?:더\s)?(?:(?:자세한|관련|현장|이|그|첫|주요)\s)?(?:내용|소식|이야기|상황|현장|보도)[은는을를]?,?\s"
    r"|먼저,?\s|[가-힣]{2,5}에서\s|[가-힣]{2,4}\s(?=[가-힣]{3,4}\s특파원이\s보도))?"
)
_THERE = r"(?:[가-힣]{1,8}에서\s)?"
_SHOWN = r"(?:(?:[가-힣]{1,8}에서|(?:소식|내용|현장|이야기)[을를]?|자세히|직접|함께|이어서|단독)\s)?"
_NOTICE = r"(?:[^.\n]{0,30}금(?:지(?![가-힣])|지합니다|합니다|함|하며)|[^가-힣]*+\Z)"

# Boilerplate wherever it stands in a span.
_ANYWHERE = lazy_compile(
    rf"무단\s?(?:전재|복제|배포){_NOTICE}|재배포\s?금지|재판매 및|DB\s?금지|저작권자|저작권은"
    r"|All rights reserved|Copyright"
    r"|MANDATORY CREDIT|Redistribution Prohibited|No Redistribution|No use with unauthorized|For Use Only in"
    r"|제보(?:가 뉴스|를 기다|로 만들|로 함께|는 카카오톡| ?메일| ?전화|하기▷)|제보하기|기사제보|뉴스제보|기사문의"
    r"|더팩트제보|KBS제보|mbc제보|모든 얘깃거리를 알려주세요|채널 ?추가|구독해주세요|구독하기|팔로잉하시면|바로 ?가기"
    r"|(?:기사|전문|원문)\s?보기\s?[:：]|뉴스레터 (?:구독|신청)|앱 다운로드는|생성형 AI(?:가 함께|를 활용해) 작성"
    r"|AI 오디오로 제작|이야기가 오마이뉴스|덧붙이는 글 \||인사 게재 문의|인터뷰를 인용보도할 때"
    r"|AI-assisted translation|with the help of generative AI|native English-speaking editor"
    r"|여론조사심의위원회 홈페이지를 참|자살 ?예방 ?(?:상담|전화)|상담전화 ?☎|24시간 상담|재난보도준칙"
    r"|자세한 내용은 동영상|아래 텍스트는 실제 방송|정확한 내용은 방송으로|프로그램명.{0,20}명시해|^명시해 ?주시기"
)
# Boilerplate when the whole span is that.
_WHOLE = lazy_compile(
    rf"\A(?:(?:[/|=·\s]*+{_EMAIL}[\s)]*+(?:\(?END\)?)?)+"
    rf"|[\s:·=-]*{_URL}\s*+"
    r"|(?:\s*+#[^\s#]++)+\s*+"
    rf"|[(\[<]?(?:[가-힣A-Za-z·=/ⓒ\s]{{0,20}}[\s=/|｜ㅣ])?{_NAME}\s?(?:[가-힣]{{2,4}}\s?)?(?:기자|특파원|PD|앵커|논설위원|아나운서|리포터|캐스터)"
    rf"(?:\s*+[/·,]?\s*+{_NAME}\s?(?:기자|특파원|PD|앵커))*\s?[=)\]>]?[.!]?(?:\s*+{_EMAIL})*+\s*+"
    r"|[(\[][^()\[\]\n]{1,25}(?:=|ㅣ|\||뉴스|연합|일보|경제|신문)[^()\[\]\n]{0,30}[)\]]\s?[^=\n.]{0,40}(?:=\s*)?"
    r"|[\[<◀【(]\s?[^\]>▶】)\n]{1,16}\s?[\]>▶】)]"
    r"|(?:MBC|KBS|SBS|YTN|JTBC|연합뉴스TV|MBN|TV조선|채널A|OBS|KNN|TBC)\s?(?:뉴스)?\s?[가-힣]{2,4}(?:입니다|이었습니다|였습니다)\.?"
    r"|지금까지 .{0,30}(?:입니다|였습니다|이었습니다|드렸습니다)\."
    r"|.{0,20}(?:날씨였습니다|날씨 (?:정보 )?전해드렸습니다)\."
    r"|\(?(?:끝|END|서울=연합뉴스)\)?\.?"
    r"|(?:[가-힣A-Za-z0-9·()ⓒ]{1,12}\s){1,2}제공\.?"
    r"|[\d\s.,/:-]++(?:[\[(]?[^.\n]{0,20}(?:제공|뉴스\d?|사진기자단|공동취재))?[\])]?\.?"
    # 한빛일보 방누리 기자 · 2026년 1월 5일
    r"|[가-힣A-Za-z]{2,12}(?:\s[가-힣]{2,4}\s기자)?\s?[·|,]?\s?20\d\d년\s?\d{1,2}월\s?\d{1,2}일\.?"
    r"|[▷▶\s]*(?:이메일|메일|전화|카카오톡|연락처|문의)\s?[:：]?\s?[\d()-]*"
    r"|[-=_*·.…\s◇■▲△▶▷※☆★○●]+"
    r"|[가-힣\s]{0,12}기자(?:입니다|의 보도입니다|가 보도합니다|가 취재했습니다|의 단독 보도입니다)\."
    rf"|(?:{_DAY}\s)?{_THERE}{_WHO}\s{_THERE}(?:전했다|전했습니다|전한다|다녀왔다)\."
    rf"|{_LEAD}{_WHO}\s{_SHOWN}(?:전합니다|전해\s?드립니다|보도합니다)\."
    rf"|{_LEAD}{_WHO}\s(?:(?![가-힣]{{0,8}}에게)[가-힣]{{1,9}}\s)?"
    r"(?:취재했습니다|다녀왔습니다|(?:알아|살펴|짚어|만나)\s?봤습니다|정리했습니다)\."
    r"|(?:감사합니다|고맙습니다|안녕하십니까|안녕하세요|알겠습니다|어서 오(?:세|십시)오)[.?]?)"
)
_CREDIT = lazy_compile(
    r"^[\s(\[/<▲]*(?:사진|영상|그래픽|자료|이미지|화면|출처|일러스트|Photo)\s?(?:[=:ㅣ|/]|제공|출처|편집|취재)"
    r"|^\((?:AP|AFP|EPA|Reuters|로이터|신화)[ /]|^(?:EPA|AP)/[A-Z]"
    r"|(?:사진|영상|화면|캡처|이미지)\s?(?:=|ㅣ|\||제공|캡처|갈무리|출처)[^.]{0,25}[)\]]?\.?$"
    r"|[(\[/=][^()\[\]]{0,20}(?:제공|캡처|갈무리|연합뉴스|뉴시스|뉴스1|게티이미지\S*|사진공동취재단)[)\]]?\.?$|[ⓒ©]"
    r"|영상\s?(?:취재|편집)|촬영기자|취재지원|사진은 기사와"
)
_CONTACT = lazy_compile(
    r"(?:카카오톡|카톡|이메일|메일|전화|홈페이지|사이트|유튜브|페이스북|텔레그램)\]?\s?[:=\])\s]\s?[@'\w(]"
)
_REACH = lazy_compile(rf"{_EMAIL}|{_URL}|\d{{2,4}}-\d{{3,4}}-\d{{4}}|검색|jebo|제보")
_MAIL_OR_LINK = lazy_compile(rf"{_EMAIL}|{_URL}")


_FINISHED = lazy_compile(r"[다요까죠][.?!．]|[a-z][.?!][\"”]?$|。")
_SENTENCE = 25  # characters; a finished sentence this long is a report even when a credit is glued to it


def is_boilerplate(sentence: str) -> bool:
    """Whether a span of `sentences` is no part of the report, so that nobody should be shown it as a quote."""
    text = sentence.strip()
    if not text or _WHOLE.fullmatch(text) or _ANYWHERE.search(text):
        return True
    linked = "@" in text or "http" in text or "www." in text
    bare = _MAIL_OR_LINK.sub("", text).strip() if linked else text
    reports = len(bare) >= _SENTENCE and _FINISHED.search(bare) is not None
    if reports:
        return _CONTACT.search(text) is not None and _REACH.search(text) is not None
    return bare != text or _CREDIT.search(text) is not None or _CONTACT.search(text) is not None
