"""The signs that two accounts are one pair of hands, from the rooms that know them, told to promotion."""

from diwan.payouts import public as payouts
from diwan.promotion import public as promotion

promotion.register_likeness("destination", payouts.shares_destination)
