from django.apps import AppConfig


class CommerceConfig(AppConfig):
    name = "diwan.commerce"
    label = "commerce"
