from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.korean.boilerplate import is_boilerplate
from bot.korean.marks import quoted
from bot.korean.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("시가 밝혔다.시장은 웃었다.", ["시가 밝혔다.", "시장은 웃었다."]),
        ("값이 3.5% 올랐다. 2026.04.23. 오후 2:38 입력.", ["값이 3.5% 올랐다.", "2026.04.23. 오후 2:38 입력."]),
        ("그는 “안 된다. 못 한다.”라고 말했다. 끝이다.", ["그는 “안 된다. 못 한다.”라고 말했다.", "끝이다."]),
        ("“열겠다.”\n\n표인혁 시장은 이같이 밝혔다.", ["“열겠다.”", "표인혁 시장은 이같이 밝혔다."]),
        ('말했다."시장은 좋다"고 했다.', ["말했다.", '"시장은 좋다"고 했다.']),
        ("밝혔다.'새벽길'은 다음 달 나온다.", ["밝혔다.", "'새벽길'은 다음 달 나온다."]),
        ("‘안 된다. 못 한다’라고 했다… 그러나 웃었다．끝났다．",
         ["‘안 된다. 못 한다’라고 했다…", "그러나 웃었다．", "끝났다．"]),
        ("왜 안 되나? 그는 “뭐?”라고 물었다! 됐다.", ["왜 안 되나?", "그는 “뭐?”라고 물었다!", "됐다."]),
        ('"첫 소식 하나""둘째 소식 하나"[해솔=한빛통신] 남도윤 기자 = 시가 밝혔다.',
         ['"첫 소식 하나"', '"둘째 소식 하나"', "[해솔=한빛통신] 남도윤 기자 =", "시가 밝혔다."]),
        ("1. 첫째다. 2. 둘째다.", ["1. 첫째다.", "2. 둘째다."]),
        ("U.S. officials met Dr. Nam on Dec. 3. They agreed.",
         ["U.S. officials met Dr. Nam on Dec. 3.", "They agreed."]),
        ('"I will. I must," he said.', ['"I will. I must," he said.']),
        ("彼は「行く。必ず。」と言った。次の日、雨が降った。",
         ["彼は「行く。必ず。」と言った。", "次の日、雨が降った。"]),
        ("[앵커]비가 옵니다.[기자]네, 그렇습니다.", ["[앵커]", "비가 옵니다.", "[기자]", "네, 그렇습니다."]),
        ("올랐다. ▶ 인터뷰 : 표인혁 / 해솔시장 - \"엽니다. 꼭.\" 잘 들었습니다.",
         ["올랐다.", '▶ 인터뷰 : 표인혁 / 해솔시장 - "엽니다. 꼭."', "잘 들었습니다."]),
        ("지역별로 보면 ▷동구 3% ▷서구 4%다.", ["지역별로 보면 ▷동구 3% ▷서구 4%다."]),
        ("다리가 열렸다. (사진=한빛통신)시는 기뻐했다.", ["다리가 열렸다.", "(사진=한빛통신)", "시는 기뻐했다."]),
        ("주의가 필요하다. dyn@hanbit.example", ["주의가 필요하다.", "dyn@hanbit.example"]),
        ("그가 “미래는…”이라며 말끝을 흐렸다.", ["그가 “미래는…”이라며 말끝을 흐렸다."]),
    ],
)  # fmt: skip
def test_a_text_is_split_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert expected == split(text)


def test_a_mark_without_a_partner_does_not_swallow_the_rest() -> None:
    text = '시는 "문을 연다고 했다. 시민은 기뻐했다. 시장은 "고맙다"고 말했다. 끝났다.'
    assert 4 == len(split(text))
    assert '시장은 "고맙다"고 말했다.' in split(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("그는 “하나”라며 “둘”이라고 했다.", ["하나", "둘"]),
        ('"옛 도심”이라며 “새 도심"이라고 했다.', ["옛 도심", "새 도심"]),
        ("그는 ”거꾸로“라고 했다.", ["거꾸로"]),
        ('시는 "잃은 표시라고 했다. 시장은 "둘째"라며 "셋째"라고 했다.', ["둘째", "셋째"]),
        ("따옴표가 없다.", []),
        ("화면은 12.8\" 크기다.", []),
    ],
)  # fmt: skip
def test_marks_pair_even_where_they_are_mixed_or_lost(text: str, expected: list[str]) -> None:
    assert expected == [text[start:end] for start, end in quoted(text)]


FARE = "해솔교통공사는 14일 노면전차 요금표를 시의회에 냈다고 밝혔다. 시민들은 해솔교통공사를 찾았다."


@pytest.mark.parametrize(
    ("text", "subhead"),
    [
        (f"노면전차 요금 이달 말 확정{FARE}", "노면전차 요금 이달 말 확정"),
        (f"어른 1천500원, 올해 적자 412억원{FARE}", "어른 1천500원, 올해 적자 412억원"),
        (
            "나룻배 축제 관람객 3만 명 찾아경기 여울시는 나룻배 축제를 사흘 동안 열었다고 2일 밝혔다.",
            "나룻배 축제 관람객 3만 명 찾아",
        ),
        ("[해솔=한빛통신] 남도윤 기자 = 안전 점검 마감" + FARE, "안전 점검 마감"),
        (f"표인혁 해솔시장이 둘러보고 있다.해솔시의회 제공{FARE}", "해솔시의회 제공"),
    ],
)
def test_a_subhead_glued_to_the_first_sentence_is_parted_from_it(text: str, subhead: str) -> None:
    assert subhead in split(text)


