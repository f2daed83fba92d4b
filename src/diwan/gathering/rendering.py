"""Markdown to safe HTML, one renderer for preview and page.

Raw HTML is off in the parser; links are found; every block is given its direction; mentions are marked; and the
allow-list of nh3 comes last, so that nothing before it has to be trusted. Stored HTML carries RENDERER_VERSION.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from diwan.kernel.text.bidi import direction_of
from diwan.kernel.text.folding import count_read_words

RENDERER_VERSION = 2
# What a link may be: a web address, a mail address, a page of ours or a place on this one. Nothing else, however spelt.
_LINK = re.compile(r"https?://|mailto:|/(?![/\\])|#", re.IGNORECASE)
OWN_IMAGE = re.compile(r"/files/[0-9a-f]{32}/(?:640|1280)\.webp")
# A name may carry Arabic marks and an apostrophe; its blanks are written as _.
_MENTION = re.compile(r"(?<![\w@/.&])@([^\W_][\w.\-'’\u064b-\u0652\u0670]{0,58}[\w\u064b-\u0652\u0670]|[^\W_])")
_ARABIC = re.compile(r"[\u0621-\u064a]")
# Blocks that hold words themselves take dir="auto". Those that only hold other blocks cannot: the browser's search for
# a first strong letter skips children that carry a dir of their own, so they get the direction found here instead.
_WORD_BLOCKS = frozenset({"paragraph_open", "heading_open", "list_item_open", "th_open", "td_open"})
_HOLDERS = frozenset({"bullet_list_open", "ordered_list_open", "blockquote_open", "table_open"})
_TAGS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "hr",
        "br",
        "em",
        "strong",
        "s",
        "a",
        "img",
        "bdi",
    ]
)
_BLOCK_DIR = {
    tag: frozenset({"dir"})
    for tag in ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "li", "blockquote", "pre", "table", "th", "td"]
}
_ATTRIBUTES = {
    **_BLOCK_DIR,
    "ol": {"dir", "start"},
    "a": {"href", "title", "dir"},
    "img": {"src", "alt", "title", "loading"},
    "bdi": {"class"},
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """`text` is what a reader reads, without marks; `own_text` leaves out what is quoted and code."""

    html: str
    text: str
    own_text: str
    mentions: tuple[str, ...]

    @property
    def word_count(self) -> int:
        return count_read_words(self.text)


def render(markdown: str) -> str:
    """Safe HTML for a text written by a member."""
    return render_text(markdown).html


def render_text(markdown: str) -> Rendered:
    """Render, and say which words there are to read, to search and to count."""
    env: EnvType = {}
    tokens = _parser.parse(markdown, env)
    raw = _parser.renderer.render(tokens, _parser.options, env)
    html = nh3.clean(
        raw,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        allowed_classes={},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
        attribute_filter=_checked_attribute,
    )
    return Rendered(html, _text(tokens, own=False), _text(tokens, own=True), tuple(env.get("mentions", ())))


def is_mention(handle: str) -> bool:
    """Whether these letters after an @ are read as one name."""
    return _MENTION.fullmatch(f"@{handle}") is not None


def _checked_attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src":
        return value if OWN_IMAGE.fullmatch(value) else None
    if name == "href":
        return value if _LINK.match(value) else None
    if name == "dir":
        return value if value in ("auto", "rtl", "ltr") else None
    if name == "class":
        return value if value == "mention" else None
    return value


def _give_directions(state: StateCore) -> None:
    for index, token in enumerate(state.tokens):
        if token.type in _HOLDERS or (token.type == "list_item_open" and not state.tokens[index + 1].hidden):
            token.attrSet("dir", direction_of(_text(_inside(state.tokens, index), own=False)))
        elif token.type in _WORD_BLOCKS:
            token.attrSet("dir", "auto")
        elif token.type == "inline":
            for child in token.children or ():
                if child.type == "link_open" and child.markup in ("linkify", "autolink"):
                    child.attrSet("dir", "ltr")


def _inside(tokens: Sequence[Token], start: int) -> Iterator[Token]:
    level = tokens[start].level
    for token in tokens[start + 1 :]:
        if token.level <= level:
            return
        yield token


def _mark_mentions(state: StateCore) -> None:
    names: list[str] = state.env.setdefault("mentions", [])
    for block in state.tokens:
        if block.type != "inline" or not block.children:
            continue
        depth, children = 0, []
        for token in block.children:
            depth += token.nesting if token.type in ("link_open", "link_close") else 0
            children += _with_mentions(token, names) if token.type == "text" and depth == 0 else [token]
        block.children = children


def _with_mentions(token: Token, names: list[str]) -> list[Token]:
    parts: list[Token] = []
    end = 0
    for found in _MENTION.finditer(token.content):
        names.append(found.group(1))
        parts += [
            _text_token(token.content[end : found.start()]),
            Token("bdi_open", "bdi", 1, attrs={"class": "mention"}),
        ]
        parts += [_text_token(_called(found.group())), Token("bdi_close", "bdi", -1)]
        end = found.end()
    return [*parts, _text_token(token.content[end:])] if parts else [token]


def _called(mention: str) -> str:
    """A mention as it is read: among Arabic letters _ is a blank; in Latin nicknames it is a letter of its own."""
    return mention.replace("_", " ") if _ARABIC.search(mention) else mention


def _text_token(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _text(tokens: "Sequence[Token] | Iterator[Token]", *, own: bool) -> str:
    lines: list[str] = []
    quoted = 0
    for token in tokens:
        quoted += token.nesting if token.type in ("blockquote_open", "blockquote_close") else 0
        if own and (quoted or token.type in ("fence", "code_block")):
            continue
        if token.type == "inline":
            lines.append("".join(_inline_text(child) for child in token.children or ()))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content)
    return "\n".join(lines).strip()


def _inline_text(token: Token) -> str:
    return "\n" if token.type in ("softbreak", "hardbreak") else token.content


class _Renderer(RendererHTML):
    """Images only from our own store (others become links), code blocks with a direction on the block itself."""

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        source = str(token.attrGet("src") or "")
        alt = self.renderInlineAsText(token.children, options, env) if token.children else ""
        if OWN_IMAGE.fullmatch(source):
            return f'<img src="{source}" alt="{escapeHtml(alt)}" loading="lazy">'
        return f'<a href="{escapeHtml(source)}" dir="auto">{escapeHtml(alt or source)}</a>'

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f'<pre dir="auto"><code>{escapeHtml(tokens[idx].content)}</code></pre>\n'

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return self.fence(tokens, idx, options, env)


def _build() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "maxNesting": 20}, renderer_cls=_Renderer)
    parser.enable(["linkify", "table", "strikethrough"])
    parser.disable("html_block").disable("html_inline")
    parser.core.ruler.push("mentions", _mark_mentions)
    parser.core.ruler.push("directions", _give_directions)
    return parser


_parser = _build()
