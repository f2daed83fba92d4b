"""A device in words, from what its browser says of itself: enough to know one's own phone; nothing is decided by it."""

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

# The first that is found counts: every browser also names its ancestors.
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


def device_words(user_agent: str) -> Markup:
    """“Firefox on Android”; both names set apart from the sentence round them."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    if not browser or not system:
        return escape(_("A device we do not know"))
    words = escape(_("%(browser)s on %(system)s"))
    return Markup(words) % {"browser": _apart(browser), "system": _apart(system)}


def _apart(name: str) -> Markup:
    return Markup('<bdi dir="ltr">{}</bdi>').format(name)
