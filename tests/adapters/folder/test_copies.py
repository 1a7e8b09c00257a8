"""Copies that a cloud or a browser numbers: `다리 2.md` beside `다리.md` with its title is no article of its own."""

from __future__ import annotations

from pathlib import Path

from bot.adapters.folder.corpus import Corpus

TEXT = "# 한빛대교 개통\n\n한빛대교가 열렸다."


def paths(corpus: Corpus) -> list[str]:
    corpus.scan()
    return corpus.paths()


def test_a_numbered_copy_with_the_same_title_gives_way_to_the_original(tmp_path: Path) -> None:
    for name, text in {"다리.md": TEXT, "다리 2.md": f"{TEXT} 고침.", "다리 (1).md": TEXT}.items():
        (tmp_path / name).write_text(text, "utf-8")
    corpus = Corpus(tmp_path)
    assert ["다리.md"] == paths(corpus)
    assert ["다리 (1).md", "다리 2.md"] == [duplicate.path for duplicate in corpus.duplicates]


def test_a_number_is_no_copy_where_the_title_is_another_or_nothing_was_copied(tmp_path: Path) -> None:
    texts = {
        "소식.md": TEXT,
        "소식 2.md": "# 한빛도서관 개관\n\n문을 열었다.",
        "3월 2.md": "# 한빛역 공사\n\n시작했다.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert sorted(texts) == paths(Corpus(tmp_path))


def test_the_copy_is_the_article_once_the_original_is_gone(tmp_path: Path) -> None:
    (tmp_path / "다리.md").write_text(TEXT, "utf-8")
    (tmp_path / "다리 2.md").write_text(f"{TEXT} 고침.", "utf-8")
    corpus = Corpus(tmp_path)
    corpus.scan()
    (tmp_path / "다리.md").unlink()
    corpus.scan()
    assert ["다리 2.md"] == paths(corpus)
