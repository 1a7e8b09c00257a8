"""From a source with marks to the text that readers see: what a quote shows is verbatim text, without markup.

Markdown is taken apart by markdown-it into blocks, of which the text is joined again with a blank line between two.
What other programs put into it is not shown either: Obsidian's embeds, callouts and comments, footnotes, shortcodes,
Liquid, kramdown's attributes, MDX's imports. A text without any mark comes out as it went in.

>>> shown("![[다리.png]]\\n\\n[한빛시](https://hanbit.example/)가 **다리**를 열었다.[^1]\\n\\n[^1]: 시청")
'한빛시가 다리를 열었다.\\n\\n시청'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.articles.html_text import has_tags, html_text, unescape, without, without_modules, without_tags
from bot.patterns import lazy_compile

MAX_CHARS = 400_000  # more is no article but a dump, and only loses its commonest marks
MOST_LINES = 250  # of lists, quotes and tables, at up to a millisecond each when they are nested
MOST_PIPES = 2_000  # cells of tables
MOST_BREAKS = 2_000  # lines, at some 15 µs each in one paragraph
MOST_MARKS = (
    400  # that markdown-it is asked about, at some 50 µs each; further ones are left to the patterns here
)

STOPS_OF_A_MARK = 10  # characters at which it looks for one in vain, at 2 to 4 µs each

_ANY = lazy_compile(
    r"[*_`\\<|~]|\]\(|\]\[|\[\[|\[\^|\^\[|!\[|&[#A-Za-z]|==|\+\+|%%|::|\{[%{:#]|\[/?[a-z]|[ \t]\^[\w-]+$|^    "
    r"|^[ \t]{0,12}(?:[#>+-]|\d{1,9}[.)][ \t]|:::|={3}|\[[^\]\n]{1,60}\]:)|^(?:import|export|!!!|\?\?\?\+?) ",
    re.MULTILINE,
)
_INLINE = lazy_compile(r"[*_`\\~]|\]\(|\]\[|!\[|<[A-Za-z/!]|&[#A-Za-z]")
_STOPS = lazy_compile(r"[\n!#$%&*+\-:<=>@\[\\\]^_`{}~]")  # where markdown-it looks for a mark
_PLAIN_TEXT = lazy_compile(
    r"\*\*\S|\]\(\s?(?:https?:|/|#|mailto:)|!\[|\[\[|<[A-Za-z/!]|&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});|\{[{%]|\[\^",
    re.IGNORECASE,
)
_SHORTCODE = (
    r"\[/?(?:caption|gallery|embed|video|audio|playlist|youtube|more|toc|footnote|contact-form-7"
    r"|(?:vc|et_pb|su|fusion|av)_[a-z_]{1,40})(?:[ =][^\[\]\n]{0,500})?/?\\?\]"
)
_TEMPLATES = lazy_compile(  # each form begins with a character, so that the others are passed over at once
    r"\{\{[^{}\n]{0,400}\}\}|\{%[^%\n]{0,400}%\}"
    r"|\{\{[<%](?:[^\n{>%]|\{(?!\{[<%])|[>%](?!\}\}))*+[>%]\}\}|<%[^%\n]{0,400}%>|\{:[^{}\n]{0,200}\}"
    r"|\{(?<=[\s)]\{)[#.][^{}\n]{1,100}\}[ \t]*$|\{(?<=\)\{)[a-z-]{1,20}=[^{}\n]{1,100}\}"
    r"|\{/\*(?:[^\n{*]|\{(?!/\*)|\*(?!/\}))*+\*/\}"
    r"|`\$?= [^`\n]{1,200}`"  # of Dataview
    rf"|{_SHORTCODE}|\\{_SHORTCODE}",
    re.MULTILINE,
)
_SHORTCODES = lazy_compile(_SHORTCODE)
_ESCAPE = r"\\([!-/:-@\[-`{-~])"
_ESCAPED = lazy_compile(_ESCAPE)
_TITLE_MARK = lazy_compile(  # an escape, or a pair of marks that are none
    rf"{_ESCAPE}|(?<![\w*`])([*`])(?=[^\s*`])((?:\\.|[^*`\n\\]){{1,300}})(?<=[^\s*`])\2(?![\w*`])"
)
_EMBED = lazy_compile(r"!\[\[[^\[\]\n]{0,300}\]\]")
_WIKILINK = lazy_compile(r"\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{0,300}))?\]\]")
_FOOTNOTE = lazy_compile(r"^\[\^[^\]\s]{1,60}\]:[ \t]*(?:<?https?://\S+$)?", re.MULTILINE)
_FOOTNOTE_MARK = lazy_compile(r"\^?\[\^[^\]\s]{1,60}\]")
_HIGHLIGHT = lazy_compile(r"(?<![=A-Za-z0-9_])==(?=[^\s=])([^=\n]{1,400})(?<=[^\s=])==(?![=A-Za-z0-9_])")
_INSERTED = lazy_compile(r"(?<![+A-Za-z0-9])\+\+(?=[^\s+])([^+\n]{1,400})(?<=[^\s+])\+\+(?!\+)")
_NOTE = lazy_compile(r"\^\[[^\[\]\n]{1,400}\]")  # a footnote within its sentence
_INNER_PROPERTY = lazy_compile(r"[\[(][\w-]{1,40}:: [^\[\]()\n]{0,200}[\])](?!\w)")
# CommonMark leaves `**"다리"**를` as it is, since a letter follows the marks: no Korean would.
_BOLD = lazy_compile(r"(?<![\\*])(\*\*\*?)(?=[^\s*])([^*\n]{1,600})(?<=[^\s*])\1(?!\*)")
_ITALIC = lazy_compile(r"(?<![\\*\w])\*(?=[\"“'‘(\[<「『])([^*\n]{1,400})(?<=[\"”'’)\]>」』.])\*(?=[가-힣])")
_MORE = (
    "계속 ?읽기|더 ?보기|더 ?읽기|자세히 ?보기|전문 ?보기|기사 ?(?:전문|원문)? ?보기|원문 ?보기"
    "|read more|continue reading|read the rest"
)
_TARGET = r"[^\s()<>]{0,2000}(?:\([^\s()<>]{0,300}\)[^\s()<>]{0,300})?"
_LINK = lazy_compile(
    r"(?<!\\)(?<!!)\[([^\[\]\n`<*_\\]{0,400})\]\((?:<[^<>\n]{0,600}>|"
    rf"{_TARGET})(?: \"[^\"\n]{{0,300}}\")?\)"
)
_IMAGE = lazy_compile(
    r"!\[[^\[\]\n]{0,1000}\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,300}\)[^()\n]{0,300})?\)|\[[^\[\]\n]{0,300}\])"
)
_MORE_LINK = lazy_compile(
    r"\(\[(?:view highlight|하이라이트 보기)\]\([^()\n]{0,2000}\)\)|"
    rf"\[(?:{_MORE})[^\]\n]{{0,5}}\]\([^()\n]{{0,2000}}\)"
    rf"|<a\s[^<>]{{0,2000}}>\s*(?:{_MORE})[^<\n]{{0,5}}</a>",
    re.IGNORECASE,
)
_CALLOUT = lazy_compile(r"^([ \t]*>[> \t]*)\[![\w-]{1,30}(?:\|[^\]\n]{0,60})?\][+-]?[ \t]*", re.MULTILINE)
_TASK = lazy_compile(r"^([ \t]*[-*+] )\[[ xX/>-]\] ", re.MULTILINE)
_BLOCK_ID = lazy_compile(r"[ \t]\^[A-Za-z0-9-]{1,40}[ \t]*$", re.MULTILINE)
_PROPERTY = lazy_compile(r"^[ \t]*(?:[-*] )?[\w-]{1,40}::(?:[ \t].*)?$\n?", re.MULTILINE)
_FENCED_DIV = lazy_compile(
    r"^(?::{3,}.*|::[a-z][a-z-]{0,30}(?:\{[^{}\n]{0,300}\})?[ \t]*|::[ \t]*)$\n?", re.MULTILINE
)
_ADMONITION = lazy_compile(  # of MkDocs: its title is quoted, its text indented
    r"^(?:!!!|\?\?\?\+?)[ \t]+[a-z]{2,20}(?:[ \t]+\"[^\"\n]{0,200}\")?[ \t]*$\n?", re.MULTILINE
)
_COMPONENT = lazy_compile(r"</?[A-Z][A-Za-z0-9.]{0,40}(?:\s[^<>]{0,2000})?/?>")
_CLOSED = lazy_compile(r"</([A-Z][A-Za-z0-9.]{0,40})>")
_ABBREVIATION = lazy_compile(r"^\*\[[^\]\n]{1,60}\]:.*$\n?", re.MULTILINE)  # *[㎞]: 킬로미터
_EXCERPT = lazy_compile(r"^> #{1,4} Excerpt\n(?:>[^\n]*\n)*\n*(?:---[ \t]*\n)?", re.MULTILINE)
_SUMMARY_END = lazy_compile(r"(?<=\n\n)={3,}[ \t]*\n(?=\n)")  # of Grav: the summary of a page ends there
_TIMES = lazy_compile(r"(?<=[\d)])\*(?=[\d(])")
_STRUCTURE = lazy_compile(
    r"^[ \t]*+(?:[-+*>#|]|\d{1,9}[.)][ \t]|\[[^\]\n]{1,60}\]:|[^|\n]*+\|[^|\n]*+\|)", re.MULTILINE
)
_LINE_MARK = lazy_compile(r"^[ \t]*+(?:[-+*>][ \t>]*|#{1,6}[ \t]+)", re.MULTILINE)
_GAPS = lazy_compile(r"\n{3,}")
_PROGRAMS = frozenset("dataview dataviewjs mermaid query tasks plantuml button chart ad-note".split())

_BBCODE = lazy_compile(  # of forums
    r"\[img\][^\[\]\s]{1,2000}\[/img\]"
    r"|\[/?(?:b|i|u|s|quote|url|color|size|font|center|left|right|spoiler)(?:=[^\[\]\n]{0,500})?\]",
    re.IGNORECASE,
)
_BBCODE_END = lazy_compile(
    r"\[/(?:b|i|u|s|quote|url|color|size|font|center|left|right|spoiler|img)\]", re.IGNORECASE
)

_MARKDOWN = MarkdownIt("commonmark", {"maxNesting": 12}).enable(["table", "strikethrough"]).disable("code")


def shown(source: str, mdx: bool = False) -> str:
    """What readers see of Markdown, with the HTML that may be in it."""
    if not _ANY.search(source):
        return source.strip()
    text = _without_hidden(source)
    if mdx:
        text = _COMPONENT.sub("", without_modules(text))
    elif "/>" in text or "</" in text:
        text = _without_components(text)
    text = _ADMONITION.sub("", text) if "!!!" in text or "???" in text else text
    text = _FENCED_DIV.sub(
        "", _BLOCK_ID.sub("", _PROPERTY.sub("", _TASK.sub(r"\1", _CALLOUT.sub(r"\1", text))))
    )
    text = _SUMMARY_END.sub("", text) if "\n===" in text else text
    text = _FOOTNOTE.sub("\n", _ABBREVIATION.sub("", _EXCERPT.sub("", text)))
    if _is_endless(text):
        return _tidy(html_text(_LINE_MARK.sub("", _simple(text))))
    return _tidy(_Blocks().read(text))


def shown_title(source: str) -> str:
    r"""What readers see of a title in Markdown; what stands between two letters is no mark: 2*3*4.

    >>> shown_title("**[단독]** `A4` 구간 *연기*")
    '[단독] A4 구간 연기'
    >>> shown_title(r"\*단독\* *다리 \* 연기*")
    '*단독* 다리 * 연기'
    """
    return _TITLE_MARK.sub(lambda found: found[1] or _ESCAPED.sub(r"\1", found[3]), shown_plain(source))


def without_shortcodes(text: str) -> str:
    """*text* without those of WordPress: [caption id="1"] and the like."""
    return _SHORTCODES.sub("", text) if "[" in text else text


def shown_plain(source: str) -> str:
    """What readers see of a text that is not Markdown, of which somebody left the plainest marks in it."""
    if "[/" in source and _BBCODE_END.search(source):
        source = _BBCODE.sub("", source).strip()
    if not _PLAIN_TEXT.search(source):
        return source
    text = _simple(_without_hidden(source))
    return _tidy(unescape(without_tags(text)) if has_tags(text) else unescape(text))


def _without_hidden(text: str) -> str:
    text = without(without(text, "<!--", "-->"), "%%", "%%")
    text = _TEMPLATES.sub("", text) if any(mark in text for mark in ("{", "[", "<%", "= ")) else text
    if "](" in text or "<a" in text:
        text = _MORE_LINK.sub("", text)
    return text


def _without_components(text: str) -> str:
    """*text* without the tags of components, which a site's programs draw; <S-Oil>, which nothing closes, is a word."""
    closed = set(_CLOSED.findall(text))
    return _COMPONENT.sub(
        lambda tag: "" if tag[0].endswith("/>") or _tag_name(tag[0]) in closed else tag[0], text
    )


