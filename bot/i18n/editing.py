"""What editors and owners are told: adding, mending, the bin, the log. HTML where it is a message."""

from __future__ import annotations

from bot.i18n.text import Text

EDITING: dict[str, Text] = {
    # --- commands ---
    "command.add": Text("기사 넣기 (글, 파일, 주소)", "Add an article (text, file or address)"),
    "command.edit": Text(
        "기사 고치기 (예: /edit ID 제목: 새 제목)", "Mend an article (/edit ID title: new title)"
    ),
    "command.undo": Text("내가 마지막에 한 일 되돌리기", "Take back what you did last"),
    "command.rejected": Text("읽지 못한 파일과 까닭", "Files that could not be read, and why"),
    "command.log": Text("누가 언제 무엇을 했는지", "Who did what when"),
    "command.status": Text("지금 상태", "How things are"),
    "command.remove": Text("기사 지우기 (예: /remove ID)", "Remove an article (/remove ID)"),
    "command.restore": Text("지운 기사 되살리기", "Bring a removed article back"),
    "command.export": Text("기사나 구독을 파일로 받기", "The corpus or the subscriptions as a file"),
    "command.editors": Text("편집자 보기, 더하기, 빼기", "See, appoint and dismiss editors"),
    # --- who may ---
    "editing.not_yours": Text(
        "이 일은 편집자만 할 수 있어요. 기사를 찾는 일은 누구나 할 수 있어요: /help",
        "Only editors can do this. Everybody can search: /help",
    ),
    "editing.demo": Text(
        "지금은 소식에 딸린 보기 기사로 돌고 있어서 기사를 넣거나 고칠 수 없어요. 운영자가 CORPUS_DIR에 자기 기사 "
        "폴더를 적으면 할 수 있어요.",
        "I am running on the example articles that come with Sosik, which are not written to. Once whoever runs me "
        "sets CORPUS_DIR to a folder of their own, articles can be added.",
    ),
    "editing.owners_only": Text("이 일은 주인만 할 수 있어요.", "Only owners can do this."),
    "editing.not_your_draft": Text(
        "다른 편집자가 준비하는 기사예요. 그 편집자와 주인만 결정할 수 있어요.",
        "Another editor is preparing this. Only that editor and the owners can decide upon it.",
    ),
    "editing.not_here": Text(
        "이 방에서는 편집할 수 없어요. 저와 둘만의 대화에서 해 주세요.",
        "There is no editing in this group. Do it in our private chat.",
    ),
    # --- adding ---
    "editing.ask_add": Text(
        "넣을 기사를 이 글에 답장으로 보내 주세요. 글, .md .txt .html .zip 파일, 주소 모두 좋아요.\n{mark}",
        "Send the article as a reply to this: text, a .md .txt .html or .zip file, or an address.\n{mark}",
    ),
    "editing.proof": Text("<b>게시 전에 확인해 주세요</b>", "<b>Please check before it is published</b>"),
    "editing.proof_edit": Text("<b>{id} 기사를 고쳐요</b>", "<b>Mending article {id}</b>"),
    "editing.field": Text("{name}: {value}", "{name}: {value}"),
    "editing.field_guessed": Text("{name}: {value} (짐작)", "{name}: {value} (guessed)"),
    "editing.none": Text("없음", "none"),
    "editing.length": Text("본문 {count}자", "{count} characters of text"),
    "editing.ends": Text("끝부분: <i>{end}</i>", "It ends: <i>{end}</i>"),
    "editing.full": Text(
        "⚠️ 메시지 하나의 한도(4,096자)까지 꽉 찼어요. 글이 더 있으면 여기까지만 들어와요. 끝부분을 보시고, 잘렸으면 "
        "<b>취소</b>를 누른 뒤 전체를 .txt 파일로 보내 주세요.",
        "⚠️ The message was full (4,096 characters). If there is more, it is not here. See how it ends; if it is cut, "
        "press <b>Cancel</b> and send all of it as a .txt file.",
    ),
    "editing.twin": Text(
        "비슷한 기사가 이미 있어요:\n{headline}\n{source} · <code>{id}</code>",
        "There is one much like it already:\n{headline}\n{source} · <code>{id}</code>",
    ),
    "editing.twin_id": Text(
        "같은 ID의 기사가 이미 있어요:\n{headline}\n{source} · <code>{id}</code>",
        "There is one with the same id already:\n{headline}\n{source} · <code>{id}</code>",
    ),
    "editing.published": Text(
        "게시했어요: {headline}\nID <code>{id}</code> · 되돌리려면 /undo",
        "Published: {headline}\nID <code>{id}</code> · /undo takes it back",
    ),
    "editing.mended": Text(
        "고쳤어요: {headline}\nID <code>{id}</code> · 되돌리려면 /undo",
        "Mended: {headline}\nID <code>{id}</code> · /undo takes it back",
    ),
    "editing.cancelled": Text("그만뒀어요. 바뀐 것은 없어요.", "Cancelled. Nothing has changed."),
    "editing.decided": Text(
        "이미 끝난 일이에요. 다시 하려면 기사를 다시 보내 주세요.",
        "That has been decided already. Send the article again to begin anew.",
    ),
    "editing.same": Text(
        "똑같은 기사가 이미 있어요: «{title}» (ID {id})",
        "This very article is there already: «{title}» (ID {id})",
    ),
    "editing.taken": Text(
        "누군가 방금 같은 기사를 넣었어요. /latest 에서 확인해 주세요.",
        "Somebody has just added this article. See /latest.",
    ),
    "editing.overtaken": Text(
        "그 사이에 누군가 이 기사를 바꿨어요. 다시 열어서 고쳐 주세요.",
        "Somebody has changed this article meanwhile. Open it again to mend it.",
    ),
    "editing.disk": Text(
        "저장하지 못했어요. 디스크가 가득 찼거나 쓸 수 없어요. 바뀐 것은 없으니 나중에 다시 눌러 주세요.",
        "It could not be stored: the disk is full or cannot be written. Nothing has changed; press again later.",
    ),
    # --- questions; the mark at the end is read from the answer ---
    "editing.ask_title": Text("제목을 답장으로 적어 주세요.", "Write the title as a reply."),
    "editing.ask_publisher": Text(
        "어느 언론사 기사인가요? 답장으로 적어 주세요.", "Which paper is it from? Write it as a reply."
    ),
    "editing.ask_published": Text(
        "언제 나온 기사인가요? 답장으로 적어 주세요. 예: 2026-03-05",
        "When was it published? Write it as a reply. Example: 2026-03-05",
    ),
    "editing.ask_author": Text("글쓴이를 답장으로 적어 주세요.", "Write the author as a reply."),
    "editing.ask_url": Text("기사 주소를 답장으로 적어 주세요.", "Write the article's address as a reply."),
    "editing.ask_category": Text("분류를 답장으로 적어 주세요.", "Write the category as a reply."),
    "editing.ask_foot": Text("비워 두려면 - 를 보내세요.\n{mark}", "Send - to leave it empty.\n{mark}"),
    "editing.answer_text": Text("글로 답해 주세요.", "Please answer with text."),
    "field.title": Text("제목", "Title"),
    "field.publisher": Text("언론사", "Paper"),
    "field.published": Text("날짜", "Date"),
    "field.author": Text("글쓴이", "Author"),
    "field.url": Text("주소", "Address"),
    "field.category": Text("분류", "Category"),
    "editing.no_field": Text(
        "«{field}»은(는) 고칠 수 있는 칸이 아니에요. 제목, 언론사, 날짜, 글쓴이, 주소, 분류를 고칠 수 있어요.",
        "«{field}» is no field. There are title, publisher, published, author, url and category.",
    ),
    "editing.no_date": Text(
        "«{value}»에서 날짜를 읽지 못했어요. 예: 2026-03-05",
        "I read no date in «{value}». Example: 2026-03-05",
    ),
    "editing.future": Text("«{value}»은(는) 아직 오지 않은 날이에요.", "«{value}» has not come yet."),
    "editing.no_url": Text(
        "«{value}»은(는) 기사 주소가 아니에요. http:// 나 https:// 로 시작해야 해요.",
        "«{value}» is no address. It begins with http:// or https://.",
    ),
    "editing.no_title": Text("제목은 비워 둘 수 없어요.", "A title cannot be empty."),
    # --- what is refused ---
    "editing.unreadable": Text("기사로 넣을 수 없어요: {reason}.", "This cannot be an article: {reason}."),
    "editing.too_big": Text(
        "파일이 너무 커요. 기사 하나는 2 MiB, 묶음(.zip)은 20 MiB까지 받을 수 있어요.",
        "That file is too large. An article may have 2 MiB, a bundle (.zip) 20 MiB.",
    ),
    "editing.no_kind": Text(
        "이런 파일은 읽지 못해요. .md .txt .html 파일이나 그것을 묶은 .zip을 보내 주세요.",
        "I cannot read such a file. Send .md, .txt or .html, or a .zip of many.",
    ),
    "editing.zip_broken": Text("열 수 없는 .zip이에요.", "This .zip cannot be opened."),
    "editing.zip_locked": Text(
        "암호가 걸린 .zip은 열 수 없어요.", "A .zip with a password cannot be opened."
    ),
    "editing.zip_large": Text(
        "묶음이 너무 커요. 파일 {files}개, 풀어서 {mebibytes} MiB까지 받을 수 있어요.",
        "This bundle is too large: {files} files and {mebibytes} MiB unpacked are the most.",
    ),
    "editing.zip_bomb": Text(
        "풀면 터무니없이 커지는 .zip이라 넣지 않았어요.",
        "This .zip unpacks to far too much; nothing was added.",
    ),
    "editing.zip_unsafe": Text(
        "다른 곳을 가리키는 이름이나 링크가 들어 있는 .zip이라 넣지 않았어요.",
        "This .zip has links or names that lead elsewhere; nothing was added.",
    ),
    "editing.zip_empty": Text(
        "이 묶음에는 읽을 수 있는 기사가 없어요.", "There is no readable article in this bundle."
    ),
    # --- addresses ---
    "fetch.bad_url": Text(
        "가져올 수 없는 주소예요. 누구나 열 수 있는 http:// 나 https:// 주소여야 해요.",
        "That address cannot be fetched. It must be an http:// or https:// one that everybody can open.",
    ),
    "fetch.not_public": Text(
        "안쪽 망을 가리키는 주소라서 열지 않았어요.",
        "That address leads into a private network; it was not opened.",
    ),
    "fetch.unreachable": Text("그 주소를 열지 못했어요.", "That address could not be opened."),
    "fetch.slow": Text(
        "그 주소가 15초 안에 답하지 않았어요.", "That address did not answer within 15 seconds."
    ),
    "fetch.status": Text(
        "그 주소가 오류로 답했어요 ({status}).", "That address answered with an error ({status})."
    ),
    "fetch.redirects": Text("주소가 자꾸 다른 곳으로 넘겨요.", "That address redirects too often."),
    "fetch.not_html": Text("웹 페이지(HTML)가 아니에요.", "That is not a web page (HTML)."),
    "fetch.large": Text("페이지가 5 MiB보다 커요.", "That page is larger than 5 MiB."),
    # --- bundles ---
    "bundle.reading": Text("묶음을 읽고 있어요… {done} / {total}", "Reading the bundle… {done} of {total}"),
    "bundle.proof": Text(
        "<b>묶음 «{name}»</b>\n기사 {articles}건 · 이미 있는 기사 {known}건 · 읽지 못한 파일 {rejected}개",
        "<b>Bundle «{name}»</b>\n{articles} articles · {known} there already · {rejected} files not readable",
    ),
    "bundle.rejected": Text("{name}: {reason}", "{name}: {reason}"),
    "bundle.more": Text("… 그 밖에 {count}개", "… and {count} more"),
    "bundle.publishing": Text("게시하고 있어요… {done} / {total}", "Publishing… {done} of {total}"),
    "bundle.published": Text(
        "기사 {count}건을 게시했어요. 되돌리려면 /undo", "Published {count} articles. /undo takes them back"
    ),
    # --- removing and bringing back ---
    "editing.which": Text(
        "어느 기사인지 ID를 적어 주세요. 예: <code>/{command} {id}</code>",
        "Say which article by its id. Example: <code>/{command} {id}</code>",
    ),
    "editing.not_found": Text("ID가 «{id}»인 기사가 없어요.", "There is no article with the id «{id}»."),
    "editing.not_binned": Text(
        "휴지통에 «{id}» 기사가 없어요. 지운 지 30일이 지나면 사라져요.",
        "«{id}» is not in the bin. It is emptied after 30 days.",
    ),
    "editing.remove": Text(
        "이 기사를 지울까요?\n{headline}\n{source}", "Remove this article?\n{headline}\n{source}"
    ),
    "editing.removed": Text(
        "지웠어요: {headline}\n30일 안에는 /undo 나 <code>/restore {id}</code> 로 되살릴 수 있어요.",
        "Removed: {headline}\nFor 30 days /undo or <code>/restore {id}</code> brings it back.",
    ),
    "editing.restored": Text("되살렸어요: {headline}", "Brought back: {headline}"),
    "editing.bin": Text("<b>휴지통</b> (30일 동안 보관)", "<b>The bin</b> (kept for 30 days)"),
    "editing.bin_row": Text("{when} · <code>{id}</code> {title}", "{when} · <code>{id}</code> {title}"),
    "editing.bin_empty": Text("휴지통이 비어 있어요.", "The bin is empty."),
    "editing.undone": Text("되돌렸어요: {what}", "Taken back: {what}"),
    "editing.nothing_to_undo": Text("되돌릴 일이 없어요.", "There is nothing to take back."),
    "editing.built_upon": Text(
        "그 뒤에 «{id}» 기사가 또 바뀌어서 되돌리지 않았어요.",
        "Article «{id}» was changed again since, so nothing was taken back.",
    ),
    # --- looking ---
    "log.head": Text("<b>한 일</b> {first}–{last}", "<b>What was done</b> {first}–{last}"),
    "log.row": Text("{when} · {who} · {what}", "{when} · {who} · {what}"),
    "log.none": Text("아직 아무도 한 일이 없어요.", "Nobody has done anything yet."),
    "log.undone": Text("{what} (되돌림)", "{what} (taken back)"),
    "log.add": Text("넣음: {subject}", "added {subject}"),
    "log.edit": Text("고침: {subject}", "mended {subject}"),
    "log.remove": Text("지움: {subject}", "removed {subject}"),
    "log.restore": Text("되살림: {subject}", "brought back {subject}"),
    "log.undo": Text("되돌림: {subject}", "took back {subject}"),
    "log.appoint": Text("편집자로 둠: {subject}", "appointed {subject}"),
    "log.dismiss": Text("편집자에서 뺌: {subject}", "dismissed {subject}"),
    "log.many": Text("{subject} ({count}건)", "{subject} ({count} articles)"),
    "rejected.head": Text(
        "<b>읽지 못한 파일 {total}개</b> 가운데 {first}–{last}",
        "<b>{total} files not readable</b>, {first}–{last}",
    ),
    "rejected.none": Text("읽지 못한 파일이 없어요.", "Every file could be read."),
    "rejected.reread": Text(
        "다시 읽었어요. 이제 기사 {articles}건, 읽지 못한 파일 {rejected}개예요.",
        "Read again: {articles} articles now, {rejected} files not readable.",
    ),
    "status": Text(
        "<b>소식 {version}</b> · 켜진 지 {uptime}\n"
        "기사 {articles}건 · 읽지 못한 파일 {rejected}개 · 알리지 않고 넣은 지난 기사 {archived}건\n"
        "가장 새 기사: {newest}\n색인 {index} MiB, 메모리 {memory} MiB\n"
        "구독 {subscriptions}개, 대화 {chats}곳\n보낸 소식 {sent}번 · 못 보낸 소식 {failed}번",
        "<b>Sosik {version}</b> · up for {uptime}\n"
        "{articles} articles · {rejected} files not readable · {archived} old ones taken in untold\n"
        "Newest: {newest}\nIndex {index} MiB, memory {memory} MiB\n"
        "{subscriptions} subscriptions in {chats} chats\n{sent} digests sent · {failed} failed",
    ),
    "editors.head": Text("<b>주인</b> {owners}\n<b>편집자</b>", "<b>Owners</b> {owners}\n<b>Editors</b>"),
    "editors.row": Text("{name} · <code>{id}</code>", "{name} · <code>{id}</code>"),
    "editors.none": Text(
        "편집자가 아직 없어요. 그 사람의 글에 답장으로 <code>/editors add</code> 라고 보내거나, "
        "<code>/editors add 123456789</code> 처럼 번호를 적어 주세요.",
        "There are none yet. Reply <code>/editors add</code> to somebody's message, or give the number: "
        "<code>/editors add 123456789</code>.",
    ),
    "editors.who": Text(
        "누구인지 알 수 없어요. 그 사람의 글에 답장하거나 숫자 ID를 적어 주세요. 이름은 쓸 수 없어요.",
        "I cannot tell who. Reply to a message of theirs, or give the numeric id. Names do not count.",
    ),
    "editors.appointed": Text("{name}님은 이제 편집자예요.", "{name} is an editor now."),
    "editors.already": Text("{name}님은 이미 편집자예요.", "{name} is one already."),
    "editors.dismissed": Text("이제 편집자가 아니에요: {name}", "No editor any more: {name}"),
    "editors.not_one": Text("{name}님은 편집자가 아니에요.", "{name} is no editor."),
    "export.what": Text(
        "<code>/export corpus</code> 는 기사를, <code>/export subscriptions</code> 는 구독을 파일로 드려요.",
        "<code>/export corpus</code> gives the articles, <code>/export subscriptions</code> the subscriptions.",
    ),
    "export.packing": Text("묶고 있어요… {done} / {total}", "Packing… {done} of {total}"),
    "export.done": Text("기사 {count}건을 파일 {files}개에 담았어요.", "{count} articles in {files} files."),
    "export.none": Text("내보낼 것이 없어요.", "There is nothing to export."),
    # --- in the shell ---
    "shell.added": Text("넣었어요: {id}", "added {id}"),
    "shell.added_many": Text(
        "기사 {count}건을 넣었어요. 이미 있던 기사 {known}건, 읽지 못한 파일 {refused}개",
        "{count} articles added, {known} there already, {refused} files not readable",
    ),
    "shell.same": Text(
        "똑같은 기사가 이미 있어요: {id} {title}", "this very article is there already: {id} {title}"
    ),
    "shell.id": Text(
        "같은 ID의 기사가 이미 있어요: {id} {title} (--anyway 로 새 ID를 붙여 넣기)",
        "there is one with the same id: {id} {title} (--anyway adds it under a new one)",
    ),
    "shell.story": Text(
        "비슷한 기사가 이미 있어요: {id} {title} (--anyway 로 그래도 넣기)",
        "there is one much like it: {id} {title} (--anyway adds it all the same)",
    ),
    "shell.too_big": Text("파일이 {mebibytes} MiB보다 커요.", "the file is larger than {mebibytes} MiB"),
    "shell.removed": Text(
        "지웠어요: {id} {title} (30일 안에는 sosik corpus restore {id})",
        "removed {id} {title} (for 30 days: sosik corpus restore {id})",
    ),
    "shell.restored": Text("되살렸어요: {id} {title}", "brought back {id} {title}"),
    "shell.exported": Text("기사 {count}건을 {path}에 담았어요.", "{count} articles in {path}"),
    # --- buttons ---
    "button.publish": Text("게시", "Publish"),
    "button.fix": Text("고치기", "Mend"),
    "button.cancel": Text("취소", "Cancel"),
    "button.publish_anyway": Text("그래도 게시", "Publish anyway"),
    "button.update_existing": Text("기존 기사 갱신", "Update that article"),
    "button.to_proof": Text("◀ 돌아가기", "◀ Back"),
    "button.remove": Text("지우기", "Remove"),
    "button.leave": Text("그만두기", "Leave it"),
    "button.reread": Text("다시 읽기", "Read again"),
    "button.restore": Text("되살리기: {id}", "Bring back {id}"),
}
