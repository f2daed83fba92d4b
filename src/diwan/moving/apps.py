from django.apps import AppConfig


class MovingConfig(AppConfig):
    name = "diwan.moving"
    label = "moving"
