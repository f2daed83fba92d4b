from django.apps import AppConfig


class CommerceConfig(AppConfig):
    name = "diwan.commerce"
    label = "commerce"

    def ready(self) -> None:
        from diwan.commerce import (
            fulfilments,
            privacy,  # noqa: F401 - declares what is kept about people
            tasks,  # noqa: F401 - importing it registers the jobs
        )
        from diwan.commerce.actions.open_term import close_term, open_term, open_trial
        from diwan.commerce.actions.recognise_income import hand_over_month
        from diwan.commerce.enums import IncomeKind
        from diwan.commerce.events import ORDER_PAID, RECEIPTS_CHANGED, RENEWAL_DECLINED
        from diwan.commerce.gateways.actions.follow_declining import renewal_declined
        from diwan.commerce.gateways.actions.renew import CHANGE, open_rest
        from diwan.commerce.invoicing.actions.document import order_paid, receipts_changed
        from diwan.commerce.invoicing.models import Invoice
        from diwan.commerce.pricing import privacy as pricing_privacy  # noqa: F401 - declares what prices keep
        from diwan.commerce.pricing.actions.buy_gift import ready_gift, void_gift
        from diwan.commerce.pricing.actions.give_tip import tell_receiver
        from diwan.commerce.renewing.actions.change_tier import begin_tier
        from diwan.commerce.services import handlers as services  # noqa: F401 - importing it registers
        from diwan.commerce.tickets import handlers as tickets  # noqa: F401 - importing it registers
        from diwan.commerce.tills import privacy as tills_privacy  # noqa: F401 - declares what bank rows hold
        from diwan.kernel import append_only, registry
        from diwan.ledger.events import PERIOD_CLOSING

        registry.subscribe(PERIOD_CLOSING, hand_over_month)
        registry.subscribe(ORDER_PAID, order_paid)
        registry.subscribe(RECEIPTS_CHANGED, receipts_changed)
        registry.subscribe(RENEWAL_DECLINED, renewal_declined)
        append_only.protect(Invoice)
        fulfilments.register("trial", open_trial, undo=close_term)
        fulfilments.register("gift", ready_gift, undo=void_gift)
        fulfilments.register("upgrade", begin_tier, undo=close_term)
        fulfilments.register(IncomeKind.TIP, tell_receiver)
        for kind in (IncomeKind.MEMBERSHIP, IncomeKind.PRODUCT, IncomeKind.COURSE):
            fulfilments.register(kind, open_term, undo=close_term)
        fulfilments.register(CHANGE, open_rest)
