"""More than one person: proposals that wait for a second, the watch in turns, the blind look."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.kernel.text.dates import format_day
from diwan.kernel.text.reader import current_reader
from diwan.people import public as people
from diwan.trust import public as trust
from diwan.trust.enums import Outcome
from diwan.trust.errors import NoSuchProposal, NothingToReview, TrustError
from diwan.web.member.forms.trust import ReasonForm
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.forms.safety import BlindForm, DutyForm
from diwan.web.steward.safety_page import frame


@require_safe
@in_community("moderate")
def proposals(request: CommunityRequest) -> HttpResponse:
    """Decisions that touch money and wait for a second person."""
    rows = list(trust.list_proposals(community_id=request.community.pk, viewer=request.membership))
    refs = [row.report.object_ref for row in rows]
    viewer_id = member_of(request).pk
    texts = gathering.quote_texts(community_id=request.community.pk, object_refs=refs, viewer_id=viewer_id)
    facts = {"rows": [(row, texts.get(row.report.object_ref)) for row in rows], "at": clock.now(), **frame(request)}
    return render(request, "pages/safety/proposals.html", {**facts, "form": ReasonForm()})


@in_community("moderate")
@require_POST
def approval(request: CommunityRequest, proposal_id: int) -> HttpResponse:
    """Agree to exactly what was read, and carry it out."""
    read = request.POST.get("content", "")
    try:
        trust.approve_proposal(proposal_id=proposal_id, content_hash=read, by=member_of(request), at=clock.now())
    except NoSuchProposal as error:
        raise Http404 from error
    except TrustError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Agreed and carried out. Everyone concerned is told."))
    return redirect("proposals", slug=request.community.slug)


@in_community("moderate")
@require_POST
def refusal(request: CommunityRequest, proposal_id: int) -> HttpResponse:
    """Not agree, with a reason; the report waits again."""
    try:
        trust.decline_proposal(
            proposal_id=proposal_id, by=member_of(request), answer=request.POST.get("reason", "")[:2000], at=clock.now()
        )
    except NoSuchProposal as error:
        raise Http404 from error
    except TrustError as problem:
        messages.error(request, str(problem))
    else:
        messages.info(request, _("Declined. The report waits for a decision again."))
    return redirect("proposals", slug=request.community.slug)


@in_community("moderate")
def duty(request: CommunityRequest) -> HttpResponse:
    """Who keeps watch in which week; a POST puts somebody on it."""
    at, scope = clock.now(), request.community.pk
    weeks = trust.duties(community_id=scope, at=at)
    moderators = {str(row.pk): row for row in trust.moderators_of(scope)}
    form = DutyForm(
        request.POST or None,
        weeks=[(day.isoformat(), format_day(day, current_reader())) for day, _taken in weeks],
        members=[(pk, row.person.display_name) for pk, row in moderators.items()],
        initial={"member": str(member_of(request).pk)},
    )
    if request.method == "POST" and form.through(
        lambda said: trust.take_duty(
            membership=moderators[said["member"]], week_date=said["week"], by=member_of(request), at=at
        )
    ):
        return redirect("duty", slug=request.community.slug)
    facts = {"weeks": weeks, "form": form, **frame(request)}
    return render(request, "pages/safety/duty.html", facts, status=422 if form.errors else 200)


@in_community("moderate")
@require_POST
def duty_leaving(request: CommunityRequest, week: str, membership_id: int) -> HttpResponse:
    """Take a moderator off a week."""
    try:
        day = date.fromisoformat(week)
    except ValueError as error:
        raise Http404 from error
    member = people.list_members(community_id=request.community.pk).filter(pk=membership_id).first()
    if member is None:
        raise Http404
    trust.leave_duty(membership=member, week_date=day, by=member_of(request))
    return redirect("duty", slug=request.community.slug)


@in_community("moderate")
def blind(request: CommunityRequest) -> HttpResponse:
    """A decision to look at again, without how it fell; a POST says what one would have decided."""
    member, form = member_of(request), BlindForm(request.POST or None)
    asked = request.POST.get("decision", "")
    if request.method == "POST" and form.through(lambda said: _review(request, asked, said)):
        messages.success(request, _("Kept. It changes nothing but the figure of how often you agree."))
        return redirect("blind", slug=request.community.slug)
    found = next(iter(trust.list_blind(viewer=member)), None)
    refs = [found.object_ref] if found else []
    texts = gathering.quote_texts(community_id=request.community.pk, object_refs=refs, viewer_id=member.pk)
    facts = {"one": found, "text": texts.get(refs[0]) if refs else None, "form": form, **frame(request)}
    return render(request, "pages/safety/blind.html", facts, status=422 if form.errors else 200)


def _review(request: CommunityRequest, asked: str, said: dict[str, Any]) -> trust.BlindReview:
    if not (asked.isascii() and asked.isdigit() and len(asked) < 18):
        raise NothingToReview
    return trust.review_blindly(
        decision_id=int(asked), by=member_of(request), outcome=Outcome(said["outcome"]), at=clock.now()
    )
