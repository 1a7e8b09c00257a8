"""Why a file is no article. Logs and the shell have the reader's own English clause; readers have these."""

from __future__ import annotations

from bot.i18n.text import Text

REASON_TEXTS: dict[str, Text] = {
    "reason.empty": Text("내용이 없어요", "it is empty"),
    "reason.large": Text("2 MiB보다 커요", "it is larger than 2 MiB"),
    "reason.page_large": Text("5 MiB보다 커요", "it is larger than 5 MiB"),
    "reason.binary": Text("글이 아니에요", "it is not text"),
    "reason.undecodable": Text("글자 부호를 알 수 없어요", "its encoding is not known"),
    "reason.no_text": Text("본문이 없어요", "there is no text under its title"),
    "reason.tags": Text(
        "머리글에 쓸 수 없는 YAML 표시가 있어요", "its front matter has YAML tags or anchors"
    ),
    "reason.no_article": Text("이 페이지에서 기사를 찾지 못했어요", "there is no article in the page"),
    "reason.too_long": Text("읽는 데 너무 오래 걸려요", "it takes too long to read"),
    "reason.too_much": Text("읽는 데 메모리가 너무 많이 들어요", "it takes too much memory to read"),
    "reason.broken": Text("읽을 수 없어요", "it cannot be read"),
    "reason.not_article_file": Text(".md나 .txt 파일이 아니에요", "it is not a .md or .txt file"),
    "reason.damaged": Text("묶음 안에서 망가졌어요", "it is damaged in the archive"),
    "reason.link": Text("폴더 밖을 가리키는 링크예요", "it is a link out of the folder"),
    "reason.page": Text("HTML이 없어요", "there is no HTML in it"),
    "reason.records": Text(
        "기사가 든 JSON이나 CSV가 아니에요", "it is no JSON or CSV with the fields of an article"
    ),
    "reason.many": Text("한 파일에 기사가 여럿이에요", "there are several articles in one file"),
    "reason.mail": Text("메일이 아니에요", "it is no mail"),
    "reason.no_shape": Text(
        "제목이나 머리글이 없어 기사인지 알 수 없어요", "it has no front matter, fields or heading"
    ),
    "reason.withheld": Text("초안이거나 아직 내지 않은 글이에요", "it is a draft, or not published"),
    "reason.ahead": Text("나올 때가 되지 않았어요", "its time has not come yet"),
    "reason.template": Text("제목을 채우지 않은 서식이에요", "it is a template without a title"),
    "reason.conflict": Text("동기화 프로그램이 만든 충돌 사본이에요", "it is a conflict copy"),
    "reason.repository": Text("저장소를 설명하는 파일이에요", "it is a file about a repository"),
    "reason.joplin": Text("Joplin이 쓰는 파일이에요", "it is a file of Joplin's own"),
    "reason.suffix": Text("읽지 않는 종류의 파일이에요", "files of this kind are not read"),
    "reason.name": Text("파일 이름을 읽을 수 없어요", "its name is not valid text"),
    "reason.no_file": Text("보통 파일이 아니에요", "it is not a regular file"),
    "reason.dead_link": Text("없는 파일을 가리키는 링크예요", "it is a link to nothing"),
    "reason.packed": Text("읽을 수 없는 방식으로 묶였어요", "it is packed in a way that cannot be read"),
    "reason.reads_otherwise": Text(
        "기사 파일로 쓰면 다르게 읽혀요", "written as an article's file it reads otherwise"
    ),
    "reason.no_id": Text("id로 쓸 수 없는 글자가 있어요", "its id has characters that no id has"),
}

# Beginnings of the English clauses, and how they are said.
REASONS = (
    ("empty", "reason.empty"),
    ("no title and no text", "reason.empty"),
    ("larger than 5 MiB", "reason.page_large"),
    ("larger than", "reason.large"),
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
