"""The notices of privacy in words."""

from diwan.web.wording import Wording

WORDINGS: dict[str, Wording] = {}
