"""The notices of belonging in words."""

from diwan.web.wording import Wording

WORDINGS: dict[str, Wording] = {}
