from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "diwan.contributions"
    label = "contributions"

    def ready(self) -> None:
        from diwan.contributions import (
            privacy,  # noqa: F401 - declares what is kept about people
            tasks,  # noqa: F401 - importing it registers the jobs
        )
        from diwan.contributions.models import Act, DaySeal, PairDay
        from diwan.contributions.told import pairs, stake
        from diwan.kernel import append_only
        from diwan.trust.public import tell_pairs, tell_stakes

        tell_pairs("contributions", pairs)
        tell_stakes("contributions", stake)

        for model in (Act, PairDay, DaySeal):
            append_only.protect(model)
