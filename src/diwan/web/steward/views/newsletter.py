"""Letters of the team to members: written, looked at in both directions, tried on oneself, sent once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diwan.commerce import public as commerce
from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.kernel.errors import DiwanError
from diwan.kernel.text.reader import current_reader
from diwan.people import public as people
from diwan.people.errors import NewsletterGone
from diwan.web.deeds import form_page
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.forms.newsletter import NewsletterForm

MOST_LISTED = 60


@in_community("write_letters")
def newsletters(request: CommunityRequest) -> HttpResponse:
    """All letters, newest first, and how far each got."""
    rows = people.list_newsletters(community_id=request.community.pk)[:MOST_LISTED]
    shown = [(row, people.newsletter_figures(newsletter=row)) for row in rows]
    return render(request, "pages/reach/newsletters.html", {"letters": shown})


@in_community("write_letters")
def new_newsletter(request: CommunityRequest) -> HttpResponse:
    """Begin one."""
    form = _form(request, None)
    if form.does(
        lambda given: people.draft_newsletter(
            by=member_of(request),
            subject=given["subject"],
            body=given["body"],
            audience=form.audience(),
            at=clock.now(),
        )
    ):
        return redirect("newsletter", slug=request.community.slug, newsletter_id=form.answer.pk)
    return form_page(request, "pages/reach/newsletter_form.html", form, letter=None)


@in_community("write_letters")
def newsletter(request: CommunityRequest, newsletter_id: int) -> HttpResponse:
    """The letter as it will be read, in both directions, and who will read it."""
    row = _found(request, newsletter_id)
    members = people.audience_members(
        community_id=row.community_id, audience=people.Audience.of(row.audience), at=clock.now()
    )
    facts = {
        "letter": row,
        "html": gathering.render(row.body),
        "reader_count": members.count() if row.is_draft else row.recipient_count,
        "figures": people.newsletter_figures(newsletter=row),
    }
    return render(request, "pages/reach/newsletter.html", facts)


@in_community("write_letters")
def newsletter_words(request: CommunityRequest, newsletter_id: int) -> HttpResponse:
    """Change a draft; one on its way only shows."""
    row = _found(request, newsletter_id)
    form = _form(request, row)
    if form.does(
        lambda given: people.edit_newsletter(
            newsletter=row, subject=given["subject"], body=given["body"], audience=form.audience(), at=clock.now()
        )
    ):
        return redirect("newsletter", slug=request.community.slug, newsletter_id=row.pk)
    return form_page(request, "pages/reach/newsletter_form.html", form, letter=row)


@in_community("write_letters")
@require_POST
def newsletter_trial(request: CommunityRequest, newsletter_id: int) -> HttpResponse:
    """One copy to oneself."""
    row = _found(request, newsletter_id)
    people.send_newsletter_trial(newsletter=row, to=member_of(request), at=clock.now())
    messages.success(request, _("A copy is on its way to you."))
    return redirect("newsletter", slug=request.community.slug, newsletter_id=row.pk)


@in_community("write_letters")
@require_POST
def newsletter_sending(request: CommunityRequest, newsletter_id: int) -> HttpResponse:
    """Send it: once, to all who fit now."""
    row = _found(request, newsletter_id)
    try:
        people.send_newsletter(newsletter=row, by=member_of(request), at=clock.now())
    except DiwanError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The letter is on its way. Copies leave one by one."))
    return redirect("newsletter", slug=request.community.slug, newsletter_id=row.pk)


@in_community("write_letters")
@require_POST
def newsletter_disposal(request: CommunityRequest, newsletter_id: int) -> HttpResponse:
    """Throw a draft away."""
    row = _found(request, newsletter_id)
    try:
        people.discard_newsletter(newsletter=row)
    except DiwanError as refusal:
        messages.error(request, str(refusal))
    return redirect("newsletters", slug=request.community.slug)


def _found(request: CommunityRequest, newsletter_id: int) -> people.Newsletter:
    if newsletter_id >= 2**63:
        raise Http404
    try:
        return people.get_newsletter(community_id=request.community.pk, newsletter_id=newsletter_id)
    except NewsletterGone as error:
        raise Http404 from error


def _form(request: CommunityRequest, row: people.Newsletter | None) -> NewsletterForm:
    initial: dict[str, Any] = {"subject": row.subject, "body": row.body, **row.audience} if row else {}
    posted = request.POST if request.method == "POST" else None
    return NewsletterForm(posted, initial=initial, tiers=_tiers(request))


def _tiers(request: CommunityRequest) -> list[tuple[str, str]]:
    """Entitlements that members hold, by the names of the offers that open them."""
    offers = commerce.list_offers(community_id=request.community.pk, with_retired=True)
    names = {offer.entitlement_key: offer.name_in(current_reader().language) for offer in offers}
    return [(key, names.get(key, key)) for key in people.tiers(community_id=request.community.pk)]
