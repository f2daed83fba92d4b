"""What a page says of itself to machines: its one address, its other language, its picture, whether it may be listed.

Pages are listed by search engines only if they are named here and their community is public; all others ask not to be.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property

# Pages of a public community that are meant to be found, and those outside one.
LISTED = {"welcome", "feed", "space", "thread", "person", "tag", "books_month", "plan", "offers"}
LISTED_OUTSIDE = {"home"}
# Parts of a query that make it another page; all others are the same page looked at differently.
_TELLING = ("page", "after", "lang")


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed for readers of feeds."""

    url: str
    kind: str
    name: str


class PublicHead:
    """Everything is worked out when the layout asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        match = request.resolver_match
        self.name = (match.url_name or "") if match else ""
        self.parts: dict[str, Any] = match.kwargs if match else {}
        self.community: Any = getattr(request, "community", None)

    @property
    def is_listed(self) -> bool:
        if self.community is None:
            return self.name in LISTED_OUTSIDE
        return self.name in LISTED and bool(self.community.is_public)

    @property
    def canonical(self) -> str:
        """The one address of this page, in the language asked for if one was."""
        return self._address({name: self.request.GET[name] for name in _TELLING if name in self.request.GET})

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """(language, address) of the same page in each language, and where nobody asked for one."""
        kept = {name: self.request.GET[name] for name in _TELLING if name in self.request.GET and name != "lang"}
        codes = [code for code, _name in settings.LANGUAGES]
        return [*((code, self._address({**kept, "lang": code})) for code in codes), ("x-default", self._address(kept))]

    @property
    def image(self) -> str:
        """The picture of a thread or of its community."""
        if self.community is None:
            return ""
        name, facts = ("thread_card", {"post_id": self.parts["post_id"]}) if self.name == "thread" else ("card", {})
        return settings.BASE_URL + reverse(name, kwargs={"slug": self.community.slug, **facts})

    @property
    def description(self) -> str:
        """What the community says of itself, for pages that say nothing of their own."""
        if self.community is None:
            return ""
        return one_line(self.community.about_in(self.language))

    @property
    def language(self) -> str:
        return str(getattr(self.request, "LANGUAGE_CODE", "ar"))

    @cached_property
    def feeds(self) -> list[FeedLink]:
        """The feeds of a public community, and of the space that is looked at."""
        if self.community is None or not self.community.is_public:
            return []
        name = self.community.name_in(self.language)
        links = [self._feed("rss", name), self._feed("atom", name)]
        if self.name == "space":
            links += [self._feed(f"space_{kind}", name, space=self.parts["space"]) for kind in ("rss", "atom")]
        return links

    def _feed(self, route: str, name: str, **facts: Any) -> FeedLink:
        kind = "application/atom+xml" if route.endswith("atom") else "application/rss+xml"
        url = reverse(route, kwargs={"slug": self.community.slug, **facts})
        return FeedLink(url, kind, f"{name} · {self._space_name(facts['space'])}" if facts else name)

    def _space_name(self, slug: str) -> str:
        found = (row.name_in(self.language) for row in getattr(self.request, "spaces", ()) if row.slug == slug)
        return next(found, slug)

    def _address(self, query: dict[str, str]) -> str:
        return settings.BASE_URL + self.request.path + (f"?{urlencode(query)}" if query else "")


def one_line(text: str, limit: int = 200) -> str:
    """The text as one line of at most so many letters, cut between words."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0] + "…"


def public_head(request: HttpRequest) -> dict[str, Any]:
    """Context processor."""
    return {"about_page": PublicHead(request)}


def thread_facts(request: HttpRequest, thread: Any) -> dict[str, Any]:
    """A discussion in the words of schema.org: questions as QAPage, the rest as DiscussionForumPosting."""
    post = thread.post
    asked = {
        "@type": "Question" if post.kind == "question" else "DiscussionForumPosting",
        "author": {"@type": "Person", "name": post.author.name},
        "datePublished": post.published_at.isoformat(),
        "inLanguage": post.language,
        "commentCount" if post.kind != "question" else "answerCount": post.comment_count,
        "headline" if post.kind != "question" else "name": post.title,
        "text": post.title,
    }
    if post.kind != "question":
        return {"@context": "https://schema.org", **asked, "url": PublicHead(request).canonical}
    answers = [view for view in thread.comments if not view.is_removed and not view.is_asker][:5]
    asked["suggestedAnswer"] = [_answer(view) for view in answers]
    if thread.accepted:
        asked["acceptedAnswer"] = _answer(thread.accepted)
    return {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": asked}


def _answer(view: Any) -> dict[str, Any]:
    return {
        "@type": "Answer",
        "author": {"@type": "Person", "name": view.author.name if view.author else ""},
        "datePublished": view.published_at.isoformat(),
        "upvoteCount": view.evidence.helped_me + view.evidence.tried_worked,
        "text": view.html,
    }
