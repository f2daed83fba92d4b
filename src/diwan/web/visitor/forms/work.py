"""A field that costs a machine something and a person nearly nothing.

With script the browser works for about a second while the form is being filled in. Without script, or when the browser
refuses to, a small sum in words is answered instead; that way is open a few times an hour for one address.
"""

import hashlib
from typing import Any, cast

from allauth.core import context
from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from diwan.kernel import clock
from diwan.trust import public as trust
from diwan.web.fields import FigureField
from diwan.web.limits import client_address

PURPOSE = "sign_up"
BY_SUM = "6/hour"
NUMBERS = (
    gettext_lazy("two"), gettext_lazy("three"), gettext_lazy("four"), gettext_lazy("five"), gettext_lazy("six"),
    gettext_lazy("seven"), gettext_lazy("eight"), gettext_lazy("nine"),
)  # fmt: skip


def new_challenge() -> str:
    return trust.ask_for_work(purpose=PURPOSE, bits=settings.WORK_BITS, at=clock.now())


def numbers_in(challenge: str) -> tuple[int, int]:
    """The two numbers of the sum that goes with a challenge, 2 to 9."""
    digest = hashlib.sha256(challenge.encode()).digest()
    return 2 + digest[0] % len(NUMBERS), 2 + digest[1] % len(NUMBERS)


class WorkForm(forms.Form):
    """Asks for work, or for the sum; spends the challenge only when everything else in the form is right."""

    work_challenge = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
    work_answer = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    work_sum = FigureField(label="", whole=True, least=0, most=99, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.WORK_BITS:
            for name in ("work_challenge", "work_answer", "work_sum"):
                del self.fields[name]
            return
        challenge = str(self.data.get("work_challenge", "")) if self.is_bound else ""
        self._ask(challenge if self._is_ours(challenge) else new_challenge())

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if settings.WORK_BITS and not self.errors and not self._is_worked(found):
            self._ask(new_challenge())
            raise forms.ValidationError(
                _("We could not see that a person is writing. Answer the sum, then send it once more."), code="work"
            )
        return found

    def _is_worked(self, found: dict[str, Any]) -> bool:
        challenge, answer = found.get("work_challenge") or "", found.get("work_answer") or ""
        at = clock.now()
        if answer and trust.is_worked(purpose=PURPOSE, challenge=challenge, answer=answer, at=at):
            return True
        if found.get("work_sum") != sum(numbers_in(challenge)) or not self._is_ours(challenge):
            return False
        spent = f"sum:{challenge}"
        if not trust.allow(scope="sum_spent", who=spent, rate="1/2 hours", at=at):
            return False
        return trust.allow(scope="by_sum", who=client_address(context.request), rate=BY_SUM, at=at)

    def _is_ours(self, challenge: str) -> bool:
        return trust.is_ours(purpose=PURPOSE, challenge=challenge, at=clock.now())

    def _ask(self, challenge: str) -> None:
        """Put the challenge into the form, also into one that was filled in before."""
        first, second = (NUMBERS[number - 2] for number in numbers_in(challenge))
        field = self.fields["work_sum"]
        field.label = _("A small sum: %(first)s and %(second)s make …") % {"first": first, "second": second}
        field.help_text = _("So that machines find it harder than people. Your browser does it for you where it can.")
        field.widget.attrs["data-sum"] = ""
        self.fields["work_challenge"].initial = challenge
        self.fields["work_challenge"].widget.attrs["data-work"] = settings.WORK_BITS
        if self.is_bound and self.data.get("work_challenge") != challenge:
            self.data = cast(QueryDict, self.data).copy()
            self.data.update({"work_challenge": challenge, "work_answer": "", "work_sum": ""})
