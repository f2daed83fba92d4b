from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "diwan.people"
    label = "people"

    def ready(self) -> None:
        from diwan.people import (
            privacy,  # noqa: F401 - declares what is kept about people
            tasks,  # noqa: F401 - importing it registers the jobs
        )
        from diwan.people.reach import consents  # noqa: F401 - registers what letters need a consent for
