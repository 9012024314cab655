"""A school as machines read it (schema.org)."""

from django.conf import settings


def as_linked_data(school):
    address = {
        "@type": "PostalAddress",
        "addressCountry": "KZ",
        "addressRegion": str(school.district.region),
        "addressLocality": ", ".join(str(place) for place in (school.district, school.settlement) if place),
    }
    data = {
        "@type": "School",
        "@id": settings.SITE_URL + school.get_absolute_url(),
        "url": settings.SITE_URL + school.get_absolute_url(),
        "name": str(school.name),
        "address": address,
    }
    if school.point:
        latitude, longitude = school.point
        data["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return data
