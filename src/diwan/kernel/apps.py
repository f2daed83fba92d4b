from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class KernelConfig(AppConfig):
    name = "diwan.kernel"
    label = "kernel"

    def ready(self) -> None:
        from diwan.kernel import (
            append_only,
            live,  # noqa: F401 - importing it registers its job
            models,
            own_rows,  # noqa: F401 - declares what is kept about people
        )

        append_only.protect(models.AuditLine)
        checks.register(append_only.check_triggers, checks.Tags.database)
        post_migrate.connect(append_only.install, sender=self, dispatch_uid="diwan.append_only")
