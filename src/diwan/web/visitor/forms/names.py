from typing import Any

from django import forms

from diwan.people.errors import NameMissing
from diwan.people.public import tidy_name


class NameField(forms.CharField):
    """A person's name: on one line, visible, unable to turn or hide what stands beside it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=80, **options)

    def clean(self, value: Any) -> str:
        """The tidied name; refused when nothing visible is left of it."""
        name = tidy_name(super().clean(value))
        if not name:
            raise forms.ValidationError(NameMissing.sentence, code="name")
        return name
