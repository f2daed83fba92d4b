"""First steps, greeting, levels, and how one wants to be found."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.belonging import public as belonging
from diwan.conversation import rules as talk
from diwan.kernel import clock
from diwan.people import public as people
from diwan.trust import public as trust
from diwan.trust.enums import Outcome
from diwan.web.member.belonging import answered_members, belonging_refusals, path_of
from diwan.web.member.forms.belonging import CardForm
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community()
@require_safe
def beginning(request: CommunityRequest) -> HttpResponse:
    """The first steps, each ticked by what happened. Whoever is here longer may look at them too."""
    member, at = member_of(request), clock.now()
    return render(
        request, "pages/belonging/beginning.html", {"path": path_of(member, at), "follows": belonging.FOLLOWS}
    )


@in_community()
@require_POST
@belonging_refusals
def closing(request: CommunityRequest) -> HttpResponse:
    """Put the steps away."""
    belonging.close_path(by=member_of(request), at=clock.now())
    return redirect("feed", slug=request.community.slug)


@in_community()
@require_safe
def first_question(request: CommunityRequest) -> HttpResponse:
    """What makes a question one that can be answered."""
    return render(request, "pages/belonging/first_question.html", {})


@in_community()
@require_safe
def greeting(request: CommunityRequest) -> HttpResponse:
    """Whom nobody has greeted yet, for those who said they like to greet; for others, what that means."""
    member, at = member_of(request), clock.now()
    if not belonging.is_greeter(member=member):
        return render(request, "pages/belonging/greeting.html", {"newcomers": None})
    scope = {"community_id": request.community.pk}
    answered = answered_members(since=at - belonging.SHOWN_FOR, **scope) | {member.pk}
    newcomers = belonging.list_newcomers(at=at, answered=answered, **scope)
    return render(request, "pages/belonging/greeting.html", {"newcomers": newcomers})


@in_community("write")
@require_POST
@belonging_refusals
def greeted(request: CommunityRequest, membership_id: int) -> HttpResponse:
    """The reader greeted this newcomer; they are not listed any more."""
    belonging.greet(by=member_of(request), membership_id=membership_id, at=clock.now())
    return redirect("greeting", slug=request.community.slug)


@in_community()
def own_card(request: CommunityRequest) -> HttpResponse:
    """How one wants to be found."""
    member = member_of(request)
    card = belonging.card_of(member=member)
    chosen = {"is_listed": card.is_listed, "is_greeter": card.is_greeter, "links": "\n".join(card.links)}
    form = CardForm(request.POST if request.method == "POST" else None, initial=chosen)
    if request.method == "POST" and form.through(lambda said: belonging.edit_card(by=member, **said)):
        messages.success(request, _("Kept as you chose."))
        return redirect("own_card", slug=request.community.slug)
    return render(request, "pages/belonging/own_card.html", {"form": form}, status=422 if form.errors else 200)


@in_community()
@require_safe
def levels(request: CommunityRequest) -> HttpResponse:
    """What each level asks and opens, out of the constants that the rooms themselves obey."""
    member = member_of(request)
    facts = {
        "level": belonging.level_of(member=member),
        "pin": belonging.pin_of(member=member),
        "needs": belonging.NEEDS,
        "ceilings": [(Outcome(code).label, most) for code, most in belonging.CEILINGS.items()],
        "lowered_days": belonging.LOWERED_DAYS,
        "opens": opens(request.community),
    }
    return render(request, "pages/belonging/levels.html", facts)


def opens(community: people.Community) -> dict[str, int]:
    """The figures behind the sentences of the page; other rooms' newcomer rules among them."""
    book = trust.rules_of(community_id=community.pk)
    return {
        "newcomer_days": talk.NEWCOMER_DAYS,
        "newcomer_people": talk.NEWCOMER_PEOPLE,
        "newcomer_links": book.newcomer_links,
        "greeter": belonging.GREETER_LEVEL,
        "links": belonging.LINKS_LEVEL,
        "answers": belonging.ANSWERS_REQUESTS_LEVEL,
        "keeps": belonging.KEEPS_GROUP_LEVEL,
    }


def shown_member(request: CommunityRequest, membership_id: int) -> people.Membership:
    """An active member of this community with roles at hand, or 404."""
    rows = people.list_members(community_id=request.community.pk).filter(standing="active")
    found = rows.filter(pk=membership_id).first() if membership_id < 2**63 else None
    if found is None:
        raise Http404
    return found
