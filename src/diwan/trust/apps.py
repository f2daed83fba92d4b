from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "diwan.trust"
    label = "trust"

    def ready(self) -> None:
        from diwan.kernel import registry
        from diwan.trust import (
            privacy_rows,  # noqa: F401 - declares what is kept about people
            tasks,  # noqa: F401 - importing it registers the jobs
        )
        from diwan.trust.automatic.actions.check_text import check_text

        registry.subscribe("gathering.text_written", check_text)
