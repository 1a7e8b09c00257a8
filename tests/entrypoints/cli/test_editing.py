"""The editing desk from the shell."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.config import bundled_corpus
from bot.entrypoints.cli.commands import app, main
from bot.errors import ReaderError, SettingsError, SosikError
from tests.article_files import crawled
from tests.e2e.house import environment
from tests.editing.test_archive import archive


class Shell:
    """`sosik corpus …` on a folder and a database of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "corpus"
        self.folder.mkdir()
        self.environment = environment(home, self.folder, INDEX_DIR=str(home / "index"))

    def __call__(self, *arguments: str, stdin: bytes = b"") -> str:
        """What is printed. Raises what the command raises."""
        runner = CliRunner()
        done = runner.invoke(app, ["corpus", *arguments], input=stdin, env=self.environment)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.output

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir() if not path.name.startswith("."))


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path)


def test_an_article_is_added_removed_and_brought_back(shell: Shell) -> None:
    (shell.home / "any name.md").write_text(crawled(), encoding="utf-8")
    assert "901_0000000017" in shell("add", "any name.md")
    assert ["901_0000000017.md"] == shell.files()
    shell("remove", "901_0000000017")
    assert [] == shell.files()
    shell("restore", "901_0000000017")
    assert ["901_0000000017.md"] == shell.files()
    with pytest.raises(ReaderError, match="not_found"):
        shell("remove", "no-such")


def test_standard_input_is_an_article(shell: Shell) -> None:
    shell("add", "-", stdin="# 다리 개통\n\n다리가 열렸다.".encode())
    (file,) = shell.files()
    assert "다리가 열렸다." in (shell.folder / file).read_text(encoding="utf-8")


def test_what_is_there_already_is_refused_unless_it_is_wanted(shell: Shell) -> None:
    body = "연못 마을 주민들이 새 두레박을 달았다. 이장 한가람 씨는 물이 달다고 말했다. " * 8
    shell("add", "-", stdin=f"# 연못 마을에 두레박\n\n{body}".encode())
    with pytest.raises(ReaderError, match="same"):
        shell("add", "-", "--anyway", stdin=f"# 연못 마을에 두레박\n\n{body}".encode())
    longer = f"# 연못 마을에 두레박(종합)\n\n{body}저녁에는 잔치가 열렸다.".encode()
    with pytest.raises(ReaderError, match="story"):
        shell("add", "-", stdin=longer)
    assert 1 == len(shell.files())
    shell("add", "-", "--anyway", stdin=longer)
    assert 2 == len(shell.files())


def test_a_bundle_goes_in_and_comes_out(shell: Shell) -> None:
    files = [(f"{i}.md", crawled(f"표지판 {i}호가 섰다.", id=f"903_{i:04}").encode()) for i in range(30)]
    (shell.home / "many.zip").write_bytes(archive(*files, ("empty.md", b"")))
    assert "30" in shell("add", "many.zip")
    assert [f"903_{i:04}.md" for i in range(30)] == shell.files()
    shell("export", "out.zip")
    with zipfile.ZipFile(shell.home / "out.zip") as packed:
        assert shell.files() == sorted(packed.namelist())
    with pytest.raises(SettingsError, match="exists"):
        shell("export", "out.zip")


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.md", b""), ("a.md", b"\0\1\2"), ("a.md", b"a" * 2_200_000), ("a.zip", b"PK"), ("a.html", b"<p>x</p>"),
     ("a.zip", archive(("../a.md", b"x"))), ("a.md", b"---\ntitle: !!python/name:os.system\n---\nx")],
)  # fmt: skip
def test_the_checks_are_the_same(shell: Shell, name: str, content: bytes) -> None:
    (shell.home / name).write_bytes(content)
    with pytest.raises(SosikError):
        shell("add", name)
    assert [] == shell.files()


def test_addresses_into_private_networks_and_files_that_are_not_there(shell: Shell) -> None:
    with pytest.raises(ReaderError, match="not_public"):
        shell("add", "http://169.254.169.254/latest/")
    with pytest.raises(SettingsError, match="no such file"):
        shell("add", "nowhere.md")


def test_what_could_not_be_read_is_listed(shell: Shell) -> None:
    (shell.folder / "empty.md").touch()
    assert "empty.md: 내용이 없어요" in shell("rejected")
    assert '"path": "empty.md"' in shell("rejected", "--json")


def test_it_is_a_command_with_an_exit_code(shell: Shell) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "corpus", "remove", "no-such"],
        env=shell.environment, capture_output=True, text=True, check=False, cwd=shell.home,
    )  # fmt: skip
    assert 1 == done.returncode
    assert "Traceback" not in done.stderr
    assert "no-such" in done.stderr


