"""Deals with sponsors, networks and their files."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.gathering.public import SpaceView
from diwan.kernel import clock
from diwan.promotion import public as promotion
from diwan.promotion.enums import Column, CommissionStatus, Till
from diwan.web.deeds import DeedForm, KeyedForm
from diwan.web.fields import FigureField, MoneyField

_WORDS = {"dir": "auto"}
_LATIN = {"dir": "ltr"}
MOST_FILE_BYTES = 2_000_000


def _line(label: Any, most: int, *, needed: bool = True, hint: Any = "", ltr: bool = False) -> forms.CharField:
    widget = forms.TextInput(attrs=_LATIN if ltr else _WORDS)
    return forms.CharField(label=label, max_length=most, required=needed, help_text=hint, widget=widget)


def _text(label: Any, most: int, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3, **_WORDS})
    return forms.CharField(label=label, max_length=most, required=False, help_text=hint, widget=widget)


def _day(label: Any, hint: Any = "", *, needed: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, required=needed, widget=widget)


class KitForm(DeedForm):
    """What the media kit says; its figures are counted."""

    words_ar = _text(_("In Arabic"), 1200, _("What the community is about, and what suits it."))
    words_en = _text(_("In English"), 1200)
    contact = forms.EmailField(
        label=_("Where sponsors write to"), required=False, widget=forms.EmailInput(attrs=_LATIN)
    )
    is_open = forms.BooleanField(label=_("Everybody may open it"), required=False)


class SponsorForm(DeedForm):
    name = _line(_("Name"), 120)
    contact = forms.EmailField(label=_("Mail address"), required=False, widget=forms.EmailInput(attrs=_LATIN))
    website = _line(_("Website"), 300, needed=False, hint=_("It begins with https://."), ltr=True)


class CampaignForm(DeedForm):
    """A deal: its days, its price, the sponsor's rules."""

    title = _line(_("What is it called?"), 120)
    starts = _day(_("First day"))
    ends = _day(_("Last day"))

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["price"] = MoneyField(
            label=_("Price for all days"), currency=currency, least_minor=1,
            help_text=_("Tax is part of it. Everybody who sees the campaign sees this price."),
        )  # fmt: skip
        self.fields["tax"] = FigureField(
            label=_("Tax in it, per cent"), required=False, least=0, most=50, help_text=_("0 when there is none.")
        )
        self.fields["brand_rules"] = _text(
            _("The sponsor’s rules"), 1200, _("Beside what they do not want to stand, …")
        )


