"""What a stranger gets: a wheel with the articles, and pins that fit and give nothing away."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import bot

HOUSE = Path(__file__).parent.parent
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a freshly built wheel."""
    tree = tmp_path_factory.mktemp("tree")
    unbuilt = shutil.ignore_patterns("__pycache__", "*.so", "*.mo")
    for name in ("bot", "corpus"):
        shutil.copytree(HOUSE / name, tree / name, ignore=unbuilt)
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE"):
        shutil.copy(HOUSE / name, tree / name)
    build = "from setuptools import build_meta; print(build_meta.build_wheel('dist'))"
    subprocess.run([sys.executable, "-c", build], cwd=tree, check=True, capture_output=True)
    [built] = (tree / "dist").glob("sosik-*.whl")
    return set(zipfile.ZipFile(built).namelist())


def test_a_wheel_carries_every_article(wheel: set[str]) -> None:
    articles = {
        path.relative_to(HOUSE / "corpus").as_posix()
        for path in (HOUSE / "corpus").rglob("*")
        if path.is_file()
    }
    bundled = {name.removeprefix("bot/bundled/") for name in wheel if name.startswith("bot/bundled/")}
    assert articles
    assert articles == bundled


def test_a_wheel_carries_every_module_and_data_file(wheel: set[str]) -> None:
    ours = {
        path.relative_to(HOUSE).as_posix()
        for path in (HOUSE / "bot").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in {".so", ".mo"}
    }
    assert set() == ours - wheel


def test_a_wheel_carries_the_compiled_catalogues(wheel: set[str]) -> None:
    assert {"ko", "en"} == {Path(name).parts[3] for name in wheel if name.endswith(".mo")}


def test_a_wheel_carries_nothing_else(wheel: set[str]) -> None:
    assert {"bot", f"sosik-{bot.__version__}.dist-info"} == {name.partition("/")[0] for name in wheel}


def pins(lock: str) -> dict[str, list[Requirement]]:
    found: dict[str, list[Requirement]] = {}
    for line in (HOUSE / lock).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            pin = Requirement(line.rstrip("\\ "))
            found.setdefault(canonicalize_name(pin.name), []).append(pin)
    return found


def version(pin: Requirement) -> Version:
    [specifier] = pin.specifier
    assert "==" == specifier.operator
    return Version(specifier.version)


def wanted(lock: str) -> list[Requirement]:
    extras = PROJECT["project"]["optional-dependencies"]
    texts = PROJECT["project"]["dependencies"] + (extras["dev"] if "dev" in lock else [])
    asked = [Requirement(text) for text in texts]
    ours = [
        Requirement(text)
        for one in asked
        if one.name == "sosik"
        for extra in one.extras
        for text in extras[extra]
    ]
    return [one for one in asked if one.name != "sosik"] + ours


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_gives_no_address_away(lock: str) -> None:
    for line in (HOUSE / lock).read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(
            r"[\w.-]+==[\w.!+]+( ; [\w\s.'<>=!()]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line
        )


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_what_the_project_asks_for(lock: str) -> None:
    pinned = pins(lock)
    for requirement in wanted(lock):
        for pin in pinned[canonicalize_name(requirement.name)]:
            assert requirement.specifier.contains(version(pin)), f"{requirement}: {pin}"


def test_the_tests_run_with_the_pins_that_users_get() -> None:
    dev = pins("requirements-dev.lock")
    for name, requirements in pins("requirements.lock").items():
        assert {version(pin) for pin in requirements} == {version(pin) for pin in dev[name]}


def test_the_version_has_one_source() -> None:
    assert "version" in PROJECT["project"]["dynamic"]
    assert {"attr": "bot.__version__"} == PROJECT["tool"]["setuptools"]["dynamic"]["version"]


@pytest.mark.parametrize("name", ["docs/settings.md", "docs/settings.ko.md"])
def test_the_page_of_settings_has_every_one(name: str) -> None:
    from bot.config import BotSettings

    page = (HOUSE / name).read_text(encoding="utf-8")
    assert [] == [field for field in BotSettings.model_fields if f"`{field.upper()}`" not in page]
