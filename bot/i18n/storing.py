"""What is said while the database cannot be used."""

from __future__ import annotations

from bot.i18n.text import Text

STORING: dict[str, Text] = {
    "store.unavailable": Text(
        "지금은 저장소에 문제가 있어서 처리하지 못했어요. 바뀐 것은 없으니 몇 분 뒤에 다시 해 주세요.\n"
        "검색(/search)과 인용(/quote)은 그대로 쓸 수 있어요.",
        "This could not be done: the bot cannot store anything right now. Nothing has changed; "
        "please try again in a few minutes.\n/search and /quote work as always.",
    ),
    "store.partly": Text(
        "저장소에 문제가 생겨서 {done}건만 게시했어요. 몇 분 뒤에 다시 누르면 나머지가 게시돼요.",
        "Storing failed in the middle: {done} articles are published. Press again in a few minutes for the rest.",
    ),
    # --- a line of /status ---
    "status.store": Text(
        "⚠️ {since}부터 데이터베이스를 쓸 수 없어요: {why}. 기록할 것은 다시 쓸 수 있을 때까지 거듭 시도하고 있어요.",
        "⚠️ The database cannot be used since {since}: {why}. What must be recorded is tried until it is.",
    ),
    "store.away": Text("연결되지 않아요", "it is not reachable"),
    "store.busy": Text("다른 프로그램이 잠그고 있어요", "another program holds it"),
    "store.read-only": Text("읽기 전용이에요", "it is read-only"),
    "store.full": Text("디스크가 가득 찼어요", "its disk is full"),
    "store.refused": Text("접속을 거부해요", "it refuses the login"),
    "store.damaged": Text("파일이 손상됐어요", "its file is damaged"),
}
