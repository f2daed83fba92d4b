"""The door of `moving`."""

from diwan.moving.founding import found_community
from diwan.moving.importers.opencollective.run import import_opencollective
from diwan.moving.importers.stackexchange.run import import_stackexchange
from diwan.moving.report import ImportReport
from diwan.moving.webhooks.actions.manage import change_webhook, open_webhook, rotate_secret, set_webhook_open
from diwan.moving.webhooks.actions.tell import replay_message, send_test
from diwan.moving.webhooks.queries.log import (
    EndpointView,
    MessageView,
    get_message,
    get_webhook,
    list_messages,
    list_webhooks,
)

__all__ = [
    "EndpointView",
    "ImportReport",
    "MessageView",
    "change_webhook",
    "found_community",
    "get_message",
    "get_webhook",
    "import_opencollective",
    "import_stackexchange",
    "list_messages",
    "list_webhooks",
    "open_webhook",
    "replay_message",
    "rotate_secret",
    "send_test",
    "set_webhook_open",
]
