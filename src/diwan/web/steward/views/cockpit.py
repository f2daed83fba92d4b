from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from diwan.insights import public as insights
from diwan.kernel import clock
from diwan.web.scope import CommunityRequest, in_community
from diwan.web.steward import cockpit_page


@require_safe
@in_community("see_cockpit")
def cockpit(request: CommunityRequest) -> HttpResponse:
    """Words first: what needs a person today; then how the community stands, in figures."""
    view = insights.cockpit(community_id=request.community.pk, at=clock.now())
    return render(request, "pages/cockpit/overview.html", cockpit_page.facts(request, view))
