"""The notices of conversation in words."""

from diwan.web.wording import Wording

WORDINGS: dict[str, Wording] = {}
