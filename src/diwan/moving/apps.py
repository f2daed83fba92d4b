from django.apps import AppConfig


class MovingConfig(AppConfig):
    name = "diwan.moving"
    label = "moving"

    def ready(self) -> None:
        from diwan.moving import privacy  # noqa: F401 - declares what is kept about people
        from diwan.moving.webhooks import (
            hearing,
            tasks,  # noqa: F401 - importing it registers the outbox's consumer
        )

        hearing.listen()
