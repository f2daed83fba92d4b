"""Letters about payouts that go elsewhere than to a member's address of today."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_changed
from django.dispatch import receiver
from django.http import HttpRequest

from diwan.kernel import clock, outbox
from diwan.payouts import public as payouts
from diwan.people import public as people
from diwan.web.letters import Payload, compose, notice_contents


@receiver(email_changed, dispatch_uid="diwan.payouts.former-address")
def keep_former_address(
    request: HttpRequest, user: people.Person, from_email_address: EmailAddress | None, **_facts: Any
) -> None:
    """Whoever changes the address first and the destination next does not thereby silence us."""
    if from_email_address is not None:
        payouts.note_former_address(person_id=user.pk, email=from_email_address.email, at=clock.now())


@outbox.consumer(payouts.LETTER_TO_FORMER)
def send_to_former_address(payload: Payload) -> None:
    """The same letter as to the address of today; an address that is forgotten by now gets none."""
    address = payouts.former_address(address_id=payload["address"])
    if not address:
        return
    member = people.Membership.objects.select_related("person", "community").get(pk=payload["membership"])
    letter = compose(member, notice_contents(member, payload))
    letter.to = [address]
    letter.send()
