"""Words of a message to safe HTML: escaped first, then links, mentions, **weight**, `code` and quoted lines.

A message is no document, so there are no headings, lists or pictures here. Line breaks stand as they were typed, each
paragraph finds its own direction, and the allow-list of nh3 comes last, so that nothing before it has to be trusted.
"""

import re
from collections.abc import Callable, Iterator
from html import escape

import nh3

_FENCE = re.compile(r"^```[^\n`]*\n(.*?)(?:^```[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_URL = r"https?://[^\s<>\"'`«»“”،؛]+"
_MENTION = r"(?<![\w@/.&])@(?:[^\W_][\w.-]{0,38}\w|[^\W_])"
_INLINE = re.compile(rf"(?P<code>`[^`\n]+`)|(?P<url>{_URL})|(?P<mention>{_MENTION})|(?P<strong>\*\*[^*\n]+\*\*)")
_TRAILING = ".,:;!?)]}؟…*_"
_TAGS = {"p", "br", "a", "bdi", "strong", "code", "pre", "blockquote"}
_ATTRIBUTES = {"p": {"dir"}, "pre": {"dir"}, "blockquote": {"dir"}, "a": {"href", "dir"}, "bdi": {"class"}}


def render(body: str) -> str:
    """Safe HTML for a message written by a member."""
    return nh3.clean(
        "".join(_blocks(body)),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel="nofollow ugc noopener",
        attribute_filter=lambda tag, name, value: value if name != "class" or value == "mention" else None,
    )


def mentioned(body: str) -> tuple[str, ...]:
    """The names written after an @, outside of code."""
    plain = _FENCE.sub("", body)
    return tuple(found.group()[1:] for found in _INLINE.finditer(plain) if found.lastgroup == "mention")


def excerpt(body: str, length: int = 120) -> str:
    """One line of it, as plain text, for a list or a quotation."""
    line = " ".join(body.replace("```", " ").replace("**", "").split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def _blocks(body: str) -> Iterator[str]:
    end = 0
    for fence in _FENCE.finditer(body):
        yield from _paragraphs(body[end : fence.start()])
        yield f'<pre dir="auto"><code>{escape(fence.group(1))}</code></pre>'
        end = fence.end()
    yield from _paragraphs(body[end:])


def _paragraphs(text: str) -> Iterator[str]:
    for block in re.split(r"\n[ \t]*\n", text):
        lines = [line for line in block.strip("\n").split("\n") if line.strip()]
        if not lines:
            continue
        is_quote = all(line.startswith(">") for line in lines)
        words = "<br>".join(_inline(line.lstrip("> ") if is_quote else line) for line in lines)
        yield f'<blockquote dir="auto">{words}</blockquote>' if is_quote else f'<p dir="auto">{words}</p>'


def _inline(line: str) -> str:
    parts, end = [], 0
    for found in _INLINE.finditer(line):
        parts += [escape(line[end : found.start()]), _WRITTEN[str(found.lastgroup)](found.group())]
        end = found.end()
    return "".join([*parts, escape(line[end:])])


def _link(address: str) -> str:
    """What ends a sentence does not belong to the address."""
    bare = address.rstrip(_TRAILING)
    if bare.count("(") > bare.count(")") and address[len(bare) :].startswith(")"):
        bare += ")"
    return f'<a href="{escape(bare)}" dir="ltr">{escape(bare)}</a>{escape(address[len(bare) :])}'


_WRITTEN: dict[str, Callable[[str], str]] = {
    "code": lambda text: f"<code>{escape(text[1:-1])}</code>",
    "url": _link,
    "mention": lambda text: f'<bdi class="mention">{escape(text)}</bdi>',
    "strong": lambda text: f"<strong>{escape(text[2:-2])}</strong>",
}
