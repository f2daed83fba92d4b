"""What buyer and provider do with a booking: one page, one form, one deed each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.web.deeds import KeyedForm, form_page
from diwan.web.member import booking_page
from diwan.web.member.forms.services import DeliveryForm, DisputeForm, ReviewForm, WordsForm
from diwan.web.scope import CommunityRequest, in_community, member_of

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does it, with which form, through which door; `said` picks what the door is told. No `side`: either party."""

    side: str
    form: type[KeyedForm]
    run: Callable[..., Any]
    said: Callable[[Given], dict[str, Any]]
    done: Promise


def _nothing(given: Given) -> dict[str, Any]:
    return {}


def _text(given: Given) -> dict[str, Any]:
    return {"text": given["text"]}


def _with_files(given: Given) -> dict[str, Any]:
    return {"text": given["text"], "sent": given["sent"]}


def _with_reason(given: Given) -> dict[str, Any]:
    return {"text": given["text"], "reason": given["reason"]}


def _with_stars(given: Given) -> dict[str, Any]:
    return {"text": given["text"], "stars": given["stars"]}


def _page(name: str, deed: Deed) -> Callable[..., HttpResponse]:
    @in_community("read")
    def view(request: CommunityRequest, booking_id: int) -> HttpResponse:
        booking = booking_page.find_booking(request, booking_id)
        if booking.side != deed.side and (deed.side or booking.side == "steward"):
            raise Http404
        form = deed.form(*((request.POST, request.FILES) if request.method == "POST" else ()))
        party = member_of(request).party_id
        if form.does(
            lambda given: deed.run(
                booking_id=booking.id, by=party, at=clock.now(), key=given["key"], **deed.said(given)
            )
        ):
            messages.success(request, str(deed.done))
            return redirect("booking", slug=request.community.slug, booking_id=booking.id)
        return form_page(request, f"pages/services/{name}.html", form, community=request.community, booking=booking)

    return view


_SERVICES = commerce.services
delivery = _page(
    "delivery", Deed("provider", DeliveryForm, _SERVICES.deliver, _with_files, _("Delivered. The buyer has been told."))
)
rework = _page(
    "rework", Deed("buyer", WordsForm, _SERVICES.request_rework, _text, _("The provider has been told what to change."))
)
acceptance = _page(
    "acceptance", Deed("buyer", KeyedForm, _SERVICES.accept, _nothing, _("Accepted. The money is the provider’s now."))
)
dispute = _page("dispute", Deed("", DisputeForm, _SERVICES.open_dispute, _with_reason, _("A steward will look at it.")))
surrender = _page(
    "surrender", Deed("provider", WordsForm, _SERVICES.give_up, _text, _("The held money goes back to the buyer."))
)
review = _page(
    "review", Deed("buyer", ReviewForm, _SERVICES.write_review, _with_stars, _("Thank you. Everybody can read it."))
)
answer = _page(
    "answer", Deed("provider", WordsForm, _SERVICES.answer_review, _text, _("Your answer stands under the review."))
)
