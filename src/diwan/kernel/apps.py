from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "diwan.kernel"
    label = "kernel"
