from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from diwan.people import public as people
from diwan.people.enums import Role
from diwan.web.deeds import DeedForm
from diwan.web.fields import FigureField

EVERYBODY = ("", _("Everybody"))


class NewsletterForm(DeedForm):
    """The words, and to whom: every condition narrows."""

    subject = forms.CharField(label=_("Subject"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"}))
    body = forms.CharField(
        label=_("The letter"),
        max_length=20_000,
        help_text=_("Write as in a post: a blank line between paragraphs, ## for a heading. Pictures are left out."),
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
    )
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[EVERYBODY, *Role.choices])
    tier = forms.ChoiceField(label=_("Membership"), required=False)
    language = forms.ChoiceField(
        label=_("Language they read"), required=False, choices=[EVERYBODY, ("ar", "العربية"), ("en", "English")]
    )
    quiet_days = FigureField(
        label=_("Not seen for so many days"), least=0, most=3650, required=False, help_text=_("Zero asks nothing.")
    )

    def __init__(self, *args: Any, tiers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tier"] = forms.ChoiceField(
            label=_("Membership"), required=False, choices=[EVERYBODY, *tiers], initial=self.initial.get("tier", "")
        )
        self.order_fields(["subject", "body", "role", "tier", "language", "quiet_days"])

    def audience(self) -> people.Audience:
        given = self.cleaned_data
        return people.Audience(
            role=given["role"],
            tier=given["tier"],
            language=given["language"],
            quiet_days=given.get("quiet_days") or 0,
        )
