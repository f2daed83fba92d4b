from django import forms
from django.utils.translation import gettext_lazy as _


class ErasureForm(forms.Form):
    """One deliberate tick: nothing here is done by accident."""

    is_meant = forms.BooleanField(
        label=_("Yes, erase me everywhere here"),
        error_messages={"required": _("Tick this if you mean it. Nothing was changed.")},
    )
