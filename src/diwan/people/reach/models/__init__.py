from diwan.people.reach.models.choice import ReachChoice, ReachPreference
from diwan.people.reach.models.device import Device
from diwan.people.reach.models.newsletter import Newsletter, NewsletterCopy
from diwan.people.reach.models.waiting import Digest, HeldNotice

__all__ = ["Device", "Digest", "HeldNotice", "Newsletter", "NewsletterCopy", "ReachChoice", "ReachPreference"]
