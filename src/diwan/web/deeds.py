"""A form and the one deed it asks for: what a door refuses becomes the form's own error, and nothing typed is lost."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from diwan.kernel import ids
from diwan.kernel.errors import DiwanError


class DeedForm(forms.Form):
    """`does` runs the deed with the cleaned values; `answer` is what the door gave back."""

    answer: Any = None

    def does(self, deed: Callable[[Mapping[str, Any]], Any]) -> bool:
        """Whether the deed was done. A refusal is written into the form in the door's own sentence."""
        if not self.is_valid():
            return False
        try:
            self.answer = deed(self.cleaned_data)
        except DiwanError as refusal:
            self.add_error(None, str(refusal))
        return not self.errors


def new_key() -> str:
    return ids.random_id().hex


class KeyedForm(DeedForm):
    """A deed that happens once, however often its form is sent: the key is drawn when the form is shown."""

    key = forms.CharField(max_length=80, widget=forms.HiddenInput, initial=new_key)


def form_page(request: HttpRequest, template: str, form: forms.Form, **facts: Any) -> HttpResponse:
    """The page of a form: 422 when something in it was refused, so that nothing looks done that was not."""
    return render(request, template, {**facts, "form": form}, status=422 if form.errors else 200)
