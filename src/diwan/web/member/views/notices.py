from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from diwan.kernel import clock
from diwan.people import public as people
from diwan.web.notices import notice_url, worded
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community()
def notices(request: CommunityRequest) -> HttpResponse:
    """What the reader should know, latest first, each in a sentence."""
    rows = people.list_notices(membership_id=member_of(request).pk)
    shown = [(row, notice_url(request.community.slug, row.kind, row.facts, row.url)) for row in rows]
    facts = {"notices": shown, "worded": worded, "has_unread": any(row.read_at is None for row, _url in shown)}
    return render(request, "pages/gathering/notices.html", facts)


@in_community()
@require_POST
def notices_reading(request: CommunityRequest) -> HttpResponse:
    """All of them are known now."""
    people.mark_notices_read(membership_id=member_of(request).pk, at=clock.now())
    return redirect("notices", slug=request.community.slug)
