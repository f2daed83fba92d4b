"""An earner's year on paper."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from diwan.distribution import public as distribution
from diwan.kernel.text.bidi import isolate, without_controls
from diwan.kernel.text.dates import format_month
from diwan.kernel.text.money import format_money
from diwan.kernel.text.numbers import digits_only
from diwan.kernel.text.reader import Language, Reader
from diwan.people import public as people
from diwan.web.money_words import earned_word
from diwan.web.papers.language import written_in
from diwan.web.printing import document as said
from diwan.web.printing.render import render

Pair = tuple[str, int]


def year_pdf(
    *, view: distribution.YearView, community: people.Community, name: str, language: Language, at: datetime
) -> bytes:
    """The summary as a PDF in that language, as the books stood at `at`."""
    with written_in(language) as reader:
        return render(_paper(view, community, name, reader, at))


def sum_of(view: distribution.YearView) -> list[Pair]:
    """From what was owed when the year began to what was owed when it ended: (label, signed minor units)."""
    rows = [
        (_("Owed when the year began"), view.opening_minor),
        (_("Earned"), view.earned_minor),
        (_("Corrections and money that went back"), view.adjusted_minor),
        (_("Paid out"), -view.paid_minor),
        (_("Other movements"), sum(amount for _kind, amount in view.other)),
    ]
    return [(label, amount) for label, amount in rows if amount]


def stands_of(view: distribution.YearView) -> list[Pair]:
    """Where the closing balance stands; the parts add up to it."""
    rows = [
        (_("Payable now"), view.payable_minor),
        (_("Held for a while"), view.held_minor),
        (_("On its way in a payout"), view.in_payout_minor),
        (_("Carried: taken from earnings to come"), -view.carried_minor),
    ]
    return [(label, amount) for label, amount in rows if amount]


def kinds_of(view: distribution.YearView) -> list[Pair]:
    """Earned by what it was for."""
    return [(_("Taken over from other books") if kind == "other" else earned_word(kind), n) for kind, n in view.kinds]


def _paper(
    view: distribution.YearView, community: people.Community, name: str, reader: Reader, at: datetime
) -> said.Document:
    year = digits_only(str(view.year), reader)
    title = _("Summary of %(year)s") % {"year": year}
    return said.Document(
        title=title,
        language=reader.language,
        made_at=at,
        blocks=tuple(_blocks(view, community, name, title, reader)),
        foot=_("%(community)s, %(code)s") % {"community": community.name_in(reader.language), "code": year},
    )


def _blocks(
    view: distribution.YearView, community: people.Community, name: str, title: str, reader: Reader
) -> Iterator[said.Block]:
    def money(minor: int) -> str:
        return format_money(minor, view.currency, reader)

    def rows(pairs: list[Pair]) -> tuple[tuple[str, str], ...]:
        return tuple((label, money(minor)) for label, minor in pairs)

    yield said.Masthead(title, community.name_in(reader.language), community.slug)
    whose = {"name": isolate(without_controls(name)), "earned": money(view.earned_minor)}
    yield said.Paragraph(_("%(name)s earned %(earned)s.") % whose, "strong")
    yield said.Heading(_("From the first day to the last"))
    yield said.Facts(rows(sum_of(view)))
    yield said.Totals(((_("Owed when the year ended"), money(view.closing_minor)),))
    if view.months:
        yield said.Heading(_("Month by month"))
        yield said.Facts(tuple((format_month(label, reader), money(minor)) for label, minor in view.months))
    if view.kinds:
        yield said.Heading(_("What it was for"))
        yield said.Facts(rows(kinds_of(view)))
    if stands := stands_of(view):
        yield said.Heading(_("Where it stands"))
        yield said.Facts(rows(stands))
    yield said.Paragraph(_("Every amount is a sum of entries in the Book of Money."), "quiet")
