"""One booking on everybody's screen: the same story, the same money; the deeds are each reader's own."""

from pathlib import Path
from typing import Any

from django.http import Http404

from diwan.commerce import public as commerce
from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.web.scope import CommunityRequest, member_of


def find_booking(request: CommunityRequest, booking_id: int) -> commerce.services.BookingView:
    """A booking the reader may see, of this community; 404 for any other."""
    try:
        view = commerce.services.get_booking(booking_id=booking_id, viewer=member_of(request).party_id, at=clock.now())
    except commerce.services.NoSuchBooking as error:
        raise Http404 from error
    if view.community_id != request.community.pk:
        raise Http404
    return view


def find_booking_to(request: CommunityRequest, booking_id: int, side: str) -> commerce.services.BookingView:
    """A booking the reader is on this side of; 404 for the others, who cannot do this at any time."""
    view = find_booking(request, booking_id)
    if view.side != side:
        raise Http404
    return view


def find_file(request: CommunityRequest, booking_id: int, file_id: int) -> tuple[Path, str]:
    try:
        return commerce.services.get_file(file_id=file_id, booking_id=booking_id, viewer=member_of(request).party_id)
    except commerce.services.NoSuchBooking as error:
        raise Http404 from error


def booking_facts(request: CommunityRequest, view: commerce.services.BookingView) -> dict[str, Any]:
    """Everything the page of a booking shows, and what this reader may do next."""
    words = dict(commerce.services.StepKind.choices)
    return {
        "community": request.community,
        "booking": view,
        "story": [(step, words[step.kind], gathering.render(step.text)) for step in view.steps],
        "books": commerce.services.book_lines(booking_id=view.id, viewer=member_of(request).party_id),
        "status_word": commerce.services.BookingStatus(view.status).label,
        "reason_words": dict(commerce.services.DisputeReason.choices),
        "part_words": dict(commerce.services.PartStatus.choices),
    }
