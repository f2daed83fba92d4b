"""Addresses of pages and files, worked out once: a page names a hundred of them, and most pages name the same."""

from functools import lru_cache
from typing import Any

from django.templatetags.static import static as _static
from django.urls import get_script_prefix, get_urlconf, reverse


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page: url('thread', slug, post.id) or url('thread', slug=…, post_id=…)."""
    return _kept(get_urlconf(), get_script_prefix(), name, args, tuple(kwargs.items()))


@lru_cache(maxsize=20_000)
def _kept(
    _urlconf: str | None, _prefix: str, name: str, args: tuple[Any, ...], parts: tuple[tuple[str, Any], ...]
) -> str:
    return reverse(name, args=args or None, kwargs=dict(parts) or None)


@lru_cache(maxsize=500)
def static(path: str) -> str:
    """The address of a file of ours."""
    return _static(path)
