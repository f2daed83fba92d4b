from django.utils.translation import gettext_lazy as _

from diwan.moving.errors import MovingError


class NoSuchWebhook(MovingError):
    sentence = _("There is no such address to tell.")


class BadWebhook(MovingError):
    sentence = _("Write a public address that begins with https://, and choose at least one event.")


class TooManyWebhooks(MovingError):
    sentence = _("%(count)s addresses are told already. Close one that is not needed.")


class WebhookClosed(MovingError):
    sentence = _("This address is closed. Open it again before anything is sent there.")
