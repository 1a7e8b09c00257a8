"""What fuzzing found interesting is taken without a fault, each time; and the fuzzing itself can fail."""

from __future__ import annotations

import pytest

from bench import fuzz


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_the_corpus_and_the_seeds_are_taken(name: str) -> None:
    tried = [*fuzz.kept(name), *fuzz.seeds(name)]
    assert len(tried) > len(fuzz.seeds(name))
    for data in tried:
        fuzz.check(name, data)


def test_a_fault_is_found_and_its_input_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    def broken(data: bytes) -> None:
        assert b"!" not in data

    monkeypatch.setitem(fuzz.TARGETS, "broken", broken)
    monkeypatch.setattr(fuzz, "CORPUS", tmp_path)
    with pytest.raises(AssertionError):
        fuzz.check("broken", b"a!")
    assert [b"a!"] == fuzz.kept("broken-faults")
