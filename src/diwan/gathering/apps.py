from django.apps import AppConfig


class GatheringConfig(AppConfig):
    name = "diwan.gathering"
    label = "gathering"
