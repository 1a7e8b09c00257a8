"""The article of a web page, read in a process that is given up where the page takes too much of it.

>>> read_page(html, now, "https://hanbit.example/1").article.title
'한빛대교가 열렸다'
"""

from __future__ import annotations

from datetime import datetime

from bot.adapters.sandbox.limited_process import Limits, run_limited
from bot.editing.manuscript import Manuscript
from bot.editing.web_page import compose_page

LIMITS = Limits(
    cpu_s=5, wall_s=10.0, memory=256 * 1024 * 1024
)  # the slowest of real pages took 0.6 s and 60 MB


def read_page(html: bytes, now: datetime, url: str = "") -> Manuscript:
    """The manuscript of the article in *html*. Blocks for a second, 10 s at most.

    Raises: UnreadableArticle.
    """
    return compose_page(run_limited("bot.editing.web_page:extract", html, {"url": url}, LIMITS), now, url)
