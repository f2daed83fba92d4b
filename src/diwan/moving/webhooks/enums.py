from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WebhookEvent(TextChoices):
    """What the outside can be told of. The names are part of the contract with whoever listens: they never change."""

    ORDER_PAID = "order.paid", _("An order was paid")
    MEMBER_JOINED = "member.joined", _("Somebody joined")
    POST_PUBLISHED = "post.published", _("A post was published")
    PERIOD_PUBLISHED = "period.published", _("A month was published")
    PERIOD_POSTED = "period.posted", _("A month was posted to the books")
    PAYOUT_SENT = "payout.sent", _("A payout was sent")
    TEST = "webhook.test", _("A test, sent by hand")


CHOSEN = [event for event in WebhookEvent if event != WebhookEvent.TEST]


class MessageState(TextChoices):
    WAITING = "waiting", _("On its way")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Given up")
