"""Why did I get this amount? One's own statement, and nobody else's."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from diwan.contributions.errors import UnknownKind
from diwan.distribution import public as distribution
from diwan.distribution.errors import DistributionError, NotYourStatement
from diwan.kernel import clock
from diwan.web.member import statement_page
from diwan.web.member.forms.objection import ObjectionForm
from diwan.web.member.views.books import MISSING
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community("read")
def latest(request: CommunityRequest) -> HttpResponse:
    """The newest month one has a statement for."""
    mine = distribution.list_statements(community_id=request.community.pk, party=member_of(request).party_id)
    if not mine:
        return render(request, "pages/statement/none.html", {"community": request.community})
    return redirect("statement_month", slug=request.community.slug, period=mine[0][0])


@in_community("read")
def month(request: CommunityRequest, period: str) -> HttpResponse:
    view = _statement(request, period)
    return render(request, "pages/statement/month.html", statement_page.facts(request, view, ObjectionForm()))


@in_community("read")
def acts(request: CommunityRequest, period: str, kind: str) -> HttpResponse:
    """The acts behind one row: when, on what, how much each weighed."""
    view = _statement(request, period)
    try:
        found = statement_page.acts(request, view, kind)
    except UnknownKind as error:
        raise Http404 from error
    return render(request, "pages/statement/acts.html", {"community": request.community, "view": view, **found})


@in_community("read")
def proof(request: CommunityRequest, period: str) -> HttpResponse:
    """One's own proof of inclusion, to be checked with the verifier."""
    view = _statement(request, period)
    content = distribution.member_proof(community_id=request.community.pk, period=period, party=view.party)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{request.community.slug}-{period}-proof.json"'
    return response


@in_community("read")
def objection(request: CommunityRequest, period: str) -> HttpResponse:
    """Object to one's own statement while the window is open."""
    view = _statement(request, period)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            distribution.raise_objection(
                community_id=request.community.pk,
                period=period,
                party=view.party,
                line="",
                text=form.cleaned_data["text"],
                at=clock.now(),
            )
        except DistributionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your objection is on record. Two people who took no part will answer it."))
            return redirect("statement_month", slug=request.community.slug, period=period)
    status = 422 if form.errors else 200
    return render(request, "pages/statement/objection.html", statement_page.facts(request, view, form), status=status)


def _statement(request: CommunityRequest, period: str) -> distribution.StatementView:
    party = member_of(request).party_id
    try:
        return distribution.statement(community_id=request.community.pk, period=period, party=party, at=clock.now())
    except (*MISSING, NotYourStatement) as error:
        raise Http404 from error
