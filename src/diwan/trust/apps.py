from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "diwan.trust"
    label = "trust"
