"""The notices of accounts in words."""

from diwan.web.wording import Wording

WORDINGS: dict[str, Wording] = {}
