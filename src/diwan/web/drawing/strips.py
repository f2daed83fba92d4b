"""Thin horizontal figures: the strip of true proportions, a meter, a poll's fill, a member's before and after.

All are laid out in percentages of their own width, so they stretch without distortion.
"""

from collections.abc import Sequence

from markupsafe import Markup

_LEAST = 0.35  # per cent: the thinnest part that can still be seen


def _x(start: float, width: float, rtl: bool) -> str:
    """Where a part begins, mirrored for right-to-left readers: x → 100 − x − width."""
    return f"{100 - start - width if rtl else start:.3f}%"


def strip(parts: Sequence[tuple[str, int]], *, rtl: bool, size: str = "") -> Markup:
    """Parts of a whole as (tone, amount) pairs, in reading order; amounts below zero are refused.

    `size` '' | 'thin' | 'thick'. The list of the same parts beside it is the content; this is hidden from readers.
    """
    if any(amount < 0 for _, amount in parts):
        raise ValueError("A strip shows parts of a whole; none can be negative")
    total = sum(amount for _, amount in parts) or 1
    start, rects = 0.0, Markup("")
    for tone, amount in parts:
        width = amount * 100 / total
        shown = max(width, _LEAST) if amount else 0
        rects += Markup('<rect class="tone-{}" x="{}" y="-1" width="{:.3f}%" height="110%"/>').format(
            tone, _x(start, shown, rtl), shown
        )
        start += width
    return Markup('<svg class="strip {}" aria-hidden="true" focusable="false">{}</svg>').format(size, rects)


def meter(value: int, total: int, *, rtl: bool, tone: str = "ink", goal: int | None = None) -> Markup:
    """A bar of value ÷ total with an optional mark at `goal`; hidden, because the figure stands beside it."""
    width = min(100.0, max(0.0, value * 100 / total)) if total > 0 else 0.0
    mark = Markup("")
    if goal is not None and total > 0:
        at = _x(min(100.0, goal * 100 / total), 0, rtl)
        mark = Markup('<line class="goal" x1="{0}" x2="{0}" y1="-50%" y2="150%"/>').format(at)
    return Markup(
        '<svg class="meter tone-{}" aria-hidden="true" focusable="false">'
        '<rect class="track" width="100%" height="100%"/>'
        '<rect class="value" x="{}" width="{:.3f}%" height="100%"/>{}</svg>'
    ).format(tone, _x(0, width, rtl), width, mark)


def fill(value: int, total: int, *, rtl: bool) -> Markup:
    """The wash behind one answer of a poll."""
    width = value * 100 / total if total else 0.0
    return Markup(
        '<svg class="fill" aria-hidden="true" focusable="false"><rect x="{}" width="{:.3f}%" height="100%"/></svg>'
    ).format(_x(0, width, rtl), width)


def swing(before: int, after: int, top: int, *, rtl: bool) -> Markup:
    """One member's amount now (hollow nuqta) and under another plan (solid), on a scale from 0 to `top`."""
    scale = max(top, before, after, 1)
    was, will = before * 100 / scale, after * 100 / scale
    low, width = min(was, will), abs(was - will)
    base = '<line class="base" x1="0" x2="100%" y1="50%" y2="50%"/>'
    change = Markup('<line class="change" x1="{}" x2="{}" y1="50%" y2="50%"/>').format(
        _x(low, 0, rtl), _x(low + width, 0, rtl)
    )
    points = _nuqta("before", _x(was, 0, rtl)) + _nuqta("after", _x(will, 0, rtl))
    tone = "zinjafr" if after < before else "zinjar"
    return Markup(
        '<svg class="swing-track tone-{}" aria-hidden="true" focusable="false">{}{}{}</svg>'
    ).format(tone, Markup(base), change, points)  # fmt: skip


def _nuqta(kind: str, x: str) -> Markup:
    """A rhombic point centred on the line; nested so that it keeps its shape however wide the track is."""
    return Markup(
        '<svg x="{}" y="50%" overflow="visible"><rect class="{}" x="-4" y="-4" width="8" height="8" rx="1"'
        ' transform="rotate(45)"/></svg>'
    ).format(x, kind)
