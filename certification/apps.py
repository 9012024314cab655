from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CertificationConfig(AppConfig):
    name = "certification"
    verbose_name = _("Certification")

    def ready(self):
        from outbox.guards import only_while
        from projects.page_parts import add_beside_checklist
        from safekeeping.sweeping import sweep_with
        from schools.page_parts import add_to_school_page
        from uploads.rights import open_through

        from . import personal
        from .assigning import reminders
        from .checking import checks  # noqa: F401
        from .issuing import batches, defaults, school_page  # noqa: F401 (batches registers its work)
        from .models import CertificateKind, KindPicture, Portfolio, PortfolioVersion
        from .printing import works  # noqa: F401 (registers the packing of batches)
        from .rubrics.shown import beside_checklist

        def shown_in_portfolios(user):
            """The files of every version that one may read, whatever has become of the evidence since."""
            readable = Portfolio.objects.readable_by(user)
            return PortfolioVersion.uploads.through.objects.filter(
                portfolioversion__portfolio__in=readable.values("pk")
            ).values("upload")

        def on_papers(user):
            """Signatures and marks: chief reviewers only."""
            kinds = CertificateKind.objects.editable_by(user)
            return KindPicture.objects.filter(kind__in=kinds.order_by().values("pk")).values("upload")

        def may_open_portfolio(person, portfolio_id, **_of_version):
            return Portfolio.objects.readable_by(person).filter(pk=portfolio_id).exists()

        open_through(shown_in_portfolios)
        open_through(on_papers)
        personal.register()
        add_beside_checklist(beside_checklist)
        add_to_school_page(school_page.letters)
        sweep_with(reminders.remind)
        post_migrate.connect(defaults.make_kinds, sender=self)
        for address in ("certification:portfolio", "certification:version"):
            only_while(address, may_open_portfolio)
