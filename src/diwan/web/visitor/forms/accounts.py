from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.web.visitor.forms.names import NameField, refuse_impostor
from diwan.web.visitor.forms.work import WorkForm


class SignupForm(WorkForm, AllauthSignupForm):  # type: ignore[misc]  # allauth ships no types
    """A name, an e-mail address, and a password only for those who want one: a code by mail works without."""

    display_name = NameField(
        label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"})
    )
    field_order = ["display_name", "email", "password1"]

    def clean_display_name(self) -> str:
        name: str = self.cleaned_data["display_name"]
        refuse_impostor(name)
        return name
