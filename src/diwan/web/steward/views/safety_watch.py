"""Worth a look: shapes in who marks whom, with the figures behind them and what they may honestly be."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.kernel import clock
from diwan.people import public as people
from diwan.trust import public as trust
from diwan.trust.errors import NoSuchSuspicion, TrustError
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.safety_page import frame


@require_safe
@in_community("moderate")
def watch(request: CommunityRequest) -> HttpResponse:
    """What is worth a look, and what was looked at before."""
    scope, viewer = request.community.pk, request.membership
    rows = trust.list_suspicions(community_id=scope, viewer=viewer, open_only=False)
    parties = {UUID(party) for row in rows for party in row.parties}
    facts = {
        "open": [row for row in rows if row.looked_at is None],
        "looked": [row for row in rows if row.looked_at is not None],
        "names": {str(party): name for party, name in people.party_names(community_id=scope, parties=parties).items()},
        **frame(request),
    }
    return render(request, "pages/safety/watch.html", facts)


@in_community("moderate")
@require_POST
def look(request: CommunityRequest, suspicion_id: int) -> HttpResponse:
    """Say what it was."""
    try:
        trust.look_at_suspicion(
            suspicion_id=suspicion_id, by=member_of(request), note=request.POST.get("note", "")[:500], at=clock.now()
        )
    except NoSuchSuspicion as error:
        raise Http404 from error
    except TrustError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Kept, with your name beside it."))
    return redirect("watch", slug=request.community.slug)
