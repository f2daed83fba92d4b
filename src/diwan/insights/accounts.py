"""The ledger accounts this room reads; the only file in it that names any."""

RESERVES = ("funds:reserve", "funds:statutory_reserve", "funds:guarantee")
"""What lasts when nothing comes in. Funds with another purpose are not counted."""

COST_ENTRY = "cost_recorded"
