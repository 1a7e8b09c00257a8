"""Photos of clippings, drawn with a font of this machine."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from bot.adapters.ocr.tesseract import languages
from bot.adapters.pictures.fonts import hangul_font

_PROGRAM = shutil.which("tesseract")
needs_tesseract = pytest.mark.skipif(
    _PROGRAM is None or "kor" not in languages(_PROGRAM) or hangul_font() is None,
    reason="needs tesseract with Korean, and a font with Hangul (Debian: tesseract-ocr-kor, fonts-nanum)",
)


def clipping(*lines: str, dark: bool = False) -> bytes:
    """A PNG with these lines in print."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(hangul_font() or Path()), 34)
    paper, ink = ((24, 24, 24), (235, 235, 235)) if dark else ((250, 250, 245), (20, 20, 20))
    picture = Image.new("RGB", (1080, 80 + 56 * len(lines)), paper)
    draw = ImageDraw.Draw(picture)
    for at, line in enumerate(lines):
        draw.text((40, 40 + 56 * at), line, font=font, fill=ink)
    raw = io.BytesIO()
    picture.save(raw, "PNG")
    return raw.getvalue()
