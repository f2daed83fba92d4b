from django.apps import AppConfig


class ConversationConfig(AppConfig):
    name = "diwan.conversation"
    label = "conversation"

    def ready(self) -> None:
        from diwan.conversation import (  # noqa: F401 - importing tasks registers the job
            handlers,
            privacy,
            tasks,
        )
        from diwan.kernel import registry

        registry.subscribe("trust.object_hidden", handlers.object_hidden)
        registry.subscribe("trust.object_shown", handlers.object_shown)
