"""What one agreed to, purpose by purpose; off until given, as easy to take back as to give."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from diwan.kernel import clock
from diwan.kernel.consents import UnknownPurpose
from diwan.trust import public as trust
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community(suspended=True)
def consents(request: CommunityRequest) -> HttpResponse:
    """The list; a POST of `purpose` and `given` (1 or 0) changes one."""
    member = member_of(request)
    if request.method != "POST":
        facts = {"consents": trust.list_consents(membership_id=member.pk)}
        return render(request, "pages/privacy/consents.html", facts)
    is_given = request.POST.get("given") == "1"
    try:
        trust.set_consent(
            membership_id=member.pk, purpose=request.POST.get("purpose", ""), is_given=is_given, at=clock.now()
        )
    except UnknownPurpose as error:
        raise Http404 from error
    messages.success(request, _("Kept. You can change your mind at any time."))
    return redirect("consents", slug=request.community.slug)
