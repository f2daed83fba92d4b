"""Form fields as the design draws them, and the two fields that read figures in either digits."""

from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from diwan.kernel.text.money import parse_money, plain_amount
from diwan.kernel.text.numbers import parse_number

MOST_MINOR = 10**12  # what the till takes and the engine adds up exactly
_LEFT_TO_RIGHT = (forms.EmailInput, forms.URLInput, forms.NumberInput, forms.PasswordInput, forms.DateInput)


class MoneyField(forms.CharField):
    """An amount typed by a person in either digits; cleans to an integer of minor units of `currency`."""

    default_error_messages = {
        "amount": _("Write an amount in figures."),
        "least": _("This amount is too small."),
        "most": _("This number is out of range."),
    }

    def __init__(self, *, currency: str, least_minor: int = 0, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr"}))
        super().__init__(**options)
        self.currency, self.least_minor = currency, least_minor

    def prepare_value(self, value: Any) -> Any:
        """Minor units in hand are shown as an amount; what a person typed is shown back as they typed it."""
        return plain_amount(value, self.currency) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """Minor units, or None when the field is optional and empty."""
        text = super().clean(value)
        if not text:
            return None
        try:
            minor = parse_money(text, self.currency)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["amount"], code="amount") from error
        if minor < self.least_minor:
            raise forms.ValidationError(self.error_messages["least"], code="least")
        if minor > MOST_MINOR:
            raise forms.ValidationError(self.error_messages["most"], code="most")
        return minor


class FigureField(forms.CharField):
    """A number typed by a person in either digits; cleans to a Decimal, or to an int when `whole`."""

    default_error_messages = {
        "figure": _("Write a number."),
        "whole": _("Write a whole number."),
        "range": _("This number is out of range."),
    }

    def __init__(
        self, *, whole: bool = True, least: int | None = None, most: int | None = None, **options: Any
    ) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}))
        super().__init__(**options)
        self.whole, self.least, self.most = whole, least, most

    def clean(self, value: Any) -> Decimal | int | None:
        """The number, or None when the field is optional and empty."""
        text = super().clean(value)
        if not text:
            return None
        try:
            number = parse_number(text)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["figure"], code="figure") from error
        if self.whole and number != number.to_integral_value():
            raise forms.ValidationError(self.error_messages["whole"], code="whole")
        if (self.least is not None and number < self.least) or (self.most is not None and number > self.most):
            raise forms.ValidationError(self.error_messages["range"], code="range")
        return int(number) if self.whole else number


def kind_of(bound: BoundField) -> str:
    """How a bound field is drawn: 'hidden', 'switch', 'choices' (radios, several boxes) or 'input'."""
    widget = bound.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "choices"
    return "switch" if isinstance(widget, forms.CheckboxInput) else "input"


def control(bound: BoundField, **extra: Any) -> Markup:
    """The control alone, with its class, direction, hint and error wired for screen readers."""
    attrs: dict[str, Any] = {**extra}
    widget = bound.field.widget
    if kind_of(bound) == "switch":
        attrs["role"] = "switch"
    elif kind_of(bound) == "input":
        attrs["class"] = " ".join(filter(None, ["input", widget.attrs.get("class"), extra.get("class")]))
        attrs.setdefault("dir", widget.attrs.get("dir") or ("ltr" if isinstance(widget, _LEFT_TO_RIGHT) else "auto"))
    described = [
        part for part, shown in ((f"{bound.auto_id}_error", bound.errors), (_hint_id(bound), bound.help_text)) if shown
    ]
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return Markup(bound.as_widget(attrs=attrs))


def _hint_id(bound: BoundField) -> str:
    return f"{bound.auto_id}_hint"