def _tag_name(tag: str) -> str:
    return re.split(r"[\s>]", tag.strip("</"), maxsplit=1)[0]


def _is_endless(text: str) -> bool:
    lines = sum(1 for _ in _STRUCTURE.finditer(text))
    return (
        len(text) > MAX_CHARS
        or text.count("\n") > MOST_BREAKS
        or lines > MOST_LINES
        or text.count("|") > MOST_PIPES
    )


def _simple(text: str) -> str:
    """Without the marks that patterns can take away, which is most of them."""
    text = _WIKILINK.sub(lambda link: link[2] or link[1], _EMBED.sub("", text)) if "[[" in text else text
    text = _FOOTNOTE_MARK.sub("", text) if "[^" in text else text
    text = _NOTE.sub("", text) if "^[" in text else text
    text = _INNER_PROPERTY.sub("", text) if ":: " in text else text
    text = _LINK.sub(r"\1", _IMAGE.sub("", text)) if "](" in text or "![" in text else text
    if "*" in text:
        text = _ITALIC.sub(r"\1", _BOLD.sub(r"\2", text))
    text = _INSERTED.sub(r"\1", text) if "++" in text else text
    return _HIGHLIGHT.sub(r"\1", text) if "==" in text else text


def _tidy(text: str) -> str:
    return _GAPS.sub("\n\n", text).strip()


