from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "diwan.ledger"
    label = "ledger"
