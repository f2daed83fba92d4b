from django.apps import AppConfig


class PayoutsConfig(AppConfig):
    name = "diwan.payouts"
    label = "payouts"

    def ready(self) -> None:
        from diwan.kernel import registry
        from diwan.payouts import privacy, takeover  # noqa: F401 - privacy declares what is kept about people
        from diwan.people.public import MEMBERSHIPS_MERGED

        registry.subscribe(MEMBERSHIPS_MERGED, takeover.hold_after_merge)
