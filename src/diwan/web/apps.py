from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "diwan.web"
    label = "web"

    def ready(self) -> None:
        from diwan.web import letters  # noqa: F401 - names the consumer of letters
