"""Under …/certification/certificates/."""

from django.urls import path

from . import act_views, chief_views, holder_views

urlpatterns = [
    path("", chief_views.certificate_list, name="certificate_list"),
    path("export/", chief_views.certificate_export, name="certificate_export"),
    path("mine/", holder_views.my_certificates, name="my_certificates"),
    path("name/", holder_views.my_name, name="my_name"),
    path("earned/", chief_views.earned_kinds, name="earned_kinds"),
    path("earned/<slug:kind_key>/", chief_views.earned, name="earned"),
    path("earned/<slug:kind_key>/export/", chief_views.earned_export, name="earned_export"),
    path("earned/<slug:kind_key>/remind/", act_views.remind, name="remind_names"),
    path("earned/<slug:kind_key>/rule/", act_views.rule, name="rule"),
    path("earned/<slug:kind_key>/issue/", act_views.batch_new, name="batch_new"),
    path("earned/<slug:kind_key>/issue/<str:recipient_id>/", act_views.issue_one, name="issue_one"),
    path("batches/", chief_views.batch_list, name="batch_list"),
    path("batches/<str:batch_id>/", chief_views.batch, name="batch"),
    path("corrections/<str:correction_id>/", act_views.correction, name="correction"),
    path("corrections/<str:correction_id>/carry-out/", act_views.correction_carry_out, name="correction_carry_out"),
    path("corrections/<str:correction_id>/decline/", act_views.correction_decline, name="correction_decline"),
    path("<str:certificate_id>/", holder_views.certificate, name="certificate"),
    path("<str:certificate_id>/pdf/", holder_views.certificate_pdf, name="certificate_pdf"),
    path("<str:certificate_id>/replace/", act_views.certificate_replace, name="certificate_replace"),
    path("<str:certificate_id>/revoke/", act_views.certificate_revoke, name="certificate_revoke"),
    path("<str:certificate_id>/revoke/confirm/", act_views.revocation_confirm, name="revocation_confirm"),
    path("<str:certificate_id>/revoke/drop/", act_views.revocation_drop, name="revocation_drop"),
]
