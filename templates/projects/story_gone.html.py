BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'This story is not public') BBBBBBBB

BBBBB BBBBBBB
XXXX XXXXXXXXXXXXXX XXXXXXX
XXXX gettext(u'This story is not public') XXXXX
XX XXXXXXXXXXXXX gettext(u'Perhaps the address has a slip, or the author does not show the story any more. Teachers decide themselves what everyone may read.') XXXX
XX XXXXXXXXXXXXXXXXXX XXXXXXXXXXXXXX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBBXX gettext(u'Other teachers’ stories') XXXX XX XXXXXXXXXXXXX XXXXXX XXXXXXBBB BBBBBBBBBBBBBBBXX gettext(u'To the first page') XXXXXXXX
XXXXXX
BBBBBBBB BBBBBBB
