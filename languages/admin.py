"""What the admin of every room shares about text."""

from functools import reduce
from operator import or_

from django.db.models import Q

from languages.alphabet import words_of


class FoldedSearchAdmin:
    """Searches `search_text`, so that a name is found in any script and case.

    Mix in before ModelAdmin. FOLDED_SEARCH names the columns, with `__` for those of related things.
    """

    FOLDED_SEARCH = ("search_text",)
    search_fields = ("search_text",)  # the admin shows its search box, and autocomplete works

    def get_search_results(self, request, queryset, search_term):
        for word in words_of(search_term):
            anywhere = (Q(**{f"{column}__contains": word}) for column in self.FOLDED_SEARCH)
            queryset = queryset.filter(reduce(or_, anywhere))
        return queryset, any("__" in column for column in self.FOLDED_SEARCH)
