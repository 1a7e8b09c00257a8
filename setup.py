"""Everything about the package is in pyproject.toml; here is only what it cannot say.

The articles stand in corpus/ at the top of the project, where people look for them. A wheel carries them
inside the package, as bot/bundled, where an installed `sosik` finds them.

The catalogues are written as .po and read as .mo, which a build makes of them (`bot/i18n/catalogue.py`).

The inner loops of searching are built where there is a compiler; without one numpy does the same, slower.
"""

import shutil
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_py import build_py

sys.path.insert(0, str(Path(__file__).parent))

from bot.i18n.catalogue import LANGUAGES, compile_beside


class BuildWithData(build_py):
    """Compile the catalogues; copy corpus/ into the package, which an editable install reads where it stands."""

    def run(self) -> None:
        for language in LANGUAGES:
            compile_beside(language)
        super().run()
        if not self.editable_mode:
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
    cmdclass={"build_py": BuildWithData},
    ext_modules=[KERNEL],
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
)
