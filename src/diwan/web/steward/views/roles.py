"""Who holds which role; only the owner gives and takes them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from diwan.kernel import clock
from diwan.people import public as people
from diwan.people.enums import Role, Standing
from diwan.people.errors import PeopleError
from diwan.web.deeds import form_page
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.forms.people import RoleForm


@in_community("grant_roles")
def roles(request: CommunityRequest) -> HttpResponse:
    """Give a role or a duty."""
    members = people.list_members(community_id=request.community.pk)
    data = request.POST if request.method == "POST" else None
    form = RoleForm(data, members=members.filter(standing=Standing.ACTIVE))
    if form.does(
        lambda given: people.grant_role(
            membership=given["member"], role=given["role"] or given["duty"], by=member_of(request), at=clock.now()
        )
    ):
        messages.success(request, _("The role is given, and the audit line says by whom."))
        return redirect("roles", slug=request.community.slug)
    holders = [(row, [one.role for one in row.roles.all() if one.role != Role.MEMBER]) for row in members]
    facts = {"holders": [(row, held) for row, held in holders if held], "role_words": dict(Role.choices)}
    return form_page(request, "pages/steward/roles.html", form, community=request.community, **facts)


@in_community("grant_roles")
def revocation(request: CommunityRequest, membership_id: int, role: str) -> HttpResponse:
    """Take a role away, after a confirmation. A community never loses its last owner."""
    member = people.list_members(community_id=request.community.pk).filter(pk=membership_id, roles__role=role).first()
    if member is None or role == Role.MEMBER:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            people.revoke_role(membership=member, role=role, by=member_of(request), at=clock.now())
        except PeopleError as refusal:
            problem = str(refusal)
        else:
            may_stay = Role.OWNER in people.membership_roles(membership_id=member_of(request).pk)
            return redirect("roles" if may_stay else "feed", slug=request.community.slug)
    word = dict(Role.choices).get(role, role)
    facts = {"community": request.community, "holder": member, "role_word": word, "problem": problem}
    return render(request, "pages/steward/revocation.html", facts, status=422 if problem else 200)
