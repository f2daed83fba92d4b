"""The notices of safety in words."""

from diwan.web.wording import Wording

WORDINGS: dict[str, Wording] = {}
