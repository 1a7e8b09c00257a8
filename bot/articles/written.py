"""The file of an article: front matter that every YAML library reads, then the body; `read_article` reads it back.

>>> print(written(Article("1", "다리 개통", "다리가 열렸다.", "한빛일보")).decode())
---
id: "1"
title: "다리 개통"
publisher: "한빛일보"
markup: "text"
---
<BLANKLINE>
다리가 열렸다.
<BLANKLINE>
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

import frontmatter

from bot.articles.article import KST, Article
from bot.articles.frontmatter import MatterHandler
from bot.patterns import lazy_compile

# Marks that turn the direction of text, and characters nobody sees: a title with them looks like another one, a word
# with them is not found. The zero-width joiner stays, emoji are made of it.
UNSEEN = lazy_compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_BREAKS = lazy_compile("[\x7f-\x9f\u2028\u2029]")  # line ends to YAML, or not printable


class _Writer(MatterHandler):
    def export(self, metadata: dict[str, object], **_: object) -> str:
        """A key a line, every value in JSON's quotes, which are YAML's too: `031` stays text for every reader."""
        return "\n".join(f"{key}: {quoted(value)}" for key, value in metadata.items())


def quoted(value: object) -> str:
    """*value*, of JSON's types, as a value of front matter."""
    text = json.dumps(value, ensure_ascii=False)
    return _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def written(article: Article, more: Mapping[str, object] | None = None) -> bytes:
    """The file of *article*: valid front matter, then the body. What is not known is left out.

    more: further keys of the front matter, for who looks into the file.
    """
    published = article.published
    if isinstance(published, datetime):
        published = published.astimezone(KST)
    matter: dict[str, object] = {
        "id": article.id,
        "title": article.title,
        "category": article.category,
        "publisher": article.publisher,
        "author": [*article.authors, *article.emails],
        "published_at": published.isoformat(sep=" ") if isinstance(published, datetime)
        else published.isoformat() if published else "",
        "added_at": article.added.astimezone(UTC).isoformat(sep=" ") if article.added else "",
        "url": article.url,
        **(more or {}),
        "markup": "text",
    }  # fmt: skip
    post = frontmatter.Post(article.body)
    post.metadata.update({key: value for key, value in matter.items() if value})
    return (str(frontmatter.dumps(post, handler=_Writer())) + "\n").encode("utf-8", "replace")
