from django.apps import AppConfig


class BelongingConfig(AppConfig):
    name = "diwan.belonging"
    label = "belonging"

    def ready(self) -> None:
        from diwan.belonging import privacy, tasks  # noqa: F401 - importing them registers rows and jobs
