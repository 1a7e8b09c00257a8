"""The examples in the docstrings are true."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from bot.articles import (
    byline,
    clock,
    dateline,
    encoding,
    fields,
    frontmatter,
    head,
    html_text,
    joplin,
    labels,
    mail,
    markup,
    moment,
    names,
    page,
    plain,
    portal,
    records,
)


@pytest.mark.parametrize(
    "module",
    [
        byline,
        clock,
        dateline,
        encoding,
        fields,
        frontmatter,
        head,
        html_text,
        joplin,
        labels,
        mail,
        markup,
        moment,
        names,
        page,
        plain,
        portal,
        records,
    ],
    ids=lambda m: m.__name__,
)
def test_examples_hold(module: ModuleType) -> None:
    failed, tried = doctest.testmod(module)
    assert tried
    assert not failed
