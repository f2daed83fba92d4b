from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "diwan.trust"
    label = "trust"

    def ready(self) -> None:
        from diwan.trust import tasks  # noqa: F401 - importing it registers the jobs
