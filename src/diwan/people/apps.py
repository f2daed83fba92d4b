from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "diwan.people"
    label = "people"

    def ready(self) -> None:
        from diwan.people import tasks  # noqa: F401 - importing it registers the jobs
