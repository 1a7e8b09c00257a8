"""What a personal name looks like: Korean by its syllables, foreign by the syllables no Korean word has.

>>> is_full_name("표인혁"), is_full_name("안양시"), looks_foreign("로드리게스")
(True, False, True)
"""

from __future__ import annotations

from functools import lru_cache

from bot.korean.surnames import COMMON_SURNAMES, LONG_SURNAMES, RARE_SURNAMES
from bot.patterns import lazy_compile
from bot.quotes.roles import (
    BODY,
    CALLED,
    KNOWN_BODY,
    LATIN_BODY,
    NO_BODY,
    NO_LATIN_BODY,
    NON_NAME_WORD,
    NOT_NAMES,
    ROLE,
)

# What given names are made of; words that begin with a surname mostly have some other syllable: 바른, 나타난.
_GIVEN = frozenset(
    "가강건걸검겸겨경계고곤관광교구국군권규균근금기길나남녀노누늘다단달담대덕도돈동두"
    "득라란람랑래량려련렬령례로록롱룡"
    "루류륜률름리린림만면명모목묵문미민바반방배백범별병보복봄봉부비빈빛산삼상새샘생서석선설섭성세소손솔송수숙"
    "순술슬승시식신실심아안애야양억언엄업여역연열엽영예오옥온완왕요용우욱운웅원월위유윤율으은을음응의이익인일임"
    "자작잔장재전점정제조종주죽준중지직진집찬창채천철청초총춘충치칠탁탄태택통판평포표풍피필하학한함항해행향허헌혁"
    "현형혜호홍화환황회효후훈훤휘휴흔흠흥희힘겨레레온슬기담결든솜벼별루빛무귀갑락본얀울악읍샛숭출벌팔협낙욕휼"
)
# Towns and districts that begin with a surname, without 시, 군, 구, 도.
_PLACES = frozenset(
    "강남 강동 강북 강서 강릉 강진 강화 강원 고령 고성 고양 고창 고흥 공주 관악 광명 광산 광양 광주 광진 구례 "
    "구로 구리 구미 군산 군위 군포 금산 "
    "금정 금천 기장 김제 김천 김포 김해 나주 남구 남동 남양주 남원 남해 노원 도봉 마포 명동 문경 미추홀 방배 "
    "배방 백령 변산 부안 부여 부천 부평 "
    "사상 사천 사하 서구 서귀포 서대문 서산 서울 서천 서초 석촌 선릉 성남 성동 성북 성주 소사 송도 송파 신안 "
    "안동 안산 안성 안양 양구 양산 양양 "
    "양주 양천 양평 여수 여주 연기 연수 연제 연천 영광 영덕 영도 영동 영등포 영암 영양 영월 영주 영천 예산 "
    "예천 오산 옥천 용산 용인 우도 원주 "
    "유성 이천 인제 인천 임실 장성 장수 장흥 전남 전북 전주 정선 정읍 제주 제천 종로 주문진 중구 중랑 진도 "
    "진안 진주 진천 창녕 창원 천안 추풍령 "
    "태백 태안 통영 평창 평택 포천 포항 하남 하동 한강 함안 함양 함평 해남 현풍 홍성 홍천 화성 화순 화천 황성".split()
)
_OTHER_PLACES = frozenset(
    "경기 경남 경북 충남 충북 부산 대구 대전 울산 세종 청주 충주 청양 보은 보령 계룡 논산 당진 삼척 속초 동해 "
    "춘천 횡성 철원 파주 의정부 과천 가평 의왕 시흥 동두천 목포 무안 보성 "
    "담양 곡성 완도 밀양 의령 산청 거창 거제 합천 청도 칠곡 울진 울릉 봉화 상주 무주 순창 익산 증평 단양 괴산 "
    "태안 아산 달성 의성 청송 통영 수원 서귀포 제주 충청 전라 경상 도쿄 오사카".split()
)
_TOWN = lazy_compile(r"(?:시|군|도|읍|면)$")
_ENDS_AS_NOUN = lazy_compile(r"[부청당회실측팀법대과협련사원공학관장단의가고율물성지]$")  # 종양학, 복지관
_DISTRICTS = frozenset(
    "강남구 강동구 강북구 강서구 관악구 광산구 광진구 구로구 금정구 금천구 남동구 노원구 도봉구 마포구 부평구 "
    "사상구 사하구 서초구 성동구 성북구 송파구 양천구 연수구 연제구 "
    "영도구 용산구 유성구 종로구 중랑구 동대문구 서대문구 영등포구 미추홀구 기흥구 처인구 수지구 권선구 "
    "팔달구 장안구 영통구 단원구 상록구 만안구 동안구 원미구 소사구 오정구 "
    "분당구 중원구 수정구 덕양구 일산구 완산구 덕진구 상당구 서원구 흥덕구 청원구 성산구 의창구 진해구 마산구".split()
)
_HANGUL = lazy_compile(r"[가-힣]{2,4}")
# Syllables that transcriptions have and words of the language do not.
_TRANSCRIBED = lazy_compile(
    "[겐겔깁널넬뇌뉘닉닐덱덴델뒬듀딕딘딜딥랄램랭럴렉렌렘렛롭룬릭릴릿멀멘멜뮈뮐므벡"
    "벤벨뵈뷔뷰브빅뮤샌셀셰숀쉐쉬슈스쇼싱쏘앤앨얀엘엠윌웨윈쌤옐앙엥잭잰젠젤쥴쯔츠첸첼촐"
    "칼캐캘커컬케켄켈켐코콘콜쿠쿤쿨퀴큐크클킨킬킹탈터테텐텔톤톨툰튀튜트틴틸퍼페펜펠폰폴푸풀퓨프플핀헨헬힐]"
    "|히토|히로|미치|[가카]즈|노부|다로|지로|요시|마사|아키|유키|다카|나쓰|쓰코|^.{2,}(?:야마|가와|자와|사키|바야시|구치|모토|무라)$"
)
# Loan words that are things, however foreign their syllables.
_LOAN = lazy_compile(
    r"(?:데이터|시스템|프로그램|프로젝트|플랫폼|콘텐츠|서비스|센터|네트워크|캠페인|이벤트|커뮤니티|인터넷"
    r"|온라인|오프라인|브랜드|트렌드|모델|메시지|글로벌|리더십|스타트업|카드|펀드|코드"
    r"|게임|소프트웨어|하드웨어|반도체|배터리|로봇|드론|페이스북|인스타그램|유튜브|트위터|스레드|틱톡|카카오톡"
    r"|텔레그램|사이트|홈페이지|앱|리포트|뉴스|프로|코스|테스트|포인트|쿠폰"
    r"|이슈|리스크|투어|티켓|스토리|드라마|시즌|아파트|호텔|마트|디지털|투자|스포츠|스마트|에너지|바이오|인프라"
    r"|클라우드|토큰|코인|비트코인|스테이블|에이전트|솔루션|포럼|컨퍼런스|세미나|크기|버스|가스|코로나|바이러스"
    r"|시스템|스스로|텍스트|테러|코미디|풀이|코너|퍼센트|킬로미터|달러|유로|프로|캐릭터|유튜버|테이블|커피|콜라"
    r"|코트|칼|펜|폰|스마트폰|컴퓨터|노트북|태블릿|서버|웹|버튼|클릭|링크|업데이트|패치|버전|쇼핑|세일|부터"
    r"|까지)$"
)


