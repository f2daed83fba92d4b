"""Outgoing webhooks: the addresses, their secrets shown once, and the log of what was delivered."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.kernel import clock
from diwan.moving import public as moving
from diwan.moving.errors import MovingError
from diwan.moving.webhooks.errors import NoSuchWebhook
from diwan.web.deeds import form_page
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.forms.webhooks import WebhookForm

SHOWN_ONCE = "webhook_secret_shown_once"


@in_community("manage_webhooks")
def webhooks(request: CommunityRequest) -> HttpResponse:
    form = WebhookForm(request.POST if request.method == "POST" else None)
    if form.does(lambda given: moving.open_webhook(community_id=request.community.pk, **_by(request), **given)):
        endpoint_id, secret_words = form.answer
        return _show_once(request, endpoint_id, secret_words)
    endpoints = moving.list_webhooks(community_id=request.community.pk)
    return form_page(request, "pages/webhooks/list.html", form, community=request.community, endpoints=endpoints)


@in_community("manage_webhooks")
def webhook(request: CommunityRequest, endpoint_id: int) -> HttpResponse:
    """One address: its log, its events, and, the first time, its secret."""
    view = _found(request, endpoint_id)
    initial = {"url": view.url, "note": view.note, "events": view.events}
    form = WebhookForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.does(lambda given: moving.change_webhook(**_here(request, endpoint_id), **given)):
        messages.success(request, _("Kept. What happens from now on goes there."))
        return redirect("webhook", slug=request.community.slug, endpoint_id=endpoint_id)
    shown = request.session.pop(SHOWN_ONCE, None)
    facts = {
        "community": request.community,
        "endpoint": view,
        "log": moving.list_messages(community_id=request.community.pk, endpoint_id=endpoint_id),
        "secret": shown[1] if shown and shown[0] == endpoint_id else "",
    }
    return form_page(request, "pages/webhooks/endpoint.html", form, **facts)


@require_POST
@in_community("manage_webhooks")
def secret(request: CommunityRequest, endpoint_id: int) -> HttpResponse:
    """A new secret, shown once on the page this leads to."""
    _found(request, endpoint_id)
    return _show_once(request, endpoint_id, moving.rotate_secret(**_here(request, endpoint_id)))


@require_POST
@in_community("manage_webhooks")
def closure(request: CommunityRequest, endpoint_id: int) -> HttpResponse:
    here = _here(request, endpoint_id)
    _done(request, lambda: moving.set_webhook_open(**here, is_open=False), _("Nothing is sent there any more."))
    return redirect("webhook", slug=request.community.slug, endpoint_id=endpoint_id)


@require_POST
@in_community("manage_webhooks")
def reopening(request: CommunityRequest, endpoint_id: int) -> HttpResponse:
    here = _here(request, endpoint_id)
    _done(request, lambda: moving.set_webhook_open(**here, is_open=True), _("It is told again from now on."))
    return redirect("webhook", slug=request.community.slug, endpoint_id=endpoint_id)


@require_POST
@in_community("manage_webhooks")
def trial(request: CommunityRequest, endpoint_id: int) -> HttpResponse:
    _done(request, lambda: moving.send_test(**_here(request, endpoint_id)), _("A test is on its way."))
    return redirect("webhook", slug=request.community.slug, endpoint_id=endpoint_id)


@require_safe
@in_community("manage_webhooks")
def message(request: CommunityRequest, message_id: int) -> HttpResponse:
    """What was sent, letter for letter, and every try."""
    view = _found_message(request, message_id)
    endpoint = _found(request, view.endpoint_id)
    facts = {"community": request.community, "message": view, "endpoint": endpoint}
    return render(request, "pages/webhooks/message.html", facts)


@require_POST
@in_community("manage_webhooks")
def replay(request: CommunityRequest, message_id: int) -> HttpResponse:
    here = {"message_id": message_id, "community_id": request.community.pk, **_by(request)}
    _done(request, lambda: moving.replay_message(**here), _("It is on its way once more, under the same id."))
    return redirect("webhook_message", slug=request.community.slug, message_id=message_id)


def _by(request: CommunityRequest) -> dict[str, Any]:
    return {"by": member_of(request).party_id, "at": clock.now()}


def _here(request: CommunityRequest, endpoint_id: int) -> dict[str, Any]:
    return {"endpoint_id": endpoint_id, "community_id": request.community.pk, **_by(request)}


def _show_once(request: CommunityRequest, endpoint_id: int, words: str) -> HttpResponse:
    request.session[SHOWN_ONCE] = [endpoint_id, words]
    return redirect("webhook", slug=request.community.slug, endpoint_id=endpoint_id)


def _done(request: CommunityRequest, deed: Callable[[], Any], said: str) -> None:
    try:
        deed()
    except NoSuchWebhook as error:
        raise Http404 from error
    except MovingError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)


def _found(request: CommunityRequest, endpoint_id: int) -> moving.EndpointView:
    try:
        return moving.get_webhook(community_id=request.community.pk, endpoint_id=endpoint_id)
    except NoSuchWebhook as error:
        raise Http404 from error


def _found_message(request: CommunityRequest, message_id: int) -> moving.MessageView:
    try:
        return moving.get_message(community_id=request.community.pk, message_id=message_id)
    except NoSuchWebhook as error:
        raise Http404 from error
