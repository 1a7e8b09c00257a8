"""The benchmark's own parts: faults come from a seed, and the judge is right on a corpus made up here."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from bench import faults, tail
from bench.contender import ranks, sampled
from bench.data import FORMS, OWN_NEEDS, Need, read_needs, read_spool, resized, write_spool
from bench.exam import Question, judged_exam, known_exam
from bench.judge import Judge, rank, summary
from bench.table import report
from bot.articles.article import Article
from bot.index.index import Index

TITLES = [
    "한빛시 도서관 새벽까지 문을 연다",
    "[종합] 한빛시 도서관, 새벽까지 문을 연다",
    "너울항 방파제 공사 다음 달 끝난다",
    "가람대 연구진 김치 유산균 지도 완성",
    "버들마을 장터 삼십 년 만에 다시 열린다",
    "시내버스 막차 시간 자정으로 늦춘다",
]


@pytest.fixture
def articles() -> list[Article]:
    bodies = [
        "시립 도서관이 다음 달부터 새벽 두 시까지 열람실을 연다.",
        "열람실은 다음 달부터 새벽 두 시까지 열린다.",
        "방파제 보강에 사백억 원이 들었다.",
        "유산균 삼천 종의 지도를 그렸다.",
        "장터는 닷새마다 선다.",
        "막차가 늦어진다. 방파제 보강에 사백억\n원이 든 것과는 다른 예산이다.",
    ]
    return [
        Article(id=f"a_{number}", title=title, body=body)
        for number, (title, body) in enumerate(zip(TITLES, bodies, strict=True))
    ]


def test_every_fault_comes_from_its_seed(articles: list[Article]) -> None:
    items = faults.known_items(articles, 6, seed=3)
    for kind in faults.FAULTS:
        assert faults.faulty(items, kind, seed=3) == faults.faulty(items, kind, seed=3)
    assert faults.faulty(items, "typo", seed=3) != faults.faulty(items, "typo", seed=4)
    backwards = faults.faulty(items[::-1], "typo", seed=3)
    assert faults.faulty(items, "typo", seed=3) == backwards[::-1]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("clean", "너울항 방파제 공사 마무리"),
        ("no spaces", "너울항방파제공사마무리"),
        ("three words", "너울항 방파제 공사"),
        ("English layout", "sjdnfgkd qkdvkwp rhdtk"),
        ("initials", "ㄴㅇㅎ ㅂㅍㅈ ㄱㅅ ㅁㅁㄹ"),
        ("two initials", "ㅂㅍㅈ ㅁㅁㄹ"),
    ],
)
def test_a_fault_does_what_its_name_says(kind: str, expected: str) -> None:
    assert expected == faults.FAULTS[kind]("너울항 방파제 공사 마무리", Random(1))


@pytest.mark.parametrize("seed", range(20))
def test_a_typo_changes_one_word_by_one_key(seed: int) -> None:
    text = "너울항 방파제 공사 마무리"
    typed = faults.jamo_typo(text, Random(seed))
    changed = [(old, new) for old, new in zip(text.split(), typed.split(), strict=True) if old != new]
    assert 1 == len(changed)
    old, new = (faults.keystrokes(word) for word in changed[0])
    assert abs(len(old) - len(new)) <= 1


@pytest.mark.parametrize("seed", range(20))
def test_wrong_spaces_lose_no_letter(seed: int) -> None:
    text = "너울항 방파제 공사 마무리"
    assert text.replace(" ", "") == faults.wrong_spaces(text, Random(seed)).replace(" ", "")
    assert text != faults.wrong_spaces(text, Random(seed))


def test_a_particle_is_replaced_or_added_at_one_word() -> None:
    typed = {faults.particle("도서관에서 책을", Random(seed)) for seed in range(60)}
    assert {"도서관이 책을", "도서관도 책을", "도서관에서 책을이"} <= typed
    assert all(text.startswith("도서관") and " 책을" in text for text in typed)


def test_known_items_pass_short_titles_by(articles: list[Article]) -> None:
    short = Article(id="short", title="[속보] 비 온다", body="")
    assert "short" not in {id_ for id_, _ in faults.known_items([short, *articles], 10)}
    for id_, text in faults.known_items(articles, 10):
        words = text.split()
        assert 3 <= len(words) <= 6
        assert all(word in TITLES[int(id_[2:])] for word in words)


def test_a_near_identical_title_counts_as_found(articles: list[Article]) -> None:
    same = Judge(articles).same_title(["a_0", "a_2"])
    assert {"a_0", "a_1"} == same["a_0"]
    assert {"a_2"} == same["a_2"]


def test_evidence_and_relevant_ids_count_as_found(articles: list[Article]) -> None:
    judge = Judge(articles)
    forms = dict.fromkeys(FORMS, "무엇")
    needs = [
        Need("a_2", forms, evidence="보강에 사백억 원이"),
        Need("a_2", forms, evidence="보강에"),
        Need("a_3", forms, relevant=("a_4",)),
    ]
    assert [{"a_2", "a_5"}, {"a_2"}, {"a_3", "a_4"}] == judge.accepted(needs)


def test_a_story_is_found_by_any_of_its_reports() -> None:
    assert 2 == rank([("x",), ("y", "z")], {"z"})
    assert 1 == rank([("x",), ("z",)], {"x", "z"})
    assert 0 == rank([("x",), ("y",)], {"z"})
    assert 0 == rank([], {"z"})


def test_figures_are_those_of_the_ranks() -> None:
    expected = {"n": 4, "R@1": 0.25, "R@5": 0.5, "MRR": (1 + 1 / 4) / 4}
    assert expected == summary([1, 4, 0, 11])


def test_an_exam_leaves_out_the_forms_that_a_need_has_not(articles: list[Article]) -> None:
    forms = dict.fromkeys(FORMS, "") | {"question": "막차는 언제야?"}
    exam = judged_exam(Judge(articles), [Need("a_5", forms, split="tune")])
    assert [("judged/tune/question", "막차는 언제야?", ("a_5",))] == [
        (question.group, question.text, question.accepted) for question in exam
    ]


def test_every_fault_asks_for_the_same_articles(articles: list[Article]) -> None:
    exam = known_exam(Judge(articles), articles, 4)
    asked = {kind: [q.accepted for q in exam if q.group == f"known/all/{kind}"] for kind in faults.FAULTS}
    assert all(asked["clean"] == accepted for accepted in asked.values())
    assert 4 == len(asked["clean"])


def test_copies_are_seeded_and_no_two_alike(articles: list[Article]) -> None:
    grown = list(resized(articles, 30, seed=5))
    assert grown == list(resized(articles, 30, seed=5))
    assert articles == grown[:6]
    assert 30 == len({article.id for article in grown})
    assert set(" ".join(TITLES).split()) >= {word for article in grown for word in article.title.split()}
    assert 3 == len(list(resized(articles, 3)))


def test_a_spool_gives_back_what_was_put_in(articles: list[Article], tmp_path: Path) -> None:
    path = tmp_path / "spool.jsonl"
    write_spool(path, articles)
    assert articles == list(read_spool(path))
    assert [path] == list(tmp_path.iterdir())


def test_our_needs_are_whole_and_hold_no_article_text() -> None:
    needs = read_needs(OWN_NEEDS)
    rows = [json.loads(line) for line in OWN_NEEDS.read_text(encoding="utf-8").splitlines()]
    assert (30, 30) == tuple(sum(need.split == split for need in needs) for split in ("tune", "held-out"))
    assert 60 == len({need.article_id for need in needs})
    assert all(need.forms[form] for need in needs for form in FORMS[:3])
    fields = {"article_id", "question", "keywords", "sloppy", "misquote", "relevant", "split"}
    assert all(fields == set(row) for row in rows)
    assert max(len(text) for need in needs for text in need.forms.values()) < 120


def test_a_table_shows_what_was_measured_and_no_more() -> None:
    scores = {"korquad/dev/all": summary([1, 1, 2, 0])}
    text = report({"tantivy": {"korquad": {"scores": scores}}})
    assert "| tantivy (4 queries) | .500 | .750 | .625 |" in text
    assert "sosik" not in text
    assert "Judged" not in text


def test_memory_is_told_for_ten_thousand_articles() -> None:
    record = {
        "articles": 2_000,
        "build_s": 1.5,
        "held_mb": 10.0,
        "needed_mb": 4.0,
        "ranked_ms": {"p50": 0.1, "p95": 0.25},
        "everything_ms": {"p50": 1.0, "p95": 2.5},
    }
    text = report({"sosik": {"speed/2000": record}})
    assert "| 2,000 | sosik | 1.5 | 50/20 | 0.1/0.2 | 1.0/2.5 |" in text


def test_a_slow_contender_is_asked_the_first_few_of_each_group() -> None:
    exam = [Question(f"known/all/{kind}", str(n), ("a",)) for n in range(4) for kind in ("clean", "typo")]
    assert ["0", "0", "1", "1"] == [question.text for question in sampled(exam, {"known": 2})]


def test_ranks_are_kept_by_group_in_the_order_asked() -> None:
    exam = [Question("g", "첫째", ("a",)), Question("h", "둘째", ("b", "c")), Question("g", "셋째", ("z",))]
    assert {"g": [1, 0], "h": [3]} == ranks(exam, lambda text: [("a",), ("x",), ("c",)])


def test_made_up_queries_are_seeded_and_what_is_found_is_not_lost_by_the_cut(articles: list[Article]) -> None:
    queries = tail.made_up(articles, 6)
    assert queries == tail.made_up(articles, 6)
    assert [1, 2, 3] * 2 == [len(query.split()) for query in queries]
    exam = [
        Question("judged/x/keywords", "방파제 공사", ("a_2",)),
        Question("judged/x/keywords", "장터", ("a_0",)),
    ]
    record = tail.measure(Index(articles), exam, queries)
    assert (0, 1) == (record["cuts"]["0.65"]["lost"], record["cuts"]["0.65"]["of"])
    assert {"of": 2, "loose": 0, "shown_median": 1.5} == record["loose"]["real"]
