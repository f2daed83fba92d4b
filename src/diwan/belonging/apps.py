from django.apps import AppConfig


class BelongingConfig(AppConfig):
    name = "diwan.belonging"
    label = "belonging"
