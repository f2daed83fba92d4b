"""The notices of reach in words."""

from diwan.web.wording import Wording

WORDINGS: dict[str, Wording] = {}
