"""Whose an address is: the domain that a paper registered, or what a platform gives each of its writers.

>>> site("https://rss.donga.com/total.xml"), site("https://hanbit.tistory.com/rss"), site("https://blog.naver.com/hanbit/1")
('donga.com', 'hanbit.tistory.com', 'blog.naver.com/hanbit')

By the public suffix list, which the package `tld` brings and in which platforms are that asked to be (github.io), and
by the platforms below, which did not.
"""

from __future__ import annotations

from bot.articles.links import normal

# Each name under these is somebody's own: hanbit.tistory.com
_UNDER = frozenset(
    "tistory.com substack.com wordpress.com ghost.io tumblr.com beehiiv.com buttondown.email hashnode.dev"
    " stibee.com oopy.io notion.site imweb.me cafe24.com modoo.at creatorlink.net postype.com egloos.com blogspot.com"
    " blogspot.kr livejournal.com typepad.com weebly.com over-blog.com blog.me inblog.ai waveon.io".split()
)
# Here it is the first part of the way: medium.com/@hanbit
_WITHIN = frozenset(
    "blog.naver.com post.naver.com cafe.naver.com contents.premium.naver.com medium.com brunch.co.kr velog.io maily.so"
    " page.stibee.com story.kakao.com t.me youtube.com mastodon.social threads.net bsky.app facebook.com".split()
)
_HOSTS_OF_ALL = frozenset("rss m www v2 api feeds".split())  # rss.blog.naver.com is blog.naver.com
_LEADING = frozenset(  # medium.com/feed/@hanbit
    "feed feeds rss channels channel profile c s view p user archives subscriptions ch ca-fe f-e cafes".split()
)
# Or the query has it: blog.naver.com/PostView.naver?blogId=hanbit&logNo=1
_PAGES = (".naver", ".nhn", ".xml", ".php")
_IN_QUERY = ("blogid", "memberno", "clubid", "channel_id", "user", "id")
_ENDS = (".xml", ".rss", ".atom")


def site(address: str) -> str:
    """What tells papers apart by their addresses; "" where *address* is none."""
    place, _, query = normal(address).lower().partition("?")
    host, _, way = place.partition("/")
    host = host.partition(":")[0]
    labels = host.split(".")
    if host and labels[-1].isdecimal():  # a number of four
        return host
    above = ".".join(labels[1:])
    whole = above if labels[0] in _HOSTS_OF_ALL and above in _WITHIN else host
    if whole in _WITHIN:
        name = _name_within(way, query)
        return f"{whole}/{name}" if name else whole
    if above == "medium.com":
        return f"medium.com/@{labels[0]}"
    for size in (2, 3):
        if len(labels) > size and ".".join(labels[-size:]) in _UNDER:
            return ".".join(labels[-size - 1 :])
    return _registered(host) or ".".join(labels[-2:])


def _name_within(way: str, query: str) -> str:
    """Whom a platform's address is of; "" where it does not say."""
    first = next((part for part in way.split("/") if part and part not in _LEADING), "")
    if first == "viewer" or first.endswith(_PAGES):
        told = dict(pair.split("=", 1) for pair in query.split("&") if "=" in pair)
        if found := next((told[name] for name in _IN_QUERY if told.get(name)), ""):
            return found
    return _without_end(first)


def _without_end(name: str) -> str:
    return next((name.removesuffix(end) for end in _ENDS if name.endswith(end)), name)


def _registered(host: str) -> str | None:
    """By the public suffix list, with its private section; None for what it does not know."""
    from tld import get_fld  # nine megabytes, and few feeds name the sources of their items

    found = get_fld(host, fix_protocol=True, fail_silently=True, search_private=True) if host else None
    return found if isinstance(found, str) else None
