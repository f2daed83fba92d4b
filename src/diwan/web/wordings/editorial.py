"""The notices of editorial in words."""

from diwan.web.wording import Wording

WORDINGS: dict[str, Wording] = {}
