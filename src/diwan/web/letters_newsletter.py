"""A newsletter as a letter: its Markdown rendered by the one renderer, then dressed for mail programs."""

import re

import nh3
from django.conf import settings

from diwan.gathering import public as gathering
from diwan.kernel.text.bidi import direction_of
from diwan.people import public as people
from diwan.web.letters_look import FAINT, FONT, INK, PAPER, RULE
from diwan.web.letters_mime import Contents
from diwan.web.openings import opening_url

_BLOCK = f"font-family:{FONT};color:{INK};margin:0 0 14px"
_STYLES = {
    "p": _BLOCK,
    "h1": f"{_BLOCK};font-size:24px;line-height:1.3",
    "h2": f"{_BLOCK};font-size:20px;line-height:1.3",
    "h3": f"{_BLOCK};font-size:18px;line-height:1.3",
    "ul": f"{_BLOCK};padding:0 24px",
    "ol": f"{_BLOCK};padding:0 24px",
    "li": "margin:0 0 6px",
    "blockquote": f"margin:0 0 14px;padding:10px 14px;background-color:{PAPER};color:{FAINT}",
    "pre": f"margin:0 0 14px;padding:10px;background-color:{RULE};white-space:pre-wrap",
    "a": f"color:{INK};text-decoration:underline",
    "hr": f"border:0;border-top:1px solid {RULE};margin:20px 0",
    "table": "border-collapse:collapse;margin:0 0 14px",
    "th": f"border-bottom:2px solid {INK};padding:4px 8px",
    "td": f"border-bottom:1px solid {RULE};padding:4px 8px",
}
_PLAIN_TAGS = {"h4", "h5", "h6", "thead", "tbody", "tr", "code", "br", "em", "strong", "s", "bdi"}
_WITH_DIRECTION = ("p", "h1", "h2", "h3", "ul", "ol", "li", "blockquote", "pre", "th", "td", "table", "a")


def newsletter_contents(
    member: people.Membership, newsletter: people.Newsletter, copy: people.NewsletterCopy | None
) -> Contents:
    """`copy` None: a trial to oneself."""
    name = f"to-{copy.pk}" if copy else f"as-of-{newsletter.edited_at:%Y%m%d%H%M%S}"
    asks = copy is not None and people.has_consent(membership_id=member.pk, purpose="mail_opens")
    return Contents(
        template="newsletter",
        subject=newsletter.subject,
        reference=f"newsletter-{newsletter.pk}-{name}",
        group=people.Group.NEWSLETTER,
        plain={"body": plain_body(newsletter.body)},
        page={
            "body": dressed(newsletter.body),
            "direction": direction_of(newsletter.body),
            "opening_url": opening_url(copy.pk) if copy and asks else "",
        },
        is_bulk=True,
    )


def dressed(markdown: str) -> str:
    """Safe HTML with inline styles, whole addresses and a direction on every block; pictures stay at home."""
    html = gathering.render(markdown)
    html = re.sub(r'(<(?:p|h[1-6]|li|ul|ol|blockquote|td|th)\b[^>]*?)\sdir="auto"', r"\1", html)
    return nh3.clean(
        _directed(html),
        tags=set(_STYLES) | _PLAIN_TAGS,
        attributes={tag: {"dir", "href", "title", "start"} if tag == "a" else {"dir"} for tag in _WITH_DIRECTION},
        set_tag_attribute_values={tag: {"style": style} for tag, style in _STYLES.items()},
        attribute_filter=_whole,
        link_rel="noopener",
    )


def plain_body(markdown: str) -> str:
    """The Markdown itself is the plain text: that is what it was made for. Pictures are left out."""
    return re.sub(r"!\[([^\]]*)\]\([^)]*\)", r"\1", markdown).strip()


def _whole(tag: str, name: str, value: str) -> str:
    return f"{settings.BASE_URL}{value}" if name == "href" and value.startswith("/") else value


def _directed(html: str) -> str:
    """`dir=auto` is unknown to Outlook: every block that has no direction is given that of its first strong letter."""

    def give(found: re.Match[str]) -> str:
        if "dir=" in found["attributes"]:
            return found[0]
        words = re.sub(r"<[^>]*>", "", html[found.end() : found.end() + 400])
        direction = direction_of(words)
        return f'<{found["tag"]}{found["attributes"]} dir="{"rtl" if direction == "auto" else direction}">'

    return re.sub(r"<(?P<tag>p|h[1-6]|li|td|th)(?P<attributes>(?:\s[^>]*)?)>", give, html)
