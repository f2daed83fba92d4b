from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "diwan.web"
    label = "web"
