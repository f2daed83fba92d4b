from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "diwan.contributions"
    label = "contributions"

    def ready(self) -> None:
        from diwan.contributions import tasks  # noqa: F401 - importing it registers the jobs
        from diwan.contributions.models import Act, DaySeal, PairDay
        from diwan.kernel import append_only

        for model in (Act, PairDay, DaySeal):
            append_only.protect(model)
