"""RSS and Atom of what a public community says in its open spaces, whole, for whoever reads elsewhere."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import condition

from diwan.gathering import public as gathering
from diwan.kernel.text.bidi import direction_of, isolate, without_controls
from diwan.kernel.text.money import format_money
from diwan.kernel.text.reader import current_reader
from diwan.web.public_head import one_line
from diwan.web.scope import CommunityRequest, in_community

# Letters that XML cannot carry: one of them in one text would leave every reader of the feed without it.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class CommunityFeed(Feed):  # type: ignore[type-arg]  # generic in the types only
    """The newest posts of a community, or of one of its open spaces."""

    def get_object(  # type: ignore[override]  # Django hands on what the address names
        self, request: CommunityRequest, space: str = ""
    ) -> tuple[CommunityRequest, Any]:
        spaces = gathering.list_spaces(community_id=request.community.pk, only_public=True)
        found = next((row for row in spaces if row.slug == space), None)
        if not request.community.is_public or (space and found is None):
            raise Http404
        return request, found

    def title(self, whose: Any) -> str:
        request, space = whose
        name = request.community.name_in(request.LANGUAGE_CODE)
        return _legible(f"{isolate(name)} · {isolate(space.name_in(request.LANGUAGE_CODE))}" if space else name)

    def link(self, whose: Any) -> str:
        request, space = whose
        where = {"slug": request.community.slug}
        return reverse("space", kwargs={**where, "space": space.slug}) if space else reverse("feed", kwargs=where)

    def description(self, whose: Any) -> str:
        request, _space = whose
        return _legible(one_line(request.community.about_in(request.LANGUAGE_CODE))) or self.title(whose)

    def items(self, whose: Any) -> list[tuple[Any, gathering.OpenText]]:
        request, space = whose
        texts = gathering.list_open_texts(community_id=request.community.pk, space_id=space.id if space else None)
        return [(request, text) for text in texts]

    def item_title(self, item: Any) -> str:
        """Isolated where it runs against the feed's own direction, so that it turns nothing round."""
        request, text = item
        title = _legible(without_controls(text.title))
        own = "rtl" if request.LANGUAGE_CODE == "ar" else "ltr"
        return title if direction_of(title) in (own, "auto") else isolate(title)

    def item_description(self, item: Any) -> SafeString:
        """The label of who paid first, then the whole text, in its own direction, with addresses that hold anywhere."""
        request, text = item
        html = _legible(text.html)
        for part in ("href", "src"):
            html = html.replace(f'{part}="/', f'{part}="{settings.BASE_URL}/')
        way = "rtl" if text.language == "ar" else "ltr"
        words = mark_safe(html)
        return format_html('<div dir="{}" lang="{}">{}{}</div>', way, text.language, _label(request, text), words)

    def item_link(self, item: Any) -> str:
        request, text = item
        return reverse("thread", kwargs={"slug": request.community.slug, "post_id": text.id})

    def item_author_name(self, item: Any) -> str:
        return _legible(without_controls(item[1].author_name))

    def item_pubdate(self, item: Any) -> Any:
        return item[1].published_at

    def item_updateddate(self, item: Any) -> Any:
        return item[1].changed_at


def _legible(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def _label(request: CommunityRequest, text: gathering.OpenText) -> str:
    label = text.label
    if label is None:
        return ""
    currency, reader = request.community.currency, current_reader()
    said = [
        _("Sponsored by %(sponsor)s") % {"sponsor": isolate(_legible(label.sponsor))}
        if label.sponsor
        else _("Sponsored")
    ]
    if label.paid_minor is not None and label.members_minor is not None:
        said.append(
            _("They paid %(paid)s, of which %(members)s goes to members")
            % {
                "paid": format_money(label.paid_minor, currency, reader),
                "members": format_money(label.members_minor, currency, reader),
            }
        )
    return format_html("<p><strong>{}</strong> {}</p>", said[0], " ".join(said[1:]))


def _state(request: CommunityRequest, **_parts: Any) -> str | None:
    """What a feed depends on, as its ETag: the community's freshness and the language."""
    state = gathering.freshness(slug=request.community.slug)
    return f'"{state[0]}-{state[1]}-{request.LANGUAGE_CODE}"' if state else None


def _served(kind: type[Any]) -> Callable[..., HttpResponse]:
    class Served(CommunityFeed):
        feed_type = kind

    draw = Served()

    @in_community(visitors=True)
    @condition(etag_func=_state)
    def view(request: CommunityRequest, **parts: Any) -> HttpResponse:
        response = draw(request, **parts)
        response.headers["Cache-Control"] = "public, max-age=300"
        return response

    return view


rss, atom = _served(Rss201rev2Feed), _served(Atom1Feed)
