"""What is said about quotes and answers, and about what is kept. HTML where it is a message."""

from __future__ import annotations

from bot.i18n.text import Text

ASKING: dict[str, Text] = {
    "command.ask": Text(
        "묻고 답 듣기 (예: /ask 버스 파업은 언제 시작됐어?)",
        "Ask, and be answered (/ask When does Naver open its data center?)",
    ),
    "command.privacy": Text("무엇을 남겨 두는지 보기", "What is kept of you"),
    "ask.empty": Text(
        "무엇이 궁금하세요? 물음을 함께 적어 주세요.\n"
        "예: <code>/ask 버스 파업은 언제 시작됐어?</code>\n"
        "답에 답장하면 이어서 물을 수 있어요. 예: <code>그럼 요금은?</code>",
        "What would you like to know? Put the question after the command.\n"
        "Example: <code>/ask When does Naver open its data center?</code>\n"
        "Reply to an answer to go on: <code>And when?</code>",
    ),
    "talk.thanks": Text("별말씀을요. 또 물어봐 주세요.", "You are welcome. Ask me any time."),
    "talk.hello": Text(
        "안녕하세요! 찾고 싶은 말이나 궁금한 것을 보내 주세요.",
        "Hello! Send me words to look for, or a question.",
    ),
    "talk.bye": Text(
        "안녕히 가세요. 새 소식이 궁금하면 또 불러 주세요.", "Goodbye. Call me for the news any time."
    ),
    "talk.laughter": Text(
        "ㅎㅎ 더 궁금한 게 있으면 보내 주세요.", "🙂 Send me whatever you would like to know."
    ),
    "talk.sign": Text("🙂", "🙂"),
    "talk.about": Text(
        "기사를 찾고, 질문에 기사 속 문장으로 답하고, 매일 소식을 보내 드려요. 자세한 것은 /help 에 있어요.",
        "I search Korean news, answer with the articles' own sentences, and send daily digests. See /help.",
    ),
    "answer.differing": Text("⚠ 매체마다 다르게 전해요.", "⚠ The papers differ."),
    "answer.differing_days": Text(
        "⚠ 기사마다 다르게 전해요. 나온 날이 다르니 그사이 바뀐 것일 수 있어요.",
        "⚠ The articles differ. They are of different days, so it may have changed in between.",
    ),
    "answer.agreeing": Text("매체 {count}곳이 똑같이 전해요.", "{count} papers say the same."),
    "answer.phrased": Text(
        "<i>위 글은 언어 모델이 아래 문장만 보고 썼어요. 번호는 근거가 된 문장이에요.</i>",
        "<i>Put into words by a language model from these sentences alone; the numbers say which.</i>",
    ),
    "answer.nothing": Text(
        "«{query}»\n이 물음에 답하는 문장을 기사에서 찾지 못했어요.",
        "«{query}»\nNothing in these articles says so.",
    ),
    "answer.nearest": Text(
        "답은 아니지만, 가장 가까운 기사예요.", "No answers, but these articles come nearest:"
    ),
    "answer.thanks": Text("고마워요. 답을 다듬는 데 쓸게요.", "Thank you. It helps to make answers better."),
    "stories.head": Text(
        "«{query}»\n기사 {count}건, 최신순이에요.", "«{query}»\n{count} articles, newest first."
    ),
    "stories.old": Text(
        "그날 나온 기사는 아직 없어요. 가장 최근 기사는 {day}에 나왔고, 아래가 그 기사들이에요.",
        "No article is of that day. The newest one is of {day}; this is what there was then.",
    ),
    "stories.others": Text("관련 {count}건", "{count} more"),
    "quotes.head": Text("«{query}»\n기사에 실린 발언이에요.", "«{query}»\nIn their own words:"),
    "quotes.relayed": Text("{teller}, {speaker}의 말이라며 전함", "{speaker}, as told by {teller}"),
    "button.more_articles": Text("기사 더 보기", "More articles"),
    "privacy": Text(
        "<b>남겨 두는 것</b>\n"
        "• 찾거나 물은 말, 명령으로 답장한 글: 아래 단추가 나중에도 눌리도록, 누가 했는지는 적지 않고 {days}일 동안\n"
        "• 답: 물음, 보여 드린 문장의 자리, 그 답이 있는 방과 글의 번호를 {days}일 동안. 답장으로 이어 물을 수 있게요. "
        "둘만의 방에서는 방 번호가 곧 그분의 번호예요.\n"
        "• 👍 👎: 어느 답에 누가(텔레그램 번호) 무엇을 눌렀는지, 그 답과 함께 지워질 때까지\n"
        "• 구독과 알림: 방의 번호와 이름, 언어, 시간, 고른 낱말\n"
        "• 관리자가 기사를 더하거나 고친 일: 누가 언제 무엇을 했는지\n"
        "• 운영 기록: 방 번호, 명령의 이름, 걸린 시간\n\n"
        "그 밖의 대화는 남기지 않고, 운영 기록에 여러분이 쓴 말을 적지 않아요.",
        "<b>What is kept</b>\n"
        "• Words searched or asked for, and messages replied to with a command, so that buttons work later: without"
        " whose they were, for {days} days\n"
        "• Answers: the question, where the sentences shown stand, and the numbers of the chat and the message, for"
        " {days} days, so that you can reply to go on. In a private chat its number is yours.\n"
        "• 👍 👎: who (by Telegram number) thought what of which answer, for as long as the answer\n"
        "• Subscriptions and watches: the chat's number and name, language, times, words\n"
        "• What administrators add and mend: who did what, and when\n"
        "• The log: the chat's number, the command's name, how long it took\n\n"
        "Nothing else of what is said is kept, and no word of yours is in the log.",
    ),
    "privacy.model": Text(
        "답을 말로 풀 때는 물음과 기사 문장을 이 봇의 운영자가 정한 언어 모델 서버로 보내요."
        " 누가 물었는지는 보내지 않아요.",
        "To put answers into words, the question and the articles' sentences go to a language model on a server that"
        " this bot's operator chose. Who asked does not.",
    ),
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
