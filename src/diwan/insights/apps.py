from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "diwan.insights"
    label = "insights"
