"""How one wants to be met: presence, direct messages, whom one blocked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diwan.conversation import public as conversation
from diwan.kernel import clock
from diwan.web.member.answers import back
from diwan.web.member.forms.conversation import ReachForm
from diwan.web.member.talk import talk_refusals
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community()
def settings(request: CommunityRequest) -> HttpResponse:
    """One's own choices and one's own list of blocks; nobody else ever sees either."""
    member = member_of(request)
    reach = conversation.get_reach(membership_id=member.pk)
    chosen = {"shows_presence": reach.shows_presence, "takes_direct": reach.takes_direct}
    form = ReachForm(request.POST if request.method == "POST" else None, initial=chosen)
    if request.method == "POST" and form.through(
        lambda said: conversation.choose_reach(membership_id=member.pk, **said)
    ):
        messages.success(request, _("Kept as you chose."))
        return redirect("talk_settings", slug=request.community.slug)
    facts = {"form": form, "blocked": conversation.list_blocked(by_id=member.pk)}
    return render(request, "pages/conversation/settings.html", facts, status=422 if form.errors else 200)


@in_community()
@require_POST
def presence(request: CommunityRequest) -> HttpResponse:
    """A page is open: shown for two minutes, to those who may know."""
    conversation.mark_present(membership_id=member_of(request).pk, at=clock.now())
    return HttpResponse(status=204)


@in_community()
@require_POST
@talk_refusals
def block(request: CommunityRequest, membership_id: int) -> HttpResponse:
    """Hear nothing directly from a member any more."""
    conversation.block_member(by_id=member_of(request).pk, other_id=membership_id, at=clock.now())
    messages.success(request, _("They cannot write to you directly now. They are not told."))
    return back(request)


@in_community()
@require_POST
@talk_refusals
def block_withdrawal(request: CommunityRequest, membership_id: int) -> HttpResponse:
    conversation.lift_block(by_id=member_of(request).pk, other_id=membership_id)
    return back(request)
