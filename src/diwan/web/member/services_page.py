"""What the pages of services show: the shelf, one service with its free times in the reader's zone, its price split."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from diwan.commerce import public as commerce
from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.kernel.text import dates
from diwan.kernel.text.reader import current_reader
from diwan.web.member.forms.services import BookingForm
from diwan.web.member.splits import split_of
from diwan.web.scope import CommunityRequest, member_of

Day = tuple[date, Sequence[datetime]]


def find_service(request: CommunityRequest, service_id: int) -> commerce.services.ServiceView:
    try:
        return commerce.services.get_service(
            service_id=service_id, community_id=request.community.pk, viewer=member_of(request).party_id
        )
    except commerce.services.NoSuchService as error:
        raise Http404 from error


def service_facts(request: CommunityRequest, service: commerce.services.ServiceView) -> dict[str, Any]:
    """The page of one service."""
    return {
        "community": request.community,
        "service": service,
        "body": gathering.render(service.body),
        "is_mine": service.provider_id == member_of(request).pk,
        "days": free_days(service),
        "zone": timezone.get_current_timezone_name(),
        "reviews": commerce.services.list_reviews(service_id=service.id),
        "slices": split_of(
            community=request.community, kind="service", amount_minor=service.price_minor, to=service.provider
        ),
        "terms": commerce.services.terms_of(community_id=request.community.pk),
        "chosen": request.GET.get("at", ""),
    }


def free_days(service: commerce.services.ServiceView) -> list[Day]:
    """Free times by the days of the reader's own calendar."""
    times = commerce.services.list_free_times(service_id=service.id, at=clock.now())
    return [(day, list(group)) for day, group in groupby(times, key=lambda one: timezone.localtime(one).date())]


def booking_form(request: CommunityRequest, service: commerce.services.ServiceView, data: object = None) -> BookingForm:
    reader = current_reader()
    times = [
        (
            dates.format_day(day, reader, weekday=True, year=False),
            [(one.isoformat(), dates.format_moment(timezone.localtime(one), reader)) for one in starts],
        )
        for day, starts in free_days(service)
    ]
    methods = commerce.list_till_methods(community_id=request.community.pk)
    chosen = {"appointment": request.GET.get("at", "")}
    return BookingForm(data, service=service, methods=methods, times=times, initial=chosen)


def weekdays() -> list[str]:
    """The names of the week's days, Monday first, in the reader's language."""
    return [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]
