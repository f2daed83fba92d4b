from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "diwan.web"
    label = "web"

    def ready(self) -> None:
        from diwan.web import (  # noqa: F401 - they name the consumers of the outbox
            letters,
            privacy,
            push_messages,
        )
