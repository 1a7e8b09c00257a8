"""Who counts as somebody who speaks, kind by kind."""

from __future__ import annotations

from datetime import date

import pytest

from bot.articles.article import Article
from bot.index.index import Index
from bot.korean.marks import quoted
from bot.quotes.attribution import quotations
from bot.quotes.finder import find_quotes
from bot.quotes.names import is_full_name, is_place, looks_foreign


def speakers(body: str, title: str = "") -> list[str | None]:
    return [quote.speaker for quote in quotations(Article(id="a", title=title, body=body))]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("김나루 안양시 하천과장은 “물길을 넓히겠다”고 말했다.", "김나루"),
        ("전북도 김나루 농생명국장은 “말을 더 기르겠다”고 말했다.", "김나루"),
        ("표나루 한빛병원 신경과 교수는 “잠이 모자란 탓”이라고 말했다.", "표나루"),
        ("정나루 법무법인 바른길 변호사는 “판결이 옳다”고 말했다.", "정나루"),
        ("김정은 한빛시의회 의장은 “예산을 줄이겠다”고 말했다.", "김정은"),
        ("설나루 온누리동장은 “쌀을 나누겠다”고 말했다.", "설나루"),
        ("허윤 한빛대 교수는 “값이 오를 것”이라고 말했다.", "허윤"),
        ("오나루 한빛전자 리서치랩장은 “수요가 는다”고 말했다.", "오나루"),
        ("도현상 한빛문화재단 대표이사는 “무대를 늘리겠다”고 말했다.", "도현상"),
        ("한빛증권의 애널리스트 토니 시카모어는 “값이 올랐다”고 말했다.", "토니 시카모어"),
        ("조사단은 “기록이 남지 않았다”고 밝혔다.", "조사단"),
        ("온기범 한빛시 하천과장은 “물길을 넓히겠다”고 말했다.", "온기범"),
        ("한빛시 뇌기범 하천과장은 “물길을 넓히겠다”고 말했다.", "뇌기범"),
        ("김나루 한빛시 하천과장은 “물길을 넓히겠다”고 말했다.", "김나루"),
        ("즙다온 여울군 보건소장은 “약을 나누겠다”고 말했다.", "즙다온"),
        ("평나루 한빛증권 연구원은 “값이 오를 것”이라고 말했다.", "평나루"),
        ("한빛대 종양학 교수는 “약이 듣는다”고 말했다.", "한빛대 종양학 교수"),
        ("김나군 나룻배장터 검수본부장은 “가짜를 가리겠다”고 말했다.", "김나군"),
        ("서울중앙지검 주임 검사는 “기록을 다시 보겠다”고 말했다.", "서울중앙지검 주임 검사"),
        ("안양시 선수 대표는 “끝까지 뛰겠다”고 말했다.", "안양시 선수 대표"),
        ("태권도 한빛시청 감독은 “기본부터 다지겠다”고 말했다.", "태권도 한빛시청 감독"),
        ("유도 한빛시청 감독은 “기본부터 다지겠다”고 말했다.", "유도 한빛시청 감독"),
        ("한빛시 위생 과장은 “식당을 살피겠다”고 말했다.", "한빛시 위생 과장"),
        ("서울시 위생 과장은 “식당을 살피겠다”고 말했다.", "서울시 위생 과장"),
        ("한빛시 우주 연구원은 “별을 더 보겠다”고 말했다.", "한빛시 우주 연구원"),
    ],
)
def test_a_name_with_where_it_belongs_and_its_office_is_read_whole(body: str, speaker: str) -> None:
    assert [speaker] == speakers(body)


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("표 전 대통령은 “할 말이 없다”고 했다.", "표 전 대통령"),
        ("온기범 한빛시 하천과장이 왔다. 온 과장은 “비가 온다”고 했다.", "온기범"),
        ("표인혁 전 대통령이 왔다. 표 전 대통령은 “할 말이 없다”고 했다.", "표인혁"),
        ("표 전 대통령 측은 “사실이 아니다”라고 했다.", "표 전 대통령 측"),
        ("행진 시작 전 노조 측은 기자회견을 열고 “버티기 힘들다”고 했다.", "노조 측"),
        ("당초 한빛대 측은 “근거가 모자란다”며 조사하지 않았다.", "한빛대 측"),
        ("성도담 기술총괄이 왔다. 성 총괄은 “더 빠르게 만들겠다”고 했다.", "성도담"),
        ("불출석 사유서성 총괄은 “더 빠르게 만들겠다”고 했다. 성도담 기술총괄이다.", "성도담"),
    ],
)
def test_a_former_office_is_kept_and_short_forms_are_resolved(body: str, speaker: str) -> None:
    assert [speaker] == speakers(body)


