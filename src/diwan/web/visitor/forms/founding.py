"""The wizard's forms. Each step keeps what was answered in the session, so that going back loses nothing."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from diwan.people import public as people
from diwan.people.errors import NoSuchCommunity
from diwan.web.fields import FigureField, MoneyField

CURRENCIES = [
    ("SAR", _("Saudi riyal")),
    ("AED", _("UAE dirham")),
    ("KWD", _("Kuwaiti dinar")),
    ("BHD", _("Bahraini dinar")),
    ("OMR", _("Omani rial")),
    ("QAR", _("Qatari riyal")),
    ("JOD", _("Jordanian dinar")),
    ("EGP", _("Egyptian pound")),
    ("MAD", _("Moroccan dirham")),
    ("TND", _("Tunisian dinar")),
    ("IQD", _("Iraqi dinar")),
    ("USD", _("US dollar")),
    ("EUR", _("Euro")),
    ("GBP", _("Pound sterling")),
]
ZONES = [
    *("Asia/Riyadh", "Asia/Dubai", "Asia/Kuwait", "Asia/Bahrain", "Asia/Muscat", "Asia/Qatar", "Asia/Amman"),
    *("Asia/Beirut", "Asia/Baghdad", "Africa/Cairo", "Africa/Casablanca", "Africa/Tunis", "Africa/Algiers"),
    *("Europe/London", "UTC"),
]
_WORDS = {"dir": "auto"}


class IdeaForm(forms.Form):
    """Step one: what it is called and where it lives."""

    name = forms.CharField(label=_("What is it called?"), max_length=80, widget=forms.TextInput(attrs=_WORDS))
    other_name = forms.CharField(
        label=_("Its name in the other language"), max_length=80, required=False, widget=forms.TextInput(attrs=_WORDS)
    )
    slug = forms.SlugField(
        label=_("Address"),
        max_length=40,
        required=False,
        help_text=_("Latin letters and hyphens; left empty, we make one from the name."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, f"{name} · {code}") for code, name in CURRENCIES])
    timezone = forms.ChoiceField(label=_("Time zone"), choices=[(zone, zone) for zone in ZONES])

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        names = [facts.get("other_name", ""), facts.get("name", "")]
        slug = facts.get("slug") or next((made for made in map(slugify, names) if made), "")
        if "name" in facts and not slug:
            self.add_error("slug", _("Write an address in Latin letters."))
        elif slug and _is_taken(slug):
            self.add_error("slug", _("This address is taken. Choose another."))
        return {**facts, "slug": slug[:40].strip("-")}


class SentenceForm(forms.Form):
    """Step two: the business as one sentence, every coloured word of which can change."""

    who = forms.CharField(label=_("Who?"), max_length=60, widget=forms.TextInput(attrs=_WORDS))
    what = forms.CharField(label=_("What?"), max_length=60, widget=forms.TextInput(attrs=_WORDS))
    members_percent = FigureField(label=_("Members’ share"), least=5, most=95)
    sponsors = forms.ChoiceField(
        label=_("Sponsors"), choices=[("disclosed", _("with full disclosure")), ("never", _("never"))]
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fee"] = MoneyField(label=_("How much?"), currency=currency, least_minor=0)


class SharingForm(forms.Form):
    """Step three: a ready plan to begin with."""

    def __init__(self, *args: Any, templates: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(slug, slug) for slug in templates]
        self.fields["template"] = forms.ChoiceField(widget=forms.RadioSelect, choices=choices)


class OpeningForm(forms.Form):
    """Step four: how members can pay without a gateway; may stay empty until later."""

    till_kind = forms.ChoiceField(
        label=_("How do members pay you?"),
        choices=[("bank", _("Bank transfer")), ("wallet", _("Wallet")), ("cash", _("Cash"))],
        widget=forms.RadioSelect,
        initial="bank",
    )
    till_words = forms.CharField(
        label=_("What should they do?"),
        max_length=600,
        required=False,
        help_text=_("For example the bank, the account’s name and its IBAN. You can fill this in later."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


def _is_taken(slug: str) -> bool:
    try:
        people.get_community(slug=slug)
    except NoSuchCommunity:
        return False
    return True
