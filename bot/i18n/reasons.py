"""Why a file is no article: the beginnings of the reader's own English clauses, and how they are said."""

from __future__ import annotations

from bot.i18n.language import Key

REASONS: tuple[tuple[str, Key], ...] = (
    ("empty", "reason.empty"),
    ("no title and no text", "reason.empty"),
    ("larger than 5 MiB", "reason.page_large"),
    ("larger than", "reason.large"),
    ("more than 100,000", "reason.large"),
    ("binary", "reason.binary"),
    ("undecodable", "reason.undecodable"),
    ("no text under", "reason.no_text"),
    ("front matter with YAML", "reason.tags"),
    ("no article in it", "reason.records"),
    ("no article in", "reason.no_article"),
    ("no web page", "reason.page"),
    ("no JSON", "reason.records"),
    ("no CSV", "reason.records"),
    ("several articles", "reason.many"),
    ("no mail", "reason.mail"),
    ("neither front matter", "reason.no_shape"),
    ("not published", "reason.withheld"),
    ("published ahead", "reason.ahead"),
    ("a template", "reason.template"),
    ("a conflict copy", "reason.conflict"),
    ("a file about a repository", "reason.repository"),
    ("Joplin's record", "reason.joplin"),
    ("a kind of file", "reason.suffix"),
    ("its name is not", "reason.name"),
    ("not a regular file", "reason.no_file"),
    ("a link to nothing", "reason.dead_link"),
    ("a link out of", "reason.link"),
    ("packed in a way", "reason.packed"),
    ("it does not read as", "reason.reads_otherwise"),
    ("an id that is no id", "reason.no_id"),
    ("not a .md or .txt file", "reason.not_article_file"),
    ("damaged in", "reason.damaged"),
    ("takes too long", "reason.too_long"),
    ("takes too much memory", "reason.too_much"),
    ("cannot be read", "reason.broken"),
)
