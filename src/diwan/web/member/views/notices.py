from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from diwan.kernel import clock
from diwan.people import public as people
from diwan.web.notices import notice_url, worded
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community()
def notices(request: CommunityRequest) -> HttpResponse:
    """What the reader should know: what nobody read first, then the rest, each in a sentence."""
    member = member_of(request)
    groups = people.unread_by_group(membership_id=member.pk)
    group = request.GET.get("group", "")
    if group and group not in groups:
        raise Http404
    only_unread = request.GET.get("unread") == "1"
    page = people.notice_page(
        membership_id=member.pk, group=group, only_unread=only_unread, after=request.GET.get("after", "")
    )
    shown = [(row, notice_url(request.community.slug, row.kind, row.facts, row.url)) for row in page.notices]
    facts = {
        "fresh": [pair for pair in shown if pair[0].read_at is None],
        "seen": [pair for pair in shown if pair[0].read_at is not None],
        "worded": worded,
        "groups": [(people.Group(name), count) for name, count in groups.items()],
        "group": group,
        "only_unread": only_unread,
        "unread_count": sum(groups.values()),
        "after": page.after,
    }
    return render(request, "pages/reach/notices.html", facts)


@in_community()
@require_POST
def notices_reading(request: CommunityRequest) -> HttpResponse:
    """All of them are known now."""
    people.mark_notices_read(membership_id=member_of(request).pk, at=clock.now())
    return redirect("notices", slug=request.community.slug)


@in_community()
@require_POST
def notice_reading(request: CommunityRequest, notice_id: int) -> HttpResponse:
    """One of them is known now; a foreign one is not there."""
    member = member_of(request)
    if not people.notices_by_id(membership_id=member.pk, ids=[notice_id]):
        raise Http404
    people.mark_notices_read(membership_id=member.pk, at=clock.now(), notice_id=notice_id)
    return redirect("notices", slug=request.community.slug)
