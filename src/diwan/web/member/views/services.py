"""Services on the shelf, and booking one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.web.deeds import form_page
from diwan.web.member import services_page
from diwan.web.scope import CommunityRequest, in_community, member_of


@require_safe
@in_community("read")
def services(request: CommunityRequest) -> HttpResponse:
    """Everything members offer each other."""
    found = commerce.services.list_services(community_id=request.community.pk)
    return render(request, "pages/services/services.html", {"community": request.community, "services": found})


@require_safe
@in_community("read")
def service(request: CommunityRequest, service_id: int) -> HttpResponse:
    view = services_page.find_service(request, service_id)
    form = services_page.booking_form(request, view)
    return form_page(request, "pages/services/service.html", form, **services_page.service_facts(request, view))


@require_POST
@in_community("read")
def booking_placement(request: CommunityRequest, service_id: int) -> HttpResponse:
    """Book it; the key in the form makes a second press the same booking. Paying comes next."""
    view = services_page.find_service(request, service_id)
    form = services_page.booking_form(request, view, request.POST)
    if not form.does(
        lambda given: commerce.services.book_service(
            service_id=view.id,
            method=given["method"],
            wish=given["wish"],
            appointment_at=given.get("appointment"),
            by=member_of(request).party_id,
            at=clock.now(),
            key=given["key"],
        )
    ):
        return form_page(request, "pages/services/service.html", form, **services_page.service_facts(request, view))
    return redirect("booking", slug=request.community.slug, booking_id=form.answer)
