from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "diwan.web"
    label = "web"

    def ready(self) -> None:
        from diwan.web import (  # noqa: F401 - they name consumers of the outbox, and signs of one person
            letters,
            likeness,
            payout_letters,
            privacy,
            push_messages,
        )
