from django.apps import AppConfig


class PayoutsConfig(AppConfig):
    name = "diwan.payouts"
    label = "payouts"
