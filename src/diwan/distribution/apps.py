from django.apps import AppConfig


class DistributionConfig(AppConfig):
    name = "diwan.distribution"
    label = "distribution"

    def ready(self) -> None:
        from diwan.distribution import (  # noqa: F401 - importing tasks registers the jobs
            models,
            privacy,
            tasks,
        )
        from diwan.kernel import append_only

        for model in (models.PlanVersion, models.PlanAdoption, models.Publication, models.BundleFile, models.Verdict):
            append_only.protect(model)
