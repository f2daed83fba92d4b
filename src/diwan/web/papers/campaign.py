"""A sponsor's report on paper: the same counts as on their page, with the method beside them."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from diwan.kernel.text.dates import format_day
from diwan.kernel.text.money import format_money
from diwan.kernel.text.numbers import format_number
from diwan.kernel.text.reader import Language, Reader, reading
from diwan.people import public as people
from diwan.promotion import public as promotion
from diwan.web.counted_words import METHOD
from diwan.web.printing import document as said
from diwan.web.printing.render import render


def campaign_pdf(*, report: promotion.Report, community: people.Community, language: Language, at: datetime) -> bytes:
    """The report as a PDF in that language."""
    return render(campaign_paper(report=report, community=community, language=language, at=at))


def campaign_paper(
    *, report: promotion.Report, community: people.Community, language: Language, at: datetime
) -> said.Document:
    """What the paper says, before it is set."""
    reader = Reader(language, "latn")
    deal = report.view.campaign
    with translation.override(language), reading(reader):
        return said.Document(
            title=f"{report.view.sponsor.name}: {deal.title}",
            language=language,
            made_at=at,
            blocks=tuple(_blocks(report, community, reader, at)),
            foot=_("%(community)s, report of %(day)s")
            % {"community": community.name_in(language), "day": format_day(at.date(), reader)},
        )


def _blocks(
    report: promotion.Report, community: people.Community, reader: Reader, at: datetime
) -> Iterator[said.Block]:
    deal = report.view.campaign
    days = _("%(first)s to %(last)s") % {
        "first": format_day(deal.starts_date, reader), "last": format_day(deal.last_date, reader)
    }  # fmt: skip
    facts = ((_("Sponsor"), report.view.sponsor.name), (_("Days"), days))
    yield said.Masthead(deal.title, community.name_in(reader.language), community.slug, facts)
    yield said.Heading(_("Counted so far"))
    yield _places(report, reader)
    yield _days(report, reader)
    yield said.Facts(tuple(_removed(report, reader)))
    if report.view.deliverables:
        yield said.Heading(_("What was promised"))
        yield _promises(report, reader)
    yield said.Heading(_("The money"))
    yield said.Totals(tuple(_money(report, community.currency, reader)))
    yield said.Heading(_("How it is counted"))
    for words in METHOD:
        yield said.Paragraph(str(words), "quiet")


def _columns(first: str) -> tuple[said.Column, ...]:
    return (said.Column(first, 4), said.Column(_("Seen by"), 1, True), said.Column(_("Followed by"), 1, True))


def _cells(name: str, view_count: int, click_count: int, reader: Reader) -> tuple[str, ...]:
    return name, format_number(view_count, reader), format_number(click_count, reader)


def _places(report: promotion.Report, reader: Reader) -> said.Table:
    rows = []
    for row in report.placements:
        name = row.placement.headline_ar if reader.language == "ar" else row.placement.headline_en
        rows.append(said.Row(_cells(name, row.counted.view_count, row.counted.click_count, reader)))
    return said.Table(_columns(_("Placement")), tuple(rows))


def _days(report: promotion.Report, reader: Reader) -> said.Table:
    rows = [
        said.Row(_cells(format_day(row.day, reader), row.counted.view_count, row.counted.click_count, reader))
        for row in report.days
    ]
    total = _cells(_("Together"), report.total.view_count, report.total.click_count, reader)
    return said.Table(_columns(_("Day")), (*rows, said.Row(total, is_total=True)))


def _removed(report: promotion.Report, reader: Reader) -> Iterator[tuple[str, str]]:
    yield _("Removed: machines"), format_number(report.removed.bot_count, reader)
    yield _("Removed: the community’s own team"), format_number(report.removed.team_count, reader)
    yield _("Removed: repeats on the same day"), format_number(report.removed.repeat_count, reader)


def _promises(report: promotion.Report, reader: Reader) -> said.Table:
    columns = (said.Column(_("What was promised"), 3), said.Column(_("Status"), 2))
    rows = []
    for one in report.view.deliverables:
        if one.done_at:
            state = _("Done on %(day)s") % {"day": format_day(one.done_at, reader)}
        else:
            state = _("By %(day)s") % {"day": format_day(one.due_date, reader)}
        rows.append(said.Row((one.title, state), note=one.proof))
    return said.Table(columns, tuple(rows))


def _money(report: promotion.Report, currency: str, reader: Reader) -> Iterator[tuple[str, str]]:
    view, deal = report.view, report.view.campaign
    yield _("Of it for members, at least"), format_money(deal.members_minor, currency, reader)
    yield _("Paid"), format_money(view.paid_minor, currency, reader)
    if view.refunded_minor:
        yield _("Given back"), format_money(view.refunded_minor, currency, reader)
    yield _("Price"), format_money(deal.price_minor, currency, reader)
