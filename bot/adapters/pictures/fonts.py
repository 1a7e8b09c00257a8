"""A font on this machine that has Hangul. Sosik brings none: Debian's fonts-nanum does, and most desktops have one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
_NAMES = (  # as files begin, the better legible first
    "pretendard-regular",
    "nanumgothic",
    "nanumbarungothic",
    "notosanskr-regular",
    "notosanscjk-regular",
    "notosanscjkkr-regular",
    "applesdgothicneo",
    "applegothic",
    "malgun",
    "undotum",
)
_SUFFIXES = {".ttf", ".otf", ".ttc"}
_MOST_FILES = 20_000


@lru_cache(maxsize=1)
def hangul_font() -> Path | None:
    """The file of the best one; None where there is none."""
    best: tuple[int, Path] | None = None
    for count, path in enumerate(_files()):
        if count > _MOST_FILES:
            break
        name = path.name.lower().replace("-", "").replace("_", "")
        for rank, start in enumerate(_NAMES):
            if name.startswith(start.replace("-", "")) and (best is None or rank < best[0]):
                best = (rank, path)
                break
    return best[1] if best else None


def _files() -> Iterator[Path]:
    for folder in _FOLDERS:
        for here, _, names in os.walk(Path(folder).expanduser()):
            for name in sorted(names, key=len):  # NanumGothic before NanumGothicExtraBold
                if Path(name).suffix.lower() in _SUFFIXES:
                    yield Path(here) / name