def _stripped(text: str) -> str:
    return "\n".join(line.strip(" \t") for line in text.split("\n")).strip()


class _Blocks:
    """The text of one source, block by block."""

    def __init__(self) -> None:
        self._env: dict[str, object] = {}
        self._marks = 0

    def read(self, text: str) -> str:
        tokens: list[Token] = []
        _MARKDOWN.block.parse(text, _MARKDOWN, self._env, tokens)
        shown: list[str] = []
        cells: list[str] | None = None
        marker, tight = "", False
        for token in tokens:
            kind = token.type
            if kind == "list_item_open":
                marker += f"{token.info}{token.markup} " if token.info else ""
            elif kind == "paragraph_open":
                tight = token.hidden and tight
            elif kind == "tr_open":
                cells = []
            elif kind == "tr_close" and cells is not None:
                shown.append(("\n" if tight else "\n\n") + "\t".join(cells).strip())
                cells, tight = None, True
            elif kind in ("inline", "html_block", "fence"):
                part = self._part(token)
                if cells is not None:
                    cells.append(part)
                elif part or marker:
                    shown.append(("\n" if tight else "\n\n") + (marker + part).rstrip())
                    marker, tight = "", kind == "inline"
            elif kind in ("heading_open", "list_item_close") or token.level == 0:
                tight = tight and kind == "list_item_close"
        return "".join(shown)

    def _part(self, token: Token) -> str:
        if token.type == "html_block":
            return html_text(_simple(token.content))
        if token.type == "fence":
            return "" if token.info.strip().split(" ")[0].lower() in _PROGRAMS else token.content.rstrip()
        text = _simple(token.content)
        marks = len(_INLINE.findall(text))
        marks = max(marks, text.count("<"), len(_STOPS.findall(text)) // STOPS_OF_A_MARK) if marks else marks
        if not marks and not self._env.get("references"):
            return _stripped(text)
        self._marks += marks
        if self._marks > MOST_MARKS:
            return unescape(without_tags(text)).strip()
        text = _TIMES.sub(r"\\*", text)  # 5*3*2
        children: list[Token] = []
        _MARKDOWN.inline.parse(text, _MARKDOWN, self._env, children)
        return _stripped(without_tags(self._inline(children)))

    def _inline(self, tokens: Sequence[Token]) -> str:
        """Tags are left for the one who knows which are HTML's."""
        shown = []
        for token in tokens:
            if token.type in ("softbreak", "hardbreak"):
                shown.append("\n")
            elif token.type in ("text", "text_special", "code_inline", "html_inline"):
                shown.append(token.content)
        return "".join(shown)
