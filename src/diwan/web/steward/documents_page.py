"""Which days the pages of documents show."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.kernel.periods import Period, UnreadablePeriod
from diwan.web.scope import CommunityRequest
from diwan.web.steward.forms.tax import StretchForm


def today(request: CommunityRequest) -> date:
    """The community's own day."""
    return clock.now().astimezone(ZoneInfo(request.community.timezone)).date()


def month(request: CommunityRequest, asked: str) -> dict[str, Any]:
    """A month of documents with its neighbours; the present one unless another is asked for."""
    now = Period.of_date(today(request))
    try:
        chosen = min(Period(asked), now) if asked else now
    except UnreadablePeriod:
        chosen = now
    community_id = request.community.pk
    start, end = chosen.first_date(), chosen.next().first_date()
    return {
        "community": request.community,
        "month": chosen.label,
        "earlier": chosen.previous().label,
        "later": chosen.next().label if chosen < now else "",
        "documents": commerce.list_invoices(community_id=community_id, start=start, end=end),
        "report": commerce.tax_report(community_id=community_id, start=start, end=end),
        "series": commerce.check_series(community_id=community_id),
        "standing": commerce.tax_standing(community_id=community_id, day=today(request)),
    }


def this_year(request: CommunityRequest) -> dict[str, date]:
    """From the first of January to today."""
    day = today(request)
    return {"start": day.replace(month=1, day=1), "end": day}


def stretch_of(request: CommunityRequest, form: StretchForm) -> tuple[date, date]:
    """The first and the last of the days asked for; this year so far when they cannot be read."""
    given = form.cleaned_data if form.is_bound and form.is_valid() else this_year(request)
    return given["start"], given["end"]


def quick_stretches(request: CommunityRequest) -> dict[str, Any]:
    """The months and years one most often sends: (label, first day, last day)."""
    now = Period.of_date(today(request))
    months = [now, now.previous(), now.previous().previous()]
    years = [now.year, now.year - 1]
    return {
        "months": [(one.label, one.first_date(), one.last_date()) for one in months],
        "years": [(str(year), date(year, 1, 1), date(year, 12, 31)) for year in years],
    }
