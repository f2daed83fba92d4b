"""Second looks: appeals, and ending a suspension early."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from diwan.kernel import clock
from diwan.people import public as people
from diwan.people.enums import Standing
from diwan.trust import public as trust
from diwan.trust.errors import NoSuchSanction
from diwan.web.member.forms.trust import AppealDecisionForm, ReasonForm
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.safety_page import frame


@in_community("moderate")
def appeals(request: CommunityRequest) -> HttpResponse:
    """Appeals that wait, and members who are suspended."""
    at, community = clock.now(), request.community
    rows = trust.list_appeals(community_id=community.pk, viewer=request.membership)
    members = people.list_members(community_id=community.pk).filter(standing=Standing.SUSPENDED)
    suspended = [(member, trust.standing_of(membership=member, at=at)) for member in members[:50]]
    return render(request, "pages/gathering/appeals.html", {"appeals": rows, "suspended": suspended, **frame(request)})


@in_community("moderate")
def appeal_decision(request: CommunityRequest, appeal_id: int) -> HttpResponse:
    """Answer an appeal; whoever had a part in it cannot."""
    member, form = member_of(request), AppealDecisionForm(request.POST or None)
    appeal = trust.list_appeals(community_id=request.community.pk, viewer=member).filter(pk=appeal_id).first()
    if appeal is None:
        raise Http404
    if request.method == "POST" and form.through(
        lambda said: trust.decide_appeal(
            appeal_id=appeal_id,
            by=member,
            overturn=said["decision"] == "overturn",
            answer=said["answer"],
            at=clock.now(),
        )
    ):
        messages.success(request, _("Answered. Whoever appealed is told."))
        return redirect("appeals", slug=request.community.slug)
    facts = {"form": form, "appeal": appeal, "heading": _("Answer an appeal")}
    return render(request, "pages/gathering/second_look.html", facts, status=422 if form.errors else 200)


@in_community("moderate")
def lifting(request: CommunityRequest, sanction_id: int) -> HttpResponse:
    """End a suspension before its term, with a reason."""
    form = ReasonForm(request.POST or None)
    try:
        trust.require_sanction(sanction_id=sanction_id, community_id=request.community.pk)
    except NoSuchSanction as error:
        raise Http404 from error
    if request.method == "POST" and _lifted(request, form, sanction_id):
        messages.success(request, _("The suspension is over."))
        return redirect("appeals", slug=request.community.slug)
    facts = {"form": form, "appeal": None, "heading": _("End a suspension")}
    return render(request, "pages/gathering/second_look.html", facts, status=422 if form.errors else 200)


def _lifted(request: CommunityRequest, form: ReasonForm, sanction_id: int) -> bool:
    member = member_of(request)

    def lift(said: dict[str, str]) -> bool:
        trust.lift_sanction(sanction_id=sanction_id, by=member, reason=said["reason"], at=clock.now())
        return True

    return bool(form.through(lift))
