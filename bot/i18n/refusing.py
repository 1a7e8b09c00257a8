"""What is said where Telegram refuses messages."""

from __future__ import annotations

from bot.i18n.text import Text

REFUSING: dict[str, Text] = {
    # --- to those who can mend it ---
    "refused.topic_gone": Text(
        "«{title}» 방에서 소식을 받던 주제가 없어져서, 이제 방 전체에 전해요. "
        "그 방에서 /subscriptions 로 바꿀 수 있어요.",
        "The topic of «{title}» that got its digest is gone; the group gets it now. "
        "/subscriptions in that group changes it.",
    ),
    "refused.topic_closed": Text(
        "«{title}» 방에서 소식을 받던 주제가 닫혀 있어, 그 주제에는 소식을 보내지 못했어요. 다른 주제는 그대로 받아요. "
        "주제를 다시 열면 다음 소식부터 이어서 보내고, 열리지 않아도 14일 동안 하루에 한 번 다시 보내 볼게요. "
        "다른 곳에서 받으려면 그곳에서 /subscribe 를 보내 주세요.",
        "The topic of «{title}» that gets its digest is closed, so it could not be sent there; other topics get "
        "theirs. Reopen it and the next digest tells what was missed; I try once a day for 14 days. To get it "
        "elsewhere, send /subscribe there.",
    ),
    "refused.rights": Text(
        "«{title}»에 소식을 보내지 못했어요. 글을 쓸 권한이 없어요. 그곳의 관리자께 봇의 메시지 쓰기 권한을 "
        "부탁해 주세요. 14일 동안 하루에 한 번 다시 보내 보고, 지금까지 막힌 곳은 /status 에 적어 둘게요.",
        "No digest could be sent to «{title}»: I lack the right to write there. Ask an administrator to let the bot "
        "send messages. I try once a day for 14 days; /status lists the places that are closed.",
    ),
    "refused.not_found": Text(
        "«{title}»에 소식을 보내지 못했어요. 텔레그램이 그런 대화를 찾지 못해요. 봇이 아직 그곳에 있는지 보고, 없으면 "
        "다시 초대해 주세요. 14일 동안 하루에 한 번 다시 보내 보고, 지금까지 막힌 곳은 /status 에 적어 둘게요.",
        "No digest could be sent to «{title}»: Telegram finds no such chat. See whether the bot is still in it, and "
        "invite it again if not. I try once a day for 14 days; /status lists the places that are closed.",
    ),
    # --- in /subscriptions and /status ---
    "mute.since": Text(
        "⚠️ <b>{since}부터 소식을 보내지 못하고 있어요.</b> {why}", "⚠️ <b>No digest since {since}.</b> {why}"
    ),
    "mute.why.blocked": Text("받는 분이 봇을 차단했어요.", "The bot is blocked there."),
    "mute.why.kicked": Text("봇이 그곳에서 내보내졌어요.", "The bot was removed from there."),
    "mute.why.deactivated": Text("그 계정이나 방이 없어졌어요.", "The account or group is gone."),
    "mute.why.topic_closed": Text("그 주제가 닫혀 있어요.", "The topic is closed."),
    "mute.why.rights": Text("글을 쓸 권한이 없어요.", "I lack the right to write there."),
    "mute.why.not_found": Text("텔레그램이 그 대화를 찾지 못해요.", "Telegram finds no such chat."),
    "mute.do.blocked": Text("봇의 차단을 풀고 말을 걸어 주세요.", "Unblock the bot and send it anything."),
    "mute.do.kicked": Text("봇을 다시 초대해 주세요.", "Invite the bot again."),
    "mute.do.deactivated": Text(
        "다시 쓰게 되면 그곳에서 봇에게 말을 걸어 주세요.",
        "When it is back, send the bot anything from there.",
    ),
    "mute.do.topic_closed": Text(
        "주제를 다시 열거나, 다른 곳에서 /subscribe 를 보내 주세요.",
        "Reopen the topic, or send /subscribe elsewhere.",
    ),
    "mute.do.rights": Text(
        "그곳의 관리자께 봇의 메시지 쓰기 권한을 부탁해 주세요.",
        "Ask an administrator to let the bot send messages.",
    ),
    "mute.do.not_found": Text(
        "봇이 아직 그곳에 있는지 보고, 없으면 다시 초대해 주세요.",
        "See whether the bot is still there, and invite it again if not.",
    ),
    "mute.next": Text(
        "{when} 뒤의 첫 소식 때 다시 보내 볼게요. 그동안의 소식도 함께 전해요.",
        "I try again with the first digest after {when}, and tell what was missed with it.",
    ),
    "mute.waits": Text(
        "그곳에서 누가 봇에게 말을 걸면 다시 보내요.", "I send again when somebody there speaks to the bot."
    ),
    "mute.where": Text("«{title}» <code>{chat}</code>", "«{title}» <code>{chat}</code>"),
    "mute.where_topic": Text(
        "«{title}» <code>{chat}</code>의 주제 #{topic}", "topic #{topic} of «{title}» <code>{chat}</code>"
    ),
    "mute.row": Text("• {where} · {since}부터 · {why} {next}", "• {where} · since {since} · {why} {next}"),
    "status.muted": Text("⚠️ 소식을 보내지 못하는 곳 {count}곳", "⚠️ Places that take no digest: {count}"),
    "status.muted_more": Text("… 그 밖에 {count}곳", "… and {count} more"),
}
