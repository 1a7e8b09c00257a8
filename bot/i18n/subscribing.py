"""What is said about digests: the digest itself, subscribing, settings, watches. HTML where it is a message."""

from __future__ import annotations

from bot.i18n.text import Text

SUBSCRIBING: dict[str, Text] = {
    # --- the digest ---
    "digest.head": Text("<b>{date} 소식</b>", "<b>News of {date}</b>"),
    "digest.counts": Text(
        "새 기사 {articles}건 · 소식 {stories}가지 가운데 {shown}가지",
        "{articles} new articles · {shown} of {stories} stories",
    ),
    "digest.counts_all": Text(
        "새 기사 {articles}건 · 소식 {stories}가지", "{articles} new articles · {stories} stories"
    ),
    "digest.retold": Text(
        "이미 전한 소식의 뒷이야기 {count}건은 뺐어요.", "{count} further reports of told stories left out."
    ),
    "digest.related": Text("[관련 {count}건]", "[{count} related]"),
    "digest.group_rest": Text("그 밖의 소식", "Other news"),
    "digest.continued": Text("<b>{date} 소식</b> (이어서)", "<b>News of {date}</b> (continued)"),
    "digest.more_head": Text(
        "<b>{date} 소식</b> {first}–{last} / {total}", "<b>News of {date}</b> {first}–{last} of {total}"
    ),
    "digest.empty": Text("{date} · 새 소식이 없어요.", "{date} · nothing new."),
    "digest.now_empty": Text(
        "아직 새 소식이 없어요. 다음 소식은 {when}에 전해 드려요.",
        "Nothing new yet. The next digest comes {when}.",
    ),
    "digest.sample": Text("소식은 이렇게 생겼어요.", "This is what a digest looks like."),
    "digest.none": Text(
        "여기서 받는 소식이 아직 없어요. /subscribe 라고 보내면 매일 아침 8시에 전해 드려요.",
        "There is no digest here yet. Send /subscribe to get one every morning at 8.",
    ),
    "digest.gone": Text("이 소식은 이제 다시 만들 수 없어요.", "This digest cannot be made again."),
    "watch.head": Text("<b>{words}</b> 새 기사", "New about <b>{words}</b>"),
    "button.more": Text("더 보기", "More"),
    "button.settings": Text("설정", "Settings"),
    "button.unsubscribe": Text("구독 해지", "Unsubscribe"),
    "button.unwatch": Text("그만 알림", "Stop watching"),
    "button.newer_stories": Text("◀ 앞", "◀ Back"),
    "button.older_stories": Text("뒤 ▶", "On ▶"),
    "button.digest_now": Text("지금 보기", "Show now"),
    "button.end": Text("구독 해지", "Unsubscribe"),
    "button.keep": Text("그대로 둘게요", "Keep it"),
    "button.pause": Text("잠시 쉬기", "Pause it"),
    # --- commands ---
    "command.subscribe": Text(
        "소식 받기 (예: /subscribe 07:30 평일 네이버)", "Get a digest (/subscribe 07:30 weekdays AI)"
    ),
    "command.subscriptions": Text("받는 소식 보고 바꾸기", "See and change your digests"),
    "command.unsubscribe": Text("소식 그만 받기", "Stop a digest"),
    "command.digest": Text("다음 소식 지금 보기", "See the next digest now"),
    "command.watch": Text("새 기사 바로 알림 (예: /watch 네이버 클라우드)", "Be told at once (/watch AI)"),
    # --- subscribing ---
    "subscribe.done": Text(
        "구독했어요. 첫 소식은 {when}에 전해 드려요.", "Subscribed. Your first digest comes {when}."
    ),
    "subscribe.done_channel": Text(
        "<b>{channel}</b> 채널을 구독했어요. 첫 소식은 {when}에 올라가요.",
        "<b>{channel}</b> is subscribed. Its first digest comes {when}.",
    ),
    "subscribe.already": Text("이미 그렇게 받고 있어요.", "You are subscribed to that already."),
    "subscribe.too_many": Text(
        "한곳에서 {limit}개까지 둘 수 있어요. /subscriptions 나 /watch 에서 하나를 지우고 다시 해 주세요.",
        "A place can have {limit}. Remove one under /subscriptions or /watch, then try again.",
    ),
    "subscribe.one_time": Text(
        "구독 하나에는 시각이 하나예요. 더 받으시려면 /subscribe 08:00 18:00 처럼 보내 주세요.",
        "A digest has one time. For more, send /subscribe 08:00 18:00.",
    ),
    "subscribe.unclear_often": Text(
        "«{said}»처럼 그때그때 보내 드리는 소식은 없어요. 하루 가운데 시각을 정해 주세요."
        " 새 기사가 오는 대로 받으려면 /watch 가 있어요.",
        "I do not send digests as often as «{said}». Choose times of the day;"
        " /watch tells you at once when an article comes.",
    ),
    "subscribe.unclear_daily": Text(
        "«{said}» 받으실 시각을 정해 주세요. 이렇게 할까요?", "At which times, for «{said}»? Like this?"
    ),
    "subscribe.unclear_weekly": Text(
        "«{said}» 가운데 어느 요일이 좋을까요? 이렇게 할까요?", "On which day, for «{said}»? Like this?"
    ),
    "subscribe.unclear_seldom": Text(
        "«{said}»처럼 띄엄띄엄 보내 드리지는 못해요. 매일이나 요일마다 받으실 수 있어요. 이렇게 할까요?",
        "I cannot send as seldom as «{said}», only daily or on days of the week. Like this?",
    ),
    "subscribe.unclear_range": Text(
        "«{said}» 동안 내내 보내 드리지는 못해요. 시각을 정해 주세요. 이렇게 할까요?",
        "I cannot keep to a stretch of time like «{said}», only to a time of day. Like this?",
    ),
    "subscribe.unclear_hour": Text(
        "«{said}»은(는) 몇 시인가요? 키워드라면 따옴표로 묶어 주세요. 이렇게 할까요?",
        "Which time is «{said}»? Put it in quotation marks if it is a word to look for. Like this?",
    ),
    "subscribe.unclear_date": Text(
        "«{said}» 하루만 보내 드리지는 못해요. 매일이나 요일마다 받으실 수 있어요."
        " 키워드라면 따옴표로 묶어 주세요. 이렇게 할까요?",
        "I do not send on a single date like «{said}», only daily or on days of the week."
        " Put it in quotation marks if it is a word to look for. Like this?",
    ),
    "subscribe.unclear_zone": Text(
        "«{said}»은(는) 어느 시간대인가요? Asia/Seoul, 뉴욕 시간, UTC+9 처럼 적어 주세요. 이렇게 할까요?",
        "Which time zone is «{said}»? Write Asia/Seoul, New York time or UTC+9. Like this?",
    ),
    "subscribe.unclear_place": Text(
        "«{said}»은(는) 시간대인가요, 키워드인가요? 하나를 골라 주세요.",
        "Is «{said}» a time zone or a word to look for? Please choose.",
    ),
    "subscribe.unclear_times": Text(
        "하루에 네 번까지 보내 드려요: «{said}». 이렇게 할까요?",
        "I send four times a day at most: «{said}». Like this?",
    ),
    "watch.unclear": Text(
        "알림은 새 기사가 오는 대로 와요. «{said}»에 모아서 받으시려면 이렇게 구독해 주세요.",
        "A watch tells you as soon as an article comes. To get them together, «{said}», subscribe like this.",
    ),
    "button.subscribe_so": Text("구독: {query}", "Subscribe: {query}"),
    "subscribe.no_such_time": Text(
        "{time}은(는) 없는 시각이에요. 예: /subscribe 07:30 평일",
        "{time} is no time of day. Example: /subscribe 07:30 weekdays",
    ),
    "subscribe.no_such_zone": Text(
        "{zone}(이)라는 시간대를 몰라요. 예: Asia/Seoul, America/New_York",
        "I know no time zone {zone}. Examples: Asia/Seoul, America/New_York",
    ),
    "subscribe.too_many_words": Text(
        "낱말은 {limit}개까지 넣을 수 있어요.", "There can be {limit} words at most."
    ),
    "subscribe.long_word": Text(
        "낱말 하나는 {limit}자까지예요.", "A word can have {limit} characters at most."
    ),
    "subscribe.admins_only": Text(
        "이 방의 소식은 관리자만 바꿀 수 있어요. 혼자 받으시려면 저와의 대화에서 /subscribe 를 보내 주세요.",
        "Only administrators can change what is told here. For your own digest, send me /subscribe in private.",
    ),
    "subscribe.channel_from_private": Text(
        "채널의 소식은 저와의 대화에서 정해 주세요. @{name} 에게 /subscribe @채널이름 을 보내시면 돼요.",
        "Channels are subscribed from a private chat: send /subscribe @channel to @{name}.",
    ),
    "subscribe.no_such_channel": Text(
        "{channel} 채널을 찾지 못했어요. 저를 그 채널의 관리자로 넣고 다시 해 주세요.",
        "I cannot see {channel}. Make me an administrator of that channel and try again.",
    ),
    "subscribe.not_a_channel": Text(
        "{channel}은(는) 채널이 아니에요. 단체방이라면 그 방에서 /subscribe 를 보내 주세요.",
        "{channel} is not a channel. If it is a group, send /subscribe there.",
    ),
    "subscribe.not_your_channel": Text(
        "{channel} 채널은 그 채널의 관리자만 구독할 수 있어요.",
        "Only administrators of {channel} can subscribe it.",
    ),
    "subscribe.may_not_post": Text(
        "저는 {channel} 채널에 글을 올릴 수 없어요. 관리자로 넣고 ‘메시지 게시’를 켠 뒤 다시 해 주세요.",
        "I may not post in {channel}. Make me an administrator who can post messages and try again.",
    ),
    "subscriptions.list": Text(
        "받는 소식 {count}개예요. 바꿀 것을 눌러 주세요.", "{count} digests. Press one to change it."
    ),
    "subscription.gone": Text(
        "이미 없는 구독이에요. /subscriptions 에서 지금 것을 볼 수 있어요.",
        "That subscription is gone. /subscriptions shows those there are.",
    ),
    "unsubscribe.which": Text("어느 소식을 그만 받을까요?", "Which digest shall end?"),
    "unsubscribe.ask": Text("이 소식을 그만 받을까요?", "Shall this digest end?"),
    "unsubscribe.done": Text(
        "이제 보내지 않을게요. 다시 받고 싶으면 이렇게 보내 주세요.\n<code>{command}</code>",
        "It has ended. To get it again, send\n<code>{command}</code>",
    ),
    "unsubscribe.kept": Text(
        "그대로 둘게요. 다음 소식은 {when}에 전해 드려요.", "Kept. The next digest comes {when}."
    ),
    # --- as it is set ---
    "wish.every_day": Text("매일", "Every day"),
    "wish.weekdays": Text("평일", "Weekdays"),
    "wish.weekend": Text("주말", "Weekends"),
    "wish.everything": Text("모든 기사", "all articles"),
    "wish.words": Text("찾는 말: {words}", "Words: {words}"),
    "wish.papers": Text("신문: {papers}", "Papers: {papers}"),
    "wish.count": Text("한 번에 {count}가지까지", "Up to {count} stories"),
    "wish.switches": Text(
        "조용히: {silent} · 새 소식 없는 날도 알림: {empty}", "Silent: {silent} · told when empty: {empty}"
    ),
    "wish.on": Text("켬", "on"),
    "wish.off": Text("끔", "off"),
    "wish.paused": Text("쉬는 중", "paused"),
    "wish.next": Text("다음 소식: {when}", "Next: {when}"),
    "wish.today": Text("오늘", "today"),
    "wish.tomorrow": Text("내일", "tomorrow"),
    "wish.never": Text("쉬는 동안에는 없음", "not while paused"),
    "panel.time": Text("시각", "Time"),
    "panel.days": Text("요일", "Days"),
    "panel.zone": Text("시간대", "Zone"),
    "panel.words": Text("찾는 말", "Words"),
    "panel.papers": Text("신문", "Papers"),
    "panel.count": Text("가짓수", "Number"),
    "panel.silent": Text("조용히 받기", "Silently"),
    "panel.loud": Text("소리로 알리기", "With a sound"),
    "panel.empty": Text("없는 날도 알리기", "Tell when empty"),
    "panel.no_empty": Text("없는 날은 조용히", "Nothing when empty"),
    "panel.pause": Text("쉬기", "Pause"),
    "panel.resume": Text("다시 받기", "Resume"),
    "panel.write": Text("직접 적기", "Write it"),
    "panel.back": Text("◀ 돌아가기", "◀ Back"),
    "ask.words": Text(
        "찾는 말을 이 글에 답장으로 적어 주세요. 뺄 말 앞에는 -를 붙여요. 모두 지우려면 -만 보내 주세요.\n"
        "예: 네이버 소버린AI -스포츠\n지금: {now}",
        "Reply to this message with the words; put - before those to leave out. Just - removes all.\n"
        "Example: AI KBS -MBC\nNow: {now}",
    ),
    "ask.papers": Text(
        "받을 신문을 이 글에 답장으로 적어 주세요. 여럿은 쉼표로 나눠요. 모두 받으려면 -만 보내 주세요.\n지금: {now}",
        "Reply to this message with the papers, with commas between. Just - means all.\nNow: {now}",
    ),
    "ask.zone": Text(
        "시간대를 이 글에 답장으로 적어 주세요. 예: America/Chicago\n찾는 말: {now}",
        "Reply to this message with the time zone, such as America/Chicago.\nWords: {now}",
    ),
    "ask.time": Text(
        "시각을 이 글에 답장으로 적어 주세요. 예: 07:45, 저녁 6시 반\n찾는 말: {now}",
        "Reply to this message with the time, such as 07:45 or 6:30pm.\nWords: {now}",
    ),
    # --- watches ---
    "watch.done": Text(
        "«{words}» 새 기사가 나오면 바로 알려 드릴게요.",
        "I will tell you as soon as there is something about «{words}».",
    ),
    "watch.already": Text(
        "이미 지켜보고 있어요. /watch 에서 모두 볼 수 있어요.",
        "I am watching that already. /watch shows all.",
    ),
    "watch.no_words": Text(
        "지켜볼 말을 적어 주세요. 예: /watch 네이버 클라우드",
        "Say what to watch for. Example: /watch AI",
    ),
    "watch.none": Text(
        "지켜보는 말이 없어요. 예: <code>/watch 네이버 클라우드</code>",
        "I am watching for nothing. Example: <code>/watch AI</code>",
    ),
    "watch.list": Text(
        "지켜보는 말 {count}개예요. 누르면 지워요.", "Watching for {count}. Press one to remove it."
    ),
    "watch.ended": Text("이제 알리지 않을게요: {words}", "No longer watching: {words}"),
    # --- coming and going ---
    "greeting.group": Text(
        "안녕하세요, <b>소식</b>이에요. 새 기사를 모아 정한 시각에 전해 드려요.\n"
        "관리자께서 <code>/subscribe</code> 라고 보내시면 매일 아침 8시에, "
        "<code>/subscribe 18:00 평일 네이버</code> 처럼 보내시면 그대로 전해 드려요.\n"
        "기사를 찾으려면 누구나 <code>/search 찾을 말</code> 을 보내 주세요.",
        "Hello, I am <b>Sosik</b>. I bring a digest of new articles at the time you choose.\n"
        "An administrator sends <code>/subscribe</code> for every morning at 8, or for example "
        "<code>/subscribe 18:00 weekdays AI</code>.\n"
        "Anybody can search with <code>/search words</code>.",
    ),
}
