"""Saying that something is wrong; how one stands; asking for a decision to be looked at again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.people import public as people
from diwan.trust import public as trust
from diwan.trust.errors import NoSuchDecision
from diwan.web.member.forms.trust import AppealForm, ReportForm
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community("write")
def new_report(request: CommunityRequest) -> HttpResponse:
    """Tell the moderators about a post or a comment. Whoever wrote it does not learn who did."""
    text = _reported_text(request)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.through(lambda said: _file(request, text, said)):
        messages.success(request, _("The moderators will read it. You will be told what they decide."))
        return redirect("thread", slug=request.community.slug, post_id=text.post_id)
    facts = {"form": form, "text": text}
    return render(request, "pages/gathering/report.html", facts, status=422 if form.errors else 200)


@in_community(suspended=True)
def standing(request: CommunityRequest) -> HttpResponse:
    """What was decided about the reader, why, until when, and how to have it looked at again."""
    member = member_of(request)
    held = trust.list_held(membership=member)
    words = trust.texts_of(community_id=request.community.pk, object_refs=[report.object_ref for report in held])
    facts: dict[str, Any] = {"held": [(report, words.get(report.object_ref, "")) for report in held]}
    facts["standing"] = trust.standing_of(membership=member, at=clock.now())
    return render(request, "pages/gathering/standing.html", facts)


@in_community(suspended=True)
def appeal(request: CommunityRequest, decision_id: int) -> HttpResponse:
    """Ask another person to look at a decision: the one it is about, or those whose report was dismissed."""
    member, form = member_of(request), AppealForm(request.POST or None)
    try:
        trust.require_appealable(decision_id=decision_id, by=member)
    except NoSuchDecision as error:
        raise Http404 from error
    if request.method == "POST" and form.through(
        lambda said: trust.file_appeal(decision_id=decision_id, by=member, text=said["text"], at=clock.now())
    ):
        messages.success(request, _("Somebody who had no part in the decision will look at it."))
        return redirect("standing", slug=request.community.slug)
    return render(request, "pages/gathering/appeal.html", {"form": form}, status=422 if form.errors else 200)


def _reported_text(request: CommunityRequest) -> gathering.QuotedText:
    ref = request.GET.get("ref", "")
    found = gathering.quote_texts(community_id=request.community.pk, object_refs=[ref], viewer_id=member_of(request).pk)
    if ref not in found or not found[ref].is_shown:
        raise Http404
    return found[ref]


def _file(request: CommunityRequest, text: gathering.QuotedText, said: dict[str, Any]) -> trust.Report:
    author = people.list_members(community_id=request.community.pk).filter(pk=text.author_id).first()
    words = {"reason": said["reason"], "note": said["note"]}
    return trust.file_report(reporter=member_of(request), object_ref=text.ref, subject=author, at=clock.now(), **words)
