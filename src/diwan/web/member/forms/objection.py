from django import forms
from django.utils.translation import gettext_lazy as _


class ObjectionForm(forms.Form):
    text = forms.CharField(
        label=_("What do you think is wrong?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("Say which line, and what you expected. You see the answer and its reason here."),
    )
