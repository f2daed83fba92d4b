from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "diwan.ledger"
    label = "ledger"

    def ready(self) -> None:
        from diwan.kernel import append_only
        from diwan.ledger import guards, models

        append_only.protect(models.Account)
        append_only.protect(models.Leg, *guards.LEG)
        append_only.protect(models.Entry, *guards.ENTRY, *guards.BOOK)
        append_only.protect(models.Seal)
