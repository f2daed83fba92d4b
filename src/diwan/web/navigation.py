"""The frame of every page: which community, which places, who reads. Filled by `page_context`, drawn by layouts."""

from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from diwan.commerce import public as commerce
from diwan.conversation import public as conversation
from diwan.people import public as people
from diwan.web.addresses import url
from diwan.web.scope import CommunityRequest, spaces_of

POWERS_OVERVIEW = {"owner", "steward", "treasurer"}


@dataclass(frozen=True, slots=True)
class Place:
    """One link of the frame. `key` is compared with the page's `here` to mark the current one."""

    key: str
    label: str
    icon: str
    url: str
    count: int = 0
    tone: str = ""


class Navigation:
    """Everything is computed when a layout asks for it, so a page without a rail costs no query."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.community: people.Community | None = getattr(request, "community", None)
        self.membership: people.Membership | None = getattr(request, "membership", None)
        self.roles: frozenset[str] = getattr(request, "roles", frozenset())
        self.is_demo = settings.DEMO

    @property
    def language(self) -> str:
        return str(getattr(self.request, "LANGUAGE_CODE", "ar"))

    @property
    def other_language(self) -> str:
        return "en" if self.language == "ar" else "ar"

    @property
    def viewer(self) -> people.Person | None:
        user = self.request.user
        return user if user.is_authenticated else None

    @property
    def takes_part(self) -> bool:
        """Whether the reader may write here; everybody else reads, if anything, what visitors read."""
        return self.membership is not None and self.membership.is_active

    @cached_property
    def cheapest_offer(self) -> commerce.OfferView | None:
        """The least that a paid membership costs, said where a visitor is invited; None where all are free."""
        if self.community is None:
            return None
        offers = commerce.list_offers(community_id=self.community.pk)
        paid = [offer for offer in offers if offer.price_minor and offer.interval in ("month", "year")]
        return min(paid, key=lambda offer: offer.price_minor, default=None)

    @property
    def viewer_url(self) -> str:
        """One's own page: name, language, communities, the way out."""
        return reverse("profile") if self.viewer else ""

    @cached_property
    def member_count(self) -> int:
        return people.member_count(community_id=self.community.pk) if self.community else 0

    @cached_property
    def unread_count(self) -> int:
        return people.unread_notice_count(membership_id=self.membership.pk) if self.membership else 0

    @cached_property
    def unread_talk(self) -> int:
        """Messages not read yet, in conversations and in rooms visited before; quiet ones left out."""
        return conversation.unread_total(membership_id=self.membership.pk) if self.membership else 0

    @cached_property
    def spaces(self) -> list[Place]:
        if self.community is None:
            return []
        rows = spaces_of(cast(CommunityRequest, self.request))
        return [
            Place(
                key=f"space:{row.slug}",
                label=row.name_in(self.language),
                icon="",
                url=self._url("space", space=row.slug),
                tone=row.tone,
            )
            for row in rows
        ]

    @cached_property
    def places(self) -> list[Place]:
        """What every reader of a community sees in the rail."""
        if self.community is None:
            return []
        places = [
            Place("feed", _("Home"), "home", self._url("feed")),
            Place("market", _("Market"), "market", self._url("market")),
            Place("books", _("Open books"), "books", self._url("books")),
        ]
        if self.membership:
            places.append(Place("statement", _("My statement"), "statement", self._url("statement")))
            if self.takes_part:
                url = self._url("conversations")
                places.append(Place("conversations", _("Conversations"), "ask", url, count=self.unread_talk))
            if self.roles & {"owner", "steward", "editor", "author"}:
                places.append(Place("calendar", _("Editorial calendar"), "calendar", self._url("calendar")))
            places.append(Place("notices", _("Notices"), "bell", self._url("notices"), count=self.unread_count))
        return places

    @cached_property
    def steward_places(self) -> list[Place]:
        """“Running it”: only what the reader's roles may open."""
        if self.community is None or not self.roles & POWERS_OVERVIEW:
            return []
        places = [Place("cockpit", _("Overview"), "chart", self._url("cockpit"))]
        if self.roles & {"owner", "treasurer"}:
            places += [
                Place("receipts", _("Receipts to check"), "inbox", self._url("receipts")),
                Place("documents", _("Invoices and tax"), "statement", self._url("documents")),
                Place("periods", _("Months"), "seal", self._url("periods")),
                Place("treasury", _("Treasury"), "scales", self._url("treasury")),
                Place("payouts", _("Payout desk"), "hand", self._url("payouts")),
            ]
        places.append(Place("plan", _("Sharing plan"), "divide", self._url("plan")))
        places.append(Place("sponsors", _("Sponsors"), "megaphone", self._url("sponsors")))
        if self.roles & {"owner", "steward"}:
            places.append(Place("members", _("Members"), "people", self._url("members")))
            places.append(Place("spaces", _("Spaces"), "spaces", self._url("spaces")))
            places.append(Place("reports", _("Moderation"), "shield", self._url("reports")))
            places.append(Place("disputes", _("Disputes about services"), "hands", self._url("service_disputes")))
        if "owner" in self.roles:
            places.append(Place("webhooks", _("Webhooks"), "link", self._url("webhooks")))
        if self.roles & {"owner", "editor"}:
            places.append(Place("newsletters", _("Letters to members"), "mail", self._url("newsletters")))
        return places

    @cached_property
    def tabs(self) -> list[Place]:
        """The phone's five: money is always one tap away."""
        by_key = {place.key: place for place in [*self.places, *self.steward_places]}
        keys = ["feed", "cockpit" if "cockpit" in by_key else "market", "books", "statement", "notices"]
        return [by_key[key] for key in keys if key in by_key]

    def _url(self, name: str, **kwargs: Any) -> str:
        assert self.community is not None
        return url(name, slug=self.community.slug, **kwargs)


def page_context(request: HttpRequest) -> dict[str, Any]:
    return {"nav": Navigation(request)}
