"""Links into the community, each with a code to be scanned from a phone or a poster."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from diwan.kernel import clock
from diwan.people import public as people
from diwan.web.deeds import form_page
from diwan.web.drawing.qr import qr
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.forms.people import InvitationForm


@in_community("invite")
def invitations(request: CommunityRequest) -> HttpResponse:
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if form.does(
        lambda given: people.create_invitation(
            by=member_of(request), at=clock.now(), days=given["days"], use_limit=given["uses"], note=given["note"]
        )
    ):
        messages.success(request, _("The invitation is ready. Send the link, or show the code."))
        return redirect("invitations", slug=request.community.slug)
    rows = [_shown(request, row) for row in people.list_invitations(community_id=request.community.pk)[:40]]
    return form_page(request, "pages/steward/invitations.html", form, community=request.community, rows=rows)


def _shown(request: CommunityRequest, row: people.Invitation) -> dict[str, Any]:
    link = request.build_absolute_uri(reverse("invitation", kwargs={"token": row.token}))
    is_open = row.is_open(clock.now())
    return {"row": row, "link": link, "is_open": is_open, "qr": qr(link) if is_open else ""}
