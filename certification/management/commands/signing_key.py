from django.core.management.base import BaseCommand, CommandError

from certification.checking import keys
from certification.models import SigningKey


class Command(BaseCommand):
    help = "Keys that certificates are signed with: make, list, retire. docs/keys.md"

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)
        make = acts.add_parser("make", help="a new key, which signs from now on; earlier ones go on verifying")
        make.add_argument("--if-none", action="store_true", help="only where nothing can be signed yet")
        acts.add_parser("list", help="all keys, the newest first")
        distrust = acts.add_parser("distrust", help="its file was stolen: nobody believes what it signed any more")
        distrust.add_argument("kid")
        retire = acts.add_parser("retire", help="a key signs no more; what it has signed stays valid")
        retire.add_argument("kid")

    def handle(self, *args, act, **options):
        getattr(self, act)(**options)

    def make(self, if_none, **_options):
        if if_none and keys.can_sign():
            return
        key = keys.make()
        self.stdout.write(f"{key}: {keys.private_file(key)}")
        self.stdout.write("Keep a copy of this file apart from the backups, on paper or on a stick in a safe.")

    def list(self, **_options):
        for key in SigningKey.objects.all():
            here = "private half here" if keys.private_file(key).exists() else "no private half here"
            self.stdout.write(f"{key}  made {key.made_at:%Y-%m-%d}  {state_of(key)}  {here}  public {key.public_key}")

    def retire(self, kid, **_options):
        keys.retire(found(kid))
        self.stdout.write(f"{kid} signs no more. What it has signed is still valid.")

    def distrust(self, kid, **_options):
        keys.distrust(found(kid))
        self.stdout.write(f"{kid} is published no more. Papers it signed are checked on the portal only: docs/keys.md")


def found(kid):
    key = SigningKey.objects.filter(pk=kid).first()
    if key is None:
        raise CommandError(f"There is no key {kid}.")
    return key


def state_of(key):
    if key.distrusted_at:
        return f"distrusted {key.distrusted_at:%Y-%m-%d}"
    return f"retired {key.retired_at:%Y-%m-%d}" if key.retired_at else "signs"
