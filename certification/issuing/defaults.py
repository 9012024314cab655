"""The five kinds of certificates that the portal begins with. Chief reviewers change rules, texts and signatories."""

from certification.models import CertificateKind, Layout, Recipient, Signatory

UNIVERSITY_NAMES = {
    "issuer_kk": "Қазақ ұлттық қыздар педагогикалық университеті",
    "issuer_ru": "Казахский национальный женский педагогический университет",
    "issuer_en": "Kazakh National Women’s Teacher Training University",
    "place_kk": "Алматы",
    "place_ru": "Алматы",
    "place_en": "Almaty",
}
CERTIFICATE = {
    "heading_kk": "Сертификат",
    "heading_ru": "Сертификат",
    "heading_en": "Certificate",
    "before_name_kk": "Осы сертификаттың иесі",
    "before_name_ru": "Настоящий сертификат подтверждает, что",
    "before_name_en": "This is to certify that",
    **UNIVERSITY_NAMES,
}
RECTOR = {"post_kk": "Ректор", "post_ru": "Ректор", "post_en": "Rector"}

KINDS = (
    {
        "key": "teacher-leadership",
        "prefix": "TL",
        "order": 10,
        "needs_decision": True,
        "rule": [
            {"needs": "decision"},
            {"needs": "sessions", "at_least": None},  # None: as many as the cohort asks for
            {"needs": "events", "at_least": 1},
            {"needs": "vignette"},
            {"needs": "consents"},
        ],
        "layout": Layout.KK_EN,
        "name_kk": "Мұғалім көшбасшылығы",
        "name_ru": "Учительское лидерство",
        "name_en": "Teacher leadership",
        **CERTIFICATE,
        "subheading_kk": "Мұғалім көшбасшылығы",
        "subheading_ru": "Учительское лидерство",
        "subheading_en": "Teacher Leadership",
        "body_kk": "«Ауылдық мектеп шамы» бағдарламасы бойынша мектебінде даму жобасын жүргізді. "
        "Портфолиосын университет қарап, қабылдады.",
        "body_ru": "является автором проекта развития, который осуществлён в школе по программе «Ауылдық мектеп шамы». "
        "Портфолио рассмотрено и принято университетом.",
        "body_en": "has led a development project at school within the programme “Rural and Remote Schools” "
        "(Auyldyq mektep shamy). The portfolio was assessed and accepted by the University.",
    },
    {
        "key": "facilitator",
        "prefix": "SF",
        "order": 20,
        "rule": [{"needs": "facilitated", "at_least": 8}, {"needs": "consents"}],
        "layout": Layout.KK_EN,
        "name_kk": "Фасилитатор",
        "name_ru": "Фасилитатор",
        "name_en": "Facilitator",
        **CERTIFICATE,
        "subheading_kk": "Кәсіби қауымдастық фасилитаторы",
        "subheading_ru": "Фасилитатор профессионального сообщества",
        "subheading_en": "Facilitator of a Professional Community",
        "body_kk": "«Ауылдық мектеп шамы» бағдарламасында мұғалімдердің кәсіби қауымдастығын жүргізіп, "
        "әріптестерінің өзгерісті бастауына қолдау көрсетті. Өткізген сессиялары: {sessions}.",
        "body_ru": "является фасилитатором профессионального сообщества учителей по программе «Ауылдық мектеп шамы» "
        "и поддерживает коллег, которые ведут изменения. Проведено сессий: {sessions}.",
        "body_en": "has facilitated a professional community of teachers within the programme “Rural and Remote "
        "Schools” (Auyldyq mektep shamy) and supported colleagues in leading change. Sessions held: {sessions}.",
    },
    {
        "key": "presenter",
        "prefix": "CP",
        "order": 30,
        "rule": [{"needs": "poster_presented"}, {"needs": "consents"}],
        "layout": Layout.KK_EN,
        "name_kk": "Конференцияда постер таныстырушы",
        "name_ru": "Автор постера на конференции",
        "name_en": "Conference presenter",
        **CERTIFICATE,
        "subheading_kk": "Постерлік сессия",
        "subheading_ru": "Постерная сессия",
        "subheading_en": "Poster Session",
        "body_kk": "конференцияның постерлік сессиясында өз даму жобасын таныстырды: «{conference}».",
        "body_ru": "является автором постера, представленного на конференции «{conference}».",
        "body_en": "has presented a poster of a development project at the conference “{conference}”.",
    },
    {
        "key": "participant",
        "prefix": "PT",
        "order": 40,
        "rule": [{"needs": "sessions", "at_least": 4}, {"needs": "consents"}],
        "layout": Layout.KK_EN,
        "name_kk": "Бағдарламаға қатысушы",
        "name_ru": "Участие в программе",
        "name_en": "Participant",
        **CERTIFICATE,
        "subheading_kk": "Бағдарламаға қатысушы",
        "subheading_ru": "Участие в программе",
        "subheading_en": "Participation in the Programme",
        "body_kk": "«Ауылдық мектеп шамы» бағдарламасында мұғалімдердің кәсіби қауымдастығымен бірге жұмыс істеді. "
        "Қатысқан сессиялары: {sessions}.",
        "body_ru": "входит в профессиональное сообщество учителей программы «Ауылдық мектеп шамы». "
        "Посещено сессий: {sessions}.",
        "body_en": "has taken part in a professional community of teachers within the programme “Rural and Remote "
        "Schools” (Auyldyq mektep shamy). Sessions attended: {sessions}.",
    },
    {
        "key": "school-letter",
        "prefix": "LA",
        "order": 50,
        "recipient": Recipient.SCHOOL,
        "rule": [{"needs": "school_projects", "at_least": 1}],
        "layout": Layout.KK_RU,
        "name_kk": "Мектепке алғыс хат",
        "name_ru": "Благодарственное письмо школе",
        "name_en": "Letter of appreciation to a school",
        **UNIVERSITY_NAMES,
        "heading_kk": "Алғыс хат",
        "heading_ru": "Благодарственное письмо",
        "heading_en": "Letter of Appreciation",
        "before_name_kk": "Мектеп ұжымына",
        "before_name_ru": "Коллективу школы",
        "before_name_en": "To the staff of",
        "body_kk": "«Ауылдық мектеп шамы» бағдарламасына есігін айқара ашып, мұғалімдер бастаған өзгеріске қолдау "
        "көрсеткені үшін шын жүректен алғыс айтамыз.",
        "body_ru": "Сердечно благодарим за поддержку учителей, которые ведут изменения в школе по программе "
        "«Ауылдық мектеп шамы».",
        "body_en": "We thank you warmly for opening your doors to the programme “Rural and Remote Schools” "
        "(Auyldyq mektep shamy) and for supporting the teachers who lead change in your school.",
    },
)


def make_kinds(**kwargs):
    """After each migrate: the kinds that are not there yet. What the university has changed stays as it is."""
    there = set(CertificateKind.objects.values_list("key", flat=True))
    for kind in KINDS:
        if kind["key"] not in there:
            made = CertificateKind.objects.create(**kind)
            Signatory.objects.create(kind=made, **RECTOR)
