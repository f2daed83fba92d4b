"""The notices of gathering in words."""

from diwan.web.wording import Wording

WORDINGS: dict[str, Wording] = {}
