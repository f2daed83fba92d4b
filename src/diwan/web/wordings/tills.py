"""The notices of tills and webhooks in words."""

from django.utils.translation import gettext_lazy as _

from diwan.web.wording import Wording, page

WORDINGS: dict[str, Wording] = {
    "webhook_closed": Wording(
        _("%(address)s took no message for days, so it is no longer told. Open it again when it answers."),
        _("A webhook was closed"),
        page("webhook", endpoint_id="endpoint"),
        needs_person=True,
    ),
}
