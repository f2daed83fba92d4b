"""From a dump's words to ours: HTML to Markdown, tags left where they were, an attribution under each post."""

import re

from markdownify import ATX, markdownify

_BLANKS = re.compile(r"\n{3,}")


def markdown(html: str) -> str:
    """The Markdown of a post's HTML. Images of other hosts become links: nothing is fetched from elsewhere."""
    text = markdownify(html, heading_style=ATX, bullets="-", strip=["script", "style"], convert_images=True)
    text = re.sub(r"!\[([^\]]*)\]\((\S+?)(?:\s+\"[^\"]*\")?\)", r"[\1](\2)", text)
    return _BLANKS.sub("\n\n", text).strip()


def with_licence(text: str, licence: str | None, site: str, post_id: str) -> str:
    """Stack Exchange's licences ask for the author (kept), the source and the licence under each text."""
    return f"{text}\n\n*{licence or 'CC BY-SA'} · {site} {post_id}*"
