"""Somebody's words beside the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.quotes.comparison import compare
from bot.quotes.quote import Quote


def said_in_print(words: str) -> Quote:
    return Quote(Article(id="1", title="강", body=f"“{words}”라고 말했다."), 1, 1 + len(words))


RIVER = said_in_print("강은 건너는 사람의 것이지 바라보는 사람의 것이 아닙니다")


def pairs(said: str, quote: Quote = RIVER) -> list[tuple[str, str]]:
    comparison = compare(said, quote)
    assert comparison.is_quote
    return [(said[slice(*one.theirs)], quote.text[slice(*one.original)]) for one in comparison.differences]


@pytest.mark.parametrize(
    "said",
    [
        "강은 건너는 사람의 것이지 바라보는 사람의 것이 아닙니다",
        "“강은 건너는 사람의 것이지, 바라보는 사람의 것이 아닙니다!”",
        "강은건너는 사람의것이지 바라보는 사람의 것이 아닙니다",
        "윤 시장이 '강은 건너는 사람의 것이지 바라보는 사람의 것이 아닙니다'라고 했대",
        "건너는 사람의 것이지 바라보는",
    ],
)
def test_the_same_words_are_no_misquote_whatever_stands_around_them(said: str) -> None:
    assert [] == pairs(said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("강이 건너는 사람의 것이지 바라보는 사람의 것이 아닙니다", [("강이", "강은")]),
        ("누가 강이 건너는 사람의 것이지 어쩌고 했다", [("강이", "강은")]),
        (
            "강은 바라보는 사람의 것이지 건너는 사람의 것이 아닙니다",
            [("바라보는", "건너는"), ("건너는", "바라보는")],
        ),
        ("강은 건너는 사람의 것이지 절대 바라보는 사람의 것이 아닙니다", [("절대", "")]),
        ("강은 건너는 사람의 것이지 사람의 것이 아닙니다", [("", "바라보는")]),
        ("강은 건너는 사람의 것이지 바라보는 사람의 것이 아니라고 했지", [("아니라고", "아닙니다")]),
    ],
)
def test_changed_words_are_shown_beside_the_original(said: str, expected: list[tuple[str, str]]) -> None:
    assert expected == pairs(said)


def test_a_quote_is_found_in_a_long_message() -> None:
    before, after = (
        "다들 봤어? 오늘 아침에 개통식 다녀왔는데 사람이 정말 많더라. " * 3,
        " 나는 그 말이 좀 감동이었어. 너희 생각은 어때" * 3,
    )
    said = f"{before}시장이 그러더라고 강이 건너는 사람의 것이지 바라보는 사람의 것이 아닙니다{after}"
    assert [("강이", "강은")] == pairs(said)


def test_words_changed_together_are_one_difference() -> None:
    original = said_in_print("시민이 십 년을 기다렸다. 더는 늦출 수 없다")
    expected = [("시민들이 10년", "시민이 십 년을"), ("더 늦출수", "더는 늦출 수")]
    assert expected == pairs("시민들이 10년 기다렸다 더 늦출수 없다", original)


@pytest.mark.parametrize(
    ("printed", "said", "expected"),
    [
        (
            "강의 값은 물에 있는 것이 아니라 사람에 있다",
            "강의 값은 물에 있는 것이라고",
            ("것이라고", "것이 아니라"),
        ),
        ("강의 값은 물에 있는 것이 아니라 사람에 있다", "강의 값은 물에 있는 것이", ("것이", "것이 아니라")),
        (
            "우리는 나룻배 요금을 올릴 계획이 없다",
            "우리는 나룻배 요금을 올릴 계획이라고 했대",
            ("계획이라고", "계획이 없다"),
        ),
        (
            "이번 결정은 시민을 버리자는 것이 아닙니다",
            "이번 결정은 시민을 버리자는 것이라고",
            ("것이라고", "것이 아닙니다"),
        ),
        (
            "이번 결정은 시민을 버리자는 것이 아닌 살리자는 것",
            "이번 결정은 시민을 버리자는 것이",
            ("것이", "것이 아닌"),
        ),
        (
            "이번 결정은 시민을 버리자는 것이 아닙니다",
            "이번 결정은 시민을 버리자는",
            ("버리자는", "버리자는 것이 아닙니다"),
        ),
        ("우리는 약속을 지키지 못한 것을 사과드린다", "우리는 약속을 지키지", ("지키지", "지키지 못한")),
        ("우리는 약속을 지키지 못할 것이다", "우리는 약속을 지키지", ("지키지", "지키지 못할")),
        ("우리는 약속을 지키지 못합니다", "우리는 약속을 지키지", ("지키지", "지키지 못합니다")),
        ("우리는 약속을 지키지 못해 미안하다", "우리는 약속을 지키지", ("지키지", "지키지 못해")),
        ("우리는 약속을 지키지 않았습니다", "우리는 약속을 지키지", ("지키지", "지키지 않았습니다")),
        ("올해는 나룻배를 한 척도 못 띄웠다", "올해는 나룻배를 한 척도", ("척도", "척도 못 띄웠다")),
        ("올해는 강변에서 술을 안 팔기로 했다", "올해는 강변에서 술을", ("술을", "술을 안 팔기로")),
        ("We will not raise the ferry fare this year", "We will", ("will", "will not")),
        ("The river does not belong to the council", "The river does", ("does", "does not")),
        ("The council never promised a free ferry", "The council", ("council", "council never")),
        ("The old ferry can no longer carry cars", "The old ferry can", ("can", "can no longer")),
        ("The council didn’t promise a free ferry", "The council", ("council", "council didn’t")),
        (
            "우리는 나룻배 요금을 올릴 수 없습니다 여러분",
            "우리는 나룻배 요금을 올릴 수 있다고",
            ("수 있다고", "수 없습니다"),
        ),
        (
            "우리는 나룻배 요금을 올릴 필요가 없습니다 여러분",
            "우리는 나룻배 요금을 올릴 필요가 크다고 했대",
            ("필요가 크다고", "필요가 없습니다"),
        ),
    ],
)
def test_what_the_next_word_denies_is_not_the_quote_cut_short(
    printed: str, said: str, expected: tuple[str, str]
) -> None:
    assert [expected] == pairs(said, said_in_print(printed))


@pytest.mark.parametrize(
    ("printed", "said", "expected"),
    [
        ("나룻배는 안 띄우겠다고 약속했다", "띄우겠다고 약속했다", ("띄우겠다고", "안 띄우겠다고")),
        ("나룻배는 못 띄우게 막아야 한다", "띄우게 막아야 한다", ("띄우게", "못 띄우게")),
        ("We will not raise the ferry fare", "raise the ferry fare", ("raise", "not raise")),
        ("We don't want a new bridge here", "want a new bridge here", ("want", "don't want")),
    ],
)
def test_what_the_word_before_denies_is_not_the_quote_begun_late(
    printed: str, said: str, expected: tuple[str, str]
) -> None:
    assert [expected] == pairs(said, said_in_print(printed))


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("내년까지 강변의 낡은 규제를 없애겠다", "내년까지 강변의 낡은 규제를"),
        ("올해 나룻배는 버스 못지않게 빠르다", "올해 나룻배는 버스"),
        ("강둑 옆 못을 메우면 홍수가 난다", "강둑 옆"),
        ("The council noted the ferry fare", "The council"),
    ],
)
def test_what_only_begins_like_a_denial_denies_nothing(printed: str, said: str) -> None:
    assert [] == pairs(said, said_in_print(printed))


@pytest.mark.parametrize("said", ["", "…", "오늘 점심은 뭐 먹지", "강 건너 불구경하는 기분이랄까"])
def test_other_words_are_not_the_quote(said: str) -> None:
    assert not compare(said, RIVER).is_quote


@given(st.text(alphabet="강은 건너는사람의것이지\n“'.,가a1", max_size=80), st.text(min_size=1, max_size=60))
def test_any_words_can_be_compared_and_spans_stay_inside(said: str, printed: str) -> None:
    quote = said_in_print(printed)
    for one in compare(said, quote).differences:
        assert 0 <= one.theirs[0] <= one.theirs[1] <= len(said)
        assert 0 <= one.original[0] <= one.original[1] <= len(quote.text)
        assert one.theirs[0] < one.theirs[1] or one.original[0] < one.original[1]
