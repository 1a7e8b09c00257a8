"""Everything about the package is in pyproject.toml; here is only what it cannot say.

The articles stand in corpus/ at the top of the project, where people look for them. A wheel carries them
inside the package, as bot/bundled, where an installed `sosik` finds them.

The catalogues are written as .po and read as .mo, which a build makes of them (`bot/i18n/catalogue.py`).

The inner loops of searching are built where there is a compiler; without one numpy does the same, slower.
"""

import contextlib
import shutil
import subprocess
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

sys.path.insert(0, str(Path(__file__).parent))

from bot.i18n.catalogue import LANGUAGES, compile_beside

COMMIT = "commit.txt"  # said by `sosik --version`


def commit_of_checkout() -> str:
    """Of which commit this is built; of an sdist, the one that it was made of; "" where nobody knows."""
    if (written := Path("bot", COMMIT)).is_file():
        return written.read_text(encoding="ascii").strip()
    if not Path(".git").exists():
        return ""
    asked = ["git", "rev-parse", "--short", "HEAD"]
    with contextlib.suppress(OSError):
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return ""


class SourceWithCommit(sdist):
    """An sdist has no checkout, so it is told of which commit it is."""

    def make_release_tree(self, base_dir: str, files: list[str]) -> None:
        super().make_release_tree(base_dir, files)
        if commit := commit_of_checkout():
            Path(base_dir, "bot", COMMIT).write_text(f"{commit}\n", encoding="ascii")


class BuildWithData(build_py):
    """Compile the catalogues; copy corpus/ into the package, which an editable install reads where it stands."""

    def run(self) -> None:
        for language in LANGUAGES:
            compile_beside(language)
        super().run()
        if not self.editable_mode:
            if commit := commit_of_checkout():
                Path(self.build_lib, "bot", COMMIT).write_text(f"{commit}\n", encoding="ascii")
            bundled = Path(self.build_lib) / "bot" / "bundled"
            shutil.rmtree(bundled, ignore_errors=True)  # what an earlier build left
            shutil.copytree("corpus", bundled)


KERNEL = Extension(
    "bot.kernel._kernel",
    sorted(str(path) for path in Path("bot/kernel").glob("*.c")),
    depends=["bot/kernel/kernel.h"],
    extra_compile_args=[
        "-O3",
        "-fvisibility=hidden",
        "-Wall",
        "-Wextra",
        "-Wno-unused-parameter",
    ],  # CPython's `self`
    py_limited_api=True,  # one build serves every Python from 3.11
    optional=True,
)

setup(
    cmdclass={"build_py": BuildWithData, "sdist": SourceWithCommit},
    ext_modules=[KERNEL],
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
)
