"""Every kind of document comes out right, field by field."""

from __future__ import annotations

import pytest

from tests.feeds.documents import ADDRESS, read
from tests.feeds.kinds import KINDS
from tests.feeds.more_kinds import MORE_KINDS
from tests.feeds.system_kinds import SYSTEM_KINDS

ALL = KINDS | MORE_KINDS | SYSTEM_KINDS


@pytest.mark.parametrize("name", ALL)
def test_a_document_of_this_kind_is_read_right(name: str) -> None:
    kind = ALL[name]
    feed = read(kind.body, kind.content_type, ADDRESS)
    assert kind.right == [
        {field: getattr(found, field) for field in right}
        for found, right in zip(feed.items, kind.right, strict=True)
    ]
    assert kind.refused == len(feed.refused)