@lru_cache(maxsize=20_000)
def is_full_name(word: str) -> bool:
    """Whether *word* can be a Korean full name: surname and one or two syllables of names, no known other word."""
    if not _HANGUL.fullmatch(word) or word in NOT_NAMES or NON_NAME_WORD.search(word) or is_place(word):
        return False
    surname = 2 if word.startswith(LONG_SURNAMES) and len(word) > 2 else 1
    given = word[surname:]
    if surname == 1 and word[0] not in COMMON_SURNAMES:
        return False
    if given[-1:] in ("의", "대", "부", "가", "고") or given in (
        "늘로",
        "제로",
        "대로",
        "주로",
        "지로",
        "장로",
        "도로",
    ):
        return False  # 최고의, 이제로
    return 1 <= len(given) <= 2 and all(syllable in _GIVEN for syllable in given)


@lru_cache(maxsize=20_000)
def can_be_named(word: str) -> bool:
    """Whether *word* can be a full name where one has to stand, however rare its surname.

    >>> is_full_name("온기범"), can_be_named("온기범"), can_be_named("종양학")
    (False, True, False)
    """
    if is_full_name(word):
        return True
    known = (
        word in NOT_NAMES or NON_NAME_WORD.search(word) or is_place(word) or is_body(word) or is_role(word)
    )
    return (
        len(word) == len("온기범")
        and not known
        and word[0] in RARE_SURNAMES
        and all(syllable in _GIVEN for syllable in word[1:])
        and _ENDS_AS_NOUN.search(word) is None
    )


@lru_cache(maxsize=20_000)
def is_place(word: str) -> bool:
    """Whether *word* is a town or a district, as one that begins like a name."""
    return word in _PLACES or word in _DISTRICTS or (_TOWN.search(word) is not None and word[:-1] in _PLACES)


@lru_cache(maxsize=20_000)
def is_municipality(word: str) -> bool:
    """Whether *word* is a town, county, district or province as a body that speaks: 안양시, 강남구, 경기도."""
    known = word[:-1] in _PLACES or word[:-1] in _OTHER_PLACES
    return word in _DISTRICTS or (known and word.endswith(("시", "군", "도", "구")))


@lru_cache(maxsize=20_000)
def is_known_place(word: str) -> bool:
    """Whether *word* is a town, county, district or province of Korea, with 시, 군, 구, 도 or without."""
    return is_place(word) or is_municipality(word) or word in _OTHER_PLACES


_SYLLABLES = lazy_compile(r"[가-힣]{2,10}")


@lru_cache(maxsize=20_000)
def looks_foreign(word: str) -> bool:
    """Whether *word* is a transcribed name rather than a word of the language or one borrowed for a thing."""
    return (
        _SYLLABLES.fullmatch(word) is not None
        and _LOAN.search(word) is None
        and _TRANSCRIBED.search(word) is not None
    )


@lru_cache(maxsize=20_000)
def is_role(word: str) -> bool:
    """Whether *word* is an office or a calling, or ends in one."""
    return ROLE.search(word) is not None or word in CALLED


# 권익위, 당무감사위: not 행위, 시위, 범위.
_AGENCY = lazy_compile(r"[가-힣]{2}(?<![행단범시지순부우상하수분주권])위$|[가-힣]{2}협$")


@lru_cache(maxsize=20_000)
def is_body(word: str) -> bool:
    """Whether *word* is an organisation by its ending or its capital letters."""
    if not word or NO_BODY.match(word):
        return False
    if is_municipality(word) or KNOWN_BODY.match(word) or BODY.search(word) or _AGENCY.search(word):
        return True
    return LATIN_BODY.match(word) is not None and word not in NO_LATIN_BODY
