"""From a dump's words to ours: HTML to Markdown, tags left where they were, an attribution under each post."""

import re

from markdownify import ATX, markdownify

_BLANKS = re.compile(r"\n{3,}")
_IMAGE = re.compile(r"!\[([^\]]*)\]\((\S+?)(?:\s+\"[^\"]*\")?\)")


def markdown(html: str) -> str:
    """The Markdown of a post's HTML. Images of other hosts become links: nothing is fetched from elsewhere."""
    text = markdownify(html, heading_style=ATX, bullets="-", strip=["script", "style"])
    return _BLANKS.sub("\n\n", _IMAGE.sub(r"[\1](\2)", text)).strip()


def with_licence(text: str, licence: str | None, post_id: str, site: str) -> str:
    """Stack Exchange's licences ask for the author (kept), the source and the licence under each text.

    `site` is the forum's address ("https://…") or empty; with it the source is a link to the post it was.
    """
    source = f"Stack Exchange {post_id}"
    linked = f"[{source}]({site.rstrip('/')}/q/{post_id})" if site else source
    return f"{text}\n\n*{licence or 'CC BY-SA'} · {linked}*"
