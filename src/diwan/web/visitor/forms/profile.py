from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.people.enums import Calendar, Digits, Theme
from diwan.web.visitor.forms.names import NameField

ZONES = sorted(name for name in available_timezones() if name.split("/")[0] in {"Africa", "Asia", "Europe", "America"})


class ProfileForm(forms.Form):
    """What a person says of themselves, and how pages should be written for them."""

    display_name = NameField(
        label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"})
    )
    bio = forms.CharField(
        label=_("About you"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("ar", "العربية"), ("en", "English")])
    digits = forms.ChoiceField(label=_("Digits"), choices=Digits.choices, required=False, widget=forms.RadioSelect)
    calendar = forms.ChoiceField(label=_("Calendar"), choices=Calendar.choices, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("Appearance"), choices=Theme.choices, required=False, widget=forms.RadioSelect)
    timezone = forms.ChoiceField(label=_("Time zone"), choices=[(zone, zone) for zone in ZONES])
