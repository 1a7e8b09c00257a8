"""What is said to readers: help, search, quotes, the latest articles. HTML where it is a message."""

from __future__ import annotations

from bot.i18n.text import Text

READING: dict[str, Text] = {
    "start": Text(
        "안녕하세요, <b>소식</b>이에요.\n"
        "기사 {count}건에서 찾고, 기사 속 말을 <b>한 글자도 바꾸지 않고</b> 출처와 함께 옮겨 드려요.\n\n"
        "찾고 싶은 말이나 궁금한 것을 그냥 보내 보세요. 오타가 나도, 띄어쓰기가 틀려도 괜찮아요.\n"
        "  <code>{search}</code>\n\n"
        "어렴풋이 기억나는 말이 있다면 /quote 뒤에 적어 주세요.\n"
        "  <code>/quote {quote}</code>\n\n"
        "할 수 있는 일은 /help 에서 모두 볼 수 있어요.",
        "Hello, I am <b>Sosik</b> (소식, “news”).\n"
        "I search {count} Korean news articles and quote them <b>to the letter</b>, with their source.\n\n"
        "Just send me what you are looking for, or a question. Typos and missing spaces are fine.\n"
        "  <code>{search}</code>\n\n"
        "If you half remember something that was said, put it after /quote.\n"
        "  <code>/quote {quote}</code>\n\n"
        "/help shows everything I can do.",
    ),
    "help.head": Text("이렇게 쓰시면 돼요.", "Here is what I can do."),
    "help.foot": Text(
        "저와 둘이 이야기할 때는 명령 없이 낱말만 보내도 찾아 드리고, 물음에는 답해 드려요.\n"
        "답에 답장하면 이어서 물을 수 있어요. 예: <code>그럼 언제?</code>\n"
        "단체방에서는 명령을 쓰거나, 저를 부르거나, 제 글에 답장해 주세요.\n"
        "남의 글에 답장으로 /quote 를 보내면 누구의 말인지, 기사와 어디가 다른지 알려 드려요.",
        "When we talk alone, words without a command are searched for, and questions are answered.\n"
        "Reply to an answer to go on asking: <code>And when?</code>\n"
        "In groups, use a command, mention me, or reply to me.\n"
        "Reply to a message with /quote and I tell whose words they are, and what differs.",
    ),
    "command.start": Text("처음 인사와 쓰는 법", "Hello, and how to begin"),
    "command.help": Text("할 수 있는 일 모두 보기", "Everything I can do"),
    "command.search": Text("기사 찾기 (예: /search 네이버 클라우드)", "Search articles (/search Naver AI)"),
    "command.quote": Text(
        "기사 속 말 그대로 옮기기 (예: /quote 소버린 AI)", "Quote an article verbatim (/quote Naver AI)"
    ),
    "command.latest": Text("새로 나온 기사 (예: /latest)", "The newest articles (/latest)"),
    "command.unknown": Text(
        "모르는 명령이에요. 할 수 있는 일은 /help 에 있어요.",
        "I do not know that command. /help shows what I can do.",
    ),
    "command.passed_on": Text(
        "전달된 명령은 실행하지 않아요. 필요하면 직접 입력해 주세요.",
        "I do not act on forwarded commands. Type it yourself if you want it done.",
    ),
    "message.slow_down": Text(
        "한꺼번에 많이 보내셨어요. 앞의 요청에 차례대로 답하고 있으니, 넘친 것은 잠시 뒤에 다시 보내 주세요.",
        "That was a lot at once. I am answering one after the other; please send the rest again in a moment.",
    ),
    "message.not_text": Text(
        "글로 보내 주시면 기사를 찾아 드릴게요. 예: <code>네이버 클라우드</code>",
        "Send me words and I will look for articles. Example: <code>Naver AI</code>",
    ),
    "search.unknown_field": Text(
        "«{field}:»은(는) 모르는 조건이라 키워드로 찾았어요."
        " 쓸 수 있는 조건: 제목: 언론사: 기자: 분류: 부터: 까지: 기간:",
        "«{field}:» is no field I know, so I looked for it as a word."
        " There are title: publisher: author: category: from: to: period:",
    ),
    "search.nothing_demanded": Text(
        '조건(-빼기, "그대로", 제목: 언론사: 기간: …)에 모두 맞는 기사가 없어요. 조건을 줄여 보세요.',
        'No article meets every condition (-without, "as it stands", title: publisher: period: …).'
        " Try fewer of them.",
    ),
    "button.without_filters": Text("조건 없이: {query}", "Without conditions: {query}"),
    "query.no_date": Text(
        "«{field}:{value}»에서 날짜를 읽지 못했어요. 예: 부터:2026-02-01 까지:2026-02 기간:7일",
        "I read no date in «{field}:{value}». Examples: from:2026-02-01 to:2026-02 period:7d",
    ),
    "query.only_without": Text(
        "«{word}»을(를) 빼고 무엇을 찾을까요? 찾을 말도 적어 주세요. 예: 쿠팡 -광고",
        "What shall I look for without «{word}»? Example: Coupang -ads",
    ),
    "latest.of": Text(
        "«{query}» 최신 기사 {first}–{last} ({total}건 가운데)",
        "Newest on «{query}»: {first}–{last} of {total}",
    ),
    "search.empty": Text(
        "무엇을 찾을까요? 찾을 말을 함께 적어 주세요.\n예: <code>/search 네이버 클라우드</code>",
        "What shall I look for? Put the words after the command.\nExample: <code>/search Naver AI</code>",
    ),
    "search.found": Text("«{query}» 기사 {total}건", "«{query}»: {total} found"),
    "search.found_page": Text(
        "«{query}» 기사 {total}건 가운데 {first}–{last}", "«{query}»: {first}–{last} of {total}"
    ),
    "search.found_stories": Text(
        "«{query}» 기사 {articles}건 · 소식 {total}가지", "«{query}»: {total} stories in {articles} articles"
    ),
    "search.found_stories_page": Text(
        "«{query}» 기사 {articles}건 · 소식 {total}가지 가운데 {first}–{last}",
        "«{query}»: {first}–{last} of {total} stories in {articles} articles",
    ),
    "search.found_many": Text(
        "«{query}» 기사 {articles}건 이상, 가까운 것부터 {first}–{last}",
        "«{query}»: {first}–{last} of {articles} articles or more, the nearest first",
    ),
    "search.others": Text("[관련 {count}건]", "[{count} related]"),
    "search.instead": Text("‘{wrong}’ 대신 «{right}»", "«{right}» instead of ‘{wrong}’"),
    "search.corrected": Text("{pairs}{ro} 찾았어요.", "Searched for {pairs}."),
    "search.nothing": Text("«{query}»에 맞는 기사를 찾지 못했어요.", "I found no article for «{query}»."),
    "search.nothing_next": Text(
        "낱말을 줄이거나 다르게 적어 보세요. 새 기사부터 볼 수도 있어요.",
        "Try fewer or other words, or begin with the newest articles.",
    ),
    "quote.empty": Text(
        "어떤 말을 찾을까요? 기억나는 만큼만 적어 주세요.\n"
        "예: <code>/quote 소버린 AI</code>\n"
        "사람의 말을 찾으려면: <code>/quote 이담호</code>, <code>/quote 이담호: 요금</code>\n"
        "남의 글에 답장으로 /quote 만 보내도 돼요.",
        "Which words shall I look for? As much as you remember is enough.\n"
        "Example: <code>/quote Naver AI</code>\n"
        "What a person said: <code>/quote NAME</code>, <code>/quote NAME: fares</code>;"
        " the name as Korean papers write it.\n"
        "You can also reply to a message with just /quote.",
    ),
    "quote.head": Text("«{query}»에 가까운 말 {number}/{count}", "Closest to «{query}», {number}/{count}"),
    "quote.head_one": Text("«{query}»에 가까운 말", "Closest to «{query}»"),
    "quote.cut": Text(
        "(길어서 앞부분만 옮겼어요. 이어지는 말은 기사에 있어요.)", "(The rest is in the article.)"
    ),
    "quote.nothing": Text(
        "«{query}»에 가까운 말을 기사에서 찾지 못했어요.\n조금 다르게 적거나, 기사 찾기로 찾아 보세요.",
        "No article says anything close to «{query}».\nTry other words, or search the articles.",
    ),
    "latest.head": Text(
        "새로 나온 기사 {total}건 가운데 {first}–{last}", "Newest articles, {first}–{last} of {total}"
    ),
    "latest.nothing": Text(
        "아직 기사가 한 건도 없어요. 기사가 들어오면 여기에서 볼 수 있어요.",
        "There are no articles yet. They will be here as soon as they arrive.",
    ),
    "article.untitled": Text("(제목 없음)", "(untitled)"),
    "button.back": Text("◀ 이전", "◀ Back"),
    "button.on": Text("다음 ▶", "Next ▶"),
    "button.newer": Text("◀ 더 새로운 기사", "◀ Newer"),
    "button.older": Text("더 지난 기사 ▶", "Older ▶"),
    "button.latest": Text("새 기사 보기", "Newest articles"),
    "button.copy": Text("복사", "Copy"),
    "button.did_you_mean": Text("혹시 «{query}»?", "Did you mean «{query}»?"),
    "button.search_instead": Text("기사 찾기", "Search articles"),
    "button.expired": Text(
        "오래된 단추라서 무엇을 찾았는지 잊었어요. 다시 찾아 주세요.",
        "This button is too old: I no longer know what it was for. Please search again.",
    ),
    "button.unknown": Text(
        "이 단추는 이제 쓰이지 않아요. 다시 찾아 주세요.",
        "This button is no longer in use. Please search again.",
    ),
    "query.empty": Text(
        "찾을 낱말이 없어요. 예: /search 네이버 클라우드",
        "There is nothing to search for. Example: /search Naver AI",
    ),
    "query.too_long": Text(
        "검색어가 너무 길어요. {limit}자 안으로 줄여 주세요.",
        "That is too long to search for. Please keep it within {limit} characters.",
    ),
    "error": Text(
        "미안해요, 답을 만들다가 문제가 생겼어요. 잠시 뒤에 다시 해 주세요.\n"
        "계속 그러면 관리자에게 이 번호를 알려 주세요: <code>{id}</code>",
        "Sorry, something went wrong while I was answering. Please try again in a moment.\n"
        "If it happens again, tell the administrator this number: <code>{id}</code>",
    ),
}
