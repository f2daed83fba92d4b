"""Objections to a close, decided by two people who took no part."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from diwan.distribution import public as distribution
from diwan.distribution.errors import NoSuchObjection
from diwan.kernel import clock
from diwan.people import public as people
from diwan.web.deeds import form_page
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward import close_page
from diwan.web.steward.forms.closing import VerdictForm


@require_safe
@in_community("see_cockpit")
def objections(request: CommunityRequest) -> HttpResponse:
    rows = distribution.list_objections(community_id=request.community.pk)
    names = people.party_names(community_id=request.community.pk, parties=[row.party for row in rows])
    facts = {"community": request.community, "rows": rows, "names": names}
    return render(request, "pages/close/objections.html", facts)


@in_community("see_cockpit")
def objection(request: CommunityRequest, objection_id: int) -> HttpResponse:
    """Read it and give one of the two verdicts it needs."""
    view = _find(request, objection_id)
    first = view.verdicts[0] if view.verdicts else None
    initial = {"decision": first.decision, "correction": first.correction_minor or None} if first else {}
    data = request.POST if request.method == "POST" else None
    form = VerdictForm(data, currency=request.community.currency, initial=initial)
    if form.does(lambda given: _judge(request, objection_id, given)):
        is_decided = form.answer.decided_at is not None
        said = {
            True: _("Two agree: it is decided and published."),
            False: _("Your verdict is on record. One more decides."),
        }
        messages.success(request, said[is_decided])
        return redirect("objection", slug=request.community.slug, objection_id=objection_id)
    return form_page(request, "pages/close/objection.html", form, **close_page.objection_facts(request, view))


def _find(request: CommunityRequest, objection_id: int) -> distribution.ObjectionView:
    try:
        return distribution.get_objection(community_id=request.community.pk, objection_id=objection_id)
    except NoSuchObjection as error:
        raise Http404 from error


def _judge(request: CommunityRequest, objection_id: int, given: Any) -> distribution.ObjectionView:
    return distribution.resolve_objection(
        objection_id=objection_id,
        decision=given["decision"],
        reason=given["reason"],
        by=member_of(request).party_id,
        at=clock.now(),
        correction_minor=given["correction"] or 0,
    )
