"""Who pays for a text: three fields that every form for writing a post carries."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.gathering.enums import Promotion
from diwan.gathering.public import Label
from diwan.web.fields import MoneyField


class LabelFields(forms.Form):
    """`currency`: that of the community."""

    promotion = forms.ChoiceField(
        label=_("Does somebody pay for this?"), choices=[("", _("Nobody")), *Promotion.choices], required=False
    )
    sponsor = forms.CharField(
        label=_("Who pays"), max_length=120, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, *data: Any, currency: str, **options: Any) -> None:
        super().__init__(*data, **options)
        hint = _("A sponsor’s whole payment, or what a shop pays for one sale.")
        self.fields["paid"] = MoneyField(label=_("How much"), currency=currency, required=False, help_text=hint)


def label_initial(label: Label | None) -> dict[str, Any]:
    """What the fields begin with."""
    if label is None:
        return {}
    return {"promotion": label.promotion, "sponsor": label.sponsor, "paid": label.paid_minor}
