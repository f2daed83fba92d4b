from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "diwan.contributions"
    label = "contributions"
