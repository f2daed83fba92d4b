"""How a member wants to be reached: one page, which works without script."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diwan.kernel import clock
from diwan.people import public as people
from diwan.web.deeds import form_page
from diwan.web.member.forms.devices import DeviceForm, EndpointForm
from diwan.web.member.forms.reach import ReachForm
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community(suspended=True)
def reach(request: CommunityRequest) -> HttpResponse:
    """Groups, quiet hours, digest, devices."""
    member = member_of(request)
    form = ReachForm(request.POST if request.method == "POST" else None, reach=people.reach_of(membership_id=member.pk))
    if form.does(
        lambda _given: people.set_reach(
            membership_id=member.pk, choices=form.choices(), preference=form.preference(), at=clock.now()
        )
    ):
        messages.success(request, _("From now on you are told as you chose."))
        return redirect("reach", slug=request.community.slug)
    facts = {"devices": people.list_devices(membership_id=member.pk), "push_key": people.application_key()}
    return form_page(request, "pages/reach/reach.html", form, **facts)


@in_community(suspended=True)
@require_POST
def devices(request: CommunityRequest) -> HttpResponse:
    """A browser asks to be told. Its own words for itself name it in the list."""
    form = DeviceForm(request.POST)
    told = request.headers.get("User-Agent", "")
    if form.does(
        lambda given: people.register_device(membership=member_of(request), agent=told, at=clock.now(), **given)
    ):
        return HttpResponse(status=201)
    return HttpResponse(status=422)


@in_community(suspended=True)
@require_POST
def device_withdrawal(request: CommunityRequest) -> HttpResponse:
    """The browser itself ended its subscription."""
    form = EndpointForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    people.forget_endpoint(membership_id=member_of(request).pk, endpoint=form.cleaned_data["endpoint"])
    return HttpResponse(status=204)


@in_community(suspended=True)
@require_POST
def device_disposal(request: CommunityRequest, device_id: int) -> HttpResponse:
    """Take one device out of the list."""
    if not people.forget_device(membership_id=member_of(request).pk, device_id=device_id):
        raise Http404
    messages.success(request, _("This device is told nothing any more."))
    return redirect("reach", slug=request.community.slug)
