"""What the terminal says around a conversation."""

from __future__ import annotations

from bot.i18n.text import Text

TERMINAL: dict[str, Text] = {
    "terminal.me": Text("나", "me"),
    "terminal.welcome": Text(
        "소식과 이야기해 보세요. 찾을 말이나 /help 를 적으면 돼요.\n"
        "단추는 번호로 누르고, 끝내려면 quit을 적거나 Ctrl-D를 누르세요.",
        "Talk to Sosik. Type words to search for, or /help. Press buttons by their number; quit or Ctrl-D ends.",
    ),
    "terminal.no_button": Text(
        "{number}번 단추는 없어요. 지금은 {last}번까지 있어요.",
        "There is no button {number}; the last is {last}.",
    ),
    "terminal.copied": Text("복사할 글: {text}", "To copy: {text}"),
    "terminal.as": Text(
        "이름을 적어 주세요. 예: /as 민수, 영어로는 /as Ann en",
        "Give a name: /as Ann en, or for somebody who reads Korean /as Minsu",
    ),
    "terminal.in": Text("{name} 방에 들어왔어요.", "You are in the group {name}."),
    "terminal.out": Text("둘만의 대화로 돌아왔어요.", "You are back in the private chat."),
    "terminal.nothing_to_reply": Text("아직 답장할 글이 없어요.", "There is no message to reply to yet."),
}
