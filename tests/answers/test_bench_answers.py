from __future__ import annotations

import json

import pytest

from bench.answers import UNANSWERABLE, main, overlap, same_person


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
