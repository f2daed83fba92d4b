from django.apps import AppConfig


class CommerceConfig(AppConfig):
    name = "diwan.commerce"
    label = "commerce"

    def ready(self) -> None:
        from diwan.commerce import (
            privacy,  # noqa: F401 - declares what is kept about people
            tasks,  # noqa: F401 - importing it registers the jobs
        )
        from diwan.commerce.actions.recognise_income import hand_over_month
        from diwan.kernel import registry
        from diwan.ledger.events import PERIOD_CLOSING

        registry.subscribe(PERIOD_CLOSING, hand_over_month)
