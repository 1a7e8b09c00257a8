from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.answers import UNANSWERABLE, main, needs_tables, overlap, same_person
from bench.needs import judge, tells
from tests.answers.everyday import bundled


def test_nothing_is_measured_without_data(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOSIK_BENCH_DATA", raising=False)
    assert 0 == main([])
    assert "Nothing was measured." in capsys.readouterr().out


def test_overlap_is_intersection_over_union() -> None:
    assert 1.0 == overlap((3, 9), (3, 9))
    assert 0.5 == overlap((0, 10), (0, 5))
    assert 0.0 == overlap((0, 2), (5, 9))


def test_a_speaker_is_right_by_a_part_of_the_name() -> None:
    assert same_person("표인혁", "표인혁")
    assert same_person("도널드 가람", "가람")
    assert not same_person("표인혁", "곽서린")


def test_there_are_forty_unanswerable_questions() -> None:
    rows = [json.loads(line) for line in UNANSWERABLE.read_text(encoding="utf-8").splitlines()]
    assert 40 == len({row["question"] for row in rows})


@pytest.mark.parametrize(
    ("gold", "text", "expected"),
    [
        ("1조2천억", "모두 1조 2,000억원을 들인다", True),
        ("4일", "14일에 열린다", False),
        ("6천400세대", "6400세대에 물이 끊겼다", True),
        ("약 30명", "30명이 왔다", True),
        ("표인혁", "곽서린 시장", False),
    ],
)
def test_numbers_are_compared_by_value_and_never_inside_longer_ones(
    gold: str, text: str, expected: bool
) -> None:
    assert expected == tells([gold], text)


def test_needs_of_every_kind_are_judged_and_shown_with_how_far_confidence_holds(tmp_path: Path) -> None:
    needs = [
        {"text": "급수차 몇 대 보냈어?", "kind": "howmany", "expect": "answer", "answer": ["22대"]},
        {"text": "여울FC 감독 누구야?", "kind": "holder", "expect": "answer", "answer": ["강너울"]},
        {"text": "버스 파업 정리해줘", "kind": "overview", "expect": "stories", "answer": ["파업"]},
        {"text": "기준금리 몇 퍼센트로 내렸어?", "kind": "refuse", "expect": "refuse"},
    ]
    path = tmp_path / "needs.jsonl"
    path.write_text("\n".join(json.dumps(need, ensure_ascii=False) for need in needs), encoding="utf-8")
    missed: list[str] = []
    tally = judge(bundled(), path, missed.append)
    shares = {name: (share, cases) for name, share, cases in tally.shares()}
    assert (1.0, 3) == shares["first sentence or short answer"]
    assert (1.0, 1) == shares["near misses refused"]
    assert (1.0, 2) == shares["short answer right, where given"]
    assert [] == missed
    assert "급수차" not in needs_tables({"held out": tally})
    assert sum(cases for *_, cases in tally.reliability()) == 2
