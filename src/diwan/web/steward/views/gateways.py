"""Payment providers from the keepers' side: connecting, testing, opening, what they sent, what a comparison found."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.kernel.errors import DiwanError
from diwan.web.deeds import form_page
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.forms.gateways import ConnectionForm

MODES = ("live", "test")


@require_safe
@in_community("approve_money")
def gateways(request: CommunityRequest) -> HttpResponse:
    """Which providers are connected, which could be, and what waits for a person."""
    scope: dict[str, Any] = {"community_id": request.community.pk, "by": member_of(request).party_id}
    facts = {
        "accounts": commerce.online.list_gateways(**scope),
        "providers": commerce.online.list_providers(),
        "aside": commerce.online.list_laid_aside(**scope),
        "disputes": [one for one in commerce.online.list_disputes(**scope) if one.decided_at is None],
    }
    return render(request, "pages/gateways/list.html", facts)


@in_community("approve_money")
def connection(request: CommunityRequest) -> HttpResponse:
    """Connect a provider, or change its settings. What we make ourselves is shown once, on the answer to this form."""
    provider = request.GET.get("provider", "")
    found = next((one for one in commerce.online.list_providers() if one.name == provider), None)
    if found is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    asked = (request.POST if data is not None else request.GET).get("mode", "")
    mode = asked if asked in MODES else ("test" if settings.PLAY_MONEY else "live")
    kept = _account(request, provider, mode)
    form = ConnectionForm(data, provider=found, kept=kept.kept if kept else (), initial=kept.values if kept else None)
    facts = {"provider": found, "mode": mode, "account": kept, "play_money": settings.PLAY_MONEY}
    if form.does(lambda given: _connect(request, found.name, mode, form)):
        made = form.answer.made
        if made:
            named = [(one.label, made[one.name]) for one in found.fields if one.name in made]
            return render(request, "pages/gateways/made.html", {"account_id": form.answer.account_id, "made": named})
        return redirect("gateway", slug=request.community.slug, account_id=form.answer.account_id)
    return form_page(request, "pages/gateways/connection.html", form, **facts)


@require_safe
@in_community("approve_money")
def gateway(request: CommunityRequest, account_id: int) -> HttpResponse:
    """One account: where its events go, what came, what the daily comparison found."""
    account = _own(request, account_id)
    by = member_of(request).party_id
    facts = {
        "account": account,
        "address": f"{settings.BASE_URL}{reverse('provider_events', args=[account.token])}",
        "events": commerce.online.list_provider_events(account_id=account.id, by=by),
        "runs": commerce.online.list_reconciliations(account_id=account.id, by=by),
    }
    return render(request, "pages/gateways/account.html", facts)


@require_POST
@in_community("approve_money")
def check(request: CommunityRequest, account_id: int) -> HttpResponse:
    """The test button."""
    account = _own(request, account_id)
    if commerce.online.check_gateway(account_id=account.id, by=member_of(request).party_id, at=clock.now()):
        messages.success(request, _("The provider answered: the settings are right."))
    else:
        messages.error(request, _("The provider did not accept the settings. What it said is on this page."))
    return redirect("gateway", slug=request.community.slug, account_id=account.id)


@require_POST
@in_community("approve_money")
def opening(request: CommunityRequest, account_id: int) -> HttpResponse:
    """Offer it to members, or stop."""
    account, is_open = _own(request, account_id), request.POST.get("is_open") == "1"
    try:
        by = member_of(request).party_id
        commerce.online.open_gateway(account_id=account.id, is_open=is_open, by=by, at=clock.now())
    except DiwanError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Members may pay this way now.") if is_open else _("It is offered to nobody now."))
    return redirect("gateway", slug=request.community.slug, account_id=account.id)


@require_POST
@in_community("approve_money")
def comparison(request: CommunityRequest, account_id: int) -> HttpResponse:
    """Compare with the provider's own list now, not only at night."""
    account = _own(request, account_id)
    commerce.online.reconcile(account_id=account.id, at=clock.now())
    messages.success(request, _("Compared. What was found is on this page."))
    return redirect("gateway", slug=request.community.slug, account_id=account.id)


@require_safe
@in_community("approve_money")
def disputes(request: CommunityRequest) -> HttpResponse:
    """Every case a payer's bank brought, open ones first."""
    by = member_of(request).party_id
    rows = commerce.online.list_disputes(community_id=request.community.pk, by=by)
    return render(request, "pages/gateways/disputes.html", {"disputes": rows})


def _connect(request: CommunityRequest, provider: str, mode: str, form: ConnectionForm) -> Any:
    return commerce.online.connect_gateway(
        community_id=request.community.pk,
        provider=provider,
        mode=mode,
        values=form.settings(),
        by=member_of(request).party_id,
        at=clock.now(),
    )


def _account(request: CommunityRequest, provider: str, mode: str) -> commerce.online.AccountView | None:
    rows = commerce.online.list_gateways(community_id=request.community.pk, by=member_of(request).party_id)
    return next((one for one in rows if (one.provider.name, one.mode) == (provider, mode)), None)


def _own(request: CommunityRequest, account_id: int) -> commerce.online.AccountView:
    rows = commerce.online.list_gateways(community_id=request.community.pk, by=member_of(request).party_id)
    found = next((one for one in rows if one.id == account_id), None)
    if found is None:
        raise Http404
    return found
