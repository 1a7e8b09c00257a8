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
        r"(?:하하|호호|헤헤|푸하하|lol|lmao|haha|hahaha|hehe|rofl)",),
    "talk.about": (
        r"(?:넌|너는|너|니가|네가|소식은|소식이는|당신은|여기서|이봇은|이거)?(?:뭘|무엇을|뭐|무슨일을|어떤걸)"
        r"(?:할수있어|할줄알아|할수있니|할수있나|할수있지|하는봇이야|하니|해|도와줄수있어|해줄수있어)",
        r"(?:넌|너는|너|당신은|소식은|소식이는)(?:누구|누구야|누구니|누구세|누구신가|뭐야|뭐니|뭐하는봇이야|어떤봇이야)",
        r"(?:누구세|누구신가|누구십니까)",
        r"(?:어떻게쓰는거야|어떻게써|어떻게사용해|사용법|사용법알려줘|사용방법|뭐하는봇이야|기능|도움말|도와줘)",
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
