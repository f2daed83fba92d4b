from django.apps import AppConfig


class PayoutsConfig(AppConfig):
    name = "diwan.payouts"
    label = "payouts"

    def ready(self) -> None:
        from diwan.payouts import privacy  # noqa: F401 - declares what is kept about people
