"""What readers see of marks: the words, and nothing else."""

# ruff: noqa: E501 # a table of texts reads better a case a line

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.markup import shown, shown_plain

SHOWN = {
    '[한빛시](https://hanbit.example/)가 **다리**를 열었다고 [4일](https://a.example/3 "3일") 밝혔다.[^1]\n\n[^1]: 시청': "한빛시가 다리를 열었다고 4일 밝혔다.\n\n시청",
    "![[다리.png]]\n\n[[한빛시|시]]가 [[다리]]를 ==열었다==.": "시가 다리를 열었다.",
    "> [!quote] 시장\n> 길이 **열렸다**.": "시장\n길이 열렸다.",
    '**"다리"**를 *‘길’*로 ***다*** ~~지움~~ `코드`': '"다리"를 ‘길’로 다 지움 코드',
    "<p>하나다.</p><p>둘&nbsp;이다.<br>셋</p>": "하나다.\n\n둘\xa0이다.\n셋",
    "<앵커> 한빛입니다. <4> <S-Oil> a < b > c": "<앵커> 한빛입니다. <4> <S-Oil> a < b > c",
    "{% include toc.html %}\n하나다.\n{: .lead}\n\n![그림]({{ site.url }}/a.png)\n\n둘이다.": "하나다.\n\n둘이다.",
    '{{< youtube x >}}\n[caption id="1"]설명[/caption]\n\n%%비밀%%\n<!-- 주석 -->끝': "설명\n\n끝",
    "| 구분 | 요금 |\n|---|---:|\n| 성인 | **1,500** |": "구분\t요금\n성인\t1,500",
    "- 하나\n- [x] 둘\n\n문단 ^abc-1": "하나\n둘\n\n문단",
    "1. 첫째\n2. 둘째": "1. 첫째\n2. 둘째",
    "    들여 쓴 문단.\n    둘째 줄.": "들여 쓴 문단.\n둘째 줄.",
    "## 소제목\n글이다.\n\n* * *\n\n끝\\*": "소제목\n\n글이다.\n\n끝*",
    "5*3*2는 30, 3~5일, snake_case, a&amp;b": "5*3*2는 30, 3~5일, snake_case, a&b",
    "```dataview\nTABLE\n```\n글": "글",
    "<script>alert(1)</script><style>a{}</style>글": "글",
    "글 [계속 읽기](https://a.example)": "글",
    "[한빛=한빛통신] 윤서린 기자 = [속보] 열었다. (사진=한빛)": "[한빛=한빛통신] 윤서린 기자 = [속보] 열었다. (사진=한빛)",
}
WORST = [
    '<p a"', "<p '", '"',
    "[", "*a ", "> ", "- ", "<a ", "`", "![", "[[", "<!--", "{{", "**a", "a|", "==a", '<a href="', "_a", "\\", "&a", "[a](",
    "\n> ", "\n- a", "[a]: b\n", "~~", "<div>\n", "[^a]", "[a][b]", "<script>", "    a\n", "*", "|a", "\n1. ", "::: \n",
    "![a](b", "{%", "%%", "<p", "\n#", "(", "a::\n", "<a href='", "[a](b ", "\n```\n", "^[", "  - a\n", " \t",
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), SHOWN.items())
def test_only_the_words_are_shown(source: str, expected: str) -> None:
    assert expected == shown(source)


def test_marks_that_somebody_left_in_a_plain_text_are_not_shown() -> None:
    assert "다리가 열렸다." == shown_plain("**다리**가 [열렸다](https://a.example/1).![[a.png]]")
    assert "- 하나\n# 둘 * 셋" == shown_plain("- 하나\n# 둘 * 셋")


def test_components_and_imports_of_mdx_are_not_shown() -> None:
    assert "글이다." == shown('import A from "a"\n\n<A b={1} />\n\n글이다.', mdx=True)


@pytest.mark.parametrize("food", WORST, ids=repr)
def test_no_text_takes_long(food: str) -> None:
    text = f"<p {(food * 40_000)[:40_000]}<p"
    began = time.perf_counter()
    shown(text)
    shown_plain(text)
    assert time.perf_counter() - began < 2  # quadratic is minutes


@given(st.text(alphabet='가나 \n*_[]()<>|#-`~!&;{}%=:^\\1.a"/', max_size=200))
def test_any_text_is_shown(source: str) -> None:
    assert shown(source) == shown(source).strip()
    shown_plain(source)


@given(
    st.lists(
        st.text(alphabet="가나다라 .,?“”()", min_size=1, max_size=40).map(str.strip).filter(bool), max_size=5
    )
)
def test_a_text_without_marks_is_shown_as_it_is(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    assert text == shown(text)
