from django.apps import AppConfig


class PromotionConfig(AppConfig):
    name = "diwan.promotion"
    label = "promotion"

    def ready(self) -> None:
        from diwan.kernel import registry
        from diwan.ledger.events import PERIOD_CLOSING
        from diwan.promotion import privacy, tasks  # noqa: F401 - importing them registers rows and jobs
        from diwan.promotion.actions.hand_over_month import hand_over_month

        registry.subscribe(PERIOD_CLOSING, hand_over_month)
