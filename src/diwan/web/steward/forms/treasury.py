from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.kernel.papers import MOST_BYTES, PaperTooLarge
from diwan.web.deeds import DeedForm
from diwan.web.fields import MoneyField


class BudgetForm(DeedForm):
    """One amount for each name of the plan; an empty or zero one is not planned."""

    def __init__(self, *args: Any, currency: str, names: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [name for name, _word in names]
        for name, word in names:
            self.fields[f"planned_{name}"] = MoneyField(label=word, currency=currency, required=False)
        self.fields["note"] = forms.CharField(
            label=_("A word to the members"),
            max_length=600,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        )

    def planned(self) -> dict[str, int]:
        """Name → minor units."""
        return {name: self.cleaned_data.get(f"planned_{name}") or 0 for name in self.names}


class PaperForm(DeedForm):
    """The receipt of a cost."""

    file = forms.FileField(
        label=_("A photo or PDF of the receipt"),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )

    def clean_file(self) -> bytes:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(str(PaperTooLarge()))
        content: bytes = sent.read()
        return content
