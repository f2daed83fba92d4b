"""Bookings: one's own, and the story of one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.web.member import booking_page
from diwan.web.scope import CommunityRequest, in_community, member_of


@require_safe
@in_community("read")
def bookings(request: CommunityRequest) -> HttpResponse:
    """What one bought and what one gives; and one's own services."""
    party, scope = member_of(request).party_id, request.community.pk
    found = commerce.services.list_bookings(community_id=scope, viewer=party, at=clock.now())
    facts = {
        "community": request.community,
        "bought": [one for one in found if one.side == "buyer"],
        "given": [one for one in found if one.side == "provider"],
        "services": commerce.services.list_services(community_id=scope, provider=party),
    }
    return render(request, "pages/services/bookings.html", facts)


@require_safe
@in_community("read")
def booking(request: CommunityRequest, booking_id: int) -> HttpResponse:
    """The story of a booking, for its buyer, its provider, and a steward from its dispute on."""
    view = booking_page.find_booking(request, booking_id)
    return render(request, "pages/services/booking.html", booking_page.booking_facts(request, view))


@require_safe
@in_community("read")
def file(request: CommunityRequest, booking_id: int, file_id: int) -> HttpResponse:
    """A delivered file, only ever as a download, authorised anew each time."""
    booking_page.find_booking(request, booking_id)
    path, name = booking_page.find_file(request, booking_id, file_id)
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(path.read_bytes(), content_type="application/octet-stream", headers=headers)
