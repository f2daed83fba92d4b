"""What lies outside any community: where providers deliver their events, and the sandbox's own hosted page."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from diwan.commerce import public as commerce
from diwan.kernel import clock


@csrf_exempt  # a provider posts here without cookies; what it sent is proved by its signature on the raw bytes
@never_cache
@require_POST
def provider_events(request: HttpRequest, token: str) -> HttpResponse:
    """200: taken in, or known already. 400: not the provider's, or too old. 503: send it again, nothing was kept."""
    delivery = commerce.online.Delivery(
        body=request.body,
        headers={name.lower(): value for name, value in request.headers.items()},
        query=request.GET.dict(),
        at=clock.now(),
    )
    try:
        commerce.online.take_in(token=token, delivery=delivery)
    except commerce.online.NoSuchGateway as error:
        raise Http404 from error
    except (commerce.online.Forged, commerce.online.Stale, commerce.online.Unreadable) as error:
        return HttpResponse(error.code, status=400, content_type="text/plain")
    except commerce.online.ProviderDown as error:
        return HttpResponse(error.code, status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def sandbox_page(request: HttpRequest, external_id: str) -> HttpResponse:
    """The hosted page of our own provider: play money, with every ending a payment can have."""
    payment = _sandbox_payment(external_id)
    facts = {"payment": payment, "asks": request.GET.get("step") == "question"}
    return render(request, "pages/gateways/sandbox.html", facts)


@require_POST
def sandbox_outcome(request: HttpRequest, external_id: str) -> HttpResponse:
    """One ending: paid, failed, asked first, given back, disputed and decided. Its event goes to the inbox."""
    payment = _sandbox_payment(external_id)
    outcome, at = request.POST.get("outcome", ""), clock.now()
    if outcome == "question":
        return redirect(f"{reverse('sandbox_page', args=[external_id])}?step=question")
    if not commerce.online.sandbox.act(external_id=external_id, outcome=outcome, at=at):
        raise Http404
    if outcome in {"pay", "fail"}:
        return redirect(payment.return_url)
    return redirect("sandbox_page", external_id=external_id)


def _sandbox_payment(external_id: str) -> Any:
    try:
        if settings.PLAY_MONEY:
            return commerce.online.sandbox.get_sandbox_payment(external_id=external_id)
    except commerce.online.NoSuchGateway as error:
        raise Http404 from error
    raise Http404