@pytest.mark.parametrize(
    "body",
    [
        "회사가 내놓은 사과문에서 “깊이 반성한다”고 했다.",
        "최근 환율이 치솟은 상황에 대해 “괴리가 큰 수준”이라고 했다.",
        "정보 유출은 “큰 사고가 아니다”라고 했다.",
        "특정 후보를 내치자는 메시지에도 “네 그럽시다 대표님”이라고 했다.",
        "‘명문대’의 가치는 별다른 영향을 받지 않는다면서 “사람들은 신경 쓰지 않는다”고 했다.",
        "예산 분석도 기계가 하고 있다며 “내년에는 더 심할 것”이라고 했다.",
        "두 사람은 논문을 놓고 “근거가 없는 결론”이라고 했다.",
        "이런 도발 행위는 합의 위반이라면서 “침해가 이어질 것”이라고 했다.",
        "생수 시장이 커지면서 “하루 여덟 잔을 마시라”는 말이 퍼졌다.",
        "ⓒ 한빛일보 홍나루 기자. 오늘도 “비가 내립니다”라고 하늘을 보며 적었다.",
        "현지 시간으로 솔라시도 홍보관에서 기자들과 만나 “양지가 되면 버릴 수 있나”라고 했다.",
    ],
)
def test_what_is_no_one_is_no_speaker(body: str) -> None:
    assert [None] == speakers(body)


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("질문을 받자 표인혁 시장은 비꼬는 어조로 “들리지 않는다”고 했다.", "표인혁"),
        ("청력에 관해 되묻는 모습을 보인 표인혁 시장은 “잘 들린다”고 했다.", "표인혁"),
        ("이를 의식한 듯 해럴드 로젤 한빛몰 대표는 “낮은 편에 속한다”고 했다.", "해럴드 로젤"),
        ("현장에서 만난 한빛모터스 관계자는 “값은 나중에 정한다”고 했다.", "한빛모터스 관계자"),
        ("소식이 온라인을 통해 퍼지자 누리꾼들은 “밥은 죄가 없다”고 했다.", "누리꾼들"),
        ("유아사 하루미치 누리대 교수는 “민주주의를 위한 것”이라고 했다.", "유아사 하루미치"),
        ("해럴드 로젤 한빛몰 대표가 왔다. 로젤 대표는 “사실과 다르다”고 했다.", "해럴드 로젤"),
        ("[박 씨/부산 지역 교단 간부 : “드릴 말씀이 없습니다.”]", "박 씨"),
        ("국정원은 이 주장도 사실이 아니라며 “전달받은 적이 없다”고 했다.", "국정원"),
        ("서울시는 “버스를 늘리겠다”고 밝혔다.", "서울시"),
        ("권익위는 “기준을 마련하라”고 권고했다.", "권익위"),
    ],
)
def test_the_one_who_speaks_stands_apart_from_the_clause_before(body: str, speaker: str) -> None:
    assert [speaker] == speakers(body)


def test_a_headline_glued_to_a_name_is_cut_off() -> None:
    body = "공공기관 통폐합 속도 지시표인혁 시장은 “속도를 내라”고 했다. 표인혁 시장은 웃었다."
    assert ["표인혁"] == speakers(body)
    assert ["표인혁"] == speakers("[표인혁 시장이 말하고 있다. (사진=한빛)]표인혁 시장은 “비가 온다”고 했다.")


def test_a_script_is_cut_at_the_next_speaker() -> None:
    body = (
        '[표인혁 / 한빛시장] "아름다운 도시입니다. [곽서린 / 달래농협 조합장] "꽃이 얼었습니다." '
        "[앵커] 두 사람이 만났습니다."
    )
    assert all("곽서린" not in body[start:end] for start, end in quoted(body))
    assert ["곽서린"] == speakers(body)


def test_hearsay_names_the_one_who_told_it() -> None:
    body = "곽서린 조합장은 표인혁 시장이 “문을 꼭 열겠다”고 말했다고 전했다."
    (found,) = quotations(Article(id="a", title="", body=body))
    assert ("표인혁", "곽서린") == (found.speaker, found.relayed_by)
    (plain,) = quotations(Article(id="a", title="", body="곽서린 조합장은 “문을 열겠다”고 말했다."))
    assert plain.relayed_by is None


def test_names_places_and_transcriptions_are_told_apart() -> None:
    assert all(map(is_full_name, ["표인혁", "김정은", "강진구", "남궁솔", "이승로"]))
    assert not any(map(is_full_name, ["안양시", "강남구", "바른", "나타난", "나쓰코", "이듬해", "최고의"]))
    assert [True, False] == [is_place("안양시"), is_place("강진구")]
    assert [True, False, False] == [looks_foreign(word) for word in ("로드리게스", "데이터", "해솔시")]


@pytest.mark.parametrize("asked", ["표인혁", "표인혁 전 시장", "표인혁 시장", "표인혁 해솔시장", "해솔시장"])
def test_a_persons_own_words_are_found_newest_first_by_name_and_by_office(asked: str) -> None:
    articles = [
        Article(
            id=str(day),
            title=f"노면전차 {day}",
            body=f"표인혁 해솔시장은 “{day}일에 문을 열겠다”고 말했다. 시의회는 “표인혁 해솔시장은 물러나라”고 했다.",
            published=date(2026, 10, day),
        )
        for day in (3, 9, 5)
    ]
    found = find_quotes(Index(articles), asked)
    assert ["9일에 문을 열겠다", "5일에 문을 열겠다", "3일에 문을 열겠다"] == [quote.text for quote in found]
    assert {"표인혁"} == {quote.speaker for quote in found}
