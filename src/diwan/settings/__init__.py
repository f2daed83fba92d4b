"""Settings. `DJANGO_SETTINGS_MODULE` chooses one: dev (the default of the demo), test, or production."""
