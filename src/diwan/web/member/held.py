"""What a writer is told when a published rule holds a text: at once, and why; their words are not lost."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from diwan.trust import public as trust
from diwan.web.scope import CommunityRequest


def say_if_held(request: CommunityRequest, ref: str) -> bool:
    """Whether the text waits for a moderator; if so the next page says it."""
    if not trust.is_held(community_id=request.community.pk, object_ref=ref):
        return False
    messages.warning(request, _("What you wrote waits until a moderator has read it. “How you stand” says why."))
    return True


def held_page(request: CommunityRequest, ref: str) -> HttpResponse | None:
    """Where an author is led who opens a text of theirs that waits; None for everybody else."""
    member = request.membership
    if member is None or all(report.object_ref != ref for report in trust.list_held(membership=member)):
        return None
    return redirect("standing", slug=request.community.slug)
