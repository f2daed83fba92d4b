from django.apps import AppConfig


class GatheringConfig(AppConfig):
    name = "diwan.gathering"
    label = "gathering"

    def ready(self) -> None:
        from diwan.gathering import (
            handlers,
            privacy,  # noqa: F401 - declares what is kept about people
        )
        from diwan.gathering.actions import empty_words  # noqa: F401 - registers what an erasure does to words
        from diwan.gathering.editorial import guards, tasks  # noqa: F401 - importing tasks registers the job
        from diwan.gathering.editorial.models.author_share import AuthorShare
        from diwan.gathering.queries.plain import plain_texts
        from diwan.kernel import append_only, registry
        from diwan.trust.public import tell_texts

        append_only.protect(AuthorShare, *guards.SHARES)
        tell_texts("gathering", plain_texts)
        registry.subscribe("people.member_changed", handlers.member_changed)
        registry.subscribe("trust.object_hidden", handlers.object_hidden)
        registry.subscribe("trust.object_shown", handlers.object_shown)
