"""A push reaches the device: the worker shows what the server wrote, and pressing it opens the page it is about."""

import json
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.needs_program("chromium"), pytest.mark.timeout(280)]
Readers = Callable[..., Any]
MESSAGE = {"title": "بستان السطح", "body": "ردّت منى على سؤالك.", "url": "/c/rooftop/notices/", "tag": "notice-7"}
SHOWN = """async () => {
    const worker = await navigator.serviceWorker.ready;
    const all = await worker.getNotifications();
    return all.map(({ title, body, tag, dir, data }) => ({ title, body, tag, dir, url: data.url }));
}"""
# Only a real finger may open or focus a window; what the worker asks for is written down instead.
PRESS = """async () => {
    const asked = [];
    self.clients.openWindow = async (href) => { asked.push(`open ${new URL(href).pathname}`); };
    WindowClient.prototype.focus = async function () { asked.push(`focus ${new URL(this.url).pathname}`); };
    const [notification] = await self.registration.getNotifications();
    const press = new NotificationEvent('notificationclick', { notification });
    self.dispatchEvent(press);
    while (!asked.length) await new Promise((resolve) => setTimeout(resolve, 50));
    return asked;
}"""


@pytest.fixture
def device(reader: Readers) -> Any:
    """A member's device that allowed notices and has its worker."""
    one = reader("member", language="ar", permissions=["notifications"])
    one.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    return one


def push(one: Any, message: dict[str, str]) -> None:
    talk = one.context.new_cdp_session(one.page)
    found: list[str] = []
    talk.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(each["registrationId"] for each in told["registrations"] if not each["isDeleted"]),
    )
    talk.send("ServiceWorker.enable")
    for _ in range(100):
        if found:
            break
        one.page.wait_for_timeout(100)
    data = json.dumps(message, ensure_ascii=False)
    talk.send("ServiceWorker.deliverPushMessage", {"origin": one.site.url, "registrationId": found[0], "data": data})
    for _ in range(100):
        if one.page.evaluate(SHOWN):
            break
        one.page.wait_for_timeout(100)


def test_a_push_is_shown_as_the_server_wrote_it(device: Any) -> None:
    push(device, MESSAGE)
    assert device.page.evaluate(SHOWN) == [{**MESSAGE, "dir": "auto"}]


def test_pressing_it_opens_the_page_or_comes_back_to_it_where_it_is_open(device: Any) -> None:
    push(device, MESSAGE)
    [worker] = device.context.service_workers
    assert worker.evaluate(PRESS) == ["open /c/rooftop/notices/"]
    device.open(MESSAGE["url"])
    push(device, MESSAGE)
    assert worker.evaluate(PRESS) == ["focus /c/rooftop/notices/"]


def test_an_address_elsewhere_is_never_opened(device: Any) -> None:
    push(device, {**MESSAGE, "url": "https://elsewhere.example/"})
    [worker] = device.context.service_workers
    pressing = PRESS.replace("while (!asked.length)", "").replace("50", "500")
    assert worker.evaluate(pressing) == []


def test_the_switch_for_this_device_shows_once_the_worker_is_there(device: Any) -> None:
    page = device.open("/c/rooftop/reach/")
    page.wait_for_selector("[data-push-begin]:visible", timeout=20_000)
