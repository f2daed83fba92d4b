"""The open books: anyone in a public community may look, and anyone may recompute."""

from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from diwan import verifier
from diwan.distribution import public as distribution
from diwan.distribution.errors import NoSuchPeriod, NotPublishedYet, NotYourStatement
from diwan.kernel import clock
from diwan.kernel.periods import UnreadablePeriod
from diwan.people import public as people
from diwan.web.member import books_page
from diwan.web.scope import CommunityRequest, in_community, member_of

MISSING = (NoSuchPeriod, NotPublishedYet, UnreadablePeriod)


@in_community(visitors=True)
def latest(request: CommunityRequest) -> HttpResponse:
    """The newest published month; a page that says so while there is none."""
    published = published_months(request.community.pk)
    if not published:
        return render(request, "pages/books/none.html", {"community": request.community})
    return redirect("books_month", slug=request.community.slug, period=published[-1])


@in_community(visitors=True)
def month(request: CommunityRequest, period: str) -> HttpResponse:
    books = _books(request, period)
    months = published_months(request.community.pk)
    here = months.index(period)
    facts = {
        "community": request.community,
        "earlier": months[here - 1] if here else "",
        "later": months[here + 1] if here + 1 < len(months) else "",
        "may_audit": people.can(request.membership, "audit"),
    }
    return render(request, "pages/books/month.html", facts | books_page.page_facts(books, _own(request, period)))


@in_community(visitors=True)
def lines_csv(request: CommunityRequest, period: str) -> HttpResponse:
    """The lines as a table for a spreadsheet, with a mark so that it opens as UTF-8."""
    text = "\ufeff" + books_page.lines_csv(_books(request, period))
    return _file(text.encode(), f"{request.community.slug}-{period}.csv", "text/csv; charset=utf-8")


@in_community(visitors=True)
def bundle(request: CommunityRequest, period: str) -> HttpResponse:
    """The signed bundle: all of it for whoever may audit, the public files for everyone else."""
    books = _books(request, period)
    read = distribution.bundle_files if people.can(request.membership, "audit") else distribution.public_files
    files = read(community_id=request.community.pk, period=period)
    content = books_page.zipped(files, f"{request.community.slug}-{period}", books.closed_at)
    return _file(content, f"{request.community.slug}-{period}.zip", "application/zip")


@in_community(visitors=True)
def verification(request: CommunityRequest, period: str) -> HttpResponse:
    """Run the independent verifier over the stored bundle, and show what it says; again after a quarter of an hour."""
    books = _books(request, period)
    key = f"verification:{request.community.pk}:{books.verify.manifest_hash}"
    kept: Any = cache.get_or_set(key, lambda: (_verified(request.community.pk, period), clock.now()), 15 * 60)
    report, at = kept
    facts = {"community": request.community, "books": books, "report": report, "at": at}
    facts["may_audit"] = people.can(request.membership, "audit")
    return render(request, "pages/books/verification.html", facts)


def _verified(community_id: int, period: str) -> verifier.Report:
    """The stored bundle examined, and its link to the one before it."""
    months = published_months(community_id)
    labels = months[max(0, months.index(period) - 1) : months.index(period) + 1]
    chain = [distribution.bundle_files(community_id=community_id, period=label) for label in labels]
    return verifier.verify_files(chain[-1], previous=chain[0] if len(chain) > 1 else None)


def published_months(community_id: int) -> list[str]:
    """The months whose books are published, oldest first."""
    periods = distribution.list_periods(community_id=community_id)
    return sorted(one.label for one in periods if one.published_at is not None)


def _books(request: CommunityRequest, period: str) -> distribution.OpenBooks:
    try:
        return distribution.open_books(community_id=request.community.pk, period=period)
    except MISSING as error:
        raise Http404 from error


def _own(request: CommunityRequest, period: str) -> int | None:
    """What the reader earned in the month, or None for a visitor or somebody without a statement."""
    if request.membership is None:
        return None
    try:
        found = distribution.statement(
            community_id=request.community.pk, period=period, party=member_of(request).party_id, at=clock.now()
        )
    except NotYourStatement:
        return None
    return found.earned_minor


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
