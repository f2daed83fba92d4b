from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.commerce import public as commerce
from diwan.commerce.enums import Till
from diwan.web.deeds import KeyedForm
from diwan.web.fields import FigureField


class SaleForm(KeyedForm):
    """Which kind of ticket, how many, and the way to pay where anything costs money."""

    tier = forms.TypedChoiceField(label=_("Which ticket?"), coerce=int, widget=forms.RadioSelect)
    quantity = FigureField(label=_("How many?"), least=1, most=commerce.tickets.MOST_AT_ONCE, initial="1")
    method = forms.ChoiceField(label=_("How will you pay?"), widget=forms.RadioSelect, required=False)

    def __init__(
        self, *args: Any, event: commerce.tickets.EventView, methods: list[commerce.TillMethodView], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        open_tiers = [one for one in event.tiers if one.left_count]
        tier = cast(forms.TypedChoiceField, self.fields["tier"])
        tier.choices = [(one.id, one.name_en) for one in open_tiers]
        tier.initial = open_tiers[0].id if open_tiers else None
        if not any(one.price_minor for one in event.tiers):
            del self.fields["method"]
            return
        method = cast(forms.ChoiceField, self.fields["method"])
        method.choices = [(one.kind, one.title or Till(one.kind).label) for one in methods]
        method.initial = methods[0].kind if methods else None
