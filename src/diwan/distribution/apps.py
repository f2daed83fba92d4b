from django.apps import AppConfig


class DistributionConfig(AppConfig):
    name = "diwan.distribution"
    label = "distribution"