@pytest.mark.parametrize(
    "text",
    [
        "시는 올해 안전 점검해솔교통공사는 점검표를 냈다고 14일 밝혔다. 해솔교통공사는 남쪽에 있다.",  # a topic
        "도담나루 수산물 직거래 지원사업에 어촌계 열두 곳이 뽑혔다고 시가 밝혔다. 사업은 봄에 시작한다.",  # a compound
        "해솔시 마을버스 노선 개편 확대했다고 해솔교통공사 관계자가 14일 시의회에서 밝혔다. 했다고 한다.",  # a verb
        "해솔시가 청년 예순 명에게 새집 제공한다고 14일 밝혔다. 새집은 남쪽에 있고 방은 두 칸이라고 덧붙였다.",
        "해솔 시립도서관 열람실 새벽까지 운영 시간을 늘린다고 도서관이 14일 밝혔다. 시간을 늘린 것은 처음이다.",
    ],
)
def test_a_sentence_that_only_looks_glued_stays_whole(text: str) -> None:
    assert 2 == len(split(text))


NEWSY = st.text(alphabet="가나다라했다.요!?…“”\"'‘’ \n()[]1 2.A▶■「」。．@:", max_size=300)


@given(NEWSY)
def test_no_character_is_lost_or_invented(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(NEWSY)
def test_quotations_are_ordered_and_inside_their_marks(text: str) -> None:
    at = 0
    for start, end in quoted(text):
        assert at < start < end < len(text)
        at = end


@pytest.mark.parametrize(
    "sentence",
    [
        "※ '당신의 제보가 뉴스가 됩니다'",
        "남도윤 기자 dyn@hanbit.example",
        "dyn@hanbit.example",
        "#해솔시 #노면전차 #개통",
        "전문보기: https://news.hanbit.example/1",
        "(사진=한빛통신)",
        "해솔시의회 제공",
        "* 아래 텍스트는 실제 방송 내용과 차이가 있을 수 있으니 보다 정확한 내용은 방송으로 확인하시기 바랍니다.",
        "[해솔=한빛통신] 남도윤 기자 =",
        "ⓒ 한빛통신. 무단 전재 및 재배포 금지",
        "■ 제보하기",
        "▷ 전화 : 055-000-0000",
        "한빛뉴스 남도윤 기자입니다.",
        "4일 남도윤 기자가 물가에서 전했다.",
        "자세한 내용은 남도윤 기자가 전해드립니다.",
        "도하람 기자의 보도입니다.",
        "남도윤 기자가 현장을 다녀왔습니다.",
        "해솔에서 남도윤 기자가 전했다.",
        "나루항에서 남도윤 특파원이 보도합니다.",
        "첫 소식, 남도윤 앵커가 전해 드립니다.",
        "무단전재 및 재배포를 금합니다.",
        "무단 복제 금지",
        "한빛통신 무단전재-",
        "2026.10.14.",
        "해솔일보 2026년 3월 2일",
        "해솔일보 남도윤 기자 · 2026년 3월 2일",
    ],
)
def test_boilerplate_is_known(sentence: str) -> None:
    assert is_boilerplate(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "경찰은 시민의 제보를 받고 수사에 나섰다고 밝혔다.",
        "그는 “기자가 되고 싶었다”고 말했다.",
        "이날 한 기자가 시장에서 그를 만났다고 전했다.",
        "남도윤 기자가 시장의 건강 이상을 처음 보도했다.",
        "의혹은 홍나루 기자가 최초로 보도했다.",
        "홍나루 기자가 단독으로 보도했다.",
        "사건은 홍나루 기자가 단독으로 취재했다.",
        "비보는 도하람 앵커가 생방송으로 전했다.",
        "도하람 특파원이 전쟁터로 다녀왔다.",
        "당시 도하람 통신원이 현장에서 보도했다.",
        "이날 도하람 앵커가 유족에게 위로를 전합니다.",
        "도하람 앵커가 사과를 전합니다.",
        "이날 동료 기자가 빈소에서 전했다.",
        "이번 사건을 처음 알린 홍나루 기자가 유족에게 사과를 전합니다.",
        "전쟁의 참상은 도하람 특파원이 목숨을 걸고 취재했습니다.",
        "독도에 처음 간 도하람 기자가 섬을 다녀왔습니다.",
        "무단 전재를 막는 법안이 통과됐다.",
        "개관일은 2026년 3월 2일이다.",
        "무단 복제를 금지하는 조례가 나왔다.",
        "무단 배포 혐의로 두 사람이 붙잡혔다.",
        "해솔시는 어르신 예순 명에게 점심을 제공했다.",
        "표를 대량으로 재판매한 다섯 명이 붙잡혔다.",
        "해솔시는 누리집(https://haesol.example)에서 신청을 받는다고 알렸다.",
    ],
)
def test_a_report_is_no_boilerplate(sentence: str) -> None:
    assert not is_boilerplate(sentence)
