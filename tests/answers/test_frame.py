"""Questions as people type them, taken apart; and the few words that answer them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.answers.answer import find_answer
from bot.answers.colloquial import standard
from bot.answers.comparing import compared, winner
from bot.answers.frame import Part, Want, read_frame
from bot.answers.paraphrases import paraphrases_in
from bot.articles.article import Article
from bot.index.index import Index
from bot.korean.normalize import read_table
from tests.answers.everyday import bundled_articles

BUS = Article(
    id="901_1",
    title="한빛시 자전거 무료 점검",
    body=(
        "한빛시가 시민의 자전거를 거저 고쳐 주는 행사를 연다. 행사는 오는 13일까지 물안광장에서 열린다. "
        "지난해에는 자전거 604대를 고쳤다. 행사를 맡은 이담호 과장은 “바퀴가 돌면 마음도 돈다”고 말했다. "
        "예산이 모자라 평일에는 열지 않는다. 한빛시는 행사에 3천만 원을 쓴다."
    ),
    publisher="한빛일보",
    published=date(2026, 3, 2),
)


@pytest.mark.parametrize(
    ("text", "want", "unit"),
    [
        ("하늘은행 희망퇴직 언제까지 받음", Want.UNTIL, ""),
        ("새 요금 언제부터 내야돼?", Want.SINCE, ""),
        ("나룻배 요금 얼만데", Want.MONEY, ""),
        ("단수된 집이 몇세대야", Want.NUMBER, "세대"),
        ("다리 길이는 몇 m야?", Want.NUMBER, "m"),
        ("도담역이 어디임", Want.WHERE, ""),
        ("파업 왜 함", Want.WHY, ""),
        ("신청은 어케 해", Want.HOW, ""),
        ("모모킴 전시 언제까지임", Want.UNTIL, ""),
        ("나루 장터에서 모모 팔아", Want.LIST, ""),
        ("나루 장터 메뉴 모모임?", Want.LIST, ""),
        ("물결소녀 모모 생일 언제야?", Want.WHEN, ""),
        ("물결소녀 모모 나이 몇 살이야?", Want.NUMBER, "살"),
        ("물결소녀 모모 탈퇴했어?", Want.WHETHER, ""),
        ("한빛시 산모는 먼 병원까지 가야 해?", Want.WHETHER, ""),
        ("한빛호는 먼 일본에도 가?", Want.WHETHER, ""),
        ("주민들은 먼 약국에 다녀야 해?", Want.WHETHER, ""),
        ("시장에 먼일 있었음", Want.WHAT, ""),
        ("시장이 먼 일이야", Want.WHAT, ""),
        ("시장이 먼말했어", Want.WHAT, ""),
        ("빈 일자리는 어떤 일자리를 말해?", Want.ABOUT, ""),
        ("시는 민원인한테 새로 뭘 해준대?", Want.WHAT, ""),
        ("다리 사고원인 뭐야", Want.WHY, ""),
        ("학생들 영화제에서 먼상 받음", Want.WHAT, ""),
        ("학생들 영화 무슨 상 탔대", Want.WHAT, ""),
        ("별빛재단이 머야?", Want.ABOUT, ""),
        ("한다솜이 누구야?", Want.ABOUT, ""),
        ("별빛재단 한다솜 팀장 누구야?", Want.ABOUT, ""),
        ("종이배 주인 누구임?", Want.WHO, ""),
        ("이번 대회 우승자 누구?", Want.WHO, ""),
        ("후보로 누구누구 나옴", Want.LIST, ""),
        ("물안구 말고 또 어디서 해?", Want.EXCEPT, ""),
        ("열한 곳 중에 방부제 안 든거 뭐야?", Want.EXCEPT, ""),
        ("어느 마을들이 물에 잠겼어?", Want.LIST, ""),
        ("다리를 두고 다투는 두 나라는 어디야?", Want.LIST, ""),
        ("새로 문 연 도서관 네 군데 알려줘", Want.LIST, ""),
        ("도담동이 넓어 한빛동이 넓어?", Want.COMPARE, ""),
        ("도담동이 넓나 한빛동이 넓어?", Want.COMPARE, ""),
        ("나룻삯이 오르면 뱃삯이 오르나?", Want.WHETHER, ""),
        ("시장이 오면 손님이 오나?", Want.WHETHER, ""),
        ("밴드가 온 곳이 온달섬이야?", Want.WHETHER, ""),
        ("여름에 1위 한 영화는 어떤 영화야?", Want.WHAT, ""),
        ("물결상을 받은 작품은 어떤 작품이야?", Want.WHAT, ""),
        ("올해의 배로 뽑힌 배는 어떤 모델이야?", Want.WHAT, ""),
        ("사회적 기업은 어떤 기업이야?", Want.ABOUT, ""),
        ("물꼬병 발병원인 알려줘", Want.WHY, ""),
        ("물안구 화상원인 알려줘", Want.WHY, ""),
        ("상한 민원인 어디로 갔어?", Want.WHERE, ""),
        ("미국 상원인 거 어디서 봐?", Want.WHERE, ""),
        ("배랑 버스 작년에 누가 더 많이 탔냐", Want.COMPARE, ""),
        ("연구진은 새가 어떻게 나는지 무슨 방법으로 봤어?", Want.HOW, ""),
        ("시민들은 어떤 앱으로 신청해?", Want.HOW, ""),
        ("나루는 무엇 으로 움직여?", Want.HOW, ""),
        ("회사 이름 뭘로 바뀜", Want.NAME, ""),
        ("물결노래는 어떤 게임이야?", Want.ABOUT, ""),
        ("한다솜이라는 사람이 어떤 인물이에요?", Want.ABOUT, ""),
        ("5번 대대 뭐하던 부대임", Want.ABOUT, ""),
        ("강가에서 하는 물꼬당 그게 뭐야?", Want.ABOUT, ""),
        ("강의 들으면 성적에 들어감?", Want.WHETHER, ""),
        ("배달비 내야댐?", Want.WHETHER, ""),
        ("버스랑 배 중에 뭐가 더 빨라?", Want.COMPARE, ""),
        ("어느 동네에서 제일 많이 늘었어?", Want.MOST, ""),
        ("시장이 사과했어?", Want.WHETHER, ""),
        ("축제 취소된 거 맞아?", Want.WHETHER, ""),
        ("새 다리 이름이 뭐야?", Want.NAME, ""),
        ("배에서 얘기한 선교사 누구야?", Want.WHO, ""),
        ("주가 얼마로 마감했어?", Want.MONEY, ""),
        ("수강 신청 마감이 언제야?", Want.UNTIL, ""),
        ("성형외과 의사가 중독자한테 받은 게 뭐야?", Want.WHAT, ""),
        ("회사 이름에 붙은 42는 무슨 뜻이에요?", Want.ABOUT, ""),
        ("유통기한 지난 우유 어디서 팔았어?", Want.WHERE, ""),
        ("무기한 농성 어디서 해?", Want.WHERE, ""),
        ("주가 어떻게 마감했어?", Want.HOW, ""),
        ("과학고 중 몇 곳이 뽑아?", Want.NUMBER, "곳"),
        ("치과 의사 중 몇 명이 쉬어?", Want.NUMBER, "명"),
        ("교과서 중 몇 권이 바뀌어?", Want.NUMBER, "권"),
        ("결과 발표 중 누가 울었어?", Want.WHO, ""),
        ("한빛전자와 물안전자 중 어디가 커?", Want.COMPARE, ""),
        ("삼성과 한빛 중 어디가 커?", Want.COMPARE, ""),
        ("한빛호랑 물안호 어느게 자리 더 많음", Want.COMPARE, ""),
        ("시가 다리를 새로 놓는 속셈이 뭐야?", Want.WHY, ""),
        ("요금을 올린 명분은 뭐래", Want.WHY, ""),
        ("어쩌다 다리가 무너졌대", Want.WHY, ""),
        ("점검 예약 방법 좀 알려줘", Want.HOW, ""),
        ("자전거 등록하는 법 알려줘", Want.HOW, ""),
        ("무슨 방법으로 조사했어?", Want.HOW, ""),
        ("새 방법 언제 써?", Want.WHEN, ""),
        ("광장 주차 가능?", Want.WHETHER, ""),
        ("조사에서 빠진 은행은 어디야?", Want.EXCEPT, ""),
        ("1호선 말고 2호선 요금은 얼마야?", Want.MONEY, ""),
        ("평일 빼고 주말은 몇 시부터 해?", Want.SINCE, ""),
        ("물안구 말고 또 몇 곳이 올라?", Want.EXCEPT, ""),
    ],
)
def test_a_question_says_what_kind_of_thing_answers_it(text: str, want: Want, unit: str) -> None:
    frame = read_frame(text)
    assert (want, unit) == (frame.want, frame.unit)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("세금 빼고 당첨금은 얼마야?", "세금 빼고 당첨금은 얼마야?"),
        ("1호선 빼고 2호선 요금은 얼마야?", "2호선 요금은 얼마야?"),
        ("평일 빼고 주말은 몇 시부터 해?", "주말은 몇 시부터 해?"),
        ("머라고 햇어ㅋㅋ", "뭐라고 했어"),
        ("어케 됏음?", "어떻게 됐음?"),
        ("얼만데", "얼마인데"),
        ("머리가 아파", "머리가 아파"),
        ("모비스는 몇세대야", "모비스는 몇세대야"),
        ("배달비 내야 댐?", "배달비 내야됨?"),
        ("물안광장은 밤에 안댐?", "물안광장은 밤에 안 됨?"),
        ("부안댐 물 찼어?", "부안댐 물 찼어?"),
        ("천안 댐 물 찼어?", "천안 댐 물 찼어?"),
        ("가야 댐 물 찼어?", "가야 댐 물 찼어?"),
        ("한빛평야 댐?", "한빛평야 댐?"),
        ("먼 병원까지 가?", "먼 병원까지 가?"),
        ("먼 행사장까지 가?", "먼 행사장까지 가?"),
        ("먼 회사에 다녀?", "먼 회사에 다녀?"),
        ("먼 대회에 나감", "무슨 대회에 나감"),
        ("먼회사 다님", "무슨 회사 다님"),
    ],
)
def test_spellings_of_haste_are_mended_and_words_are_not(typed: str, meant: str) -> None:
    assert meant == standard(typed)


def test_everyday_words_are_read_as_what_papers_write() -> None:
    assert "할인" in paraphrases_in("요금 깎아주는 카드")[0][2]
    assert "착공" in paraphrases_in("첫 삽 언제 떴어")[0][2]
    assert "에 들어가" in paraphrases_in("파업 언제 시작했어")[-1][2]
    assert () == paraphrases_in("하나은행")
    rows = read_table("everyday.tsv")
    said = [form for forms, _ in rows for form in forms.split("|")]
    assert 300 <= sum(len(forms.split("|")) * len(written.split("|")) for forms, written in rows)
    assert all(form == form.strip() and form for form in said)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("부동산 거품", ("고평가", "과열")),  # of the form with a full stop, and of the one without
        ("은행을 갈아타는 사람", ("환승객", "대환")),
        ("밤에 일하는 사람", ("야간",)),
    ],
)
def test_all_that_is_written_for_the_spellings_of_one_word_is_known(
    asked: str, written: tuple[str, ...]
) -> None:
    assert {*written} <= {paper for _, _, papers in paraphrases_in(asked) for paper in papers}


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("청소년 야구는 어떻게 키운대?", ""),
        ("청소년 야구 지원했어?", "네, 시는 낡은 경기장을 고쳐 청소년 야구를 지원했다"),
    ],
)
def test_all_of_a_sentence_is_no_short_answer_unless_yes_or_no_is_asked(question: str, short: str) -> None:
    body = "시는 낡은 경기장을 고쳐 청소년 야구를 지원했다. 청소년 야구 감독은 한다솜 씨가 맡았다."
    found = find_answer(
        Index([Article(id="901_2", title="청소년 야구", body=body, published=date(2026, 3, 2))]), question
    )
    assert found is not None
    assert short == found.short


# What may follow the beginning of a word that is still that word: a particle, the ending of a verb, a noun's own tail.
_TAIL = re.compile(
    r"(?:(?:으로|로|에서|에|에게|까지|부터|보다|마다|처럼|만|들|들에게|님|생|째|씩)?(?:은|는|이|가|을|를|도|로|에|의|과|와|만|나|인|서|요|랑|야|까지|부터|입니다)?"
    r"|[가-힣]?(?:다|고|며|면|자|지|기|나|게|던|서|야|요|도|라|는|은|을|을지|음|음을|죠|니|냐|난|진|질|러|겨|데)(?:가|는|만|도|고|며|면|를|로|서|에|데)?"
    r"|(?:하|합니|했|한|할|해|되|됐|된|될|돼|했습니|됐습니|이었|였|습니|었습니|었|았|았습니|으면|으며|지만|면서|으로|는데|라고)[가-힣]{0,3})"
)
_COMPOUNDS = ("교체비", "기차표", "신입사원", "완공유리기판", "인공지능정책관")
_LIKE = """
아프리카 스타트업 스타벅스 디스플레이 아이디어 아이폰 고기압 쓰나미 올리브영
실수요자 자리매김 손보사 안보리 비자림로 대주주 알바니아 선물환 신상진
시집 화상회의 정전협정 통화정책 해커톤 부자연 극단 이제현 고르게
갈라파고스 몰리브덴 피난민 물새 해지 반기 우기 119억 2차
""".split()


@pytest.mark.parametrize(
    ("asked", "not_written"),
    [
        ("금리를 더 내린 것은 언제야?", "인상"),
        ("기온이 더 내려간 날", "추가 부담"),
        ("세율을 덜 내린 나라", "감면"),
        ("반기 실적", "환영"),
        ("장마철 우기", "주장"),
        ("첫 선거는 언제야", "데뷔"),
        ("이사 간담회", "전입"),
        ("김 씨 마지막 말", "고갈"),
        ("김 씨 말로는", "고갈"),
        ("등 돌봄 예산", "이탈"),
        ("두 손자", "항복"),
        ("해가 뜨는 시각", "인기"),
        ("주식 오늘 어때", "급등"),
        ("그 책 내용", "출판기념회"),
        ("돈 대신 쌀", "후원"),
        ("세금 내역", "부과"),
        ("문 여사", "개관"),
        ("경기 안양", "침체"),
        ("선 그대로", "일축"),
        ("적금 해지", "일몰"),
        ("119억 원", "구급대"),
        ("2차 접종", "승용차"),
        ("아파트 분양", "질환"),
        *((word, "") for word in _LIKE),
    ],
)
def test_the_beginning_of_another_word_is_no_everyday_word(asked: str, not_written: str) -> None:
    found = [paper for _, _, papers in paraphrases_in(asked) for paper in papers]
    assert not found if not not_written else not_written not in found


def test_what_begins_as_an_everyday_word_in_the_bundled_articles_is_that_word() -> None:
    odd = set()
    for article in bundled_articles():
        for sentence in (article.title, *article.body.splitlines()):
            for start, end, _ in paraphrases_in(sentence):
                tail = re.match("[가-힣]*", sentence[end:])
                if end - start > 1 and tail and not _TAIL.fullmatch(tail.group()):
                    odd.add(sentence[start : end + tail.end()])
    assert [] == [word for word in sorted(odd) if not word.startswith(_COMPOUNDS)]


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("통행료 더 내야 하는 사람", "인상"),
        ("더 낸 돈", "추가 부담"),
        ("손님을 반긴 곳", "환영"),
        ("첫 선을 보인 차", "출시"),
        ("이사 간 회사", "이전"),
        ("대구 씨 마른 사과", "고갈"),
        ("아이들이 아파서", "질환"),
        ("서버 왜 뻗었어", "장애"),
        ("월급 떼인 사람 몇 명이야", "체불"),
        ("국장은 왜 옷 벗었어", "사직"),
        ("공천에서 누가 밀려났어", "탈락"),
        ("배지 누가 따냈어", "획득"),
        ("다리뼈 부러진 선수 누구야", "골절"),
        ("빼앗긴 면허 몇 개야", "취소"),
    ],
)
def test_what_people_say_of_how_it_went_is_read_as_papers_write_it(asked: str, written: str) -> None:
    assert written in [paper for _, _, papers in paraphrases_in(asked) for paper in papers]


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("자전거 행사 언제까지 해?", "13일까지"),
        ("작년에 자전거 몇대 고침?", "604대"),
        ("자전거 행사에 돈 얼마 써?", "3천만 원"),
    ],
)
def test_the_short_answer_is_a_few_words_of_the_first_quote(question: str, short: str) -> None:
    answer = find_answer(Index([BUS]), question)
    assert answer is not None
    assert short in answer.short
    assert answer.short in answer.quotes[0].text


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("어떤 노래 불렀어?", "노래"),
        ("무슨 고래가 나타났어?", "고래"),
        ("어떤 분야?", "분야"),
        ("어떤 움직임 있었어?", "움직임"),
        ("어느 거래가 멈췄어?", "거래"),
        ("어느 동네야?", "동네"),
        ("어느 동네래?", "동네"),
        ("어느 동네에서 해?", "동네"),
    ],
)
def test_the_thing_asked_for_keeps_its_last_syllable(text: str, head: str) -> None:
    assert read_frame(text).head == head


def test_what_can_be_is_what_is_asked_about():
    """들어갈 수 있어 asks of 들어가다, spaced or not, and papers write 입장 for it; 낼 수 is no 내일."""
    for text in ("박물관에 아이도 들어갈 수 있어?", "박물관에 아이도 들어갈수있음?"):
        act = read_frame(text).units[-1]
        assert (act.root, act.part) == ("들어가", Part.ACT), text
        assert "입장" in act.others, text
    assert "제출" in read_frame("지원서 낼 수 있어?").units[-1].others


def test_two_with_one_verb_are_compared():
    """Both are known, and the sentence says which has more."""
    frame, text = read_frame("도담동이 넓어 한빛동이 넓어?"), "한빛동이 도담동보다 더 넓다."
    assert compared(frame.text) == ("도담동", "한빛동")
    span = winner(frame, text)
    assert span is not None
    assert text[slice(*span)] == "한빛동"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("축제 취소된데?", Want.WHETHER),
        ("버스 파업한데", Want.WHETHER),
        ("노숙한데?", Want.WHERE),
        ("대회를 개최한데?", Want.WHERE),
        ("대회 개최한데는?", Want.WHERE),
        ("대회 개최한도시", Want.WHERE),
    ],
)
def test_what_people_write_for_it_is_said_asks_for_no_place(text: str, want: Want) -> None:
    assert read_frame(text).want is want
