"""Installing a community on a phone. A private community has a manifest for its members only."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from diwan.web import worker as kept
from diwan.web.drawing.raster import crest_png
from diwan.web.scope import CommunityRequest, in_community

SIZES = (180, 192, 512)
SITE = "diwan"
LONGEST_SHARED = 4_000


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Its text changes with the stylesheets and scripts, so that phones take the new ones."""
    return HttpResponse(kept.worker_script(), content_type="text/javascript")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Shown by the worker when the network is gone and the page was never visited."""
    return render(request, "pages/install/offline.html")


@require_safe
def site_manifest(request: HttpRequest) -> JsonResponse:
    return _manifest(_("Diwan"), reverse("home"), [_icon(reverse("site_icon", args=[size]), size) for size in SIZES])


@in_community(visitors=True)
@require_safe
def manifest(request: CommunityRequest) -> JsonResponse:
    """The community as an app: its own name and crest, its feed to begin with, and a place to share things to."""
    slug = request.community.slug
    icons = [_icon(reverse("community_icon", args=[slug, size]), size) for size in SIZES]
    name = request.community.name_in(request.LANGUAGE_CODE)
    target: dict[str, Any] = {"action": reverse("share", args=[slug]), "method": "GET"}
    target |= {"params": {"title": "title", "text": "text", "url": "url"}}
    return _manifest(name, reverse("feed", args=[slug]), icons, share_target=target)


@require_safe
@cache_control(public=True, max_age=86_400)
def site_icon(request: HttpRequest, size: int) -> HttpResponse:
    return _png(SITE, size)


@in_community(visitors=True)
@require_safe
@cache_control(private=True, max_age=86_400)
def icon(request: CommunityRequest, size: int) -> HttpResponse:
    return _png(request.community.slug, size)


@in_community("write")
@require_safe
def share(request: CommunityRequest) -> HttpResponse:
    """What another app shared becomes the beginning of a post; nothing is kept before the person says so."""
    said = {name: request.GET.get(name, "").replace("\x00", "")[:LONGEST_SHARED] for name in ("title", "text", "url")}
    body = "\n\n".join(part for part in (said["text"], said["url"]) if part)
    words = urlencode({"title": said["title"][:200], "body": body})
    return redirect(f"{reverse('new_post', args=[request.community.slug])}?{words}")


def _manifest(name: str, start: str, icons: list[dict[str, str]], **more: Any) -> JsonResponse:
    from diwan.kernel.text.reader import current_reader

    reader = current_reader()
    facts = {
        "id": start, "name": name, "short_name": name[:24], "lang": reader.language,
        "dir": "rtl" if reader.is_rtl else "ltr", "start_url": start, "scope": "/", "display": "standalone",
        "background_color": "#fbfcf9", "theme_color": "#fbfcf9", "icons": icons, **more,
    }  # fmt: skip
    return JsonResponse(facts, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


def _icon(address: str, size: int) -> dict[str, str]:
    """A crest fills its square to the edges, so that it may be masked into any shape."""
    return {"src": address, "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"}


def _png(slug: str, size: int) -> HttpResponse:
    if size not in SIZES:
        raise Http404
    return HttpResponse(crest_png(slug, size), content_type="image/png")
