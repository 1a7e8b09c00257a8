"""What is said about quotes and answers, and about what is kept. HTML where it is a message."""

from __future__ import annotations

from bot.texts.text import Text

ASKING: dict[str, Text] = {
    "quote.person": Text(
        "<b>{name}</b>의 말 {number}/{count}, 새것부터", "<b>{name}</b> said, {number}/{count}, newest first"
    ),
    "quote.person_on": Text(
        "<b>{name}</b>의 말 가운데 «{subject}» {number}/{count}, 새것부터",
        "<b>{name}</b> on «{subject}», {number}/{count}, newest first",
    ),
    "quote.same": Text("✓ 기사에 실린 말과 같아요.", "✓ The same words as in the article."),
    "quote.differs": Text("✗ 기사에 실린 말과 이렇게 달라요.", "✗ It differs from the article:"),
    "quote.difference": Text("<s>{wrong}</s> → <u>{right}</u>", "<s>{wrong}</s> → <u>{right}</u>"),
    "quote.added": Text("<s>{wrong}</s> → (없는 말)", "<s>{wrong}</s> → (not said)"),
    "quote.left_out": Text("(빠진 말) → <u>{right}</u>", "(left out) → <u>{right}</u>"),
    "button.before": Text("▲ 앞 문장", "▲ Before"),
    "button.after": Text("▼ 뒤 문장", "▼ After"),
    "button.quote_alone": Text("이 말만", "Quote only"),
    "button.article": Text("기사 원문", "Article"),
}
