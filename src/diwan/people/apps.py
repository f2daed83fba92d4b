from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "diwan.people"
    label = "people"
