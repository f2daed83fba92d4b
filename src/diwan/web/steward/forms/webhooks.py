from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.moving.webhooks.enums import CHOSEN
from diwan.web.deeds import DeedForm


class WebhookForm(DeedForm):
    """An address and what it is told of."""

    url = forms.CharField(
        label=_("Address"),
        max_length=300,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("A public address that begins with https://."),
    )
    note = forms.CharField(label=_("What it is for"), max_length=80, required=False)
    events = forms.MultipleChoiceField(
        label=_("Tell it when"),
        choices=[(event.value, event.label) for event in CHOSEN],
        widget=forms.CheckboxSelectMultiple,
    )
