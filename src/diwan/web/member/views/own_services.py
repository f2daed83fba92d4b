"""What one offers oneself, and when one can be booked."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.web.deeds import form_page
from diwan.web.member import services_page
from diwan.web.member.forms.services import HoursForm, ServiceForm
from diwan.web.scope import CommunityRequest, in_community, member_of

_EDITOR = "pages/services/editor.html"


@in_community("write")
def new_service(request: CommunityRequest) -> HttpResponse:
    form = _form(request, None)
    party = member_of(request).party_id
    if form.does(
        lambda given: commerce.services.offer_service(
            community_id=request.community.pk, spec=form.spec(), by=party, at=clock.now()
        )
    ):
        return redirect("service", slug=request.community.slug, service_id=form.answer)
    return form_page(request, _EDITOR, form, community=request.community, service=None)


@in_community("write")
def edit_service(request: CommunityRequest, service_id: int) -> HttpResponse:
    view = services_page.find_service(request, service_id)
    if view.provider_id != member_of(request).pk:
        raise Http404
    form = _form(request, view)
    party = member_of(request).party_id
    if form.does(
        lambda given: commerce.services.change_service(
            service_id=view.id, spec=form.spec(), is_open=given["is_open"], by=party, at=clock.now()
        )
    ):
        return redirect("service", slug=request.community.slug, service_id=view.id)
    return form_page(request, _EDITOR, form, community=request.community, service=view)


@in_community("write")
def hours(request: CommunityRequest) -> HttpResponse:
    """The week one can be booked in, by one's own clock."""
    party = member_of(request).party_id
    known = commerce.services.hours_of(party=party)
    initial: dict[str, Any] = {"zone": known[0].zone if known else timezone.get_current_timezone_name()}
    for one in known:
        initial[f"from{one.weekday}"] = _wall(one.starts_minute)
        initial[f"until{one.weekday}"] = _wall(one.ends_minute)
    data = request.POST if request.method == "POST" else None
    form = HoursForm(data, days=services_page.weekdays(), initial=initial)
    if form.does(
        lambda given: commerce.services.set_hours(
            community_id=request.community.pk, hours=form.hours(), zone=given["zone"], by=party
        )
    ):
        messages.success(request, _("Your hours are kept. What is booked already stays."))
        return redirect("service_hours", slug=request.community.slug)
    rows = [(form[f"from{day}"], form[f"until{day}"]) for day in range(7)]
    return form_page(request, "pages/services/hours.html", form, community=request.community, rows=rows)


def _wall(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def _form(request: CommunityRequest, view: commerce.services.ServiceView | None) -> ServiceForm:
    initial: dict[str, Any] = {}
    if view is not None:
        initial = {
            "title": view.title, "body": view.body, "question": view.question, "rework_count": str(view.rework_count),
            "appointment_minutes": view.appointment_minutes, "is_open": view.is_open,
        }  # fmt: skip
        for place, part in enumerate(view.milestones, 1):
            initial |= {
                f"part{place}": part.title,
                f"price{place}": part.price_minor,
                f"days{place}": str(part.days_count),
            }
    data = request.POST if request.method == "POST" else None
    return ServiceForm(data, currency=request.community.currency, initial=initial)
