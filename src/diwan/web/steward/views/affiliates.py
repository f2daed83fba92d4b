"""Networks and shops that pay for sales: links, files, money. And who brought whom, for those who answer for it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from diwan.kernel import clock
from diwan.promotion import public as promotion
from diwan.web.addresses import url
from diwan.web.referral_terms import referral_bps
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.forms.promotion import FileForm, LinkForm, ProgrammeForm, ReceiptForm, VoidingForm
from diwan.web.steward.promotion_page import deed_page, promotion_refusals, shop_trail

_COLUMNS = gettext_lazy("What they call their columns is asked so that their files can be read as they are.")


@in_community("see_cockpit")
@require_safe
def programmes(request: CommunityRequest) -> HttpResponse:
    rows = promotion.list_programmes(community_id=request.community.pk)
    return render(request, "pages/promotion/programmes.html", {"community": request.community, "rows": rows})


@in_community("see_cockpit")
def new_programme(request: CommunityRequest) -> HttpResponse:
    form = ProgrammeForm(request.POST or None)
    if form.does(lambda _given: promotion.keep_programme(by=member_of(request), at=clock.now(), **form.said())):
        return redirect("programme", slug=request.community.slug, programme_id=form.answer.pk)
    return deed_page(
        request, form, title=_("A new network"), button=_("Keep it"), trail=shop_trail(request), lead=str(_COLUMNS),
    )  # fmt: skip


@in_community("see_cockpit")
@promotion_refusals
def edit_programme(request: CommunityRequest, programme_id: int) -> HttpResponse:
    held = promotion.get_programme(viewer=member_of(request), programme_id=programme_id).programme
    form = ProgrammeForm(request.POST or None, programme=held)
    if form.does(
        lambda _given: promotion.keep_programme(
            by=member_of(request), programme_id=programme_id, at=clock.now(), **form.said()
        )
    ):
        return redirect("programme", slug=request.community.slug, programme_id=programme_id)
    return deed_page(
        request, form, title=_("Change the network"), button=_("Keep it"), trail=shop_trail(request, held),
        lead=str(_COLUMNS),
    )  # fmt: skip


@in_community("see_cockpit")
@require_safe
@promotion_refusals
def programme(request: CommunityRequest, programme_id: int) -> HttpResponse:
    """A network: what it owes, the links that lead to it, the sales it told of."""
    view = promotion.get_programme(viewer=member_of(request), programme_id=programme_id)
    return render(request, "pages/promotion/programme.html", {"community": request.community, "view": view})


@in_community("edit_guides")
@promotion_refusals
def new_link(request: CommunityRequest, programme_id: int) -> HttpResponse:
    """A tagged way out, for whoever writes about what is sold there."""
    held = promotion.programme_for_writers(viewer=member_of(request), programme_id=programme_id)
    form = LinkForm(request.POST or None)
    if form.does(
        lambda given: promotion.make_link(by=member_of(request), programme_id=programme_id, at=clock.now(), **given)
    ):
        messages.success(request, _("The link is made. Put it into a text that carries its label."))
        return redirect("affiliate_links", slug=request.community.slug)
    return deed_page(
        request, form, title=_("A tagged link"), button=_("Make the link"),
        trail=[(_("Tagged links"), url("affiliate_links", slug=request.community.slug)), (held.name, "")],
        lead=_("Whoever follows it is led to the shop with our tag. A text that holds it must carry its label."),
    )  # fmt: skip


@in_community("edit_guides")
@require_safe
def affiliate_links(request: CommunityRequest) -> HttpResponse:
    """Every tagged link, to be put into texts that carry their label."""
    community_id = request.community.pk
    facts = {
        "links": promotion.list_links(community_id=community_id),
        "programmes": promotion.list_programmes(community_id=community_id),
    }
    return render(request, "pages/promotion/links.html", facts)


@in_community("approve_money")
@promotion_refusals
def commission_import(request: CommunityRequest, programme_id: int) -> HttpResponse:
    """A network's file. What could not be read is said line by line, and the rest is taken in."""
    held = promotion.get_programme(viewer=member_of(request), programme_id=programme_id).programme
    form = FileForm(request.POST or None, request.FILES or None)
    if form.does(
        lambda given: promotion.import_commissions(
            by=member_of(request), programme_id=programme_id, text=given["file"], at=clock.now()
        )
    ):
        facts = {"programme": held, "result": form.answer}
        return render(request, "pages/promotion/import_result.html", facts)
    return deed_page(
        request, form, title=_("Read a file"), button=_("Read it"), trail=shop_trail(request, held),
        lead=_("The same file again changes nothing. A sale reversed after it was paid is taken back."),
    )  # fmt: skip


@in_community("approve_money")
@promotion_refusals
def commission_receipt(request: CommunityRequest, programme_id: int) -> HttpResponse:
    """The network paid what it had confirmed."""
    view = promotion.get_programme(viewer=member_of(request), programme_id=programme_id)
    form = ReceiptForm(request.POST or None, initial={"received": clock.now().date()})
    if form.does(
        lambda given: promotion.receive_commissions(
            by=member_of(request), programme_id=programme_id, at=clock.now(), **given
        )
    ):
        messages.success(request, _("The commissions are in the books."))
        return redirect("programme", slug=request.community.slug, programme_id=programme_id)
    return deed_page(
        request, form, title=_("The network paid"), button=_("Write it down"),
        trail=shop_trail(request, view.programme),
        lead=_("Every confirmed commission becomes income of the month in which the money came."),
    )  # fmt: skip


@in_community("approve_money")
@require_safe
def referral_desk(request: CommunityRequest) -> HttpResponse:
    """Who brought whom, and what the plan pays for it."""
    rows = promotion.list_referrals(community_id=request.community.pk)
    facts = {"rows": rows, "bps": referral_bps(request.community)}
    return render(request, "pages/promotion/referral_desk.html", facts)


@in_community("approve_money")
@promotion_refusals
def referral_voiding(request: CommunityRequest, referral_id: int) -> HttpResponse:
    """Say that somebody brought nobody; no later month pays for it."""
    row = promotion.get_referral(viewer=member_of(request), referral_id=referral_id)
    form = VoidingForm(request.POST or None)
    if form.does(
        lambda given: promotion.void_referral(by=member_of(request), referral_id=row.id, at=clock.now(), **given)
    ):
        return redirect("referral_desk", slug=request.community.slug)
    return deed_page(
        request, form, title=_("It does not count"), button=_("Say so"), is_grave=True,
        trail=[(_("Who brought whom"), url("referral_desk", slug=request.community.slug))],
        then=[_("No later month pays for it."), _("Months already shared stay as they were published.")],
    )  # fmt: skip
