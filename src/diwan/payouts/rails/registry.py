"""The ways of paying there are. A new one is a folder beside these and a line here."""

from diwan.payouts.rails.bank_csv import file as bank_csv
from diwan.payouts.rails.bulk_transfer import file as bulk_transfer
from diwan.payouts.rails.iso20022 import file as iso20022
from diwan.payouts.rails.paypal_csv import file as paypal_csv
from diwan.payouts.rails.rail import Rail
from diwan.payouts.rails.stripe_transfers import file as stripe_transfers
from diwan.payouts.rails.wallet_disbursement import file as wallet_disbursement
from diwan.payouts.rails.wise_csv import file as wise_csv

RAILS: dict[str, Rail] = {
    module.RAIL.code: module.RAIL
    for module in (
        iso20022, bulk_transfer, bank_csv, wallet_disbursement, paypal_csv, wise_csv, stripe_transfers,
    )
}  # fmt: skip
