from django.apps import AppConfig


class GatheringConfig(AppConfig):
    name = "diwan.gathering"
    label = "gathering"

    def ready(self) -> None:
        from diwan.gathering import handlers
        from diwan.kernel import registry

        registry.subscribe("trust.object_hidden", handlers.object_hidden)
        registry.subscribe("trust.object_shown", handlers.object_shown)
