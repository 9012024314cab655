from django import template

register = template.Library()


@register.filter
def at(table, key):
    """table[key], or None: `{{ uploads|at:item.upload }}`."""
    return (table or {}).get(key)