class PlacementForm(DeedForm):
    """Where it is shown: by what is talked about, never by who reads."""

    headline_ar = _line(_("Headline in Arabic"), 80)
    headline_en = _line(_("Headline in English"), 80)
    words_ar = _line(_("Words in Arabic"), 240, needed=False)
    words_en = _line(_("Words in English"), 240, needed=False)
    link = _line(_("Where it leads"), 500, hint=_("It begins with https://."), ltr=True)
    tag = _line(_("Only beside this tag"), 60, needed=False)
    language = forms.ChoiceField(
        label=_("Only for readers of"), required=False,
        choices=[("", _("All languages")), ("ar", _("Arabic")), ("en", _("English"))],
    )  # fmt: skip

    def __init__(self, *args: Any, spaces: Iterable[SpaceView], reads: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Everywhere")), *((row.id, row.name_in(reads)) for row in spaces)]
        self.fields["space"] = forms.TypedChoiceField(
            label=_("Only in this space"), choices=choices, coerce=int, empty_value=None, required=False
        )


class DeliverableForm(DeedForm):
    title = _line(_("What is promised?"), 200)
    due = _day(_("By which day?"))


class ProofForm(DeedForm):
    proof = _line(_("The proof"), 500, hint=_("An address, or a sentence that can be checked."))


class PaymentForm(KeyedForm):
    """Money that arrived from a sponsor."""

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"] = MoneyField(label=_("How much arrived?"), currency=currency, least_minor=1)
        self.fields["fee"] = MoneyField(label=_("Fee kept on the way"), currency=currency, required=False)
        self.fields["paid_into"] = forms.ChoiceField(label=_("Into"), choices=Till.choices)
        self.fields["received"] = _day(_("When?"))

    def clean_received(self) -> Any:
        return _not_ahead(self)


class EndingForm(KeyedForm):
    last = _day(
        _("Last day that was delivered"), _("Empty: nothing was delivered, and everything goes back."), needed=False
    )
    reason = _line(_("Why? The sponsor reads it."), 300)


class ProgrammeForm(DeedForm):
    """A network: how its links are tagged, where they may lead, how its files are read."""

    name = _line(_("Name of the network or shop"), 120)
    tag_parameter = _line(_("Name of its tag"), 40, hint=_("For example: tag"), ltr=True)
    tag_value = _line(_("Our value of the tag"), 80, ltr=True)
    code_parameter = _line(
        _("Where it carries our link code"), 40, needed=False, hint=_("For example: subid"), ltr=True
    )
    hosts = _line(
        _("Where its links may lead"), 600, hint=_("Names of sites with blanks between: shop.example"), ltr=True
    )

    def __init__(self, *args: Any, programme: promotion.Programme | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = _known(programme) if programme else None
        super().__init__(*args, **kwargs)
        for name, label in Column.choices:
            hint = _("The heading of this column in their files.")
            self.fields[f"column_{name}"] = _line(label, 80, needed=False, hint=hint)
        for name in (CommissionStatus.PENDING, CommissionStatus.CONFIRMED, CommissionStatus.REVERSED):
            hint = _("What they call it, with commas between.")
            self.fields[f"words_{name}"] = _line(name.label, 200, needed=False, hint=hint)

    def said(self) -> dict[str, Any]:
        """As the door takes it."""
        given = self.cleaned_data
        plain = ("name", "tag_parameter", "tag_value", "code_parameter")
        columns = {name: given[f"column_{name}"] for name in Column.values}
        told = {name: given.get(f"words_{name}", "").replace("،", ",").split(",") for name in CommissionStatus.values}
        return {
            **{name: given[name] for name in plain}, "hosts": given["hosts"].split(), "columns": columns,
            "status_words": told,
        }  # fmt: skip


class LinkForm(DeedForm):
    title = _line(_("What it leads to"), 120)
    target = _line(_("Address in the shop"), 500, hint=_("Our tag is added to it."), ltr=True)


class FileForm(DeedForm):
    """A network's file, read whole."""

    file = forms.FileField(
        label=_("Their file (CSV)"), widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv,text/plain"})
    )

    def clean_file(self) -> str:
        found = self.cleaned_data["file"]
        if found.size > MOST_FILE_BYTES:
            raise forms.ValidationError(_("This file is too large."))
        try:
            return str(found.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("This file is not text in UTF-8. Export it again as CSV UTF-8.")) from error


class ReceiptForm(KeyedForm):
    """The network's payment arrived."""

    paid_into = forms.ChoiceField(label=_("Into"), choices=Till.choices)
    received = _day(_("When?"))

    def clean_received(self) -> Any:
        return _not_ahead(self)


class VoidingForm(DeedForm):
    reason = _line(_("Why? It is kept."), 200)


def _not_ahead(form: forms.Form) -> Any:
    if form.cleaned_data["received"] > clock.now().date():
        raise forms.ValidationError(_("This day lies ahead."))
    return form.cleaned_data["received"]


def _known(programme: promotion.Programme) -> dict[str, Any]:
    plain = ("name", "tag_parameter", "tag_value", "code_parameter")
    return {
        **{name: getattr(programme, name) for name in plain},
        "hosts": " ".join(programme.hosts),
        **{f"column_{name}": heading for name, heading in programme.columns.items()},
        **{f"words_{name}": ", ".join(known) for name, known in programme.words.items()},
    }
