"""What readers say to a bot out of politeness, and what they ask about itself: one short line fits, and no search.

>>> read_small_talk("고마워요!"), read_small_talk("Thanks"), read_small_talk("고마워 콘서트")
('talk.thanks', 'talk.thanks', None)
"""

from __future__ import annotations

import unicodedata

from bot.i18n import Key
from bot.patterns import lazy_compile

_LONGEST = 40  # characters; who says more means something by it
_KINDS: dict[Key, tuple[str, ...]] = {
    "talk.thanks": (
        r"(?:정말|진짜|너무|완전|아주|답변)?(?:고마워|고마웡|고맙다|고맙습니다|감사|감사해|감사합니다|감사드려|땡큐|쌩유|ㄱㅅ|ㄳ)",
        r"(?:ok|okay|great|cool|nice|perfect|awesome|manythanks|thanks|thankyou|thx|ty|cheers|tysm)"
        r"(?:alot|somuch|verymuch|sosik|bot|thanks|thankyou)?",
        r"(?:좋아|좋네|좋다|굿|최고|최고야|훌륭해|잘했어|수고했어|수고하셨어|수고하셨습니다|수고|알겠어|알겠습니다|알았어|네|넵|응|오케이|ㅇㅋ|ㅇㅇ|넹|그래)",
    ),
    "talk.hello": (
        r"(?:안녕|안녕하세|안녕하십니까|하이|헬로|ㅎㅇ|반가워|반갑습니다|좋은아침|좋은저녁|굿모닝|여보세|소식아|소식아안녕)",
        r"(?:hi|hello|hey|hiya|yo|goodmorning|goodevening|goodafternoon|howdy)(?:there|sosik|bot)?",
        r"(?:밥먹었(?:어|니|냐)|식사하셨어|식사했어|잘지내(?:니|냐)?|잘지냈어|잘있었어|뭐하(?:고있어|니|냐)|기분어때|오늘기분어때)",
        r"(?:howareyou(?:doing)?(?:today)?|howsitgoing|howisitgoing|whatsup|howdoyoudo)",
    ),
    "talk.bye": (
        r"(?:잘가|잘있어|안녕히계세|안녕히가세|잘자|굿나잇|바이|바이바이|또봐|다음에봐|ㅂㅂ|ㅂㅇ)",
        r"(?:bye|byebye|goodbye|goodnight|seeyou|seeya|cya|later)",
    ),
    "talk.sorry": (
        r"(?:정말|진짜|너무)?(?:미안|미안해|미안하다|미안합니다|미안해라|죄송|죄송해|죄송합니다|쏘리)",
        r"(?:sorry|imsorry|iamsorry|mybad|apologies)(?:sosik|bot)?",
    ),
    "talk.bored": (
        r"(?:너무|아|진짜)?(?:심심해|심심하다|심심하네|심심함|심심한데|지루해|뭐하지|할거없다|할게없네)",
        r"(?:imbored|iambored|sobored|bored|boring)",
    ),
    "talk.test": (
        r"(?:테스트|테스트중|테스트입니다|시험중|되나|작동하나|살아있니|살아있어|거기있어)",
        r"(?:test|testing|ping|areyouthere|areyoualive)",
    ),
    "talk.laughter": (r"(?:ㅋ{1,40}|ㅎ{1,40}|(?:ㅋㅎ){1,20}|ㅠ{1,40}|ㅜ{1,40})",
        r"(?:하하|호호|헤헤|푸하하|lol|lmao|haha|hahaha|hehe|rofl)",
        r"(?:정말|진짜|너무)?(?:사랑해|사랑한다|사랑합니다|귀여워|귀엽다|귀엽네|똑똑하네|똑똑하다|이쁘네)",
        r"(?:i)?(?:loveyou|likeyou|loveit|loveyousomuch)|you(?:re|are)(?:cute|smart|funny|clever)",),
    "talk.cancel": (
        r"(?:취소|취소해|취소할게|취소해줘|됐어|됐습니다|아니야|아냐|아니에|아무것도아니야)",
        r"(?:cancel|cancelthat|nevermind|forgetit|nothing)",
    ),
    "talk.rude": (
        r"(?:이|야|너|넌|너는|이런|완전)?(?:바보|바보야|멍청이|멍청아|멍청해|멍청하네|바보같아|바보같네|쓸모없네|쓸모없어|못쓰겠네|답답하네|답답해|구려|구리네|별로야|별로네)",
        r"(?:you(?:re|are)|thisbotis|thisis)(?:so)?(?:stupid|useless|dumb|terrible|bad|abadbot|badbot)|badbot|stupidbot|useless",
    ),
    "talk.link": (
        r"(?:(?:이|그|저|위)?기사(?:의)?|이거|그거)?(?:링크|주소|url)(?:를|을)?(?:좀)?(?:줘|주세|보내줘|보내주세|알려줘|알려주세|보여줘|부탁해)",
        r"(?:please)?(?:sendme|giveme|showme|canihave|send|share)?(?:the)?link(?:please|tothis|toit|tothearticle)?",
    ),
    "talk.summary": (
        r"(?:이|그|저|위)?(?:기사|거|것)?(?:를|을|좀)?(?:한줄|세줄|짧게|간단히|간단하게)?요약(?:해줘|해주세|좀|좀해줘|부탁해|부탁드려|해봐|해줄래)",
        r"(?:please)?(?:summari[sz]e|sumup)(?:this|that|it|thearticle|thisarticle|thatarticle)?(?:please|forme)?|tldr",
    ),
    "talk.about": (
        r"(?:넌|너는|너|니가|네가|소식은|소식이는|당신은|여기서|이봇은|이거)?(?:뭘|무엇을|뭐|무슨일을|어떤걸)"
        r"(?:할수있어|할줄알아|할수있니|할수있나|할수있지|하는봇이야|하니|해|도와줄수있어|해줄수있어)",
        r"(?:넌|너는|너|당신은|소식은|소식이는)(?:누구|누구야|누구니|누구세|누구신가|뭐야|뭐니|뭐하는봇이야|어떤봇이야)",
        r"(?:누구세|누구신가|누구십니까)",
        r"(?:어떻게쓰는거야|어떻게써|어떻게사용해|사용법|사용법알려줘|사용방법|뭐하는봇이야|기능|도움말|도와줘)",
        r"(?:도움말|사용법|사용방법)(?:검색|질문|인용|구독|알림|알림설정|방해금지|언어|명령|명령어|그룹|채널)|(?:구독|검색|알림|인용)(?:하는법|어떻게해|방법)",
        r"help(?:with)?(?:search|ask|quote|subscribe|subscriptions?|watch|alerts?|quiet|language|commands?)|(?:show|list)?commands",
        r"(?:what|who)(?:canyoudo|doyoudo|areyou|isthisbot|isthis|elsecanyoudo)(?:exactly|forme)?|helpme|help|howdoesthiswork"
        r"|howdoiusethis|howdoiusethisbot|howtouse|canyouhelpme|canyouhelp",
    ),
    "talk.whom": (
        r"(?:그게|그건|이게|이건|대체|도대체)?(?:누구니|누구야|누구지|누구예|누구에|누구인가|누군데|누구래|누구냐)",
        r"(?:whois(?:it|this|that)?|whosthat|whosthis|whowasit|whowasthat)",
        r"(?:누가|뭐라고|뭐라|언제|왜|어디서)?(?:그랬|했|하|그러|그렇|맞)(?:대|다던데|다는데|다며|단다|다더라)",
        r"(?:whosaidso|whosaidthat|whosaidit|whatdidtheysay|whendidtheysaythat)",
    ),
    "talk.weather": (
        r"(?:오늘|내일|지금|모레|주말|이번주|이번주말|요즘)?(?:의)?(?:날씨|기온|미세먼지)(?:는|가|은|이)?"
        r"(?:좀)?(?:어때|어떄|어떠니|어떤가|어떨까|어떻대|알려줘|알려주세|좋아|추워|더워)",
        r"(?:hows|howis|whats|whatis)theweather(?:like)?(?:today|tomorrow|now)?|howstheweather(?:like)?",
    ),
}  # fmt: skip
_END = r"(?:요|용|여|염)?(?:ㅋ|ㅎ|ㅠ|ㅜ)*+"
_FORMS = tuple((key, lazy_compile(rf"(?:{'|'.join(forms)}){_END}")) for key, forms in _KINDS.items())
_NOT_SAID = lazy_compile(r"[^가-힣ㄱ-ㅎㅏ-ㅣa-z0-9]+")


def read_small_talk(text: str) -> Key | None:
    """The key of the line that fits *text*; None where it is anything to search for or to answer."""
    if len(text) > _LONGEST:
        return None
    said = _NOT_SAID.sub("", unicodedata.normalize("NFC", text).lower())
    if not said:
        return "talk.sign" if _is_sign(text) else None
    return next((key for key, form in _FORMS if form.fullmatch(said)), None)


def _is_sign(text: str) -> bool:
    """👍, ❤️, 🙏🙏: pictures alone; not `?` or `...`."""
    pictures = [char for char in text if unicodedata.category(char) in {"So", "Sk"}]
    return bool(pictures) and not any(char.isalnum() for char in text)
