from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from diwan.people.enums import Calendar, Digits, Theme


class PersonManager(BaseUserManager["Person"]):
    """What allauth and Django's own commands need; the product itself uses `create_person`."""

    def create_user(self, email: str, password: str | None = None, **facts: object) -> "Person":
        person = self.model(email=self.normalize_email(email), **facts)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **facts: object) -> "Person":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **facts)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account, or (without an e-mail address) a profile that an import made and nobody claimed yet."""

    email = models.EmailField(_("e-mail address"), unique=True, null=True)
    display_name = models.CharField(_("name"), max_length=80)
    bio = models.TextField(_("about you"), max_length=600, blank=True, default="")
    language = models.CharField(
        _("language"), max_length=5, default="ar", choices=[("ar", _("Arabic")), ("en", _("English"))]
    )
    digits = models.CharField(_("digits"), max_length=4, blank=True, default="", choices=Digits.choices)
    calendar = models.CharField(_("calendar"), max_length=10, default=Calendar.GREGORIAN, choices=Calendar.choices)
    theme = models.CharField(_("appearance"), max_length=5, blank=True, default="", choices=Theme.choices)
    timezone = models.CharField(_("time zone"), max_length=60, default="Asia/Riyadh")
    joined_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_claimed(self) -> bool:
        return self.claimed_at is not None

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name
