"""Pages leave compressed, unless another site asked for them in a member's name.

How long a compressed page is tells a little of what it holds (the attack called BREACH): somebody who can make a
member's browser fetch pages that repeat chosen words, and sees how long the answers are on the line, could guess what
else is in them. So a page written for a session is compressed only when the browser says that the request began here or
with the reader; visitors' pages hold nothing of theirs. The token against forged forms is masked anew in each page, and
a random length is added, both by Django.
"""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_OUR_OWN = {"same-origin", "none"}  # Sec-Fetch-Site: from a page of ours; typed, or opened by another program
_TEXT = ("text/", "application/json", "application/manifest+json", "application/rss+xml", "application/atom+xml")


class CompressionMiddleware(GZipMiddleware):
    """Stands outside whatever looks into a page's body."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Streams stay as they are: a live one must not wait for a block to fill, a file is small already."""
        is_text = response.get("Content-Type", "").startswith(_TEXT)
        if response.streaming or not is_text or not _may_be_compressed(request):
            return response
        return super().process_response(request, response)


def _may_be_compressed(request: HttpRequest) -> bool:
    is_visitor = settings.SESSION_COOKIE_NAME not in request.COOKIES
    return is_visitor or request.headers.get("Sec-Fetch-Site") in _OUR_OWN
