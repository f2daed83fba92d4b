"""Where one is signed in: ending one session without touching the others. The list itself is allauth's."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST


@login_required
@require_POST
def session_ending(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign out one device of one's own; somebody else's session answers like a missing one."""
    get_object_or_404(UserSession, pk=session_id, user_id=request.user.pk).end()
    messages.success(request, _("That device is signed out."))
    return redirect("usersessions_list")
