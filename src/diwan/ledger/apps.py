from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "diwan.ledger"
    label = "ledger"

    def ready(self) -> None:
        from diwan.kernel import append_only
        from diwan.ledger import (
            guards,
            models,
            privacy,  # noqa: F401 - declares what is kept about people
            told,
        )
        from diwan.trust.public import tell_stakes

        tell_stakes("ledger", told.stake)

        append_only.protect(models.Account)
        append_only.protect(models.Leg, *guards.LEG)
        append_only.protect(models.Entry, *guards.ENTRY, *guards.BOOK)
        append_only.protect(models.Seal)
