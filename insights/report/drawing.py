"""Pictures of the report: the map of lights by night for the cover, by day for the page of regions."""

import re
from pathlib import Path

from django.conf import settings

from schools import map as steppe

GLOW = (
    '<defs><radialGradient id="glow"><stop offset="0" stop-color="#fff3d0"/><stop offset=".25" stop-color="#ffc24b"/>'
    '<stop offset="1" stop-color="#ffc24b" stop-opacity="0"/></radialGradient></defs>'
)
IMAGES = Path(settings.BASE_DIR, "static", "img")


def pictures(frozen):
    lights = frozen.content["lights"]
    return {
        "night.svg": picture(lights, land="#1b3a5d", border="#2c5480", spot=night_spot, defs=GLOW),
        "day.svg": picture(lights, land="#eee8db", border="#b9ae97", spot=day_spot),
        "ornament.svg": ornament(),
        "lamp.svg": (IMAGES / "lamp.svg").read_bytes(),
    }


def picture(lights, land, border, spot, defs=""):
    regions = "".join(f'<path d="{path}"/>' for _iso, path in steppe.outline())
    spots = "".join(spot(*light) for light in lights)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {steppe.WIDTH} {steppe.HEIGHT}">{defs}'
        f'<g fill="{land}" stroke="{border}" stroke-width=".8">{regions}</g>{spots}</svg>'
    ).encode()


def night_spot(x, y, glow):
    return f'<circle cx="{x}" cy="{y}" r="{glow * 1.15:.1f}" fill="url(#glow)"/>'


def day_spot(x, y, glow):
    return f'<circle cx="{x}" cy="{y}" r="{max(5, glow / 2):.1f}" fill="#b86e00" stroke="#fff" stroke-width="1"/>'


def ornament():
    """The thin line of ram's horns of the portal's header, once across the sheet."""
    horn = re.search(r"<g .*</g>", (IMAGES / "ornament.svg").read_text(encoding="utf-8"))[0]
    horns = "".join(f'<g transform="translate({56 * number} 0)">{horn}</g>' for number in range(15))
    line = '<path d="M0 18.5H840" stroke="#b98c38" stroke-width="1.5"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 840 20">{line}{horns}</svg>'.encode()
