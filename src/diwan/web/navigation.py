"""What every page's frame needs: filled in by `page_context`, drawn by templates/layout."""

from typing import Any

from django.http import HttpRequest


def page_context(request: HttpRequest) -> dict[str, Any]:
    return {"request": request}
