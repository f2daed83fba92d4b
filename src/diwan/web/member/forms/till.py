from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.web.deeds import DeedForm

MOST_BYTES = 12_000_000


class PhotoForm(DeedForm):
    """A photo of the receipt, from the phone's camera or its gallery."""

    photo = forms.FileField(
        label=_("Photo of the receipt"),
        help_text=_("The slip, or a picture of the transfer on your screen. Only you and the treasurers see it."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment", "class": "input"}),
        error_messages={"required": _("Choose a photo first.")},
    )

    def clean_photo(self) -> bytes:
        sent = self.cleaned_data["photo"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(_("This photo is too large. Take it anew, or send a smaller one."))
        content: bytes = sent.read()
        return content