# -- folder and database


def another(shell: Shell) -> Path:
    folder = shell.home / "other"
    folder.mkdir()
    (folder / "theirs.md").write_text(crawled(id="777_1", title="남의 기사"), encoding="utf-8")
    return folder


def test_what_reads_writes_into_no_folder_and_no_database(shell: Shell) -> None:
    shell("add", "-", stdin="# 다리 개통\n\n다리가 열렸다.".encode())
    folder, database = another(shell), (shell.home / "sosik.db").read_bytes()
    for command in (("check",), ("rejected",), ("export", "out.zip")):
        shell(*command, "--corpus", str(folder))
    assert ["theirs.md"] == [path.name for path in folder.iterdir()]
    assert database == (shell.home / "sosik.db").read_bytes()
    with zipfile.ZipFile(shell.home / "out.zip") as packed:
        assert ["theirs.md"] == packed.namelist()


def test_another_folder_is_refused_with_a_way_out(shell: Shell) -> None:
    shell("add", "-", stdin="# 다리 개통\n\n다리가 열렸다.".encode())
    folder = another(shell)
    for command in (("add", "-"), ("remove", "777_1")):
        with pytest.raises(SettingsError, match=f"{shell.folder}.*--adopt"):
            shell(*command, "--corpus", str(folder), stdin="# 새 기사\n\n새 기사다.".encode())
    assert ["theirs.md"] == [path.name for path in folder.iterdir()]
    shell("add", "-", "--adopt", "--corpus", str(folder), stdin="# 새 기사\n\n새 기사다.".encode())
    assert 3 == len([path for path in folder.iterdir() if not path.name.startswith(".")])
    with pytest.raises(SettingsError, match="--adopt"):
        shell("add", "-", stdin="# 또 하나\n\n또 하나다.".encode())


def test_a_folder_that_was_moved_is_the_same(shell: Shell) -> None:
    shell("add", "-", stdin="# 다리 개통\n\n다리가 열렸다.".encode())
    shell.folder.rename(shell.home / "moved")
    shell("add", "-", "--corpus", str(shell.home / "moved"), stdin="# 새 기사\n\n새 기사다.".encode())
    assert 2 == len(list((shell.home / "moved").glob("*.md")))


def test_what_is_edited_is_a_folder_of_ones_own(shell: Shell) -> None:
    own = sorted(path.name for path in bundled_corpus().rglob("*"))
    shell.environment["CORPUS_DIR"] = ""
    with pytest.raises(SettingsError, match="CORPUS_DIR: is not set"):
        shell("add", "-", stdin="# 새 기사\n\n새 기사다.".encode())
    with pytest.raises(SettingsError, match="bundled"):
        shell("add", "-", "--corpus", str(bundled_corpus()), stdin="# 새 기사\n\n새 기사다.".encode())
    assert own == sorted(path.name for path in bundled_corpus().rglob("*"))


def test_what_the_database_holds_is_for_its_owner_alone(shell: Shell) -> None:
    (shell.home / "data").mkdir(mode=0o755)
    shell.environment["DATABASE_URL"] = ""
    shell("add", "-", stdin="# 나루 개통\n\n나루가 열렸다.".encode())
    assert 0o700 == (shell.home / "data").stat().st_mode & 0o777
    shell.environment["DATABASE_URL"] = f"sqlite:///{shell.home}/data/deep/sosik.db"
    shell("add", "-", stdin="# 다리 개통\n\n다리가 열렸다.".encode())
    modes = {path.name: path.stat().st_mode & 0o777 for path in (shell.home / "data").rglob("*")}
    assert {0o700} == {mode for name, mode in modes.items() if name == "deep"}
    assert {0o600} == {mode for name, mode in modes.items() if name.startswith("sosik.db")}
    (shell.home / "data/deep/sosik.db").chmod(0o644)
    shell("add", "-", stdin="# 새 기사\n\n새 기사다.".encode())
    assert 0o600 == (shell.home / "data/deep/sosik.db").stat().st_mode & 0o777


@pytest.mark.parametrize(
    ("name", "content"), [("probe.py", b"print(1)"), ("empty.md", b""), ("broken.zip", b"PK")]
)
def test_a_refusal_names_the_file(
    shell: Shell,
    name: str,
    content: bytes,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (shell.home / name).write_bytes(content)
    for key, value in shell.environment.items():
        monkeypatch.setenv(key, value)
    monkeypatch.setattr(sys, "argv", ["sosik", "corpus", "add", name])
    with pytest.raises(SystemExit) as end:
        main()
    assert 1 == end.value.code
    assert capsys.readouterr().err.startswith(f"sosik: {name}: ")
    assert [] == shell.files()
